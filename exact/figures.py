"""What `exact.adjacency` searches: the facets of a Minkowski sum, the rays of a cone, and what lies next to each.

The facet of a sum with normal f is the sum of the points that are tight for f, which have its greatest value in their
summands. Its ridges are its facets, by the normals g modulo f; they are listed by the cone of `exact.minkowski` of the
tight points alone. Beyond the ridge lies the facet with normal g + s f, with the least s for which no point of a
summand is better than those of the ridge: the greatest `g (x - m) / f (m - x)` over all points x that are not tight for
f, m being tight for f and g. For the rays of a cone the same with rows in the place of points: the edges at a ray r are
the rays g, modulo r, of the cone of the rows that vanish at r, and its other end is g + s r with the least s for which
no row is negative there.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from flint import fmpz_mat

from exact import cones, minkowski
from exact.cones import Basis, Cone, Vector
from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.minkowski import Summands
from exact.rationals import primitive
from exact.symmetries import Permutation, column_symmetries, mover

MOST_DRAWN = 20
"""So many directions are drawn for one that is not an equation's."""


class _Figure(ABC):
    """Rows, the places of each block of them, and the vectors modulo the lines."""

    def __init__(self, rows: list[tuple[int, ...]], parts: list[range], lines: Basis, size: int) -> None:
        self.rows, self.parts, self.lines, self.size = rows, parts, lines, size
        self.blocks = [(1 << part.stop) - (1 << part.start) for part in parts]
        self.pivots = {_first(row) for row in lines}

    dimension: int
    symmetries: list[Permutation]

    @cached_property
    def table(self) -> fmpz_mat:
        """The rows as columns of a matrix."""
        return fmpz_mat(len(self.rows), self.size, [entry for row in self.rows for entry in row]).transpose()

    @abstractmethod
    def best(self, values: Sequence[int], rows: Sequence[int]) -> int:
        """The value that is tight among these rows of a block."""

    @abstractmethod
    def level(self, tight: list[list[int]]) -> list[tuple[int, ...]]:
        """What vanishes on all vectors for which these rows, block by block, are tight."""

    @abstractmethod
    def edges(self, tight: list[list[int]], columns: list[int]) -> list[Vector]:
        """The directions, in these columns, of the faces next to the one where these rows are tight."""

    def values(self, vectors: Sequence[Sequence[int]]) -> list[list[int]]:
        """For each vector the value of each row."""
        if not vectors:
            return []
        product = fmpz_mat([list(vector) for vector in vectors]) * self.table
        return [[int(entry) for entry in values] for values in product.tolist()]

    def tight(self, vector: Vector) -> int:
        """The rows that are tight for the vector, as bits."""
        (values,) = self.values([vector])
        return sum(1 << k for part in self._tight(values) for k in part)

    def _tight(self, values: Sequence[int]) -> list[list[int]]:
        tight = []
        for part in self.parts:
            best = self.best(values, part)
            tight.append([k for k in part if values[k] == best])
        return tight

    def neighbours(self, vector: Vector) -> list[Vector]:
        """All neighbours of a facet or ray."""
        (values,) = self.values([vector])
        pivot = _first(vector)
        columns = [j for j in range(self.size) if j != pivot and j not in self.pivots]
        directions = []
        for found in self.edges(self._tight(values), columns):
            wide = [0] * self.size
            for j, entry in zip(columns, found, strict=True):
                wide[j] = entry
            directions.append(wide)
        return self.beyond(vector, values, directions)

    def beyond(self, vector: Vector, values: Sequence[int], directions: Sequence[Sequence[int]]) -> list[Vector]:
        """For each direction the vector that it reaches, with the least multiple of the first."""
        tight = self._tight(values)
        gaps: list[list[tuple[int, list[int]]]] = []
        for part in self.parts:
            best = self.best(values, part)
            above: dict[int, list[int]] = {}
            for k in part:
                if values[k] != best:
                    above.setdefault(best - values[k], []).append(k)
            gaps.append(list(above.items()))
        reached = []
        for direction, along in zip(directions, self.values(directions), strict=True):
            rise, run = None, 1
            for level, groups in zip(tight, gaps, strict=True):
                top = self.best(along, level)
                for gap, rows in groups:
                    over = max(map(along.__getitem__, rows)) - top
                    if rise is None or over * run > rise * gap:
                        rise, run = over, gap
            assert rise is not None, "no facet and no ray is tight everywhere"
            reached.append(primitive(run * g + rise * f for g, f in zip(direction, vector, strict=True)))
        return reached

    def risen(self, vector: Vector, draw: random.Random) -> Vector:
        """From a direction to a facet or ray, by one whose tight rows are more, as long as there is one."""
        while True:
            (values,) = self.values([vector])
            kernel = cones.lineality(Cone(tuple(range(self.size)), (), tuple(self.level(self._tight(values)))))
            if len(kernel) == len(self.lines) + 1:
                return vector
            span = cones.echelon_basis([*self.lines, vector], self.size)
            direction = vector
            while not any(cones.reduce_modulo(direction, span)):
                weights = [draw.randint(-3, 3) for _ in kernel]
                mixed = [sum(w * row[j] for w, row in zip(weights, kernel, strict=True)) for j in range(self.size)]
                direction = cones.reduce_modulo(mixed, self.lines)
            (vector,) = self.beyond(vector, values, [direction])


