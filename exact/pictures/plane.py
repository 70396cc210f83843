"""Cones and polyhedra of the plane as drawings, cut off where they are unbounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact import cones, polyhedra
from exact.cones import Cone, Generators
from exact.matrices import Name, spoken
from exact.polyhedra import Hull, Point, Polyhedron
from exact.rationals import text
from exact.showing.display import counted
from exact.showing.drawing import COLOURS, Frame, Picture, Plane, square

AREA = f'fill="{COLOURS[0]}" fill-opacity="0.20" stroke="none"'
EDGE = f'stroke="{COLOURS[0]}" stroke-width="1.5"'
CUT = f'stroke="{COLOURS[0]}" stroke-width="0.8" stroke-dasharray="1 3"'
"""Where a drawing cuts off what goes on, in the plane and in space."""
GAP = 'stroke="white" stroke-width="2"'
"""What takes the border of the frame away below a dotted line."""
CUT_OFF = "dotted: where the drawing cuts it off"
LABELLED = 14
"""So many vertices have their coordinates written beside them."""


def cone_picture(given: Cone | Generators) -> Picture:
    """A cone of the plane, cut off at a square around the origin; `ValueError` if it has not two coordinates."""
    _two(given.coordinates)
    cone = given if isinstance(given, Cone) else cones.constraints(given)
    generated = given if isinstance(given, Generators) else cones.generators(given)
    rays = [*generated.rays, *generated.lines, *(tuple(-x for x in line) for line in generated.lines)]
    reach = Fraction(max([1, *(abs(entry) for ray in rays for entry in ray)]) + 1)
    frame = Frame((-reach, -reach), (reach, reach))
    body = _axes(frame, given.coordinates)
    body += _area(frame, [(_negative(row), Fraction(0)) for row in cone.inequalities], cone.equations)
    zero = (Fraction(0), Fraction(0))
    ends = [(Fraction(ray[0]), Fraction(ray[1])) for ray in rays]
    body += "".join(frame.line(zero, end, f'stroke="{COLOURS[1]}" stroke-width="2.5"') for end in ends)
    body += frame.dot(zero, 'fill="black"', 3)
    body += "".join(frame.dot(end, f'fill="{COLOURS[1]}"', 3) + frame.label(end, point_name(end)) for end in ends)
    return square(body, cone_caption(generated))


def polyhedron_picture(
    given: Polyhedron | Hull,
    marked: Sequence[Point] = (),
    within: Sequence[Point] = (),
    caption: str = "",
    upright: Fraction | None = None,
) -> Picture:
    """A polyhedron of the plane with its vertices; cut off where it is unbounded.

    `marked` points are drawn, too; those of `within` only have to lie in the frame. `upright` is where on the first
    axis a dashed line stands.
    """
    _two(given.coordinates)
    described = given if isinstance(given, Polyhedron) else polyhedra.constraints(given)
    corners = polyhedra.hull(described)
    frame = _frame([*corners.points, *marked, *within], bool(corners.rays or corners.lines))
    halfplanes = [((Fraction(row[0]), Fraction(row[1])), Fraction(bound)) for row, bound in described.inequalities]
    level = [(row, bound) for row, bound in described.equations]
    body = _axes(frame, described.coordinates)
    body += _area(frame, halfplanes, [row for row, _ in level], [Fraction(bound) for _, bound in level])
    if upright is not None:
        (_, bottom), (_, top) = frame.lower, frame.upper
        body += frame.line((upright, bottom), (upright, top), f'stroke="{COLOURS[5]}" stroke-dasharray="6 4"')
    body += _vertices(frame, [point for point in vertices(corners) if point not in marked])
    for point in marked:
        body += frame.dot(point, f'fill="{COLOURS[1]}"', 5) + frame.label(point, point_name(point), 16)
    body += "" if corners.points else frame.centred(frame.middle(), "empty")
    return square(body, caption or polyhedron_caption(corners))


def vertices(corners: Hull) -> tuple[Point, ...]:
    """The vertices of a polyhedron; one with lines has none, its points only stand for its minimal faces."""
    return () if corners.lines else corners.points


def point_name(point: Point) -> str:
    """`(1, 1/2)`."""
    return f"({', '.join(map(text, point))})"


def polyhedron_caption(corners: Hull) -> str:
    """What a drawing of a polyhedron is of."""
    if not corners.points:
        return "The empty set"
    if corners.lines:
        return f"A polyhedron with lines, so without vertices; {CUT_OFF}"
    named = f"A polyhedron with {counted(len(corners.points), 'vertex', 'vertices')}"
    return f"{named}; {CUT_OFF}" if corners.rays else named


def cone_caption(generated: Generators) -> str:
    """What a drawing of a cone is of, and what its colours mean."""
    held = [(len(generated.rays), "extreme ray"), (len(generated.lines), "line")]
    if not any(count for count, _ in held):
        return "A cone: the origin alone"
    told = " and ".join(counted(count, what) for count, what in held if count)
    return f"A cone with {told}, drawn in red; {CUT_OFF}"


def _two(coordinates: Sequence[object]) -> None:
    if len(coordinates) != 2:
        raise ValueError(f"picture: the set has {counted(len(coordinates), 'coordinate')}; sets of the plane are drawn")


def _axes(frame: Frame, coordinates: Sequence[Name]) -> str:
    """The frame; a coordinate that is called by its number says so, lest it look like a number at the axis."""
    names = map(spoken, coordinates)
    return frame.axes([f"coordinate {name}" if name.isdigit() else name for name in names])


def _negative(row: Sequence[int]) -> Plane:
    return (Fraction(-row[0]), Fraction(-row[1]))


def _area(
    frame: Frame,
    halfplanes: Sequence[tuple[Plane, Fraction]],
    equations: Sequence[Sequence[int]],
    values: Sequence[Fraction] = (),
) -> str:
    """The part of the frame in a system; an equation is two half-planes."""
    both = list(halfplanes)
    for k, row in enumerate(equations):
        value = values[k] if values else Fraction(0)
        both += [((Fraction(row[0]), Fraction(row[1])), value), (_negative(row), -value)]
    corners = frame.region(both)
    return _filled(frame, corners, both) if corners else ""


def _filled(frame: Frame, corners: Sequence[Plane], halfplanes: Sequence[tuple[Plane, Fraction]]) -> str:
    """A polygon with its edges: solid on the boundary of a half-plane, dotted where only the frame ends it."""
    body = frame.polygon(corners, AREA)
    sides = {frozenset(side): side for side in zip(corners, [*corners[1:], corners[0]], strict=True)}
    for ends, (start, stop) in sides.items():
        if len(ends) == 2:
            real = any(all(a[0] * x + a[1] * y == b for x, y in ends) for a, b in halfplanes)
            body += "" if real else frame.line(start, stop, GAP)
            body += frame.line(start, stop, EDGE if real else CUT)
    return body


def _vertices(frame: Frame, points: Sequence[Plane]) -> str:
    body = "".join(frame.dot(point, f'fill="{COLOURS[0]}"', 3) for point in points)
    if len(points) <= LABELLED:
        body += "".join(frame.label(point, point_name(point)) for point in points)
    return body


def _frame(points: Sequence[Plane], unbounded: bool) -> Frame:
    """A rectangle around the points, with room."""
    listed = list(points) or [(Fraction(0), Fraction(0))]
    lower, upper = [], []
    for k in (0, 1):
        low, high = min(point[k] for point in listed), max(point[k] for point in listed)
        room = (high - low) * (Fraction(1) if unbounded else Fraction(1, 8)) or Fraction(1)
        lower.append(low - room)
        upper.append(high + room)
    return Frame(tuple(lower), tuple(upper))
