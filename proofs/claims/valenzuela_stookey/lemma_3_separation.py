"""VS, proof of Lemma 3: two points and the performances are separated by a trade."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Part, Reading, either
from proofs.claims.families.separated_costs import SEPARATED_ON, SeparatedCase, positive_separated, separated_in_words
from proofs.claims.families.stated_conditions import DELTA, ONE, TWO, in_cone, stated_separated
from proofs.claims.families.stated_markets import positive_boxes
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, below, claim, never
from proofs.claims.stating import Stated, every, operation
from proofs.trading.markets.bundles import Bundle, minus, times


def _in_cone(point: Bundle, *rays: Bundle) -> Verdict:
    """The point is a sum of nonnegative multiples of the rays."""
    rows = [(list(row), value) for *row, value in zip(*rays, point, strict=True)]
    return feasibility(LinearSystem.make(len(rays), equal=rows, lower=0))


def _apart(case: SeparatedCase, rises: bool) -> Part:
    """The condition of Lemma 3; the first performance is the higher one in some task (`rises`), or in none."""
    yield from positive_separated(case)
    market = case[0]
    delta = minus(market.performance[0], market.performance[1])
    greatest = ("the greatest difference pi' - pi'' in a task", max(delta))
    yield below(ZERO, greatest) if rises else at_most(greatest, ZERO)


def separating_trade(case: SeparatedCase) -> Part:
    """Some gamma has (pi' - pi'') . gamma < 0, c' . gamma < 0 and c'' . gamma > 0, scaled to 1."""
    market, one, two = case
    delta = minus(market.performance[0], market.performance[1])
    rows = [(delta, -1), (one, -1), (times(Fraction(-1), two), -1)]
    yield feasibility(LinearSystem.make(len(delta), at_most=rows))


def reversed_roles(points_as_well: bool) -> Callable[[SeparatedCase], Part]:
    """The condition with j' and j'' exchanged, or in addition, as an alternative, with c' and c'' exchanged too."""

    def conclusion(case: SeparatedCase) -> Part:
        market, one, two = case
        delta = minus(market.performance[1], market.performance[0])
        options = [never(_in_cone(two, delta, one))]
        if points_as_well:
            options.append(never(_in_cone(one, delta, two)))
        yield either(*options)

    return conclusion


def _separation(
    name: str, wording: str, rises: bool, conclusion: Any, because: str, stated: Stated | None = None
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: _apart(case, rises),
        conclusion=conclusion,
        families=SEPARATED_ON,
        because=lambda case: because,
        describe=separated_in_words,
        budget=400,
        stated=stated,
    )


SEPARATION = claim(
    "lemma-3.separation",
    "section 2.1, proof of Lemma 3",
    "two points and the performances are separated by a trade",
    _separation(
        "literal",
        "If in no task j' has the higher performance, then with j' and j'' exchanged the condition of Lemma 3 holds "
        "for the same c', c'', so that the higher performance may be assumed without loss",
        False,
        reversed_roles(False),
        "The condition of Lemma 3 holds and pi' - pi'' is nowhere positive, but with the roles of the agents exchanged "
        "c'' is in the cone of pi'' - pi' and c', so that the condition fails. (The lemma is not hurt: see the next "
        "readings.)",
        stated=stated_separated(
            [positive_boxes(), every("step", DELTA, lambda step: step <= 0)],
            [~in_cone(TWO, operation("times", -1, DELTA), ONE)],
        ),
    ),
    _separation(
        "roles of agents or of both",
        "As literal, if c' and c'' may be exchanged as well",
        False,
        reversed_roles(True),
        "Both exchanges break the condition.",
    ),
    _separation(
        "higher performance in some task",
        "If j' has the higher performance in some task and the condition of Lemma 3 holds, some gamma has "
        "(pi' - pi'') . gamma < 0, c' . gamma < 0 and c'' . gamma > 0",
        True,
        separating_trade,
        "No trade separates.",
    ),
)

CLAIMS = [SEPARATION]
