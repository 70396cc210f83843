"""The primal and the dual solution that a basis determines."""

from __future__ import annotations

from dataclasses import dataclass

from exact.linear.programs import BASIC, LOWER, UPPER, Basis, Program, Sparse
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
    right = list(program.right)
    for j, place in enumerate(basis.variables):
        value = program.lower[j] if place == LOWER else program.upper[j] if place == UPPER else 0
        if value:
            x[j] = value
            for i, entry in program.columns[j]:
                right[i] -= entry * value
    for j, value in zip(solver.basic, solver.square.solve([right[i] for i in solver.tight]), strict=True):
        x[j] = value
    return x


def _dual(program: Program, solver: BasisSolver, cost: Sparse) -> list[Exact]:
    """Multipliers of the rows whose product with each basic column, of a variable or a slack, is its cost."""
    y: list[Exact] = [0] * len(program.rows)
    size, left = len(program.columns), dict(cost)
    for column, value in cost.items():
        if column >= size:
            y[column - size] = value
            for j, entry in program.rows[column - size]:
                left[j] = left.get(j, 0) - value * entry
    solved = solver.square.solve_transposed([left.get(j, 0) for j in solver.basic])
    for i, value in zip(solver.tight, solved, strict=True):
        y[i] = value
    return y
