"""Integer points of a bounded linear system: all of them when they are few, and the best one with a proof.

The greatest value of `objective * x` over the integer points of a system is shown by a point that attains it and by a
*branching tree* (Land & Doig 1960): a `Split` on a variable asks whether `x_j <= k` or `x_j >= k + 1`, which misses no
integer point, and a leaf holds multipliers of the rows that prove the bound (`Bound`), or that there is no point at all
(`Empty`), within the box that the splits on the way leave. Equations without an integer solution, such as 2a - 2b = 1,
are refused at once by a combination of them with integer coefficients and a fractional right side (`Indivisible`).

Where only some variables are integers, `exact.mixed_integer` asks, and has the statements and the evidence.
"""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exact import arguments
from exact.linear import (
    Coefficients,
    FarkasVector,
    LinearSystem,
    Optimal,
    PrimalDual,
    Row,
    SparseVector,
    Unbounded,
    Vector,
    optimum,
    read_coefficients,
)
from exact.rationals import common_denominator, rational, text
from exact.showing.display import Displayed, counted


@dataclass(frozen=True)
class Bound(Displayed):
    """A leaf: the multipliers of the rows prove the bound."""

    multipliers: Vector


@dataclass(frozen=True)
class Empty(Displayed):
    """A leaf: by the multipliers of the rows the box holds no point of the system."""

    multipliers: Vector


@dataclass(frozen=True)
class Indivisible(Displayed):
    """A leaf: with these multipliers the equations add up to integer coefficients and a fractional right side."""

    multipliers: Vector


@dataclass(frozen=True)
class Split(Displayed):
    """A branching: variable number `variable` is at most `threshold`, or at least `threshold + 1`."""

    variable: int
    threshold: int
    at_most: Tree
    at_least: Tree

    def __str__(self) -> str:
        """The branching and its size; the halves are not written, since a tree may be deeper than Python can go."""
        waiting: list[Tree] = [self]
        leaves = 0
        while waiting:
            node = waiting.pop()
            if isinstance(node, Split):
                waiting += [node.at_most, node.at_least]
            else:
                leaves += 1
        return f"variable {self.variable} at most {self.threshold} or more, with {counted(leaves, 'leaf', 'leaves')}"


Tree = Bound | Empty | Indivisible | Split

NODES = 1_000
"""After so many nodes a search of an unbounded relaxation is given up with `ValueError`."""


@dataclass(frozen=True)
class IntegerOptimum(Displayed):
    """The greatest value with a point that attains it (both `None` if there is no integer point), and the proof."""

    value: Fraction | None
    point: tuple[int, ...] | None
    tree: Tree


def proves(
    tree: Tree,
    system: LinearSystem,
    objective: Coefficients,
    bound: Fraction | None,
    integers: Collection[int] | None = None,
) -> bool:
    """Whether the tree shows that no integer point has a value above `bound` (`None`: that there is none).

    `integers` are the places of the variables that are integers; then what a leaf proves is rounded, where the
    objective weighs these alone. If nothing is said all variables are integers, and nothing is rounded.
    """
    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    weights = _weights(objective, system)
    limit = None if bound is None else rational(bound, "bound")
    whole = frozenset(range(len(system.variables)) if integers is None else integers)
    step = None if integers is None else grain(weights, whole)
    waiting: list[tuple[Tree, LinearSystem]] = [(tree, system)]
    while waiting:
        node, box = waiting.pop()
        if isinstance(node, Split):
            if node.variable not in whole:
                return False
            halves = zip((node.at_most, node.at_least), split(box, node.variable, node.threshold), strict=True)
            waiting += [(branch, half) for branch, half in halves if half is not None]
        elif isinstance(node, Bound):
            proved = box.proved_bound(weights, node.multipliers)
            if limit is None or proved is None or rounded(proved, step) > limit:
                return False
        elif not _is_empty(node, box, whole):
            return False
    return True


