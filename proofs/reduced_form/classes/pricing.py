"""Symmetric rules of a block as mixtures of *pure rules*: one outcome for each class.

What a block's agents expect under a pure rule is a point with one number for each coordinate: how much all agents of
a group and type together get of an object, in expectation. The points of all symmetric rules are the convex hull of
these, a polytope in as many dimensions as there are coordinates, however many classes there are. It is explored by
weights: the best pure rule for them is found class by class (`class_program`), and no rule has a greater value.

`Explorer` keeps the pure rules met so far. Linear programs over them are solved in floating point to suggest weights;
whatever is answered is computed exactly from the rules themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from exact.linear.suggesting import float_solver
from exact.showing.display import Displayed
from proofs.reduced_form.classes.class_program import Best, ClassProgram, Nothing
from proofs.reduced_form.classes.counts import Block

GRID = 2**16
"""Suggested weights, at most 1 in size, are rounded to multiples of 1/GRID: any weights near them do as well."""

FINE = 2**28
"""Where weights on the usual grid lead to nothing new, they are rounded to multiples of 1/FINE."""


MOST_BYTES = 4 * 10**8
"""Outcomes of so many bytes are kept of the rules met; others are computed anew from their weights."""


@dataclass(frozen=True)
class Priced(Displayed):
    """The best pure rule for integer weights; no rule has a greater value."""

    block: Block
    weights: tuple[int, ...]
    best: Best

    @cached_property
    def value(self) -> Fraction:
        import numpy as np

        outcomes, law = self.best.outcomes, np.array(self.block.law[0], dtype=object)
        kind = np.int64 if max(map(abs, self.weights), default=0) < 2**31 else object
        values = outcomes.astype(kind) @ np.array(self.weights, dtype=kind)
        return Fraction(int((law * values.astype(object)).sum()), self.block.law[1] * self.best.unit)


@dataclass
class Explorer(Displayed):
    """The pure rules of a block met so far, and their points."""

    block: Block
    floats: list[Any] = field(default_factory=list)
    weights: list[tuple[int, ...]] = field(default_factory=list)
    unit: int = 1
    """One in which all quantities that were met are whole."""
    _kept: dict[int, Best] = field(default_factory=dict)
    _points: dict[int, tuple[Fraction, ...]] = field(default_factory=dict)

    @cached_property
    def program(self) -> ClassProgram:
        return ClassProgram(self.block)

    @cached_property
    def _law(self) -> Any:
        import numpy as np

        return np.array(self.block.law[0], dtype=object)

    @cached_property
    def _float_law(self) -> Any:
        import numpy as np

        weights, below = self.block.law
        return np.array([weight / below for weight in weights])

    @property
    def count(self) -> int:
        """How many rules were met; they have the numbers below."""
        return len(self.floats)

    def nothing(self) -> Nothing | None:
        """A class in which nothing is feasible, if there is one; else a first pure rule is met."""
        weights = (0,) * len(self.block.coordinates)
        found = self.program.best(weights)
        if isinstance(found, Nothing):
            return found
        self._meet(weights, found)
        return None

    def price(self, weights: Sequence[int]) -> Priced:
        """The best pure rule for these weights, which is met."""
        found = self.program.best(weights)
        assert isinstance(found, Best), "every class has an outcome"
        self._meet(tuple(weights), found)
        return Priced(self.block, tuple(weights), found)

    def _meet(self, weights: tuple[int, ...], rule: Best) -> None:
        self._keep(self.count, rule)
        self.weights.append(weights)
        self.unit = math.lcm(self.unit, rule.unit)
        self.floats.append(self._float_law @ rule.outcomes / rule.unit)

    def _keep(self, k: int, rule: Best) -> None:
        self._kept[k] = rule
        while len(self._kept) * rule.outcomes.nbytes > MOST_BYTES and len(self._kept) > 1:
            del self._kept[next(iter(self._kept))]

    def rule(self, k: int) -> Best:
        """Rule k, or another that is best for its weights, if that is not kept: then its point is the new one's."""
        if k not in self._kept:
            found = self.program.best(self.weights[k])
            assert isinstance(found, Best), "every class has an outcome"
            self._keep(k, found)
            self.floats[k] = self._float_law @ found.outcomes / found.unit
            self._points.pop(k, None)
        return self._kept[k]

    def met_before(self, first: int = 0) -> bool:
        """Whether the last rule met gives what one before it does, from number `first` on."""
        return any((self.floats[-1] == point).all() for point in self.floats[first:-1])

    def point(self, k: int) -> tuple[Fraction, ...]:
        """What rule k gives in expectation, by coordinate."""
        if k not in self._points:
            rule = self.rule(k)
            totals = self._law @ rule.outcomes.astype(object)
            below = self.block.law[1] * rule.unit
            self._points[k] = tuple(Fraction(int(total), below) for total in totals)
        return self._points[k]


def rounded(weights: Sequence[float], grid: int = GRID) -> list[int]:
    """Weights as integers, the largest of them about `grid`."""
    top = max(map(abs, weights), default=0.0) or 1.0
    return [round(float(weight) / top * grid) for weight in weights]


class FloatProgram:
    """`minimize cost x` over rows between bounds, in floating point, to which columns are added: it only suggests."""

    def __init__(self, low: Sequence[float], high: Sequence[float]) -> None:
        import numpy as np

        self.solver, self.width = float_solver(), 0
        nothing = np.array([], dtype=np.int32), np.array([], dtype=np.float64)
        for least, most in zip(low, high, strict=True):
            self.solver.addRow(least, most, 0, *nothing)

    def add(self, cost: float, column: Sequence[tuple[int, float]], free: bool = False) -> int:
        """A new variable, at least 0 unless it is free; its number."""
        import highspy
        import numpy as np

        places, entries = np.array([i for i, _ in column], dtype=np.int32), np.array([e for _, e in column])
        low = -highspy.kHighsInf if free else 0.0
        self.solver.addCol(cost, low, highspy.kHighsInf, len(places), places, entries.astype(np.float64))
        self.width += 1
        return self.width - 1

    def solve(self) -> tuple[float, list[float], list[float]] | None:
        """The value, the variables and the multipliers of the rows; `None` without an optimum."""
        import highspy

        self.solver.run()
        status = highspy.HighsModelStatus
        if self.solver.getModelStatus() not in (status.kOptimal, status.kModelEmpty):
            return None
        found = self.solver.getSolution()
        return self.solver.getInfo().objective_function_value, list(found.col_value), list(found.row_dual)
