"""The generalized capacity beta(U, V) of a system of quotas (LY, Definition 1).

For disjoint sets U and V of cells, beta(U, V) is the greatest value of x(U) - x(V) over the feasible random outcomes.
A random outcome is a lottery over feasible *pure* outcomes, so the maximum is taken over those, even where the quotas'
relaxation has fractional vertices. Its evidence is an outcome that attains it and a proof that none exceeds it.

beta is always *sublinear*, beta(U, V) <= beta(U, {}) + beta({}, V) (LY (5)): the outcome that is best for (U, V) is one
of those over which the two terms on the right are maximized. It is *linear* if equality holds for every pair. Without
floors it is: leaving everything outside U undone stays feasible. Otherwise it is linear exactly when for every pair
some outcome is best for U and for V at once, which is looked up pair by pair.

Where quotas differ between type profiles (LY 5.5) a capacity belongs to one profile, which must then be named.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact import arguments
from exact.plain_data import at_key
from exact.rationals import text
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.reduced_form.implementation.deciding import HasOutcome, NoOutcome
from proofs.reduced_form.problem.outcomes import (
    Outcome,
    Outcomes,
    OutcomeSets,
    Proof,
    share_lists,
    value,
    with_lists,
)
from proofs.reduced_form.problem.problems import Cell, Problem, Profile, name_of
from proofs.told import ToldStatement

Cells = frozenset[Cell]

MOST_CELLS = 8
"""Up to this many cells every pair of disjoint sets is looked at (3^8 = 6,561)."""


@dataclass(frozen=True)
class Extreme(Displayed):
    """beta(plus, minus) = value: an outcome that attains it, and a proof that none exceeds it."""

    plus: Cells
    minus: Cells
    value: Fraction
    outcome: Outcome
    proof: Proof

    def shown(self, outcomes: Outcomes) -> bool:
        """Whether outcome and proof show the value."""
        weights = signs(self.plus, self.minus)
        attained = outcomes.contains(self.outcome) and value(weights, self.outcome) == self.value
        return attained and outcomes.proves(self.proof, weights, self.value)


@dataclass(frozen=True)
class AtProfile(ToldStatement):
    """A statement about the quotas of a problem in force at one type profile."""

    problem: Problem
    profile: Profile

    def __post_init__(self) -> None:
        at_profile(self.problem, self.profile)

    def outcomes(self) -> Outcomes:
        return OutcomeSets(self.problem).at(self.profile)


@dataclass(frozen=True)
class Capacity(AtProfile):
    """`value` is beta(plus, minus). Evidence: `Extremes` with that one entry."""

    kind: ClassVar[str] = "capacity"
    plus: Cells
    minus: Cells
    value: Fraction

    def sentence(self) -> str:
        return f"beta({name_of(self.plus)}, {name_of(self.minus)}) is {text(self.value)}"


@dataclass(frozen=True)
class Linear(AtProfile):
    """beta(U, V) = beta(U, {}) + beta({}, V) for all disjoint U and V (LY, after (5)).

    Evidence for yes: `OnlyCeilings`, or `Extremes` that cover every pair; for no: `Extremes` of a pair that breaks it.
    """

    kind: ClassVar[str] = "linear capacity"

    def sentence(self) -> str:
        return "the generalized capacity is linear"


@dataclass(frozen=True)
class OnlyCeilings(Evidence):
    """All floors are zero, so doing nothing is feasible and so is leaving out a part: beta(U, V) = beta(U, {})."""

    form: ClassVar[str] = "only ceilings"

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Linear) or not holds:
            return False
        return _only_ceilings(statement.outcomes())


@dataclass(frozen=True)
class Extremes(Evidence):
    """Capacities, each with its outcome and its proof, and further feasible outcomes where they are needed.

    For `Capacity`: the one asked for. For `Linear`, no: beta(U, V), beta(U, {}) and beta({}, V) of a pair that breaks
    it. Yes: beta(U, {}) and beta({}, V) for all sets, and for every pair one of the outcomes is best
    for both.
    """

    form: ClassVar[str] = "capacities"
    entries: tuple[Extreme, ...]
    outcomes: tuple[Outcome, ...] = ()

    def table(self) -> dict[tuple[Cells, Cells], Fraction]:
        """The capacities by pair of sets."""
        return {(entry.plus, entry.minus): entry.value for entry in self.entries}

    def shown(self, outcomes: Outcomes) -> bool:
        """Whether every entry is shown and every further outcome is feasible."""
        cells = set(outcomes.cells)
        proper = all(entry.plus | entry.minus <= cells and not entry.plus & entry.minus for entry in self.entries)
        return (
            proper
            and all(entry.shown(outcomes) for entry in self.entries)
            and all(outcomes.contains(outcome) for outcome in self.outcomes)
        )

    def supports(self, statement: Statement, holds: bool) -> bool:
        if isinstance(statement, Capacity):
            asked = {(statement.plus, statement.minus): statement.value}
            return holds and self.table() == asked and self.shown(statement.outcomes())
        if not isinstance(statement, Linear) or not self.shown(statement.outcomes()):
            return False
        return self._covers(statement.outcomes().cells) if holds else self._breaks()

    def _breaks(self) -> bool:
        table, none = self.table(), frozenset[Cell]()
        pairs = [(u, v) for u, v in table if (u, none) in table and (none, v) in table]
        return any(table[u, v] < table[u, none] + table[none, v] for u, v in pairs)

    def _covers(self, cells: Sequence[Cell]) -> bool:
        if len(cells) > MOST_CELLS:
            return False
        table = self.table()
        none: Cells = frozenset()
        if not all((s, none) in table and (none, s) in table for s in subsets(cells)):
            return False
        cover = _Cover(cells, table, list(self.outcomes))
        return all(cover.finds(plus, minus) for plus, minus in disjoint_pairs(cells))

    # The entries share their lists of outcomes, which are written once.
    def data(self) -> dict[str, Any]:
        plain = super().data()
        lists = share_lists(plain["entries"])
        return {"entries": plain["entries"], "lists": lists, "outcomes": plain["outcomes"]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return super().from_data({**data, "entries": with_lists(at_key(data, "entries"), at_key(data, "lists"))})


class CapacityFunction:
    """beta at one type profile. Raises `ValueError` if the profile must be named and is not, or is none."""

    def __init__(self, problem: Problem, profile: Profile | None = None) -> None:
        self.problem, self.profile = problem, at_profile(problem, profile)
        self.outcomes = OutcomeSets(problem).at(self.profile)
        self.cells = problem.cells

    def emptiness(self) -> Verdict | None:
        """The verdict that no outcome is feasible, if so."""
        nothing = self.outcomes.maximum(tuple(Fraction(0) for _ in self.cells))
        if nothing.outcome is not None:
            return None
        return Verdict(HasOutcome(self.problem), False, NoOutcome(self.profile, nothing.proof))

    def extreme(self, plus: Iterable[Cell], minus: Iterable[Cell] = ()) -> Extreme:
        """beta(plus, minus) with its evidence; some outcome must be feasible."""
        above, below = frozenset(plus), frozenset(minus)
        weights = signs(above, below)
        best = self.outcomes.maximum(tuple(weights.get(cell, Fraction(0)) for cell in self.cells))
        if best.value is None or best.outcome is None:
            raise ValueError("no outcome is feasible, so there is no capacity")
        return Extreme(above, below, best.value, best.outcome, best.proof)

    def value(self, plus: Iterable[Cell], minus: Iterable[Cell] = ()) -> Fraction:
        """beta(plus, minus)."""
        return self.extreme(plus, minus).value


def capacity(
    problem: Problem, plus: Iterable[Cell], minus: Iterable[Cell] = (), profile: Profile | None = None
) -> Verdict:
    """beta(plus, minus): a verdict on `Capacity`, whose statement has the value; or `NoOutcome` if none is feasible.

    Cells are tuples (agent, object), (agent,) or (alternative,). Raises `ValueError` for a cell that is not the
    problem's and for sets that meet.
    """
    arguments.expected(problem, Problem, "problem", "problem_of and load_problem make one")
    function = CapacityFunction(problem, profile)
    above, below = _known(problem, plus), _known(problem, minus)
    if above & below:
        raise ValueError(f"the sets share {name_of(above & below)}; the capacity is defined for disjoint sets")
    empty = function.emptiness()
    if empty is not None:
        return empty
    found = function.extreme(above, below)
    statement = Capacity(problem, function.profile, above, below, found.value)
    return Verdict(statement, True, Extremes((found,)))


def linear(problem: Problem, profile: Profile | None = None) -> Verdict:
    """Whether the capacity is linear; no with a pair that breaks it, a smallest one if the cells are at most 8.

    Beyond 8 cells, yes is found only where all floors are zero; the pairs that the constraint sets suggest are tried
    for no, and otherwise the verdict is undecided and says so.
    """
    function = CapacityFunction(problem, profile)
    empty = function.emptiness()
    if empty is not None:
        return empty
    statement = Linear(problem, function.profile)
    if _only_ceilings(function.outcomes):
        return Verdict(statement, True, OnlyCeilings())
    if len(function.cells) <= MOST_CELLS:
        return _all_pairs(function, statement)
    for plus, minus in _suggested_pairs(function):
        breaking = _breaking(function, plus, minus)
        if breaking is not None:
            return Verdict(statement, False, breaking)
    tried = f"the pairs that the constraint sets suggest; all pairs of {len(function.cells)} cells are too many"
    return Verdict(statement, None, Undecided((tried,)))


def _all_pairs(function: CapacityFunction, statement: Linear) -> Verdict:
    """Pairs by size, so that the first that breaks linearity is a smallest one."""
    none: Cells = frozenset()
    singles = [function.extreme(s, none) for s in subsets(function.cells)]
    singles += [function.extreme(none, s) for s in subsets(function.cells) if s]
    table = {(entry.plus, entry.minus): entry.value for entry in singles}
    cover = _Cover(function.cells, table, list(dict.fromkeys(entry.outcome for entry in singles)))
    for plus, minus in sorted(disjoint_pairs(function.cells), key=lambda pair: len(pair[0]) + len(pair[1])):
        if cover.finds(plus, minus):
            continue
        both = function.extreme(plus, minus)
        if both.value < table[plus, none] + table[none, minus]:
            breaking = (both, function.extreme(plus), function.extreme((), minus))
            return Verdict(statement, False, Extremes(breaking))
        cover.pool.append(both.outcome)
    return Verdict(statement, True, Extremes(tuple(singles), tuple(cover.pool)))


def _breaking(function: CapacityFunction, plus: Cells, minus: Cells) -> Extremes | None:
    entries = function.extreme(plus, minus), function.extreme(plus), function.extreme((), minus)
    return Extremes(entries) if entries[0].value < entries[1].value + entries[2].value else None


def _suggested_pairs(function: CapacityFunction) -> Iterator[tuple[Cells, Cells]]:
    sets = [quota.cells for quota in function.outcomes.quotas] + [frozenset({cell}) for cell in function.cells]
    for first, second in itertools.product(sets, repeat=2):
        for plus, minus in ((first - second, second), (first, second - first)):
            if plus and minus:
                yield plus, minus


class _Cover:
    """Looks for an outcome of the pool that is best for two sets at once."""

    def __init__(self, cells: Sequence[Cell], table: dict[tuple[Cells, Cells], Fraction], pool: list[Outcome]) -> None:
        self.cells, self.table, self.pool = cells, table, pool

    def finds(self, plus: Cells, minus: Cells) -> bool:
        none: Cells = frozenset()
        most, least = self.table[plus, none], -self.table[none, minus]
        return any(amount(plus, x) == most and amount(minus, x) == least for x in self.pool)


def _only_ceilings(outcomes: Outcomes) -> bool:
    return all(quota.floor == 0 for quota in outcomes.quotas)


def _known(problem: Problem, members: Iterable[Cell]) -> Cells:
    chosen = frozenset(tuple(cell) for cell in members)
    unknown = sorted(chosen - set(problem.cells))
    if unknown:
        raise ValueError(f"{name_of(unknown)} is not made of the problem's cells, such as {problem.cells[0]}")
    return chosen


# ------------------------------------------------------------------------------------------- shared with the siblings


def at_profile(problem: Problem, profile: Profile | None) -> Profile:
    """The profile itself, checked; where quotas are the same at every profile, the first one by default."""
    if profile is None:
        if problem.restrictions and len({_bounds(problem, profile) for profile in problem.profiles()}) > 1:
            raise ValueError("quotas differ between the type profiles of this problem; name a profile")
        return next(iter(problem.profiles()))
    named = tuple(profile)
    if len(named) != len(problem.agents):
        raise ValueError(f"a type profile has one type for each agent, {len(problem.agents)} in all")
    for agent, kinds, kind in zip(problem.agents, problem.types, named, strict=True):
        if kind not in kinds:
            raise ValueError(f'"{kind}" is not a type of agent {agent}')
    return named


def _bounds(problem: Problem, profile: Profile) -> frozenset[tuple[Cells, Fraction, Fraction | None]]:
    """What the quotas in force at a profile demand."""
    return frozenset((quota.cells, quota.floor, quota.ceiling) for quota in problem.quotas(profile))


def signs(plus: Iterable[Cell], minus: Iterable[Cell]) -> dict[Cell, Fraction]:
    """The weighting +1 on the one set and -1 on the other."""
    return {**dict.fromkeys(plus, Fraction(1)), **dict.fromkeys(minus, Fraction(-1))}


def amount(cells: Cells, outcome: Outcome) -> Fraction:
    """x(G)."""
    return sum((quantity for cell, quantity in outcome if cell in cells), Fraction(0))


def subsets(cells: Sequence[Cell]) -> Iterator[Cells]:
    """All subsets, the smaller ones first."""
    for size in range(len(cells) + 1):
        yield from map(frozenset, itertools.combinations(cells, size))


def disjoint_pairs(cells: Sequence[Cell]) -> Iterator[tuple[Cells, Cells]]:
    """3^{N x A}: all ordered pairs of disjoint sets of cells."""
    for sides in itertools.product((0, 1, -1), repeat=len(cells)):
        pairs = list(zip(cells, sides, strict=True))
        yield frozenset(c for c, side in pairs if side > 0), frozenset(c for c, side in pairs if side < 0)
