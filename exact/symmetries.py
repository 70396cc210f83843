"""Permutations of the columns of a table that keep the set of its rows, and orbits under them.

A *symmetry* of a finite set of rows is a permutation of their places that turns each row into one of them. Places may
have *colours*, which a symmetry keeps. All symmetries form a group; it is given by *generators*. They are found column
by column: of those that fix the first columns, one for each place that the next column can go to (a strong generating
set, Sims 1970). To find one is a search with *refinement*: places that differ in what they have in rows of what kind
cannot be exchanged, and a row's kind is what places of what kind it has (McKay 1981). The search is bounded; where it
ends early the permutations found are symmetries all the same, and generate a smaller group.

The *orbit* of a vector is what the group makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from exact import arguments

Permutation = tuple[int, ...]
"""The entry at place k goes to place `permutation[k]`."""

Value = TypeVar("Value", bound=Hashable)

MOST_READ = 3_000_000
"""The most entries that a search for symmetries reads, some seconds' work."""


def column_symmetries(rows: Iterable[Sequence[Any]], colours: Sequence[Hashable]) -> list[Permutation]:
    """Generators of the symmetries of a set of rows, as long as `colours`, which are kept.

    Raises `ValueError` for a row of another length.
    """
    table = list(dict.fromkeys(tuple(row) for row in arguments.collected(rows, "rows")))
    for number, row in enumerate(table):
        if len(row) != len(colours):
            raise ValueError(f"rows[{number}] has {len(row)} entries, but there are {len(colours)} colours")
    return _Table(table, list(colours)).generators()


def permuted(vector: Sequence[Any], permutation: Permutation) -> tuple[Any, ...]:
    """The vector with the entry at place k moved to place `permutation[k]`."""
    return mover(permutation)(vector)


def mover(permutation: Permutation) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """`permuted` for many vectors."""
    origin = [0] * len(permutation)
    for place, goal in enumerate(permutation):
        origin[goal] = place
    if len(origin) < 2:
        return tuple
    return itemgetter(*origin)


def orbit(start: Value, moves: Sequence[Callable[[Value], Value]]) -> list[Value]:
    """All that the moves, which generate a finite group, make of the start, which comes first."""
    found = {start: None}
    left = [start]
    while left:
        here = left.pop()
        for move in moves:
            there = move(here)
            if there not in found:
                found[there] = None
                left.append(there)
    return list(found)


class _GivenUpError(RuntimeError):
    """The search has tried too much."""


class _Table:
    """The rows, read by columns too: for each place the rows with something there, and what, as a number."""

    def __init__(self, rows: list[tuple[Any, ...]], colours: list[Hashable]) -> None:
        self.rows, self.known, self.read = rows, frozenset(rows), 0
        self.colours = _numbered([repr(colour) for colour in colours])
        values = sorted({value for row in rows for value in row if value}, key=repr)
        code = {value: k for k, value in enumerate(values)}
        self.many = len(values) + 1
        self.entries = [[(k, code[value]) for k, value in enumerate(row) if value] for row in rows]
        self.uses: list[list[tuple[int, int]]] = [[] for _ in colours]
        for number, entries in enumerate(self.entries):
            for k, value in entries:
                self.uses[k].append((number, value))

    def generators(self) -> list[Permutation]:
        found: list[Permutation] = []
        try:
            for fixed, kinds, place in reversed(self.base()):
                moves = [each.__getitem__ for each in found]
                reached = set(orbit(place, moves))
                for goal in (k for k, kind in enumerate(kinds) if kind == kinds[place]):
                    if goal in reached:
                        continue
                    symmetry = self.extended([*fixed, place], [*fixed, goal])
                    if symmetry is not None:
                        found.append(symmetry)
                        moves.append(symmetry.__getitem__)
                        reached = set(orbit(place, moves))
        except _GivenUpError:
            pass
        return found

    def base(self) -> list[tuple[list[int], list[int], int]]:
        """Places that leave nothing open once they are fixed: those before, the kinds that they make, and the next."""
        chain: list[tuple[list[int], list[int], int]] = []
        fixed: list[int] = []
        while True:
            kinds = self.refined(fixed)
            place = next((k for k, kind in enumerate(kinds) if kinds.count(kind) > 1), None)
            if place is None:
                return chain
            chain.append((list(fixed), kinds, place))
            fixed.append(place)

    def extended(self, sources: list[int], goals: list[int]) -> Permutation | None:
        """A symmetry that takes the sources to the goals, in this order."""
        left, right = self.refined(sources), self.refined(goals)
        if sorted(left) != sorted(right):
            return None
        place = next((k for k, kind in enumerate(left) if left.count(kind) > 1), None)
        if place is None:
            goal_of = {kind: k for k, kind in enumerate(right)}
            symmetry = tuple(goal_of[kind] for kind in left)
            move = mover(symmetry)
            return symmetry if all(move(row) in self.known for row in self.rows) else None
        there = (k for k, kind in enumerate(right) if kind == left[place])
        tried = (self.extended([*sources, place], [*goals, goal]) for goal in there)
        return next((symmetry for symmetry in tried if symmetry is not None), None)

    def refined(self, fixed: Sequence[int]) -> list[int]:
        """The kind of each place once these, in this order, have kinds of their own.

        Kinds are numbered alike whatever the names of the places are, so that those of two refinements compare.
        """
        alone = {place: number for number, place in enumerate(fixed)}
        kinds, many = _numbered([(colour, alone.get(k, -1)) for k, colour in enumerate(self.colours)]), self.many
        while True:
            self.read += sum(map(len, self.entries))
            if self.read > MOST_READ:
                raise _GivenUpError
            lines = _numbered([tuple(sorted(kinds[k] * many + v for k, v in entries)) for entries in self.entries])
            finer = _numbered(
                [(kinds[k], *sorted(lines[n] * many + v for n, v in uses)) for k, uses in enumerate(self.uses)]
            )
            if max(finer, default=0) == max(kinds, default=0):
                return finer
            kinds = finer


def _numbered(signatures: Sequence[Any]) -> list[int]:
    """Equal ones get the same number, and the order of the numbers is theirs."""
    number = {signature: k for k, signature in enumerate(sorted(set(signatures)))}
    return [number[signature] for signature in signatures]
