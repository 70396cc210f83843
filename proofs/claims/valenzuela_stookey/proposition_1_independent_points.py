"""VS, proof of Proposition 1: two common cost vectors and the performances point in different directions."""

from __future__ import annotations

import itertools
from fractions import Fraction

from proofs.claims.claim import Part
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.market_conditions import intersection, market_reading, proposition_1, with_zero_costs
from proofs.claims.families.stated_conditions import (
    both_have_some,
    high,
    intersection_not_degenerate,
    low,
    two_differ,
)
from proofs.claims.families.stated_conditions import boxes as boxes_only
from proofs.claims.families.stated_markets import TASKS, stated_market
from proofs.claims.families.valenzuela_stookey import ZERO, below, claim
from proofs.claims.stating import Formula, Term, defined, each, greatest, least, operation, term
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


@defined("the intersection of the boxes of agents 0 and 1 has two linearly independent points")
def has_two_independent_points() -> Formula:
    """The corners of the intersection span more than a line.

    Exactly then two points and pi' - pi'', which is not 0, are pairwise independent: a convex set that spans more than
    a line is in no union of two lines through 0, so that one of its points is off the line of pi' - pi'', and another
    is off that line and the one through the first.
    """

    def side(i: Term) -> Term:
        return term([greatest([low(0)[i], low(1)[i]]), least([high(0)[i], high(1)[i]])])

    return operation("rank", operation("choices", each("i", TASKS, side))) >= 2


INDEPENDENT = claim(
    "proposition-1.independent-points",
    "section 2.1, proof of Proposition 1",
    "two common cost vectors and the performances point in different directions",
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
        stated=stated_market(
            [boxes_only(), two_differ(), *intersection_not_degenerate(), both_have_some()],
            [has_two_independent_points()],
        ),
    ),
)

CLAIMS = [INDEPENDENT]
