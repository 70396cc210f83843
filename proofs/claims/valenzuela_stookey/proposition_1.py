"""VS, section 2.1, proof of Proposition 1, section 2.1, after Proposition 1.

* `proposition-1.independent-points` (section 2.1, proof of Proposition 1): two common cost vectors and the
  performances point in different directions
* `proposition-1.relaxed` (section 2.1, after Proposition 1): Proposition 1 on the tasks that both agents have
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

from proofs.claims.claim import Part
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, below, claim
from proofs.claims.families.valenzuela_stookey_2 import (
    NO_TRADE,
    different_performance,
    improving,
    intersection,
    market_reading,
    non_degenerate,
    positive_costs,
    proposition_1,
    with_zero_costs,
)
from proofs.trading.markets.bundles import Bundle, minus, plus, times
from proofs.trading.markets.domains import Box
from proofs.trading.markets.market import Market


def _apart_by(one: Bundle, two: Bundle) -> Fraction:
    """The greatest minor of the two vectors in absolute value; 0 exactly if they are linearly dependent."""
    pairs = itertools.combinations(range(len(one)), 2)
    return max(abs(one[i] * two[k] - one[k] * two[i]) for i, k in pairs)


def independent_points(market: Market) -> Part:
    """Of the corners of the intersection and the points half and a third of the way between them, two will do.

    If any two points of the box will do, these contain two: they lie in as many directions as the box has room for.
    """
    lower, upper = zip(*intersection(market, (0, 1)), strict=True)
    corners = list(Box(lower, upper).vertices())
    steps = (Fraction(0), Fraction(1, 2), Fraction(1, 3))
    ends = itertools.product(corners, corners)
    points = dict.fromkeys(plus(times(1 - t, a), times(t, b)) for (a, b), t in itertools.product(ends, steps))
    delta = minus(market.performance[0], market.performance[1])
    free = {c: _apart_by(c, delta) for c in points}
    pairs = itertools.combinations(points, 2)
    best = max((min(_apart_by(a, b), free[a], free[b]) for a, b in pairs), default=Fraction(0))
    yield below(ZERO, ("the least minor of c', c'' and pi' - pi'' in pairs, at the best two points", best))


def _shared_tasks(market: Market) -> list[int]:
    return [i for i in range(len(market.tasks)) if market.status_quo[0][i] > 0 and market.status_quo[1][i] > 0]


def _relaxed(least: int) -> Any:
    def hypothesis(market: Market) -> Part:
        tasks = _shared_tasks(market)
        yield at_most(("", least), ("the number of tasks of which both agents have some", len(tasks)))
        yield positive_costs(market)
        yield different_performance(market, tasks)
        yield from non_degenerate(market, tasks)

    return hypothesis


CLAIM_OF_PROPOSITION_1_INDEPENDENT_POINTS = claim(
    "proposition-1.independent-points",
    "section 2.1, proof of Proposition 1",
    market_reading(
        "literal",
        "If the performances of two agents differ and their boxes of positive costs meet in more than a point, two "
        "points of the intersection and the difference of performance are pairwise linearly independent",
        proposition_1,
        independent_points,
        "All points of the intersection are multiples of one vector.",
        boxes.COMMON_BOXES,
        boxes.BOXES,
        boxes.RANDOM_FULL,
        hard.HARD_FULL,
        budget=60,
    ),
    market_reading(
        "zero costs allowed",
        "As literal, with boxes in the nonnegative orthant",
        with_zero_costs,
        independent_points,
        "All costs but those of one task are 0, so that all points of the intersection are multiples of one vector.",
        boxes.ZERO_BOXES,
    ),
)

CLAIM_OF_PROPOSITION_1_RELAXED = claim(
    "proposition-1.relaxed",
    "section 2.1, after Proposition 1",
    market_reading(
        "literal",
        "Proposition 1 with all conditions restricted to the tasks of which both agents have some",
        _relaxed(1),
        improving,
        "On the one task of which both agents have some the conditions hold, and multipliers exclude every improving "
        "bilateral trade: with one task, all types of both agents want less of it.",
        boxes.CORNER_SHARES,
        boxes.RANDOM_BOXES,
        budget=200,
    ),
    market_reading(
        "at least two such tasks",
        "As literal, if there are at least two tasks of which both agents have some",
        _relaxed(2),
        improving,
        NO_TRADE,
        boxes.CORNER_SHARES,
        boxes.RANDOM_BOXES,
        hard.HARD_MARKETS,
        budget=300,
    ),
)

CLAIMS = [CLAIM_OF_PROPOSITION_1_INDEPENDENT_POINTS, CLAIM_OF_PROPOSITION_1_RELAXED]
