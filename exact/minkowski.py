"""Facets of a sum of polytopes.

The Minkowski sum of polytopes P_1, ..., P_T is the set of all sums of one point of each. Its *support function*, the
greatest value of f * y over the sum, is the sum of theirs, so everything is said by the cone

    K = {(f, b) : b_t >= f * x for every point x that generates P_t},

whose members are the inequalities `f * y <= b_1 + ... + b_T` that hold summand by summand. Its extreme rays with
f != 0 are *exactly* the facets of the sum (and of every sum of positive multiples of the P_t, with b_t multiplied
alike), and its lines are the equations. For at a ray (f, b) with f != 0 every summand binds: otherwise b_t could be
lowered, and (f, b) were no ray. The binding rows then have rank T plus the rank of the differences of the points that
bind, and the latter is the dimension of the face in direction f.

Where the whole list is out of reach, `facets_met` goes from face to face and lists the facets that meet in each.

Two independent routes to all facets: `facets_by_rays` lists the extreme rays of K; `facets_by_vertices` never sees K's
rays: it cuts a box down to the sum, one vertex at a time, each cut an exact linear program over K (outer
approximation). The first suits sums with few facets and many vertices, which is what allocation problems lead to.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from flint import fmpz_mat

from exact import arguments, cones, polyhedra
from exact.cones import Basis, Cone, Engine, Vector
from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.rationals import integer, primitive
from exact.showing.display import Displayed, counted

Point = tuple[int | Fraction, ...]
Summands = Sequence[Sequence[Point]]

DIRECTIONS = ((0, 0, 1, 1, 2), (0, 1), (0, 1, 2, 3), (-2, -1, 0, 1, 2), (1, 2, 3, 4, 5), (0, 0, 0, 1, 2))
"""The entries of the directions that a search for facets draws, one of these each time."""

NEAR, FAR, SAMPLED = 0.9, 40, 8
"""How often it goes from a facet instead; how near to it; and among how many it takes the one gone from least."""


TOGETHER = 1_000
"""So many normals are multiplied with all points at once."""


@dataclass(frozen=True)
class SumInequality(Displayed):
    """`normal * y <= sum of bounds`, where `bounds[t]` is the greatest value of `normal * x` over summand t."""

    normal: Vector
    bounds: tuple[Fraction, ...]


@dataclass(frozen=True)
class SumDescription(Displayed):
    """The irredundant equations and inequalities of a Minkowski sum.

    Equations are the echelon basis of the normals on which every summand is constant; facets have zeros in the pivot
    columns of that basis, are primitive, and are sorted.
    """

    equations: tuple[SumInequality, ...]
    facets: tuple[SumInequality, ...]


def support(points: Iterable[Point], normal: Sequence[int | Fraction]) -> Fraction:
    """The greatest value of `normal * x` over the points, of which there must be one."""
    weights = arguments.vector(normal, None, "normal")
    return _support(_read_points(points, len(weights), "points"), weights)


def _support(points: Iterable[Point], normal: Sequence[int | Fraction]) -> Fraction:
    return Fraction(max(cones.product(normal, point) for point in points))  # type: ignore[arg-type]


def facets_by_rays(summands: Summands, engine: Engine = "ppl") -> SumDescription:
    """The description of the sum from the extreme rays and lines of K; raises as `cones.generators`."""
    summands, size = _read(summands)
    count = len(summands)
    generated = cones.generators(_support_cone(summands), engine)
    # K has the bounds first, which double description likes better; here the normals come first.
    lines = cones.echelon_basis([(*line[count:], *line[:count]) for line in generated.lines], size + count)
    rays = (cones.reduce_modulo((*ray[count:], *ray[:count]), lines) for ray in generated.rays)
    found = sorted((_inequality(ray, size) for ray in rays if any(ray[:size])), key=lambda each: each.normal)
    return SumDescription(tuple(_inequality(line, size) for line in lines), tuple(found))


def facets_by_vertices(summands: Summands) -> SumDescription:
    """The description of the sum by outer approximation from a box; the same value as `facets_by_rays`."""
    summands, size = _read(summands)
    equations = equation_normals(summands, size)
    pivots = {next(j for j, entry in enumerate(row) if entry) for row in equations}
    free = [j for j in range(size) if j not in pivots]
    normals = _Outer([[tuple(point[j] for j in free) for point in points] for points in summands]).normals()
    spread = []
    for normal in normals:
        wide = [0] * size
        for j, entry in zip(free, normal, strict=True):
            wide[j] = entry
        spread.append(tuple(wide))
    return SumDescription(
        tuple(_with_bounds(summands, row) for row in equations),
        tuple(_with_bounds(summands, row) for row in sorted(spread)),
    )


def whole_points(summands: Summands) -> list[list[tuple[int, ...]]]:
    """The summands, each multiplied by a positive number that makes its points whole; normals stay the same."""
    whole = []
    for points in _read(summands)[0]:
        scale = lcm(*(entry.denominator for point in points for entry in point))
        whole.append([tuple(int(scale * entry) for entry in point) for point in points])
    return whole


def with_all_bounds(summands: Summands, normals: Sequence[Vector]) -> tuple[SumInequality, ...]:
    """`with_bounds` for many normals."""
    read, size = _read(summands)
    whole = whole_points(read)
    scales = [lcm(*(entry.denominator for point in points for entry in point)) for points in read]
    table = fmpz_mat([list(point) for points in whole for point in points]).transpose()
    known: dict[tuple[int, int], Fraction] = {}  # most bounds are equal to others
    found = []
    for start in range(0, len(normals), TOGETHER):
        some = [_read_normal(normal, size) for normal in normals[start : start + TOGETHER]]
        for normal, values in zip(some, (fmpz_mat(list(map(list, some))) * table).tolist(), strict=True):
            bounds, here = [], 0
            for points, scale in zip(whole, scales, strict=True):
                best = int(max(values[here : here + len(points)])), scale
                bounds.append(known.setdefault(best, Fraction(*best)))
                here += len(points)
            found.append(SumInequality(normal, tuple(bounds)))
    return tuple(found)


def equation_normals(summands: Summands, size: int) -> Basis:
    """The echelon basis of the normals, of length `size`, on which every summand is constant."""
    summands, found = _read(summands)
    if found != arguments.whole(size, "size", 0):
        raise ValueError(f"size: {size}, but the points have {counted(found, 'coordinate')}")
    return cones.lineality(Cone(tuple(range(size)), (), _differences(summands)))


def dimension(summands: Summands) -> int:
    """The dimension of the sum: the rank of the summands' edge directions taken together."""
    return _dimension(*_read(summands))


