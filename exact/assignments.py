"""Best assignments for many weightings at once, each with prices that prove it best.

Every row takes at most one column, and column j is taken at most `capacities[j]` times. The value of an assignment is
the sum of the weights of the pairs in it; a row may take nothing, which is worth 0. Rows come in one after the other,
each along the best alternating path (Kuhn 1955; Edmonds & Karp 1972): it takes a column, whose former taker moves on.
Duality proves that nothing is better: with prices p_j >= 0 no assignment is worth more than
`sum of capacities[j] p_j + sum over rows i of max(0, max over j of w_ij - p_j)`, and the prices found attain that.

All weightings go through the same steps side by side, in exact integers. Where each row has a few weights to choose
from and all combinations are asked for, those that agree on the first rows share the steps with these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from exact import arguments
from exact.showing.display import Displayed

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
    limits = _limits(weights, "weights", capacities)
    exact = with_room(weights, 4 * (weights.shape[2] + 2))
    blocks = []
    for start in range(0, max(1, len(exact)), BLOCK):
        part = exact[start : start + BLOCK]
        block = _Block.without_rows(len(part), limits, exact)
        for row in range(exact.shape[1]):
            block = block.let_in(part[:, row], np.arange(len(part))[:, None])
        blocks.append(block)
    return np.concatenate([b.taken for b in blocks]), np.concatenate([b.prices() for b in blocks])


def best_of_choices(choices: Sequence[Array], capacities: Sequence[int]) -> Array:
    """Best assignments for every way to choose weights for each row: `choices[i][k, j]` is row i's k-th for column j.

    As `taken` of `best_assignments`, with the weightings in lexicographic order: the last row's choice changes first.
    Raises `ValueError` as `best_assignments` does, and where there is no row.
    """
    if not choices or not all(isinstance(each, np.ndarray) and each.ndim == 2 for each in choices):
        raise ValueError("choices: for each row an array with two places was expected: choice, column")
    if len({each.shape[1] for each in choices}) != 1:
        raise ValueError("choices: the rows have different numbers of columns")
    everything = np.concatenate(choices)
    limits = _limits(everything, "choices", capacities)
    exact = with_room(everything, 4 * (everything.shape[1] + 2))
    ends = np.cumsum([len(each) for each in choices])[:-1]
    start = _Block.without_rows(1, limits, exact)
    return np.concatenate([block.taken for block in _combined(start, np.split(exact, ends))])


def _limits(weights: Array, name: str, capacities: Sequence[int]) -> Array:
    """The capacities, one for each column."""
    if weights.dtype != object and weights.dtype.kind not in "iu":
        raise ValueError(f"{name}: integers were expected, not {weights.dtype}")
    limits = [arguments.whole(each, "capacities", 0) for each in arguments.listed(capacities, "capacities")]
    if len(limits) != weights.shape[-1]:
        raise ValueError(f"capacities: {len(limits)} for {weights.shape[-1]} columns")
    return np.array(limits, dtype=np.int64)


def with_room(numbers: Array, terms: int) -> Array:
    """The integers in 64 bits if sums of so many of them have room there, else as Python's own."""
    largest = max(map(abs, (int(numbers.max()), int(numbers.min())))) if numbers.size else 0
    return numbers.astype(np.int64 if largest * terms < 1 << 60 else object)


