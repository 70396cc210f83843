"""Bases that a float solver suggests, from several of its settings; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from flint import fmpq

from exact.linear.programs import BASIC, FREE, LOWER, UPPER, Basis, Program
from exact.linear.square import Exact

Setting = dict[str, str | int]
PRESOLVED: Setting = {"presolve": "on", "simplex_strategy": 1}
DUAL: Setting = {"presolve": "off", "simplex_strategy": 1}
PRIMAL: Setting = {"presolve": "off", "simplex_strategy": 4}
FOR_AN_OPTIMUM = (DUAL, PRESOLVED, PRIMAL)
FOR_A_SOLUTION = (PRIMAL, PRESOLVED, DUAL)
"""The options under which HiGHS is asked, one after the other. Presolve propagates implications without rounding errors
that grow along a chain; where it stumbles itself, one of the simplex methods alone may not. Without an objective the
dual method has nothing to go by, and the primal one ends where as little as possible is missing."""


def suggestions(program: Program, settings: Sequence[Setting]) -> Iterator[Basis]:
    """The different bases at which HiGHS stops, in floating point; they may be wrong in every way."""
    import highspy

    status = highspy.HighsModelStatus
    without_optimum = (status.kInfeasible, status.kUnbounded, status.kUnboundedOrInfeasible)
    solver, seen = float_solver(), []
    solver.passModel(_float_model(program))
    for options in settings:
        for option, value in options.items():
            solver.setOptionValue(option, value)
        solver.clearSolver()
        solver.run()
        basis = _found_basis(solver, program)
        if basis is not None and basis not in seen:
            seen.append(basis)
            yield basis
        if program.cost and solver.getModelStatus() in without_optimum:  # if that is right, no other way leads to one
            return


def continued(program: Program, basis: Basis) -> Basis | None:
    """The basis at which HiGHS stops from this one; costs of the size 1 are what it is to see."""
    import highspy

    solver, status = float_solver(), highspy.HighsBasisStatus
    solver.passModel(_float_model(program, 1))
    for option, value in PRIMAL.items():
        solver.setOptionValue(option, value)
    start = highspy.HighsBasis()
    names = {BASIC: status.kBasic, LOWER: status.kLower, UPPER: status.kUpper, FREE: status.kZero}
    start.col_status = [names[place] for place in basis.variables]
    start.row_status = [status.kBasic if basic else status.kLower for basic in basis.slack_is_basic]
    solver.setBasis(start)
    solver.run()
    return _found_basis(solver, program)


@cache
def _silent_highs() -> Any:
    """HiGHS's class, silent before it says a word: from 1.16 on it tells its version while a solver is made."""
    import highspy

    class Silent(highspy.Highs):  # type: ignore[misc]  # highspy is not typed in every version
        def enableCallbacks(self) -> Any:  # noqa: N802  # its name there
            self.silent()
            return super().enableCallbacks()

    return Silent


def float_solver() -> Any:
    """HiGHS without output, the same from run to run."""
    solver = _silent_highs()()
    for option, fixed in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
        solver.setOptionValue(option, fixed)
    return solver


def _float_model(program: Program, unit: int | None = None) -> Any:
    """The program for HiGHS, each row scaled to entries of at most 1, and so are costs unless they have a unit."""
    import highspy
    import numpy as np

    lp, infinity = highspy.HighsLp(), highspy.kHighsInf
    lp.num_col_, lp.num_row_ = len(program.columns), len(program.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    largest = unit or max((abs(weight) for weight in program.cost.values()), default=1) or 1
    costs = np.zeros(len(program.columns))
    for j, weight in program.cost.items():
        costs[j] = _float(weight / largest)
    lp.col_cost_ = costs
    lp.col_lower_ = np.array([_float(bound) if bound else -infinity if bound is None else 0 for bound in program.lower])
    lp.col_upper_ = np.array([_float(bound) if bound else infinity if bound is None else 0 for bound in program.upper])
    starts, indices, rights = [0], [], []
    values: list[float] = []
    for row, bound in zip(program.rows, program.right, strict=True):
        entries = [entry for _, entry in row]
        top = max(max(entries, default=1), -min(entries, default=0)) or 1  # of a row of zeros
        values += entries if top == 1 else [entry / top for entry in entries]
        indices += [j for j, _ in row]
        starts.append(len(indices))
        rights.append(_float(bound if top == 1 else fmpq(bound) / top))
    lp.row_upper_ = np.array(rights)
    lp.row_lower_ = np.where(np.array(program.equality, dtype=bool), lp.row_upper_, -infinity)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(indices, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(values, dtype=np.float64)
    return lp


def _found_basis(solver: Any, program: Program) -> Basis | None:
    import highspy

    found, status = solver.getBasis(), highspy.HighsBasisStatus
    if not found.valid:
        return None
    places = {status.kBasic.value: BASIC, status.kLower.value: LOWER, status.kUpper.value: UPPER}
    variables = [places.get(s.value, FREE) for s in found.col_status]
    basic = status.kBasic.value
    return Basis(
        [_nonbasic(place, j, program) if place != BASIC else place for j, place in enumerate(variables)],
        [s.value == basic for s in found.row_status],
    )


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
        return float(value)
    except OverflowError:
        return 1e300 if value > 0 else -1e300
