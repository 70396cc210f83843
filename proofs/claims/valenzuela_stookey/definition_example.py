"""VS, section 3, after the definition of polarized rays, section 3, examples before Theorem 2.

* `definition.disjoint-negatives` (section 3, after the definition of polarized rays): polarized rays never take away
  the same task
* `definition.not-sufficient` (section 3, after the definition of polarized rays): disjoint negative parts do not make
  rays polarized
* `example.bilateral` (section 3, examples before Theorem 2): bilateral trading mechanisms have polarized rays
* `example.two-price` (section 3, examples before Theorem 2): two prices are polarized exactly if p1 <= p2
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import rays as rays_module
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import (
    BESIDE,
    ZERO,
    at_most,
    below,
    claim,
    never,
)
from proofs.claims.families.valenzuela_stookey_3 import NO_POLARIZED_MENU, is_polarized, rays_reading
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import Bundle, bundle
from proofs.trading.markets.families import bilateral, two_price
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Ray
from proofs.trading.markets.selections import AnySelection


def losing(rays: Rays) -> Iterator[tuple[int, ...]]:
    """For each pair of different rays (neither {eta}) the tasks of which both take away."""
    proper = [ray for ray in rays if any(ray)]
    for one, two in itertools.combinations(proper, 2):
        yield tuple(i for i, (a, b) in enumerate(zip(one, two, strict=True)) if a < 0 and b < 0)


def disjoint_losses(rays: Rays) -> Part:
    most = max((len(shared) for shared in losing(rays)), default=0)
    yield at_most(("the number of tasks that two rays both take away", most), ZERO)


def _both_signs(rays: Rays) -> Part:
    for ray in rays:
        yield polarized((ray,))


def _disjoint_and_mixed(rays: Rays) -> Part:
    yield from disjoint_losses(rays)
    yield from _both_signs(rays)


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


def _prices_reading(name: str, wording: str, conclusion: Any, because: str, *tried: Family) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=conclusion,
        families=tried,
        because=lambda prices: because,
        describe=lambda prices: f"p1 = {prices.first}, p2 = {prices.second}",
        budget=400,
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


@dataclass(frozen=True)
class BilateralMenus(Displayed):
    """The status quo of two agents and a trade."""

    market: Market
    trade: Bundle

    @property
    def mechanism(self) -> Mechanism:
        return bilateral(self.market, "1", "2", self.trade)


def _bilateral_menus(seed: int) -> Iterator[BilateralMenus]:
    for scale in (Fraction(1), Fraction(1, 2)):
        for tasks in (2, 3):
            market = Market.make(dict.fromkeys(rays_module.TASKS[:tasks], 2), ("1", "2"), [[1] * tasks] * 2)
            for trade in sorted(itertools.product((-1, 0, 1), repeat=tasks), key=lambda d: sum(map(abs, d))):
                if any(trade):
                    yield BilateralMenus(market, tuple(scale * step for step in trade))
    for steps in itertools.product((-2, -1, 1, 2, 3), repeat=3):
        market = Market.make(dict.fromkeys(rays_module.TASKS[:3], 2), ("1", "2"), [[1] * 3] * 2)
        yield BilateralMenus(market, tuple(Fraction(step, 3) for step in steps))


BILATERAL_MENUS = Family("bilateral trades in 2 and 3 tasks, in ones, halves and thirds", _bilateral_menus)


def _bilateral_polarized(reading: Any) -> Callable[[BilateralMenus], Part]:
    return lambda case: (decide_polarized(case.mechanism, reading),)


def _mixed_trade(case: BilateralMenus) -> Part:
    yield below(("the least step", min(case.trade)), ZERO)
    yield below(ZERO, ("the greatest step", max(case.trade)))


def _not_polarized(reading: Any) -> Callable[[Rays], Part]:
    return lambda rays: (never(polarized(rays, reading)),)


_NOT_SUFFICIENT: tuple[tuple[str, Any, str], ...] = (
    ("literal", "printed", " as printed"),
    (BESIDE, "beside endowment", " (beside the endowment)"),
)


def _bilateral_reading(name: str, wording: str, reading: Any, because: str, hypothesis: Any = None) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis or (lambda case: ()),
        conclusion=_bilateral_polarized(reading),
        families=(BILATERAL_MENUS,),
        because=lambda case: because,
        describe=lambda case: f"gamma = {common.vector(case.trade)}, sigma = (1, ..., 1) for both",
        budget=300,
    )


CLAIM_OF_DEFINITION_DISJOINT_NEGATIVES = claim(
    "definition.disjoint-negatives",
    "section 3, after the definition of polarized rays",
    rays_reading(
        "literal",
        "Of polarized rays (as printed) no two take away the same task",
        lambda rays: (polarized(rays, "printed"),),
        disjoint_losses,
        "",
        vacuous=NO_POLARIZED_MENU,
    ),
    rays_reading(
        BESIDE,
        "Of polarized rays (beside the endowment) no two different ones take away the same task",
        is_polarized,
        disjoint_losses,
        "The rays are polarized and two of them take away the same task.",
    ),
)

CLAIM_OF_DEFINITION_NOT_SUFFICIENT = claim(
    "definition.not-sufficient",
    "section 3, after the definition of polarized rays",
    *(
        Reading(
            name=name,
            wording=f"Some rays of both signs no two of which take away the same task are not polarized{how}",
            hypothesis=_disjoint_and_mixed,
            conclusion=_not_polarized(reading),
            families=(Family("the rays (-2, 1) and (1, -2)", lambda seed: iter([((-2, 1), (1, -2))])),),
            because=lambda rays: "The rays are polarized.",
            describe=common.rays_in_words,
            budget=2,
        )
        for name, reading, how in _NOT_SUFFICIENT
    ),
)

CLAIM_OF_EXAMPLE_BILATERAL = claim(
    "example.bilateral",
    "section 3, examples before Theorem 2",
    _bilateral_reading(
        "literal",
        "The menus of a bilateral trading mechanism are polarized rays as printed",
        "printed",
        "The menu holds {eta}, which is not a ray of both signs (nor is {eta, eta + gamma} a whole ray).",
    ),
    _bilateral_reading(
        BESIDE,
        "The sets of a bilateral trading mechanism beside the endowment are contained in polarized rays",
        "beside endowment",
        "The trade gamma has only one sign, and so have the rays that hold it.",
    ),
    _bilateral_reading(
        "trades of both signs",
        "As the second reading, if gamma has a positive and a negative coordinate",
        "beside endowment",
        "The trade has both signs and the rays are not polarized.",
        _mixed_trade,
    ),
)

CLAIM_OF_EXAMPLE_TWO_PRICE = claim(
    "example.two-price",
    "section 3, examples before Theorem 2",
    _prices_reading(
        "literal",
        "The menu {eta}, (1, -p1), (-1, p2) is of polarized rays as printed exactly if p1 <= p2",
        _two_price("printed"),
        "p1 <= p2, but the menu holds {eta}, which is not a ray of both signs.",
        PRICES,
    ),
    _prices_reading(
        BESIDE,
        "The rays (1, -p1) and (-1, p2) are polarized exactly if p1 <= p2, for any nonnegative prices",
        _two_price("beside endowment"),
        "p1 <= p2, but at the price 0 a ray has only one sign.",
        ZERO_PRICES,
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
    ),
)

CLAIMS = [
    CLAIM_OF_DEFINITION_DISJOINT_NEGATIVES,
    CLAIM_OF_DEFINITION_NOT_SUFFICIENT,
    CLAIM_OF_EXAMPLE_BILATERAL,
    CLAIM_OF_EXAMPLE_TWO_PRICE,
]
