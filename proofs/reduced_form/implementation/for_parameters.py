"""For which values of several parameters is an interim rule implementable that is affine in them?

The prior and the quotas do not depend on the parameters. The implementable rules are a convex set, so the values in a
box for which the rule `Q(theta)` is implementable are one too: a polytope, since the set is (LY, section 2.3). It is
found by asking at corners (`exact.symbolic.regions`): where the rule is not implementable, the violated inequality
`sum f lambda_i Q_i <= sum over t of lambda(t) beta_t(f)` is one half-space in theta that all good values satisfy.

The evidence says so again: an ex post rule at each corner of the polytope, whose mixtures implement the rule in
between, and for each of its sides an inequality that every implementable rule satisfies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar

from exact.plain_data import written
from exact.showing.display import Displayed
from exact.symbolic.affine import Parameter, parameters_of, parts_of, value_at
from exact.symbolic.regions import HalfSpace, Inside, Outside, box_of, corners_of, formulas_of, region_by_asking
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.implementation.deciding import (
    ExPostRule,
    Implementable,
    Inequality,
    NoOutcome,
    has_outcome,
    implementable,
)
from proofs.reduced_form.problem.families import depends, prior_numbers, quota_numbers
from proofs.reduced_form.problem.problems import InterimRule, Problem
from proofs.reduced_form.problem.statements import RuleStatement

Point = tuple[Fraction, ...]

IN_QUOTAS = "several parameters may stand in the prior and the interim rule, and not in the quotas"


@dataclass(frozen=True)
class ImplementableRegion(RuleStatement):
    """Within their ranges the rule is implementable at exactly the values of the parameters in `region`.

    `rule` is the one where all parameters are at the low ends of their ranges; with each parameter it changes by the
    rule in `changes` a unit. Evidence: `CornersAndInequalities`.
    """

    kind: ClassVar[str] = "implementable for parameters"
    parameters: tuple[Parameter, ...]
    changes: tuple[InterimRule, ...]
    region: tuple[HalfSpace, ...]

    def sentence(self) -> str:
        names = [parameter.name for parameter in self.parameters]
        ranges = " and ".join(map(str, self.parameters))
        if not self.region:
            return f"for all {ranges} the interim rule is implementable"
        where = " and ".join(formulas_of(self.region, names))
        if not self.corners():
            return f"for no {ranges} is the interim rule implementable, for it would need {where}"
        return f"for {ranges} the interim rule is implementable exactly where {where}"

    def corners(self) -> tuple[Point, ...]:
        """The corners of the region."""
        return corners_of([*box_of(self.parameters), *self.region])

    def rule_at(self, point: Sequence[Fraction]) -> InterimRule:
        """The interim rule where the parameters have these values."""
        steps = [value - parameter.low for value, parameter in zip(point, self.parameters, strict=True)]
        rows = zip(self.rule.values, *(change.values for change in self.changes), strict=True)
        moved = (base + sum((s * c for s, c in zip(steps, row, strict=True)), Fraction(0)) for base, *row in rows)
        return InterimRule(tuple(moved), self.problem.coordinates)

    def side_of(self, inequality: Inequality) -> HalfSpace:
        """What an inequality on rules says of the parameters."""
        right = inequality.right(self.problem)
        slopes = [inequality.left(self.problem, change) for change in self.changes]
        low = sum((s * each.low for s, each in zip(slopes, self.parameters, strict=True)), Fraction(0))
        return HalfSpace.of(slopes, right - inequality.left(self.problem, self.rule) + low)


@dataclass(frozen=True)
class Corner(Displayed):
    """An ex post rule that implements the rule at a corner."""

    point: Point
    ex_post: ExPostRule = field(metadata=written(inline=True))


@dataclass(frozen=True)
class CornersAndInequalities(Evidence):
    """An ex post rule at each corner of the region, and for each side an inequality of the implementable rules."""

    form: ClassVar[str] = "corners and inequalities"
    corners: tuple[Corner, ...]
    inequalities: tuple[Inequality, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ImplementableRegion) or not holds:
            return False
        problem = statement.problem
        if len(self.inequalities) != len(statement.region):
            return False
        for side, inequality in zip(statement.region, self.inequalities, strict=True):
            if statement.side_of(inequality) != side:
                return False
            if not inequality.proves(problem, inequality.right(problem)):
                return False
        if {corner.point for corner in self.corners} != set(statement.corners()):
            return False
        return all(
            corner.ex_post.supports(Implementable(problem, statement.rule_at(corner.point)), True)
            for corner in self.corners
        )


def implement_for_parameters(problem: Problem, rule: InterimRule | Mapping[str, Any]) -> Verdict:
    """For which values of the parameters in it the rule is implementable, as a polytope within their ranges.

    The numbers of the rule are rational or affine in parameters (`exact.symbolic.affine.parameter`); it may be nested
    mappings. Where at some type profile no outcome is feasible, the verdict says that instead, and where a corner is
    left undecided (`implementable`), so is the question. Raises `ValueError` for a rule without parameters, and for a
    problem that depends on parameters itself.
    """
    if depends(quota_numbers(problem)):
        raise ValueError(IN_QUOTAS)
    if depends(prior_numbers(problem)):
        raise ValueError("the prior depends on parameters; implementable_by_polynomials decides that")
    given = problem.interim_rule(rule)
    parameters = parameters_of(given.values)
    if not parameters:
        raise ValueError("the interim rule depends on no parameter; ask whether it is implementable")
    some = has_outcome(problem)
    if isinstance(some.evidence, NoOutcome):
        return some
    low = {parameter.name: parameter.low for parameter in parameters}
    base = InterimRule(tuple(value_at(value, low) for value in given.values), given.coordinates)
    slopes = [parts_of(value, parameters)[0] for value in given.values]
    changes = tuple(InterimRule(column, given.coordinates) for column in zip(*slopes, strict=True))
    family = ImplementableRegion(problem, base, parameters, changes, ())
    undecided: list[Undecided] = []

    def ask(point: Point) -> Inside[ExPostRule] | Outside[Inequality]:
        verdict = implementable(problem, family.rule_at(point))
        if isinstance(verdict.evidence, ExPostRule):
            return Inside(verdict.evidence)
        if not isinstance(verdict.evidence, Inequality):
            assert isinstance(verdict.evidence, Undecided)
            undecided.append(verdict.evidence)
            raise _LeftOpen
        return Outside(family.side_of(verdict.evidence), verdict.evidence)

    try:
        found = region_by_asking(box_of(parameters), ask)
    except _LeftOpen:
        return Verdict(family, None, undecided[0])
    region = ImplementableRegion(problem, base, parameters, changes, tuple(side for side, _ in found.sides))
    corners = tuple(Corner(point, rule) for point, rule in found.corners)
    verdict = Verdict(region, True, CornersAndInequalities(corners, tuple(reason for _, reason in found.sides)))
    if not verdict.verify():
        raise AssertionError("evidence does not support the verdict")
    return verdict


class _LeftOpen(Exception):
    """At some corner the question is not decided."""
