"""Cones and polyhedra of three dimensions as drawings, cut off where they are unbounded.

The box around the set is mapped to the plane by a parallel projection with rational entries; the viewer stands on the
side of large coordinates. A face is seen exactly if its outward normal points to the viewer, so what is in front is
decided in rational numbers: edges of some face that is seen are solid, the others dashed, those of a cut dotted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import gcd

from exact import cones, polyhedra
from exact.cones import Cone, Generators
from exact.matrices import Name, spoken
from exact.pictures.plane import CUT, LABELLED, cone_caption, point_name, polyhedron_caption, vertices
from exact.polyhedra import Constraint, Hull, Point, Polyhedron
from exact.rationals import text
from exact.showing.display import counted
from exact.showing.drawing import (
    COLOURS,
    HALO,
    MARGIN,
    Picture,
    Plane,
    centred,
    convex_hull,
    decimal,
    document,
    segment,
    words,
)

SIDE = 300
"""Pixels of a unit of the projected box."""
RIGHT = (Fraction(-9, 20), Fraction(17, 20), Fraction(0))
UP = (Fraction(-3, 10), Fraction(-3, 20), Fraction(9, 10))
"""What one step along each coordinate does on the screen, the box being a unit cube."""
VIEWER = (Fraction(153, 200), Fraction(81, 200), Fraction(129, 400))
"""The direction of the viewer: the cross product of `RIGHT` and `UP`, in the cube's coordinates."""

FACE = f'fill="{COLOURS[0]}" fill-opacity="0.20" stroke="none"'
SEEN = f'stroke="{COLOURS[0]}" stroke-width="1.8"'
HIDDEN = f'stroke="{COLOURS[0]}" stroke-width="1" stroke-dasharray="5 4"'
DOWN = f'stroke="{COLOURS[1]}" stroke-width="1" stroke-dasharray="2 3"'
AXIS = 'stroke="#999" stroke-width="1"'


def cone_picture(given: Cone | Generators) -> Picture:
    """A cone of three dimensions with its rays; `ValueError` if it has not three coordinates."""
    _three(given.coordinates)
    generated = given if isinstance(given, Generators) else cones.generators(given)
    cone = cones.constraints(generated)
    canonical = cones.generators(cone)
    ends: list[Point] = [tuple(map(Fraction, ray)) for ray in canonical.rays]
    lines: list[Point] = [tuple(map(Fraction, line)) for line in canonical.lines]
    ends += [*lines, *(tuple(-x for x in line) for line in lines)]
    body = Polyhedron(
        cone.coordinates,
        tuple((tuple(-x for x in row), 0) for row in cone.inequalities),
        tuple((row, 0) for row in cone.equations),
    )
    reach = max([Fraction(1), *(abs(x) for end in ends for x in end)])
    cuts = _box((-reach,) * 3, (reach,) * 3) if lines else _slice(cone, canonical)
    origin = (Fraction(0),) * 3
    scene = _Scene.of(cone.coordinates, [*_cut(body, cuts).points, *ends, origin])
    drawn = scene.axes() + scene.solid(_cut(body, cuts), cuts)
    drawn += "".join(scene.line(origin, end, f'stroke="{COLOURS[1]}" stroke-width="2.2"') for end in ends)
    drawn += "".join(scene.dot(end, COLOURS[1], 3) for end in ends) + scene.dot(origin, "black", 3) + scene.ends()
    drawn += "".join(map(scene.label, ends)) if len(ends) <= LABELLED else ""
    return scene.picture(drawn, cone_caption(canonical))


