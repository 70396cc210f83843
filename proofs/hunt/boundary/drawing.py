"""The numbers of types on one layout as a Hasse diagram: which of them have the property, and where it ends.

From left to right there is one type more at each line. Pieces with the property are green, those without it red; the
greatest and the least have a thick border.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from exact.pictures.layered import Line, Node, layered
from exact.showing.drawing import MARK, Picture
from proofs.claims.families.problems import moved, relabellings, shown_set
from proofs.hunt.boundary.pieces import Piece, normal
from proofs.hunt.boundary.searching import Boundary

HOLDING = "#3f8f4f"
THICK = 'stroke-width="3"'
FILLS = {True: "#eaf5ec", False: "#fbeae7", None: "white"}
WORDS = {True: "holds", False: "fails", None: "undecided"}
COLOURS = {True: HOLDING, False: MARK, None: "#4a4a4a"}

Types = tuple[int, ...]
"""The number of types of each agent of a layout, and the number of idle profiles."""


def bare(piece: Piece) -> Piece:
    """The piece with one type for each agent and one idle profile: its layout."""
    return normal(replace(piece, counts=(1,) * piece.agents, idle=1))


def by_layout(found: Boundary) -> dict[Piece, dict[Types, Piece]]:
    """The pieces of each layout by their numbers of types; of relabelled ones the greatest numbers."""
    layouts: dict[Piece, dict[Types, Piece]] = {}
    for piece in found.answers:
        layout = bare(piece)
        layouts.setdefault(layout, {})[on_layout(piece, layout)] = piece
    return layouts


def crossed(found: Boundary) -> list[Piece]:
    """The layouts on which the property holds for some numbers of types and fails for others."""
    return sorted(
        layout
        for layout, pieces in by_layout(found).items()
        if {True, False} <= {found.answers[piece].holds for piece in pieces.values()}
    )


def on_layout(piece: Piece, layout: Piece) -> Types:
    """The numbers of types at the agents of the layout."""
    counts = max(
        tuple(count for _, count in sorted(zip(order, piece.counts, strict=True)))
        for order, places in relabellings(piece.agents, piece.objects)
        if moved(piece.masks, places) == layout.masks
    )
    return (*counts, piece.idle)


def hasse(found: Boundary, layout: Piece) -> Picture:
    """The drawing of one layout."""
    pieces = by_layout(found)[layout]
    place = {piece: str(k) for k, piece in enumerate(pieces.values())}
    idle = any(types[-1] > 1 for types in pieces)
    nodes = {place[piece]: _node(found, types if idle else types[:-1], piece, idle) for types, piece in pieces.items()}
    lines = [
        Line(place[part], place[piece])
        for piece in pieces.values()
        for parts in map(tuple, _one_type_less(piece))
        for part in parts
        if part in place
    ]
    given = layout.structure()
    sets = ", ".join(shown_set(members) for members in given.sets)
    told = (
        f"Numbers of types of the agents {', '.join(given.agents)}{', and idle profiles' if idle else ''}; sets {sets}"
    )
    return layered(nodes, lines, told)


def _one_type_less(piece: Piece) -> list[list[Piece]]:
    less = [replace(piece, idle=piece.idle - 1)] if piece.idle > 1 else []
    for i, count in enumerate(piece.counts):
        if count > 1:
            less.append(normal(replace(piece, counts=(*piece.counts[:i], count - 1, *piece.counts[i + 1 :]))))
    return [list(dict.fromkeys(less))]


def _node(found: Boundary, types: Types, piece: Piece, idle: bool) -> Node:
    answer = found.answers[piece]
    name = " ".join(map(str, types[:-1] if idle else types)) + (f" | {types[-1]}" if idle else "")
    border = THICK if piece in _marked(found) else ""
    return Node(name, WORDS[answer.holds], COLOURS[answer.holds], FILLS[answer.holds], border, said=str(piece))


def _marked(found: Boundary) -> Mapping[Piece, None]:
    return dict.fromkeys((*found.least, *found.greatest))