class SumFacets(_Figure):
    """The facets of a Minkowski sum of dimension 2 at least, by their normals modulo the equations."""

    def __init__(self, summands: Summands) -> None:
        """Raises `ValueError` for a sum of a smaller dimension."""
        points = [list(dict.fromkeys(each)) for each in minkowski.whole_points(summands)]
        size = len(points[0][0])
        parts, start = [], 0
        for each in points:
            parts.append(range(start, start + len(each)))
            start += len(each)
        super().__init__(
            [point for each in points for point in each], parts, minkowski.equation_normals(points, size), size
        )
        self.dimension = size - len(self.lines)
        if self.dimension < 2:
            raise ValueError(f"the sum has dimension {self.dimension}; facets have neighbours from 2 on")
        self.symmetries = sum_symmetries(points)

    def best(self, values: Sequence[int], rows: Sequence[int]) -> int:
        return max(map(values.__getitem__, rows))

    def level(self, tight: list[list[int]]) -> list[tuple[int, ...]]:
        differences = (
            tuple(a - b for a, b in zip(self.rows[k], self.rows[rows[0]], strict=True))
            for rows in tight
            for k in rows[1:]
        )
        return list(dict.fromkeys(differences))

    def edges(self, tight: list[list[int]], columns: list[int]) -> list[Vector]:
        several = [rows for rows in tight if len(rows) > 1]
        count = len(several)
        inequalities = tuple(
            (*(int(t == other) for other in range(count)), *(-self.rows[k][j] for j in columns))
            for t, rows in enumerate(several)
            for k in rows
        )
        found = cones.generators(Cone(tuple(range(count + len(columns))), inequalities))
        if found.lines:
            raise ValueError("neighbours are asked for a normal that is not that of a facet")
        return [ray[count:] for ray in found.rays if any(ray[count:])]

    def start(self, draw: random.Random) -> Vector | None:
        """A facet, reached from a direction that is drawn."""
        for _ in range(MOST_DRAWN):
            drawn = cones.reduce_modulo([draw.randint(-2, 5) for _ in range(self.size)], self.lines)
            if any(drawn):
                return self.risen(drawn, draw)
        return None


