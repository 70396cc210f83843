"""The two descriptions of a polyhedron side by side: rows of a system, and points, rays and lines.

A system and generators are a *double description* of one set if the solutions of the system are exactly the convex hull
of the points, plus nonnegative multiples of the rays, plus any multiples of the lines (Motzkin, Raiffa, Thompson &
Thrall 1953). That the generators belong to the solutions is seen at once; that nothing else does is seen when the
extreme rays of the homogenization are listed again. Either side may be *irredundant*. Of rows: each inequality is tight
on a facet, no two on the same one, and the equations are independent and as many as the affine hull needs. Of
generators: each point is a vertex, or the only point of its minimal face, each ray is extreme, both modulo the lines,
and the lines are independent.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from exact import arguments, cones, polyhedra
from exact.cones import Basis
from exact.linear.redundancy import without_bounds
from exact.linear.systems import LinearSystem, Vector
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import primitive
from exact.showing.display import counted
from exact.verdicts import Evidence, Statement, Verdict

Side = Literal["rows", "generators"]
MAKES = "LinearSystem.make makes one, exact.double_descriptions.system_of of a polyhedron"
"""What is said where a system was expected, and a polyhedron may have been given."""


class SeenByListing(Statement, ABC):
    """A statement that needs no other evidence: what it is about is listed again. Evidence: `ListedAgain`."""

    @abstractmethod
    def is_so(self) -> bool:
        """Whether it is true."""


@dataclass(frozen=True)
class ListedAgain(Evidence):
    """Nothing but the statement itself: whoever checks it lists extreme rays again."""

    form: ClassVar[str] = "listed again"

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, SeenByListing) and holds and statement.is_so()


@dataclass(frozen=True)
class DoubleDescription(SeenByListing):
    """The solutions of the system are what the points, rays and lines generate. Evidence: `ListedAgain`.

    `irredundant` is the side of which nothing can be spared.
    """

    kind: ClassVar[str] = "double description"
    system: LinearSystem
    points: tuple[Vector, ...]
    rays: tuple[Vector, ...]
    lines: tuple[Vector, ...]
    irredundant: Side

    def sentence(self) -> str:
        sizes = [counted(len(self.points), "point"), counted(len(self.rays), "ray"), counted(len(self.lines), "line")]
        rows = counted(len(self.system.rows), "row")
        none = "row" if self.irredundant == "rows" else "generator"
        return f"the solutions of {rows} are what {', '.join(sizes)} generate, and no {none} can be spared"

    def is_so(self) -> bool:
        system = polyhedron_of(self.system)
        if not self.points:
            return False
        given = Hull.of(self.points, self.rays, self.lines, coordinates=system.coordinates)
        if not are_within(given, self.system) or not generate(given, system):
            return False
        if self.irredundant == "rows":
            return sizes_of(system) == sizes_of(polyhedra.irredundant(system))
        return list(map(len, _parts(given))) == list(map(len, _parts(polyhedra.hull(system))))


def pair(system: LinearSystem, generated: Hull, irredundant: Side) -> Verdict:
    """The verdict that the system and the generators are a double description, one side of which is irredundant.

    Raises `ValueError` where they are none.
    """
    verdict = unproved_pair(system, generated, irredundant)
    if not verdict.verify():
        raise ValueError("these are not two descriptions of one set, or the side that is to be irredundant is not")
    return verdict


def unproved_pair(system: LinearSystem, generated: Hull, irredundant: Side) -> Verdict:
    """The same for what a double description has just listed, without listing it again here: checkers do."""
    arguments.expected(system, LinearSystem, "system", MAKES)
    arguments.expected(generated, Hull, "generated", "Hull.of makes one")
    points, rays, lines = (tuple(tuple(map(Fraction, row)) for row in rows) for rows in _parts(generated))
    return Verdict(DoubleDescription(system, points, rays, lines, irredundant), True, ListedAgain())


def are_within(generated: Hull, system: LinearSystem) -> bool:
    """Whether all that is generated solves the system."""
    ways = [*generated.rays, *generated.lines, *(tuple(-x for x in line) for line in generated.lines)]
    return all(map(system.contains, generated.points)) and all(
        system.recedes(tuple(map(Fraction, way))) for way in ways
    )


def generate(generated: Hull, polyhedron: Polyhedron) -> bool:
    """Whether the vertices, extreme rays and lines of the polyhedron, up to its lines, are among the generators."""
    needed = polyhedra.hull(polyhedron)
    lines = cones.echelon_basis([(*line, 0) for line in generated.lines], polyhedron.dimension + 1)
    if any(any(cones.reduce_modulo((*line, 0), lines)) for line in needed.lines):
        return False
    return _modulo(needed, lines) <= _modulo(generated, lines)


def _modulo(generated: Hull, lines: Basis) -> set[tuple[int, ...]]:
    """Points (x, 1) and rays (x, 0), primitive, without their parts along the lines."""
    whole = [*(primitive((*point, 1)) for point in generated.points), *((*ray, 0) for ray in generated.rays)]
    return {cones.reduce_modulo(vector, lines) for vector in whole}


def _parts(generated: Hull) -> tuple[tuple[tuple[int | Fraction, ...], ...], ...]:
    return generated.points, generated.rays, generated.lines


def sizes_of(polyhedron: Polyhedron) -> tuple[int, int]:
    """The numbers of inequalities and of equations."""
    return len(polyhedron.inequalities), len(polyhedron.equations)


def system_of(polyhedron: Polyhedron) -> LinearSystem:
    """The polyhedron as a linear system on variables with the names of its coordinates."""
    return LinearSystem.make(polyhedron.coordinates, polyhedron.inequalities, polyhedron.equations)


def polyhedron_of(system: LinearSystem) -> Polyhedron:
    """The solutions of a linear system as a polyhedron, bounds after the rows."""
    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    tables: dict[str, tuple[list[list[Fraction]], list[Fraction]]] = {"<=": ([], []), "=": ([], [])}
    for row in without_bounds(system).rows:
        dense = [Fraction(0)] * len(system.variables)
        for column, entry in row.coefficients:
            dense[column] = entry
        tables[row.sense][0].append(dense)
        tables[row.sense][1].append(row.bound)
    return Polyhedron.of(*tables["<="], *tables["="], coordinates=system.variables)
