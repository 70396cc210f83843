"""VS, section 3, examples before Theorem 2: bilateral trading mechanisms have polarized rays."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import rays as rays_module
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import BESIDE, ZERO, below, claim
from proofs.claims.stating import (
    Stated,
    choose,
    each,
    given,
    least,
    operation,
    positions,
    record,
    size,
    some,
    statement,
    term,
)
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import Bundle, texts
from proofs.trading.markets.families import bilateral
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism


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


def menus_of_a_trade(reading: Any) -> Stated:
    """The menus {eta}, {eta, eta + gamma} and {eta}, {eta, eta - gamma} of two agents, and {eta}, are polarized."""
    sigma, gamma = given("sigma"), given("gamma")
    after = [operation("plus", sigma[0], gamma), operation("minus", sigma[1], gamma)]
    first, second = (term(["endowment", record(points=[sigma[j], moved])]) for j, moved in enumerate(after))
    menus = each("j", positions(sigma), lambda j: choose(j > 1, ["endowment"], choose(j.equals(0), first, second)))
    return Stated(
        sorts={"numbers": "vector", "sigma": "vectors", "gamma": "vector"},
        instances=lambda case: {
            "numbers": list(case.market.numbers),
            "sigma": [texts(row) for row in case.market.status_quo],
            "gamma": texts(case.trade),
        },
        hypothesis=[
            size(sigma) >= 2,
            statement("random allocation", numbers=given("numbers"), assignment=sigma),
            (least(after[0]) >= 0) & (least(after[1]) >= 0),
            some("step", gamma, lambda step: ~step.equals(0)),
        ],
        conclusion=[
            statement("polarized menus", numbers=given("numbers"), endowment=sigma, menus=menus, reading=reading)
        ],
    )


def _bilateral_reading(
    name: str, wording: str, reading: Any, because: str, hypothesis: Any = None, stated: Stated | None = None
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis or (lambda case: ()),
        conclusion=_bilateral_polarized(reading),
        families=(BILATERAL_MENUS,),
        because=lambda case: because,
        describe=lambda case: f"gamma = {common.vector(case.trade)}, sigma = (1, ..., 1) for both",
        budget=300,
        stated=stated,
    )


BILATERAL = claim(
    "example.bilateral",
    "section 3, examples before Theorem 2",
    "bilateral trading mechanisms have polarized rays",
    _bilateral_reading(
        "literal",
        "The menus of a bilateral trading mechanism are polarized rays as printed",
        "printed",
        "The menu holds {eta}, which is not a ray of both signs (nor is {eta, eta + gamma} a whole ray).",
        stated=menus_of_a_trade("printed"),
    ),
    _bilateral_reading(
        BESIDE,
        "The sets of a bilateral trading mechanism beside the endowment are contained in polarized rays",
        "beside endowment",
        "The trade gamma has only one sign, and so have the rays that hold it.",
        stated=menus_of_a_trade("beside endowment"),
    ),
    _bilateral_reading(
        "trades of both signs",
        "As the second reading, if gamma has a positive and a negative coordinate",
        "beside endowment",
        "The trade has both signs and the rays are not polarized.",
        _mixed_trade,
    ),
    # The definition of polarized rays, which nothing satisfies as printed, is looked at in that claim.
    rests_on=("definition.disjoint-negatives",),
)

CLAIMS = [BILATERAL]
