"""Sets of the plane as drawings: cones and polyhedra with two coordinates, and implementable interim rules.

The implementable interim rules of a problem live in as many dimensions as it has coordinates; `implementable_picture`
draws their exact projection onto two of them. In the weighted variables the set is the sum over type profiles of the
feasible outcomes times the probability (LY, section 4), so its shadow is the sum of shadows, vertex by vertex.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact import cones, polyhedra
from exact.cones import Cone, Generators
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import text
from proofs.drawing import COLOURS, Frame, Picture, Plane, convex_hull, square
from proofs.reduced_form.facets import Summands
from proofs.reduced_form.implementation import has_outcome
from proofs.reduced_form.problems import Coordinate, InterimRule, Problem
from proofs.report.matrices import spoken

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
    return square(body, f"A cone: extreme rays {len(generated.rays)}, lines {len(generated.lines)}")


def polyhedron_picture(given: Polyhedron | Hull) -> Picture:
    """A polyhedron of the plane with its vertices; cut off where it is unbounded."""
    _two(given.coordinates)
    described = given if isinstance(given, Polyhedron) else polyhedra.constraints(given)
    corners = polyhedra.hull(described)
    points = [(point[0], point[1]) for point in corners.points]
    frame = _frame(points, bool(corners.rays or corners.lines))
    halfplanes = [((Fraction(row[0]), Fraction(row[1])), Fraction(bound)) for row, bound in described.inequalities]
    level = [(row, bound) for row, bound in described.equations]
    body = _area(frame, halfplanes, [row for row, _ in level], [Fraction(bound) for _, bound in level])
    body += _vertices(frame, points) + frame.axes([spoken(name) for name in described.coordinates])
    return square(body, f"A polyhedron with {len(points)} vertices" if points else "The empty set")


def implementable_picture(
    problem: Problem, first: Coordinate, second: Coordinate, rules: Sequence[InterimRule] = ()
) -> Picture:
    """All implementable interim rules, projected onto two coordinates, and the place of some rules.

    A rule outside the area is not implementable; one inside may fail in the other coordinates. `ValueError` for an
    unknown coordinate.
    """
    places = []
    for coordinate in (first, second):
        if coordinate not in problem.coordinates:
            raise ValueError(f"({', '.join(coordinate)}) is not a coordinate of the problem's interim rules")
        places.append(problem.coordinates.index(coordinate))
    corners = implementable_shadow(problem, first, second)
    drawn = [(rule.values[places[0]], rule.values[places[1]]) for rule in rules]
    frame = _frame([*corners, *drawn, (Fraction(0), Fraction(0))], False)
    body = frame.polygon(corners, AREA) if corners else ""
    body += _vertices(frame, corners)
    body += "".join(frame.dot(point, f'fill="{COLOURS[1]}"', 5) for point in drawn)
    body += frame.axes([_rule_name(first), _rule_name(second)])
    return square(body, f"Implementable {_rule_name(first)} and {_rule_name(second)}")


def implementable_shadow(problem: Problem, first: Coordinate, second: Coordinate) -> list[Plane]:
    """The vertices, in order, of the projection of the implementable interim rules onto two coordinates."""
    if not has_outcome(problem):
        return []
    summands = Summands.of(problem)
    places = [problem.coordinates.index(coordinate) for coordinate in (first, second)]
    scale = [problem.marginals[coordinate[0], coordinate[1]] for coordinate in (first, second)]
    total: list[Plane] = [(Fraction(0), Fraction(0))]
    for profile, points in zip(problem.profiles(), summands.points, strict=True):
        weight = problem.probability(profile)
        shadow = {tuple(weight * point[k] / size for k, size in zip(places, scale, strict=True)) for point in points}
        total = convex_hull((a[0] + b[0], a[1] + b[1]) for a in total for b in convex_hull(shadow))
    return total


def _rule_name(coordinate: Coordinate) -> str:
    agent, *inside = coordinate
    return f"Q_{agent}({', '.join(inside)})"


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
