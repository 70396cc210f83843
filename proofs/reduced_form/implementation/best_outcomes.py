"""The best outcomes at all type profiles at once, for weights on the coordinates of an interim rule.

At profile t the weights f give the cells the weights f_t, those of the types that report them (LY, section 3); a best
outcome has the greatest f_t x. They are had for all profiles by assignments (`exact.assignments`) where every agent
takes at most one object and the quotas are ceilings on objects, the same at every profile; from the list of outcomes
where it is short at every profile.

Profiles do not see each other, so the work can be divided into *pieces*, each about some of the profiles; these travel
to processes and to other machines.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from exact.assignments import Array, best_assignments, best_of_choices, with_room
from exact.showing.display import Displayed
from proofs.reduced_form.problem.outcomes import Leaf, Listing, Multipliers, Outcome, OutcomeSets, Proof
from proofs.reduced_form.problem.problems import Cell, Problem


@dataclass(frozen=True, eq=False)
class Reports(Displayed):
    """Which coordinates report which cells: at profile t agent i's cell `owned[i][k]` is at place `first[i][t] + k`."""

    first: Array
    owned: tuple[tuple[int, ...], ...]
    cell_count: int

    @classmethod
    def of(cls, problem: Problem) -> Reports:
        kinds = np.indices([len(each) for each in problem.types]).reshape(len(problem.agents), -1)
        width = len(problem.object_parts)
        starts = np.cumsum([0, *(len(types) * width for types in problem.types)])
        place = {cell: k for k, cell in enumerate(problem.cells)}
        owned = tuple(
            tuple(place[problem.cell_of((agent, types[0], *rest))] for rest in problem.object_parts)
            for agent, types in zip(problem.agents, problem.types, strict=True)
        )
        first = np.array([starts[i] + kinds[i] * width for i in range(len(problem.agents))])
        return cls(first, owned, len(problem.cells))

    def __iter__(self) -> Iterator[tuple[Array, int, int]]:
        """(first place at each profile, how far from there, cell)."""
        for first, cells in zip(self.first, self.owned, strict=True):
            for offset, cell in enumerate(cells):
                yield first, offset, cell

    def some(self, profiles: slice) -> Reports:
        return Reports(self.first[:, profiles], self.owned, self.cell_count)

    def weigh(self, weights: Sequence[int]) -> Array:
        """f_t for all profiles t."""
        numbers = with_room(np.array(weights, dtype=object), 8 * len(self.owned))
        total = np.zeros((self.first.shape[1], self.cell_count), dtype=numbers.dtype)
        for first, offset, cell in self:
            total[:, cell] += numbers[first + offset]
        return total


@dataclass(frozen=True)
class AssignmentPiece(Displayed):
    """Best assignments at the profiles in which the first agents have given types."""

    given: tuple[int, ...]
    kinds: tuple[int, ...]
    """How many types the agents have."""
    ceilings: tuple[int, ...]

    def choose(self, weights: Sequence[int]) -> Array:
        """For each profile the objects that the agents take (their number: none), for weights on the coordinates."""
        width = len(self.ceilings)
        ends = np.cumsum([kinds * width for kinds in self.kinds])[:-1]
        choices = [own.reshape(-1, width) for own in np.split(np.array(weights, dtype=object), ends)]
        for agent, kind in enumerate(self.given):
            choices[agent] = choices[agent][kind : kind + 1]
        return best_of_choices(choices, self.ceilings).astype(np.int16)