def polyhedron_picture(
    given: Polyhedron | Hull, marked: Sequence[Point] = (), within: Sequence[Point] = (), caption: str = ""
) -> Picture:
    """A polyhedron of three dimensions with its vertices.

    `marked` points are drawn, too, each above its place on the floor; those of `within` only have to lie in the frame.
    """
    _three(given.coordinates)
    corners = polyhedra.hull(given if isinstance(given, Polyhedron) else polyhedra.constraints(given))
    scene = _Scene.of(given.coordinates, [*corners.points, *marked, *within], bool(corners.rays or corners.lines))
    drawn = scene.axes()
    if corners.points:
        cuts = _box(scene.lower, scene.upper) if corners.rays or corners.lines else ()
        drawn += scene.solid(_cut(polyhedra.constraints(corners), cuts), cuts)
    listed = vertices(corners)
    drawn += "".join(scene.dot(point, COLOURS[0], 3) for point in listed) + scene.ends()
    if len(listed) <= LABELLED:
        drawn += "".join(scene.label(point) for point in listed if point not in marked)
    drawn += "".join(map(scene.marked, marked))
    drawn += "" if corners.points else scene.middle("empty")
    return scene.picture(drawn, caption or polyhedron_caption(corners))


@dataclass(frozen=True)
class _Scene:
    """The box of numbers that is drawn, with the names of its three axes."""

    names: tuple[Name, ...]
    lower: Point
    upper: Point

    @classmethod
    def of(cls, names: tuple[Name, ...], points: Sequence[Point], unbounded: bool = False) -> _Scene:
        """The least box around the points; with room where the set goes on, and where the box would be flat."""
        listed = list(points) or [(Fraction(0),) * 3]
        lower, upper = [], []
        for k in range(3):
            low, high = min(point[k] for point in listed), max(point[k] for point in listed)
            room = (high - low or Fraction(1)) if unbounded else Fraction(0)
            lower.append(low - room)
            upper.append(high + room if high > low else low + room + 1)
        return cls(names, tuple(lower), tuple(upper))

    def at(self, point: Point) -> Plane:
        """The pixel, exactly."""
        inside = [(x - low) / (high - low) for x, low, high in zip(point, self.lower, self.upper, strict=True)]
        right = sum(a * t for a, t in zip(RIGHT, inside, strict=True)) - RIGHT[0]
        up = sum(a * t for a, t in zip(UP, inside, strict=True))
        return MARGIN + SIDE * right, MARGIN + SIDE * (UP[2] - up)

    def solid(self, corners: Hull, cuts: Sequence[Constraint]) -> str:
        """A polytope: its faces that are seen, and its edges. Through a cut that is seen one sees the far faces."""
        described = polyhedra.constraints(corners)
        tight = {p: _tight(described.inequalities, p) for p in corners.points}
        at_cut = {p: _tight(cuts, p) for p in corners.points}
        faces = {c: [p for p in corners.points if c in tight[p]] for c in described.inequalities}
        cut_off = {c for c, face in faces.items() if frozenset.intersection(*(at_cut[p] for p in face))}
        flat = bool(described.equations)
        seen = {c for c in faces if self._seen(c)}
        if flat or seen & cut_off:
            seen = set(faces)
        shown = [corners.points] if flat else [face for c, face in faces.items() if c in seen - cut_off]
        drawn = "".join(map(self._face, shown))
        for one, other in combinations(corners.points, 2):
            common = tight[one] & tight[other]
            if sum(common <= tight[p] for p in corners.points) == 2:  # the least face that holds both is an edge
                style = CUT if at_cut[one] & at_cut[other] else SEEN if flat or common & seen else HIDDEN
                drawn += self.line(one, other, style)
        return drawn

    def _seen(self, constraint: Constraint) -> bool:
        """Whether a face `row x <= bound` is turned to the viewer; the box is a cube on the screen."""
        spans = [high - low for low, high in zip(self.lower, self.upper, strict=True)]
        return sum(a * span * v for a, span, v in zip(constraint[0], spans, VIEWER, strict=True)) > 0

    def _face(self, points: Sequence[Point]) -> str:
        corners = convex_hull(map(self.at, points))
        if len(corners) < 3:
            return ""
        return f'<polygon points="{" ".join(f"{decimal(x)},{decimal(y)}" for x, y in corners)}" {FACE}/>'

    def line(self, start: Point, stop: Point, style: str) -> str:
        (x, y), (u, v) = self.at(start), self.at(stop)
        return segment(x, y, u, v, style)

    def dot(self, point: Point, colour: str, radius: int) -> str:
        x, y = self.at(point)
        return f'<circle cx="{decimal(x)}" cy="{decimal(y)}" r="{radius}" fill="{colour}"/>'

    def marked(self, point: Point) -> str:
        """A point with its way down to the floor and from there to the first axis, which tell where in space it is."""
        x, y, _ = point
        floor = (x, y, self.lower[2])
        way = self.line(point, floor, DOWN) + self.line(floor, (x, self.lower[1], self.lower[2]), DOWN)
        return way + self.dot(floor, COLOURS[1], 2) + self.dot(point, COLOURS[1], 5) + self.label(point)

    def label(self, point: Point) -> str:
        x, y = self.at(point)
        return words(x + 6, y - 6, point_name(point), HALO)

    def middle(self, said: str) -> str:
        """A text in the middle of the box."""
        x, y = self.at(tuple((low + high) / 2 for low, high in zip(self.lower, self.upper, strict=True)))
        return centred(x, y, said)

    def axes(self) -> str:
        """The three edges of the box at its far corner."""
        return "".join(self.line(self.lower, self._end(k), AXIS) for k in range(3))

    def ends(self) -> str:
        """At the ends of the axes the coordinates' names and the numbers at both ends."""
        drawn = ""
        for k, (dx, dy) in enumerate(((-30, 18), (-10, 20), (-12, -20))):
            x, y = self.at(self._end(k))
            said = f"{spoken(self.names[k])}: {text(self.lower[k])} to {text(self.upper[k])}"
            drawn += words(x + dx, y + dy, said, f'fill="#555" {HALO}')
        return drawn

    def _end(self, axis: int) -> Point:
        return tuple(self.upper[i] if i == axis else low for i, low in enumerate(self.lower))

    def picture(self, drawn: str, caption: str) -> Picture:
        width = SIDE * (RIGHT[1] - RIGHT[0]) + 2 * MARGIN
        return document(drawn, caption, width, SIDE * (UP[2] - UP[0] - UP[1]) + 2 * MARGIN)


