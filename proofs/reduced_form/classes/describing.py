"""All symmetric implementable rules of groups, as an irredundant linear system (LY, section 2.3, by classes).

The set is a sum over the classes of type profiles (see `proofs.reduced_form.classes.descriptions`). It has as many
coordinates as there are types and objects, and answers for any weights where it is greatest: class by class
(`class_program`). So it is found facet by facet (`exact.supported`). All classes have the same
quotas, with other right sides: their polytopes have few directions of edges in common, so that the number of facets
and of vertices does not grow with the number of agents, once there are some.

The best value in a class is the least of a few affine functions of the counts, the price lists of the class program:
so each right side is an expectation such as `E min(n(keen) + n(idle), 30)`, for any prior.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from exact import arguments
from exact.cones import Vector
from exact.linear import LinearSystem
from exact.minkowski import Point
from exact.rationals import text
from exact.showing.display import Displayed
from exact.supported import Heard, Supported, supported
from exact.verdicts import Verdict
from proofs.reduced_form.classes.capacities import ClassCapacity, class_capacity, latex_row, linear_form
from proofs.reduced_form.classes.choices import of_rules
from proofs.reduced_form.classes.class_program import Best, ClassProgram, Nothing
from proofs.reduced_form.classes.counts import Block, blocks
from proofs.reduced_form.classes.descriptions import BlockBounds, GroupRow, GroupsDescribed, VerticesByClasses
from proofs.reduced_form.classes.evidence import BoundOfBlock, EmptyClass, bound_of, rules_of
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.implementing import NoClassOutcome
from proofs.reduced_form.facets.signs import Condition, SignSpace, belongs
from proofs.reduced_form.facets.summands import Normal
from proofs.reduced_form.problem.problems import value_name

CONDITIONS: tuple[Condition, ...] = ("B", "A")

MOST_VERTICES = 3_000
"""The most points that are met of the rules of one block; beyond, its facets are not listed."""


@dataclass(frozen=True)
class BlockFacets(Displayed):
    """The rules of one block: what was found, and bounds of the rows, in the order of the rows."""

    block: Block
    found: Supported[Best]
    level: tuple[Vector, ...]
    above: tuple[Vector, ...]
    equations: tuple[tuple[BoundOfBlock, BoundOfBlock], ...]
    facets: tuple[BoundOfBlock, ...]

    def rows(self) -> tuple[list[GroupRow], list[GroupRow]]:
        """The equations and the facets."""
        level = zip(self.level, (most for most, _ in self.equations), strict=True)
        above = zip(self.above, self.facets, strict=True)
        return [self._row(*each) for each in level], [self._row(*each) for each in above]

    def _row(self, normal: Vector, given: BoundOfBlock) -> GroupRow:
        weights = {c: Fraction(f) for c, f in zip(self.block.coordinates, normal, strict=True) if f}
        right = bound_of(self.block, weights, given)
        assert right is not None, "the class program proves what it says"
        return GroupRow(tuple(weights.items()), right)


@dataclass(frozen=True)
class GroupFacets(Displayed):
    """The symmetric implementable rules: all y with these equations and facets, none redundant.

    Coefficients are those of y(g, t, j), what all agents of a group and type expect together. `empty` is a class
    without any outcome, where there is one; then there is neither equation nor facet.
    """

    problem: GroupedProblem
    parts: tuple[BlockFacets, ...]
    empty: EmptyClass | None = None

    @cached_property
    def equations(self) -> tuple[GroupRow, ...]:
        return tuple(row for part in self.parts for row in part.rows()[0])

    @cached_property
    def facets(self) -> tuple[GroupRow, ...]:
        return tuple(row for part in self.parts for row in part.rows()[1])

    @property
    def dimension(self) -> int:
        """The dimension of the set of symmetric implementable rules; -1 if there is none."""
        return -1 if self.empty else len(self.problem.coordinates) - len(self.equations)

    @cached_property
    def description(self) -> Verdict:
        """The verdict that equations and facets describe exactly the symmetric implementable rules."""
        statement = GroupsDescribed(self.problem, self.equations, self.facets)
        if self.empty is not None:
            return Verdict(statement, False, NoClassOutcome(self.empty))
        rules = [(part.block, of_rules(evenly(part.found.made_of))) for part in self.parts]
        bounds = tuple(BlockBounds(part.equations, part.facets) for part in self.parts)
        return Verdict(statement, True, VerticesByClasses(rules_of(rules), bounds))

    def is_complete(self, condition: Condition) -> bool:
        """Whether every row is an inequality of Condition A (signs), or B (all of one sign), alike for all agents of a
        group: then the condition describes the symmetric implementable rules."""
        return all(belongs(row.coefficients, condition) for row in (*self.equations, *self.facets))

    def system(self) -> LinearSystem:
        """Facets and equations in Q itself, the values given the type; a variable for each coordinate."""
        if self.empty is not None:
            return LinearSystem.make(self.problem.coordinates, at_most=[({}, -1)])
        expected = self.problem.expected_counts
        above, level = (
            [({c: f * expected[c[0], c[1]] for c, f in row.coefficients}, row.bound) for row in rows]
            for rows in (self.facets, self.equations)
        )
        return LinearSystem.make(self.problem.coordinates, at_most=above, equal=level)

    def to_plain(self) -> dict[str, Any]:
        """One JSON object; coefficients are those of the variables y(g, t, j)."""
        return {
            "groups": dict(zip(self.problem.groups, self.problem.sizes, strict=True)),
            "feasible": self.empty is None,
            "dimension": self.dimension,
            "variables": "y(g, t, j) = size of g x probability of t x Q_g(t, j)",
            "equations": [_plain(row) for row in self.equations],
            "facets": [_plain(row) for row in self.facets],
            "condition_a_complete": self.is_complete("A"),
            "condition_b_complete": self.is_complete("B"),
        }

    def capacities(self) -> list[tuple[GroupRow, ClassCapacity, bool]]:
        """For each equation (`True`) and then each facet its right side as a formula in the counts of types."""
        level, above = [], []
        for part in self.parts:
            equations, facets = part.rows()
            pairs = zip(equations, part.equations, strict=True)
            level += [(row, class_capacity(part.block, row, most), True) for row, (most, _) in pairs]
            bounds = zip(facets, part.facets, strict=True)
            above += [(row, class_capacity(part.block, row, bound), False) for row, bound in bounds]
        return [*level, *above]

    def latex(self) -> str:
        """The system for any prior, as a formula."""
        lines = [latex_row(self.problem, *each) for each in self.capacities()] or ["0 &= 0"]
        joined = " \\\\\n".join(lines if self.empty is None else [r"0 &\le -1"])
        return f"\\begin{{aligned}}\n{joined}\n\\end{{aligned}}"


def _silent(rows: int, vertices: int) -> None:
    """Nobody wants to hear how far the search is."""


def facets_for_groups(problem: GroupedProblem, heard: Heard = _silent) -> GroupFacets:
    """The irredundant description of all symmetric implementable rules of groups.

    `heard` is told how many inequalities and vertices of a block have been met.
    Raises `ValueError` beyond `MOST_VERTICES` vertices of a block, or
    `proofs.reduced_form.classes.counts.MOST_CLASSES` classes.
    """
    arguments.expected(problem, GroupedProblem, "problem", "load_groups makes one of a file")
    found = []
    for number, block in enumerate(blocks(problem)):
        program = ClassProgram(block)
        first = program.best([0] * len(block.coordinates))
        if isinstance(first, Nothing):
            return GroupFacets(problem, (), EmptyClass(number, first.counts, first.proof))
        found.append(_of_block(block, program, heard))
    return GroupFacets(problem, tuple(found))


def _of_block(block: Block, program: ClassProgram, heard: Heard) -> BlockFacets:
    try:
        found = supported(lambda normal: met(program, normal), len(block.coordinates), MOST_VERTICES, heard)
    except ValueError as error:
        mend = "fewer types or objects, or quotas that bind fewer groups together"
        raise ValueError(f"the implementable rules of {' and '.join(block.groups)}: {error}; {mend}") from error

    def bound(normal: Sequence[int]) -> BoundOfBlock:
        best = program.best(normal)
        assert isinstance(best, Best), "every class has an outcome"
        return BoundOfBlock(best.prices, best.proofs)

    equations, facets = in_signs(block, found)
    level = tuple((bound(normal), bound([-entry for entry in normal])) for normal in equations)
    return BlockFacets(block, found, equations, facets, level, tuple(map(bound, facets)))


def in_signs(block: Block, found: Supported[Best]) -> tuple[tuple[Vector, ...], tuple[Vector, ...]]:
    """The normals of equations and facets: where equations leave a choice, as inequalities of Condition B, or of A.

    So all rows are inequalities of a condition exactly if each of them is the same as one, up to the equations.
    """
    equations, facets = found.equations, found.facets
    if not equations:
        return equations, facets
    for condition in CONDITIONS:
        space = SignSpace(block.coordinates, [_named(block, row) for row in equations], condition)
        level = space.equations()
        if len(level) == len(equations):
            equations = tuple(tuple(map(int, space.vector(row))) for row in level)
        rewritten = [space.rewritten(_named(block, row)) for row in facets]
        facets = tuple(
            row if new is None else tuple(map(int, space.vector(new)))
            for row, new in zip(facets, rewritten, strict=True)
        )
        if len(level) == len(equations) and None not in rewritten:
            break
    return equations, facets


def _named(block: Block, row: Vector) -> Normal:
    return tuple((c, Fraction(f)) for c, f in zip(block.coordinates, row, strict=True) if f)


def met(program: ClassProgram, normal: Vector) -> tuple[Point, Best]:
    """A pure rule that is best for the normal in every class, and what it gives in all classes, each counted once."""
    best = program.best(normal)
    assert isinstance(best, Best), "every class has an outcome"
    totals = best.outcomes.sum(axis=0).tolist()
    return tuple(total if best.unit == 1 else Fraction(total, best.unit) for total in totals), best


def evenly(rules: Sequence[Best]) -> list[tuple[Best, Fraction]]:
    """The rules with one probability."""
    return [(rule, Fraction(1, len(rules))) for rule in rules]


def row_formula(problem: GroupedProblem, row: GroupRow, equal: bool, tell: Callable[[Fraction], str] = text) -> str:
    """The row in Q itself, `20 Q_juniors(keen, algebra) <= 15`: coefficients times the expected numbers of agents.

    Where no coefficient is positive all signs are turned; `tell` writes numbers.
    """
    given = [(f * problem.expected_counts[c[0], c[1]], value_name(c)) for c, f in row.coefficients]
    turned = max(f for f, _ in given) < 0
    factor = -1 if turned else 1
    sign = "=" if equal else ">=" if turned else "<="
    return f"{linear_form([(factor * f, name) for f, name in given])} {sign} {tell(factor * row.bound)}"


def _plain(row: GroupRow) -> dict[str, Any]:
    return {"coefficients": [[*c, text(f)] for c, f in row.coefficients], "bound": text(row.bound)}
