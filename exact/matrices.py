"""Integer matrices whose rows and columns carry names, stored sparsely.

Incidence matrices of implementation problems are large and nearly empty, so a row is stored as the pairs (column index,
entry) of its nonzero entries, by increasing index. Names (`exact.names`) are distinct within the rows and within the
columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Self

from exact import arguments
from exact.names import Name as Name
from exact.names import check_names, shown
from exact.plain_data import Converter, at_key, converter, register
from exact.rationals import integer, text
from exact.showing.display import Displayed, counted

SparseRow = tuple[tuple[int, int], ...]

SHOWN = 36
"""Matrices with more entries are named by their size."""
MOST_CELLS = 2_000
"""The most entries that are written as LaTeX."""


@dataclass(frozen=True)
class Matrix(Displayed):
    """A `len(rows)` by `len(columns)` integer matrix; `entries[r]` lists row r's nonzero `(column index, entry)`."""

    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    entries: tuple[SparseRow, ...]

    def __post_init__(self) -> None:
        if len(self.entries) != len(self.rows):
            rows = counted(len(self.entries), "row")
            raise ValueError(f"{rows} of entries, but {counted(len(self.rows), 'row name')}")
        for which, names in (("row", self.rows), ("column", self.columns)):
            check_names(names, which)
            if len(set(names)) != len(names):
                twice = next(name for name in names if names.count(name) > 1)
                raise ValueError(f"the {which} name {shown(twice)} occurs twice")
        for row in self.entries:
            indices = [index for index, _ in row]
            if indices != sorted(set(indices)) or (indices and not 0 <= indices[0] <= indices[-1] < len(self.columns)):
                raise ValueError("column indices must increase and lie within the columns")
            if any(entry == 0 for _, entry in row):
                raise ValueError("a stored entry is zero")

    @classmethod
    def dense(
        cls,
        entries: Iterable[Iterable[Any]],
        rows: Sequence[Name] | None = None,
        columns: Sequence[Name] | None = None,
    ) -> Self:
        """A matrix from nested sequences of exact integers; names default to 0, 1, 2, ..."""
        read = [
            [integer(entry, f"entry ({r}, {c})") for c, entry in enumerate(arguments.listed(row, f"row {r}"))]
            for r, row in enumerate(arguments.table(entries, "entries"))
        ]
        rows = None if rows is None else arguments.names(rows, "rows")
        columns = None if columns is None else arguments.names(columns, "columns")
        width = len(columns) if columns is not None else (len(read[0]) if read else 0)
        for r, row in enumerate(read):
            if len(row) != width:
                raise ValueError(f"row {r} has {counted(len(row), 'entry', 'entries')}, not {width}")
        return cls(
            tuple(rows) if rows is not None else tuple(range(len(read))),
            tuple(columns) if columns is not None else tuple(range(width)),
            tuple(tuple((c, entry) for c, entry in enumerate(row) if entry) for row in read),
        )

    @classmethod
    def sparse(cls, rows: Sequence[Name], columns: Sequence[Name], entries: Mapping[tuple[Name, Name], int]) -> Self:
        """A matrix from its names and its entries by (row name, column name); what is left out is 0."""
        rows, columns = arguments.names(rows, "rows"), arguments.names(columns, "columns")
        if not isinstance(entries, Mapping):
            raise TypeError(f"entries: a mapping was expected, not {arguments.given(entries)}")
        column_index = {name: index for index, name in enumerate(columns)}
        by_row: dict[Name, list[tuple[int, int]]] = {name: [] for name in rows}
        for place, given in entries.items():
            if not isinstance(place, tuple) or len(place) != 2:
                raise TypeError(f"entries: a pair (row name, column name) was expected, not {place!r}")
            row, column = place
            _known(row, by_row, "row")
            _known(column, column_index, "column")
            entry = integer(given, f"entry {place}")
            if entry:
                by_row[row].append((column_index[column], entry))
        return cls(tuple(rows), tuple(columns), tuple(tuple(sorted(by_row[name])) for name in rows))

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and of columns."""
        return len(self.rows), len(self.columns)

    @property
    def nonzeros(self) -> int:
        """How many entries are not 0."""
        return sum(len(row) for row in self.entries)

    @cached_property
    def row_index(self) -> dict[Name, int]:
        """The position of each row, by name."""
        return {name: index for index, name in enumerate(self.rows)}

    @cached_property
    def column_index(self) -> dict[Name, int]:
        """The position of each column, by name."""
        return {name: index for index, name in enumerate(self.columns)}

    def __getitem__(self, names: tuple[Name, Name]) -> int:
        """The entry in the row and the column of these names; `KeyError` for a name that is not there."""
        row, column = names
        for which, name, known in (("row", row, self.row_index), ("column", column, self.column_index)):
            if name not in known:
                raise KeyError(f"{name!r} is not the name of a {which}")
        index = self.column_index[column]
        return next((entry for c, entry in self.entries[self.row_index[row]] if c == index), 0)

    def to_lists(self) -> list[list[int]]:
        """All entries, row by row."""
        lists = [[0] * len(self.columns) for _ in self.rows]
        for row, sparse_row in zip(lists, self.entries, strict=True):
            for c, entry in sparse_row:
                row[c] = entry
        return lists

    def to_flint(self) -> Any:
        """The matrix as FLINT's `fmpz_mat`."""
        from flint import fmpz_mat

        return fmpz_mat(len(self.rows), len(self.columns), [entry for row in self.to_lists() for entry in row])

    def submatrix(self, rows: Sequence[Name], columns: Sequence[Name]) -> Matrix:
        """The submatrix with the named rows and columns, in the order given."""
        rows, columns = arguments.names(rows, "rows"), arguments.names(columns, "columns")
        for which, names, known in (("row", rows, self.row_index), ("column", columns, self.column_index)):
            for name in names:
                _known(name, known, which)
        position = {self.column_index[name]: place for place, name in enumerate(columns)}
        chosen = (self.entries[self.row_index[name]] for name in rows)
        entries = tuple(tuple(sorted((position[c], e) for c, e in row if c in position)) for row in chosen)
        return Matrix(tuple(rows), tuple(columns), entries)

    def transpose(self) -> Matrix:
        """Rows and columns exchanged, with their names."""
        columns: list[list[tuple[int, int]]] = [[] for _ in self.columns]
        for r, row in enumerate(self.entries):
            for c, entry in row:
                columns[c].append((r, entry))
        return Matrix(self.columns, self.rows, tuple(map(tuple, columns)))

    def determinant(self) -> int:
        """The exact determinant of a square matrix."""
        if len(self.rows) != len(self.columns):
            raise ValueError(f"a {len(self.rows)} by {len(self.columns)} matrix has no determinant")
        return int(self.to_flint().det()) if self.rows else 1

    def __iter__(self) -> Iterator[SparseRow]:
        return iter(self.entries)

    def __str__(self) -> str:
        """The entries, row by row; with the names of rows and columns, unless they are numbers from 0 on."""
        lists: list[list[str]] = [[str(entry) for entry in row] for row in self.to_lists()]
        if self.rows != tuple(range(len(self.rows))):
            lists = [[spoken(name), *row] for name, row in zip(self.rows, lists, strict=True)]
        if self.columns != tuple(range(len(self.columns))):
            corner = [""] * (len(lists[0]) - len(self.columns)) if lists else []
            lists = [[*corner, *map(spoken, self.columns)], *lists]
        widths = [max(2, *map(len, column)) for column in zip(*lists, strict=True)]
        return "\n".join(" ".join(map(str.rjust, row, widths)) for row in lists)

    def __repr__(self) -> str:
        """Small matrices as the call that makes them, large ones by their size."""
        height, width = self.shape
        if height * width > SHOWN:
            nonzeros = counted(self.nonzeros, "nonzero entry", "nonzero entries")
            return f"<Matrix with {counted(height, 'row')}, {counted(width, 'column')} and {nonzeros}>"
        rows = "" if self.rows == tuple(range(height)) else f", rows={list(self.rows)!r}"
        columns = "" if self.columns == tuple(range(width)) and height else f", columns={list(self.columns)!r}"
        return f"Matrix.dense({self.to_lists()!r}{rows}{columns})"

    def about(self) -> dict[str, Any]:
        """Plain data: names, and the nonzero entries as [row index, column index, entry]."""
        return {
            "rows": _NAMES.to_plain(self.rows),
            "columns": _NAMES.to_plain(self.columns),
            "entries": _ENTRIES.to_plain((r, c, entry) for r, row in enumerate(self.entries) for c, entry in row),
        }

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        names, columns = (_NAMES.from_plain(at_key(about, key)) for key in ("rows", "columns"))
        rows: list[list[tuple[int, int]]] = [[] for _ in names]
        for r, c, entry in _ENTRIES.from_plain(at_key(about, "entries")):
            if r not in range(len(rows)):
                raise ValueError(f"entries: there is no row {r}; they are numbered from 0 to {len(rows) - 1}")
            rows[r].append((c, entry))
        return cls(names, columns, tuple(tuple(sorted(row)) for row in rows))


