"""From a suggested basis to an exact solution of a linear program.

A *basis* of `maximize c x, A x <= b (or = b), lower <= x <= upper` with m rows names m of the variables and row
slacks; the others sit at a bound. It determines one primal and one dual solution (Schrijver 1986, chapter 11), both
rational, and the two are optimal exactly when both are feasible. Any basis may be proposed, by a float solver too:
what is solved and checked here is exact, and `None` is returned when nothing was shown.

The square system of a basis is nearly triangular for incidence matrices. Rows and columns with a single nonzero are
peeled off first, repeatedly; only the nucleus that remains is handed to FLINT.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpz_mat

from exact.linear.systems import LinearSystem, SparseVector, Vector
from exact.rationals import common_denominator

Exact = Any  # fmpq or int: FLINT's rationals and Python's integers mix freely
Solution = tuple[list[Exact], list[Exact]]

BASIC, LOWER, UPPER, FREE = range(4)
PIVOTS = 500  # exact pivots before the last resort
UPDATES = 50  # exact pivots before the basis is factorized anew


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


def decide(system: LinearSystem) -> tuple[Vector | None, Vector | None]:
    """A solution of the system, or Farkas multipliers of its rows; the other one is `None`."""
    phase_one, residuals = _phase_one(system)
    if not any(residuals):
        return _fractions(_start(phase_one)[:-1]), None
    for x, y in _candidates(phase_one):
        if x[-1] == 0 and phase_one.contains(x):
            return _fractions(x[:-1]), None
        bound = phase_one.proved_bound({}, y)
        # The bound allows for the artificial variable in [0, 1]; the system's own contradiction must hold without it.
        artificial = sum(residual * multiplier for residual, multiplier in zip(residuals, y, strict=True))
        if bound is not None and bound - max(-artificial, 0) < 0:
            return None, _unscaled(phase_one, y)
    return _by_ppl(system)


def maximize(system: LinearSystem, objective: SparseVector) -> tuple[Vector, Vector] | None:
    """A primal and a dual optimum of equal value, or `None` when none was found this way."""
    program = _program(system, objective)
    for x, y in _candidates(program):
        if not program.contains(x):
            continue
        if program.proved_bound(program.cost, y) == sum(weight * x[j] for j, weight in program.cost.items()):
            return _fractions(x), _unscaled(program, y)
    return None


def _program(system: LinearSystem, objective: SparseVector) -> Program:
    rows, scales, right = [], [], []
    columns: list[list[tuple[int, int]]] = [[] for _ in system.variables]
    for i, row in enumerate(system.rows):
        scale = common_denominator(value for _, value in row.coefficients)
        if scale == 1:
            scaled = [(j, value.numerator) for j, value in row.coefficients]
        else:
            scaled = [(j, int(value * scale)) for j, value in row.coefficients]
        for j, entry in scaled:
            columns[j].append((i, entry))
        rows.append(scaled)
        scales.append(scale)
        right.append(_exact(row.bound * scale))
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


def _phase_one(system: LinearSystem) -> tuple[Program, list[int]]:
    """The program that removes the infeasibility of a starting point, and the coefficients of its artificial variable.

    From the starting point x0 (each variable at its bound nearest 0) let r_i be what row i lacks, b_i - a_i x0 where
    that is negative or the row is an equation, scaled to an integer. Then (x0, s = 1) solves `A x + r s <= b, 0 <= s
    <= 1`, and the system is feasible exactly when s can be brought to 0. For `B x = y, C x <= c, x >= 0` this is the
    greatest theta with `B x = theta y`.
    """
    program = _program(system, ())
    start = _start(program)
    residuals: list[int] = []
    for i, row in enumerate(program.rows):
        gap = program.right[i] - sum(entry * start[j] for j, entry in row if start[j])
        if gap == 0 or (gap > 0 and not program.equality[i]):
            residuals.append(0)
            continue
        denominator = int(fmpq(gap).q)
        if denominator != 1:
            program.rows[i] = [(j, entry * denominator) for j, entry in row]
            program.right[i] *= denominator
            program.scales[i] *= denominator
            for j, _ in row:
                program.columns[j] = [(k, e * denominator if k == i else e) for k, e in program.columns[j]]
        residuals.append(int(fmpq(gap * denominator).p))
    artificial = len(program.columns)
    for i, gap in enumerate(residuals):
        if gap:
            program.rows[i] = [*program.rows[i], (artificial, gap)]
    program.columns.append([(i, gap) for i, gap in enumerate(residuals) if gap])
    program.lower.append(0)
    program.upper.append(1)
    program.cost[artificial] = -1
    return program, residuals


def _start(program: Program) -> list[Exact]:
    """Each variable at the point of its interval nearest 0 (of an empty interval, at one end)."""
    values = []
    for low, high in zip(program.lower, program.upper, strict=True):
        value: Exact = 0
        if low is not None and low > 0:
            value = low
        elif high is not None and high < 0:
            value = high
        values.append(value)
    return values


def _candidates(program: Program) -> Iterator[Solution]:
    """Pairs of a primal and a dual solution that may be optimal: from each suggested basis, then by pivoting from the
    one of them that is nearest to being so."""
    solvable: list[tuple[int, Basis]] = []
    for basis in suggestions(program):
        solver = _solver(program, basis)
        if solver is not None:
            yield _primal(program, basis, solver), _dual(program, basis, solver)
            tableau = _Tableau(program, basis, solver, program.cost)
            solvable.append((len(tableau.primal_infeasible()) + len(tableau.dual_infeasible()), basis))
    if not solvable:
        return
    improved = _pivot(program, min(solvable, key=lambda pair: pair[0])[1])
    solver = None if improved is None else _solver(program, improved)
    if improved is not None and solver is not None:
        yield _primal(program, improved, solver), _dual(program, improved, solver)


# ---------------------------------------------------------------------------------------------- a float suggestion


SETTINGS: tuple[dict[str, str | int], ...] = (
    {"presolve": "off", "simplex_strategy": 1},  # dual simplex
    {"presolve": "on", "simplex_strategy": 1},
    {"presolve": "off", "simplex_strategy": 4},  # primal simplex
)
"""The options under which HiGHS is asked, one after the other. Presolve propagates implications without rounding errors
that grow along a chain; where it stumbles itself, one of the simplex methods alone may not."""


def suggestions(program: Program) -> Iterator[Basis]:
    """The different bases at which HiGHS stops, in floating point; they may be wrong in every way."""
    import highspy

    status = highspy.HighsModelStatus
    without_optimum = (status.kInfeasible, status.kUnbounded, status.kUnboundedOrInfeasible)
    solver, seen = highspy.Highs(), []
    for option, fixed in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
        solver.setOptionValue(option, fixed)
    solver.passModel(_float_model(program))
    for options in SETTINGS:
        for option, value in options.items():
            solver.setOptionValue(option, value)
        solver.clearSolver()
        solver.run()
        basis = _found_basis(solver, program)
        if basis is not None and basis not in seen:
            seen.append(basis)
            yield basis
        if solver.getModelStatus() in without_optimum:  # then no other way leads to one, if that is right
            return


def _float_model(program: Program) -> Any:
    """The program for HiGHS, each row scaled to entries of at most 1."""
    import highspy
    import numpy as np

    n, m = len(program.columns), len(program.rows)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n, m
    lp.sense_ = highspy.ObjSense.kMaximize
    infinity = highspy.kHighsInf
    largest = max((abs(weight) for weight in program.cost.values()), default=1) or 1
    lp.col_cost_ = np.array([_float(program.cost[j] / largest) if j in program.cost else 0.0 for j in range(n)])
    lp.col_lower_ = np.array([-infinity if bound is None else _float(bound) for bound in program.lower])
    lp.col_upper_ = np.array([infinity if bound is None else _float(bound) for bound in program.upper])
    tops = [max((abs(entry) for _, entry in row), default=1) for row in program.rows]
    rights = [_float(fmpq(bound) / top) for bound, top in zip(program.right, tops, strict=True)]
    lp.row_upper_ = np.array(rights)
    lp.row_lower_ = np.array([r if equal else -infinity for r, equal in zip(rights, program.equality, strict=True)])
    starts, indices, values = [0], [], []
    for column in program.columns:
        for i, entry in column:
            indices.append(i)
            values.append(entry / tops[i])
        starts.append(len(indices))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(indices, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(values, dtype=np.float64)
    return lp


def _found_basis(solver: Any, program: Program) -> Basis | None:
    import highspy

    found = solver.getBasis()
    if not found.valid:
        return None
    status = highspy.HighsBasisStatus
    places = {status.kBasic: BASIC, status.kLower: LOWER, status.kUpper: UPPER}
    variables = [_nonbasic(places.get(s, FREE), j, program) for j, s in enumerate(found.col_status)]
    return Basis(variables, [s == status.kBasic for s in found.row_status])


def _nonbasic(place: int, j: int, program: Program) -> int:
    """The place of a variable, moved to a bound that exists."""
    if place == BASIC:
        return place
    if place == UPPER and program.upper[j] is not None:
        return UPPER
    if program.lower[j] is not None:
        return LOWER
    return UPPER if program.upper[j] is not None else FREE


def _float(value: Exact) -> float:
    try:
        return float(Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else value)
    except OverflowError:
        return 1e300 if value > 0 else -1e300


# ------------------------------------------------------------------------------------- solving a basis exactly


class SquareSystem:
    """A nonsingular square integer matrix, peeled, to be solved for several right sides and for its transpose.

    `head` lists pivots (row, column) whose row has no other column left, in the order found, `tail` those whose
    column has no other row left; the nucleus is what remains. A singular matrix raises `ZeroDivisionError`.
    """

    def __init__(self, rows: list[dict[int, int]], size: int) -> None:
        self.rows = rows
        self.columns: list[dict[int, int]] = [{} for _ in range(size)]
        for r, row in enumerate(rows):
            for c, entry in row.items():
                self.columns[c][r] = entry
        self.head: list[tuple[int, int]] = []
        self.tail: list[tuple[int, int]] = []
        live_rows, live_columns = self._peel()
        self.nucleus_rows = [r for r, live in enumerate(live_rows) if live]
        self.nucleus_columns = [c for c, live in enumerate(live_columns) if live]
        if len(self.nucleus_rows) != len(self.nucleus_columns):
            raise ZeroDivisionError("singular")
        place = {c: k for k, c in enumerate(self.nucleus_columns)}
        k = len(place)
        entries = [0] * (k * k)
        for position, r in enumerate(self.nucleus_rows):
            for c, entry in rows[r].items():
                if c in place:
                    entries[position * k + place[c]] = entry
        self.nucleus = fmpz_mat(k, k, entries)

    def _peel(self) -> tuple[list[bool], list[bool]]:
        live_rows, live_columns = [True] * len(self.rows), [True] * len(self.columns)
        in_row = [len(row) for row in self.rows]
        in_column = [len(column) for column in self.columns]
        waiting = [(r, True) for r, count in enumerate(in_row) if count == 1]
        waiting += [(c, False) for c, count in enumerate(in_column) if count == 1]
        while waiting:
            line, is_row = waiting.pop()
            if is_row:
                if not live_rows[line] or in_row[line] != 1:
                    continue
                r, c = line, next(c for c in self.rows[line] if live_columns[c])
                self.head.append((r, c))
            else:
                if not live_columns[line] or in_column[line] != 1:
                    continue
                r, c = next(r for r in self.columns[line] if live_rows[r]), line
                self.tail.append((r, c))
            live_rows[r] = live_columns[c] = False
            for other in self.columns[c]:
                if live_rows[other]:
                    in_row[other] -= 1
                    if in_row[other] == 1:
                        waiting.append((other, True))
            for other in self.rows[r]:
                if live_columns[other]:
                    in_column[other] -= 1
                    if in_column[other] == 1:
                        waiting.append((other, False))
        return live_rows, live_columns

    def solve(self, right: Sequence[Exact]) -> list[Exact]:
        """x with `matrix x = right`."""
        return _triangular(
            self.rows, self.head, self.nucleus, self.nucleus_rows, self.nucleus_columns, self.tail, right
        )

    def solve_transposed(self, right: Sequence[Exact]) -> list[Exact]:
        """y with `y matrix = right`: the same with rows and columns, head and tail exchanged."""
        head = [(c, r) for r, c in self.tail]
        tail = [(c, r) for r, c in self.head]
        nucleus = self.nucleus.transpose()
        return _triangular(self.columns, head, nucleus, self.nucleus_columns, self.nucleus_rows, tail, right)


def _triangular(
    rows: list[dict[int, int]],
    head: list[tuple[int, int]],
    nucleus: Any,
    nucleus_rows: list[int],
    nucleus_columns: list[int],
    tail: list[tuple[int, int]],
    right: Sequence[Exact],
) -> list[Exact]:
    solution: list[Exact] = [0] * len(rows)

    def remainder(r: int) -> Exact:
        return right[r] - sum(entry * solution[c] for c, entry in rows[r].items() if solution[c])

    for r, c in head:
        solution[c] = remainder(r) * fmpq(1, rows[r][c])
    if nucleus_rows:
        rest = [fmpq(remainder(r)) for r in nucleus_rows]
        denominator = math.lcm(*(int(value.q) for value in rest))
        integers = [int((value * denominator).p) for value in rest]
        inner = nucleus.solve(fmpz_mat(len(rest), 1, integers))
        for k, c in enumerate(nucleus_columns):
            solution[c] = inner[k, 0] / denominator
    for r, c in reversed(tail):
        solution[c] = remainder(r) * fmpq(1, rows[r][c])
    return solution


@dataclass(frozen=True)
class _BasisSolver:
    """The square system of a basis: the rows whose slack is nonbasic against the basic variables."""

    tight: list[int]
    basic: list[int]
    square: SquareSystem


def _solver(program: Program, basis: Basis) -> _BasisSolver | None:
    tight = [i for i, basic in enumerate(basis.slack_is_basic) if not basic]
    basic = [j for j, place in enumerate(basis.variables) if place == BASIC]
    if len(tight) != len(basic):
        return None
    place = {j: k for k, j in enumerate(basic)}
    rows = [{place[j]: entry for j, entry in program.rows[i] if j in place} for i in tight]
    try:
        square = SquareSystem(rows, len(basic))
        if square.nucleus.nrows() and square.nucleus.det() == 0:
            return None
    except (ZeroDivisionError, StopIteration):
        return None
    return _BasisSolver(tight, basic, square)


def _primal(program: Program, basis: Basis, solver: _BasisSolver) -> list[Exact]:
    x: list[Exact] = [0] * len(program.columns)
    for j, place in enumerate(basis.variables):
        if place == LOWER:
            x[j] = program.lower[j]
        elif place == UPPER:
            x[j] = program.upper[j]
    right = [program.right[i] - sum(entry * x[j] for j, entry in program.rows[i] if x[j]) for i in solver.tight]
    for j, value in zip(solver.basic, solver.square.solve(right), strict=True):
        x[j] = value
    return x


def _dual(program: Program, basis: Basis, solver: _BasisSolver) -> list[Exact]:
    y: list[Exact] = [0] * len(program.rows)
    costs = [program.cost.get(j, 0) for j in solver.basic]
    for i, value in zip(solver.tight, solver.square.solve_transposed(costs), strict=True):
        y[i] = value
    return y


# ---------------------------------------------------------------------------------------------------- exact pivoting


def _pivot(program: Program, basis: Basis) -> Basis | None:
    """Exact simplex steps from a basis, by Bland's rule; an optimal basis or `None`.

    From a basis that is neither primal nor dual feasible the first steps ignore the objective: every basis is dual
    feasible for the objective 0, and the dual simplex method then leads to a primal feasible one.
    """
    tableau = _tableau(program, basis, program.cost)
    if tableau is None:
        return None
    if tableau.primal_infeasible() and tableau.dual_infeasible():
        feasible = _steps(program, basis, {})
        return None if feasible is None else _steps(program, feasible, program.cost)
    return _steps(program, basis, program.cost)


def _steps(program: Program, basis: Basis, cost: dict[int, Exact]) -> Basis | None:
    """Steps from a basis that is primal or dual feasible for this objective."""
    tableau = None
    for count in range(PIVOTS):
        if count % UPDATES == 0:
            tableau = _tableau(program, basis if tableau is None else tableau.basis(), cost)
        if tableau is None:
            return None
        bad_primal, bad_dual = tableau.primal_infeasible(), tableau.dual_infeasible()
        if not bad_primal and not bad_dual:
            return tableau.basis()
        if bad_primal and bad_dual:
            return None
        moved = tableau.dual_step(min(bad_primal)) if bad_primal else tableau.primal_step(min(bad_dual))
        if not moved:
            return None
    return None


def _tableau(program: Program, basis: Basis, cost: dict[int, Exact]) -> _Tableau | None:
    solver = _solver(program, basis)
    return None if solver is None else _Tableau(program, basis, solver, cost)


Sparse = dict[int, Exact]


class _Factors:
    """The square matrix of all basic columns, solved: one factorization and a list of exchanges (product form).

    Columns are numbered, variables first, then slacks. A place of the basis bears the number of the column that held it
    at the start; an exchange at a place remembers the entering column in terms of the places then (Dantzig 1954).
    """

    def __init__(self, program: Program, basis: Basis, solver: _BasisSolver) -> None:
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
        y: list[Exact] = [0] * len(self.program.rows)
        for i in self.free_rows:
            y[i] = wanted.get(self.n + i, 0)
        costs = [
            wanted.get(j, 0) - sum(y[i] * entry for i, entry in self.program.columns[j] if y[i])
            for j in self.solver.basic
        ]
        for i, value in zip(self.solver.tight, self.solver.square.solve_transposed(costs), strict=True):
            y[i] = value
        return y


class _Tableau:
    """A basis with the values of all columns and the reduced costs, and the simplex steps that change it."""

    def __init__(self, program: Program, basis: Basis, solver: _BasisSolver, cost: dict[int, Exact]) -> None:
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
        False if no column may enter: the program is infeasible."""
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


