"""Irreducible conflicts: rows and bounds that contradict each other, and of which none can be spared.

A set of rows and bounds of an infeasible system is an *irreducible conflict* (irreducible infeasible subsystem) if it
has no solution, and whatever remains when one member is left out has one. The rows and bounds that a Farkas vector uses
have no solution; the *deletion filter* (Chinneck & Dravnieks 1991) leaves one of them out after another: if the others
have no solution either, their own Farkas vector says which of them go on, and else a point of the others shows for good
that the member is needed. In the end the Farkas vector uses exactly the members.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from exact import arguments
from exact.linear.deciding import feasibility
from exact.linear.systems import FarkasVector, Feasible, LinearSystem, Point, Vector
from exact.showing.display import Displayed
from exact.verdicts import Verdict

Member = tuple[Literal["row", "lower", "upper"], int]
"""A row by its number, or a bound by the number of its variable."""


@dataclass(frozen=True)
class Conflict(Displayed):
    """The members of an irreducible conflict, the verdict with the multipliers that use exactly these, and for each
    member the verdict that the others have a point."""

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
    multipliers = farkas.multipliers
    if not farkas.supports(Feasible(system), False):
        raise ValueError("farkas: these multipliers do not show that the system has no solution")
    members = used(system, multipliers)
    points: dict[Member, Point] = {}
    while (member := next((each for each in members if each not in points), None)) is not None:
        others = [each for each in members if each != member]
        evidence = feasibility(restricted(system, others)).evidence
        if isinstance(evidence, Point):
            points[member] = evidence
        else:
            assert isinstance(evidence, FarkasVector)
            multipliers = _spread(system, evidence.multipliers, others)
            members = used(system, multipliers)
    shown = Verdict(Feasible(system), False, FarkasVector(multipliers))
    return Conflict(members, shown, tuple(_without(system, members, points, each) for each in members))


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


def _spread(system: LinearSystem, multipliers: Vector, members: Collection[Member]) -> Vector:
    """Multipliers of the rows among the members as multipliers of all rows."""
    kept = set(members)
    rest = iter(multipliers)
    return tuple(next(rest) if ("row", number) in kept else Fraction(0) for number in range(len(system.rows)))


def _without(
    system: LinearSystem, members: Sequence[Member], points: Mapping[Member, Point], member: Member
) -> Verdict:
    others = restricted(system, [each for each in members if each != member])
    return Verdict(Feasible(others), True, points[member])
