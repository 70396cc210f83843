"""Steps that preserve total unimodularity and make a matrix smaller, and the connected blocks of what is left.

Dropped are lines (rows or columns) with at most one nonzero entry and lines that repeat another up to sign. The blocks
are the connected components of the bipartite graph of rows and columns (a 1-sum; Schrijver 1986, 19.4).
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from exact.unimodular.evidence import Step
from exact.unimodular.table import Table, bits, lowest


class _Lines:
    """The rows (or the columns) of a table, from which some have been dropped.

    `changed` are those to be looked at: all at first, and then those that have lost an entry.
    """

    def __init__(self, line: str, table: Table) -> None:
        self.line = line
        self.names = table.rows
        self.support = list(table.support)
        self.negative = list(table.negative)
        self.kept = self.changed = (1 << len(table.rows)) - 1
        self.met: dict[int, list[int]] = {}

    def copy(self, position: int) -> int | None:
        """A line met before that this one repeats up to sign; what has changed since it was met is met again later."""
        support, negative = self.support[position], self.negative[position]
        alike = self.met.setdefault(support, [])
        for other in alike:
            same = self.kept >> other & 1 and self.support[other] == support and other != position
            if same and self.negative[other] ^ negative in (0, support):
                return other
        alike.append(position)
        return None


def reduced(table: Table) -> tuple[tuple[Step, ...], Table]:
    """The steps taken, and the table they lead to, in which no step applies."""
    rows, columns = _Lines("row", table), _Lines("column", table.transpose)
    steps: list[Step] = []
    while rows.changed or columns.changed:
        for lines, across in ((rows, columns), (columns, rows)):
            _drop_units(lines, across, steps)
            _drop_copies(lines, across, steps)
    if not steps:
        return (), table
    return tuple(steps), table.part(list(bits(rows.kept)), list(bits(columns.kept)))


def blocks(table: Table) -> list[tuple[list[int], list[int]]]:
    """The positions of the rows and of the columns of every connected block, by first row."""
    columns = table.transpose.support
    found = []
    rows_left = (1 << len(table.rows)) - 1
    while rows_left:
        rows = fresh = rows_left & -rows_left
        within = 0
        while fresh:
            reached = 0
            for r in bits(fresh):
                reached |= table.support[r]
            next_rows = 0
            for c in bits(reached & ~within):
                next_rows |= columns[c]
            within |= reached
            fresh = next_rows & ~rows
            rows |= next_rows
            if rows == rows_left:
                within, fresh = reduce(or_, (table.support[r] for r in bits(rows)), within), 0
        rows_left &= ~rows
        found.append((list(bits(rows)), list(bits(within))))
    return found


def unsigned(table: Table) -> tuple[tuple[Step, ...], Table] | None:
    """Negations after which no entry is negative, and the table they lead to; `None` when there are none."""
    if not any(table.negative):
        return (), table
    row_sign, column_sign = signs_towards(table, table.negative)
    steps = [Step("negate", "row", name) for r, name in enumerate(table.rows) if row_sign[r]]
    steps += [Step("negate", "column", name) for c, name in enumerate(table.columns) if column_sign[c]]
    flipped = sum(1 << c for c, sign in enumerate(column_sign) if sign)
    for r, support in enumerate(table.support):
        wanted = support & ~flipped if row_sign[r] else support & flipped
        if wanted != table.negative[r]:
            return None
    return tuple(steps), Table(table.rows, table.columns, table.support, (0,) * len(table.rows))


def signs_towards(table: Table, different: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """Which rows and columns to negate (1) so that along a spanning forest exactly the `different` entries change."""
    across = table.transpose.support
    row_sign, column_sign = [0] * len(table.rows), [0] * len(table.columns)
    rows_left, columns_left = (1 << len(table.rows)) - 1, (1 << len(table.columns)) - 1
    while rows_left:
        start = lowest(rows_left)
        rows_left ^= 1 << start
        fresh = [start]
        while fresh:
            reached = []
            for r in fresh:
                found = table.support[r] & columns_left
                columns_left ^= found
                for c in bits(found):
                    column_sign[c] = row_sign[r] ^ (different[r] >> c & 1)
                    reached.append(c)
            fresh = []
            for c in reached:
                found = across[c] & rows_left
                rows_left ^= found
                for r in bits(found):
                    row_sign[r] = column_sign[c] ^ (different[r] >> c & 1)
                    fresh.append(r)
    return row_sign, column_sign


def _drop(lines: _Lines, across: _Lines, position: int) -> None:
    at = ~(1 << position)
    lines.kept &= at
    lines.changed &= at
    met = lines.support[position]
    across.changed |= met
    for other in bits(met):
        across.support[other] &= at
        across.negative[other] &= at


def _drop_units(lines: _Lines, across: _Lines, steps: list[Step]) -> None:
    """Drop lines with at most one nonzero entry, and then those that this has made such."""
    queue = [(lines, p) for p in bits(lines.changed) if not lines.support[p] & (lines.support[p] - 1)]
    for side, position in queue:
        if not side.kept >> position & 1:
            continue
        support = side.support[position]
        other = across if side is lines else lines
        _drop(side, other, position)
        steps.append(Step("unit", side.line, side.names[position]))
        queue += ((other, p) for p in bits(support) if not other.support[p] & (other.support[p] - 1))


def _drop_copies(lines: _Lines, across: _Lines, steps: list[Step]) -> None:
    """Drop changed lines that repeat another up to sign."""
    changed, lines.changed = lines.changed, 0
    for position in bits(changed & lines.kept):
        original = lines.copy(position)
        if original is not None:
            _drop(lines, across, position)
            steps.append(Step("copy", lines.line, lines.names[position], lines.names[original]))
