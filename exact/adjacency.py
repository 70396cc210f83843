"""Facets of a sum, or rays of a cone, one for each orbit: from each to its neighbours (adjacency decomposition).

Two facets of a polytope are *neighbours* if they meet in a ridge, a face of one dimension less than theirs; two extreme
rays of a cone, modulo its lineality space, if they span a face of dimension 2. The neighbours of one facet are a small
problem: its ridges are the facets of the facet. In a Minkowski sum (`exact.minkowski`) the facet with normal f is the
sum of the points that are tight for f in each summand, and so is each ridge, with a normal g; the other facet through
it has the normal g + s f, s being the least number with which the points of the ridge are still best. Symmetries of the
sum take facets to facets and neighbours to neighbours, so that one facet of each orbit is enough (Christof & Reinelt
2001; Bremner, Dutour Sikiric & Schuermann 2009).

Of a sum of dimension d >= 2 all facets have been met as soon as some have been *gone from*, all their neighbours and
the images of these being met, and those that are left are

* fewer than d (Balinski 1961: the facets stay connected if fewer than d are taken away, and each has d neighbours), or
* all tight at one point v of the sum, where another one that was met is not. For take two facets, at least one of
  them without v, and a plane through v and a point of each, in general position. It cuts the sum in a polygon whose
  edges are cuts of facets and whose vertices, but for v itself, are cuts of ridges. Without the edges at v, at most
  two, the others still are a path; and an edge at v meets one of these at its other end.

The extreme rays of a cone of dimension d + 1 modulo its lineality space are in the same way like the facets of a
polytope of dimension d; the second condition says that one inequality is tight at all rays that are left, and not at
all that were met. Nothing is written down but facets and rays themselves, and a search can end early with what it met.
"""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from exact import cones
from exact.cones import Basis, Vector
from exact.showing.display import Displayed
from exact.symmetries import Permutation, mover, orbit

STARTS, FEWEST, COORDINATES = 40, 3, 30
"""A search begins with so many directions, with fewer, as each is more work, if there are more coordinates."""


class Figure(Protocol):
    """Something with facets or rays: primitive vectors that have zeros in the pivot columns of `lines`."""

    size: int
    dimension: int
    lines: Basis
    symmetries: list[Permutation]
    blocks: list[int]
    """Sets of rows, as bits: rows with one of each block are tight together at a point."""

    def tight(self, vector: Vector) -> int:
        """The rows that are tight for the vector, as bits."""

    def neighbours(self, vector: Vector) -> list[Vector]:
        """All neighbours of a facet or ray."""

    def start(self, draw: random.Random) -> Vector | None:
        """Some facet or ray, if there is one."""


@dataclass
class Orbit(Displayed):
    """Vectors that the symmetries make of each other; the first is the one that is gone from.

    `tight` are its tight rows, `edges` all neighbours that it and its images have among what was gone from, and
    `neighbours` how many the first has, once it was gone from.
    """

    members: tuple[Vector, ...]
    tight: int
    edges: int = 0
    neighbours: int | None = None

    @property
    def work(self) -> tuple[int, int]:
        """How much it will be to go from it: as many neighbours as are known by now."""
        return self.edges // len(self.members), self.tight.bit_count()


@dataclass(frozen=True)
class Estimate(Displayed):
    """How many there may be, by what was met when a search began: hardly fewer, and often many more.

    Chao's estimate (1984) for species that are seen in a sample: to those seen add f (f - 1) / 2 (g + 1), where f were
    seen once and g twice. It is too low where some are met with much smaller chances than others.
    """

    orbits: int
    members: int


@dataclass(frozen=True)
class Progress(Displayed):
    """How far a search is: the orbits gone from, the orbits and the members met, and whether these are all."""

    gone: int
    orbits: int
    met: int
    complete: bool


