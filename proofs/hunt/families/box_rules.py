"""Interim rules that a false claim is likely to miss: all of the box from 0 to the cells' ceilings, most of them not
implementable.

The values of a rule are between 0 and its cells' ceilings, in halves and in quarters of these; and from a best
implementable rule for a random objective a step, small or large, is taken towards the corner of the box that is best
for the same objective. So the rule is better for it than any implementable one (or is the corner itself).
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from fractions import Fraction

from proofs.claims.families.rules import rules as rules_for
from proofs.reduced_form.implementation.deciding import ExPostRule, induced_rule
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import InterimRule, Problem

MOST_OF_A_GRID = 125
"""A grid of so many rules is gone through to its end: halves with 4 values, quarters with 3."""

PARTS = (2, 4)
"""The box is divided in halves, then in quarters."""

NEAR, FAR = Fraction(1, 8), Fraction(1, 2)
"""Steps beyond the implementable rules, as shares of the way to a corner of the box."""


def all_rules(problem: Problem, seed: int, each: int, bounded: bool, whole_grids: bool = True) -> Iterator[InterimRule]:
    """So many rules about the implementable ones, as many of the box, and all of a small grid; each once.

    Bounded: values outside the box are cut back to it.
    """
    top = ceilings(problem)
    known = (_cut(rule, top) if bounded else rule for rule in rules_for(problem, seed, each))
    free = sum(1 for ceiling in top if ceiling)
    grids = (grid(top, parts) for parts in PARTS if (parts + 1) ** free <= MOST_OF_A_GRID)
    small = itertools.chain.from_iterable(grids) if whole_grids else iter(())
    seen: set[tuple[Fraction, ...]] = set()
    for rule in itertools.chain(known, small, drawn(problem, top, seed, each)):
        if rule.values not in seen:
            seen.add(rule.values)
            yield rule


def ceilings(problem: Problem) -> tuple[Fraction, ...]:
    """The ceiling of each coordinate's cell; 1 where the problem names none."""
    own = {min(quota.cells): quota.ceiling for quota in problem.constraints if len(quota.cells) == 1}
    found = (own.get(problem.cell_of(coordinate)) for coordinate in problem.coordinates)
    return tuple(Fraction(1) if ceiling is None else Fraction(ceiling) for ceiling in found)


def grid(top: Sequence[Fraction], parts: int) -> Iterator[InterimRule]:
    """All rules whose values are multiples of such a part of the ceilings, from 0 to these."""
    steps = ([ceiling * Fraction(k, parts) for k in range(parts + 1)] if ceiling else [ceiling] for ceiling in top)
    return map(InterimRule, itertools.product(*steps))


def drawn(problem: Problem, top: Sequence[Fraction], seed: int, count: int) -> Iterator[InterimRule]:
    """In turn: halves, a small step beyond the implementable rules, quarters, a large step."""
    draw = random.Random(f"box {seed}")
    for number in range(count):
        if number % 2:
            yield _beyond(problem, top, draw, NEAR if number % 4 == 1 else FAR)
        else:
            parts = PARTS[number // 2 % 2]
            yield InterimRule(tuple(ceiling * Fraction(draw.randint(0, parts), parts) for ceiling in top))


def _beyond(problem: Problem, top: Sequence[Fraction], draw: random.Random, step: Fraction) -> InterimRule:
    """From a rule that is best for a random objective towards the corner of the box that is; the corner if no outcome.

    A value's weight counts as often as its type is met, which changes no sign: so the same corner is best.
    """
    weights = [Fraction(draw.randint(-1, 3)) for _ in top]
    corner = [ceiling if weight > 0 else Fraction(0) for ceiling, weight in zip(top, weights, strict=True)]
    best = _best(problem, dict(zip(problem.coordinates, weights, strict=True)))
    if best is None:
        return InterimRule(tuple(corner))
    pairs = zip(best.values, corner, strict=True)
    return InterimRule(tuple((1 - step) * one + step * other for one, other in pairs))


def _best(problem: Problem, weights: dict[tuple[str, ...], Fraction]) -> InterimRule | None:
    """The best implementable rule for an objective, or `None` where some profile has no outcome."""
    sets, chosen = OutcomeSets(problem), []
    for profile in problem.profiles():
        kinds = dict(zip(problem.agents, profile, strict=True))
        outcome = sets.at(profile).maximum(tuple(weights[c[0], kinds[c[0]], *c[1:]] for c in problem.cells)).outcome
        if outcome is None:
            return None
        chosen.append((profile, ((Fraction(1), outcome),)))
    return induced_rule(problem, ExPostRule(tuple(chosen)))


def _cut(rule: InterimRule, top: Sequence[Fraction]) -> InterimRule:
    pairs = zip(rule.values, top, strict=True)
    return InterimRule(tuple(min(max(value, Fraction(0)), ceiling) for value, ceiling in pairs))
