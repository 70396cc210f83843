"""From a suggested basis to an exact solution of a linear program.

A *basis* of `maximize c x, A x <= b (or = b), lower <= x <= upper` with m rows names m of the variables and row
slacks; the others sit at a bound. It determines one primal and one dual solution (Schrijver 1986, chapter 11), both
rational, and the two are optimal exactly when both are feasible. Where the primal one is beyond some bounds, the dual
solution for the sum of what is missing shows, if that sum cannot be made smaller, that the system has no solution (the
first phase of the simplex method; Farkas' lemma). Any basis may be proposed, by a float solver too: what is solved and
checked here is exact, and `None` is returned when nothing was shown.

The square system of a basis is nearly triangular for incidence matrices. Rows and columns with a single nonzero are
peeled off first, repeatedly; only the nucleus that remains is handed to FLINT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from flint import fmpq

from exact.linear.last_resort import by_ppl
from exact.linear.pivoting import Tableau
from exact.linear.programs import Basis, Program, Sparse, standard_form
from exact.linear.refining import refined
from exact.linear.solving import BasisSolver, _dual, _primal, _solver
from exact.linear.square import Exact
from exact.linear.suggesting import FOR_A_SOLUTION, FOR_AN_OPTIMUM, Setting, suggestions
from exact.linear.systems import LinearSystem, Row, SparseVector, Vector

REFINED = 10  # times that one suggested basis is refined
PIVOTS = 500  # exact pivots before the last resort
UPDATES = 50  # exact pivots before the basis is factorized anew
READABLE = 100  # rows of a system for which short evidence is looked for


def decide(system: LinearSystem) -> tuple[Vector | None, Vector | None]:
    """A solution of the system, or Farkas multipliers of its rows; the other one is `None`."""
    program = standard_form(system, ())
    nearest: list[tuple[int, Basis]] = []
    for attempt in _attempts(program, FOR_A_SOLUTION):
        missed = program.misses(attempt.x)
        if not missed:
            return _fractions(attempt.x), None
        y = _shown_by(program, attempt.solver, missed)
        if y is not None:
            return None, _unscaled(program, y)
        nearest.append((len(missed), attempt.basis))
    settled = _by_least_violation(system)
    if settled is not None:
        return settled
    if nearest:
        tableau = _steps(program, _least(nearest), {})
        if tableau is not None and not (bad := tableau.primal_infeasible()):
            return _fractions(tableau.value[: len(program.columns)]), None
        if tableau is not None and _contradicts(program, shown := tableau.contradiction(min(bad))):
            return None, _unscaled(program, shown)
    return by_ppl(system)


def _by_least_violation(system: LinearSystem) -> tuple[Vector | None, Vector | None] | None:
    """The same by the least sum of what the rows are missed by: 0 at a solution, else its dual is a Farkas vector.

    That program has an optimum, whose basis a float solver suggests where of a contradiction it suggests only a ray.
    """
    size = len(system.variables)
    stretched, missed = elastic(system)
    found = Maximization(stretched, missed).suggested()
    if found is None:
        return None
    values, multipliers = found
    return (None, multipliers) if any(values[size:]) else (values[:size], None)


def elastic(system: LinearSystem) -> tuple[LinearSystem, SparseVector]:
    """The system whose rows may be missed, by variables of their own after its own, and minus the sum of these."""
    zero, one = Fraction(0), Fraction(1)
    size = len(system.variables)
    rows: list[Row] = []
    misses = 0
    for row in system.rows:
        below = ((size + misses, -one),)
        above = ((size + misses + 1, one),) if row.sense == "=" else ()
        misses += len(below) + len(above)
        rows.append(Row((*row.coefficients, *below, *above), row.sense, row.bound))
    stretched = LinearSystem(
        tuple(range(size + misses)),
        tuple(rows),
        (*system.lower, *[zero] * misses),
        (*system.upper, *[None] * misses),
    )
    return stretched, tuple((size + k, -one) for k in range(misses))


def solving_basis(system: LinearSystem) -> Basis | None:
    """A suggested basis whose solution satisfies the system, if one does."""
    program = standard_form(system, ())
    solving = (attempt.basis for attempt in _attempts(program, FOR_A_SOLUTION) if not program.misses(attempt.x))
    return next(solving, None)


class Maximization:
    """The search for a primal and a dual optimum of equal value; what finds none returns `None`."""

    def __init__(self, system: LinearSystem, objective: SparseVector) -> None:
        self.program = standard_form(system, objective)
        self.nearest: list[tuple[int, Basis]] = []
        self.basis: Basis | None = None  # of the optimum, once there is one

    def suggested(self) -> tuple[Vector, Vector] | None:
        """The solutions of a suggested basis."""
        for attempt in _attempts(self.program, FOR_AN_OPTIMUM):
            optimum = attempt.optimum()
            if optimum is not None:
                self.basis = attempt.basis
                return optimum
            tableau = Tableau(self.program, attempt.basis, attempt.solver, self.program.cost)
            self.nearest.append((len(tableau.primal_infeasible()) + len(tableau.dual_infeasible()), attempt.basis))
        return None

    def pivoted(self) -> tuple[Vector, Vector] | None:
        """The solutions of a basis reached by exact pivots from the suggested one that was nearest to being optimal."""
        if not self.nearest:
            return None
        improved = _pivot(self.program, _least(self.nearest))
        solver = None if improved is None else _solver(self.program, improved)
        self.basis = improved
        return None if improved is None or solver is None else Attempt(self.program, improved, solver).optimum()


@dataclass
class Attempt:
    """A basis with its solutions."""

    program: Program
    basis: Basis
    solver: BasisSolver

    @cached_property
    def x(self) -> list[Exact]:
        return _primal(self.program, self.basis, self.solver)

    @cached_property
    def y(self) -> list[Exact]:
        return _dual(self.program, self.solver, self.program.cost)

    def optimum(self) -> tuple[Vector, Vector] | None:
        """The solutions, if they are optimal."""
        program = self.program
        if program.misses(self.x):
            return None
        value = sum(weight * self.x[j] for j, weight in program.cost.items())
        if program.proved_bound(program.cost, self.y) != value:
            return None
        return _fractions(self.x), _unscaled(program, self.y)


def _attempts(program: Program, settings: Sequence[Setting]) -> Iterator[Attempt]:
    """The suggested bases that are not singular, each followed by what refining makes of it."""
    tried: list[Basis] = []
    for suggested in suggestions(program, settings):
        basis: Basis | None = suggested
        for _ in range(1 + REFINED):
            solver = None if basis is None or basis in tried else _solver(program, basis)
            if basis is None or solver is None:
                break
            tried.append(basis)
            attempt = Attempt(program, basis, solver)
            yield attempt
            basis = refined(program, basis, attempt.x, attempt.y)


def _shown_by(program: Program, solver: BasisSolver, missed: Sparse) -> list[Exact] | None:
    """Multipliers which show that what this basis misses is missed everywhere, or `None`.

    They are those of the sum of what is missing. In a system that people may read, what one column misses by itself is
    preferred if it is missed everywhere: fewer rows have to do with it.
    """
    y = _dual(program, solver, missed)
    if not _contradicts(program, y):
        return None
    if len(missed) == 1 or len(program.rows) > READABLE:
        return y
    alone = (_dual(program, solver, {column: sign}) for column, sign in missed.items())
    return min([y, *(one for one in alone if _contradicts(program, one))], key=lambda given: sum(map(bool, given)))


def _contradicts(program: Program, y: Sequence[Exact]) -> bool:
    """Whether 0 is at most something negative by the rows with these multipliers."""
    bound = program.proved_bound({}, y)
    return bound is not None and bool(bound < 0)


def _least(bases: list[tuple[int, Basis]]) -> Basis:
    return min(bases, key=lambda pair: pair[0])[1]


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
        if feasible is None or feasible.primal_infeasible():
            return None
        basis = feasible.basis()
    tableau = _steps(program, basis, program.cost)
    return None if tableau is None or tableau.primal_infeasible() or tableau.dual_infeasible() else tableau.basis()


def _steps(program: Program, basis: Basis, cost: Sparse) -> Tableau | None:
    """Where steps from a basis that is primal or dual feasible for this objective end: at an optimum, or where no
    step is left since there is none; `None` if they are too many."""
    tableau = None
    for count in range(PIVOTS):
        if count % UPDATES == 0:
            tableau = _tableau(program, basis if tableau is None else tableau.basis(), cost)
        if tableau is None:
            return None
        bad_primal, bad_dual = tableau.primal_infeasible(), tableau.dual_infeasible()
        if bad_primal and bad_dual:
            return None
        if not bad_primal and not bad_dual:
            return tableau
        moved = tableau.dual_step(min(bad_primal)) if bad_primal else tableau.primal_step(min(bad_dual))
        if not moved:
            return tableau
    return None


def _tableau(program: Program, basis: Basis, cost: Sparse) -> Tableau | None:
    solver = _solver(program, basis)
    return None if solver is None else Tableau(program, basis, solver, cost)


# ----------------------------------------------------------------------------------------------------- conversions


def _fractions(values: Sequence[Exact]) -> Vector:
    zero = Fraction(0)
    return tuple([_fraction(value) if value else zero for value in values])


def _fraction(value: Exact) -> Fraction:
    return Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else Fraction(int(value))


def _unscaled(program: Program, y: Sequence[Exact]) -> Vector:
    """Multipliers of the original rows from those of the scaled ones."""
    return _fractions([value * scale if value else 0 for value, scale in zip(y, program.scales, strict=True)])