def _three(coordinates: Sequence[Name]) -> None:
    if len(coordinates) != 3:
        raise ValueError(
            f"picture: the set has {counted(len(coordinates), 'coordinate')}; sets of three dimensions are drawn"
        )


def _tight(constraints: Sequence[Constraint], point: Point) -> frozenset[Constraint]:
    """The constraints on whose boundary the point lies."""
    return frozenset(
        (row, bound) for row, bound in constraints if sum(a * x for a, x in zip(row, point, strict=True)) == bound
    )


def _cut(body: Polyhedron, cuts: Sequence[Constraint]) -> Hull:
    return polyhedra.hull(Polyhedron(body.coordinates, (*body.inequalities, *cuts), body.equations))


def _box(lower: Sequence[Fraction | int], upper: Sequence[Fraction | int]) -> tuple[Constraint, ...]:
    """The inequalities of a box."""
    rows = [(k, 1, Fraction(high)) for k, high in enumerate(upper)] + [
        (k, -1, -Fraction(low)) for k, low in enumerate(lower)
    ]
    return tuple(
        (tuple(sign * bound.denominator if i == k else 0 for i in range(3)), bound.numerator) for k, sign, bound in rows
    )


def _slice(cone: Cone, generated: Generators) -> tuple[Constraint, ...]:
    """A cut of a pointed cone beyond its primitive rays: the sum of its inequalities is positive on each of them."""
    total = tuple(sum(row[k] for row in cone.inequalities) for k in range(3))
    height = max((sum(a * x for a, x in zip(total, ray, strict=True)) for ray in generated.rays), default=0)
    divisor = gcd(height, *total)
    return ((tuple(a // divisor for a in total), height // divisor),) if divisor else ()
