"""Cones and polyhedra as they are best seen: drawn in two and three dimensions, otherwise the table of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact.cones import Cone, Generators, InSpace
from exact.matrices import Name, spoken
from exact.pictures import plane, space
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import text
from exact.showing.display import LINES, counted
from exact.showing.drawing import Html, Picture, escaped, table

Rows = Sequence[tuple[str, Sequence[Fraction | int], str]]


def shown(given: InSpace) -> Picture | Html:
    """A cone or polyhedron, by inequalities or by generators."""
    if given.dimension in (2, 3):
        flat = given.dimension == 2
        if isinstance(given, Cone | Generators):
            return plane.cone_picture(given) if flat else space.cone_picture(given)
        assert isinstance(given, Polyhedron | Hull)
        return plane.polyhedron_picture(given) if flat else space.polyhedron_picture(given)
    what = "cone" if isinstance(given, Cone | Generators) else "polyhedron"
    return _table(given.coordinates, _rows(given), f"A {what} in {counted(given.dimension, 'dimension')}")


def _rows(given: InSpace) -> Rows:
    """What each row is, its entries, and its bound."""
    if isinstance(given, Cone):
        return [("", row, ">= 0") for row in given.inequalities] + [("", row, "= 0") for row in given.equations]
    if isinstance(given, Polyhedron):
        rows = [("", row, f"<= {bound}") for row, bound in given.inequalities]
        return rows + [("", row, f"= {bound}") for row, bound in given.equations]
    assert isinstance(given, Generators | Hull)
    points = given.points if isinstance(given, Hull) else ()
    rays = [("ray", row, "") for row in given.rays] + [("line", row, "") for row in given.lines]
    return [*(("point", point, "") for point in points), *rays]


def _table(names: Sequence[Name], rows: Rows, caption: str) -> Html:
    cells = [[kind, *(escaped(text(Fraction(x))) for x in row), escaped(bound)] for kind, row, bound in rows[:LINES]]
    said = f"{caption}; {LINES} of {len(rows)} rows" if len(rows) > LINES else caption
    return table(cells, ("", *map(spoken, names), ""), said)
