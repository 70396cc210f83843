"""Polyhedra both ways: inequalities and equations to vertices, rays and lines, and back.

A polyhedron `{x : A x <= b, E x = e}` is also the sum of the convex hull of finitely many points, the cone
of finitely many rays and the span of finitely many lines (Motzkin's decomposition theorem; Schrijver 1986,
sections 7.2 and 8.9). It is the slice `z = 1` of its *homogenization*, the cone `{(x, z) : z >= 0, b z - A
x >= 0, e z - E x = 0}`, so both directions are those of `exact.cones`: generators with z > 0 are points (x
/ z), those with z = 0 are rays and lines. z stands last, so that equations and lines in echelon form have
their pivots in x.

The output is canonical in the sense of `exact.cones`. A polyhedron without lines has its vertices among the
points; with lines, the points stand for its minimal faces. Empty sets have no points, rays or lines one
way, and the single inequality `0 <= -1` the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from exact import arguments, cones
from exact.cones import Cone, Engine, Generators, InSpace, Vector
from exact.matrices import Matrix, Name

Point = tuple[Fraction, ...]
Constraint = tuple[Vector, int]


@dataclass(frozen=True)
class Polyhedron(InSpace):
    """All x with `row x <= bound` for each inequality `(row, bound)`, `row x = bound` for each equation.

    Row and bound are integers without a common factor; `Polyhedron.of` reads other numbers.
    """

    inequalities: tuple[Constraint, ...] = ()
    equations: tuple[Constraint, ...] = ()

    def __post_init__(self) -> None:
        cones.check_coordinates(self.coordinates)
        cones.check_rows((row for row, _ in self.inequalities), self.dimension, "inequality")
        cones.check_rows((row for row, _ in self.equations), self.dimension, "equation")

    @classmethod
    def of(
        cls,
        inequalities: Matrix | Iterable[Iterable[Any]] = (),
        bounds: Iterable[Any] = (),
        equations: Matrix | Iterable[Iterable[Any]] = (),
        values: Iterable[Any] = (),
        dimension: int | None = None,
        coordinates: Sequence[Name] | None = None,
    ) -> Self:
        """`{x : inequalities x <= bounds, equations x = values}` from exact numbers.

        Coordinates and dimension as for `Cone.of`. Raises `TypeError` for floats.
        """
        tables = cones.read_table(inequalities), cones.read_table(equations)
        space = cones.space_of(tables, dimension, coordinates)
        return cls(
            space,
            _bounded(tables[0], arguments.listed(bounds, "bounds"), len(space), "inequality"),
            _bounded(tables[1], arguments.listed(values, "values"), len(space), "equation"),
        )


@dataclass(frozen=True)
class Hull(InSpace):
    """The convex hull of points, plus nonnegative multiples of rays, plus any multiples of lines.

    Without a point it is empty, so rays and lines need one. `Hull.of` reads numbers.
    """

    points: tuple[Point, ...] = ()
    rays: tuple[Vector, ...] = ()
    lines: tuple[Vector, ...] = ()

    def __post_init__(self) -> None:
        cones.check_coordinates(self.coordinates)
        for kind, rows in (("point", self.points), ("ray", self.rays), ("line", self.lines)):
            cones.check_rows(rows, self.dimension, kind)
        if (self.rays or self.lines) and not self.points:
            raise ValueError("rays and lines without a point describe no set; for a cone, give the point 0")

    @classmethod
    def of(
        cls,
        points: Iterable[Iterable[Any]] = (),
        rays: Matrix | Iterable[Iterable[Any]] = (),
        lines: Matrix | Iterable[Iterable[Any]] = (),
        dimension: int | None = None,
        coordinates: Sequence[Name] | None = None,
    ) -> Self:
        """A hull from rows of exact numbers. Coordinates and dimension as for `Cone.of`."""
        listed = [
            arguments.vector(row, None, f"point {index}") for index, row in enumerate(arguments.table(points, "points"))
        ]
        if dimension is None and coordinates is None and listed:
            dimension = len(listed[0])
        directions = Generators.of(rays, lines, dimension, coordinates)
        return cls(directions.coordinates, tuple(listed), directions.rays, directions.lines)


def hull(polyhedron: Polyhedron, engine: Engine = "ppl") -> Hull:
    """The vertices, rays and lines of `polyhedron`, in canonical form; raises as `cones.generators`."""
    arguments.expected(polyhedron, Polyhedron, "polyhedron", "a cone has generators (exact.cones.generators)")
    generated = cones.generators(_homogenization(polyhedron), engine)
    points = sorted(tuple(Fraction(entry, ray[-1]) for entry in ray[:-1]) for ray in generated.rays if ray[-1])
    if not points:
        return Hull(polyhedron.coordinates)
    rays = tuple(ray[:-1] for ray in generated.rays if not ray[-1])
    return Hull(polyhedron.coordinates, tuple(points), rays, tuple(line[:-1] for line in generated.lines))


def constraints(generated: Hull, engine: Engine = "ppl") -> Polyhedron:
    """The irredundant constraints of a hull, in canonical form; raises as `cones.generators`."""
    arguments.expected(generated, Hull, "generated")
    space = _with_z(generated.dimension)
    points = (cones.primitive_row((*point, 1), len(space), "point") for point in generated.points)
    rays = (*points, *((*ray, 0) for ray in generated.rays))
    lines = tuple((*line, 0) for line in generated.lines)
    return _slice(cones.constraints(Generators(space, rays, lines), engine), generated.coordinates)


def irredundant(polyhedron: Polyhedron, engine: Engine = "ppl") -> Polyhedron:
    """The same set by irredundant constraints: `constraints(hull(polyhedron))`, by one double description."""
    arguments.expected(polyhedron, Polyhedron, "polyhedron")
    return _slice(cones.irredundant(_homogenization(polyhedron), engine), polyhedron.coordinates)


def contains(polyhedron: Polyhedron, point: Iterable[Any]) -> bool:
    """Whether `point`, of exact numbers, lies in the polyhedron."""
    arguments.expected(polyhedron, Polyhedron, "polyhedron", "of a hull take the constraints first")
    exact = cones.read_vector(point, polyhedron.dimension, "point")
    return all(cones.product(row, exact) <= bound for row, bound in polyhedron.inequalities) and all(
        cones.product(row, exact) == value for row, value in polyhedron.equations
    )


def is_vertex(polyhedron: Polyhedron, point: Iterable[Any]) -> bool:
    """Whether `point` lies in the polyhedron and the constraints that bind there determine it."""
    arguments.expected(polyhedron, Polyhedron, "polyhedron")
    exact = cones.read_vector(point, polyhedron.dimension, "point")
    if not contains(polyhedron, exact):
        return False
    binding = [row for row, bound in polyhedron.inequalities if cones.product(row, exact) == bound]
    binding += [row for row, _ in polyhedron.equations]
    return cones.rank(binding, polyhedron.dimension) == polyhedron.dimension


def _with_z(dimension: int) -> tuple[Name, ...]:
    """Coordinates of the homogenization, which nobody sees."""
    return tuple(range(dimension + 1))


def _homogenization(polyhedron: Polyhedron) -> Cone:
    positive = (*(0 for _ in polyhedron.coordinates), 1)
    inequalities, equations = (
        tuple((*(-entry for entry in row), bound) for row, bound in constraints)
        for constraints in (polyhedron.inequalities, polyhedron.equations)
    )
    return Cone(_with_z(polyhedron.dimension), (*inequalities, positive), equations)


def _slice(cone: Cone, coordinates: tuple[Name, ...]) -> Polyhedron:
    """The slice z = 1 of a homogenization that is given by irredundant constraints in canonical form."""
    if any(not any(row[:-1]) for row in cone.equations):  # z = 0
        return Polyhedron(coordinates, (((0,) * len(coordinates), -1),))
    # z >= 0 is among the facets if the polyhedron is unbounded; in the slice it says 0 <= 1.
    facets = (row for row in cone.inequalities if any(row[:-1]))
    inequalities = sorted((tuple(-entry for entry in row[:-1]), row[-1]) for row in facets)
    equations = tuple((row[:-1], -row[-1]) for row in cone.equations)
    return Polyhedron(coordinates, tuple(inequalities), equations)


def _bounded(table: Matrix | list[list[Any]], bounds: list[Any], dimension: int, kind: str) -> tuple[Constraint, ...]:
    rows = cones.listed(table)
    if len(rows) != len(bounds):
        raise ValueError(f"the numbers of {kind} rows and of their right-hand sides differ: {len(rows)}, {len(bounds)}")
    cones.check_lengths(rows, dimension, kind)
    joined = cones.primitive_rows([[*row, bound] for row, bound in zip(rows, bounds, strict=True)], dimension + 1, kind)
    return tuple((row[:-1], row[-1]) for row in joined)
