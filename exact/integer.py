"""Integer points of a bounded linear system: all of them when they are few, and the best one with a proof.

The greatest value of `objective * x` over the integer points of a system is shown by a point that attains it and by a
*branching tree* (Land & Doig 1960): a `Split` on a variable asks whether `x_j <= k` or `x_j >= k + 1`, which misses no
integer point, and a leaf holds multipliers of the rows that prove the bound (`Bound`), or that there is no point at all
(`Empty`), within the box that the splits on the way leave.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from exact.display import Displayed
from exact.linear import (
    Coefficients,
    FarkasVector,
    LinearSystem,
    Optimal,
    PrimalDual,
    Row,
    SparseVector,
    Vector,
    optimum,
    read_coefficients,
)


@dataclass(frozen=True)
class Bound(Displayed):
    """A leaf: the multipliers of the rows prove the bound."""

    multipliers: Vector


@dataclass(frozen=True)
class Empty(Displayed):
    """A leaf: by the multipliers of the rows the box holds no point of the system."""

    multipliers: Vector


@dataclass(frozen=True)
class Split(Displayed):
    """A branching: variable number `variable` is at most `threshold`, or at least `threshold + 1`."""

    variable: int
    threshold: int
    at_most: Tree
    at_least: Tree


Tree = Bound | Empty | Split


@dataclass(frozen=True)
class IntegerOptimum(Displayed):
    """The greatest value with a point that attains it (both `None` if there is no integer point), and the proof."""

    value: Fraction | None
    point: tuple[int, ...] | None
    tree: Tree


def proves(tree: Tree, system: LinearSystem, objective: Coefficients, bound: Fraction | None) -> bool:
    """Whether the tree shows that no integer point has a value above `bound` (`None`: that there is none)."""
    return _proves(tree, system, _weights(objective, system), bound)


def _proves(tree: Tree, system: LinearSystem, objective: SparseVector, bound: Fraction | None) -> bool:
    if isinstance(tree, Bound):
        proved = system.proved_bound(objective, tree.multipliers)
        return bound is not None and proved is not None and proved <= bound
    if isinstance(tree, Empty):
        proved = system.proved_bound((), tree.multipliers)
        return proved is not None and proved < 0
    below, above = split(system, tree.variable, tree.threshold)
    return all(
        half is None or _proves(branch, half, objective, bound)
        for branch, half in ((tree.at_most, below), (tree.at_least, above))
    )


def split(system: LinearSystem, variable: int, threshold: int) -> tuple[LinearSystem | None, LinearSystem | None]:
    """The two halves `x_j <= threshold` and `x_j >= threshold + 1`; `None` where the bounds leave nothing."""
    low, high = system.lower[variable], system.upper[variable]
    below = above = None
    if low is None or low <= threshold:
        limit = Fraction(threshold) if high is None else min(high, Fraction(threshold))
        below = _with_bounds(system, variable, low, limit)
    if high is None or high >= threshold + 1:
        limit = Fraction(threshold + 1) if low is None else max(low, Fraction(threshold + 1))
        above = _with_bounds(system, variable, limit, high)
    return below, above


def maximize(system: LinearSystem, objective: Coefficients) -> IntegerOptimum:
    """The greatest value of the objective over the integer points of a bounded system, by branch and bound.

    The objective is a sequence, one number for each variable, or a mapping from variable names. Every node is an exact
    linear program. Raises `ValueError` if the relaxation is unbounded.
    """
    search = _Search(_weights(objective, system))
    tree = search.explore(system)
    return IntegerOptimum(search.value, search.point, tree)


def _weights(objective: Coefficients, system: LinearSystem) -> SparseVector:
    return read_coefficients(objective, {name: k for k, name in enumerate(system.variables)})


class _Search:
    """Depth-first branch and bound; the best point so far is its only state."""

    def __init__(self, objective: SparseVector) -> None:
        self.objective = objective
        self.value: Fraction | None = None
        self.point: tuple[int, ...] | None = None

    def explore(self, system: LinearSystem | None) -> Tree:
        if system is None:  # the bounds leave nothing of this half, which needs no multipliers to see
            return Empty(())
        weights = {system.variables[column]: weight for column, weight in self.objective}
        verdict = optimum(system, weights)
        evidence = verdict.evidence
        if isinstance(evidence, FarkasVector):
            return Empty(evidence.multipliers)
        if not isinstance(evidence, PrimalDual) or not isinstance(verdict.statement, Optimal):
            raise ValueError("the system is unbounded in the direction of the objective")
        fractional = next((j for j, value in enumerate(evidence.values) if value.denominator != 1), None)
        value = verdict.statement.value
        if fractional is None and (self.value is None or value > self.value):
            self.value, self.point = value, tuple(int(x) for x in evidence.values)
        if fractional is None or (self.value is not None and value <= self.value):
            return Bound(evidence.multipliers)
        threshold = math.floor(evidence.values[fractional])
        below, above = split(system, fractional, threshold)
        # The half nearer to the fractional value first: it is likelier to hold a good point, which prunes the other.
        if evidence.values[fractional] - threshold > Fraction(1, 2):
            at_least = self.explore(above)
            return Split(fractional, threshold, self.explore(below), at_least)
        at_most = self.explore(below)
        return Split(fractional, threshold, at_most, self.explore(above))


def points(system: LinearSystem, most: int) -> list[tuple[int, ...]] | None:
    """All integer points of the system in lexicographic order, or `None` if there are more than `most`.

    Every variable must have both bounds. The search fixes variables in order and prunes by what each row can still
    reach; it also gives up, with `None`, when it has visited `100 * most` partial points.
    """
    reach = _Reach(system)
    found: list[tuple[int, ...]] = []
    visited = 0
    stack: list[tuple[int, ...]] = [()]
    while stack:
        partial = stack.pop()
        visited += 1
        if visited > 100 * most:
            return None
        if len(partial) == len(system.variables):
            found.append(partial)
            if len(found) > most:
                return None
            continue
        j = len(partial)
        if reach.top[j] - reach.bottom[j] > 100 * most:
            return None
        for value in range(reach.top[j], reach.bottom[j] - 1, -1):
            extended = (*partial, value)
            if reach.possible(extended):
                stack.append(extended)
    return found


class _Reach:
    """What the rows of a system can still reach when the first few variables are fixed."""

    def __init__(self, system: LinearSystem) -> None:
        if any(low is None or high is None for low, high in zip(system.lower, system.upper, strict=True)):
            raise ValueError("listing integer points needs both bounds on every variable")
        self.bottom = [math.ceil(low) for low in system.lower if low is not None]
        self.top = [math.floor(high) for high in system.upper if high is not None]
        self.rows = [(row, self._extremes(row)) for row in system.rows]

    def _extremes(self, row: Row) -> tuple[list[Fraction], list[Fraction]]:
        """For each number of fixed variables, the least and the greatest sum of the remaining terms."""
        least, greatest = [Fraction(0)], [Fraction(0)]
        entries = dict(row.coefficients)
        for j in reversed(range(len(self.bottom))):
            ends = sorted((entries.get(j, 0) * self.bottom[j], entries.get(j, 0) * self.top[j]))
            least.append(least[-1] + ends[0])
            greatest.append(greatest[-1] + ends[1])
        return least[::-1], greatest[::-1]

    def possible(self, partial: Sequence[int]) -> bool:
        fixed = len(partial)
        for row, (least, greatest) in self.rows:
            now = sum((entry * partial[j] for j, entry in row.coefficients if j < fixed), Fraction(0))
            if now + least[fixed] > row.bound or (row.sense == "=" and now + greatest[fixed] < row.bound):
                return False
        return True


def _with_bounds(system: LinearSystem, variable: int, low: Fraction | None, high: Fraction | None) -> LinearSystem:
    lower, upper = list(system.lower), list(system.upper)
    lower[variable], upper[variable] = low, high
    return LinearSystem(system.variables, system.rows, tuple(lower), tuple(upper))