def _dimension(summands: Summands, size: int) -> int:
    return cones.rank(_differences(summands), size)


def with_bounds(summands: Summands, normal: Vector) -> SumInequality:
    """The tightest inequality with this normal, a vector of integers."""
    summands, size = _read(summands)
    return _with_bounds(summands, _read_normal(normal, size))


def _with_bounds(summands: Summands, normal: Vector) -> SumInequality:
    return SumInequality(normal, tuple(_support(points, normal) for points in summands))


def face(summands: Summands, normal: Vector) -> list[list[Point]]:
    """The points of each summand at which the normal is greatest; their hulls add up to the sum's face."""
    summands, size = _read(summands)
    return _face(summands, _read_normal(normal, size))


def _face(summands: Summands, normal: Vector) -> list[list[Point]]:
    faces = []
    for points in summands:
        values = [cones.product(normal, point) for point in points]
        best = max(values)
        faces.append([point for point, value in zip(points, values, strict=True) if value == best])
    return faces


def is_facet(summands: Summands, normal: Vector) -> bool:
    """Whether the sum's face in this direction has one dimension less than the sum."""
    summands, size = _read(summands)
    return _dimension(_face(summands, _read_normal(normal, size)), size) == _dimension(summands, size) - 1


def facets_met(summands: Summands, draw: random.Random, steps: int) -> Iterator[Vector]:
    """Normals of facets, each once and modulo the equations, in the order in which a search meets them.

    A step takes a direction and lists the facets that contain the sum's face there: they are the extreme rays of the
    cone of all directions in which the face is best, and few even where all facets are many. Most directions lie near
    a facet that was seldom gone from, so that facets with narrow cones are met as well. The search may miss facets, and
    never shows that there are no others. The arguments are checked at the call, before the first is asked for.
    """
    summands, size = _read(summands)
    draw = arguments.expected(draw, random.Random, "draw", "give random.Random(0), or another seed")
    return _facets_met(_Faces(summands, size), draw, arguments.whole(steps, "steps", 0))


