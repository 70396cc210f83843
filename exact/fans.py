"""The normal fan of a sum of polytopes, cut into simplicial cones: why a list of facets is complete.

Let P be the sum of the hulls of finite sets of points (`exact.minkowski`), f_1, ..., f_N normals, and E the span of
its equations. A point of a summand is *tight* for a normal if the normal is greatest there. A `NormalFan` shows that
the f_k are the facets of P, each once, if

1. no f_k has all the tight points of another;
2. each of its cones is spanned by as many f_k as the dimension modulo E and has, in every summand, a point that is
   tight for all of them; and each wall, a cone's normals but one, is one of an even number of cones;
3. an odd number of the cones contain `direction`, each in its interior.

For one normal alone would break 2 or 3, and of several one that is tight everywhere would break 1. So with o, the sum
of the means of all summands, each f_k is positive on v - o, v being the sum of points that are tight throughout a cone
of f_k: modulo E the cones are simplices that avoid 0, and by 2 a cycle modulo 2 around it. The number of cones that
contain a direction in general position is then odd for all of them as it is for one, by 3. So every normal g is, modulo
E, a sum of nonnegative multiples of the f_k of one cone, and then no y that satisfies the equations and has f_k * y <=
max over P of f_k, for all k, has a greater g * y than the point v of P: these y are all in P. Every facet is among the
f_k therefore, and an f_k that is none, or one twice, would have tight points that are all tight for another.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import lcm

from flint import fmpz_mat

from exact import cones
from exact.cones import Basis, Vector
from exact.minkowski import Summands, equation_normals
from exact.rationals import primitive
from exact.showing.display import Displayed

LARGE = 10**6
"""The entries of the direction are drawn up to this size, so that hardly any lies in the span of a wall."""


@dataclass(frozen=True)
class NormalFan(Displayed):
    """`cones`: positions of the normals that span them, ascending; `direction`: one in general position."""

    cones: tuple[tuple[int, ...], ...]
    direction: Vector


def normal_fan(
    summands: Summands, equations: Sequence[Vector], facets: Sequence[Vector], most: int, seed: int = 0
) -> NormalFan | None:
    """The fan of a sum with these equations and facets, `None` if it has more than `most` cones.

    The walk goes from vertex to vertex along the edges of the sum. The cone of a vertex at which more facets meet than
    the dimension is cut by pulling its normals in their order, which cuts a wall alike from both of its sides.
    """
    basis = cones.echelon_basis(equations, len(summands[0][0]))
    incidence = _Incidence(summands, basis, [cones.reduce_modulo(facet, basis) for facet in facets])
    vertex, direction = incidence.start(random.Random(seed))
    seen, left, found = {vertex}, [vertex], list[tuple[int, ...]]()
    while left:
        vertex = left.pop()
        here, walls = incidence.common(_positions(vertex)), incidence.walls(vertex)
        found += map(tuple, map(_positions, _pulled(vertex, walls, incidence.dimension)))
        if len(found) > most:
            return None
        for wall in walls:
            other = incidence.across(here, wall)
            if other not in seen:
                seen.add(other)
                left.append(other)
    return NormalFan(tuple(sorted(found)), direction)


def shows(fan: NormalFan, summands: Summands, equations: Sequence[Vector], normals: Sequence[Vector]) -> bool:
    """Whether the fan shows that the sum has these equations and, modulo them, these facets, each once."""
    size = len(summands[0][0])
    basis = cones.echelon_basis(list(equations), size)
    if len(basis) != len(equations) or basis != equation_normals(summands, size):
        return False
    incidence = _Incidence(summands, basis, [cones.reduce_modulo(normal, basis) for normal in normals])
    if any(incidence.tight_for(rows) != 1 << k for k, rows in enumerate(incidence.tight)):
        return False
    around = cones.reduce_modulo(fan.direction, basis)
    best = incidence.tight_points(around)
    odd, inside = set[tuple[int, ...]](), 0
    for cone in fan.cones:
        if sorted(set(cone)) != list(cone) or len(cone) != incidence.dimension or not incidence.is_listed(cone):
            return False
        common = incidence.common(cone)
        if not all(common & block for block in incidence.blocks):
            return False
        odd ^= {(*cone[:k], *cone[k + 1 :]) for k in range(len(cone))}
        if not common & ~best:
            parts = incidence.parts(cone, around)
            if not all(parts):
                return False
            inside += min(parts) > 0
    return not odd and inside % 2 == 1


class _Incidence:
    """Which points of the summands are tight for which normals. Sets of points and of normals are bits of integers."""

    def __init__(self, summands: Summands, equations: Basis, normals: Sequence[Vector]) -> None:
        self.normals = list(normals)
        pivots = {next(j for j, entry in enumerate(row) if entry) for row in equations}
        self.size = len(summands[0][0])
        self.free = [j for j in range(self.size) if j not in pivots]
        self.dimension = len(self.free)
        self.points: list[list[int]] = []
        self.blocks: list[int] = []
        for listed in summands:
            scale = lcm(*(entry.denominator for point in listed for entry in point))
            self.blocks.append((1 << len(listed)) - 1 << len(self.points))
            self.points += [[int(scale * entry) for entry in point] for point in listed]
        self.tight = [self.tight_points(normal) for normal in normals]
        self.normals_at = [0] * len(self.points)
        for k, rows in enumerate(self.tight):
            for row in _positions(rows):
                self.normals_at[row] |= 1 << k

    def tight_points(self, normal: Sequence[int]) -> int:
        """The points that are tight for the normal, over all summands."""
        values = [cones.product(normal, point) for point in self.points]
        tight = 0
        for block in self.blocks:
            own = _positions(block)
            best = max(values[row] for row in own)
            tight |= sum(1 << row for row in own if values[row] == best)
        return tight

    def tight_for(self, rows: int) -> int:
        """The normals for which all of these points are tight."""
        found = (1 << len(self.normals)) - 1
        for row in _positions(rows):
            found &= self.normals_at[row]
        return found

    def common(self, chosen: Sequence[int]) -> int:
        """The points that are tight for all of the chosen normals."""
        rows = (1 << len(self.points)) - 1
        for k in chosen:
            rows &= self.tight[k]
        return rows

    def is_listed(self, chosen: Sequence[int]) -> bool:
        return all(0 <= k < len(self.normals) for k in chosen)

    def parts(self, chosen: Sequence[int], direction: Sequence[int]) -> list[int]:
        """Multiples of the chosen normals that add up to a positive multiple of the direction; zeros if none do."""
        square = [[self.normals[k][j] for j in self.free] for k in chosen]
        whole = int(fmpz_mat(square).det())
        inside = [direction[j] for j in self.free]
        changed = ([*square[:k], inside, *square[k + 1 :]] for k in range(len(square)))
        return [whole * int(fmpz_mat(each).det()) for each in changed]

    def start(self, draw: random.Random) -> tuple[int, Vector]:
        """A vertex, as the set of facets that contain it, and a direction in which it is best."""
        while True:
            direction = [draw.randint(-LARGE, LARGE) if j in self.free else 0 for j in range(self.size)]
            rows = self.tight_points(direction)
            if all(len({tuple(self.points[row]) for row in _positions(rows & block)}) == 1 for block in self.blocks):
                return self.tight_for(rows), primitive(direction)

    def walls(self, vertex: int) -> list[int]:
        """The walls of a vertex's cone, which belong to its edges, each as the set of the normals in it."""
        if vertex.bit_count() == self.dimension:
            return [vertex & ~(1 << k) for k in _positions(vertex)]
        own = {k: [self.normals[k][j] for j in self.free] for k in _positions(vertex)}
        spanned = cones.Generators(tuple(range(self.dimension)), tuple(map(tuple, own.values())))
        limits = cones.constraints(spanned).inequalities
        return [sum(1 << k for k, normal in own.items() if not cones.product(limit, normal)) for limit in limits]

    def across(self, here: int, wall: int) -> int:
        """The other end of an edge, as the set of facets that contain it; `here` are the tight points of the first.

        In each summand the other end is the point of the edge that is farthest from the first.
        """
        edge = self.common(_positions(wall))
        ends = edge & here
        for block in self.blocks:
            others = edge & ~here & block
            if others:
                start = self.points[_positions(here & block)[0]]
                ends ^= here & block & edge
                ends |= others if others.bit_count() == 1 else self.farthest(others, start)
        return self.tight_for(ends)

    def farthest(self, rows: int, start: Sequence[int]) -> int:
        """One of the points that is at the greatest distance from the start."""

        def distance(row: int) -> int:
            return sum((a - b) ** 2 for a, b in zip(self.points[row], start, strict=True))

        return 1 << max(_positions(rows), key=distance)


def _pulled(cone: int, walls: list[int], dimension: int) -> Iterator[int]:
    """The simplicial cones of a pulling triangulation: the first normal with those of the walls that are without it."""
    if cone.bit_count() == dimension:
        yield cone
        return
    first = cone & -cone
    for wall in walls:
        if not wall & first:
            yield from (first | part for part in _pulled(wall, _walls_of_wall(wall, walls), dimension - 1))


def _walls_of_wall(wall: int, walls: list[int]) -> list[int]:
    """The walls of a cone's wall: the greatest of its intersections with the others."""
    cuts = {wall & other for other in walls} - {wall}
    return [cut for cut in cuts if not any(cut != other and cut & other == cut for other in cuts)]


def _positions(bits: int) -> list[int]:
    found = []
    while bits:
        found.append((bits & -bits).bit_length() - 1)
        bits &= bits - 1
    return found
