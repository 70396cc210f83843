"""Square sparse systems, peeled to a nucleus and solved exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from flint import fmpq, fmpz_mat

Exact = Any  # fmpq or int: FLINT's rationals and Python's integers mix freely


class SquareSystem:
    """A nonsingular square integer matrix, peeled, to be solved for several right sides and for its transpose.

    `head` lists pivots (row, column) whose row has no other column left, in the order found, `tail` those whose
    column has no other row left; the nucleus is what remains. A singular matrix raises `ZeroDivisionError`.
    """

    def __init__(self, rows: list[dict[int, int]], size: int) -> None:
        self.rows = rows
        self.columns: list[dict[int, int]] = [{} for _ in range(size)]
        for r, row in enumerate(rows):
            for c, entry in row.items():
                self.columns[c][r] = entry
        self.head: list[tuple[int, int]] = []
        self.tail: list[tuple[int, int]] = []
        live_rows, live_columns = self._peel()
        self.nucleus_rows = [r for r, live in enumerate(live_rows) if live]
        self.nucleus_columns = [c for c, live in enumerate(live_columns) if live]
        if len(self.nucleus_rows) != len(self.nucleus_columns):
            raise ZeroDivisionError("singular")
        place = {c: k for k, c in enumerate(self.nucleus_columns)}
        k = len(place)
        entries = [0] * (k * k)
        for position, r in enumerate(self.nucleus_rows):
            for c, entry in rows[r].items():
                if c in place:
                    entries[position * k + place[c]] = entry
        self.nucleus = fmpz_mat(k, k, entries)

    def _peel(self) -> tuple[list[bool], list[bool]]:
        live_rows, live_columns = [True] * len(self.rows), [True] * len(self.columns)
        in_row = [len(row) for row in self.rows]
        in_column = [len(column) for column in self.columns]
        waiting = [(r, True) for r, count in enumerate(in_row) if count == 1]
        waiting += [(c, False) for c, count in enumerate(in_column) if count == 1]
        while waiting:
            line, is_row = waiting.pop()
            if is_row:
                if not live_rows[line] or in_row[line] != 1:
                    continue
                r, c = line, next(c for c in self.rows[line] if live_columns[c])
                self.head.append((r, c))
            else:
                if not live_columns[line] or in_column[line] != 1:
                    continue
                r, c = next(r for r in self.columns[line] if live_rows[r]), line
                self.tail.append((r, c))
            live_rows[r] = live_columns[c] = False
            for other in self.columns[c]:
                if live_rows[other]:
                    in_row[other] -= 1
                    if in_row[other] == 1:
                        waiting.append((other, True))
            for other in self.rows[r]:
                if live_columns[other]:
                    in_column[other] -= 1
                    if in_column[other] == 1:
                        waiting.append((other, False))
        return live_rows, live_columns

    def solve(self, right: Sequence[Exact]) -> list[Exact]:
        """x with `matrix x = right`."""
        return _triangular(
            self.rows, self.head, self.nucleus, self.nucleus_rows, self.nucleus_columns, self.tail, right
        )

    def solve_transposed(self, right: Sequence[Exact]) -> list[Exact]:
        """y with `y matrix = right`: the same with rows and columns, head and tail exchanged."""
        head = [(c, r) for r, c in self.tail]
        tail = [(c, r) for r, c in self.head]
        nucleus = self.nucleus.transpose()
        return _triangular(self.columns, head, nucleus, self.nucleus_columns, self.nucleus_rows, tail, right)


def _triangular(
    rows: list[dict[int, int]],
    head: list[tuple[int, int]],
    nucleus: Any,
    nucleus_rows: list[int],
    nucleus_columns: list[int],
    tail: list[tuple[int, int]],
    right: Sequence[Exact],
) -> list[Exact]:
    solution: list[Exact] = [0] * len(rows)

    def remainder(r: int) -> Exact:
        return right[r] - sum([entry * solution[c] for c, entry in rows[r].items() if solution[c]])

    def pivot(r: int, c: int) -> None:
        entry = rows[r][c]
        solution[c] = remainder(r) * (entry if entry in (1, -1) else fmpq(1, entry))

    for r, c in head:
        pivot(r, c)
    if nucleus_rows:
        rest = [fmpq(remainder(r)) for r in nucleus_rows]
        denominator = math.lcm(*(int(value.q) for value in rest))
        integers = [int((value * denominator).p) for value in rest]
        inner = nucleus.solve(fmpz_mat(len(rest), 1, integers))
        for k, c in enumerate(nucleus_columns):
            solution[c] = inner[k, 0] / denominator
    for r, c in reversed(tail):
        pivot(r, c)
    return solution
