"""Polyhedra: two descriptions of one set, projections, volumes."""

from __future__ import annotations

from collections.abc import Callable

from exact import polyhedra
from exact.double_descriptions import pair, polyhedron_of, system_of
from exact.linear import LinearSystem
from exact.polyhedra import Hull, Polyhedron
from exact.polytopes import polytope_volume
from exact.projections import projection
from exact.verdicts import Verdict

SHADOW = LinearSystem.make(
    ["x", "y", "z"],
    at_most=[({"x": 1, "z": 1}, 2), ({"y": 1, "z": -1}, "1/2"), ({"x": 1, "y": 1}, 9)],
    lower={"y": 0, "z": 0},
    upper={"z": 3},
)
FOLDED = LinearSystem.make(
    ["u", "v", ("w", 1)],
    at_most=[({"u": 1, ("w", 1): -1}, 0), ({"u": -1, ("w", 1): -1}, 0)],
    equal=[({"u": 1, "v": 2}, 3)],
)
WEDGE = Polyhedron.of([[-1, 0, 0], [0, -2, 0], [-1, -1, 0], [0, 1, 0]], [0, 0, 0, 3])
SQUARE = LinearSystem.make(["x", "y"], lower=0, upper={"x": 1, "y": "3/2"})
PYRAMID = Hull.of([[0, 0, 0], [2, 0, 0], [0, 2, 0], [2, 2, 0], [1, 1, "5/3"]])
FLAT = LinearSystem.make(2, at_most=[([1, 0], 1), ([-1, 0], 0)], equal=[([1, 1], 1)])


def both_ways(polyhedron: Polyhedron, side: str) -> Verdict:
    """The given rows and their generators, or irredundant rows and these."""
    rows = polyhedron if side == "generators" else polyhedra.irredundant(polyhedron)
    return pair(system_of(rows), polyhedra.hull(polyhedron), side)  # type: ignore[arg-type]


def of_points(points: Hull) -> Verdict:
    return pair(system_of(polyhedra.constraints(points)), points, "rows")


QUESTIONS: dict[str, Callable[[], Verdict]] = {
    "double description: yes, generators of redundant rows, with a line": lambda: both_ways(WEDGE, "generators"),
    "double description: yes, rows, with a line": lambda: both_ways(WEDGE, "rows"),
    "double description: yes, rows and points that are no vertices": lambda: of_points(
        Hull.of([[0, 0], [1, 1], [2, 2]], [[1, 0]])
    ),
    "double description: yes, bounds": lambda: pair(SQUARE, polyhedra.hull(polyhedron_of(SQUARE)), "generators"),
    "projection: yes, rays": lambda: projection(SHADOW, ["y", "x"]),
    "projection: yes, a line that is none of the system": lambda: projection(FOLDED, ["u", "v"]),
    "projection: yes, onto nothing": lambda: projection(SQUARE, []),
    "volume: of a pyramid": lambda: polytope_volume(system_of(polyhedra.constraints(PYRAMID))),
    "volume: 0": lambda: polytope_volume(FLAT),
}
