"""Exact pivots: a factorized basis that is updated, and the tableau that is stepped through."""

from __future__ import annotations

from flint import fmpq

from exact.linear.programs import BASIC, LOWER, UPPER, Basis, Program, Sparse
from exact.linear.solving import BasisSolver, _dual, _primal
from exact.linear.square import Exact


class _Factors:
    """The square matrix of all basic columns, solved: one factorization and a list of exchanges (product form).

    A place of the basis bears the number of the column that held it at the start; an exchange at a place remembers the
    entering column in terms of the places then (Dantzig 1954).
    """

    def __init__(self, program: Program, basis: Basis, solver: BasisSolver) -> None:
        self.program, self.solver = program, solver
        self.n = len(program.columns)
        self.free_rows = [i for i, basic in enumerate(basis.slack_is_basic) if basic]
        self.exchanges: list[tuple[int, Sparse]] = []

    def column(self, number: int) -> Sparse:
        return dict(self.program.columns[number]) if number < self.n else {number - self.n: 1}

    def solve(self, right: Sparse) -> Sparse:
        """The combination of the basic columns that gives `right`, by place."""
        solved = self.solver.square.solve([right.get(i, 0) for i in self.solver.tight])
        found: Sparse = {j: value for j, value in zip(self.solver.basic, solved, strict=True) if value}
        for i in self.free_rows:
            rest = right.get(i, 0) - sum(entry * found[j] for j, entry in self.program.rows[i] if j in found)
            if rest:
                found[self.n + i] = rest
        for place, entering in self.exchanges:
            share = found.pop(place, 0)
            if share:
                share = share / fmpq(entering[place])
                for other, entry in entering.items():
                    if other != place:
                        found[other] = found.get(other, 0) - entry * share
                found[place] = share
        return {place: value for place, value in found.items() if value}

    def solve_transposed(self, left: Sparse) -> list[Exact]:
        """Multipliers of the rows whose product with the basic column at each place is `left` there."""
        wanted = dict(left)
        for place, entering in reversed(self.exchanges):
            rest = wanted.get(place, 0) - sum(entry * wanted.get(p, 0) for p, entry in entering.items() if p != place)
            wanted[place] = rest / fmpq(entering[place])
        return _dual(self.program, self.solver, wanted)


