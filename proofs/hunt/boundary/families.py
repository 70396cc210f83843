"""Families of constraint structures in which a boundary is sought: sets of cells up to relabelling, and what belongs.

A family lists the *layouts* up to a size, that is numbers of agents and objects with a family of sets, each up to
relabelling once; each layout comes with all numbers of types up to a bound. What is smaller than a member counts only
where it belongs to the family, too: a canonical market without one cell is no market.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from math import factorial

from exact.showing.display import Displayed, counted
from proofs.claims.families.problems import (
    Masks,
    any_family,
    canonical,
    is_bihierarchy,
    is_hierarchy,
    only_pairs,
    set_families,
)
from proofs.hunt.boundary.pieces import Piece, normal, pieces
from proofs.hunt.families.graphs import ATLAS
from proofs.reduced_form.problem.structures import ImplementationStructure

Layout = tuple[int, int, Masks]
"""Agents, objects, and sets of cells."""

TypeCounts = dict[str, int]
"""Numbers of types by the name of the agent."""

MOST_CELLS_LISTED = 6
"""Sets of more cells than these are too many to be listed."""

MOST_RELABELLINGS = 50_000
"""A table with more relabellings of its agents and objects is not brought to a normal order."""


@dataclass(frozen=True)
class StructureFamily(Displayed):
    """Layouts, and the pieces that belong to the family whatever their numbers of types are."""

    words: str
    layouts: Callable[[], Iterator[Layout]] = field(repr=False)
    has: Callable[[Piece], bool] = field(repr=False)
    places: Callable[[Piece], Iterator[TypeCounts]] = field(repr=False, default=lambda piece: iter(()))
    """With which numbers of types of agents that have names of their own a piece occurs; nobody else has one."""

    def __str__(self) -> str:
        return self.words


def graphs(agents: int, objects: int = 1, further: int = 0) -> StructureFamily:
    """All graphs on so many agents, which need not be joined; one anonymous object. Raises `ValueError`."""
    if objects > 1 or further:
        raise ValueError("graphs: the edges join agents, so there is one object and there are no further sets")
    if not 2 <= agents <= ATLAS:
        raise ValueError(f"graphs: 2 to {ATLAS} agents are listed, not {agents}")

    def layouts() -> Iterator[Layout]:
        from networkx.generators.atlas import graph_atlas_g

        for graph in graph_atlas_g():
            if graph.number_of_nodes() == agents:
                yield agents, 1, tuple(sorted(1 << one | 1 << other for one, other in graph.edges()))

    return StructureFamily(f"graphs on {agents} agents", layouts, lambda piece: only_pairs(piece.masks))


def _on_cells(name: str, keep: Callable[[Masks], bool]) -> Callable[[int, int, int], StructureFamily]:
    def make(agents: int, objects: int = 1, further: int = 0) -> StructureFamily:
        if further:
            raise ValueError(f"{name}: all sets of cells are tried as they are; further sets are for markets")
        if agents * objects > MOST_CELLS_LISTED:
            raise ValueError(f"{name}: sets of at most {MOST_CELLS_LISTED} cells are listed, not {agents * objects}")

        def layouts() -> Iterator[Layout]:
            yield from ((agents, objects, masks) for masks in set_families(agents, objects, keep))

        return StructureFamily(f"{name} on {agents} x {objects} cells", layouts, lambda piece: keep(piece.masks))

    return make


def _rows_and_columns(agents: int, objects: int) -> Masks:
    given = canonical(agents, objects, [1] * agents)
    place = {cell: k for k, cell in enumerate(given.cells)}
    return tuple(sorted(sum(1 << place[cell] for cell in members) for members in given.sets))


def markets(agents: int, objects: int, further: int = 0) -> StructureFamily:
    """Canonical markets up to so many agents and objects: all rows and columns, and at most so many further sets.

    The sets are a bihierarchy. Every agent takes part, so there are no idle profiles. Raises `ValueError`.
    """
    if further and agents * objects > MOST_CELLS_LISTED:
        raise ValueError(f"markets: further sets of at most {MOST_CELLS_LISTED} cells are listed")

    def layouts() -> Iterator[Layout]:
        for n in range(1, agents + 1):
            for m in range(1, objects + 1):
                plain = _rows_and_columns(n, m)
                if not further:
                    yield n, m, plain
                    continue
                found = set_families(n, m, _Together(plain), further)
                yield from ((n, m, tuple(sorted({*plain, *more}))) for more in found if not {*plain} & {*more})

    def has(piece: Piece) -> bool:
        plain = set(_rows_and_columns(piece.agents, piece.objects))
        return piece.idle == 1 and plain <= set(piece.masks) and len(piece.masks) - len(plain) <= further

    more = f", with at most {counted(further, 'further set')} that leave it a bihierarchy" if further else ""
    return StructureFamily(f"canonical markets up to {agents} x {objects}{more}", layouts, has)


def one_structure(given: ImplementationStructure, name: str) -> StructureFamily:
    """The constraint sets of one structure alone, so that only the numbers of types vary; its agents keep their names.

    Raises `ValueError`.
    """
    agents, objects = len(given.agents), len(given.objects or (None,))
    ways = factorial(agents) * factorial(objects)
    if ways > MOST_RELABELLINGS:
        raise ValueError(
            f"{name}: {agents} agents and {counted(objects, 'object')} can be relabelled in {ways:,} ways; at most "
            f"{MOST_RELABELLINGS:,} are compared"
        )
    place = {cell: k for k, cell in enumerate(given.cells)}
    masks = tuple(sorted({sum(1 << place[cell] for cell in members) for members in given.sets}))
    shapes = set(pieces(agents, objects, masks, (1,) * agents))

    def has(piece: Piece) -> bool:
        return normal(replace(piece, counts=(1,) * piece.agents, idle=1)) in shapes

    def places(piece: Piece) -> Iterator[TypeCounts]:
        for counts in product(range(1, max(*piece.counts, piece.idle) + 1), repeat=agents):
            if piece in pieces(agents, objects, masks, counts):
                yield dict(zip(given.agents, counts, strict=True))

    return StructureFamily(f"the sets of {name}", lambda: iter([(agents, objects, masks)]), has, places)


@dataclass(frozen=True)
class _Together:
    """Whether sets together with the plain ones are a bihierarchy."""

    plain: Masks

    def __call__(self, masks: Masks) -> bool:
        return is_bihierarchy(tuple({*self.plain, *masks}))


FAMILIES: dict[str, Callable[[int, int, int], StructureFamily]] = {
    "graphs": graphs,
    "hierarchies": _on_cells("hierarchies", is_hierarchy),
    "bihierarchies": _on_cells("bihierarchies", is_bihierarchy),
    "structures": _on_cells("structures", any_family),
    "markets": markets,
}
"""The families by name: each is made of numbers of agents, objects and further sets."""