def grain(objective: SparseVector, integers: Collection[int]) -> Fraction | None:
    """The greatest number of which all values of the objective are multiples; `None` if it weighs another variable than
    integers, or none."""
    if not objective or any(column not in integers for column, _ in objective):
        return None
    scale = common_denominator(weight for _, weight in objective)
    return Fraction(math.gcd(*(int(weight * scale) for _, weight in objective)), scale)


def rounded(bound: Fraction, step: Fraction | None) -> Fraction:
    """The greatest multiple of the step that is at most the bound; the bound if there is no step."""
    return bound if step is None else step * math.floor(bound / step)


def _is_empty(leaf: Tree, system: LinearSystem, integers: Collection[int]) -> bool:
    """Whether the leaf shows that its box holds no integer point."""
    if isinstance(leaf, Indivisible):
        return _indivisible(system, leaf.multipliers, integers)
    if isinstance(leaf, Empty):
        proved = system.proved_bound((), leaf.multipliers)
        return proved is not None and proved < 0
    raise TypeError(f"tree: a Split, Bound, Empty or Indivisible was expected, not {arguments.given(leaf)}")


def _indivisible(system: LinearSystem, multipliers: Vector, integers: Collection[int]) -> bool:
    """Whether the combination of the equations has integer coefficients, of integer variables, and a fractional right
    side."""
    if len(multipliers) != len(system.rows):
        return False
    total: dict[int, Fraction] = {}
    right = Fraction(0)
    for multiplier, row in zip(multipliers, system.rows, strict=True):
        if multiplier and row.sense != "=":
            return False
        right += multiplier * row.bound
        for column, entry in row.coefficients:
            total[column] = total.get(column, Fraction(0)) + multiplier * entry
    whole = all(entry.denominator == 1 and (not entry or column in integers) for column, entry in total.items())
    return right.denominator != 1 and whole


def split(system: LinearSystem, variable: int, threshold: int) -> tuple[LinearSystem | None, LinearSystem | None]:
    """The two halves `x_j <= threshold` and `x_j >= threshold + 1`; `None` where the bounds leave nothing."""
    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    if arguments.whole(variable, "variable", 0) >= len(system.variables):
        raise ValueError(f"variable: there is no variable number {variable}; the last is {len(system.variables) - 1}")
    arguments.whole(threshold, "threshold")
    low, high = system.lower[variable], system.upper[variable]
    below = above = None
    if low is None or low <= threshold:
        limit = Fraction(threshold) if high is None else min(high, Fraction(threshold))
        below = _with_bounds(system, variable, low, limit)
    if high is None or high >= threshold + 1:
        limit = Fraction(threshold + 1) if low is None else max(low, Fraction(threshold + 1))
        above = _with_bounds(system, variable, limit, high)
    return below, above


def maximize(system: LinearSystem, objective: Coefficients, *, divisibility: bool = True) -> IntegerOptimum:
    """The greatest value of the objective over the integer points of a bounded system, by branch and bound.

    The objective is a sequence, one number for each variable, or a mapping from variable names. Every node is an exact
    linear program. Where the equations alone have no integer solution the tree is one leaf, `Indivisible`, unless
    `divisibility` is false: then all leaves are `Bound` and `Empty`. Raises `ValueError` if the relaxation has no
    optimum, or if it is unbounded in a variable and `NODES` nodes did not settle the question (they need not ever).
    """
    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    weights = _weights(objective, system)
    search = Search(system, weights, frozenset(range(len(system.variables))), None)
    tree = search.run(divisibility)
    point = None if search.point is None else tuple(map(int, search.point))
    return IntegerOptimum(search.value, point, tree)


def _weights(objective: Coefficients, system: LinearSystem) -> SparseVector:
    return read_coefficients(objective, {name: k for k, name in enumerate(system.variables)}, "objective")


class NoEnd(ValueError):
    """A search that is given up, because it need not ever end."""


