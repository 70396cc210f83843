"""VS, section 3, examples before Theorem 2: two prices are polarized exactly if p1 <= p2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from exact.rationals import text
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.stated_mechanisms import AGENTS, MECHANISM, polarized_menus, stated_mechanism
from proofs.claims.families.two_prices import (
    HARD_PRICES,
    PRICES,
    TWO_PRICE_MECHANISMS,
    ZERO_PRICES,
    TwoPrices,
)
from proofs.claims.families.valenzuela_stookey import BESIDE, ZERO, at_most, claim, never
from proofs.claims.stating import Formula, Stated, Term, defined, every, given, operation, size, statement, term
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import Bundle, bundle
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray


def _two_price(reading: Any) -> Callable[[TwoPrices], Part]:
    def conclusion(prices: TwoPrices) -> Part:
        rays: list[Bundle] = [*([bundle((0, 0))] if reading == "printed" else []), *prices.rays]
        verdict = polarized(rays, reading)
        if prices.first <= prices.second:
            yield verdict
        else:
            yield never(verdict)

    return conclusion


P1, P2 = given("p1"), given("p2")


def stated_prices(reading: Any, directions: Any, hypothesis: Sequence[Formula]) -> Stated:
    """The directions are polarized exactly if p1 <= p2."""
    return Stated(
        sorts={"p1": "number", "p2": "number"},
        instances=lambda prices: {"p1": text(prices.first), "p2": text(prices.second)},
        hypothesis=hypothesis,
        conclusion=[statement("polarized", directions=directions, reading=reading).iff(P1 <= P2)],
    )


TAKE = operation("primitive", [term(1), term(0) - P1])
GIVE = operation("primitive", [term(-1), P2])


@defined("the price at which agent {0} buys A")
def buys_at(j: Term) -> Term:
    ray = MECHANISM["menus"][j][1]["ray"]
    return term(0) - ray[1] / ray[0]


@defined("the price at which agent {0} sells A")
def sells_at(j: Term) -> Term:
    ray = MECHANISM["menus"][j][2]["ray"]
    return term(0) - ray[1] / ray[0]


@defined("agent {0} has the endowment and two rays, one for more of A and one for less")
def has_two_rays(j: Term) -> Formula:
    menu = MECHANISM["menus"][j]
    rays = operation("keys", menu[1]).same(["ray"]) & operation("keys", menu[2]).same(["ray"])
    return size(menu).equals(3) & rays & (menu[1]["ray"][0] > 0) & (menu[2]["ray"][0] < 0)


MECHANISMS_OF_TWO_PRICES = stated_mechanism(
    [
        size(MECHANISM["numbers"]).equals(2),
        every("j", AGENTS, lambda j: has_two_rays(j)),
        every("j", AGENTS, lambda j: (buys_at(j) > 0) & (sells_at(j) > 0)),
    ],
    [polarized_menus("beside endowment").iff(every("j", AGENTS, lambda j: buys_at(j) <= sells_at(j)))],
)


def _prices_reading(
    name: str, wording: str, conclusion: Any, because: str, *tried: Family, stated: Stated | None = None
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=conclusion,
        families=tried,
        because=lambda prices: because,
        describe=lambda prices: f"p1 = {prices.first}, p2 = {prices.second}",
        budget=400,
        stated=stated,
    )


def two_price_split(mechanism: Mechanism) -> tuple[list[Any], list[Any]]:
    """Hypothesis and conclusion of "polarized menus exactly if p1 <= p2": what holds, and what then must."""
    gaps = []
    for menu in mechanism.protocol.menus:
        take, give = (one.direction for one in menu if isinstance(one, Ray))
        gaps.append(-take[1] / take[0] + give[1] / give[0])
    ordered = at_most(("the greatest excess of p1 over p2", max(gaps)), ZERO)
    menus_polarized = decide_polarized(mechanism)
    return ([ordered], [menus_polarized]) if ordered.holds else ([menus_polarized], [ordered])


TWO_PRICE = claim(
    "example.two-price",
    "section 3, examples before Theorem 2",
    "two prices are polarized exactly if p1 <= p2",
    _prices_reading(
        "literal",
        "The menu {eta}, (1, -p1), (-1, p2) is of polarized rays as printed exactly if p1 <= p2",
        _two_price("printed"),
        "p1 <= p2, but the menu holds {eta}, which is not a ray of both signs.",
        PRICES,
        stated=stated_prices("printed", [[0, 0], TAKE, GIVE], [P1 > 0, P2 > 0]),
    ),
    _prices_reading(
        BESIDE,
        "The rays (1, -p1) and (-1, p2) are polarized exactly if p1 <= p2, for any nonnegative prices",
        _two_price("beside endowment"),
        "p1 <= p2, but at the price 0 a ray has only one sign.",
        ZERO_PRICES,
        stated=stated_prices("beside endowment", [TAKE, GIVE], [P1 >= 0, P2 >= 0]),
    ),
    _prices_reading(
        "positive prices",
        "The rays (1, -p1) and (-1, p2) are polarized exactly if p1 <= p2, for positive prices",
        _two_price("beside endowment"),
        "One of p1 <= p2 and polarization holds without the other.",
        PRICES,
        HARD_PRICES,
    ),
    Reading(
        name="nonnegative bundles",
        wording="With positive prices and trading sets of nonnegative bundles, as section 1.1 has them, a "
        "two-price mechanism has polarized menus exactly if p1 <= p2 for all agents",
        hypothesis=lambda mechanism: two_price_split(mechanism)[0],
        conclusion=lambda mechanism: two_price_split(mechanism)[1],
        families=(TWO_PRICE_MECHANISMS,),
        because=lambda mechanism: (
            "p1 > p2, but the agent has nothing of A to trade away, so that the set of the second price holds "
            "the endowment alone and is no ray; the one ray that is left is polarized."
        ),
        describe=common.mechanism_in_words,
        stated=MECHANISMS_OF_TWO_PRICES,
    ),
    # The definition of polarized rays, which nothing satisfies as printed, is looked at in that claim.
    rests_on=("definition.disjoint-negatives",),
)

CLAIMS = [TWO_PRICE]