class Tableau:
    """A basis with the values of all columns and the reduced costs, and the simplex steps that change it."""

    def __init__(self, program: Program, basis: Basis, solver: BasisSolver, cost: dict[int, Exact]) -> None:
        self.program, self.n = program, len(program.columns)
        self.factors = _Factors(program, basis, solver)
        basic = [*solver.basic, *(self.n + i for i in self.factors.free_rows)]
        self.head = {column: column for column in basic}  # the column now at each place
        self.places = {j: place for j, place in enumerate(basis.variables) if place != BASIC}
        self.places |= {self.n + i: LOWER for i in solver.tight}
        x = _primal(program, basis, solver)
        slacks = [
            bound - sum(entry * x[j] for j, entry in row if x[j])
            for row, bound in zip(program.rows, program.right, strict=True)
        ]
        self.value: list[Exact] = [*x, *slacks]
        y = self.factors.solve_transposed({column: cost[column] for column in basic if column in cost})
        self.reduced: Sparse = {
            column: cost.get(column, 0) - self._times(y, column) for column in self.places if self._may_move(column)
        }

    def basis(self) -> Basis:
        basic = set(self.head.values())
        variables = [BASIC if j in basic else self.places[j] for j in range(self.n)]
        return Basis(variables, [self.n + i in basic for i in range(len(self.program.rows))])

    def limits(self, column: int) -> tuple[Exact | None, Exact | None]:
        if column < self.n:
            return self.program.lower[column], self.program.upper[column]
        return 0, 0 if self.program.equality[column - self.n] else None

    def _may_move(self, column: int) -> bool:
        low, high = self.limits(column)
        return low is None or low != high

    def _times(self, y: list[Exact], column: int) -> Exact:
        if column >= self.n:
            return y[column - self.n]
        return sum(y[i] * entry for i, entry in self.program.columns[column] if y[i])

    def primal_infeasible(self) -> list[int]:
        bad = []
        for column in self.head.values():
            value, (low, high) = self.value[column], self.limits(column)
            if (low is not None and value < low) or (high is not None and value > high):
                bad.append(column)
        return bad

    def direction(self, column: int) -> int:
        """+1 for a column that may only increase, -1 for one that may only decrease, 0 for a free one."""
        return {LOWER: 1, UPPER: -1}.get(self.places[column], 0)

    def dual_infeasible(self) -> list[int]:
        return [
            column
            for column, cost in self.reduced.items()
            if (cost > 0 and self.direction(column) >= 0) or (cost < 0 and self.direction(column) <= 0)
        ]

    def primal_step(self, column: int) -> bool:
        """Let `column` enter until the first basic column (or itself) meets a bound; false if none does."""
        sign = 1 if self.reduced[column] > 0 else -1
        entering = self.factors.solve(self.factors.column(column))
        low, high = self.limits(column)
        best: Exact | None = None if low is None or high is None else high - low
        leaving, leaving_place = column, column
        for place, entry in entering.items():
            speed, other = -entry * sign, self.head[place]
            limit = self.limits(other)[1 if speed > 0 else 0]
            if limit is None:
                continue
            step = (limit - self.value[other]) / fmpq(speed)
            if best is None or step < best or (step == best and other < leaving):
                best, leaving, leaving_place = step, other, place
        if best is None:
            return False
        self._move(column, entering, sign * best)
        if leaving == column:
            self.places[column] = UPPER if sign > 0 else LOWER
        else:
            at_upper = entering[leaving_place] * sign < 0
            self._exchange(column, entering, leaving_place, at_upper, self._row(leaving_place))
        return True

    def dual_step(self, column: int) -> bool:
        """Let the infeasible basic `column` leave to the bound it violates; the entering one keeps dual feasibility.
        False if no column may enter: then `contradiction` says why there is no solution."""
        place = next(p for p, held in self.head.items() if held == column)
        low, high = self.limits(column)
        must_grow = low is not None and self.value[column] < low
        row = self._row(place)
        best: Exact | None = None
        entering = -1
        for other in sorted(row):
            wanted, toward = (-row[other] if must_grow else row[other]), self.direction(other)
            if (toward > 0 and wanted < 0) or (toward < 0 and wanted > 0):
                continue
            ratio = abs(self.reduced[other] / fmpq(row[other]))
            if best is None or ratio < best:
                best, entering = ratio, other
        if best is None:
            return False
        solved = self.factors.solve(self.factors.column(entering))
        target = low if must_grow else high
        assert target is not None
        self._move(entering, solved, (self.value[column] - target) / fmpq(solved[place]))
        self._exchange(entering, solved, place, not must_grow, row)
        return True

    def contradiction(self, column: int) -> list[Exact]:
        """Multipliers of the rows that bound the infeasible basic `column`; where no column may enter for it, nothing
        that meets its own bounds brings this one to meet its."""
        place = next(p for p, held in self.head.items() if held == column)
        low, _ = self.limits(column)
        return self.factors.solve_transposed({place: 1 if low is not None and self.value[column] < low else -1})

    def _row(self, place: int) -> Sparse:
        """For each nonbasic column that may move, its share in the basic column at a place, where it is not 0."""
        y = self.factors.solve_transposed({place: 1})
        shares = ((column, self._times(y, column)) for column in self.reduced)
        return {column: share for column, share in shares if share}

    def _move(self, column: int, entering: Sparse, step: Exact) -> None:
        self.value[column] += step
        for place, entry in entering.items():
            self.value[self.head[place]] -= entry * step

    def _exchange(self, column: int, entering: Sparse, place: int, at_upper: bool, row: Sparse) -> None:
        leaving = self.head[place]
        ratio = self.reduced.pop(column) / fmpq(row[column])
        for other, share in row.items():
            if other != column:
                self.reduced[other] -= ratio * share
        if self._may_move(leaving):
            self.reduced[leaving] = -ratio
        del self.places[column]
        self.places[leaving] = UPPER if at_upper else LOWER
        self.head[place] = column
        self.factors.exchanges.append((place, entering))
