"""Systems of quotas: pure outcomes, effective quotas, paramodular pairs, and whether quotas say all (LY, section 2).

A pair (b, c) of set functions on the cells is *paramodular* (LY, Definition 5) if

* c(G) + c(G') >= c(G & G') + c(G | G') (c submodular), and b the other way round, and
* c(G) - b(G') >= c(G - G') - b(G' - G) (compliant), all for any two sets G, G'.

The definition takes b and c on *all* sets of cells. Two readings of "the quotas" of a problem are offered: `listed`, b
and c as the problem lists them, a set that is not listed having floor 0 and no ceiling (an infinite one); and
`effective`, the least and the greatest amount that a feasible outcome gives to each set, -beta({}, G) and beta(G, {}).
(The paper writes beta({}, G) = b(G); by its Definition 1 the sign is the other one.)

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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, Self

import networkx as nx

from exact import integer, polyhedra
from exact.linear import FarkasVector, LinearSystem, PrimalDual, Row, feasibility, optimum
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import common_denominator, rational, text
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.capacity import (
    AtProfile,
    CapacityFunction,
    Cells,
    Extremes,
    ProofWriter,
    at_profile,
    capacity,
    cells_from_plain,
    cells_to_plain,
    proof_reader,
    subsets,
)
from proofs.reduced_form.outcomes import (
    Multipliers,
    Outcome,
    Outcomes,
    OutcomeSets,
    Proof,
    outcome_from_plain,
    outcome_to_plain,
    value,
)
from proofs.reduced_form.problems import Cell, Constraint, Problem, Profile

Reading = Literal["listed", "effective"]
Law = Literal["ceiling", "floor", "compliant"]

MOST_CELLS = 8
"""Set functions are written out on all sets of at most this many cells."""
MOST_OUTCOMES = 20_000
"""At most so many pure outcomes are listed."""
MOST_FACES = 300
"""A description by faces may have so many of them."""


@dataclass(frozen=True)
class QuotaPair:
    """b and c on all sets of `cells`; the set with mask m holds cell number k if bit k of m is set."""

    cells: tuple[Cell, ...]
    floors: tuple[Fraction, ...]
    ceilings: tuple[Fraction | None, ...]

    def floor(self, members: Iterable[Cell]) -> Fraction:
        """b(G)."""
        return self.floors[self.mask(members)]

    def ceiling(self, members: Iterable[Cell]) -> Fraction | None:
        """c(G); `None` is no ceiling."""
        return self.ceilings[self.mask(members)]

    def mask(self, members: Iterable[Cell]) -> int:
        return sum(1 << self.cells.index(cell) for cell in set(members))

    def members(self, mask: int) -> Cells:
        return frozenset(cell for k, cell in enumerate(self.cells) if mask >> k & 1)

    def offence(self) -> tuple[Law, Cells, Cells] | None:
        """A law of Definition 5 and two sets that break it; `None` if the pair is paramodular."""
        broken = _offence(self.floors, self.ceilings)
        return None if broken is None else (broken[0], self.members(broken[1]), self.members(broken[2]))


@dataclass(frozen=True)
class Paramodular(AtProfile):
    """The pair of quotas is paramodular (LY, Definition 5), in the named reading.

    Evidence for yes: `AllPairs`; for no: `OffendingSets`.
    """

    kind: ClassVar[str] = "paramodular"
    reading: Reading

    def sentence(self) -> str:
        return f"the {self.reading} quotas are paramodular"

    def about(self) -> dict[str, Any]:
        return {**super().about(), "quotas": self.reading}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        if about["quotas"] not in ("listed", "effective"):
            raise ValueError(f'the quotas are "listed" or "effective", not {about["quotas"]!r}')
        return cls(*cls.place(about), about["quotas"])


@dataclass(frozen=True)
class AllPairs(Evidence):
    """All pairs of sets satisfy the laws: they are finitely many. Effective quotas come as capacities of all sets."""

    form: ClassVar[str] = "all pairs"
    capacities: Extremes | None

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Paramodular) or not holds or len(statement.problem.cells) > MOST_CELLS:
            return False
        sets = list(subsets(statement.problem.cells))
        pair = _pair_shown(statement, self.capacities, sets, sets)
        return pair is not None and _offence(*pair) is None

    def data(self) -> dict[str, Any]:
        return {} if self.capacities is None else {"capacities": _plain(self.capacities)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(Extremes.from_data(data["capacities"]) if "capacities" in data else None)


@dataclass(frozen=True)
class OffendingSets(Evidence):
    """Two sets that break a law; for effective quotas with the capacities that the law compares."""

    form: ClassVar[str] = "offending sets"
    law: Law
    first: Cells
    second: Cells
    capacities: Extremes | None

    def supports(self, statement: Statement, holds: bool) -> bool:
        if (
            not isinstance(statement, Paramodular)
            or holds
            or not self.first | self.second <= set(statement.problem.cells)
        ):
            return False
        above, below = _compared(self.law, self.first, self.second)
        pair = _pair_shown(statement, self.capacities, below, above)
        if pair is None:
            return False
        floors, ceilings = pair
        mask = QuotaPair(statement.problem.cells, (), ()).mask
        return _breaks(self.law, mask(self.first), mask(self.second), floors, ceilings)

    def data(self) -> dict[str, Any]:
        plain = {"law": self.law, "sets": [cells_to_plain(self.first), cells_to_plain(self.second)]}
        return plain if self.capacities is None else {**plain, "capacities": _plain(self.capacities)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        first, second = map(cells_from_plain, data["sets"])
        return cls(data["law"], first, second, Extremes.from_data(data["capacities"]) if "capacities" in data else None)


@dataclass(frozen=True)
class EffectiveQuota:
    """A constraint set's quotas beside what feasible outcomes attain: verdicts on `Capacity`."""

    constraint: Constraint
    least: Verdict
    greatest: Verdict

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest amount of a feasible outcome: -beta({}, G) and beta(G, {})."""
        statements: list[Any] = [self.least.statement, self.greatest.statement]
        return -statements[0].value, statements[1].value

    @property
    def is_effective(self) -> bool:
        """Whether floor and ceiling (if there is one) are attained."""
        low, high = self.bounds
        return low == self.constraint.floor and self.constraint.ceiling in (None, high)


@dataclass(frozen=True)
class Described(AtProfile):
    """The quotas alone describe the feasible random outcomes. Evidence for yes: `LaminarFamilies`,
    `BipartiteGraph`, `Faces` or `Divisible`; for no: `SeparatedPoint`."""

    kind: ClassVar[str] = "quotas describe"

    def sentence(self) -> str:
        return "every nonnegative solution of the quotas is a lottery over feasible pure outcomes"


@dataclass(frozen=True)
class Divisible(Evidence):
    """Objects are divisible, so a feasible random outcome is by definition a solution of the quotas."""

    form: ClassVar[str] = "divisible"

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, Described) and holds and statement.problem.divisible

    def data(self) -> dict[str, Any]:
        return {}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls()


@dataclass(frozen=True)
class LaminarFamilies(Evidence):
    """The positions of one of two laminar families that contain the constraint sets between them."""

    form: ClassVar[str] = "laminar families"
    first: tuple[int, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Described) or not holds or statement.problem.divisible:
            return False
        sets = [quota.cells for quota in statement.outcomes().quotas]
        sides: tuple[list[Cells], list[Cells]] = ([], [])
        for position, cells in enumerate(sets):
            sides[position in self.first].append(cells)
        return not any(_cross(a, b) for side in sides for a, b in itertools.combinations(side, 2))

    def data(self) -> dict[str, Any]:
        return {"first": list(self.first)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(tuple(data["first"]))


@dataclass(frozen=True)
class BipartiteGraph(Evidence):
    """One of two classes of cells: every constraint set is a single cell, or two cells of different classes."""

    form: ClassVar[str] = "bipartite graph"
    first: Cells

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Described) or not holds or statement.problem.divisible:
            return False
        sets = [quota.cells for quota in statement.outcomes().quotas]
        return all(len(cells) == 1 or (len(cells) == 2 and len(cells & self.first) == 1) for cells in sets)

    def data(self) -> dict[str, Any]:
        return {"first": cells_to_plain(self.first)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(cells_from_plain(data["first"]))


@dataclass(frozen=True)
class SeparatedPoint(Evidence):
    """A solution of the quotas whose weighted value exceeds `bound`, which no feasible pure outcome does."""

    form: ClassVar[str] = "separated point"
    point: Outcome
    weights: tuple[tuple[Cell, Fraction], ...]
    bound: Fraction
    proof: Proof

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Described) or holds or statement.problem.divisible:
            return False
        outcomes, weights, quantities = statement.outcomes(), dict(self.weights), dict(self.point)
        if not set(quantities) | set(weights) <= set(outcomes.cells):
            return False
        solution = outcomes.system.contains([quantities.get(cell, Fraction(0)) for cell in outcomes.cells])
        exceeds = value(weights, self.point) > self.bound
        return solution and exceeds and outcomes.proves(self.proof, weights, self.bound)

    def data(self) -> dict[str, Any]:
        writer = ProofWriter()
        proof = writer.plain(self.proof)
        weights = [[*cell, text(weight)] for cell, weight in self.weights]
        point = outcome_to_plain(self.point)
        return {"point": point, "weights": weights, "bound": text(self.bound), "proof": proof, "lists": writer.lists()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        weights = tuple((tuple(cell), rational(weight)) for *cell, weight in data["weights"])
        proof = proof_reader(data["lists"])(data["proof"])
        return cls(outcome_from_plain(data["point"]), weights, rational(data["bound"]), proof)


@dataclass(frozen=True)
class Face:
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
        if not isinstance(statement, Described) or not holds or statement.problem.divisible:
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

    def data(self) -> dict[str, Any]:
        def plain(face: Face) -> dict[str, Any]:
            empty = [[number, [[k, text(m)] for k, m in multipliers]] for number, multipliers in face.empty]
            return {"tight": sorted(face.tight), "point": outcome_to_plain(face.point), "empty": empty}

        return {"faces": [plain(face) for face in self.faces]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        def face(plain: dict[str, Any]) -> Face:
            empty = tuple((number, tuple((k, rational(m)) for k, m in pairs)) for number, pairs in plain["empty"])
            return Face(frozenset(plain["tight"]), outcome_from_plain(plain["point"]), empty)

        return cls(tuple(face(plain) for plain in data["faces"]))


# ----------------------------------------------------------------------------------------------------- the questions


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


def quota_pair(problem: Problem, reading: Reading = "listed", profile: Profile | None = None) -> QuotaPair:
    """(b, c) on all sets of cells; see the module's text for the two readings.

    Raises `ValueError` for more than 8 cells, and for effective quotas if no outcome is feasible.
    """
    if len(problem.cells) > MOST_CELLS:
        raise ValueError(f"{len(problem.cells)} cells: set functions are written out for at most {MOST_CELLS}")
    floors, ceilings = _pair(
        Paramodular(problem, at_profile(problem, profile), reading), _table(problem, profile, reading)
    )
    return QuotaPair(problem.cells, floors, ceilings)


def effective_quotas(problem: Problem, profile: Profile | None = None) -> tuple[EffectiveQuota, ...] | Verdict:
    """For each constraint in force what feasible outcomes attain; the verdict of emptiness if there are none."""
    function = CapacityFunction(problem, profile)
    empty = function.emptiness()
    if empty is not None:
        return empty
    return tuple(
        EffectiveQuota(
            quota,
            capacity(problem, (), quota.cells, function.profile),
            capacity(problem, quota.cells, (), function.profile),
        )
        for quota in function.outcomes.quotas
    )


def paramodular(problem: Problem, reading: Reading = "listed", profile: Profile | None = None) -> Verdict:
    """Whether the pair of quotas is paramodular; no with the offending sets. At most 8 cells, else `ValueError`."""
    empty = CapacityFunction(problem, profile).emptiness()
    if empty is not None:
        return empty
    pair = quota_pair(problem, reading, profile)
    statement = Paramodular(problem, at_profile(problem, profile), reading)
    offence = pair.offence()
    if offence is None:
        sets = list(subsets(problem.cells))
        return Verdict(statement, True, AllPairs(_capacities(statement, sets, sets)))
    above, below = _compared(*offence)
    return Verdict(statement, False, OffendingSets(*offence, _capacities(statement, below, above)))


def described(problem: Problem, profile: Profile | None = None) -> Verdict:
    """Whether the quotas (LY (1)) describe the feasible random outcomes; see the module's text for the evidence.

    Beyond laminar families and bipartite graphs the vertices are enumerated for at most 12 cells, and sought in 200
    directions for more; if that finds no fractional vertex, the verdict is undecided.
    """
    function = CapacityFunction(problem, profile)
    empty = function.emptiness()
    if empty is not None:
        return empty
    statement, outcomes = Described(problem, function.profile), function.outcomes
    if problem.divisible:
        return Verdict(statement, True, Divisible())
    sides = _two_sides([quota.cells for quota in outcomes.quotas])
    if sides is not None:
        return Verdict(statement, True, LaminarFamilies(sides))
    classes = _two_classes([quota.cells for quota in outcomes.quotas])
    if classes is not None:
        return Verdict(statement, True, BipartiteGraph(classes))
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


# ------------------------------------------------------------------------------------------------------- paramodular


def _table(problem: Problem, profile: Profile | None, reading: Reading) -> dict[tuple[Cells, Cells], Fraction] | None:
    """beta of all sets alone, for effective quotas."""
    if reading == "listed":
        return None
    function, none = CapacityFunction(problem, profile), frozenset[Cell]()
    table = {(s, none): function.value(s) for s in subsets(problem.cells)}
    table.update({(none, s): function.value((), s) for s in subsets(problem.cells) if s})
    return table


def _pair(
    statement: Paramodular, table: dict[tuple[Cells, Cells], Fraction] | None
) -> tuple[tuple[Fraction, ...], tuple[Fraction | None, ...]]:
    """b and c by mask, from a table of capacities or as listed; effective ones not in the table are 0 and `None`."""
    cells, none = statement.problem.cells, frozenset[Cell]()
    floors = [Fraction(0)] * 2 ** len(cells)
    ceilings: list[Fraction | None] = [None] * 2 ** len(cells)
    ceilings[0] = Fraction(0)
    mask = QuotaPair(cells, (), ()).mask
    if table is None:
        for quota in statement.outcomes().quotas:
            floors[mask(quota.cells)], ceilings[mask(quota.cells)] = quota.floor, quota.ceiling
    else:
        for (plus, minus), number in table.items():
            if minus == none:
                ceilings[mask(plus)] = number
            if plus == none:
                floors[mask(minus)] = -number
    return tuple(floors), tuple(ceilings)


def _pair_shown(
    statement: Paramodular, capacities: Extremes | None, below: Sequence[Cells], above: Sequence[Cells]
) -> tuple[tuple[Fraction, ...], tuple[Fraction | None, ...]] | None:
    """b and c, if the capacities needed for the floors `below` and the ceilings `above` are there and shown."""
    if (capacities is None) != (statement.reading == "listed") or len(statement.problem.cells) > MOST_CELLS:
        return None
    if capacities is None:
        return _pair(statement, None)
    table, none = capacities.table(), frozenset[Cell]()
    if not all((none, s) in table for s in below) or not all((s, none) in table for s in above):
        return None
    return _pair(statement, table) if capacities.shown(statement.outcomes()) else None


def _capacities(statement: Paramodular, below: Iterable[Cells], above: Iterable[Cells]) -> Extremes | None:
    if statement.reading == "listed":
        return None
    function = CapacityFunction(statement.problem, statement.profile)
    wanted = dict.fromkeys([*((s, frozenset[Cell]()) for s in above), *((frozenset[Cell](), s) for s in below)])
    return Extremes(tuple(function.extreme(plus, minus) for plus, minus in wanted))


def _plain(capacities: Extremes) -> dict[str, Any]:
    return {"form": capacities.form, **capacities.data()}


def _compared(law: Law, first: Cells, second: Cells) -> tuple[list[Cells], list[Cells]]:
    """The sets whose ceilings, and those whose floors, the law compares."""
    lattice = [first, second, first & second, first | second]
    if law == "ceiling":
        return lattice, []
    return ([], lattice) if law == "floor" else ([first, first - second], [second, second - first])


def _offence(floors: Sequence[Fraction], ceilings: Sequence[Fraction | None]) -> tuple[Law, int, int] | None:
    """The first law that is broken, with the masks of two sets that break it; small sets first."""
    order = sorted(range(len(floors)), key=int.bit_count)
    laws: tuple[Law, ...] = ("ceiling", "floor", "compliant")
    for law in laws:
        for first, second in itertools.product(order, repeat=2):
            if _breaks(law, first, second, floors, ceilings):
                return law, first, second
    return None


def _breaks(law: Law, g: int, h: int, floors: Sequence[Fraction], ceilings: Sequence[Fraction | None]) -> bool:
    """Whether the two sets break the law; a missing ceiling is infinite."""
    if law == "floor":
        return floors[g] + floors[h] > floors[g & h] + floors[g | h]
    first, second = ceilings[g], ceilings[h]
    if law == "ceiling":
        meet, join = ceilings[g & h], ceilings[g | h]
        if first is None or second is None:
            return False
        return meet is None or join is None or first + second < meet + join
    rest = ceilings[g & ~h]
    return first is not None and (rest is None or first - floors[h] < rest - floors[h & ~g])


# --------------------------------------------------------------------------------------------------------- described


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


def _by_directions(statement: Described, outcomes: Outcomes) -> Verdict:
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
