"""Is a linear system feasible, and what is the best point of it: exact answers with evidence for either."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from exact import arguments
from exact.linear import bases
from exact.linear.systems import (
    Coefficients,
    FarkasVector,
    Feasible,
    ImprovingRay,
    LinearSystem,
    Optimal,
    Point,
    PrimalDual,
    Row,
    SparseVector,
    Unbounded,
    Vector,
    dot,
    read_coefficients,
)
from exact.rationals import NotConstant, primitive
from exact.verdicts import Verdict


def feasibility(system: LinearSystem) -> Verdict:
    """Whether the system has a solution; evidence `Point` or `FarkasVector`."""

    statement = Feasible(arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one"))
    try:
        point, multipliers = bases.decide(system)
    except NotConstant:
        from exact.linear import varying  # formulas, which few systems have

        point, multipliers = varying.feasible(system)
        if multipliers is not None:
            return Verdict(statement, False, FarkasVector(multipliers))
    if point is not None:
        return Verdict(statement, True, Point(point))
    assert multipliers is not None
    return Verdict(statement, False, FarkasVector(tuple(map(Fraction, primitive(multipliers)))))


def optimum(system: LinearSystem, objective: Coefficients, sense: Literal["max", "min"] = "max") -> Verdict:
    """The optimum of a linear objective over the system.

    `objective` is a sequence, one weight for each variable, or a mapping from variable names. The verdict's statement
    is `Optimal` (evidence `PrimalDual`), or `Feasible` with answer no (`FarkasVector`), or `Unbounded`
    (`ImprovingRay`).
    """

    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    if sense not in ("max", "min"):
        raise ValueError(f'the sense is "max" or "min", not {sense!r}')
    place = {name: position for position, name in enumerate(system.variables)}
    weights = read_coefficients(objective, place, "objective")
    sign = 1 if sense == "max" else -1
    signed = tuple((column, sign * weight) for column, weight in weights)
    try:
        search = bases.Maximization(system, signed)
    except NotConstant:
        return _varying_optimum(system, weights, signed, sense)
    solution = search.suggested()
    if solution is None:
        solvable = feasibility(system)
        if not solvable:
            return solvable
        assert isinstance(solvable.evidence, Point)
        solution = search.pivoted()
        if solution is None:
            direction = _improving_direction(system, signed)
            if direction is not None:
                ray = ImprovingRay(solvable.evidence.values, direction)
                return Verdict(Unbounded(system, weights, sense), True, ray)
            solution = _by_duality(system, signed)
    values, multipliers = solution
    value = dot(weights, values)
    return Verdict(Optimal(system, weights, sense, value), True, PrimalDual(values, multipliers))


def _varying_optimum(
    system: LinearSystem, weights: SparseVector, signed: SparseVector, sense: Literal["max", "min"]
) -> Verdict:
    """The optimum of a program whose numbers are formulas (`exact.linear.varying`)."""
    from exact.linear import varying

    solvable = feasibility(system)
    if not isinstance(solvable.evidence, Point):
        return solvable
    solution = varying.best(system, signed)
    if solution is None:
        direction = _improving_direction(system, signed)
        assert direction is not None, "a feasible program without an optimum improves along a direction"
        return Verdict(Unbounded(system, weights, sense), True, ImprovingRay(solvable.evidence.values, direction))
    return Verdict(Optimal(system, weights, sense, dot(weights, solution[0])), True, PrimalDual(*solution))


def _improving_direction(system: LinearSystem, objective: SparseVector) -> Vector | None:
    """A direction of recession with `objective * direction = 1`, or `None`."""
    cone = system.cone_of_recession()
    gain = Row(objective, "=", Fraction(1))
    verdict = feasibility(LinearSystem(cone.variables, (*cone.rows, gain), cone.lower, cone.upper))
    return verdict.evidence.values if isinstance(verdict.evidence, Point) else None


def _by_duality(system: LinearSystem, objective: SparseVector) -> tuple[Vector, Vector]:
    """A primal and a dual optimum, as one feasibility problem: both feasible, and the dual value at most the primal.

    Unknowns: x; a multiplier for each row; a multiplier for each finite upper and each finite lower bound.
    """
    zero, one = Fraction(0), Fraction(1)
    n, m = len(system.variables), len(system.rows)
    above = [j for j in range(n) if system.upper[j] is not None]
    below = [j for j in range(n) if system.lower[j] is not None]
    columns: list[list[tuple[int, Fraction]]] = [[] for _ in range(n)]
    cost: list[tuple[int, Fraction]] = [(j, -weight) for j, weight in objective]
    for i, row in enumerate(system.rows):
        for j, entry in row.coefficients:
            columns[j].append((n + i, entry))
        cost.append((n + i, row.bound))
    for k, j in enumerate(above):
        columns[j].append((n + m + k, one))
        cost.append((n + m + k, system.upper[j] or zero))
    for k, j in enumerate(below):
        columns[j].append((n + m + len(above) + k, -one))
        cost.append((n + m + len(above) + k, -(system.lower[j] or zero)))
    weights = dict(objective)
    stationary = [Row(tuple(columns[j]), "=", weights.get(j, zero)) for j in range(n)]
    closed = Row(tuple((j, value) for j, value in sorted(cost) if value), "<=", zero)
    size = n + m + len(above) + len(below)
    free: tuple[Fraction | None, ...] = tuple(zero if row.sense == "<=" else None for row in system.rows)
    lower = (*system.lower, *free, *([zero] * (len(above) + len(below))))
    upper = (*system.upper, *([None] * (size - n)))
    joint = feasibility(LinearSystem(tuple(range(size)), (*system.rows, *stationary, closed), lower, upper))
    assert isinstance(joint.evidence, Point), "a feasible program without improving direction has an optimum"
    return joint.evidence.values[:n], joint.evidence.values[n : n + m]
