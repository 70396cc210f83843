"""From a suggested basis to an exact solution of a linear program.

A *basis* of `maximize c x, A x <= b (or = b), lower <= x <= upper` with m rows names m of the variables and row
slacks; the others sit at a bound. It determines one primal and one dual solution (Schrijver 1986, chapter 11), both
rational, and the two are optimal exactly when both are feasible. Any basis may be proposed, by a float solver too:
what is solved and checked here is exact, and `None` is returned when nothing was shown.

The square system of a basis is nearly triangular for incidence matrices. Rows and columns with a single nonzero are
peeled off first, repeatedly; only the nucleus that remains is handed to FLINT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from flint import fmpq

from exact.linear.last_resort import by_ppl
from exact.linear.pivoting import Tableau
from exact.linear.programs import Basis, Program
from exact.linear.solving import _dual, _primal, _solver
from exact.linear.square import Exact
from exact.linear.suggesting import suggestions
from exact.linear.systems import LinearSystem, SparseVector, Vector
from exact.rationals import common_denominator

Solution = tuple[list[Exact], list[Exact]]
PIVOTS = 500  # exact pivots before the last resort
UPDATES = 50  # exact pivots before the basis is factorized anew


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
    return by_ppl(system)


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
            tableau = Tableau(program, basis, solver, program.cost)
            solvable.append((len(tableau.primal_infeasible()) + len(tableau.dual_infeasible()), basis))
    if not solvable:
        return
    improved = _pivot(program, min(solvable, key=lambda pair: pair[0])[1])
    solver = None if improved is None else _solver(program, improved)
    if improved is not None and solver is not None:
        yield _primal(program, improved, solver), _dual(program, improved, solver)


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


def _tableau(program: Program, basis: Basis, cost: dict[int, Exact]) -> Tableau | None:
    solver = _solver(program, basis)
    return None if solver is None else Tableau(program, basis, solver, cost)


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