def matrix(values: Any) -> Matrix:
    """Any of the usual carriers of an integer matrix as a `Matrix`.

    Takes a `Matrix`, nested sequences, a NumPy array, a SciPy sparse array, a FLINT `fmpz_mat` or a SymPy `Matrix`. A
    non-integer entry raises `TypeError` (floats) or `ValueError`.
    """
    if isinstance(values, Matrix):
        return values
    if hasattr(values, "tocoo"):  # SciPy sparse
        height, width = values.shape
        entries: dict[tuple[Name, Name], int] = {}
        coordinates = values.tocoo()
        for r, c, entry in zip(coordinates.row, coordinates.col, coordinates.data, strict=True):
            place = (int(r), int(c))
            entries[place] = entries.get(place, 0) + integer(entry, f"entry {place}")
        return Matrix.sparse(range(height), range(width), entries)
    if hasattr(values, "tolist"):  # NumPy, FLINT, SymPy
        listed = values.tolist()
        if hasattr(values, "ndim") and values.ndim != 2:
            raise ValueError(f"a matrix has two dimensions, not {values.ndim}")
        if not hasattr(values, "shape") and not hasattr(values, "ncols"):
            raise TypeError(f"a matrix was expected, not {arguments.given(values)}")
        width = values.shape[1] if hasattr(values, "shape") else values.ncols()
        return Matrix.dense(listed, columns=range(width))
    return Matrix.dense(values)


def _known(name: Name, names: Mapping[Name, Any], which: str) -> None:
    if name not in names:
        raise ValueError(f"{name!r} is not the name of a {which}")


def spoken(name: Name) -> str:
    """A name as a person would write it."""
    return "(" + ", ".join(map(spoken, name)) + ")" if isinstance(name, tuple) else str(name)


def name_to_plain(name: Name) -> Any:
    """A name as plain data: tuples become lists."""
    return [name_to_plain(part) for part in name] if isinstance(name, tuple) else name


def name_from_plain(plain: Any) -> Name:
    """A name back from plain data."""
    return tuple(name_from_plain(part) for part in plain) if isinstance(plain, list) else plain


register(Name, Converter(name_to_plain, name_from_plain))
_NAMES = converter(tuple[Name, ...])
_ENTRIES = converter(tuple[tuple[int, int, Annotated[int, Converter(text, integer)]], ...])
register(Matrix, Converter(Matrix.about, Matrix.from_about))