def _facets_met(faces: _Faces, draw: random.Random, steps: int) -> Iterator[Vector]:
    gone: dict[Vector, int] = {}
    for _ in range(steps):
        if gone and draw.random() < NEAR:
            facet = min(draw.sample(list(gone), min(SAMPLED, len(gone))), key=gone.__getitem__)
            gone[facet] += 1
            direction = [FAR * entry + draw.randint(-3, 5) for entry in facet]
        else:
            entries = draw.choice(DIRECTIONS)
            direction = [draw.choice(entries) for _ in range(faces.size)]
        for normal in faces.facets_at(direction):
            if normal not in gone:
                gone[normal] = 0
                yield normal


class _Faces:
    """The faces of one sum, and the facets that contain them."""

    def __init__(self, summands: Summands, size: int) -> None:
        self.size = size
        self.summands = whole_points(summands)
        self.points = fmpz_mat([list(point) for points in self.summands for point in points])

    def facets_at(self, direction: Sequence[int]) -> list[Vector]:
        """The facets that contain the face in this direction; none if that face is the sum itself."""
        values = iter((self.points * fmpz_mat(self.size, 1, list(direction))).entries())
        above: dict[Vector, None] = {}
        level: dict[Vector, None] = {}
        for points in self.summands:
            own = [int(next(values)) for _ in points]
            best = max(own)
            base = points[own.index(best)]
            for point, value in zip(points, own, strict=True):
                rows = level if value == best else above
                rows[tuple(a - b for a, b in zip(base, point, strict=True))] = None
        generated = cones.generators(Cone(tuple(range(self.size)), tuple(above), tuple(filter(any, level))))
        return [primitive(cones.reduce_modulo(ray, generated.lines)) for ray in generated.rays]


def _read(summands: Summands) -> tuple[Summands, int]:
    """The summands as points of exact numbers, all of one length, and that length."""
    read: list[list[Point]] = []
    size = None
    for number, points in enumerate(arguments.listed(summands, "summands")):
        read.append(_read_points(points, size, f"summands[{number}]"))
        size = len(read[0][0])
    if size is None:
        raise ValueError("summands: a Minkowski sum needs at least one summand")
    return read, size


def _read_points(points: Iterable[Point], size: int | None, where: str) -> list[Point]:
    read: list[Point] = []
    for number, point in enumerate(arguments.collected(points, where)):
        if size is None:
            size = len(arguments.listed(point, f"{where}[{number}]"))
        read.append(cones.read_vector(point, size, f"{where}[{number}]"))
    if not read:
        raise ValueError(f"{where}: at least one point is needed")
    return read


def _read_normal(normal: Vector, size: int) -> Vector:
    entries = arguments.listed(normal, "normal")
    return tuple(integer(entry, "normal") for entry in cones.read_vector(entries, size, "normal"))


def _differences(summands: Summands) -> tuple[Vector, ...]:
    differences = {
        primitive(a - b for a, b in zip(point, points[0], strict=True)): None
        for points in summands
        for point in points[1:]
    }
    return tuple(row for row in differences if any(row))


