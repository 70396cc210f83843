"""The feasible random outcomes as a polytope: pure outcomes, convex hull, and whether the quotas say all (LY (1), (2)).

The quotas *describe* the feasible random outcomes if every solution of LY (1) in nonnegative numbers is a lottery over
pure outcomes. No is shown by a solution, a fractional vertex, and a weighting under which it exceeds all pure outcomes.
Yes is shown by two laminar families that contain the sets between them, or by two classes of cells when every set is a
pair with one cell in each (then the matrix of the quotas is totally unimodular, so its vertices are integral: Edmonds
1970; Heller & Tompkins 1956; Hoffman & Kruskal 1956), or by *faces*: a polytope is the convex hull of a point v of it
and of those of its faces on which a limit that is slack at v is tight, so pure outcomes v are given face after face,
until the faces that remain are shown to be empty.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

import networkx as nx

from exact import integer, polyhedra
from exact.linear import FarkasVector, LinearSystem, PrimalDual, Row, feasibility, optimum
from exact.plain_data import at_key
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import common_denominator
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.conditions.capacity import (
    AtProfile,
    CapacityFunction,
    Cells,
    at_profile,
)
from proofs.reduced_form.problem.outcomes import (
    Multipliers,
    Outcome,
    Outcomes,
    OutcomeSets,
    Proof,
    share_lists,
    value,
    with_lists,
)
from proofs.reduced_form.problem.problems import Problem, Profile, Weighted

MOST_OUTCOMES = 20_000
"""At most so many pure outcomes are listed."""
MOST_FACES = 300
"""A description by faces may have so many of them."""


@dataclass(frozen=True)
class QuotasDescribe(AtProfile):
    """The quotas alone describe the feasible random outcomes. Evidence for yes: `LaminarFamilies`,
    `BipartiteQuotas`, `Faces` or `Divisible`; for no: `SeparatedPoint`."""

    kind: ClassVar[str] = "quotas describe"

    def sentence(self) -> str:
        return "every nonnegative solution of the quotas is a lottery over feasible pure outcomes"


@dataclass(frozen=True)
class Divisible(Evidence):
    """Objects are divisible, so a feasible random outcome is by definition a solution of the quotas."""

    form: ClassVar[str] = "divisible"

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, QuotasDescribe) and holds and statement.problem.divisible


@dataclass(frozen=True)
class LaminarFamilies(Evidence):
    """The positions of one of two laminar families that contain the constraint sets between them."""

    form: ClassVar[str] = "laminar families"
    first: tuple[int, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, QuotasDescribe) or not holds or statement.problem.divisible:
            return False
        sets = [quota.cells for quota in statement.outcomes().quotas]
        sides: tuple[list[Cells], list[Cells]] = ([], [])
        for position, cells in enumerate(sets):
            sides[position in self.first].append(cells)
        return not any(_cross(a, b) for side in sides for a, b in itertools.combinations(side, 2))


@dataclass(frozen=True)
class BipartiteQuotas(Evidence):
    """One of two classes of cells: every constraint set is a single cell, or two cells of different classes."""

    form: ClassVar[str] = "bipartite graph"
    first: Cells

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, QuotasDescribe) or not holds or statement.problem.divisible:
            return False
        sets = [quota.cells for quota in statement.outcomes().quotas]
        return all(len(cells) == 1 or (len(cells) == 2 and len(cells & self.first) == 1) for cells in sets)


@dataclass(frozen=True)
class SeparatedPoint(Evidence):
    """A solution of the quotas whose weighted value exceeds `bound`, which no feasible pure outcome does."""

    form: ClassVar[str] = "separated point"
    point: Outcome
    weights: tuple[Weighted, ...]
    bound: Fraction
    proof: Proof

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, QuotasDescribe) or holds or statement.problem.divisible:
            return False
        outcomes, weights, quantities = statement.outcomes(), dict(self.weights), dict(self.point)
        if not set(quantities) | set(weights) <= set(outcomes.cells):
            return False
        solution = outcomes.system.contains([quantities.get(cell, Fraction(0)) for cell in outcomes.cells])
        exceeds = value(weights, self.point) > self.bound
        return solution and exceeds and outcomes.proves(self.proof, weights, self.bound)

    # The list of outcomes of the proof stands apart, as where several proofs share it.
    def data(self) -> dict[str, Any]:
        plain = super().data()
        lists = share_lists([plain])
        return {**plain, "lists": lists}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        (whole,) = with_lists([data], at_key(data, "lists"))
        return super().from_data(whole)


@dataclass(frozen=True)
class Face(Displayed):
    """The solutions at which the limits `tight` hold with equality, a pure outcome among them, and, for each limit
    in `empty`, multipliers that show that no point of the face attains it."""

    tight: frozenset[int]
    point: Outcome
    empty: tuple[tuple[int, Multipliers], ...]


@dataclass(frozen=True)
class Faces(Evidence):
    """The whole polytope first; with a face, each of its faces on which a limit slack at its point is tight."""

    form: ClassVar[str] = "faces"
    faces: tuple[Face, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, QuotasDescribe) or not holds or statement.problem.divisible:
            return False
        outcomes = statement.outcomes()
        limits, known = limits_of(outcomes), {face.tight for face in self.faces}
        return frozenset() in known and all(self._shown(face, outcomes, limits, known) for face in self.faces)

    @staticmethod
    def _shown(face: Face, outcomes: Outcomes, limits: list[Row], known: set[frozenset[int]]) -> bool:
        if not outcomes.contains(face.point):
            return False
        binding = _binding(limits, _values(outcomes, face.point))
        if not face.tight <= binding:
            return False
        for number, multipliers in face.empty:
            if not _shows_empty(limits, face.tight | {number}, multipliers):
                return False
        bare = {number for number, _ in face.empty}
        slack = (number for number in range(len(limits)) if number not in binding | bare)
        return all(face.tight | {number} in known for number in slack)


def pure_outcomes(problem: Problem, profile: Profile | None = None, most: int = MOST_OUTCOMES) -> tuple[Outcome, ...]:
    """X, the feasible pure outcomes; raises `ValueError` if they are more than `most` or objects are divisible."""
    if problem.divisible:
        raise ValueError("divisible objects have infinitely many feasible outcomes")
    outcomes = OutcomeSets(problem).at(at_profile(problem, profile))
    if outcomes.short_list is not None:
        return outcomes.short_list
    found = integer.points(outcomes.closed_box(), most)
    if found is None:
        raise ValueError(f"there are more than {most} feasible pure outcomes, or too many to look through")
    return tuple(outcomes.outcome(point) for point in found)


def convex_hull(problem: Problem, profile: Profile | None = None) -> Polyhedron:
    """Delta(X): the feasible random outcomes by irredundant equations and inequalities in the cells."""
    if problem.divisible:
        return polyhedra.irredundant(quota_polytope(problem, profile))
    quantities = [dict(outcome) for outcome in pure_outcomes(problem, profile)]
    points = [[x.get(cell, Fraction(0)) for cell in problem.cells] for x in quantities]
    return polyhedra.constraints(Hull.of(points, coordinates=problem.cells))


def quota_polytope(problem: Problem, profile: Profile | None = None) -> Polyhedron:
    """The nonnegative solutions of the quotas (LY (1))."""
    limits = limits_of(OutcomeSets(problem).at(at_profile(problem, profile)))
    rows = [[dict(limit.coefficients).get(j, Fraction(0)) for j in range(len(problem.cells))] for limit in limits]
    return Polyhedron.of(rows, [limit.bound for limit in limits], coordinates=problem.cells)


def described(problem: Problem, profile: Profile | None = None) -> Verdict:
    """Whether the quotas (LY (1)) describe the feasible random outcomes; see the module's text for the evidence.

    Beyond laminar families and bipartite graphs the vertices are enumerated for at most 12 cells, and sought in 200
    directions for more; if that finds no fractional vertex, the verdict is undecided.
    """
    function = CapacityFunction(problem, profile)
    empty = function.emptiness()
    if empty is not None:
        return empty
    statement, outcomes = QuotasDescribe(problem, function.profile), function.outcomes
    if problem.divisible:
        return Verdict(statement, True, Divisible())
    sides = _two_sides([quota.cells for quota in outcomes.quotas])
    if sides is not None:
        return Verdict(statement, True, LaminarFamilies(sides))
    classes = _two_classes([quota.cells for quota in outcomes.quotas])
    if classes is not None:
        return Verdict(statement, True, BipartiteQuotas(classes))
    if len(problem.cells) > 12:
        return _by_directions(statement, outcomes)
    vertices = polyhedra.hull(quota_polytope(problem, function.profile)).points
    fractional = [point for point in vertices if any(x.denominator != 1 for x in point)]
    if fractional:
        best = min(fractional, key=lambda point: (common_denominator(point), sum(map(bool, point)), point))
        return Verdict(statement, False, _separated(outcomes, best))
    faces = _faces(outcomes, vertices)
    if faces is None:
        return Verdict(
            statement, None, Undecided((f"a proof by at most {MOST_FACES} faces; all vertices are integral",))
        )
    return Verdict(statement, True, faces)


def limits_of(outcomes: Outcomes) -> list[Row]:
    """The quotas as rows `<=`: for each constraint its ceiling, if any, and its floor, if positive; then x >= 0."""
    place = {cell: j for j, cell in enumerate(outcomes.cells)}
    rows: list[Row] = []
    for quota in outcomes.quotas:
        columns = sorted(place[cell] for cell in quota.cells)
        if quota.ceiling is not None:
            rows.append(Row(tuple((j, Fraction(1)) for j in columns), "<=", quota.ceiling))
        if quota.floor > 0:
            rows.append(Row(tuple((j, Fraction(-1)) for j in columns), "<=", -quota.floor))
    rows += [Row(((j, Fraction(-1)),), "<=", Fraction(0)) for j in range(len(outcomes.cells))]
    return rows


def _left(row: Row, point: Sequence[Fraction]) -> Fraction:
    return sum((entry * point[j] for j, entry in row.coefficients), Fraction(0))


def _binding(limits: list[Row], point: Sequence[Fraction]) -> frozenset[int]:
    return frozenset(number for number, row in enumerate(limits) if _left(row, point) == row.bound)


def _values(outcomes: Outcomes, outcome: Outcome) -> list[Fraction]:
    quantities = dict(outcome)
    return [quantities.get(cell, Fraction(0)) for cell in outcomes.cells]


def _shows_empty(limits: list[Row], tight: frozenset[int], multipliers: Multipliers) -> bool:
    """Whether the multipliers, of any sign for tight limits, prove 0 <= something negative."""
    rest: dict[int, Fraction] = {}
    total = Fraction(0)
    for number, multiplier in multipliers:
        if not 0 <= number < len(limits) or (multiplier < 0 and number not in tight):
            return False
        total += multiplier * limits[number].bound
        for j, entry in limits[number].coefficients:
            rest[j] = rest.get(j, Fraction(0)) + multiplier * entry
    return total < 0 and not any(rest.values())


def _separated(outcomes: Outcomes, vertex: Sequence[Fraction]) -> SeparatedPoint:
    """At a vertex the sum of the limits that bind there is greatest, and only there, so pure outcomes stay below."""
    limits = limits_of(outcomes)
    total: dict[int, Fraction] = {}
    for number in _binding(limits, vertex):
        for j, entry in limits[number].coefficients:
            total[j] = total.get(j, Fraction(0)) + entry
    best = outcomes.maximum(tuple(total.get(j, Fraction(0)) for j in range(len(outcomes.cells))))
    assert best.value is not None
    weights = tuple((outcomes.cells[j], weight) for j, weight in sorted(total.items()) if weight)
    return SeparatedPoint(outcomes.outcome(tuple(vertex)), weights, best.value, best.proof)


def _by_directions(statement: QuotasDescribe, outcomes: Outcomes) -> Verdict:
    """Look for a fractional vertex at the optima of objectives 0, 1, 2 that are spread by a fixed rule."""
    size, tries = len(outcomes.cells), 200
    for seed in range(tries):
        weights = [((j + 1) * (seed + 1) * 7919 // 13) % 3 for j in range(size)]
        found = optimum(outcomes.system, weights).evidence
        if isinstance(found, PrimalDual) and any(x.denominator != 1 for x in found.values):
            evidence = _separated(outcomes, found.values)
            if value(dict(evidence.weights), evidence.point) > evidence.bound:
                return Verdict(statement, False, evidence)
    message = f"{size} cells are too many to enumerate vertices; {tries} directions showed only integral ones"
    return Verdict(statement, None, Undecided((message,)))


def _faces(outcomes: Outcomes, vertices: Sequence[Sequence[Fraction]]) -> Faces | None:
    limits = limits_of(outcomes)
    binding = [(_binding(limits, vertex), vertex) for vertex in vertices]
    waiting: list[frozenset[int]] = [frozenset()]
    found: dict[frozenset[int], Face] = {}
    while waiting:
        tight = waiting.pop()
        if tight in found:
            continue
        if len(found) == MOST_FACES:
            return None
        at, vertex = max((pair for pair in binding if tight <= pair[0]), key=lambda pair: len(pair[0]))
        empty: list[tuple[int, Multipliers]] = []
        for number in range(len(limits)):
            if number in at:
                continue
            smaller = tight | {number}
            if any(smaller <= other for other, _ in binding):
                waiting.append(smaller)
            else:
                empty.append((number, _emptiness(outcomes, limits, smaller)))
        found[tight] = Face(tight, outcomes.outcome(tuple(vertex)), tuple(empty))
    return Faces(tuple(found.values()))


def _emptiness(outcomes: Outcomes, limits: list[Row], tight: frozenset[int]) -> Multipliers:
    rows = tuple(Row(row.coefficients, "=" if k in tight else "<=", row.bound) for k, row in enumerate(limits))
    free = (None,) * len(outcomes.cells)
    verdict = feasibility(LinearSystem(outcomes.cells, rows, free, free))
    assert isinstance(verdict.evidence, FarkasVector), "a face without a vertex is empty"
    return tuple((k, m) for k, m in enumerate(verdict.evidence.multipliers) if m)


def _two_sides(sets: Sequence[Cells]) -> tuple[int, ...] | None:
    """The positions of one side of a split into two laminar families, or `None` if there is no such split."""
    crossing = nx.Graph()
    crossing.add_nodes_from(range(len(sets)))
    crossing.add_edges_from((a, b) for a, b in itertools.combinations(range(len(sets)), 2) if _cross(sets[a], sets[b]))
    if not nx.is_bipartite(crossing):
        return None
    return tuple(sorted(position for position, side in nx.bipartite.color(crossing).items() if side))


def _two_classes(sets: Sequence[Cells]) -> Cells | None:
    """One class of cells, if the sets are single cells and the edges of a bipartite graph."""
    graph = nx.Graph([tuple(cells) for cells in sets if len(cells) == 2])
    if any(len(cells) > 2 for cells in sets) or not nx.is_bipartite(graph):
        return None
    return frozenset(cell for cell, side in nx.bipartite.color(graph).items() if side)


def _cross(first: Cells, second: Cells) -> bool:
    return bool(first & second) and not first <= second and not second <= first
