"""Families of markets with boxes of costs."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family
from proofs.claims.families.markets import TRADES, random_endowment
from proofs.claims.families.rays import AGENTS, HALF, TASKS, _orders, once, remembered
from proofs.trading.markets.domains import Box
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market

POINTS_AND_INTERVALS: tuple[tuple[Any, Any], ...] = ((1, 1), (1, 2), (2, 2), (1, 3))
WITH_ZERO: tuple[tuple[Any, Any], ...] = ((0, 0), (1, 1), (0, 1), (1, 2))


def two_agent_market(
    first: Any,
    difference: Any,
    boxes: Any,
    slack: Any = 1,
    numbers: Any = None,
    laws: Any = None,
) -> Market:
    """Two agents: the status quo of agent 1 (the rest is agent 2's), performance of agent 1 (0 for agent 2), boxes."""
    counts = numbers or [1] * len(first)
    rest = [n - x for n, x in zip(counts, map(Fraction, first), strict=True)]
    if laws is None:
        preferences = [Preferences.uniform(*zip(*intervals, strict=True)) for intervals in boxes]
    else:
        preferences = list(laws)
    return Market.make(
        dict(zip(TASKS, counts, strict=False)),
        AGENTS[:2],
        [first, rest],
        performance=[difference, [0] * len(first)],
        preferences=preferences,
        slack=slack,
    )


def market_key(market: Market) -> Any:
    """Equal for markets that differ in the order of agents or tasks only."""
    rows = list(
        zip(
            market.status_quo,
            market.performance,
            [repr(preferences.plain()) for preferences in market.preferences],
            market.slack,
            strict=True,
        )
    )
    return min(_in_order(market, rows, order) for order in _orders(len(market.tasks)))


def _in_order(market: Market, rows: Any, order: tuple[int, ...]) -> Any:
    def moved(vector: Any) -> Any:
        return tuple(vector[i] for i in order)

    agents = []
    for preferences, (sigma, pi, _, beta) in zip(market.preferences, rows, strict=True):
        law = preferences.law
        atoms = tuple(sorted((moved(at), p) for at, p in law.atoms)) if law else ()
        boxes = tuple(sorted((moved(b.lower), moved(b.upper), p) for b, p in law.uniform)) if law else ()
        domain = preferences.domain
        ends = (moved(domain.lower), moved(domain.upper)) if isinstance(domain, Box) else ()
        agents.append((moved(sigma), moved(pi), beta, ends, atoms, boxes))
    return moved(market.numbers), tuple(sorted(agents))


def _boxes(intervals: Any, size: int) -> list[Any]:
    return sorted(itertools.product(intervals, repeat=size), key=lambda box: sum(low != high for low, high in box))


def _common_box_markets(intervals: Any, shares: Any) -> Callable[[int], Iterator[Market]]:
    def stream(seed: int) -> Iterator[Market]:
        for box in _boxes(intervals, 2):
            for difference in TRADES:
                for first in itertools.product(shares, repeat=2):
                    yield two_agent_market(first, difference, [box, box])

    return lambda seed: once(stream(seed), market_key)


COMMON_BOXES = Family(
    "all markets of 2 agents and 2 tasks with n = 1, equal shares, performances in {-1, 0, 1} and a common box of "
    "costs with sides [1, 1], [1, 2], [2, 2] or [1, 3]",
    remembered(_common_box_markets(POINTS_AND_INTERVALS, (HALF,))),
)


def _box_markets(intervals: Any, shares: Any) -> Callable[[int], Iterator[Market]]:
    def stream(seed: int) -> Iterator[Market]:
        boxes = _boxes(intervals, 2)
        pairs = sorted(
            itertools.combinations_with_replacement(boxes, 2), key=lambda p: sum(a != b for box in p for a, b in box)
        )
        for difference, pair, first in itertools.product(TRADES, pairs, itertools.product(shares, repeat=2)):
            yield two_agent_market(first, difference, pair)

    return lambda seed: once(stream(seed), market_key)


BOXES = Family(
    "all markets of 2 agents and 2 tasks with n = 1, equal shares, performances in {-1, 0, 1} and boxes of costs with "
    "sides [1, 1], [1, 2], [2, 2] or [1, 3]",
    remembered(_box_markets(POINTS_AND_INTERVALS, (HALF,))),
)
ZERO_BOXES = Family(
    "all markets of 2 agents and 2 tasks with n = 1, equal shares, performances in {-1, 0, 1} and boxes of costs with "
    "sides [0, 0], [1, 1], [0, 1] or [1, 2]",
    remembered(_box_markets(WITH_ZERO, (HALF,))),
)
CORNER_SHARES = Family(
    "all markets of 2 agents and 2 tasks with n = 1, shares 0, 1/2 or 1, performances in {-1, 0, 1} and the boxes of "
    "costs [1, 2] x [1, 2], [1, 2] x {1} or {1} x [1, 2] for both",
    remembered(_common_box_markets(((1, 2), (1, 1)), (Fraction(0), HALF, Fraction(1)))),
)


def random_interval(draw: random.Random, zero: bool) -> tuple[Fraction, Fraction]:
    low = Fraction(draw.randint(0 if zero else 1, 6), 2)
    return low, low + Fraction(draw.choice((0, 0, 1, 1, 2, 4)), 2)


def random_box_markets(
    common: bool = False,
    slack: bool = False,
    zero: bool = False,
    full: bool = False,
    thick: bool = False,
    trivial: bool = False,
) -> Callable[[int], Iterator[Market]]:
    """2 or 3 agents, 2 or 3 tasks; `full`: a positive status quo; `slack`: beta up to 2; `zero`: costs may be 0.

    `thick`: all boxes contain one of positive width in every task; `trivial`: identical performance, or one cost type.
    """

    def stream(seed: int) -> Iterator[Market]:
        draw = random.Random(f"box markets {common} {slack} {zero} {full} {thick} {trivial} {seed}")
        while True:
            agents, tasks = draw.choice((2, 2, 3)), draw.choice((2, 2, 3))
            numbers, rows = random_endowment(draw, agents, tasks)
            if full:
                numbers, rows = [agents] * tasks, [[Fraction(1)] * tasks for _ in range(agents)]
            base = [random_interval(draw, zero) for _ in range(tasks)]
            pi = [[draw.randint(-2, 2) for _ in range(tasks)] for _ in range(agents)]
            if trivial and draw.random() < 0.5:
                base = [(low, low) for low, _ in base]
            elif trivial:
                pi = [pi[0]] * agents
            boxes = [base if common else [_nudged(draw, side, zero) for side in base] for _ in range(agents)]
            if thick:
                boxes = [[_widened(draw, side) for side in base] for _ in range(agents)]
            yield Market.make(
                dict(zip(TASKS, numbers, strict=False)),
                AGENTS[:agents],
                rows,
                performance=pi,
                preferences=[Preferences.uniform(*zip(*box, strict=True)) for box in boxes],
                slack=[1 + Fraction(draw.randint(0, 4), 4) if slack else 1 for _ in range(agents)],
            )

    return stream


def _nudged(draw: random.Random, side: tuple[Fraction, Fraction], zero: bool) -> tuple[Fraction, Fraction]:
    if draw.random() < 0.5:
        return side
    low, high = random_interval(draw, zero)
    return (min(low, side[1]), max(high, side[0])) if draw.random() < 0.8 else (low, high)


def _widened(draw: random.Random, side: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    low, high = side
    return max(Fraction(0), low - Fraction(draw.randint(0, 2), 2)), high + Fraction(draw.randint(1, 3), 2)


RANDOM_MEETING = Family(
    "random markets of 2 or 3 agents and tasks with boxes of costs that meet in full dimension",
    remembered(random_box_markets(thick=True)),
    endless=True,
)
RANDOM_TRIVIAL = Family(
    "random markets of 2 or 3 agents and tasks, positive status quo, slack, and identical performance or one cost type",
    remembered(random_box_markets(common=True, slack=True, full=True, trivial=True)),
    endless=True,
)
RANDOM_BOXES = Family(
    "random markets of 2 or 3 agents and tasks with boxes of costs", remembered(random_box_markets()), endless=True
)
RANDOM_SLACK = Family(
    "random markets of 2 or 3 agents and tasks with boxes of costs and slack up to 2",
    remembered(random_box_markets(slack=True)),
    endless=True,
)
RANDOM_FULL = Family(
    "random markets of 2 or 3 agents and tasks with boxes of costs and a positive status quo",
    remembered(random_box_markets(full=True)),
    endless=True,
)
RANDOM_COMMON = Family(
    "random markets of 2 or 3 agents and tasks with a common box of costs and a positive status quo",
    remembered(random_box_markets(common=True, full=True)),
    endless=True,
)
