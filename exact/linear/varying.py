"""Linear systems whose numbers are formulas (`exact.symbolic`): a basis of one value of the parameter serves a piece.

At a sample of the piece the system is one of numbers, and the usual engines find a basis that solves it or is optimal.
The basic solutions of the same basis are rational functions of the parameter (Cramer's rule); they solve the system,
and are optimal, where these functions have the signs that they must have. That is an exact comparison on the piece: it
holds all over it, or the piece splits where it ceases to hold.

At an algebraic value of the parameter the bases of rational values near it, on both sides, are tried; where none of
them serves, the simplex method runs on the numbers of the field itself (`exact.linear.ordered_fields`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exact.linear import ordered_fields
from exact.linear.bases import Maximization, elastic, solving_basis
from exact.linear.programs import BASIC, LOWER, UPPER, Basis
from exact.linear.systems import LinearSystem, SparseVector, Vector
from exact.rationals import rational
from exact.symbolic.algebraic import Place, real_roots, sign_at
from exact.symbolic.formulas import Formula, Scope, Splits
from exact.symbolic.pieces import Everywhere, Interval
from exact.symbolic.substituting import at, samples, scope_of

Solutions = tuple[Vector, Vector]


def feasible(system: LinearSystem) -> tuple[Vector | None, Vector | None]:
    """A solution of the system, or Farkas multipliers of its rows, as formulas; the other one is `None`."""
    scope = scope_of(system)
    for sample in samples(system):
        basis = solving_basis(at(system, sample))
        found = None if basis is None else _Lift(system, (), basis, scope).serving(sample, dual=False)
        if found is not None:
            return found[0], None
    size = len(system.variables)
    stretched, missed = elastic(system)
    found = _best(stretched, missed, scope)
    if found is not None:
        values, multipliers = found
        total = sum(values[size:], Fraction(0))
        return (None, multipliers) if total else (values[:size], None)
    ended = ordered_fields.solve(system, ())
    return (ended.values, None) if ended.values is not None else (None, ended.multipliers)


def best(system: LinearSystem, objective: SparseVector) -> Solutions | None:
    """A primal and a dual optimum of `maximize objective x`, as formulas; `None` where there is none."""
    found = _best(system, objective, scope_of((system, objective)))
    if found is not None:
        return found
    ended = ordered_fields.solve(system, objective)
    return None if ended.values is None or ended.multipliers is None else (ended.values, ended.multipliers)


def _best(system: LinearSystem, objective: SparseVector, scope: Scope) -> Solutions | None:
    for sample in samples((system, objective)):
        search = Maximization(at(system, sample), at(objective, sample))
        if search.suggested() is None and search.pivoted() is None:
            continue
        assert search.basis is not None
        found = _Lift(system, objective, search.basis, scope).serving(sample, dual=True)
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class _Lift:
    """The basic solutions of a basis over the field of formulas."""

    system: LinearSystem
    objective: SparseVector
    basis: Basis
    scope: Scope

    def serving(self, sample: Fraction, dual: bool) -> Solutions | None:
        """The solutions on the piece, if they are as they must be there; else the piece splits, or, at a point,
        `None`."""
        solved = self._solved(dual)
        if solved is None:
            return None
        x, y = solved
        conditions = [*self._primal(x), *(self._dual(y) if dual else ())]
        if isinstance(self.scope, Interval):
            ends = _holding(conditions, [*x, *y], self.scope, sample)
            if ends is None:
                return None
            inside = [end for end in ends if end is not None and self.scope.contains(end)]
            if inside:
                raise Splits(inside)
        elif any(condition < 0 for condition in conditions):
            return None
        return self._on(x), self._on(y)

    def _on(self, values: Sequence[Fraction]) -> Vector:
        return tuple(value.on(self.scope) if isinstance(value, Formula) else value for value in values)

    def _free(self, number: Fraction) -> Fraction:
        """The number as an element of the field, without the order that it has on an interval."""
        if isinstance(number, Formula) and isinstance(self.scope, Interval):
            return number.on(Everywhere(self.scope.parameter))
        return number

    def _solved(self, dual: bool) -> Solutions | None:
        system, basis = self.system, self.basis
        tight = [i for i, basic in enumerate(basis.slack_is_basic) if not basic]
        basic = [j for j, place in enumerate(basis.variables) if place == BASIC]
        place = {j: k for k, j in enumerate(basic)}
        x = [Fraction(0)] * len(system.variables)
        for j, where in enumerate(basis.variables):
            bound = system.lower[j] if where == LOWER else system.upper[j] if where == UPPER else None
            if bound is not None:
                x[j] = self._free(bound)
        rows: list[dict[int, Fraction]] = []
        right = []
        for i in tight:
            rest = self._free(system.rows[i].bound)
            entries = {}
            for j, entry in system.rows[i].coefficients:
                if j in place:
                    entries[place[j]] = self._free(entry)
                elif x[j]:
                    rest = rest - self._free(entry) * x[j]
            rows.append(entries)
            right.append(rest)
        values = eliminated(rows, right)
        if values is None:
            return None
        for j, value in zip(basic, values, strict=True):
            x[j] = value
        y = [Fraction(0)] * len(system.rows)
        if dual:
            costs = {j: self._free(weight) for j, weight in self.objective}
            turned: list[dict[int, Fraction]] = [{} for _ in basic]
            for k, entries in enumerate(rows):
                for c, entry in entries.items():
                    turned[c][k] = entry
            multipliers = eliminated(turned, [costs.get(j, Fraction(0)) for j in basic])
            if multipliers is None:
                return None
            for i, value in zip(tight, multipliers, strict=True):
                y[i] = value
        return tuple(x), tuple(y)

    def _primal(self, x: Vector) -> Iterator[Fraction]:
        """What is at least 0 if x is a solution."""
        for value, low, high in zip(x, self.system.lower, self.system.upper, strict=True):
            if low is not None:
                yield value - self._free(low)
            if high is not None:
                yield self._free(high) - value
        for row in self.system.rows:
            entries = ((j, self._free(entry)) for j, entry in row.coefficients if x[j])
            rest = self._free(row.bound) - sum((entry * x[j] for j, entry in entries), Fraction(0))
            yield rest
            if row.sense == "=":
                yield -rest

    def _dual(self, y: Vector) -> Iterator[Fraction]:
        """What is at least 0 if y bounds the objective by its value at x."""
        rest = [Fraction(0)] * len(self.system.variables)
        for j, weight in self.objective:
            rest[j] = self._free(weight)
        for multiplier, row in zip(y, self.system.rows, strict=True):
            if row.sense == "<=":
                yield multiplier
            if multiplier:
                for j, entry in row.coefficients:
                    rest[j] = rest[j] - multiplier * self._free(entry)
        for where, reduced, low, high in zip(
            self.basis.variables, rest, self.system.lower, self.system.upper, strict=True
        ):
            fixed = low is not None and high is not None and self._free(low) == self._free(high)
            if where == BASIC or fixed:
                continue
            if where != UPPER:
                yield -reduced
            if where != LOWER:
                yield reduced


def _holding(
    conditions: Sequence[Fraction], values: Sequence[Fraction], interval: Interval, sample: Fraction
) -> tuple[Place | None, Place | None] | None:
    """The ends of the greatest interval about the sample on which the conditions are at least 0 and the values finite.

    `None` if a constant is negative, so that they hold nowhere.
    """
    lower, upper = interval.lower, interval.upper
    for number, bounded in [*((c, True) for c in conditions), *((v, False) for v in values)]:
        if not isinstance(number, Formula):
            if bounded and number < 0:
                return None
            continue
        for place, before, after in _changes(number, Interval(interval.parameter, lower, upper), bounded):
            if place <= sample and before and (lower is None or place > lower):
                lower = place
            if place >= sample and after and (upper is None or place < upper):
                upper = place
        if lower == upper:
            break
    return lower, upper


def _changes(number: Formula, interval: Interval, bounded: bool) -> Iterator[tuple[Place, bool, bool]]:
    """Places at which to stop, coming from the right (first), or from the left (second): poles, and where a number
    that is to be at least 0 is less beyond."""
    above = tuple(int(entry) for entry in number.above.numer().coeffs())
    below = tuple(int(entry) for entry in number.below.numer().coeffs())
    poles = [root for root in real_roots(below) if interval.contains(root)] if len(below) > 1 else []
    zeros = [root for root in real_roots(above) if interval.contains(root)] if bounded and len(above) > 1 else []
    stops = sorted([*poles, *zeros])
    ends = [interval.lower, *stops, interval.upper]
    negative = []
    for pair in itertools.pairwise(ends):
        inside = Interval(interval.parameter, *pair).sample
        negative.append(bounded and sign_at(above, inside) * sign_at(below, inside) < 0)
    for k, place in enumerate(stops):
        yield place, place in poles or negative[k], place in poles or negative[k + 1]


def eliminated(rows: Sequence[dict[int, Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """The solution of a square sparse system over a field, or `None` if it is singular.

    Gaussian elimination; the pivot is of a shortest row, and there of a shortest column, a constant rather than a
    formula.
    """
    if any(not row for row in rows):
        return None
    left = [{c: rational(entry) for c, entry in row.items()} for row in rows]  # integers would divide to floats
    rest = [rational(entry) for entry in right]
    holders: dict[int, set[int]] = {}
    for r, row in enumerate(left):
        for c in row:
            holders.setdefault(c, set()).add(r)
    if len(holders) != len(left):
        return None
    active = set(range(len(left)))
    order: list[tuple[int, int]] = []
    while active:
        r = min(active, key=lambda r: (len(left[r]), r))
        if not left[r]:
            return None
        c = min(left[r], key=lambda c: (isinstance(left[r][c], Formula), len(holders[c]), c))
        pivot = left[r][c]
        active.remove(r)
        order.append((r, c))
        for column in left[r]:
            holders[column].discard(r)
        for other in list(holders[c]):
            factor = left[other].pop(c) / pivot
            holders[c].discard(other)
            rest[other] = rest[other] - factor * rest[r]
            for column, entry in left[r].items():
                if column != c:
                    value = left[other].get(column, Fraction(0)) - factor * entry
                    if value:
                        left[other][column] = value
                        holders[column].add(other)
                    elif column in left[other]:
                        del left[other][column]
                        holders[column].discard(other)
    solution: dict[int, Fraction] = {}
    for r, c in reversed(order):
        value = rest[r]
        for column, entry in left[r].items():
            if column != c and solution[column]:
                value = value - entry * solution[column]
        solution[c] = value / left[r][c]
    return [solution[c] for c in range(len(left))]
