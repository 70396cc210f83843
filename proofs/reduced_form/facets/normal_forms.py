"""Facets as a reader would write them: a normal form up to the equations, and the family that each belongs to.

Where all implementable rules satisfy equations, a facet can be written in many ways. Of all integer coefficients of the
weighted variables y_i(t_i, j) that say the same (`exact.short_vectors`) those are taken whose greatest absolute value M
is least, so sign vectors where there are any; then those of a family with a name, those about few alternatives (of a
public outcome), with few and small coefficients, few of them negative; and of these the first by the names of agents,
types and objects. So the form does not depend on the order of the file. Of an orbit the member is shown that comes
first in the same way.

The families: nonnegativity; *Border's* inequalities, for one object and one quota; LY (25), for markets with rows,
columns and zero floors; LY (32) and (34), for two agents who see a public outcome of two or three alternatives; else
the inequalities of Conditions B and A. What is in none of those that LY state for the problem at hand they *miss*:
whatever is no sign vector, and in markets and for public outcomes what has other signs than (25), (32) and (34).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, get_args

from exact.cones import Vector, echelon_basis, reduce_modulo
from exact.set_systems import canonical_two_sided
from exact.short_vectors import shortest
from exact.showing.display import Displayed
from proofs.reduced_form.facets.summands import RuleInequality, inequality
from proofs.reduced_form.problem.problems import Coordinate, Problem

Family = Literal[
    "nonnegativity", "Border", "LY (25)", "LY (32)", "LY (34)", "Condition B", "Condition A", "beyond signs"
]

MOST_ORBITS = 400
"""Of so many orbits normal forms are sought."""


class Listed(Protocol):
    """What `proofs.reduced_form.facets.listing.facets` returns, as far as it is needed here."""

    @property
    def problem(self) -> Problem: ...
    @property
    def normals(self) -> tuple[list[Vector], list[Vector]]: ...
    @property
    def orbits(self) -> tuple[tuple[int, ...], ...]: ...


@dataclass(frozen=True)
class NormalForm(Displayed):
    """An orbit of facets: one of them in normal form, how many they are, and the family.

    `largest` is the least M for which its coefficients can be in {-M, ..., M}; `missed`, whether LY state no family for
    the problem that has it; `shortest`, whether all ways to write it were looked through.
    """

    inequality: RuleInequality
    count: int
    family: Family
    largest: int
    missed: bool
    shortest: bool


def normal_forms(found: Listed) -> tuple[NormalForm, ...] | None:
    """One normal form for each orbit, the families in order; `None` beyond `MOST_ORBITS` orbits."""
    if len(found.orbits) > MOST_ORBITS:
        return None
    if not found.orbits:
        return ()
    problem = found.problem
    order = sorted(range(len(problem.coordinates)), key=lambda k: problem.coordinates[k])
    equations, normals = ([tuple(row[k] for k in order) for row in rows] for rows in found.normals)
    basis = echelon_basis(equations, len(order))
    names = [problem.coordinates[k] for k in order]
    forms = []
    for orbit in found.orbits:
        first = min((reduce_modulo(normals[k], basis) for k in orbit), key=_key)
        forms.append(_form(problem, names, first, basis, len(orbit)))
    listed = get_args(Family)
    return tuple(sorted(forms, key=lambda form: (form.missed, listed.index(form.family), form.inequality.coefficients)))


def _form(
    problem: Problem, names: Sequence[Coordinate], first: Vector, lines: Sequence[Vector], count: int
) -> NormalForm:
    alike = shortest(first, lines)
    ways = [first] if alike is None else alike
    families = {way: family(problem, dict(zip(names, way, strict=True))) for way in ways}
    named = {way: name for way, name in families.items() if name in _NAMED}
    listed = get_args(Family)
    best = min(
        named or families,
        key=lambda way: (listed.index(families[way]) if named else 0, _alternatives(problem, names, way), _key(way)),
    )
    chosen = families[best]
    given = {name: entry for name, entry in zip(names, best, strict=True) if entry}
    return NormalForm(
        inequality(problem, given),
        count,
        chosen,
        max(map(abs, best)),
        chosen in missed_by_ly(problem),
        alike is not None,
    )


_NAMED: tuple[Family, ...] = ("nonnegativity", "Border", "LY (25)", "LY (32)", "LY (34)")


def _key(vector: Vector) -> tuple[Any, ...]:
    """Small entries first, then few, then few negative ones, then those with the first coordinates."""
    sizes = tuple(abs(entry) for entry in vector)
    negative = sum(entry < 0 for entry in vector)
    return max(sizes), sum(sizes), negative, tuple(-size for size in sizes), tuple(-entry for entry in vector)


def _alternatives(problem: Problem, names: Sequence[Coordinate], vector: Vector) -> int:
    """How many alternatives of a public outcome are mixed."""
    if not problem.public:
        return 0
    return len({name[2] for name, entry in zip(names, vector, strict=True) if entry})


def family(problem: Problem, normal: Mapping[Coordinate, int]) -> Family:
    """The family of an inequality by its coefficients as they stand."""
    values = {coordinate: entry for coordinate, entry in normal.items() if entry}
    if any(abs(entry) > 1 for entry in values.values()):
        return "beyond signs"
    if list(values.values()) == [-1] and not any(inequality(problem, values).capacities):
        return "nonnegativity"
    if problem.public and len(problem.agents) == 2 and _takes_from_the_other(problem, values):
        return "LY (32)" if len(problem.objects) == 2 else "LY (34)"
    if set(values.values()) == {1} and not problem.public:
        if is_single_object(problem):
            return "Border"
        if is_market_without_floors(problem):
            return "LY (25)"
    return "Condition B" if len(set(values.values())) == 1 else "Condition A"


def _takes_from_the_other(problem: Problem, values: Mapping[Coordinate, int]) -> bool:
    """Whether one agent's coefficients are 1 on S_1 x G and the other's -1 on S_2 x G (LY (32) and (34))."""
    if len(problem.objects) not in (2, 3):
        return False
    parts = [{c: f for c, f in values.items() if c[0] == agent} for agent in problem.agents]
    if {f for part in parts for f in part.values()} - {1, -1} or any(len(set(p.values())) > 1 for p in parts):
        return False
    if all(parts) and set(parts[0].values()) == set(parts[1].values()):
        return False
    alternatives = {c[2] for c in values}
    whole = all(part.keys() == {(c[0], c[1], a) for c in part for a in alternatives} for part in parts)
    return whole and len(alternatives) < len(problem.objects)


def is_single_object(problem: Problem) -> bool:
    """Whether there is one object and, but for single agents, one quota: of all agents, and a ceiling."""
    wide = [c for c in problem.constraints if len(c.cells) > 1]
    return (
        len(problem.objects) <= 1 and not problem.restrictions and [len(c.cells) for c in wide] == [len(problem.cells)]
    )


def is_market_without_floors(problem: Problem) -> bool:
    """Whether all rows and columns have a quota and no set has a floor."""
    if not problem.objects or problem.public or problem.restrictions or any(c.floor for c in problem.constraints):
        return False
    sets = [c.cells for c in problem.constraints]
    return bool(canonical_two_sided(sets, problem.agents, problem.objects).holds)


def missed_by_ly(problem: Problem) -> frozenset[Family]:
    """The families that LY do not state for such a problem."""
    if problem.public and len(problem.agents) == 2 and len(problem.objects) in (2, 3):
        return frozenset({"beyond signs", "Condition A", "Condition B"})
    if is_market_without_floors(problem):
        return frozenset({"beyond signs", "Condition A"})
    return frozenset({"beyond signs"})


def least_coefficients(forms: Iterable[NormalForm]) -> int | None:
    """The least M such that every facet can be written with coefficients in {-M, ..., M}; `None`: not known."""
    listed = list(forms)
    if not all(form.shortest for form in listed):
        return None
    return max((form.largest for form in listed), default=0)