@dataclass(frozen=True)
class SoFar(Displayed):
    """What a search had found when it ended early: the best point, if any, the nodes solved, and how many waited."""

    point: Vector | None
    nodes: int
    waiting: int

    def __str__(self) -> str:
        return f"{counted(self.nodes, 'node')} solved, {self.waiting} waiting"


class SearchStopped(Exception):
    """The time was over; `found` is what there was by then."""

    def __init__(self, found: SoFar, value: Fraction | None = None) -> None:
        super().__init__(found, value)
        self.found, self.value = found, value

    def __str__(self) -> str:
        best = "no integer point was met by then"
        if self.found.point is not None:
            best = "the best point by then is .found.point"
            best += "" if self.value is None else f", of value {text(self.value)}"
        return f"the time was over after {self.found}; {best}; give more seconds, or leave the bound out"


class SearchInterrupted(KeyboardInterrupt):
    """Somebody interrupted."""

    def __init__(self, found: SoFar) -> None:
        super().__init__(str(found))
        self.found = found


class Search:
    """Depth-first branch and bound: the best point so far, the boxes that wait, and the nodes in the order made.

    `integers` are the places of the variables that are integers; a bound is rounded to a multiple of `step`. A node is
    a leaf, or a branching with the numbers of its two halves, which are greater than its own.
    """

    def __init__(
        self, system: LinearSystem, objective: SparseVector, integers: frozenset[int], step: Fraction | None
    ) -> None:
        self.system = system
        self.objective = objective
        self.integers = integers
        self.step = step
        self.value: Fraction | None = None
        self.point: Vector | None = None
        self.nodes: list[Tree | tuple[int, int, int, int] | None] = [None]
        self.waiting: list[tuple[int, LinearSystem]] = [(0, system)]

    def run(self, divisibility: bool, seconds: float | None = None) -> Tree:
        """The whole tree. Raises `SearchStopped` when the seconds are over, `SearchInterrupted` when interrupted."""
        end = None if seconds is None else time.monotonic() + seconds
        solved = 0
        try:
            while self.waiting:
                if end is not None and time.monotonic() > end:
                    raise SearchStopped(SoFar(self.point, solved, len(self.waiting)))
                number, box = self.waiting.pop()
                solved += 1
                if solved == NODES:
                    self.check_bounded()
                self.nodes[number] = self.solve(box, divisibility and solved == 1)
        except KeyboardInterrupt:
            raise SearchInterrupted(SoFar(self.point, solved, len(self.waiting))) from None
        return self.tree()

    def solve(self, system: LinearSystem, divisibility: bool) -> Tree | tuple[int, int, int, int]:
        verdict = optimum(system, {system.variables[column]: weight for column, weight in self.objective})
        evidence = verdict.evidence
        if isinstance(evidence, FarkasVector):
            return Empty(evidence.multipliers)
        values = evidence.values if isinstance(evidence, PrimalDual) else ()
        fractional = next((j for j, value in enumerate(values) if value.denominator != 1 and j in self.integers), None)
        unsettled = fractional is not None or not isinstance(evidence, PrimalDual)
        indivisible = _divisibility(system, self.integers) if divisibility and unsettled else None
        if indivisible is not None:
            return indivisible
        if not isinstance(evidence, PrimalDual) or not isinstance(verdict.statement, Optimal):
            raise ValueError("the system is unbounded in the direction of the objective")
        value = verdict.statement.value
        if fractional is None and (self.value is None or value > self.value):
            self.value, self.point = value, evidence.values
        if fractional is None or (self.value is not None and rounded(value, self.step) <= self.value):
            return Bound(evidence.multipliers)
        return self.branch(system, fractional, evidence.values[fractional])

    def branch(self, system: LinearSystem, variable: int, value: Fraction) -> tuple[int, int, int, int]:
        """Two new nodes. The half nearer to the fractional value is explored first: it is likelier to hold a good
        point, which prunes the other. A half of which the bounds leave nothing needs no multipliers to see that."""
        threshold = math.floor(value)
        below = len(self.nodes)
        halves = list(zip((below, below + 1), split(system, variable, threshold), strict=True))
        self.nodes += [Empty(()), Empty(())]
        near_above = value - threshold > Fraction(1, 2)
        self.waiting += [
            (number, half) for number, half in (halves if near_above else halves[::-1]) if half is not None
        ]
        return variable, threshold, below, below + 1

    def tree(self) -> Tree:
        """The nodes put together, the halves of a branching before it."""
        made: list[Tree | None] = [None] * len(self.nodes)
        for number in reversed(range(len(self.nodes))):
            node = self.nodes[number]
            if isinstance(node, tuple):
                variable, threshold, below, above = node
                halves = made[below], made[above]
                assert halves[0] is not None
                assert halves[1] is not None
                made[number] = Split(variable, threshold, halves[0], halves[1])
            else:
                made[number] = node
        assert made[0] is not None
        return made[0]

    def check_bounded(self) -> None:
        """Refuse a system whose relaxation is unbounded in some variable: branching may go on for ever."""
        cone = self.system.cone_of_recession()
        for name in (cone.variables[place] for place in sorted(self.integers)):
            for sense, side in (("max", "above"), ("min", "below")):
                if isinstance(optimum(cone, {name: 1}, sense).statement, Unbounded):  # type: ignore[arg-type]
                    raise NoEnd(f"{name!r} is not bounded {side}, and {NODES} branchings found no end; give it bounds")


