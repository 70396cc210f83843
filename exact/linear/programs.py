"""Linear programs in standard form, and their bases.

Columns are numbered, the variables first, then the slacks `b_i - a_i x` of the rows: what is beyond its bounds at a
point, and what a basis consists of, is named by such numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from exact.linear.square import Exact
from exact.linear.systems import LinearSystem, SparseVector

BASIC, LOWER, UPPER, FREE = range(4)
Sparse = dict[int, Exact]


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

    def misses(self, x: Sequence[Exact]) -> Sparse:
        """The columns that are beyond their bounds at x, of variables and of slacks: 1 for one that must grow to meet
        them, -1 for one that must fall. Empty exactly for a solution."""
        missed: Sparse = {}
        left: list[Exact] = [0] * len(self.rows)
        for j, (value, low, high) in enumerate(zip(x, self.lower, self.upper, strict=True)):
            if low is not None and value < low:
                missed[j] = 1
            elif high is not None and value > high:
                missed[j] = -1
            if value:
                for i, entry in self.columns[j]:
                    left[i] += entry * value
        for column, (total, equal, bound) in enumerate(zip(left, self.equality, self.right, strict=True), len(x)):
            if total != bound and (equal or total > bound):
                missed[column] = 1 if total > bound else -1
        return missed

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


def standard_form(system: LinearSystem, objective: SparseVector) -> Program:
    """`maximize objective * x` over the system."""
    rows, scales, right = [], [], []
    columns: list[list[tuple[int, int]]] = [[] for _ in system.variables]
    for i, row in enumerate(system.rows):
        scale = math.lcm(*[value.denominator for _, value in row.coefficients])
        if scale == 1:
            scaled = [(j, value.numerator) for j, value in row.coefficients]
        else:
            scaled = [(j, int(value * scale)) for j, value in row.coefficients]
        for j, entry in scaled:
            columns[j].append((i, entry))
        rows.append(scaled)
        scales.append(scale)
        right.append(_exact(row.bound if scale == 1 else row.bound * scale))
    return Program(
        rows,
        columns,
        [row.sense == "=" for row in system.rows],
        right,
        [None if bound is None else _exact(bound) for bound in system.lower],
        [None if bound is None else _exact(bound) for bound in system.upper],
        {j: _exact(weight) for j, weight in objective},
        scales,
    )


def _exact(value: Fraction) -> Exact:
    return value.numerator if value.denominator == 1 else fmpq(value.numerator, value.denominator)


@dataclass
class Basis:
    """Where each variable and each row's slack stands: BASIC, or nonbasic at LOWER, UPPER or (a free variable) FREE.

    The slack of row i is `b_i - a_i x`; nonbasic, it is 0.
    """

    variables: list[int]
    slack_is_basic: list[bool]