# ------------------------------------------------------------------------------------------------- the last resort


def _by_ppl(system: LinearSystem) -> tuple[Vector | None, Vector | None]:
    """PPL's exact simplex on the system, then on its Farkas alternative; one of the two has a solution."""
    n, m = len(system.variables), len(system.rows)
    rows = [(dict(row.coefficients), row.sense == "=", row.bound) for row in system.rows]
    for j, (low, high) in enumerate(zip(system.lower, system.upper, strict=True)):
        if low is not None:
            rows.append(({j: Fraction(-1)}, False, -low))
        if high is not None:
            rows.append(({j: Fraction(1)}, False, high))
    point = _ppl_point(n, rows)
    if point is not None:
        return point, None
    columns: list[dict[int, Fraction]] = [{} for _ in range(n)]
    for i, (row, _, _) in enumerate(rows):
        for j, entry in row.items():
            columns[j][i] = entry
    alternative = [(column, True, Fraction(0)) for column in columns]
    alternative.append(({i: bound for i, (_, _, bound) in enumerate(rows) if bound}, False, Fraction(-1)))
    alternative += [({i: Fraction(-1)}, False, Fraction(0)) for i, (_, equal, _) in enumerate(rows) if not equal]
    multipliers = _ppl_point(len(rows), alternative)
    assert multipliers is not None, "Farkas' lemma"
    return None, multipliers[:m]


