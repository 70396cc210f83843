"""Bounds on linear programs by rounded multipliers.

Multipliers y of the rows (y >= 0 for `<=`) prove that `objective * x` is at most `y * bounds` plus what the rest
`objective - y * rows` can be between the bounds of the variables (`LinearSystem.proved_bound`). Where every variable
has both bounds, *any* y proves something, and a y that is nearly optimal proves nearly the optimum. So a float solver
suggests y, it is rounded to a few digits, and what it proves is computed exactly. For programs that are too large to be
solved exactly, where a bound is what is wanted.
"""

from __future__ import annotations

import math
from fractions import Fraction

from exact.linear.suggesting import float_solver
from exact.linear.systems import LinearSystem, SparseVector, Vector

DIGITS = 10**7
"""Multipliers are rounded to multiples of one part of this many."""


def rounded_bound(system: LinearSystem, objective: SparseVector, seconds: float) -> tuple[Fraction, Vector] | None:
    """An upper bound on `objective * x` over the system, and the multipliers that prove it.

    `None` if the float solver has none in the time given. Raises `ValueError` if a variable lacks a bound, or a number
    is beyond all floats.
    """
    if None in system.lower or None in system.upper:
        raise ValueError("rounded multipliers prove nothing where a variable lacks a bound")
    try:
        suggested = _suggested(system, objective, seconds)
    except OverflowError as error:
        raise ValueError("a number is too large for a float solver; measure in larger units") from error
    if suggested is None or not all(map(math.isfinite, suggested)):
        return None
    rounded = [Fraction(round(y * DIGITS), DIGITS) for y in suggested]
    multipliers = tuple(
        y if row.sense == "=" else max(y, Fraction(0)) for y, row in zip(rounded, system.rows, strict=True)
    )
    bound = system.proved_bound(objective, multipliers)
    return None if bound is None else (bound, multipliers)


def _suggested(system: LinearSystem, objective: SparseVector, seconds: float) -> list[float] | None:
    """The multipliers at which HiGHS stops, in floating point.

    The rows are as they stand: scaled to entries of at most 1, as where bases are suggested, they took it ten times as
    long on programs on cells.
    """
    import highspy
    import numpy as np

    lp, infinity = highspy.HighsLp(), highspy.kHighsInf
    lp.num_col_, lp.num_row_ = len(system.variables), len(system.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    costs = np.zeros(len(system.variables))
    for column, weight in objective:
        costs[column] = float(weight)
    lp.col_cost_ = costs
    lp.col_lower_ = np.array([float(low or 0) for low in system.lower])
    lp.col_upper_ = np.array([float(high or 0) for high in system.upper])
    rights = [float(row.bound) for row in system.rows]
    lp.row_upper_ = np.array(rights)
    lp.row_lower_ = np.array([r if row.sense == "=" else -infinity for r, row in zip(rights, system.rows, strict=True)])
    starts, indices, values = [0], [], []
    for row in system.rows:
        for column, entry in row.coefficients:
            indices.append(column)
            values.append(float(entry))
        starts.append(len(indices))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(indices, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(values, dtype=np.float64)
    solver = float_solver()
    solver.setOptionValue("time_limit", seconds)
    solver.passModel(lp)
    solver.run()
    solution = solver.getSolution()
    return [float(y) for y in solution.row_dual] if solution.dual_valid else None
