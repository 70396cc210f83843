"""Finding 2- and 3-sums: separations of low rank.

Split the rows and the columns in two sides X and Y. The matrix is a 2-sum along the split when the entries between
the sides have rank 1 in one corner and 0 in the other, and a 3-sum when they have rank 1 in both (Schrijver 1986,
19.4 (9)). Rank 2 in one corner becomes rank 1 in both by a pivot in that corner.

Once a nonzero entry of each corner is fixed, rank 1 says that every entry of the corner is the product of its ends in
the row and the column of that entry. So a line put on one side forces others, one by one, to the same side: closures
of single lines find every separation that has the fixed entries in its corners (Truemper 1992, chapter 5).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from exact.unimodular.table import Positions, Table, bits

LIKELY = 80
"""How many pairs of entries are tried at a time for a 3-sum, at most, before the complete search."""

LINES_TRIED = 4000
"""A pair costs more with more lines: so many lines at a time are enough."""


@dataclass(frozen=True)
class Split:
    """The lines of one side (rows, then columns numbered after the rows), and the entries that pin the corners."""

    side: int
    upper: tuple[int, int]
    lower: tuple[int, int] | None
    pivot: tuple[int, int] | None = None


def sides(table: Table, split: Split) -> tuple[tuple[int, int], tuple[int, int]]:
    """The rows and the columns of X, and those of Y, as bit sets."""
    height = len(table.rows)
    rows, columns = (1 << height) - 1, (1 << len(table.columns)) - 1
    x = split.side & rows, split.side >> height
    return x, (rows & ~x[0], columns & ~x[1])


def two_sum(table: Table) -> Split | None:
    """A separation of a connected table with rank 1 in the upper corner and 0 in the lower, if there is one.

    Of several the most even one found, so that long chains of sums come apart in few levels.
    """
    best: tuple[int, Split] | None = None
    lines = len(table.rows) + len(table.columns)
    for entry in _spanning(table):
        side = _Corners(table, entry, None).side(2)
        if side is not None:
            smaller = min(side.bit_count(), lines - side.bit_count())
            if best is None or smaller > best[0]:
                best = smaller, Split(side, entry, None)
            if 3 * smaller >= lines:
                break
    return None if best is None else best[1]


def likely_three_sum(table: Table, rows: int, columns: int, rng: Random) -> Split | None:
    """A separation with rank 1 in both corners, perhaps after a pivot, four lines on both sides, if met by chance.

    Most often one of two entries is in the given rows and columns. If already these rows have no tree, and nor have
    these columns of the transpose, then in a sum of a network matrix and a transposed one they mostly meet in a corner.
    """
    entries = _entries(table)
    inside = [(r, c) for r in bits(rows) for c in bits(table.support[r] & columns)] or entries
    tries = min(LIKELY, 8 + LINES_TRIED // (len(table.rows) + len(table.columns)))
    for attempt in range(tries):
        entry, partner = rng.choice(inside if attempt % 4 else entries), rng.choice(entries)
        side = _between(table, entry, partner)
        if side is not None:
            return Split(side, entry, partner)
    entry = rng.choice(inside)
    turned = table.pivoted(*entry)
    if not isinstance(turned, Table):
        return None  # a violator, which others will find
    entries = _entries(turned)
    for partner in rng.sample(entries, min(tries // 2, len(entries))):
        side = _between(turned, entry, partner)
        if side is not None:
            return Split(side, entry, partner, entry)
    return None


def _between(table: Table, entry: tuple[int, int], partner: tuple[int, int]) -> int | None:
    apart = entry[0] != partner[0] and entry[1] != partner[1]
    return _Corners(table, entry, partner).side(4) if apart else None


def three_sum(table: Table) -> Split | Positions | None:
    """A separation of a connected table with rank 1 in both corners, perhaps after a pivot, four lines on both sides.

    Finds one if there is one with five lines on both sides. An entry of a spanning tree lies between the sides: in one
    of two corners of rank 1, or in a corner of rank 2, when a pivot on it makes two corners of rank 1. What lies in the
    other corner is among its `_partners`. Where a pivot would make a 2 that violator comes back instead.
    """
    for entry in _spanning(table):
        for pivot in (None, entry):
            turned = table if pivot is None else table.pivoted(*pivot)
            if not isinstance(turned, Table):
                return tuple(sorted((entry[0], turned[0]))), tuple(sorted((entry[1], turned[1])))
            for partner in _partners(turned, entry):
                side = _Corners(turned, entry, partner).side(4)
                if side is not None:
                    return Split(side, entry, partner, pivot)
    return None


def _partners(table: Table, entry: tuple[int, int]) -> list[tuple[int, int]]:
    """Entries, one of which lies in the lower corner of any separation that has the given one in its upper corner.

    The corner's entries are products, so none lies in the upper corner but where both factors are not zero. The others
    connect rows and columns; if they connect all, one of a spanning tree lies between the sides, in the lower corner.
    """
    row, column = entry
    across, down = table.support[row], table.transpose.support[column]
    outside = tuple(own & ~across if down >> r & 1 else own for r, own in enumerate(table.support))
    rest = Table(table.rows, table.columns, outside, (0,) * len(outside))
    tree = _spanning(rest)
    if len(tree) < len(table.rows) + len(table.columns) - 1:
        tree = _entries(table)
    return [(r, c) for r, c in tree if r != row and c != column]


def _spanning(table: Table) -> list[tuple[int, int]]:
    """The entries of a spanning tree of the graph of rows and columns: one of them lies between any two sides."""
    across = table.transpose.support
    entries: list[tuple[int, int]] = []
    seen = {(True, 0)}
    queue = [(True, 0)]
    for is_row, at in queue:
        for other in bits(table.support[at] if is_row else across[at]):
            if (not is_row, other) not in seen:
                seen.add((not is_row, other))
                queue.append((not is_row, other))
                entries.append((at, other) if is_row else (other, at))
    return entries


def _entries(table: Table) -> list[tuple[int, int]]:
    return [(row, column) for row, support in enumerate(table.support) for column in bits(support)]


class _Corners:
    """The separations with row `upper[0]` and column `lower[1]` in X, row `lower[0]` and column `upper[1]` in Y.

    Without `lower` the lower corner, rows of Y by columns of X, must be zero.
    """

    def __init__(self, table: Table, upper: tuple[int, int], lower: tuple[int, int] | None) -> None:
        self.height = len(table.rows)
        self.count = self.height + len(table.columns)
        self.rows, self.columns = table.support, table.transpose.support
        self.row_x, self.column_y = upper
        self.row_y, self.column_x = lower if lower is not None else (-1, -1)

    def side(self, least: int) -> int | None:
        """The lines of X in a separation with at least that many lines on both sides, or `None`.

        A line that cannot join X, for what it would bring along, must join Y. Joining X is no mistake: what can be
        closed can be added to any X. But until X has `least` lines it may take one (if `least` is 2, none; if it is 4,
        one) that a given separation has in Y: so one is found if there is one with `least` lines in X and, if `least`
        is 4, five in Y. Of those met on the way the most even.
        """
        everything = (1 << self.count) - 1
        x, y = self._bit(self.row_x, self.column_x), self._bit(self.row_y, self.column_y)
        best: tuple[int, int] | None = None
        for line in range(self.count):
            at = 1 << line
            if (x | y) & at:
                continue
            grown = self._closure(x | at, everything & ~y, self._with_x)
            if grown is not None and (everything & ~grown).bit_count() >= least:
                x = grown
                even = min(x.bit_count(), self.count - x.bit_count())
                if even >= least and (best is None or even > best[0]):
                    best = even, x
                if 3 * x.bit_count() >= self.count and best is not None:
                    break
                continue
            grown = self._closure(y | at, everything & ~x, self._with_y)
            if grown is None or (everything & ~grown).bit_count() < least:
                break
            y = grown
        return None if best is None else best[1]

    def _bit(self, row: int, column: int) -> int:
        return (1 << row if row >= 0 else 0) | (1 << self.height + column if column >= 0 else 0)

    def _closure(self, start: int, allowed: int, forced: Callable[[int], int]) -> int | None:
        """The least closed set that contains `start`; `None` if it leaves what is allowed."""
        closed = fresh = start
        while fresh:
            reached = 0
            for line in bits(fresh):
                reached |= forced(line)
            if reached & ~allowed:
                return None
            fresh = reached & ~closed
            closed |= reached
        return closed

    def _with_x(self, line: int) -> int:
        """The lines that cannot be in Y when this one is in X."""
        if line < self.height:
            row = self.rows[line]
            return (row ^ (self.rows[self.row_x] if row >> self.column_y & 1 else 0)) << self.height
        column = self.columns[line - self.height]
        return column ^ (self.columns[self.column_x] if self.row_y >= 0 and column >> self.row_y & 1 else 0)

    def _with_y(self, line: int) -> int:
        """The lines that cannot be in X when this one is in Y."""
        if line >= self.height:
            column = self.columns[line - self.height]
            return column ^ (self.columns[self.column_y] if column >> self.row_x & 1 else 0)
        row = self.rows[line]
        other = self.rows[self.row_y] if self.column_x >= 0 and row >> self.column_x & 1 else 0
        return (row ^ other) << self.height
