"""What is stated of all symmetric implementable rules of groups, and what convinces of it.

In the variables y(g, t, j), what all agents of group g and type t expect of object j together, the set is a sum over
classes c: of P(c) times the hull of what is feasible in c. So the normals of its facets and equations are the same for
all positive probabilities of classes (see `exact.minkowski`), and they may be counted once each, which leaves small
integers: let W be the sum over the classes without their probabilities.

*Vertices* of W, given as pure rules, show which y are in W. An inequality with a bound in every class, whose sum a
vertex attains, is tight in every class. When all that satisfies equations and inequalities, each of them so bounded,
is the hull of the vertices, W is this hull; for what is in W satisfies them. Where no row can be left out, for the
vertices on it have the dimension of a facet, they are the equations and facets of W, and with the expectation of the
bounds for right side those of the implementable rules. Blocks of groups that no quota binds together are described each
for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from exact import cones, polyhedra
from exact.cones import Vector
from exact.plain_data import written
from exact.rationals import primitive
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement
from proofs.reduced_form.classes.counts import Block, blocks
from proofs.reduced_form.classes.evidence import BoundOfBlock, ClassRules, RulesOfBlock, bound_of, points_of
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.implementing import AboutGroups
from proofs.reduced_form.problem.problems import Weighted


@dataclass(frozen=True)
class GroupRow(Displayed):
    """`sum of coefficients * y <= bound`, or `=`, for what agents of a group and type expect together."""

    coefficients: tuple[Weighted, ...]
    bound: Fraction

    def lies_in(self, block: Block) -> bool:
        return bool(self.coefficients) and {c[0] for c, _ in self.coefficients} <= set(block.groups)


@dataclass(frozen=True)
class GroupsDescribed(AboutGroups):
    """The symmetric implementable rules are those that satisfy equations and facets, none of which can be left out.

    Evidence: `VerticesByClasses`. Where nothing is implementable, nothing is listed and describes nothing:
    `NoClassOutcome` for no.
    """

    kind: ClassVar[str] = "description for groups"
    problem: GroupedProblem
    equations: tuple[GroupRow, ...]
    facets: tuple[GroupRow, ...]

    @property
    def grouped(self) -> GroupedProblem:
        return self.problem

    @property
    def fails_without_outcome(self) -> bool:
        return not self.equations and not self.facets

    def sentence(self) -> str:
        counts = f"{counted(len(self.equations), 'equation')} and {counted(len(self.facets), 'facet')}"
        alike = "the implementable interim rules, the same for all agents of a group, are described"
        return f"{alike} for {self.problem.everybody} by {counts}, none of them redundant"

    def rows_of(self, block: Block) -> tuple[list[GroupRow], list[GroupRow]]:
        """The equations and the facets of a block."""
        return [row for row in self.equations if row.lies_in(block)], [f for f in self.facets if f.lies_in(block)]


@dataclass(frozen=True)
class BlockBounds(Displayed):
    """For each equation of a block bounds of it and of its negative, for each facet one."""

    equations: tuple[tuple[BoundOfBlock, BoundOfBlock], ...]
    facets: tuple[BoundOfBlock, ...]


@dataclass(frozen=True)
class VerticesByClasses(Evidence):
    """Pure rules, those of all vertices, which are drawn with any probabilities; and bounds of equations and facets."""

    form: ClassVar[str] = "vertices by classes"
    rules: ClassRules = field(metadata=written(inline=True))
    bounds: tuple[BlockBounds, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, GroupsDescribed) or not holds:
            return False
        parts = blocks(statement.problem)
        if not len(parts) == len(self.rules.blocks) == len(self.bounds):
            return False
        rows = [statement.rows_of(block) for block in parts]
        for which, listed in enumerate((statement.equations, statement.facets)):
            if sum(len(own[which]) for own in rows) != len(listed):
                return False
        return all(map(self._shows, range(len(parts)), parts, rows))

    def _shows(self, number: int, block: Block, rows: tuple[list[GroupRow], list[GroupRow]]) -> bool:
        rules = self.rules.blocks[number]
        points = points_of(block, self.rules, rules) if isinstance(rules, RulesOfBlock) else None
        (level, above), given = rows, self.bounds[number]
        if points is None or (len(level), len(above)) != (len(given.equations), len(given.facets)):
            return False
        equal = [tight(block, row, most, points) for row, (most, _) in zip(level, given.equations, strict=True)]
        for row, (_, least), bound in zip(level, given.equations, equal, strict=True):
            if bound is None or tight(block, turned(row), least, points) != -bound:
                return False
        limits = [tight(block, row, bound, points) for row, bound in zip(above, given.facets, strict=True)]
        if None in limits:
            return False
        pairs = (zip(level, equal, strict=True), zip(above, limits, strict=True))
        equations, facets = ([_homogeneous(block, row, bound or Fraction(0)) for row, bound in own] for own in pairs)
        return _is_hull(points, equations, facets)


def turned(row: GroupRow) -> GroupRow:
    """The inequality that an equation is beside itself."""
    return GroupRow(tuple((c, -f) for c, f in row.coefficients), -row.bound)


def tight(block: Block, row: GroupRow, given: BoundOfBlock, points: Sequence[Sequence[Fraction]]) -> Fraction | None:
    """The sum of the bounds in all classes; `None` unless a point attains it and the right side is theirs."""
    weights = dict(row.coefficients)
    normal = [weights.get(c, Fraction(0)) for c in block.coordinates]
    attained = max(sum((f * y for f, y in zip(normal, point, strict=True)), Fraction(0)) for point in points)
    if bound_of(block, weights, given, ((1,) * block.size, 1)) != attained:
        return None
    return attained if bound_of(block, weights, given) == row.bound else None


def _homogeneous(block: Block, row: GroupRow, bound: Fraction) -> Vector:
    """The row about (y, 1), in which each class counts once."""
    known = dict(row.coefficients)
    return primitive([*(known.get(c, Fraction(0)) for c in block.coordinates), -bound])


def _is_hull(points: Sequence[Sequence[Fraction]], level: Sequence[Vector], above: Sequence[Vector]) -> bool:
    """Whether the hull of points that satisfy the rows is all that does, and no row can be left out."""
    size = len(points[0]) + 1
    lifted = [primitive([*point, Fraction(1)]) for point in points]
    dimension = size - len(level)
    if cones.rank(level, size) != len(level) or cones.rank(lifted, size) != dimension:
        return False
    for row in above:
        if cones.rank([point for point in lifted if cones.product(row, point) == 0], size) != dimension - 1:
            return False
    basis = cones.echelon_basis(level, size)
    if len({cones.reduce_modulo(row, basis) for row in above}) != len(above):
        return False
    within = polyhedra.Polyhedron.of(
        [row[:-1] for row in above],
        [-row[-1] for row in above],
        [row[:-1] for row in level],
        [-row[-1] for row in level],
        dimension=size - 1,
    )
    found = polyhedra.hull(within)
    return not found.rays and not found.lines and set(found.points) <= set(map(tuple, points))
