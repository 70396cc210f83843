"""The primal and the dual solution that a basis determines."""

from __future__ import annotations

from dataclasses import dataclass

from exact.linear.programs import BASIC, LOWER, UPPER, Basis, Program
from exact.linear.square import Exact, SquareSystem


@dataclass(frozen=True)
class BasisSolver:
    """The square system of a basis: the rows whose slack is nonbasic against the basic variables."""

    tight: list[int]
    basic: list[int]
    square: SquareSystem


def _solver(program: Program, basis: Basis) -> BasisSolver | None:
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
    return BasisSolver(tight, basic, square)


def _primal(program: Program, basis: Basis, solver: BasisSolver) -> list[Exact]:
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


def _dual(program: Program, basis: Basis, solver: BasisSolver) -> list[Exact]:
    y: list[Exact] = [0] * len(program.rows)
    costs = [program.cost.get(j, 0) for j in solver.basic]
    for i, value in zip(solver.tight, solver.square.solve_transposed(costs), strict=True):
        y[i] = value
    return y


Sparse = dict[int, Exact]
