"""Pairs of quotas: paramodular pairs (LY, Definition 5), and effective quotas.

A pair (b, c) of set functions on the cells is *paramodular* if

* c(G) + c(G') >= c(G & G') + c(G | G') (c submodular), and b the other way round, and
* c(G) - b(G') >= c(G - G') - b(G' - G) (compliant), all for any two sets G, G'.

The definition takes b and c on *all* sets of cells. Two readings of "the quotas" of a problem are offered: `listed`, b
and c as the problem lists them, a set that is not listed having floor 0 and no ceiling (an infinite one); and
`effective`, the least and the greatest amount that a feasible outcome gives to each set, -beta({}, G) and beta(G, {}).
(The paper writes beta({}, G) = b(G); by its Definition 1 the sign is the other one.)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from exact import arguments
from exact.plain_data import written
from exact.showing.display import Displayed
from exact.verdicts import Evidence, Statement, Verdict, with_form
from proofs.reduced_form.conditions.capacity import (
    AtProfile,
    CapacityFunction,
    Cells,
    Extremes,
    at_profile,
    capacity,
    subsets,
)
from proofs.reduced_form.problem.problems import Cell, Constraint, Problem, Profile

Reading = Literal["listed", "effective"]
Law = Literal["ceiling", "floor", "compliant"]

MOST_CELLS = 8
"""Set functions are written out on all sets of at most this many cells."""


@dataclass(frozen=True)
class QuotaPair(Displayed):
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
    reading: Reading = field(metadata=written("quotas"))

    def sentence(self) -> str:
        return f"the {self.reading} quotas are paramodular"


@dataclass(frozen=True)
class AllPairs(Evidence):
    """All pairs of sets satisfy the laws: they are finitely many. Effective quotas come as capacities of all sets."""

    form: ClassVar[str] = "all pairs"
    capacities: Annotated[Extremes, with_form] | None = field(default=None, metadata=written(left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Paramodular) or not holds or len(statement.problem.cells) > MOST_CELLS:
            return False
        sets = list(subsets(statement.problem.cells))
        pair = _pair_shown(statement, self.capacities, sets, sets)
        return pair is not None and _offence(*pair) is None


@dataclass(frozen=True)
class OffendingSets(Evidence):
    """Two sets that break a law; for effective quotas with the capacities that the law compares."""

    form: ClassVar[str] = "offending sets"
    law: Law
    sets: tuple[Cells, Cells]
    capacities: Annotated[Extremes, with_form] | None = field(default=None, metadata=written(left_out=True))

    @property
    def first(self) -> Cells:
        return self.sets[0]

    @property
    def second(self) -> Cells:
        return self.sets[1]

    def supports(self, statement: Statement, holds: bool) -> bool:
        first, second = self.sets
        if not isinstance(statement, Paramodular) or holds or not first | second <= set(statement.problem.cells):
            return False
        above, below = _compared(self.law, first, second)
        pair = _pair_shown(statement, self.capacities, below, above)
        if pair is None:
            return False
        floors, ceilings = pair
        mask = QuotaPair(statement.problem.cells, (), ()).mask
        return _breaks(self.law, mask(first), mask(second), floors, ceilings)


@dataclass(frozen=True)
class EffectiveQuota(Displayed):
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
    arguments.expected(problem, Problem, "problem", "problem_of and load_problem make one")
    empty = CapacityFunction(problem, profile).emptiness()
    if empty is not None:
        return empty
    pair = quota_pair(problem, reading, profile)
    statement = Paramodular(problem, at_profile(problem, profile), reading)
    offence = pair.offence()
    if offence is None:
        sets = list(subsets(problem.cells))
        return Verdict(statement, True, AllPairs(_capacities(statement, sets, sets)))
    law, first, second = offence
    above, below = _compared(law, first, second)
    return Verdict(statement, False, OffendingSets(law, (first, second), _capacities(statement, below, above)))


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
