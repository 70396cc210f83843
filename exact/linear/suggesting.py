"""Bases that a float solver suggests, from several of its settings; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from flint import fmpq

from exact.linear.programs import BASIC, FREE, LOWER, UPPER, Basis, Program
from exact.linear.square import Exact

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
    solver, seen = float_solver(), []
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


def float_solver() -> Any:
    """HiGHS without output, the same from run to run."""
    import highspy

    solver = highspy.Highs()
    for option, fixed in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
        solver.setOptionValue(option, fixed)
    return solver


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
