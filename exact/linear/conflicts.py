"""Irreducible conflicts: rows and bounds that contradict each other, and of which none can be spared.

A set of rows and bounds of an infeasible system is an *irreducible conflict* (irreducible infeasible subsystem) if it
has no solution, and whatever remains when one member is left out has one. The rows and bounds that a Farkas vector uses
have no solution. They are irreducible exactly if their left sides have no other linear relation than the multiples of
that vector (Gleeson & Ryan 1990: the vertices of the polyhedron of Farkas vectors). As long as there is another one, we
go along it, keeping the contradiction as it is, until the factor of some member is 0; that one is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from exact import arguments
from exact.linear.deciding import feasibility
from exact.linear.systems import FarkasVector, Feasible, LinearSystem, Row, SparseVector
from exact.rationals import common_denominator, primitive
from exact.showing.display import Displayed
from exact.verdicts import Verdict

Member = tuple[Literal["row", "lower", "upper"], int]
"""A row by its number, or a bound by the number of its variable."""


MOST_WITNESSES = 100
"""Of a conflict with at most so many members it is shown too, by points, that none can be spared."""


@dataclass(frozen=True)
class Conflict(Displayed):
    """The members of an irreducible conflict, the verdict with the multipliers that use exactly these, and for each
    member, if they are at most `MOST_WITNESSES`, the verdict that the others have a point."""

    members: tuple[Member, ...]
    verdict: Verdict
    others: tuple[Verdict, ...]


def conflict(system: LinearSystem) -> Conflict | None:
    """An irreducible conflict of the system, or `None` if it has a solution."""
    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    found = feasibility(system)
    if not isinstance(found.evidence, FarkasVector):
        return None
    return irreducible(system, found.evidence)


def irreducible(system: LinearSystem, farkas: FarkasVector) -> Conflict:
    """An irreducible conflict among the rows and bounds that the Farkas vector uses. `ValueError` if it is none."""
    if not farkas.supports(Feasible(system), False):
        raise ValueError("farkas: these multipliers do not show that the system has no solution")
    factors = _reduced(system, _factors(system, farkas.multipliers))
    rows = [factors.get(("row", number), Fraction(0)) for number in range(len(system.rows))]
    multipliers = tuple(map(Fraction, primitive(rows)))
    members = used(system, multipliers)
    others: tuple[Verdict, ...] = ()
    if len(members) <= MOST_WITNESSES:
        parts = (restricted(system, [each for each in members if each != member]) for member in members)
        others = tuple(map(feasibility, parts))
    return Conflict(members, Verdict(Feasible(system), False, FarkasVector(multipliers)), others)


def _factors(system: LinearSystem, multipliers: Sequence[Fraction]) -> dict[Member, Fraction]:
    """The factor of each member, rows and bounds, in the sum that contradicts itself."""
    left: dict[int, Fraction] = {}
    for factor, row in zip(multipliers, system.rows, strict=True):
        for column, entry in row.coefficients if factor else ():
            left[column] = left.get(column, Fraction(0)) + factor * entry
    return {
        (kind, place): multipliers[place] if kind == "row" else abs(left[place])
        for kind, place in used(system, multipliers)
    }


def _reduced(system: LinearSystem, factors: dict[Member, Fraction]) -> dict[Member, Fraction]:
    """Factors of fewer members, for the same contradiction, that are the only relation between these."""
    while True:
        members = list(factors)
        rows = [_as_row(system, member) for member in members]
        total = sum((factors[member] * row.bound for member, row in zip(members, rows, strict=True)), Fraction(0))
        relation = _another_relation([row.coefficients for row in rows], [factors[member] for member in members])
        if relation is None:
            return factors
        right = sum((entry * row.bound for entry, row in zip(relation, rows, strict=True)), Fraction(0))
        step = {
            member: entry - right / total * factors[member] for member, entry in zip(members, relation, strict=True)
        }
        free = {member for member, row in zip(members, rows, strict=True) if row.sense == "="}
        length = _length(factors, step, free)
        moved = {member: factor + length * step[member] for member, factor in factors.items()}
        factors = {member: factor for member, factor in moved.items() if factor}


def _length(factors: dict[Member, Fraction], step: dict[Member, Fraction], free: set[Member]) -> Fraction:
    """How far to go along the step, in which direction, until the first factor that must not be negative is 0; if all
    that change may be negative, until any is."""
    bounded = [member for member, change in step.items() if change and member not in free]
    lengths = [-factors[member] / step[member] for member in bounded or step if step[member]]
    return min(lengths, key=abs)


def _as_row(system: LinearSystem, member: Member) -> Row:
    """A row, or a bound as one."""
    kind, place = member
    if kind == "row":
        return system.rows[place]
    sign = Fraction(-1 if kind == "lower" else 1)
    limit = system.lower[place] if kind == "lower" else system.upper[place]
    assert limit is not None
    return Row(((place, sign),), "<=", sign * limit)


def _another_relation(sides: Sequence[SparseVector], factors: Sequence[Fraction]) -> list[Fraction] | None:
    """A linear relation between the left sides that is no multiple of the factors, or `None`."""
    from flint import fmpz_mat

    scales = [common_denominator(entry for _, entry in side) for side in sides]
    columns = {column: place for place, column in enumerate({column for side in sides for column, _ in side})}
    if not columns:
        return [Fraction(int(place == 0)) for place in range(len(sides))] if len(sides) > 1 else None
    table = [[0] * len(sides) for _ in columns]
    for place, (side, scale) in enumerate(zip(sides, scales, strict=True)):
        for column, entry in side:
            table[columns[column]][place] = int(entry * scale)
    kernel, nullity = fmpz_mat(table).nullspace()
    if int(nullity) == 1:
        return None
    for relation in kernel.transpose().tolist()[: int(nullity)]:
        exact = [Fraction(int(entry)) * scale for entry, scale in zip(relation, scales, strict=True)]
        if any(exact[0] * factor != entry * factors[0] for entry, factor in zip(exact, factors, strict=True)):
            return exact
    raise AssertionError("independent relations are not all multiples of one")


def used(system: LinearSystem, multipliers: Sequence[Fraction]) -> tuple[Member, ...]:
    """The rows and bounds from which the multipliers make their contradiction: `0 <= something negative`.

    What the sum of the multiplied rows leaves of a variable is met by a bound of it: the lower one if it is positive.
    """
    left: dict[int, Fraction] = {}
    members: list[Member] = []
    for number, (factor, row) in enumerate(zip(multipliers, system.rows, strict=True)):
        if factor:
            members.append(("row", number))
            for column, entry in row.coefficients:
                left[column] = left.get(column, Fraction(0)) + factor * entry
    for column, entry in sorted(left.items()):
        if entry:
            members.append(("lower" if entry > 0 else "upper", column))
    return tuple(members)


def restricted(system: LinearSystem, members: Collection[Member]) -> LinearSystem:
    """The rows and bounds that are named, and no other, on the same variables."""
    kept = set(members)
    columns = range(len(system.variables))
    return LinearSystem(
        system.variables,
        tuple(row for number, row in enumerate(system.rows) if ("row", number) in kept),
        tuple(system.lower[column] if ("lower", column) in kept else None for column in columns),
        tuple(system.upper[column] if ("upper", column) in kept else None for column in columns),
    )
