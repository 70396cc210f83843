"""Which rows of a system are implied by which others, and which inequalities are equations in truth.

A row is *implied* by others (redundant) if all their solutions satisfy it; by linear programming duality nonnegative
multiples of them then add up to it, or to something stronger (Schrijver 1986, Corollary 7.1h). Rows are left out one
after another, the last first, as long as those that remain imply them; whatever is kept in the end is not implied by
the others that are kept. An inequality is an *implicit equation* if all solutions satisfy it with equality. One linear
program finds a solution that satisfies all others strictly (Freund, Roundy & Todd 1985): `A x + s <= b t` with `t >= 1`
and `0 <= s <= 1` is a cone's worth of room, so that every slack that can be positive can be 1.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from exact import arguments
from exact.linear.deciding import optimum
from exact.linear.systems import Feasible, LinearSystem, Optimal, Point, PrimalDual, Row, SparseVector, Vector
from exact.showing.display import Displayed
from exact.verdicts import Verdict


@dataclass(frozen=True)
class Redundancy(Displayed):
    """What is implied by what in a system without bounds, each by the number of the row.

    `solution` is a verdict whose point satisfies strictly all inequalities but those in `equations`; these have
    verdicts that the least value of their left side is their right side. `implied` has verdicts on the greatest value
    of a row's left side subject to the rows in `kept`, which does not exceed its right side (for an equation that, and
    the least value, which equals it too); `kept` has such verdicts, subject to the other kept rows, that do, or say
    that there is no greatest (of an equation: or least) value.
    """

    system: LinearSystem
    solution: Verdict
    equations: Mapping[int, Verdict]
    implied: Mapping[int, tuple[Verdict, ...]]
    kept: Mapping[int, Verdict]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All of them, the solution first."""
        implied = (verdict for pair in self.implied.values() for verdict in pair)
        return (self.solution, *self.equations.values(), *implied, *self.kept.values())

    def multipliers(self, number: int) -> dict[int, Fraction]:
        """The multiples of kept rows, by their numbers, that add up to an implied row (of an equation: `<=`)."""
        evidence = self.implied[number][0].evidence
        assert isinstance(evidence, PrimalDual)
        return {row: factor for row, factor in zip(self.kept, evidence.multipliers, strict=True) if factor}


def redundancy(system: LinearSystem) -> Redundancy | None:
    """What is implied by what among the rows and bounds of a system, or `None` if it has no solution.

    Bounds count as rows after the rows of the system, first all lower ones, then all upper ones (`without_bounds`).
    """
    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    bare = without_bounds(system)
    inside = _strict_point(bare)
    if inside is None:
        return None
    kept = list(range(len(bare.rows)))
    for number in reversed(range(len(bare.rows))):
        others = [each for each in kept if each != number]
        if all(_follows(bare, number, verdict) for verdict in _extremes(bare, number, others)):
            kept = others
    implied = {number: _extremes(bare, number, kept) for number in range(len(bare.rows)) if number not in kept}
    needed = {
        number: next(
            verdict
            for verdict in _extremes(bare, number, [each for each in kept if each != number])
            if not _follows(bare, number, verdict)
        )
        for number in kept
    }
    tight = [number for number, row in enumerate(bare.rows) if row.sense == "<=" and _slack(row, inside) == 0]
    equations = {number: optimum(bare, _objective(bare, number), "min") for number in tight}
    return Redundancy(bare, Verdict(Feasible(bare), True, Point(inside)), equations, implied, needed)


def without_bounds(system: LinearSystem) -> LinearSystem:
    """The same set, with each bound as a row after the others: first all lower bounds, then all upper ones."""
    one = Fraction(1)
    lower = (Row(((j, -one),), "<=", -low) for j, low in enumerate(system.lower) if low is not None)
    upper = (Row(((j, one),), "<=", high) for j, high in enumerate(system.upper) if high is not None)
    return _unbounded(system, (*system.rows, *lower, *upper))


def _unbounded(system: LinearSystem, rows: tuple[Row, ...]) -> LinearSystem:
    none = (None,) * len(system.variables)
    return LinearSystem(system.variables, rows, none, none)


def _objective(system: LinearSystem, number: int) -> dict[object, Fraction]:
    return {system.variables[column]: entry for column, entry in system.rows[number].coefficients}


def _extremes(system: LinearSystem, number: int, others: Collection[int]) -> tuple[Verdict, ...]:
    """The greatest value of the row's left side subject to other rows; of an equation's the least one too."""
    rest = _unbounded(system, tuple(system.rows[each] for each in others))
    greatest = optimum(rest, _objective(system, number), "max")
    if system.rows[number].sense == "<=":
        return (greatest,)
    return greatest, optimum(rest, _objective(system, number), "min")


def _follows(system: LinearSystem, number: int, verdict: Verdict) -> bool:
    """Whether the verdict shows that the others imply the row, or this side of it."""
    statement, bound = verdict.statement, system.rows[number].bound
    if not isinstance(statement, Optimal):
        return False
    return statement.value <= bound if statement.sense == "max" else statement.value >= bound


def _slack(row: Row, point: Vector) -> Fraction:
    return row.bound - sum((entry * point[column] for column, entry in row.coefficients), Fraction(0))


def _strict_point(system: LinearSystem) -> Vector | None:
    """A solution that satisfies strictly every inequality that any solution does; `None` if there is no solution."""
    n = len(system.variables)
    one, zero = Fraction(1), Fraction(0)
    rows: list[Row] = []
    slacks = 0
    for row in system.rows:
        terms: SparseVector = row.coefficients
        if row.bound:
            terms = (*terms, (n, -row.bound))
        if row.sense == "<=":
            slacks += 1
            terms = (*terms, (n + slacks, one))
        rows.append(Row(terms, row.sense, zero))
    lower = (*(None for _ in range(n)), one, *(zero for _ in range(slacks)))
    upper = (*(None for _ in range(n + 1)), *(one for _ in range(slacks)))
    room = LinearSystem(tuple(range(n + 1 + slacks)), tuple(rows), lower, upper)
    evidence = optimum(room, {n + 1 + k: 1 for k in range(slacks)}, "max").evidence
    if not isinstance(evidence, PrimalDual):
        return None
    return tuple(value / evidence.values[n] for value in evidence.values[:n])
