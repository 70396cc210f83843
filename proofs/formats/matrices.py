"""Integer matrices as files: JSON, CMR's two text formats, and plain whitespace text.

* JSON: `{"format": "exact-proofs/matrix/1", "rows": [...], "columns": [...], "entries": [[...], ...]}`; names optional;
  or the entries alone, `[[...], ...]`.
* *dense* (CMR): `rows columns`, then all entries.
* *sparse* (CMR): `rows columns nonzeros`, then `row column entry` for each nonzero entry, counted from 1.
* *plain*: a row a line.

Lines that start with `#` are left out. A text that is a 0/±1 matrix in two formats, or a dense as well as a plain
one, is refused; whoever means one of them names it. Rows and columns without names are called r1, r2, ... and c1, c2,
... Everything wrong raises `ValueError` with one sentence; `load_matrix` puts the file's name before it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from exact.matrices import Matrix, Name, name_from_plain, name_to_plain
from exact.rationals import integer
from exact.showing.display import counted
from proofs.plain.keys import MATRIX, check_format, kind_of, object_at
from proofs.plain.reading import blaming, parse_json, read_text

MAX_LINES = 1_000_000
"""The most rows and columns together."""

Lines = list[list[str]]


def load_matrix(path: Path | str, layout: str = "auto") -> Matrix:
    """The matrix in a file: JSON if it starts with a brace, else text in the given layout (see `matrix_from_text`)."""
    source = read_text(path)
    with blaming(path):
        if source.lstrip().startswith(("{", "[")):
            return matrix_from_plain(matrix_if_rows(parse_json(source, str(path))))
        return matrix_from_text(source, layout)


def matrix_from_plain(data: Any) -> Matrix:
    """The matrix in JSON data that has been parsed."""
    plain = matrix_keys(data)
    entries = plain["entries"]
    columns = _names(plain.get("columns"), "c", len(entries[0]) if entries else 0, "columns")
    rows = _names(plain.get("rows"), "r", len(entries), "rows")
    if len(rows) != len(entries):
        raise ValueError(f"rows: {counted(len(rows), 'name')} for {counted(len(entries), 'row')} of entries")
    return _dense(entries, rows, columns)


def matrix_if_rows(data: Any) -> Any:
    """A bare list of rows as the matrix that it is; everything else as it was."""
    rows = isinstance(data, list) and all(isinstance(row, list) for row in data)
    return {"format": MATRIX, "entries": data} if rows else data


def matrix_keys(data: Any) -> dict[str, Any]:
    """The keys of a JSON matrix, of which the entries are known to be a list of lists."""
    check_format(data, MATRIX)
    plain = object_at(data, "", ("format", "entries"), ("rows", "columns"))
    entries = plain["entries"]
    if not isinstance(entries, list):
        raise ValueError(f"entries: a list of rows was expected, not {kind_of(entries)}")
    for r, row in enumerate(entries):
        if not isinstance(row, list):
            raise ValueError(f"entries[{r}]: a list of numbers was expected, not {kind_of(row)}")
    return plain


def matrix_to_plain(matrix: Matrix) -> dict[str, Any]:
    """The matrix as JSON data that `matrix_from_plain` reads back."""
    names = {"rows": matrix.rows, "columns": matrix.columns}
    plain = {which: [name_to_plain(name) for name in own] for which, own in names.items()}
    return {"format": MATRIX, **plain, "entries": matrix.to_lists()}


def matrix_from_text(source: str, layout: str = "auto") -> Matrix:
    """The matrix that a text writes in the layout "dense", "sparse" or "plain", or "auto" for whichever fits."""
    lines = [line.split() for line in source.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if layout in _LAYOUTS:
        return _LAYOUTS[layout](lines)
    if layout != "auto":
        raise ValueError(f'the layout "{layout}" is none of {", ".join(_LAYOUTS)}')
    read: dict[str, Matrix] = {}
    reasons = []
    for name, reader in _LAYOUTS.items():
        try:
            read[name] = reader(lines)
        except ValueError as error:
            reasons.append((name, str(error)))
    if not read:
        likely = "dense" if _has_dense_header(lines) else "plain"
        raise ValueError(
            f"{dict(reasons)[likely]} (read in the {likely} layout, the likeliest; --layout names another)"
        )
    if "sparse" in read and any(abs(entry) > 1 for row in read["plain"].entries for _, entry in row):
        return read["sparse"]  # every sparse text is a plain one with three columns, but few plain ones fit a header
    if len(set(read.values())) > 1:
        raise ValueError(
            f"this is a matrix both in the {' and in the '.join(read)} layout; say which is meant, with --layout"
        )
    return next(iter(read.values()))


def _from_dense(lines: Lines) -> Matrix:
    numbers = [number for line in lines for number in line]
    if not lines or len(lines[0]) != 2:
        raise ValueError("a dense matrix starts with a line of two numbers, its rows and columns")
    height, width = _sizes(numbers[:2])
    if len(numbers) - 2 != height * width:
        raise ValueError(f"{counted(len(numbers) - 2, 'entry', 'entries')}, not {height} times {width}")
    entries = [numbers[2 + r * width : 2 + (r + 1) * width] for r in range(height)]
    return _dense(entries, _names(None, "r", height), _names(None, "c", width))


def _from_sparse(lines: Lines) -> Matrix:
    if not _is_sparse(lines):
        raise ValueError("a sparse matrix starts with a line of three numbers: rows, columns, nonzeros")
    height, width, count = _sizes(lines[0])
    if len(lines) - 1 != count or any(len(line) != 3 for line in lines):
        wanted = f"{counted(count, 'line')} with row, column and entry"
        raise ValueError(f"{wanted} must follow the first, not {len(lines) - 1}")
    rows, columns = _names(None, "r", height), _names(None, "c", width)
    entries: dict[tuple[Name, Name], int] = {}
    for number, line in enumerate(lines[1:], start=1):
        r, c, entry = (_integer(value, f"nonzero {number}") for value in line)
        if not 1 <= r <= height or not 1 <= c <= width:
            raise ValueError(f"nonzero {number} stands at ({r}, {c}), outside of {height} by {width}")
        if (rows[r - 1], columns[c - 1]) in entries:
            raise ValueError(f"the entry at ({r}, {c}) is given twice")
        entries[rows[r - 1], columns[c - 1]] = entry
    return Matrix.sparse(rows, columns, entries)


def _from_plain_text(lines: Lines) -> Matrix:
    width = len(lines[0]) if lines else 0
    return _dense(lines, _names(None, "r", len(lines)), _names(None, "c", width))


_LAYOUTS: dict[str, Callable[[Lines], Matrix]] = {
    "dense": _from_dense,
    "sparse": _from_sparse,
    "plain": _from_plain_text,
}


def _is_sparse(lines: Lines) -> bool:
    return bool(lines) and len(lines[0]) == 3


def _has_dense_header(lines: Lines) -> bool:
    """Whether the first line may be the size of the matrix: two numbers, and the rest are rows of another length."""
    return bool(lines) and len(lines[0]) == 2 and len({len(line) for line in lines[1:]} - {2}) == 1


def _dense(entries: list[list[Any]], rows: list[Name], columns: list[Name]) -> Matrix:
    read = []
    for r, row in enumerate(entries):
        if len(row) != len(columns):
            raise ValueError(f"row {r + 1} has {counted(len(row), 'entry', 'entries')}, not {len(columns)}")
        read.append([_integer(entry, f"row {r + 1}, column {c + 1}") for c, entry in enumerate(row)])
    return Matrix.dense(read, rows, columns)


def _names(given: Any, letter: str, count: int, place: str = "") -> list[Name]:
    if given is None:
        if count > MAX_LINES:
            raise ValueError(f"more than {MAX_LINES} rows or columns")
        return [f"{letter}{k + 1}" for k in range(count)]
    if not isinstance(given, list) or not all(isinstance(name, str | int | list) for name in given):
        raise ValueError(f"{place}: a list of names was expected")
    names = [name_from_plain(name) for name in given]
    if len(set(names)) != len(names):
        raise ValueError(f"{place}: a name occurs twice")
    return names


def _sizes(numbers: list[str]) -> list[int]:
    sizes = [_integer(number, "the first line") for number in numbers]
    if min(sizes) < 0 or max(sizes) > MAX_LINES:
        raise ValueError(f"the first line gives a size outside of 0 to {MAX_LINES}")
    return sizes


def _integer(value: Any, place: str) -> int:
    try:
        return integer(value, place)
    except TypeError as error:
        raise ValueError(str(error)) from None
