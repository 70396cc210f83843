"""Statements about linear descriptions of the implementable interim rules, and what convinces of them.

Coefficients are those of the weighted variables lambda_i(t_i) Q_i(t_i, j). That an inequality is *valid* is shown by a
capacity for every type profile, with its proof. That it is a *facet* is shown by affinely independent implementable
rules that meet it with equality: a pure outcome for each profile, and changes of it at single profiles; the equations
that all rules satisfy say how many are needed. That a list of equations and facets is *complete* is shown by their
normal fan (`exact.fans`) where facets are many and dimensions few. Otherwise the extreme rays of the cone of
profile-wise valid inequalities are listed again (`exact.minkowski`), which needs no data at all: it is an enumeration
like that of all pure outcomes, long but without choices.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, ClassVar

from exact import cones, fans, minkowski
from exact.fans import NormalFan
from exact.plain_data import written
from exact.rationals import primitive, text
from exact.showing.display import counted
from exact.verdicts import Evidence, Statement, with_form
from proofs.reduced_form.conditions.deciding import SignTree
from proofs.reduced_form.facets.signs import Condition, belongs
from proofs.reduced_form.facets.summands import Normal, Summands
from proofs.reduced_form.implementation.deciding import (
    HasOutcome,
    Implementable,
    Inequality,
    NoOutcome,
)
from proofs.reduced_form.problem.outcomes import (
    Outcome,
    OutcomeSets,
    value,
)
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Problem, Profile
from proofs.told import ToldStatement


@dataclass(frozen=True)
class AboutInequality(ToldStatement):
    """A statement about `coefficients * Q <= bound`, the coefficients being those of the weighted rule."""

    problem: Problem
    coefficients: Normal
    bound: Fraction


class ValidInequality(AboutInequality):
    """Every implementable rule satisfies it. Evidence: `CapacityProof`, or `ExceedingOutcomes` when not."""

    kind: ClassVar[str] = "valid inequality"

    def sentence(self) -> str:
        return f"every implementable interim rule keeps the weighted sum at or below {text(self.bound)}"


class IsFacet(AboutInequality):
    """The inequality is valid, and the rules that meet it with equality form a facet. Evidence: `FacetProof`."""

    kind: ClassVar[str] = "facet"

    def sentence(self) -> str:
        return f"the weighted sum being at most {text(self.bound)} is a facet of the implementable interim rules"


@dataclass(frozen=True)
class Described(ToldStatement):
    """The implementable rules are those that satisfy the equations and facets, none of which can be left out.

    Only normals are given; the right side of each is the sum over profiles of lambda(t) times its capacity there.
    Evidence: `Enumeration`; `NothingImplementable` where no rule is implementable and nothing is listed.
    """

    kind: ClassVar[str] = "description"
    problem: Problem
    equations: tuple[Normal, ...]
    facets: tuple[Normal, ...]

    def sentence(self) -> str:
        counts = f"{counted(len(self.equations), 'equation')} and {counted(len(self.facets), 'facet')}"
        return f"the implementable interim rules are described by {counts}, none of them redundant"


@dataclass(frozen=True)
class ConditionComplete(ToldStatement):
    """The inequalities of Condition A (or B) describe exactly the implementable rules of this problem.

    Evidence: `SignDescription`, or `NothingImplementable` (no rule passes, and none is implementable); when they do
    not, `PassingRule`.
    """

    kind: ClassVar[str] = "condition complete"
    problem: Problem
    condition: Condition

    def sentence(self) -> str:
        return f"Condition {self.condition} is necessary and sufficient for implementability in this problem"


@dataclass(frozen=True)
class CapacityProof(Evidence):
    """A capacity with its proof for every type profile; their expectation is at most the bound."""

    form: ClassVar[str] = "capacities by profile"
    inequality: Inequality = field(metadata=written(inline=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ValidInequality) or not holds:
            return False
        shown = self.inequality.coefficients == statement.coefficients
        return shown and self.inequality.proves(statement.problem, statement.bound)


@dataclass(frozen=True)
class ExceedingOutcomes(Evidence):
    """A feasible outcome for every type profile that together exceed the bound."""

    form: ClassVar[str] = "exceeding outcomes"
    outcomes: tuple[Outcome, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ValidInequality) or holds:
            return False
        reached = _expected(statement.problem, dict(statement.coefficients), self.outcomes)
        return reached is not None and reached > statement.bound


@dataclass(frozen=True)
class FacetProof(Evidence):
    """Validity, the equations (each as two valid inequalities), and affinely independent rules on the facet.

    `base` is a pure outcome for each profile; each of `moves` replaces it at one profile. All meet the inequality with
    equality, and the further move `away` does not. With e independent equations in l coordinates, l - e - 1 independent
    moves show a facet.
    """

    form: ClassVar[str] = "facet"
    inequality: Inequality
    equations: tuple[tuple[Inequality, Inequality], ...]
    base: tuple[Outcome, ...]
    moves: tuple[tuple[Profile, Outcome], ...]
    away: tuple[Profile, Outcome]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, IsFacet) or not holds or self.inequality.coefficients != statement.coefficients:
            return False
        problem, bound = statement.problem, statement.bound
        if not self.inequality.proves(problem, bound):
            return False
        size = len(problem.coordinates)
        normals = [self.inequality.coefficients]
        for above, below in self.equations:
            opposite = tuple((c, -f) for c, f in above.coefficients)
            closed = below.coefficients == opposite and above.right(problem) == -below.right(problem)
            if not closed or not all(each.proves(problem, each.right(problem)) for each in (above, below)):
                return False
            normals.append(above.coefficients)
        if _rank([_dense(problem, dict(normal)) for normal in normals]) != len(normals):
            return False
        return self._reaches(problem, bound) and len(self.moves) == size - len(normals)

    def _reaches(self, problem: Problem, bound: Fraction) -> bool:
        """Whether the rules are feasible, meet the inequality with equality and are affinely independent."""
        coefficients, profiles = dict(self.inequality.coefficients), list(problem.profiles())
        steps = []
        if _expected(problem, coefficients, self.base) != bound:
            return False

        def moved(profile: Profile, outcome: Outcome) -> Fraction | None:
            place = profiles.index(profile)
            return _expected(problem, coefficients, (*self.base[:place], outcome, *self.base[place + 1 :]))

        below = moved(*self.away)
        if below is None or below >= bound:
            return False
        for profile, outcome in self.moves:
            if moved(profile, outcome) != bound:
                return False
            steps.append(_step(problem, profile, self.base[profiles.index(profile)], outcome))
        return _rank(steps) == len(steps)


@dataclass(frozen=True)
class Enumeration(Evidence):
    """Why the list is complete: its normal fan (`exact.fans`), or no data.

    Without the fan the extreme rays of the cone of profile-wise valid inequalities are listed again and compared.
    """

    form: ClassVar[str] = "enumeration"
    fan: NormalFan | None = field(default=None, metadata=written(left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Described) or not holds:
            return False
        return _same_description(statement.problem, statement.equations, statement.facets, self.fan)


@dataclass(frozen=True)
class SignDescription(Evidence):
    """A complete irredundant description by inequalities of the condition alone; completeness as in `Enumeration`."""

    form: ClassVar[str] = "sign vectors"
    equations: tuple[Normal, ...]
    facets: tuple[Normal, ...]
    fan: NormalFan | None = field(default=None, metadata=written(left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ConditionComplete) or not holds:
            return False
        if not all(belongs(normal, statement.condition) for normal in (*self.equations, *self.facets)):
            return False
        return _same_description(statement.problem, self.equations, self.facets, self.fan)


@dataclass(frozen=True)
class PassingRule(Evidence):
    """An interim rule, a tree that shows that it satisfies the condition, and an inequality that it violates."""

    form: ClassVar[str] = "passing rule"
    rule: InterimRule
    passes: Annotated[SignTree, with_form]
    inequality: Inequality

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ConditionComplete) or holds:
            return False
        if not self.inequality.supports(Implementable(statement.problem, self.rule), False):
            return False
        return self.passes.shows(statement.problem, self.rule, statement.condition, Fraction(0))


@dataclass(frozen=True)
class NothingImplementable(Evidence):
    """At some type profile no outcome is feasible: every inequality is valid, and there is nothing to describe."""

    form: ClassVar[str] = "nothing implementable"
    shown: NoOutcome = field(metadata=written(inline=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Described | ConditionComplete) or not holds:
            return False
        if isinstance(statement, Described) and (statement.equations or statement.facets):
            return False
        return self.shown.supports(HasOutcome(statement.problem), False)


def _same_description(
    problem: Problem, equations: tuple[Normal, ...], facets: tuple[Normal, ...], fan: NormalFan | None
) -> bool:
    """Whether these are the equations and, up to equations and positive multiples, exactly the facets."""
    size, points = len(problem.coordinates), Summands.of(problem).points
    level = [primitive(_dense(problem, dict(normal))) for normal in equations]
    if fan is not None:
        return fans.shows(fan, points, level, [primitive(_dense(problem, dict(normal))) for normal in facets])
    found = minkowski.facets_by_rays(points)
    basis = cones.echelon_basis(level, size)
    if len(basis) != len(equations) or basis != tuple(each.normal for each in found.equations):
        return False
    reduced = [cones.reduce_modulo(primitive(_dense(problem, dict(normal))), basis) for normal in facets]
    return sorted(reduced) == [each.normal for each in found.facets]


def _expected(
    problem: Problem, coefficients: dict[Coordinate, Fraction], outcomes: tuple[Outcome, ...]
) -> Fraction | None:
    """The weighted sum of the rule that chooses these outcomes; `None` if one is not feasible."""
    sets, total = OutcomeSets(problem), Fraction(0)
    if len(outcomes) != problem.profile_count:
        return None
    for profile, outcome in zip(problem.profiles(), outcomes, strict=True):
        if not sets.at(profile).contains(outcome):
            return None
        total += problem.probability(profile) * value(sets.weights(coefficients, profile), outcome)
    return total


def _step(problem: Problem, profile: Profile, before: Outcome, after: Outcome) -> list[Fraction]:
    """What replacing one outcome by another at a profile changes in the coordinates, up to the profile's weight."""
    old, new = dict(before), dict(after)
    kinds = dict(zip(problem.agents, profile, strict=True))
    step = []
    for coordinate in problem.coordinates:
        cell, counts = problem.cell_of(coordinate), kinds[coordinate[0]] == coordinate[1]
        step.append(new.get(cell, Fraction(0)) - old.get(cell, Fraction(0)) if counts else Fraction(0))
    return step


def _rank(rows: list[list[Fraction]]) -> int:
    return cones.rank([primitive(row) for row in rows], len(rows[0])) if rows else 0


def _dense(problem: Problem, coefficients: dict[Coordinate, Fraction]) -> list[Fraction]:
    return [coefficients.get(coordinate, Fraction(0)) for coordinate in problem.coordinates]


MOST_RECHECKED = 1_500
"""The most facets for which a description is certified without a fan: the checker lists them again, in plain Python."""

FEW_FACETS = 300
"""Up to so many facets there is no fan: to list them again takes the checker about a second, or less."""

MOST_DIMENSIONS = 7
"""The most dimensions in which a fan is looked for; beyond, sums with many facets have too many vertices."""

MOST_CONES = 1_000_000
"""The most cones of a fan. Facets in six dimensions have about forty each."""