@dataclass(frozen=True)
class BestAssignments(Displayed):
    """The best outcomes where each agent takes at most one object, object j at most `ceilings[j]` times.

    `rows[i]` and `columns[j]` are the places of agent i's and object j's set among the quotas, `None` where it is a
    single cell, whose bound does without a multiplier, or not a set at all.
    """

    cells: tuple[Cell, ...]
    kinds: tuple[int, ...]
    ceilings: tuple[int, ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]

    @classmethod
    def of(cls, problem: Problem) -> BestAssignments | None:
        """`None` if the problem has another form."""
        agents, objects = problem.agents, problem.objects
        if problem.restrictions or problem.divisible or problem.public or not objects:
            return None
        by_row: dict[frozenset[Cell], int] = {frozenset((i, j) for j in objects): k for k, i in enumerate(agents)}
        by_column: dict[frozenset[Cell], int] = {frozenset((i, j) for i in agents): k for k, j in enumerate(objects)}
        rows: list[int | None] = [None] * len(agents)
        columns: list[int | None] = [None] * len(objects)
        ceilings, single = [len(agents)] * len(objects), [False] * len(agents)
        for number, quota in enumerate(problem.constraints):
            if quota.floor or quota.ceiling == 0:
                return None
            if quota.ceiling is None:
                continue
            alone = len(quota.cells) == 1
            if quota.cells in by_row and quota.ceiling == 1:
                rows[by_row[quota.cells]] = None if alone else number
                single[by_row[quota.cells]] = True
            elif quota.cells in by_column:
                columns[by_column[quota.cells]] = None if alone else number
                ceilings[by_column[quota.cells]] = min(int(quota.ceiling), len(agents))
            elif not alone:
                return None
        kinds = tuple(map(len, problem.types))
        return cls(problem.cells, kinds, tuple(ceilings), tuple(rows), tuple(columns)) if all(single) else None

    def pieces(self, count: int) -> list[AssignmentPiece]:
        """At least so many pieces, if there are as many profiles, in the profiles' order."""
        given = next(
            k for k in range(len(self.kinds) + 1) if math.prod(self.kinds[:k]) >= count or k == len(self.kinds)
        )
        starts = itertools.product(*map(range, self.kinds[:given]))
        return [AssignmentPiece(start, self.kinds, self.ceilings) for start in starts]

    def quantities(self, chosen: Array) -> Array:
        """The quantities of the cells in the outcomes chosen."""
        taken = chosen[:, :, None] == np.arange(len(self.columns))
        return taken.reshape(len(chosen), len(self.cells))

    def outcome(self, chosen: tuple[int, ...]) -> Outcome:
        """One outcome chosen."""
        size = len(self.columns)
        return tuple((self.cells[i * size + j], Fraction(1)) for i, j in enumerate(chosen) if j < size)

    def proofs(self, weights: Array) -> list[tuple[Fraction, Proof]]:
        """For each row of weights on the cells the greatest value, and the prices of the objects that prove it."""
        square = weights.reshape(len(weights), len(self.rows), len(self.columns))
        _, prices = best_assignments(square, self.ceilings)
        gains = (square - prices[:, None, :]).max(axis=2, initial=0)
        bounds = (prices * np.array(self.ceilings, dtype=object)).sum(axis=1) + gains.sum(axis=1)
        known: dict[tuple[int, ...], Leaf] = {}
        found: list[tuple[Fraction, Proof]] = []
        for bound, gain, price in zip(bounds, gains.tolist(), prices.tolist(), strict=True):
            key = (*gain, *price)
            if key not in known:
                known[key] = Leaf(self._multipliers(gain, price), empty=False)
            found.append((Fraction(int(bound)), known[key]))
        return found

    def _multipliers(self, gains: Sequence[int], prices: Sequence[int]) -> Multipliers:
        placed = [*zip(self.rows, gains, strict=True), *zip(self.columns, prices, strict=True)]
        return tuple(sorted((place, Fraction(value)) for place, value in placed if place is not None and value))


