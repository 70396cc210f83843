"""The smallest markets, in the exhaustive families, of which two classes of mechanisms cost different amounts.

*Small* goes by the numbers of agents and of tasks, then of types in all, then by the sums of performance and of costs
(`size`); among those of one size the first in the order of the family stands here. `smallest` finds them again.

The classes are those of `proofs.trading.value.best`, in its order. Each but the second contains the one before, where
costs are positive: a constant mechanism may move tasks in a circle of three, which no bilateral trade does.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import Displayed
from proofs.claims.families.compared_markets import (
    TYPES,
    atoms_of,
    common_types,
    equally_likely,
    small_markets,
)
from proofs.trading.markets.bundles import minus
from proofs.trading.markets.market import Market
from proofs.trading.value.best import CLASSES, Row, decide_best

SECONDS = 20
"""For each search in a table; those of small markets end by themselves long before."""

Values = dict[str, Row]
"""The rows of a market's table, by class."""


def values_of(market: Market) -> Values:
    return {row.among: row for row in decide_best(market, SECONDS).rows}


def saves(first: str, second: str) -> Callable[[Values], bool]:
    """Whether the second class has a mechanism that costs less than all of the first."""

    def holds(values: Values) -> bool:
        least, most = values[first].least, values[second].most
        return least is not None and most is not None and most < least

    return holds


def nowhere_all_better(market: Market) -> bool:
    """Whether of no two agents one is strictly better at all tasks."""
    pairs = itertools.permutations(market.performance, 2)
    return not any(max(minus(one, other)) < 0 for one, other in pairs)


def idle_but_for_bets(values: Values) -> bool:
    """Whether no obviously strategy-proof mechanism saves anything, and some incentive compatible one does."""
    return values["obvious"].least == values["status quo"].most and saves("obvious", "incentive")(values)


def any_market(market: Market) -> bool:
    return True


@dataclass(frozen=True)
class Difference(Displayed):
    """What two classes differ by, in words; which markets are looked at, and the smallest of them that shows it."""

    words: str
    holds: Callable[[Values], bool]
    among: Callable[[Market], bool]
    market: Market


def _market(performance: tuple[tuple[int, ...], ...], *types: tuple[tuple[int, ...], ...]) -> Market:
    return equally_likely(types, performance)


ONE_WAY, BOTH_WAYS = ((0, 0), (0, 1)), ((0, 0), (1, 1))

DIFFERENCES = (
    Difference(
        "a constant mechanism saves",
        saves(CLASSES[0], CLASSES[1]),
        any_market,
        _market(ONE_WAY, ((1, 1),), ((1, 1),)),
    ),
    Difference(
        "bilateral trade saves more than constant mechanisms",
        saves(CLASSES[1], CLASSES[2]),
        any_market,
        _market(ONE_WAY, ((1, 1),), ((1, 1), (2, 1))),
    ),
    Difference(
        "polarized rays save more than bilateral trade",
        saves(CLASSES[2], CLASSES[3]),
        any_market,
        _market(((0, 0), (0, 0), (0, 1)), ((1, 1),), ((1, 2),), ((2, 1),)),
    ),
    Difference(
        "obviously strategy-proof mechanisms save more than polarized rays",
        saves(CLASSES[3], CLASSES[4]),
        any_market,
        _market(BOTH_WAYS, ((1, 2), (2, 1)), ((1, 1),)),
    ),
    Difference(
        "incentive compatible mechanisms save more than obviously strategy-proof ones",
        saves(CLASSES[4], CLASSES[5]),
        any_market,
        _market(ONE_WAY, ((1, 1),), ((1, 2), (2, 1))),
    ),
    Difference(
        "obviously strategy-proof mechanisms save more than polarized rays, with common types",
        saves(CLASSES[3], CLASSES[4]),
        common_types,
        _market(BOTH_WAYS, ((1, 2), (2, 1)), ((1, 2), (2, 1))),
    ),
    Difference(
        "obviously strategy-proof mechanisms save more than polarized rays, neither agent strictly better at all tasks",
        saves(CLASSES[3], CLASSES[4]),
        nowhere_all_better,
        _market(((0, 0, 0), (0, 0, 1)), ((1, 1, 1),), ((1, 2, 1), (2, 1, 1))),
    ),
    Difference(
        "incentive compatible mechanisms save more than obviously strategy-proof ones, with common types",
        saves(CLASSES[4], CLASSES[5]),
        common_types,
        _market(ONE_WAY, ((1, 1), (2, 1)), ((1, 1), (2, 1))),
    ),
    Difference(
        "incentive compatible mechanisms save, and obviously strategy-proof ones do not",
        idle_but_for_bets,
        any_market,
        _market(ONE_WAY, ((1, 2),), ((1, 1), (2, 1))),
    ),
)
"""The smallest markets: neighbours first, then what replaces a sentence of VS."""


def size(market: Market) -> tuple[int | Fraction, ...]:
    """How large a market is: smaller ones come first."""
    atoms = [atom for j in range(len(market.agents)) for atom in atoms_of(market, j)]
    performance = sum(map(sum, market.performance), Fraction(0))
    costs = sum((sum(costs) for costs, _ in atoms), Fraction(0))
    return len(market.agents), len(market.tasks), len(atoms), performance, costs


def in_order(agents: int, tasks: int) -> Iterator[Market]:
    """The markets of these numbers with one or two types for each agent, small ones first; of three agents one each."""
    counts = (1, 2) if agents == 2 else (1,)
    listed = TYPES[tasks] if agents == 2 else TYPES[tasks][:3]
    yield from sorted(small_markets(agents, tasks, counts, listed), key=size)


def smallest(difference: Difference, agents: int, tasks: int) -> Market | None:
    """The first market of these numbers that shows the difference."""
    markets = filter(difference.among, in_order(agents, tasks))
    return next((market for market in markets if difference.holds(values_of(market))), None)
