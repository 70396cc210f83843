"""Cones, points and rows as JSON matrices: `exact-proofs/matrix/1`, or the entries alone; columns name coordinates.

Everything wrong raises `ValueError` with one sentence that begins with the place.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from exact.cones import Cone
from exact.matrices import Name, name_to_plain
from exact.polyhedra import Hull
from exact.rationals import rational, text
from exact.showing.display import counted
from proofs.formats.cones import MAX_ENTRIES, name_from_plain
from proofs.formats.matrices import matrix_keys
from proofs.plain.keys import MATRIX


def cone_from_matrix(data: Any) -> Cone:
    """The cone `entries x >= 0` of a JSON matrix that has been parsed; its columns name the coordinates."""
    rows, names, width = _matrix_rows(data)
    return Cone.of(rows, dimension=width, coordinates=names)


def rows_of_matrix(data: Any) -> tuple[list[list[Fraction]], tuple[Name, ...]]:
    """The rows of a JSON matrix that has been parsed, as they are written, and the names of its columns."""
    rows, names, width = _matrix_rows(data)
    return rows, tuple(range(width)) if names is None else names


def points_from_matrix(data: Any) -> Hull:
    """The hull of the rows of a JSON matrix that has been parsed, as points; its columns name the coordinates."""
    rows, names, width = _matrix_rows(data)
    return Hull.of(rows, dimension=width, coordinates=names)


def _matrix_rows(data: Any) -> tuple[list[list[Fraction]], tuple[Name, ...] | None, int]:
    """The rows of a JSON matrix, the names of its columns, and how many these are."""
    plain = matrix_keys(data)
    entries = plain["entries"]
    if sum(map(len, entries)) > MAX_ENTRIES:
        raise ValueError(f"entries: more than {MAX_ENTRIES} entries")
    columns, rows = _names(plain.get("columns"), "columns"), _names(plain.get("rows"), "rows")
    if rows is not None and len(rows) != len(entries):
        raise ValueError(f"rows: {counted(len(rows), 'name')} for {counted(len(entries), 'row')} of entries")
    if columns is None and not entries:
        raise ValueError("there are neither columns nor entries to tell the dimension from")
    width = len(columns) if columns is not None else len(entries[0])
    return [_matrix_row(row, width, f"entries[{index}]") for index, row in enumerate(entries)], columns, width


def matrix_of_cone(cone: Cone) -> dict[str, Any]:
    """The cone as a JSON matrix of inequalities; an equation becomes two opposite rows."""
    rows = [*cone.inequalities]
    for row in cone.equations:
        rows += [row, tuple(-entry for entry in row)]
    return {
        "format": MATRIX,
        "columns": [name_to_plain(name) for name in cone.coordinates],
        "entries": [[_plain_integer(entry) for entry in row] for row in rows],
    }


def _names(plain: Any, place: str) -> tuple[Name, ...] | None:
    if plain is None:
        return None
    if not isinstance(plain, list):
        raise ValueError(f"{place}: a list of names was expected")
    names = tuple(name_from_plain(name, f"{place}[{index}]") for index, name in enumerate(plain))
    if len(set(names)) != len(names):
        raise ValueError(f"{place}: two names are the same")
    return names


def _matrix_row(row: list[Any], width: int, place: str) -> list[Fraction]:
    if len(row) != width:
        raise ValueError(f"{place}: {counted(len(row), 'entry', 'entries')}, not {width}")
    try:
        return [rational(entry, f"{place}[{column}]") for column, entry in enumerate(row)]
    except TypeError as error:  # a float: bad input, like everything else in a file
        raise ValueError(str(error)) from None


def _plain_integer(entry: int) -> int | str:
    """JSON readers elsewhere round integers beyond 2^53; as strings they are safe."""
    return entry if abs(entry) < 2**53 else text(entry)