@dataclass(frozen=True, eq=False)
class ListedPiece(Displayed):
    """Best outcomes at some profiles: profile t has the outcomes of `tables[which[t]]`, rows of quantities."""

    tables: tuple[Array, ...]
    which: Array
    reports: Reports

    def choose(self, weights: Sequence[int]) -> Array:
        """For each profile the place of an outcome in its list, and which list that is."""
        chosen = np.zeros((len(self.which), 1), dtype=np.int16)
        for here, values in self.values(self.reports.weigh(weights)):
            chosen[here, 0] = values.argmax(axis=1)
        return np.concatenate([chosen, self.which[:, None]], axis=1)

    def values(self, weights: Array) -> list[tuple[Array, Array]]:
        """For each list, the profiles that have it, and there the values of its outcomes."""
        most = max(int(table.sum(axis=1).max()) for table in self.tables)
        roomy = with_room(weights, most + 1)
        places = [np.nonzero(self.which == number)[0] for number in range(len(self.tables))]
        return [(here, roomy[here] @ table.T) for here, table in zip(places, self.tables, strict=True)]


@dataclass(frozen=True)
class BestListed(Displayed):
    """The best outcomes from the lists of all of them: `lists[which[t]]` at profile number t."""

    cells: tuple[Cell, ...]
    lists: tuple[tuple[Outcome, ...], ...]
    which: Array
    reports: Reports

    @classmethod
    def of(cls, problem: Problem, sets: OutcomeSets) -> BestListed | None:
        """`None` if at some profile there are too many outcomes, or none."""
        lists: list[tuple[Outcome, ...]] = []
        places: dict[int, int] = {}
        which = []
        for profile in problem.profiles():
            outcomes = sets.at(profile)
            if id(outcomes) not in places:
                if not outcomes.short_list:
                    return None
                places[id(outcomes)] = len(lists)
                lists.append(outcomes.short_list)
            which.append(places[id(outcomes)])
        return cls(problem.cells, tuple(lists), np.array(which), Reports.of(problem))

    @cached_property
    def tables(self) -> tuple[Array, ...]:
        """The quantities of the outcomes listed."""
        place = {cell: k for k, cell in enumerate(self.cells)}
        tables = tuple(np.zeros((len(listed), len(self.cells)), dtype=np.int64) for listed in self.lists)
        for table, listed in zip(tables, self.lists, strict=True):
            for number, outcome in enumerate(listed):
                for cell, quantity in outcome:
                    table[number, place[cell]] = int(quantity)
        return tables

    def pieces(self, count: int) -> list[ListedPiece]:
        """So many pieces, or as many as there are profiles, in the profiles' order."""
        size = -(-len(self.which) // count)
        parts = [slice(start, start + size) for start in range(0, len(self.which), size)]
        return [ListedPiece(self.tables, self.which[part], self.reports.some(part)) for part in parts]

    def quantities(self, chosen: Array) -> Array:
        """The quantities of the cells in the outcomes chosen."""
        found = np.zeros((len(chosen), len(self.cells)), dtype=np.int64)
        for number, table in enumerate(self.tables):
            here = chosen[:, 1] == number
            found[here] = table[chosen[here, 0]]
        return found

    def outcome(self, chosen: tuple[int, ...]) -> Outcome:
        """One outcome chosen."""
        place, which = chosen
        return self.lists[which][place]

    def proofs(self, weights: Array) -> list[tuple[Fraction, Proof]]:
        """For each row of weights on the cells the greatest value, and the list that proves it."""
        greatest = np.zeros(len(weights), dtype=object)
        for here, values in ListedPiece(self.tables, self.which, self.reports).values(weights):
            greatest[here] = values.max(axis=1)
        shown = [Listing(listed) for listed in self.lists]
        return [(Fraction(int(value)), shown[k]) for value, k in zip(greatest, self.which, strict=True)]


Piece = AssignmentPiece | ListedPiece
BestOutcomes = BestAssignments | BestListed


def best_outcomes(problem: Problem, sets: OutcomeSets) -> BestOutcomes | None:
    """How the best outcomes of the problem are had at all profiles at once; `None` where they are not."""
    return None if problem.divisible else BestAssignments.of(problem) or BestListed.of(problem, sets)


def of_assignments(problem: Problem) -> bool:
    """Whether every agent takes at most one object under ceilings on objects alone, the same at every profile."""
    return BestAssignments.of(problem) is not None