def _divisibility(system: LinearSystem, integers: Collection[int]) -> Indivisible | None:
    """Multipliers of the equations that show that they have no integer solution, or `None` if they have one. Equations
    that are about other variables too are left aside.

    The right sides that integer points reach are a lattice, generated by the columns. In Hermite normal form the
    generators are a staircase, so the right side, which is a rational combination of them, is so in one way only; it
    lies in the lattice exactly if the factors are integers, and a fractional factor is read off by multipliers that are
    1 on its generator and 0 on the others (Schrijver 1986, Corollary 4.1a).
    """
    from flint import fmpq_mat, fmpz_mat

    equations = [
        (number, row)
        for number, row in enumerate(system.rows)
        if row.sense == "=" and row.coefficients and all(column in integers for column, _ in row.coefficients)
    ]
    if not equations:
        return None
    scales = [common_denominator(entry for _, entry in row.coefficients) for _, row in equations]
    columns = [[0] * len(equations) for _ in system.variables]
    for place, ((_, row), scale) in enumerate(zip(equations, scales, strict=True)):
        for column, entry in row.coefficients:
            columns[column][place] = int(entry * scale)
    staircase = [row for row in fmpz_mat(columns).hnf().tolist() if any(row)]
    pivots = [next(place for place, entry in enumerate(row) if entry) for row in staircase]
    steps = fmpq_mat(fmpz_mat([[row[pivot] for pivot in pivots] for row in staircase])).inv()
    right = [row.bound * scale for (_, row), scale in zip(equations, scales, strict=True)]
    for k in range(len(pivots)):
        reading = [Fraction(int(steps[r, k].p), int(steps[r, k].q)) for r in range(len(pivots))]
        factor = sum((y * right[pivot] for y, pivot in zip(reading, pivots, strict=True)), Fraction(0))
        if factor.denominator != 1:
            multipliers = [Fraction(0)] * len(system.rows)
            for y, pivot in zip(reading, pivots, strict=True):
                multipliers[equations[pivot][0]] = y * scales[pivot]
            return Indivisible(tuple(multipliers))
    return None


def points(system: LinearSystem, most: int) -> list[tuple[int, ...]] | None:
    """All integer points of the system in lexicographic order, or `None` if there are more than `most`.

    Every variable must have both bounds. The search fixes variables in order and prunes by what each row can still
    reach; it also gives up, with `None`, when it has visited `100 * most` partial points.
    """
    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    arguments.whole(most, "most")
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