def _combined(block: _Block, choices: Sequence[Array]) -> Iterator[_Block]:
    """All combinations of the rest of the rows, in blocks."""
    if not choices:
        yield block
        return
    alternatives = choices[0]
    size = max(1, BLOCK // max(1, len(alternatives)))
    for start in range(0, len(block.taken), size):
        part = block.some(slice(start, start + size))
        which = np.broadcast_to(np.arange(len(alternatives)), (len(part.taken), len(alternatives)))
        yield from _combined(part.let_in(alternatives, which), choices[1:])


@dataclass(frozen=True, eq=False)
class _Block(Displayed):
    """Some weightings of the rows that are in; the column after the last stands for taking nothing.

    `tables[i]` holds the weights that row i may have, and `which[p, i]` says which of them it has in weighting p.
    """

    tables: tuple[Array, ...]
    which: Array
    taken: Array
    load: Array
    capacities: Array
    none: Array
    """One number, less than any path gains."""

    @classmethod
    def without_rows(cls, count: int, capacities: Array, weights: Array) -> _Block:
        """No row is in yet; those that will be have their weights among these."""
        none = -(1 << 60) if weights.dtype != object else -(1 << 60) - 9 * int(np.abs(weights).sum())
        nothing, load = np.zeros((count, 0), dtype=np.int64), np.zeros((count, len(capacities)), dtype=np.int64)
        return cls((), nothing, nothing, load, capacities, np.full(1, none, weights.dtype))

    @property
    def columns(self) -> int:
        return len(self.capacities)

    def some(self, part: slice) -> _Block:
        return replace(self, which=self.which[part], taken=self.taken[part], load=self.load[part])

    def weights(self, where: Array, row: int) -> Array:
        return self.tables[row][self.which[where, row]]

    def moves(self) -> tuple[Array, Array]:
        """The most that a move from column j to column k gains, and by which row."""
        shape = (len(self.taken), self.columns, self.columns + 1)
        gains, movers = np.full(shape, self.none), np.zeros(shape, dtype=np.int64)
        for row in range(len(self.tables)):
            (where,) = np.nonzero(self.taken[:, row] < self.columns)
            column = self.taken[where, row]
            mine = self.weights(where, row)
            gain = mine - mine[np.arange(len(where)), column][:, None]
            known = gains[where, column, :]
            better = gain > known
            gains[where, column, :] = np.where(better, gain, known)
            movers[where, column, :] = np.where(better, row, movers[where, column, :])
        return gains, movers

    def let_in(self, table: Array, which: Array) -> _Block:
        """One more row: weighting p goes on in one way for each `which[p]`, with that row of the table.

        The row comes in along the path that gains most.
        """
        table = np.concatenate([table, np.zeros((len(table), 1), table.dtype)], axis=1)
        often = which.shape[1]
        gains, movers = (np.repeat(each, often, axis=0) for each in self.moves())
        value = table[which.ravel()]
        before = np.full((len(value), self.columns + 1), -1)
        for _ in range(self.columns):
            through = value[:, : self.columns, None] + gains
            best, by = through.max(axis=1, initial=self.none[0]), through.argmax(axis=1) if self.columns else before
            up = best > value
            if not up.any():
                break
            value, before = np.where(up, best, value), np.where(up, by, before)
        load = np.repeat(self.load, often, axis=0)
        free = np.concatenate([load < self.capacities, np.ones((len(load), 1), dtype=bool)], axis=1)
        end = np.where(free, value, 2 * self.none).argmax(axis=1)
        (growing,) = np.nonzero(end < self.columns)
        load[growing, end[growing]] += 1
        own = np.full((len(load), 1), self.columns)
        taken = np.concatenate([np.repeat(self.taken, often, axis=0), own], axis=1)
        _shift(taken, end, before, movers)
        both = np.concatenate([np.repeat(self.which, often, axis=0), which.reshape(-1, 1)], axis=1)
        return replace(self, tables=(*self.tables, table), which=both, taken=taken, load=load)

    def prices(self) -> Array:
        """The least prices: what one more of a column would gain, along the best path that ends there."""
        gains, _ = self.moves()
        own = np.zeros((len(self.taken), self.columns), dtype=gains.dtype)
        for row in range(len(self.tables)):
            (where,) = np.nonzero(self.taken[:, row] == self.columns)
            own[where] = np.maximum(own[where], self.weights(where, row)[:, : self.columns])
        for _ in range(self.columns):
            through = own[:, :, None] + gains[:, :, : self.columns]
            own = np.maximum(own, through.max(axis=1, initial=0))
        return own


def _shift(taken: Array, end: Array, before: Array, movers: Array) -> None:
    """Move along the paths, from their ends back to the row that came in, the last."""
    active, node = np.arange(len(taken)), end
    while len(active):
        previous = before[active, node]
        first = previous < 0
        taken[active[first], -1] = node[first]
        active, node, previous = active[~first], node[~first], previous[~first]
        taken[active, movers[active, previous, node]] = node
        node = previous
