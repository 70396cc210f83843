"""The sign of a 3-sum, and what a violator of one of its parts says about the whole.

Let M = [A ab; dc B]. A shortest path in B from a row with d nonzero to a column with b nonzero is a square submatrix P
of B with determinant 1 or -1, and meets d and b only at its ends. For any A' within A, and a', c' to match,

    det [A' a'b; dc' P] = det P * det(A' - e a'c') = det P * e * det [A' a'; c' e],

where e, 1 or -1, is the product of the ends' b and d and the entry of P's inverse between them. So with this sign the
part [A a a; c 0 e] has a violator with its last row and column only if M has one: the path takes their place. A path in
A gives the sign of the other part in the same way; if the two signs differ, both paths together have determinant 2
or -2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exact.unimodular.table import Positions, Table, bits, lowest


@dataclass(frozen=True)
class Path:
    """A chordless path from a row to a column, and the sign that it gives to the part on the other side."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    sign: int


def path_through(table: Table, inside: tuple[int, int], column: int, row: int, scale: int) -> Path | None:
    """A shortest path within the `inside` rows and columns from a row that meets `column` to a column that meets `row`.

    `column` and `row` lie outside; the sign is that of the path, times `scale`.
    """
    rows, columns = inside
    across = table.transpose.support
    starts, goal = across[column] & rows, table.support[row] & columns
    came: dict[int, int] = {}  # from a column to the row before it
    before: dict[int, int] = {}  # from a row to the column before it
    seen_rows, seen_columns = starts, 0
    queue = list(bits(starts))
    for r in queue:
        found = table.support[r] & columns & ~seen_columns
        if found & goal:
            c = lowest(found & goal)
            came[c] = r
            return _walked(table, came, before, c, (column, row, scale))
        seen_columns |= found
        for c in bits(found):
            came[c] = r
            following = across[c] & rows & ~seen_rows
            seen_rows |= following
            for other in bits(following):
                before[other] = c
                queue.append(other)
    return None


def _walked(table: Table, came: dict[int, int], before: dict[int, int], last: int, ends: tuple[int, int, int]) -> Path:
    column, row, sign = ends
    columns, rows = [last], [came[last]]
    sign *= table.entry(row, last) * table.entry(rows[-1], last)
    while rows[-1] in before:
        columns.append(before[rows[-1]])
        sign *= -table.entry(rows[-1], columns[-1]) * table.entry(came[columns[-1]], columns[-1])
        rows.append(came[columns[-1]])
    return Path(tuple(rows), tuple(columns), sign * table.entry(rows[-1], column))


def wrong_corner(table: Table, rows: int, columns: int, link: tuple[int, int]) -> Positions | None:
    """Two rows and two columns of determinant 2 or -2 in a corner of rank 1 modulo 2, if its rank is not 1."""
    row, column = link
    across = table.support[row] & columns
    for r in bits(table.transpose.support[column] & rows):
        flipped = across if table.entry(r, column) != table.entry(row, column) else 0
        wrong = (table.negative[r] ^ table.negative[row] ^ flipped) & across
        if wrong:
            return tuple(sorted((row, r))), tuple(sorted((column, lowest(wrong))))
    return None


def in_the_whole(part: Positions, stands_for: tuple[int, int], further: int, path: Path) -> Iterator[Positions]:
    """Places in the whole for a violator of a part, one of which is a violator unless it needs the entry 0 of the part.

    `stands_for` are the row and the column outside the part's own side, `further` is the part's further column. Without
    that row the further column repeats the column; with both columns, subtract one from the other; with the further
    column alone, the path takes the place of row and column.
    """
    row, column = stands_for
    rows = tuple(r for r in part[0] if r != row)
    columns = tuple(c for c in part[1] if c not in (column, further))
    real = [(more_rows, more_columns) for more_rows in ((), (row,)) for more_columns in ((), (column,))]
    for more_rows, more_columns in (*real, (path.rows, path.columns)):
        places = rows + more_rows, columns + more_columns
        if len(places[0]) == len(places[1]):
            yield places


def before_pivot(found: Positions, pivot: tuple[int, int] | None) -> Positions:
    """The submatrix with the same determinant, up to sign, before the pivot.

    The minor of some rows and columns tells that exchanging them gives a basis; the pivot has exchanged two already.
    """
    if pivot is None:
        return found
    rows, columns = ({*lines} for lines in found)
    row, column = pivot
    has_row, has_column = row in rows, column in columns
    rows = rows - {row} | (set() if has_column else {row})
    columns = columns - {column} | (set() if has_row else {column})
    return tuple(sorted(rows)), tuple(sorted(columns))
