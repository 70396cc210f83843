"""Best assignments for many weightings at once, each with prices that prove it best.

Every row takes at most one column, and column j is taken at most `capacities[j]` times. The value of an assignment is
the sum of the weights of the pairs in it; a row may take nothing, which is worth 0. Rows come in one after the other,
each along the best alternating path (Kuhn 1955; Edmonds & Karp 1972): it takes a column, whose former taker moves on.
Duality proves that nothing is better: with prices p_j >= 0 no assignment is worth more than
`sum of capacities[j] p_j + sum over rows i of max(0, max over j of w_ij - p_j)`, and the prices found attain that.

All weightings go through the same steps side by side, in exact integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from exact import arguments

BLOCK = 4096
"""So many weightings at once stay near the processor."""

Array = Any
"""An array of exact integers: of 64 bits where sums of weights have room in them, else of Python's own."""


def best_assignments(weights: Array, capacities: Sequence[int]) -> tuple[Array, Array]:
    """Best assignments and their prices. `weights[p, i, j]` is an array of integers, in weighting p of row i, column j.

    In `taken[p, i]` stands the column that row i takes, or the number of columns where it takes nothing; `prices[p, j]`
    prove that best. Raises `ValueError` for another shape, a negative capacity or weights that are not exact integers.
    """
    if not isinstance(weights, np.ndarray) or weights.ndim != 3:
        raise ValueError("weights: an array with three places was expected: weighting, row, column")
    if weights.dtype != object and weights.dtype.kind not in "iu":
        raise ValueError(f"weights: integers were expected, not {weights.dtype}")
    limits = [arguments.whole(each, "capacities", 0) for each in arguments.listed(capacities, "capacities")]
    if len(limits) != weights.shape[2]:
        raise ValueError(f"capacities: {len(limits)} for {weights.shape[2]} columns")
    exact = with_room(weights, 4 * (weights.shape[2] + 2))
    blocks = [_Block(exact[start : start + BLOCK], limits) for start in range(0, max(1, len(exact)), BLOCK)]
    return np.concatenate([b.taken for b in blocks]), np.concatenate([b.prices() for b in blocks])


def with_room(numbers: Array, terms: int) -> Array:
    """The integers in 64 bits if sums of so many of them have room there, else as Python's own."""
    largest = max(map(abs, (int(numbers.max()), int(numbers.min())))) if numbers.size else 0
    return numbers.astype(np.int64 if largest * terms < 1 << 60 else object)


class _Block:
    """Some of the weightings; the column after the last stands for taking nothing."""

    def __init__(self, weights: Array, capacities: Sequence[int]) -> None:
        self.count, self.rows, self.columns = weights.shape
        self.weights = np.concatenate([weights, np.zeros((self.count, self.rows, 1), weights.dtype)], axis=2)
        self.none = -(1 << 60) if weights.dtype != object else -(1 << 60) - 9 * int(np.abs(weights).sum())
        self.capacities = np.array(capacities, dtype=np.int64).reshape(1, self.columns)
        self.all = np.arange(self.count)
        self.taken = np.full((self.count, self.rows), self.columns, dtype=np.int64)
        self.load = np.zeros((self.count, self.columns), dtype=np.int64)
        for row in range(self.rows):
            self._insert(row)

    def _moves(self, rows: int) -> tuple[Array, Array]:
        """The most that a move from column j to column k gains, by one of the first rows, and by which."""
        shape = (self.count, self.columns, self.columns + 1)
        gains, movers = np.full(shape, self.none, dtype=self.weights.dtype), np.zeros(shape, dtype=np.int64)
        for row in range(rows):
            (where,) = np.nonzero(self.taken[:, row] < self.columns)
            column = self.taken[where, row]
            mine = self.weights[where, row, :]
            gain = mine - mine[np.arange(len(where)), column][:, None]
            known = gains[where, column, :]
            better = gain > known
            gains[where, column, :] = np.where(better, gain, known)
            movers[where, column, :] = np.where(better, row, movers[where, column, :])
        return gains, movers

    def _insert(self, row: int) -> None:
        """Let a row in, along the path that gains most."""
        gains, movers = self._moves(row)
        value = self.weights[:, row, :].copy()
        before = np.full((self.count, self.columns + 1), -1)
        for _ in range(self.columns):
            through = value[:, : self.columns, None] + gains
            best, by = through.max(axis=1, initial=self.none), through.argmax(axis=1) if self.columns else before
            up = best > value
            if not up.any():
                break
            value, before = np.where(up, best, value), np.where(up, by, before)
        free = np.concatenate([self.load < self.capacities, np.ones((self.count, 1), dtype=bool)], axis=1)
        end = np.where(free, value, 2 * self.none).argmax(axis=1)
        (growing,) = np.nonzero(end < self.columns)
        self.load[growing, end[growing]] += 1
        self._shift(row, end, before, movers)

    def _shift(self, row: int, end: Array, before: Array, movers: Array) -> None:
        """Move along the paths, from their ends back to the row that came in."""
        active, node = self.all, end
        while len(active):
            previous = before[active, node]
            first = previous < 0
            self.taken[active[first], row] = node[first]
            active, node, previous = active[~first], node[~first], previous[~first]
            self.taken[active, movers[active, previous, node]] = node
            node = previous

    def prices(self) -> Array:
        """The least prices: what one more of a column would gain, along the best path that ends there."""
        gains, _ = self._moves(self.rows)
        without = (self.taken == self.columns)[:, :, None]
        own = np.where(without, self.weights[:, :, : self.columns], 0).max(axis=1, initial=0)
        for _ in range(self.columns):
            through = own[:, :, None] + gains[:, :, : self.columns]
            own = np.maximum(own, through.max(axis=1, initial=0))
        return own
