"""The program seen from near a solution that is almost right: iterative refinement of a basis.

What a basis misses by less than a float solver's tolerance the solver does not see. So the program is moved and
magnified: the exact primal solution of the basis becomes the origin, its exact reduced costs become the costs, and both
are measured in units of what is wrong with them (Gleixner, Steffy & Wolter 2016, Iterative refinement for linear
programming). A basis of that program is one of the program itself, and the solver goes on from the one it had.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from exact.linear.programs import BASIC, LOWER, UPPER, Basis, Program
from exact.linear.square import Exact
from exact.linear.suggesting import continued

LARGEST = 2**40
"""Reduced costs of more units than this are taken for so many: they are not what is wrong."""


NEAR = fmpq(1, 1000)
"""What is wrong by more, a float solver has seen: primal values in their own units, costs in those of the largest."""


def refined(program: Program, basis: Basis, x: Sequence[Exact], y: Sequence[Exact]) -> Basis | None:
    """The basis at which the float solver stops from this one, whose solutions are x and y, seen from near.

    `None` for the same one, and where more is wrong with it than floating point hides.
    """
    near = _Near(program, basis, x, y)
    largest = max(map(abs, program.cost.values()), default=0)
    if near.beyond > NEAR or near.gain > largest * NEAR:
        return None
    found = near.back(continued(near.program(), near.basis))
    return None if found == basis else found


class _Near:
    """The program around a solution: every inequality has its slack as a variable, and every right side is 0.

    `beyond` is how far the solution is beyond bounds, `gain` what a unit of a nonbasic variable improves, at most.
    """

    def __init__(self, program: Program, basis: Basis, x: Sequence[Exact], y: Sequence[Exact]) -> None:
        self.given = program
        self.unequal = [i for i, equal in enumerate(program.equality) if not equal]
        # Slacks are in units of the largest entry of their rows, as these are scaled for the float solver.
        self.tops = [max((abs(entry) for _, entry in program.rows[i]), default=1) or 1 for i in self.unequal]
        left = _times(program, x)
        slacks = [fmpq(program.right[i] - left[i]) / top for i, top in zip(self.unequal, self.tops, strict=True)]
        self.values = [*x, *slacks]
        self.costs = [*_reduced(program, y), *(-y[i] * top for i, top in zip(self.unequal, self.tops, strict=True))]
        self.lower = [*program.lower, *([0] * len(slacks))]
        self.upper = [*program.upper, *([None] * len(slacks))]
        places = [BASIC if basis.slack_is_basic[i] else LOWER for i in self.unequal]
        redundant = [equal and basic for equal, basic in zip(program.equality, basis.slack_is_basic, strict=True)]
        self.basis = Basis([*basis.variables, *places], redundant)
        self.beyond = max(map(_beyond, self.values, self.lower, self.upper), default=0)
        self.gain = max(map(_gain, self.costs, self.basis.variables), default=0)

    def program(self) -> Program:
        """Magnified until what is wrong has the size 1."""
        rows, columns = list(self.given.rows), list(self.given.columns)
        for i, top in zip(self.unequal, self.tops, strict=True):
            rows[i] = [*rows[i], (len(columns), top)]
            columns.append([(i, top)])
        zoom = 1 / fmpq(self.beyond or 1)
        unit = fmpq(self.gain or max(map(abs, self.costs), default=0) or 1)
        return Program(
            rows,
            columns,
            [True] * len(rows),
            [0] * len(rows),
            [None if low is None else (low - value) * zoom for low, value in zip(self.lower, self.values, strict=True)],
            [
                None if high is None else (high - value) * zoom
                for high, value in zip(self.upper, self.values, strict=True)
            ],
            {j: max(min(cost / unit, LARGEST), -LARGEST) for j, cost in enumerate(self.costs) if cost},
            self.given.scales,
        )

    def back(self, found: Basis | None) -> Basis | None:
        """The basis of the program that this one of the program from near is."""
        if found is None:
            return None
        size, slack_is_basic = len(self.given.columns), list(found.slack_is_basic)
        for i, place in zip(self.unequal, found.variables[size:], strict=True):
            slack_is_basic[i] = slack_is_basic[i] or place == BASIC
        return Basis(found.variables[:size], slack_is_basic)


def _times(program: Program, x: Sequence[Exact]) -> list[Exact]:
    """The left sides of the rows."""
    left: list[Exact] = [0] * len(program.rows)
    for j, value in enumerate(x):
        if value:
            for i, entry in program.columns[j]:
                left[i] += entry * value
    return left


def _reduced(program: Program, y: Sequence[Exact]) -> list[Exact]:
    """The reduced costs of the variables."""
    reduced = [program.cost.get(j, 0) for j in range(len(program.columns))]
    for i, multiplier in enumerate(y):
        if multiplier:
            for j, entry in program.rows[i]:
                reduced[j] -= multiplier * entry
    return reduced


def _beyond(value: Exact, low: Exact | None, high: Exact | None) -> Exact:
    """How far a value is beyond its bounds."""
    return max(0, 0 if low is None else low - value, 0 if high is None else value - high)


def _gain(cost: Exact, place: int) -> Exact:
    """What a unit of a nonbasic column improves, in a direction in which it may move."""
    if place == BASIC:
        return 0
    return max(0, -cost if place == UPPER else cost if place == LOWER else abs(cost))
