"""What groups can get in a class of type profiles: one small linear program, for all classes at once.

In a class with n(g, t) agents of each group and type, let X(g, t, j) be what these agents get together of object j.
A pure outcome gives whole numbers X that satisfy

* `n(g, t) floor <= X(g, t, O) <= n(g, t) ceiling` for every quota on each agent's objects O, and
* `floor <= X(S) <= ceiling` for every quota on a set S of groups and objects.

Where an object has no ceiling for each agent of a group, the least ceiling c of the sets that hold it there is one, for
nobody gets more: `X(g, t, j) <= n(g, t) c`. It binds where nobody has the type, who then gets nothing.

Conversely whole numbers X with these inequalities can be dealt out to single agents (see the module `dealing`), because
the sets of each agent's quotas are nested or disjoint. So the random outcomes of a class are, to a symmetric rule, the
convex hull of the integer points of this system.

Classes differ in the right side alone, which is affine in n. A basis that is dual feasible for some weights serves
every class in which its solution is nonnegative, and these are found by one matrix product; only where no known basis
serves, a few steps of the dual simplex method lead to a new one (Schrijver 1986, chapter 11; integer pivoting as in
Avis 2000). All numbers are integers. Where a solution is not whole, that class goes to exact branch and bound.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from exact import integer
from exact.linear import LinearSystem, Row
from exact.rationals import common_denominator
from exact.showing.display import Displayed
from proofs.reduced_form.classes.counts import Block
from proofs.reduced_form.classes.groups import Counts
from proofs.reduced_form.problem.outcomes import Multipliers
from proofs.reduced_form.problem.problems import Coordinate

SMALL = 2**30
"""Products of two integers up to this fit into a machine word."""

KEPT = 2_000
"""So many bases are remembered between weights."""

NEAR = 1e-9
"""In floats reduced costs that are above 0 by less, relative to their terms, are looked at exactly."""


@dataclass(frozen=True)
class ClassRow(Displayed):
    """A quota in a class: what the coordinates get together, times the agents counted at `per` (`None`: as it is)."""

    columns: tuple[int, ...]
    per: int | None
    floor: Fraction
    ceiling: Fraction | None


@dataclass(frozen=True)
class ClassLeaf(Displayed):
    """The proof by multipliers of quotas: of a bound, or (`empty`) that a class has no outcome at all."""

    multipliers: Multipliers
    empty: bool


@dataclass(frozen=True)
class ClassBranch(Displayed):
    """The proof in two cases: X(coordinate) <= threshold, or X(coordinate) >= threshold + 1."""

    coordinate: Coordinate
    threshold: int
    at_most: ClassTree
    at_least: ClassTree


ClassTree = ClassLeaf | ClassBranch


def class_rows(block: Block) -> tuple[ClassRow, ...]:
    """The quotas on single agents, each for every type of its group; those on groups together; what these imply."""
    rows = [
        ClassRow(_columns(block, [(*pair, *rest) for rest in quota.objects]), k, quota.floor, quota.ceiling)
        for quota in block.single
        for k, pair in enumerate(block.pairs)
        if pair[0] == quota.group
    ]
    for whole in block.together:
        inside = [c for c in block.coordinates if (c[0], *c[2:]) in whole.cells]
        rows.append(ClassRow(_columns(block, inside), None, whole.floor, whole.ceiling))
    return (*rows, *_implied_rows(block))


def _implied_rows(block: Block) -> Iterator[ClassRow]:
    """Ceilings for single agents of what only groups together have a ceiling of."""
    alone = {(quota.group, *rest) for quota in block.single if quota.ceiling is not None for rest in quota.objects}
    for column, (group, kind, *rest) in enumerate(block.coordinates):
        if (group, *rest) not in alone:
            sets = (quota for quota in block.together if (group, *rest) in quota.cells)
            least = min(quota.ceiling for quota in sets if quota.ceiling is not None)
            yield ClassRow((column,), block.pairs.index((group, kind)), Fraction(0), least)


def _columns(block: Block, coordinates: Sequence[Coordinate]) -> tuple[int, ...]:
    place = {c: k for k, c in enumerate(block.coordinates)}
    return tuple(sorted(place[c] for c in coordinates))


@dataclass(frozen=True)
class Best(Displayed):
    """An outcome that is best for some weights in every class, and why none is better.

    `outcomes[c]` is what class c gets by coordinate, in units of 1/`unit`. `proofs[c]` is the number of a price list,
    multipliers that bound the value in this class, or a tree. Classes with the same price list have outcomes that are
    affine in their counts: `maps` has the integers to be multiplied with (1, n), and what these are divided by.
    """

    outcomes: Any
    unit: int
    prices: tuple[Multipliers, ...]
    maps: tuple[tuple[Any, int], ...]
    proofs: tuple[int | ClassTree, ...]


@dataclass(frozen=True)
class Nothing(Displayed):
    """A class in which no outcome is feasible, with the proof."""

    counts: Counts
    proof: ClassTree


@dataclass
class _Basis:
    """x_B + (table / den) x_N = (right / den) (1, n): integers, and den > 0."""

    table: Any
    right: Any
    den: int
    basic: list[int]
    nonbasic: list[int]

    def pivot(self, r: int, c: int) -> _Basis:
        """Let the nonbasic variable at c enter for the basic one at r."""
        import numpy as np

        both = np.concatenate([self.table, self.right], axis=1)
        p, row, column = int(both[r, c]), both[r].copy(), both[:, c].copy()
        if both.dtype != object and max(int(np.abs(both).max()), self.den) >= SMALL:
            both, row, column = both.astype(object), row.astype(object), column.astype(object)
        both = (both * p - np.outer(column, row)) // self.den
        both[:, c] = -column
        both[r], both[r, c] = row, self.den
        if p < 0:
            both = -both
        basic, nonbasic = list(self.basic), list(self.nonbasic)
        basic[r], nonbasic[c] = nonbasic[c], basic[r]
        width = self.table.shape[1]
        return _Basis(both[:, :width], both[:, width:], abs(p), basic, nonbasic)

    @cached_property
    def relations(self) -> Any:
        """den times the reduced costs, as combinations of the weights on the coordinates."""
        import numpy as np

        width = self.table.shape[1]  # as many nonbasic variables as there are coordinates
        table = np.zeros((width, width), dtype=self.table.dtype)
        for i, variable in enumerate(self.basic):
            if variable < width:
                table[:, variable] -= self.table[i]
        for c, variable in enumerate(self.nonbasic):
            if variable < width:
                table[c, variable] += self.den
        return table

    def reduced_costs(self, weights: Any) -> Any:
        """den times the objective's coefficients when it is written in the nonbasic variables."""
        table = self.table.astype(object)
        return weights[self.nonbasic] * self.den - weights[self.basic] @ table


