"""Connected pieces of constraint structures, up to relabelling, and which are smaller than which.

Two cells are joined if some constraint set has both. A *piece* is a connected family of sets on a table of cells, the
number of types of each of its agents, and the number of type profiles of all other agents together, its *idle*
profiles. It is written with its agents and objects in a normal order, so that relabelled pieces are equal.

A structure falls apart into pieces, one for each component of its cells, and nothing is lost:

* M(W) is block diagonal after [B; C] has lost the rows of single cells (LY (12)): a row of B belongs to a cell, a row
  of C to a set. The block of a component has its columns once for each idle profile. So a structure preserves total
  unimodularity exactly if each of its pieces does; cells in no set have blocks of unit columns.
* The pure outcomes at a type profile are the product of those of the components, and each factor depends on the types
  of its own agents alone; sums of products of sets in complementary coordinates are products of sums. So the
  implementable rules are the product of those of the components, idle profiles do not matter, and a condition is
  complete exactly if it is for each component.

One piece is *smaller* than another if it comes from it by a sequence of these: a set less, a type less, an idle profile
less, a cell less (of all sets; an agent without a cell is idle). What is left may fall apart into several pieces. These
are submatrices of [B; C].
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product

from exact.showing.display import Displayed
from proofs.claims.families.problems import Masks, moved, relabellings, shown
from proofs.reduced_form.problem.structures import ImplementationStructure, structure

LETTERS = "uvwxyz"
"""Names of types, as long as they suffice."""

FEW_CELLS = 7
"""Of so many cells it is written down where each set goes in a relabelling."""


@dataclass(frozen=True, order=True)
class Piece(Displayed):
    """Sets of cells, bit `i * objects + j` of a mask for agent i and object j; types by agent; idle profiles."""

    agents: int
    objects: int
    masks: Masks
    counts: tuple[int, ...]
    idle: int = 1

    def __str__(self) -> str:
        return shown(self.structure())

    @property
    def profiles(self) -> int:
        found = self.idle
        for count in self.counts:
            found *= count
        return found

    @property
    def size(self) -> int:
        """The number of variables of an ex post rule."""
        return self.agents * self.objects * self.profiles

    def structure(self) -> ImplementationStructure:
        """Agents "1", "2", ..., the last of them idle if there are idle profiles; objects "a", "b", ..., if any."""
        counts = (*self.counts, self.idle) if self.idle > 1 else self.counts
        names = [str(k + 1) for k in range(len(counts))]
        things = None if self.objects == 1 else [_letter(j) for j in range(self.objects)]
        cells = [(name,) for name in names] if things is None else list(product(names, things))
        sets = [[cell for k, cell in enumerate(cells) if mask >> k & 1] for mask in self.masks]
        return structure(names, things, sets, {i: _types(count) for i, count in zip(names, counts, strict=True)})


def _letter(position: int) -> str:
    return chr(ord("a") + position) if position < 26 else f"a{position}"


def _types(count: int) -> list[str]:
    return list(LETTERS[:count]) if count <= len(LETTERS) else [str(k + 1) for k in range(count)]


def pieces(
    agents: int, objects: int, masks: Iterable[int], counts: tuple[int, ...], idle: int = 1
) -> tuple[Piece, ...]:
    """The pieces of a structure; sets of one cell say nothing, and a set given twice says it once."""
    kept = tuple(sorted({mask for mask in masks if mask & (mask - 1)}))
    return tuple(sorted({_piece(objects, part, counts, idle) for part in _components(kept)}))


def _components(masks: Masks) -> list[list[int]]:
    """The sets, component by component of their cells."""
    found: list[tuple[int, list[int]]] = []
    for mask in masks:
        meeting = [part for part in found if part[0] & mask]
        cells, members = mask, [mask]
        for part in meeting:
            cells |= part[0]
            members += part[1]
        found = [part for part in found if part not in meeting] + [(cells, members)]
    return [members for _, members in found]


def _piece(objects: int, masks: list[int], counts: tuple[int, ...], idle: int) -> Piece:
    """One component by itself: the agents and objects that it uses, in normal order."""
    used = 0
    for mask in masks:
        used |= mask
    cells = [divmod(k, objects) for k in range(len(counts) * objects) if used >> k & 1]
    agents = sorted({i for i, _ in cells})
    things = sorted({j for _, j in cells})
    place = {i * objects + j: agents.index(i) * len(things) + things.index(j) for i, j in cells}
    for i, count in enumerate(counts):
        idle *= count if i not in agents else 1
    narrow = tuple(sum(1 << place[k] for k in place if mask >> k & 1) for mask in masks)
    return normal(Piece(len(agents), len(things), narrow, tuple(counts[i] for i in agents), idle))


@lru_cache(maxsize=500_000)
def normal(piece: Piece) -> Piece:
    """The least of all relabelled ones that have agents with many types first."""
    ordering = _ordering(piece.agents, piece.objects, piece.counts)
    if piece.agents * piece.objects <= FEW_CELLS:
        tables = map(_images, ordering)
        masks = min(tuple(sorted(map(table.__getitem__, piece.masks))) for table in tables)
    else:
        masks = min(moved(piece.masks, places) for places in ordering)
    return replace(piece, masks=masks, counts=tuple(sorted(piece.counts, reverse=True)))


@cache
def _images(places: tuple[int, ...]) -> list[int]:
    """Where each set of cells goes."""
    images = [0]
    for place in places:
        images += [image | 1 << place for image in images]
    return images


@lru_cache(maxsize=10_000)
def _ordering(agents: int, objects: int, counts: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Where each cell goes, in all relabellings that put agents with many types first."""
    ordered = sorted(counts, reverse=True)
    return [
        places
        for order, places in relabellings(agents, objects)
        if all(ordered[order[i]] == count for i, count in enumerate(counts))
    ]


Moved = tuple[str, tuple[Piece, ...]]
"""What has been taken away ("types", "sets", "cells", "agents", "objects"), and the pieces that are left."""


def smaller(piece: Piece) -> Iterator[Moved]:
    """What comes from the piece by one thing less: a type, an idle profile, a set, a cell, an agent or an object."""
    n, m, masks, counts, idle = piece.agents, piece.objects, piece.masks, piece.counts, piece.idle
    if idle > 1:
        yield "types", (replace(piece, idle=idle - 1),)
    for i, count in enumerate(counts):
        if count > 1:
            yield "types", (normal(replace(piece, counts=(*counts[:i], count - 1, *counts[i + 1 :]))),)
    for mask in masks:
        yield "sets", pieces(n, m, (other for other in masks if other != mask), counts, idle)
    row, column = (1 << m) - 1, sum(1 << i * m for i in range(n))
    for i in range(n if m > 1 else 0):
        yield "agents", pieces(n, m, (mask & ~(row << i * m) for mask in masks), counts, idle)
    for j in range(m if n > 1 and m > 1 else 0):
        yield "objects", pieces(n, m, (mask & ~(column << j) for mask in masks), counts, idle)
    for k in range(n * m):
        if any(mask >> k & 1 for mask in masks):
            yield "cells", pieces(n, m, (mask & ~(1 << k) for mask in masks), counts, idle)
