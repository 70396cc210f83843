"""Families of bilateral trades on markets with boxes."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from proofs.claims.claim import Family
from proofs.claims.families.boxes import _boxes, random_interval, two_agent_market
from proofs.claims.families.markets import TRADES
from proofs.claims.families.rays import HALF, remembered
from proofs.trading.markets.bundles import Bundle, bundle, times
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market


@dataclass(frozen=True)
class BilateralCase(Displayed):
    """A market, and the trade that agent 1 gets from agent 2."""

    market: Market
    trade: Bundle


def atom_law(box: Any, corner: Bundle) -> Preferences:
    """Half the weight at a corner of the box, the other half uniform on it."""
    lower, upper = zip(*box, strict=True)
    cube = Box(bundle(lower), bundle(upper))
    law = Law(atoms=((corner, HALF),), uniform=((cube, HALF),))
    return Preferences(cube, law)


def _saving(difference: Any, trade: Any) -> bool:
    return bool(sum(a * b for a, b in zip(difference, trade, strict=True)) < 0)


def _bilateral_cases(laws: Callable[[Any], Iterator[Preferences]]) -> Callable[[int], Iterator[BilateralCase]]:
    """All with shares 1/2, performances and trades on a grid."""

    def stream(seed: int) -> Iterator[BilateralCase]:
        boxes = _boxes(((1, 1), (1, 2), (2, 2)), 2)
        for one, two in itertools.product(boxes, repeat=2):
            for pair in itertools.product(laws(one), laws(two)):
                for difference, trade in itertools.product(TRADES[1:3], TRADES):
                    if not _saving(difference, trade):
                        continue
                    market = two_agent_market((HALF, HALF), difference, None, laws=pair)
                    yield BilateralCase(market, times(HALF, bundle(trade)))

    return stream


def _uniform(box: Any) -> Iterator[Preferences]:
    yield Preferences.uniform(*zip(*box, strict=True))


def _law(box: Any, corner: Bundle | None) -> Preferences:
    """Uniform on the box, or with an atom at a corner."""
    return next(_uniform(box)) if corner is None else atom_law(box, corner)


def _corners(box: Any) -> list[Bundle]:
    """The corners of a box that is no point."""
    if all(low == high for low, high in box):
        return []
    lower, upper = zip(*box, strict=True)
    return list(Box(bundle(lower), bundle(upper)).vertices())


def _with_atoms(box: Any) -> Iterator[Preferences]:
    yield from _uniform(box)
    yield from (atom_law(box, corner) for corner in _corners(box))


def _random_bilateral(atoms: bool, positive: bool) -> Callable[[int], Iterator[BilateralCase]]:
    """`positive`: boxes of positive width in every task."""

    def stream(seed: int) -> Iterator[BilateralCase]:
        draw = random.Random(f"bilateral {atoms} {positive} {seed}")
        while True:
            size = draw.randint(2, 3)
            boxes, corners = [], []
            for _ in range(2):
                box = [random_interval(draw, False) for _ in range(size)]
                if positive:
                    box = [(low, high + HALF) for low, high in box]
                boxes.append(box)
                corners.append(draw.choice([None, *(_corners(box) if atoms else ())]))
            first = [Fraction(draw.randint(0, 4), 2) for _ in range(size)]
            difference = [draw.randint(-2, 2) for _ in range(size)]
            trade = tuple(Fraction(draw.randint(-3, 3), 2) for _ in range(size))
            kept = [max(-x, min(2 - x, step)) for x, step in zip(first, trade, strict=True)]
            if _saving(difference, kept):
                laws = [_law(box, corner) for box, corner in zip(boxes, corners, strict=True)]
                market = two_agent_market(first, difference, None, numbers=[2] * size, laws=laws)
                yield BilateralCase(market, tuple(kept))

    return stream


def _corner_atoms(seed: int) -> Iterator[BilateralCase]:
    """Costs in [1, 2] x [1, 2], half of the weight at a corner; trades of one half for one quarter among them."""
    box = ((1, 2), (1, 2))
    steps = [Fraction(k, 4) for k in (-2, -1, 0, 1, 2)]
    for pair in itertools.product(_with_atoms(box), repeat=2):
        for difference, trade in itertools.product(TRADES[1:3], itertools.product(steps, repeat=2)):
            if _saving(difference, trade):
                market = two_agent_market((HALF, HALF), difference, None, laws=pair)
                yield BilateralCase(market, trade)


CORNER_ATOMS = Family(
    "trades of quarters and halves between 2 agents with equal shares of 2 tasks, costs in [1, 2] x [1, 2], with and "
    "without an atom of weight 1/2 at a corner",
    remembered(_corner_atoms),
)
BILATERAL = Family(
    "trades of 1/2 between 2 agents with equal shares of 2 tasks and uniform costs with sides {1}, {2} or [1, 2]",
    remembered(_bilateral_cases(_uniform)),
)
BILATERAL_ATOMS = Family(
    "trades of 1/2 between 2 agents with equal shares of 2 tasks, sides {1}, {2} or [1, 2], with and without an atom",
    remembered(_bilateral_cases(_with_atoms)),
)
RANDOM_BILATERAL = Family(
    "random trades between 2 agents, 2 or 3 tasks, uniform costs on boxes",
    remembered(_random_bilateral(False, False)),
    endless=True,
)
RANDOM_BILATERAL_ATOMS = Family(
    "random trades between 2 agents, 2 or 3 tasks, boxes with atoms",
    remembered(_random_bilateral(True, False)),
    endless=True,
)
RANDOM_BILATERAL_THICK = Family(
    "random trades between 2 agents, 2 or 3 tasks, uniform costs on boxes of positive width in every task",
    remembered(_random_bilateral(False, True)),
    endless=True,
)
