"""Facets of a sum, or rays of a cone, one for each orbit: from each to its neighbours (adjacency decomposition).

Two facets of a polytope are *neighbours* if they meet in a ridge, a face of one dimension less than theirs; two extreme
rays of a cone, modulo its lineality space, if they span a face of dimension 2. The neighbours of one facet are a small
problem: its ridges are the facets of the facet. In a Minkowski sum (`exact.minkowski`) the facet with normal f is the
sum of the points that are tight for f in each summand, and so is each ridge, with a normal g; the other facet through
it has the normal g + s f, s being the least number with which the points of the ridge are still best. Symmetries of the
sum take facets to facets and neighbours to neighbours, so that one facet of each orbit is enough (Christof & Reinelt
2001; Bremner, Dutour Sikiric & Schuermann 2009).

Of a sum of dimension d >= 2 all facets have been met as soon as some have been *gone from*, all their neighbours and the
images of these being met, and those that are left are

* fewer than d (Balinski 1961: the facets stay connected if fewer than d are taken away, and each has d neighbours), or
* all tight at one point v of the sum, where another one that was met is not. For take two facets, at least one of
  them without v, and a plane through v and a point of each, in general position. It cuts the sum in a polygon whose
  edges are cuts of facets and whose vertices, but for v itself, are cuts of ridges. Without the edges at v, at most two,
  the others still are a path; and an edge at v meets one of these at its other end.

The extreme rays of a cone of dimension d + 1 modulo its lineality space are in the same way like the facets of a
polytope of dimension d; the second condition says that one inequality is tight at all rays that are left, and not at
all that were met. Nothing is written down but facets and rays themselves, and a search can end early with what it met.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from exact import cones
from exact.cones import Basis, Vector
from exact.showing.display import Displayed
from exact.symmetries import Permutation, mover, orbit

STARTS = 8
"""A search begins with so many directions, and goes on from what has the least work."""


class Figure(Protocol):
    """Something with facets or rays: primitive vectors that have zeros in the pivot columns of `lines`."""

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
        self._moves = [self._modulo_lines(mover(each)) for each in figure.symmetries]
        draw = random.Random(seed)
        for start in filter(None, (figure.start(draw) for _ in range(STARTS))):
            self._meet(start)

    @property
    def progress(self) -> Progress:
        gone = len(self.orbits) - len(self._left)
        return Progress(gone, len(self.orbits), len(self._place), self.is_complete)

    @property
    def is_complete(self) -> bool:
        """Whether all have been met; see the module's text."""
        left = [self.orbits[k] for k in self._left]
        if not left or len(left) == len(self.orbits):
            return not left
        return sum(len(each.members) for each in left) < self.figure.dimension or self._meet_in_a_point(left)

    def step(self) -> list[Orbit]:
        """Go from one orbit; the orbits that are met then for the first time. For a search that is not complete."""
        here = min(self._left, key=lambda k: self.orbits[k].work)
        gone, known = self.orbits[here], len(self.orbits)
        neighbours = self.figure.neighbours(gone.members[0])
        gone.neighbours = len(neighbours)
        self._left.discard(here)
        for each in neighbours:
            self.orbits[self._meet(each)].edges += len(gone.members)
        return self.orbits[known:]

    def _meet(self, vector: Vector) -> int:
        if vector not in self._place:
            members = tuple(orbit(vector, self._moves))
            self._place |= dict.fromkeys(members, len(self.orbits))
            self._left.add(len(self.orbits))
            self.orbits.append(Orbit(members, self.figure.tight(vector)))
        return self._place[vector]

    def _modulo_lines(self, move: Callable[[Vector], Vector]) -> Callable[[Vector], Vector]:
        lines = self.figure.lines
        return (lambda vector: cones.reduce_modulo(move(vector), lines)) if lines else move

    def _meet_in_a_point(self, left: list[Orbit]) -> bool:
        """Whether all that are left are tight at one point, and another one is not."""
        blocks, common = self.figure.blocks, -1
        for each in left:
            common &= each.tight
        for vector in (member for each in left for member in each.members):
            if not all(common & block for block in blocks):
                return False
            common &= self.figure.tight(vector)
        here = [common & block for block in blocks]
        point = sum(rows & -rows for rows in here)
        gone = (self.orbits[k].tight for k in range(len(self.orbits)) if k not in self._left)
        return all(here) and any(point & ~tight for tight in gone)