@dataclass
class ClassProgram(Displayed):
    """The program of a block; `best` answers for all classes."""

    block: Block
    known: dict[frozenset[int], _Basis] = field(default_factory=dict)
    _often: dict[frozenset[int], int] = field(default_factory=dict)
    _stacked: tuple[list[frozenset[int]], Any] | None = None

    @cached_property
    def rows(self) -> tuple[ClassRow, ...]:
        return class_rows(self.block)

    @cached_property
    def unit(self) -> int:
        """What fractional quotas of divisible objects are multiplied with."""
        return common_denominator([end for row in self.rows for end in (row.floor, row.ceiling or Fraction(0))])

    @cached_property
    def sides(self) -> tuple[tuple[int, int], ...]:
        """The inequalities, as (row, sign): `sign * X(row) <= sign * quota`, for all quotas that bind something."""
        found = []
        for k, row in enumerate(self.rows):
            found += [(k, 1)] if row.ceiling is not None else []
            found += [(k, -1)] if row.floor > 0 else []
        return tuple(found)

    @cached_property
    def counts(self) -> Any:
        """A row (1, n) for each class."""
        import numpy as np

        return np.array([(1, *counts) for counts in self.block.classes], dtype=np.int64)

    @cached_property
    def float_counts(self) -> Any:
        """The same in floats, where products with small integers are exact, too, and fast."""
        return self.counts.astype(float)

    def limit(self, k: int, sign: int) -> Fraction:
        row = self.rows[k]
        return (row.ceiling or Fraction(0)) if sign > 0 else row.floor

    @cached_property
    def start(self) -> _Basis:
        """All slacks are basic. The last row says that everything together is less than it can ever be."""
        import numpy as np

        width, pairs = len(self.block.coordinates), len(self.block.pairs)
        table = np.zeros((len(self.sides) + 1, width), dtype=np.int64)
        right = np.zeros((len(self.sides) + 1, 1 + pairs), dtype=np.int64)
        for i, (k, sign) in enumerate(self.sides):
            row = self.rows[k]
            table[i, list(row.columns)] = sign
            right[i, 0 if row.per is None else 1 + row.per] = int(sign * self.limit(k, sign) * self.unit)
        table[-1, :] = 1
        right[-1, 0] = self.most
        return _Basis(table, right, 1, [width + i for i in range(len(table))], list(range(width)))

    @cached_property
    def most(self) -> int:
        """More than everything together ever is, in units."""
        return 1 + sum(self._most(column) for column in range(len(self.block.coordinates)))

    def _most(self, column: int) -> int:
        """The most that a coordinate ever gets, in units."""
        sizes = self.block.problem.size_of
        bounds = [
            int((row.ceiling or 0) * self.unit) * (1 if row.per is None else sizes[self.block.pairs[row.per][0]])
            for row in self.rows
            if column in row.columns and row.ceiling is not None
        ]
        return min(bounds)

    @property
    def _everything(self) -> int:
        """The slack of the last row."""
        return len(self.block.coordinates) + len(self.sides)

    def best(self, weights: Sequence[int]) -> Best | Nothing:
        """An outcome of every class that is best for integer weights on the coordinates; or a class without any."""
        import numpy as np

        objective = np.array([*weights, *([0] * (len(self.sides) + 1))], dtype=object)
        served = np.full(len(self.counts), -1)
        waiting = np.arange(len(self.counts))
        bases: list[_Basis] = []
        for key in self._promising(weights):
            if not len(waiting):
                break
            basis = self.known[key]
            if (basis.reduced_costs(objective) <= 0).all():
                fits = self._feasible(basis, waiting)
                self._often[key] = int(fits.sum())
                if self._often[key]:
                    served[waiting[fits]], waiting = len(bases), waiting[~fits]
                    bases.append(basis)
        last = bases[-1] if bases else self._dual_feasible(objective)
        while len(waiting):
            found = self._solved(last, objective, int(waiting[0]))
            if isinstance(found, ClassLeaf):
                return Nothing(self.block.classes[int(waiting[0])], found)
            last = found
            fits = self._feasible(last, waiting)
            self._remember(last, int(fits.sum()))
            served[waiting[fits]], waiting = len(bases), waiting[~fits]
            bases.append(last)
        return self._collected(weights, objective, bases, served)

    def _promising(self, weights: Sequence[int]) -> list[frozenset[int]]:
        """The bases known that seem to be optimal, in floats; first those that served most classes last."""
        import numpy as np

        if not self.known:
            return []
        if self._stacked is None or len(self._stacked[0]) != len(self.known):
            self._stacked = list(self.known), np.array(list(self.relations()), dtype=float)
        keys, tables = self._stacked
        large = max(map(abs, weights), default=0) or 1
        values = tables @ np.array([float(Fraction(w, large)) for w in weights])
        near = np.flatnonzero(values.max(axis=1, initial=0.0) <= NEAR * np.abs(tables).max(axis=(1, 2), initial=1.0))
        return sorted((keys[k] for k in near.tolist()), key=lambda key: -self._often[key])

    def relations(self) -> Iterator[Any]:
        """For each basis known, integer combinations of weights: it is optimal where none of them is positive."""
        return (self.known[key].relations for key in self.known)

    def _remember(self, basis: _Basis, often: int) -> None:
        if len(self.known) >= KEPT:
            for key in sorted(self.known, key=lambda key: self._often[key])[: KEPT // 2]:
                del self.known[key], self._often[key]
        key = frozenset(basis.nonbasic)
        self.known[key], self._often[key] = basis, often
        self._stacked = None

    def _feasible(self, basis: _Basis, which: Any) -> Any:
        """In which of these classes the basic solution is nonnegative; the last row is then so by itself."""
        kept = [i for i, b in enumerate(basis.basic) if b != self._everything]
        right = basis.right[kept].T
        small = right.dtype != object and int(abs(right).max(initial=0)) < SMALL
        values = self.float_counts[which] @ right.astype(float) if small else self.counts[which] @ right
        return (values >= 0).all(axis=1)

    def _dual_feasible(self, objective: Any) -> _Basis:
        """The start, or with weights above 0 the basis in which the heaviest quantity takes everything."""
        costs = self.start.reduced_costs(objective)
        if max(costs) <= 0:
            return self.start
        return self.start.pivot(len(self.sides), max(range(len(costs)), key=lambda c: costs[c]))

    def _solved(self, basis: _Basis, objective: Any, which: int) -> _Basis | ClassLeaf:
        """Dual simplex steps, by Bland's rule, to a basis that is feasible in a class; or the proof that none is."""
        counts = self.counts[which].astype(object)
        while True:
            values = basis.right.astype(object) @ counts
            low = [(b, i) for i, b in enumerate(basis.basic) if values[i] < 0 and b != self._everything]
            if not low:
                return basis
            r = min(low)[1]
            row, costs = basis.table[r], basis.reduced_costs(objective)
            ratios = [
                (Fraction(int(costs[c]), int(row[c])), basis.nonbasic[c], c) for c in range(len(row)) if row[c] < 0
            ]
            if not ratios:
                return self._empty(basis, r)
            basis = basis.pivot(r, min(ratios)[2])

    def _empty(self, basis: _Basis, r: int) -> ClassLeaf:
        """A row `x_B + nonnegative terms = something negative`, as a combination of the quotas."""
        width = len(self.block.coordinates)
        slacks = {basis.basic[r]: basis.den} | {b: int(basis.table[r, c]) for c, b in enumerate(basis.nonbasic)}
        weighed = [Fraction(slacks.get(width + i, 0)) for i in range(len(self.sides))]
        assert not slacks.get(self._everything), "weights are 0 where feasibility is asked"
        return ClassLeaf(self._multipliers(weighed), empty=True)

    def _multipliers(self, by_side: Sequence[Fraction]) -> Multipliers:
        """Multipliers of the rows from those of their sides; a negative one weighs the floor."""
        total: dict[int, Fraction] = {}
        for (k, sign), m in zip(self.sides, by_side, strict=True):
            if m:
                total[k] = total.get(k, Fraction(0)) + sign * m
        return tuple((k, m) for k, m in sorted(total.items()) if m)

    def _collected(self, weights: Sequence[int], objective: Any, bases: list[_Basis], served: Any) -> Best | Nothing:
        import numpy as np

        width, used = len(self.block.coordinates), sorted(set(served.tolist()))
        place = {b: k for k, b in enumerate(used)}
        unit = math.lcm(*(bases[b].den for b in used)) if self.block.problem.divisible else 1
        outcomes = np.zeros((len(served), width), dtype=np.int16 if unit * self.unit * self.most < 2**15 else np.int64)
        prices, maps, broken = [], [], []
        for b in used:
            basis, mine = bases[b], np.flatnonzero(served == b)
            values = self.counts[mine] @ basis.right.T
            if not self.block.problem.divisible and basis.den > 1:
                broken += mine[(values % basis.den != 0).any(axis=1)].tolist()
            table = np.zeros((width, basis.right.shape[1]), dtype=basis.right.dtype)
            for i, variable in enumerate(basis.basic):
                if variable < width:
                    outcomes[mine, variable] = values[:, i] * unit // basis.den
                    table[variable] = basis.right[i]
            prices.append(self._prices(basis, objective))
            maps.append((table, basis.den * self.unit))
        proofs: list[int | ClassTree] = [place[b] for b in served.tolist()]
        for which in broken:
            found = self._branched(which, weights)
            if isinstance(found, Nothing):
                return found
            outcomes[which], proofs[which] = found
        return Best(outcomes, unit * self.unit, tuple(prices), tuple(maps), tuple(proofs))

    def _prices(self, basis: _Basis, objective: Any) -> Multipliers:
        costs, width = basis.reduced_costs(objective), len(self.block.coordinates)
        at = {b: Fraction(-int(costs[c]), basis.den) for c, b in enumerate(basis.nonbasic)}
        return self._multipliers([at.get(width + i, Fraction(0)) for i in range(len(self.sides))])

    # Classes in which the linear program has a fractional vertex.

    def system(self, counts: Counts) -> LinearSystem:
        """The quotas in a class, a row for each side, in the coordinates."""
        rows = []
        for k, sign in self.sides:
            row = self.rows[k]
            agents = 1 if row.per is None else counts[row.per]
            bound = sign * self.limit(k, sign) * agents
            rows.append(Row(tuple((c, Fraction(sign)) for c in row.columns), "<=", bound))
        width = len(self.block.coordinates)
        return LinearSystem(self.block.coordinates, tuple(rows), (Fraction(0),) * width, (None,) * width)

    def _branched(self, which: int, weights: Sequence[int]) -> tuple[Any, ClassTree] | Nothing:
        counts = self.block.classes[which]
        found = integer.maximize(self.system(counts), list(map(Fraction, weights)), divisibility=False)
        tree = self._tree(found.tree)
        return Nothing(counts, tree) if found.point is None else (found.point, tree)

    def _tree(self, tree: integer.Tree) -> ClassTree:
        if isinstance(tree, integer.Split):
            coordinate = self.block.coordinates[tree.variable]
            return ClassBranch(coordinate, tree.threshold, self._tree(tree.at_most), self._tree(tree.at_least))
        assert not isinstance(tree, integer.Indivisible), "divisibility is not asked for"
        return ClassLeaf(self._multipliers(tree.multipliers), empty=isinstance(tree, integer.Empty))
