"""A polytope that answers where a direction is greatest: its equations, facets and vertices.

Nothing else is known of the polytope than its *support oracle*: for a direction f a point of it at which f is greatest.
First come the equations: the oracle is asked both ways along all equations of the points met. Then the polytope is
approximated from outside: a box is cut down, facet by facet. A vertex of what is left is in the polytope exactly if the
oracle reaches it in a direction in which it alone is best. Else a facet is sought that cuts it off: through it the way
from a point c inside to the vertex v leaves the hull of the points met. That is a linear program: among all f with
f (v - c) = 1 the one for which f (p - c) is at most as little as possible at all points p met. Where the oracle knows a
point beyond, that joins; where it knows none, the facet of the hull is one of the polytope.

That suits polytopes with few facets and many vertices: sums of very many polytopes, whose support oracle is the sum of
theirs, and projections. The hull of all vertices is never formed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from exact import arguments, cones, polyhedra
from exact.cones import Basis, Vector
from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.minkowski import Point
from exact.rationals import primitive
from exact.showing.display import Displayed

T = TypeVar("T")

Oracle = Callable[[Vector], tuple[Point, T]]
"""For a direction of integers a point at which it is greatest, and whatever the point is made of."""


@dataclass(frozen=True)
class Supported(Displayed, Generic[T]):
    """The vertices with what they are made of; an echelon basis of the equations' normals, and the facets' normals
    modulo it, sorted."""

    vertices: tuple[Point, ...]
    made_of: tuple[T, ...]
    equations: Basis
    facets: tuple[Vector, ...]


Heard = Callable[[int, int], None]
"""Told now and then how many inequalities and vertices have been met."""


def supported(oracle: Oracle[T], size: int, most: int, heard: Heard = lambda rows, vertices: None) -> Supported[T]:
    """The polytope of `size` coordinates with this support oracle, which is believed.

    Raises `ValueError` when there are more than `most` vertices.
    """
    most = arguments.whole(most, "most", 1)
    hull = _AffineHull(oracle, arguments.whole(size, "size", 0))
    search = _Outer(hull, most, heard)
    facets = search.facets()
    met = sorted(search.vertices.items())
    return Supported(tuple(p for p, _ in met), tuple(made_of for _, made_of in met), hull.equations, facets)


class _AffineHull(Generic[T]):
    """As many affinely independent points as there are, and the equations that all points satisfy."""

    def __init__(self, oracle: Oracle[T], size: int) -> None:
        self.oracle, self.size = oracle, size
        self.points: list[Point] = []
        self.join((0,) * size)
        while any(self.leaves(row) for row in self._level()):
            pass
        self.equations = self._level()
        pivots = {next(j for j, entry in enumerate(row) if entry) for row in self.equations}
        self.free = [j for j in range(size) if j not in pivots]

    def _level(self) -> Basis:
        rows = [primitive(a - b for a, b in zip(point, self.points[0], strict=True)) for point in self.points[1:]]
        return cones.lineality(cones.Cone(tuple(range(self.size)), (), tuple(rows)))

    def leaves(self, row: Vector) -> bool:
        """Whether some point does not satisfy the equation; it joins."""
        value = cones.product(row, self.points[0])
        return any(self.join(tuple(sign * entry for entry in row), row, value) for sign in (1, -1))

    def join(self, direction: Vector, row: Vector | None = None, value: int | Fraction = 0) -> bool:
        point, _ = self.oracle(direction)
        if row is not None and cones.product(row, point) == value:
            return False
        self.points.append(point)
        return True


class _Outer(Generic[T]):
    """Outer approximation, in the coordinates that no equation determines."""

    def __init__(self, hull: _AffineHull[T], most: int, heard: Heard) -> None:
        self.hull, self.most, self.heard, self.size = hull, most, heard, len(hull.free)
        self.cuts: dict[Vector, int | Fraction] = {}
        self.vertices: dict[Point, T] = {}
        self.terms: dict[Point, tuple[tuple[int, Fraction], ...]] = {}
        self.points = dict.fromkeys(map(self.short, hull.points))
        count = len(self.points)
        self.centre = tuple(
            sum(map(Fraction, column), Fraction(0)) / count for column in zip(*self.points, strict=True)
        )

    def short(self, point: Sequence[int | Fraction]) -> Point:
        return tuple(point[j] for j in self.hull.free)

    def long(self, direction: Vector) -> Vector:
        wide = [0] * self.hull.size
        for j, entry in zip(self.hull.free, direction, strict=True):
            wide[j] = entry
        return tuple(wide)

    def facets(self) -> tuple[Vector, ...]:
        """The normals of all facets; the vertices are then known."""
        if not self.size:
            point, made_of = self.hull.oracle((0,) * self.hull.size)
            self.vertices[point] = made_of
            return ()
        for k in range(self.size):
            for sign in (1, -1):
                self.height(tuple(sign * int(j == k) for j in range(self.size)))
        inside: set[Point] = set()
        while True:
            before = len(self.cuts)
            for vertex in self.corners():
                fresh = list(self.cuts.items())[before:]
                cut_off = any(cones.product(f, vertex) > b for f, b in fresh)
                if vertex not in inside and not cut_off and (self.attained(vertex) or not self.separated(vertex)):
                    inside.add(vertex)
            if len(self.cuts) == before:
                return tuple(sorted(self.long(row) for row in self.irredundant(inside)))

    def corners(self) -> tuple[Point, ...]:
        outer = polyhedra.Polyhedron.of(list(self.cuts), list(self.cuts.values()), dimension=self.size)
        return polyhedra.hull(outer).points

    def ask(self, direction: Vector) -> tuple[Point, Point, T]:
        """A point of the polytope at which the direction is greatest, also in the free coordinates alone."""
        point, made_of = self.hull.oracle(self.long(direction))
        self.points[self.short(point)] = None
        self.heard(len(self.cuts), len(self.vertices))
        return self.short(point), point, made_of

    def height(self, normal: Vector) -> int | Fraction:
        """Cut with a normal; its bound."""
        if normal not in self.cuts:
            self.cuts[normal] = cones.product(normal, self.ask(normal)[0])
        return self.cuts[normal]

    def attained(self, vertex: Point) -> bool:
        """Whether the oracle reaches the vertex in the direction of the sum of all normals that are greatest there."""
        binding = [row for row, bound in self.cuts.items() if cones.product(row, vertex) == bound]
        short, point, made_of = self.ask(tuple(map(sum, zip(*binding, strict=True))))
        if short != vertex:
            return False
        if len(self.vertices) >= self.most:
            raise ValueError(f"the set has more than {self.most} vertices; no more are listed")
        self.vertices[point] = made_of
        return True

    def separated(self, vertex: Point) -> bool:
        """Whether a facet cuts the vertex off; it joins the cuts."""
        while True:
            normal = self._leaving(vertex)
            if normal is None:
                return False
            known = max(cones.product(normal, point) for point in self.points)
            if cones.product(normal, self.ask(normal)[0]) <= known:
                self.cuts[normal] = known
                return True

    def _leaving(self, vertex: Point) -> Vector | None:
        """The normal of the facet where the way to the vertex leaves the hull of points; `None` if it does not."""
        zero, one = Fraction(0), Fraction(1)
        rows = [Row(self._terms(vertex), "=", one)]
        rows += [Row((*terms, (self.size, -one)), "<=", zero) for terms in map(self._known_terms, self.points)]
        free = (None,) * (self.size + 1)
        system = LinearSystem(tuple(range(self.size + 1)), tuple(rows), free, free)
        evidence = optimum(system, [*([zero] * self.size), one], "min").evidence
        assert isinstance(evidence, PrimalDual), "the centre is an interior point"
        return primitive(evidence.values[: self.size]) if evidence.values[self.size] < 1 else None

    def _known_terms(self, point: Point) -> tuple[tuple[int, Fraction], ...]:
        if point not in self.terms:
            self.terms[point] = self._terms(point)
        return self.terms[point]

    def _terms(self, point: Point) -> tuple[tuple[int, Fraction], ...]:
        away = (Fraction(p) - c for p, c in zip(point, self.centre, strict=True))
        return tuple((j, entry) for j, entry in enumerate(away) if entry)

    def irredundant(self, inside: set[Point]) -> list[Vector]:
        """The cuts that are facets: on them lie vertices of one dimension less."""
        lifted = [primitive([*point, 1]) for point in inside]
        found = []
        for normal, bound in self.cuts.items():
            row = primitive([*normal, -bound])
            if cones.rank([point for point in lifted if not cones.product(row, point)], self.size + 1) == self.size:
                found.append(normal)
        return found
