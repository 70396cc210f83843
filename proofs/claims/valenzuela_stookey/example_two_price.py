"""VS, section 3, examples before Theorem 2: two prices are polarized exactly if p1 <= p2."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.rationals import text
from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import rays as rays_module
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.stated_mechanisms import AGENTS, MECHANISM, polarized_menus, stated_mechanism
from proofs.claims.families.valenzuela_stookey import BESIDE, ZERO, at_most, claim, never
from proofs.claims.stating import Formula, Stated, Term, defined, every, given, operation, size, statement, term
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import Bundle, bundle
from proofs.trading.markets.families import two_price
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray
from proofs.trading.markets.selections import AnySelection


@dataclass(frozen=True)
class TwoPrices(Displayed):
    """The two prices of an agent."""

    first: Fraction
    second: Fraction

    @property
    def rays(self) -> tuple[Bundle, Bundle]:
        return (Fraction(1), -self.first), (Fraction(-1), self.second)


def _prices(values: Sequence[Any]) -> Callable[[int], Iterator[TwoPrices]]:
    pairs = sorted(itertools.product(map(Fraction, values), repeat=2), key=lambda p: (p[0] + p[1], p))
    return lambda seed: (TwoPrices(*pair) for pair in pairs)


_GRID = [Fraction(a, b) for a, b in itertools.product(range(1, 7), (1, 2, 3))]
PRICES = Family("all pairs of positive prices that are halves or thirds up to 6", _prices(sorted(set(_GRID))))
ZERO_PRICES = Family("all pairs of prices 0, 1/2, 1, 3/2, 2", _prices([0, "1/2", 1, "3/2", 2]))
HARD_PRICES = Family("all pairs of prices from 1/5000 to 5000, nearly equal ones among them", _prices(hard.PRICES))


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
def buys_at(agent: Term) -> Term:
    ray = MECHANISM["menus"][agent][1]["ray"]
    return term(0) - ray[1] / ray[0]


@defined("the price at which agent {0} sells A")
def sells_at(agent: Term) -> Term:
    ray = MECHANISM["menus"][agent][2]["ray"]
    return term(0) - ray[1] / ray[0]


@defined("agent {0} has the endowment and two rays, one for more of A and one for less")
def has_two_rays(agent: Term) -> Formula:
    menu = MECHANISM["menus"][agent]
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


def _two_price_mechanisms(seed: int) -> Iterator[Mechanism]:
    """Two agents with the same prices; agent 1 may have nothing of a task."""
    for first in ((1, 1), (0, 1), (1, 0), (0, 0)):
        market = Market.make({"A": 2, "B": 2}, ("1", "2"), [first, [2 - x for x in first]])
        for prices in itertools.product(bundle((1, 2, "1/2")), repeat=2):
            for other in (bundle((1, 1)), prices):
                yield two_price(
                    market, {"1": (prices[0], prices[1]), "2": (other[0], other[1])}, selection=AnySelection()
                )


TWO_PRICE_MECHANISMS = Family(
    "two-price mechanisms of 2 agents with prices 1/2, 1 and 2, of whom agent 1 may have nothing of a task",
    lambda seed: rays_module.once(_two_price_mechanisms(seed), lambda m: (m.market.endowment, m.protocol.menus)),
)

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
