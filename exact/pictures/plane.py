"""Cones and polyhedra of the plane as drawings, cut off where they are unbounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact import cones, polyhedra
from exact.cones import Cone, Generators
from exact.drawing import COLOURS, Frame, Picture, Plane, square
from exact.matrices import spoken
from exact.polyhedra import Hull, Point, Polyhedron
from exact.rationals import text

AREA = f'fill="{COLOURS[0]}" fill-opacity="0.20" stroke="{COLOURS[0]}" stroke-width="1.5"'
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
    body = _area(frame, [(_negative(row), Fraction(0)) for row in cone.inequalities], cone.equations)
    zero = (Fraction(0), Fraction(0))
    for ray in rays:
        end = (Fraction(ray[0]), Fraction(ray[1]))
        body += frame.line(zero, end, f'stroke="{COLOURS[1]}" stroke-width="2.5"')
        body += frame.dot(end, f'fill="{COLOURS[1]}"', 3) + frame.label(end, f"({ray[0]}, {ray[1]})")
    body += frame.dot(zero, 'fill="black"', 3) + frame.axes([spoken(name) for name in given.coordinates])
    return square(body, cone_caption(generated))


def polyhedron_picture(
    given: Polyhedron | Hull, marked: Sequence[Point] = (), within: Sequence[Point] = (), caption: str = ""
) -> Picture:
    """A polyhedron of the plane with its vertices; cut off where it is unbounded.

    `marked` points are drawn, too; those of `within` only have to lie in the frame.
    """
    _two(given.coordinates)
    described = given if isinstance(given, Polyhedron) else polyhedra.constraints(given)
    corners = polyhedra.hull(described)
    frame = _frame([*corners.points, *marked, *within], bool(corners.rays or corners.lines))
    halfplanes = [((Fraction(row[0]), Fraction(row[1])), Fraction(bound)) for row, bound in described.inequalities]
    level = [(row, bound) for row, bound in described.equations]
    body = _area(frame, halfplanes, [row for row, _ in level], [Fraction(bound) for _, bound in level])
    body += _vertices(frame, corners.points)
    body += "".join(frame.dot(point, f'fill="{COLOURS[1]}"', 5) for point in marked)
    body += frame.axes([spoken(name) for name in described.coordinates])
    return square(body, caption or polyhedron_caption(len(corners.points)))


def polyhedron_caption(vertices: int) -> str:
    """What a drawing of a polyhedron is of."""
    return f"A polyhedron with {vertices} {'vertex' if vertices == 1 else 'vertices'}" if vertices else "The empty set"


def cone_caption(generated: Generators) -> str:
    """What a drawing of a cone is of."""
    return f"A cone: extreme rays {len(generated.rays)}, lines {len(generated.lines)}"


def _two(coordinates: Sequence[object]) -> None:
    if len(coordinates) != 2:
        raise ValueError(f"picture: the set has {len(coordinates)} coordinates; sets of the plane are drawn")


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
    return frame.polygon(corners, AREA) if corners else ""


def _vertices(frame: Frame, points: Sequence[Plane]) -> str:
    body = "".join(frame.dot(point, f'fill="{COLOURS[0]}"', 3) for point in points)
    if len(points) <= LABELLED:
        body += "".join(frame.label(point, f"({text(point[0])}, {text(point[1])})") for point in points)
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
