"""Linear programs in standard form, and their bases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq

from exact.linear.square import Exact

BASIC, LOWER, UPPER, FREE = range(4)


@dataclass(frozen=True)
class Program:
    """`maximize cost x` over integer rows: the system with each row scaled to integers, and columns beside rows."""

    rows: list[list[tuple[int, int]]]
    columns: list[list[tuple[int, int]]]
    equality: list[bool]
    right: list[Exact]
    lower: list[Exact | None]
    upper: list[Exact | None]
    cost: dict[int, Exact]
    scales: list[int]

    def contains(self, x: Sequence[Exact]) -> bool:
        """Whether x satisfies every bound and every row."""
        for value, low, high in zip(x, self.lower, self.upper, strict=True):
            if (low is not None and value < low) or (high is not None and value > high):
                return False
        for row, equal, bound in zip(self.rows, self.equality, self.right, strict=True):
            left = sum(entry * x[j] for j, entry in row if x[j])
            if left > bound or (equal and left != bound):
                return False
        return True

    def proved_bound(self, cost: dict[int, Exact], y: Sequence[Exact]) -> Exact | None:
        """The upper bound on `cost x` that the row multipliers prove, or `None`."""
        rest = dict(cost)
        total = fmpq(0)
        for i, multiplier in enumerate(y):
            if multiplier:
                if multiplier < 0 and not self.equality[i]:
                    return None
                total += multiplier * self.right[i]
                for j, entry in self.rows[i]:
                    rest[j] = rest.get(j, 0) - multiplier * entry
        for j, entry in rest.items():
            if entry:
                limit = self.upper[j] if entry > 0 else self.lower[j]
                if limit is None:
                    return None
                total += entry * limit
        return total


@dataclass
class Basis:
    """Where each variable and each row's slack stands: BASIC, or nonbasic at LOWER, UPPER or (a free variable) FREE.

    The slack of row i is `b_i - a_i x`; nonbasic, it is 0.
    """

    variables: list[int]
    slack_is_basic: list[bool]
