"""An exact simplex (Parma Polyhedra Library) for what no basis has settled."""

from __future__ import annotations

from fractions import Fraction

from exact.linear.systems import LinearSystem, Vector
from exact.rationals import common_denominator


def by_ppl(system: LinearSystem) -> tuple[Vector | None, Vector | None]:
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
