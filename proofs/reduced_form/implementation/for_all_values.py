"""For which values of a parameter is an interim rule implementable?

A problem and its rule may depend on one number: a probability, a value of the rule, a quota of divisible objects. On
each piece of its range (`exact.symbolic`) the answer is yes, by lotteries whose probabilities are formulas, or no, by
an inequality whose weights are numbers: every implementable rule satisfies it whatever the parameter is, and the rule
misses it by a *margin* that is a formula, positive on the piece. So the implementable values are a finite union of
intervals and points, whose ends are algebraic numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from exact.symbolic.curves import Segment, at_place, same, segments
from exact.symbolic.splitting import MOST_PIECES, Part, Range
from exact.symbolic.statements import for_all_values
from exact.verdicts import Verdict
from proofs.reduced_form.implementation.deciding import Implementable, Inequality, implementable
from proofs.reduced_form.problem.problems import InterimRule, Problem

Instance = tuple[Problem, InterimRule | Mapping[str, Any]]


@dataclass(frozen=True)
class ImplementableValues(Displayed):
    """The values of a parameter for which a rule is implementable, with the verdict on each piece and on all."""

    over: Range
    verdict: Verdict
    parts: tuple[Part[Verdict], ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The range in segments on which the rule is implementable (`True`), or is not (`False`)."""
        return segments([Part(part.piece, part.answer.holds) for part in self.parts])

    @property
    def holds(self) -> tuple[Segment, ...]:
        """Where the rule is implementable."""
        return tuple(each for each in self.segments if each.value)

    @property
    def violations(self) -> tuple[tuple[Segment, Verdict, Fraction], ...]:
        """Where it is not, with an inequality that it violates there (a verdict without one: there is no outcome), and
        the margin by which it does."""
        found: list[tuple[Segment, Verdict, Fraction]] = []
        for part in self.parts:
            if part.answer.holds is not False:
                continue
            margin = margin_of(part.answer)
            made = segments([Part(part.piece, margin)])[0]
            before = found[-1] if found and found[-1][0].upper == made.lower else None
            if before is None or not _serve(before[0], made):
                found.append((made, part.answer, margin))
                continue
            longer = Segment(
                made.parameter,
                before[0].lower,
                made.upper,
                (before[0].closed[0], made.closed[1]),
                made.value if before[0].is_point else before[0].value,
            )
            found[-1] = (longer, part.answer, margin) if before[0].is_point else (longer, *before[1:])
        return tuple(found)


def margin_of(verdict: Verdict) -> Fraction:
    """By how much the rule of a verdict misses the inequality that refuses it; 0 where that is another evidence."""
    statement, evidence = verdict.statement, verdict.evidence
    if not isinstance(statement, Implementable) or not isinstance(evidence, Inequality):
        return Fraction(0)
    return evidence.left(statement.problem, statement.rule) - evidence.right(statement.problem)


def _serve(before: Segment, after: Segment) -> bool:
    """Whether the inequality of one of two neighbours is violated on the other one, too: at its point, or by the same
    formula."""
    if before.is_point and after.is_point:
        return False
    if before.is_point or after.is_point:
        point, longer = (before, after) if before.is_point else (after, before)
        assert point.lower is not None
        there = at_place(longer.value, point.parameter, point.lower)
        return there is not None and bool(there > 0)
    return same(before.value, after.value)


def implementable_values(
    over: Range,
    at: Callable[[Fraction], Instance],
    most: int = MOST_PIECES,
    told: Callable[[int], None] | None = None,
) -> ImplementableValues:
    """Decide the rule for every value of the parameter.

    `at` gives the problem and the rule at a value of the parameter, a number or a formula. Raises `TooManyPieces`.
    """
    verdict, parts = for_all_values(over, lambda value: implementable(*at(value)), most, told)
    return ImplementableValues(over, verdict, parts)