def _ppl_point(dimension: int, rows: list[tuple[dict[int, Fraction], bool, Fraction]]) -> Vector | None:
    import ppl

    problem = ppl.MIP_Problem(dimension, ppl.Constraint_System(), ppl.Linear_Expression(0))
    for row, equal, bound in rows:
        scale = common_denominator([*row.values(), bound])
        left = ppl.Linear_Expression({j: int(entry * scale) for j, entry in row.items()}, -int(bound * scale))
        problem.add_constraint(left == 0 if equal else left <= 0)
    if not problem.is_satisfiable():
        return None
    point = problem.optimizing_point()
    divisor = int(point.divisor())
    coordinates = [Fraction(int(value), divisor) for value in point.coefficients()]
    return tuple(coordinates + [Fraction(0)] * (dimension - len(coordinates)))


# ----------------------------------------------------------------------------------------------------- conversions


def _exact(value: Fraction) -> Exact:
    return value.numerator if value.denominator == 1 else fmpq(value.numerator, value.denominator)


def _fractions(values: Sequence[Exact]) -> Vector:
    return tuple(
        Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else Fraction(int(value)) for value in values
    )


def _unscaled(program: Program, y: Sequence[Exact]) -> Vector:
    """Multipliers of the original rows from those of the scaled ones."""
    return _fractions([value * scale for value, scale in zip(y, program.scales, strict=True)])