class Search:
    """A search for all facets, or all rays. Each `step` goes from one orbit, the one with the least work."""

    def __init__(self, figure: Figure, seed: int = 0) -> None:
        self.figure = figure
        self.orbits: list[Orbit] = []
        self._place: dict[Vector, int] = {}
        self._left: set[int] = set()
        self._left_members = 0
        self._queue: list[tuple[tuple[int, int], int]] = []
        """What is left, by its work when it was put there; it has become no less since."""
        self._moves = moves(figure.symmetries, figure.lines)
        draw = random.Random(seed)
        count = max(FEWEST, STARTS * COORDINATES**2 // max(COORDINATES, figure.size) ** 2)
        starts = filter(None, (figure.start(draw) for _ in range(count)))
        self.estimate = self._estimated(Counter(map(self._meet, starts)))

    @property
    def progress(self) -> Progress:
        gone = len(self.orbits) - len(self._left)
        return Progress(gone, len(self.orbits), len(self._place), self.is_complete)

    @property
    def is_complete(self) -> bool:
        """Whether all have been met; see the module's text."""
        if not self._left or len(self._left) == len(self.orbits):
            return not self._left
        return self._left_members < self.figure.dimension or self._meet_in_a_point()

    def step(self, limit: int | None = None) -> list[Orbit]:
        """Go from one orbit; the orbits that are met then for the first time. For a search that is not complete.

        With so many members as `limit` no further orbit is added, and the step does not count as done.
        """
        here = self._least()
        gone, known = self.orbits[here], len(self.orbits)
        neighbours = self.figure.neighbours(gone.members[0])
        for each in neighbours:
            if limit is not None and len(self._place) >= limit and each not in self._place:
                heapq.heappush(self._queue, (gone.work, here))
                return self.orbits[known:]
            self.orbits[self._meet(each)].edges += len(gone.members)
        gone.neighbours = len(neighbours)
        self._left.discard(here)
        self._left_members -= len(gone.members)
        return self.orbits[known:]

    def run(self, limit: int | None = None) -> None:
        """Go on until all have been met, or so many."""
        while not self.is_complete and (limit is None or len(self._place) < limit):
            self.step(limit)

    def _estimated(self, seen: Counter[int]) -> Estimate:
        sizes = [len(self.orbits[k].members) for k, times in seen.items() if times == 1]
        twice = sum(times == 2 for times in seen.values())
        more = len(sizes) * (len(sizes) - 1) // (2 * twice + 2)
        members = len(self._place) + (more * sum(sizes) // len(sizes) if sizes else 0)
        return Estimate(len(seen) + more, members)

    def _meet(self, vector: Vector) -> int:
        if vector not in self._place:
            members = tuple(orbit(vector, self._moves))
            self._place |= dict.fromkeys(members, len(self.orbits))
            self._left.add(len(self.orbits))
            self._left_members += len(members)
            self.orbits.append(Orbit(members, self.figure.tight(vector)))
            heapq.heappush(self._queue, (self.orbits[-1].work, len(self.orbits) - 1))
        return self._place[vector]

    def _least(self) -> int:
        """The orbit with the least work, taken from the queue."""
        while True:
            work, here = heapq.heappop(self._queue)
            if work == self.orbits[here].work:
                return here
            heapq.heappush(self._queue, (self.orbits[here].work, here))

    def _meet_in_a_point(self) -> bool:
        """Whether all that are left are tight at one point, and another one is not."""
        blocks, common = self.figure.blocks, -1
        first = (self.orbits[k].tight for k in self._left)
        others = (self.figure.tight(vector) for k in self._left for vector in self.orbits[k].members[1:])
        for tight in chain(first, others):
            common &= tight
            if not all(common & block for block in blocks):
                return False
        point = sum(common & block & -(common & block) for block in blocks)
        gone = (self.orbits[k].tight for k in range(len(self.orbits)) if k not in self._left)
        return any(point & ~tight for tight in gone)


def moves(symmetries: Iterable[Permutation], lines: Basis) -> list[Callable[[Vector], Vector]]:
    """What the symmetries make of a vector that has zeros in the pivot columns of the lines, as they leave it."""

    def modulo(move: Callable[[Vector], Vector]) -> Callable[[Vector], Vector]:
        return (lambda vector: cones.reduce_modulo(move(vector), lines)) if lines else move

    return [modulo(mover(each)) for each in symmetries]


def orbits(vectors: Iterable[Vector], symmetries: Iterable[Permutation], lines: Basis) -> list[list[Vector]]:
    """The orbits of the vectors, which the symmetries keep modulo the lines; each vector is in one."""
    turns, found, seen = moves(symmetries, lines), [], set[Vector]()
    for vector in vectors:
        if vector not in seen:
            found.append(orbit(vector, turns))
            seen.update(found[-1])
    return found
