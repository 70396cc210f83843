"""The sign of a 3-sum, and what a violator of one of its parts says about the whole.

Let M = [A ab; dc B]. A shortest path in B from a row with d nonzero to a column with b nonzero is a square submatrix P
of B with determinant 1 or -1, and meets d and b only at its ends. For any A' within A, and a', c' to match,

    det [A' a'b; dc' P] = det P * det(A' - e a'c') = det P * e * det [A' a'; c' e],

where e, 1 or -1, is the product of the ends' b and d and the entry of P's inverse between them. So with this sign the
part [A a a; c 0 e] has a violator with its last row and column only if M has one: the path takes their place. A path in
A gives the sign of the other part in the same way; if the two signs differ, both paths together have determinant 2
or -2.

A violator of the part may need its entry 0, at the crossing of c and a, where the whole has another entry. Then the
whole has a violator, too, if it is 3-connected and there are four lines or more on both sides, though not in a place
that is known. Let it be totally unimodular. Then [A a; c 0] is a minor of it modulo 2 (Seymour 1980): for some
nonsingular square B' in B, with a row and a column more, eliminating B' leaves [A - v ac, a; c w] up to signs, with v
and w even, so w = 0. Let D = det A' and N = c' adj(A') a', which is minus the part's violating determinant. By
det(A' - t a'c') = D - t N, as D and D - e N are -1, 0 or 1, N is 2 or -2 and D is not 0. So v = 0, for D - v N is -1, 0
or 1, too. But then the minor for A', a' and c' of what is left has the determinant -N. That cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exact.unimodular.table import Positions, Table, bits, lowest

FURTHER = -1
"""The place, in the whole, of the further column of a part."""


@dataclass(frozen=True)
class Path:
    """A chordless path from a row to a column, and the sign that it gives to the part on the other side."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    sign: int


@dataclass(frozen=True)
class Linked:
    """The sign of a 3-sum, and for each part the path on the other side that gives it."""

    sign: int
    paths: tuple[Path, Path]


Side = tuple[int, int]
"""Rows and columns, as bit sets."""


def linked(
    table: Table, sides: tuple[Side, Side], upper: tuple[int, int], lower: tuple[int, int]
) -> Linked | Positions | None:
    """The sign of a 3-sum; or a violator, if the corners or the signs of the parts do not fit; or `None`.

    The corners must have rank 1 modulo 2, and the links must be entries of them. `None` means that in A or in B no path
    connects the corners, which splits it: then the whole is a 2-sum, or has a unit line or a copy.
    """
    ((rows_a, columns_a), (rows_b, columns_b)), (r1, c2), (r2, c1) = sides, upper, lower
    wrong = wrong_corner(table, rows_a, columns_b, upper) or wrong_corner(table, rows_b, columns_a, lower)
    if wrong is not None:
        return wrong
    in_b = path_through(table, sides[1], c1, r1, table.entry(r1, c2) * table.entry(r2, c1))
    in_a = path_through(table, sides[0], c2, r2, 1)
    if in_b is None or in_a is None:
        return None
    if in_b.sign != in_a.sign:
        return in_a.rows + in_b.rows, in_a.columns + in_b.columns
    return Linked(in_b.sign, (in_b, in_a))


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


def in_the_whole(part: Positions, crossing: tuple[int, int], path: Path) -> Iterator[Positions]:
    """Places in the whole for a violator of a part, one of which is a violator unless it needs the entry 0 of the part.

    That entry stands at the `crossing` of a row and a column from outside the part's own side. Without that row the
    further column repeats the column; with both columns, subtract one from the other; with the further one alone, the
    path takes the place of row and column.
    """
    row, column = crossing
    rows = tuple(r for r in part[0] if r != row)
    columns = tuple(c for c in part[1] if c not in (column, FURTHER))
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