class ConeRays(_Figure):
    """The extreme rays of a cone modulo its lineality space."""

    def __init__(self, cone: Cone) -> None:
        self.inside = _inside(cone)
        rows = [row for row in dict.fromkeys(cone.inequalities) if cones.product(row, self.inside) > 0]
        implied = [row for row in dict.fromkeys(cone.inequalities) if cones.product(row, self.inside) == 0]
        self.equations = tuple(dict.fromkeys((*cone.equations, *filter(any, implied))))
        turned = [tuple(-entry for entry in row) for row in rows]  # so that what is tight is the greatest
        super().__init__(turned, [range(len(rows))], cones.lineality(cone), cone.dimension)
        free = self.size - cones.rank(self.equations, self.size) - len(self.lines)
        self.dimension = free - 1
        self.symmetries = cone_symmetries(cone)

    def best(self, values: Sequence[int], rows: Sequence[int]) -> int:
        return 0

    def level(self, tight: list[list[int]]) -> list[tuple[int, ...]]:
        return [*(self.rows[k] for rows in tight for k in rows), *self.equations]

    def edges(self, tight: list[list[int]], columns: list[int]) -> list[Vector]:
        inequalities = tuple(tuple(-self.rows[k][j] for j in columns) for rows in tight for k in rows)
        equations = tuple(tuple(row[j] for j in columns) for row in self.equations)
        found = cones.generators(Cone(tuple(range(len(columns))), inequalities, equations))
        if found.lines:
            raise ValueError("neighbours are asked for a vector that is not an extreme ray")
        return list(found.rays)

    def start(self, draw: random.Random) -> Vector | None:
        """A ray, reached from inside in directions that are drawn."""
        return self.risen(cones.reduce_modulo(self.inside, self.lines), draw) if self.dimension >= 0 else None


def sum_symmetries(points: Sequence[Sequence[Sequence[int]]]) -> list[Permutation]:
    """Generators of the permutations of coordinates that take each of these sets of points to one of them."""
    count, size = len(points), len(points[0][0])
    rows = ((*(int(t == other) for other in range(count)), *point) for t, each in enumerate(points) for point in each)
    found = column_symmetries(rows, [0] * count + [1] * size)
    return _moving(tuple(goal - count for goal in each[count:]) for each in found)


def is_sum_symmetry(points: Sequence[Sequence[Sequence[int]]], permutation: Permutation) -> bool:
    """Whether the permutation of coordinates takes each of these sets of points to one of them."""
    move, known = mover(permutation), {frozenset(map(tuple, each)) for each in points}
    return {frozenset(map(move, each)) for each in points} == known


def cone_symmetries(cone: Cone) -> list[Permutation]:
    """Generators of the permutations of coordinates that keep the inequalities and, up to signs, the equations."""
    rows = [(1, *row) for row in cone.inequalities]
    rows += [(2, *(sign * entry for entry in row)) for row in cone.equations for sign in (1, -1)]
    found = column_symmetries(rows, [0] + [1] * cone.dimension)
    return _moving(tuple(goal - 1 for goal in each[1:]) for each in found)


def _moving(found: Iterable[Permutation]) -> list[Permutation]:
    return [each for each in dict.fromkeys(found) if each != tuple(range(len(each)))]


def _inside(cone: Cone) -> Vector:
    """A vector of the cone at which no inequality vanishes that does not vanish on the whole cone."""
    count, size = len(cone.inequalities), cone.dimension
    one = Fraction(1)
    rows = [
        Row((*((j, -Fraction(entry)) for j, entry in enumerate(row) if entry), (size + k, one)), "<=", Fraction(0))
        for k, row in enumerate(cone.inequalities)
    ]
    rows += [
        Row(tuple((j, Fraction(entry)) for j, entry in enumerate(row) if entry), "=", Fraction(0))
        for row in cone.equations
    ]
    lower = (None,) * size + (Fraction(0),) * count
    upper = (None,) * size + (one,) * count
    system = LinearSystem(tuple(range(size + count)), tuple(rows), lower, upper)
    evidence = optimum(system, [Fraction(0)] * size + [one] * count).evidence
    assert isinstance(evidence, PrimalDual), "0 is in the cone, and no slack counts for more than 1"
    return primitive(evidence.values[:size])


def _first(vector: Sequence[int]) -> int:
    return next(j for j, entry in enumerate(vector) if entry)
