"""Cones and polyhedra as they are best seen: drawn in two and three dimensions, otherwise the table of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact.cones import Cone, Generators
from exact.drawing import Html, Picture, escaped, table
from exact.matrices import Name, spoken
from exact.pictures import plane, space
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import text

SHOWN = 100
"""So many rows are shown before the rest is counted."""

Rows = Sequence[tuple[str, Sequence[Fraction | int], str]]


def cone_shown(given: Cone | Generators) -> Picture | Html:
    """A cone: in two and three dimensions drawn."""
    if given.dimension in (2, 3):
        return plane.cone_picture(given) if given.dimension == 2 else space.cone_picture(given)
    if isinstance(given, Cone):
        rows = [("", row, "&gt;= 0") for row in given.inequalities] + [("", row, "= 0") for row in given.equations]
    else:
        rows = [("ray", row, "") for row in given.rays] + [("line", row, "") for row in given.lines]
    return _rows(given.coordinates, rows, f"A cone in {given.dimension} dimensions")


def polyhedron_shown(given: Polyhedron | Hull) -> Picture | Html:
    """A polyhedron: in two and three dimensions drawn."""
    if given.dimension in (2, 3):
        return plane.polyhedron_picture(given) if given.dimension == 2 else space.polyhedron_picture(given)
    rows: list[tuple[str, Sequence[Fraction | int], str]]
    if isinstance(given, Polyhedron):
        rows = [("", row, f"&lt;= {text(Fraction(bound))}") for row, bound in given.inequalities]
        rows += [("", row, f"= {text(Fraction(bound))}") for row, bound in given.equations]
    else:
        rows = [("point", point, "") for point in given.points]
        rows += [("ray", row, "") for row in given.rays] + [("line", row, "") for row in given.lines]
    return _rows(given.coordinates, rows, f"A polyhedron in {given.dimension} dimensions")


def _rows(names: Sequence[Name], rows: Rows, caption: str) -> Html:
    cells = [[kind, *(escaped(text(Fraction(x))) for x in row), bound] for kind, row, bound in rows[:SHOWN]]
    said = f"{caption}; {SHOWN} of {len(rows)} rows" if len(rows) > SHOWN else caption
    return table(cells, ("", *map(spoken, names), ""), said)