def _support_cone(summands: Summands) -> Cone:
    count = len(summands)
    rows = (
        (*(int(t == other) for other in range(count)), *(-entry for entry in point))
        for t, points in enumerate(summands)
        for point in points
    )
    return Cone.of(rows, dimension=count + len(summands[0][0]))


def _inequality(ray: Vector, size: int) -> SumInequality:
    divisor = gcd(*ray[:size])
    return SumInequality(
        tuple(entry // divisor for entry in ray[:size]), tuple(Fraction(entry, divisor) for entry in ray[size:])
    )


class _Outer:
    """Outer approximation of a full-dimensional sum."""

    def __init__(self, summands: list[list[Point]]) -> None:
        self.summands = summands
        self.size, self.count = len(summands[0][0]), len(summands)
        means = (
            [sum(column, Fraction(0)) / len(points) for column in zip(*points, strict=True)] for points in summands
        )
        self.centre = tuple(sum(column, Fraction(0)) for column in zip(*means, strict=True))

    def normals(self) -> list[Vector]:
        """The normals of all facets."""
        if not self.size:
            return []
        units = [tuple(sign * int(j == k) for j in range(self.size)) for k in range(self.size) for sign in (1, -1)]
        cuts = {unit: self.height(unit) for unit in units}
        inside: set[Point] = set()
        while True:
            outer = polyhedra.Polyhedron.of(list(cuts), list(cuts.values()), dimension=self.size)
            fresh: dict[Vector, Fraction] = {}
            for vertex in polyhedra.hull(outer).points:
                if vertex in inside or any(cones.product(f, vertex) > bound for f, bound in fresh.items()):
                    continue
                if self.attained(vertex, cuts):
                    inside.add(vertex)
                else:
                    cut = self.separated(vertex)
                    if cut is None:
                        inside.add(vertex)
                    else:
                        fresh[cut] = self.height(cut)
            if not fresh:
                return [primitive(row) for row, _ in polyhedra.irredundant(outer).inequalities]
            cuts.update(fresh)

    def height(self, normal: Sequence[int]) -> Fraction:
        return sum((_support(points, normal) for points in self.summands), Fraction(0))

    def attained(self, vertex: Point, cuts: dict[Vector, Fraction]) -> bool:
        """Whether the sum reaches as far as the vertex where the sum of its binding normals has it alone."""
        binding = [row for row, bound in cuts.items() if cones.product(row, vertex) == bound]
        total = tuple(map(sum, zip(*binding, strict=True)))
        return self.height(total) == cones.product(total, vertex)

    def separated(self, vertex: Point) -> Vector | None:
        """The facet through which the way from the centre to the vertex leaves the sum; `None` if it does not.

        Among all (f, b) in K with `f * (vertex - centre) = 1`, the sum of b less `f * centre` is least at a facet,
        and at least 1 exactly if the vertex is in the sum.
        """
        zero, one = Fraction(0), Fraction(1)
        away = [(j, Fraction(v - c)) for j, (v, c) in enumerate(zip(vertex, self.centre, strict=True)) if v != c]
        rows = [Row(tuple(away), "=", one)]
        for t, points in enumerate(self.summands):
            for point in points:
                row = [(j, Fraction(entry)) for j, entry in enumerate(point) if entry]
                rows.append(Row((*row, (self.size + t, -one)), "<=", zero))
        free = (None,) * (self.size + self.count)
        system = LinearSystem(tuple(range(self.size + self.count)), tuple(rows), free, free)
        cost = [*(-value for value in self.centre), *([one] * self.count)]
        evidence = optimum(system, cost, "min").evidence
        assert isinstance(evidence, PrimalDual), "the centre is an interior point"
        value = sum((weight * x for weight, x in zip(cost, evidence.values, strict=True)), zero)
        return primitive(evidence.values[: self.size]) if value < 1 else None
