"""Deciding a family of structures piece by piece, and its boundary.

A structure has the property exactly if all its pieces have it (`proofs.hunt.boundary.pieces`). Pieces are asked small
ones first. One that is larger than a piece without the property has not got it either; only if all that are smaller
have it, it is decided by itself. So exactly the pieces that hold and the least that fail are decided.

*Least* failures have no smaller piece without the property, *greatest* holding pieces no greater one with it, each
within the family and the bounds. With them every structure of the family is answered: it fails exactly if one of its
pieces is at least as great as a least failure.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, product

from exact import arguments
from exact.aside import End
from exact.showing.display import Displayed
from proofs.hunt.boundary.families import Layout, StructureFamily
from proofs.hunt.boundary.pieces import Piece, normal, pieces, smaller
from proofs.hunt.boundary.properties import Property

Tell = Callable[[int, int], None]
"""Who hears how many structures are answered, of how many."""


@dataclass(frozen=True)
class Answer(Displayed):
    """Whether a piece has the property (`None`: undecided), and whether that follows from a smaller one."""

    holds: bool | None
    inferred: bool = False


@dataclass(frozen=True)
class Boundary(Displayed):
    """What a search found.

    `structures` are so many in all, up to relabelling; `answers` tells of each of their pieces, unless the search ended
    early, for what `end` says: then of the pieces of the first `answered` ones, in the order of their sizes; if none is
    answered, `structures` may be those alone that were listed by then.
    """

    asked: Property
    family: StructureFamily
    types: int
    structures: int
    answered: int
    failing: int
    undecided: int
    answers: Mapping[Piece, Answer]
    decided: int
    end: End

    @property
    def is_whole(self) -> bool:
        """Whether all structures of the family within the bounds are answered."""
        return self.end == "complete" and not self.undecided

    @cached_property
    def least(self) -> tuple[Piece, ...]:
        """The least pieces without the property, small ones first."""
        failing = {piece for piece, answer in self.answers.items() if answer.holds is False}
        found = (piece for piece in failing if not failing & set(chain.from_iterable(self.below(piece))))
        return tuple(sorted(found, key=by_size))

    @cached_property
    def greatest(self) -> tuple[Piece, ...]:
        """The greatest pieces with the property within the bounds, small ones first."""
        holding = {piece for piece, answer in self.answers.items() if answer.holds}
        below = {part for piece in holding for parts in self.below(piece) for part in parts}
        return tuple(sorted(holding - below, key=by_size))

    def below(self, piece: Piece) -> Iterator[tuple[Piece, ...]]:
        """What is left of the piece without one thing, where the property is inherited within the family."""
        return _below(piece, self.family, self.asked)


def by_size(piece: Piece) -> tuple[int, int, Piece]:
    """Few variables first, then few sets."""
    return piece.size, len(piece.masks), piece


def boundary(
    family: StructureFamily,
    asked: Property,
    types: int,
    seconds: float | None = None,
    tell: Tell | None = None,
    infer: bool = True,
) -> Boundary:
    """The boundary of a property in a family, with at most so many types for each agent.

    Ends early after so many seconds, between two decisions, and when it is interrupted. Without `infer` every piece is
    decided by itself. Raises `ValueError`.
    """
    arguments.whole(types, "types", 1)
    if seconds is not None and not seconds >= 0:
        raise ValueError(f"seconds: a number from 0 on was expected, not {arguments.given(seconds)}")
    search = _Search(family, asked, None if seconds is None else time.monotonic() + seconds, infer)
    members: dict[Piece, None] = {}
    answered = failing = undecided = 0
    end: End = "complete"
    try:
        for whole in _members(family, types):
            search.look_at_the_clock()
            members[whole] = None
        listed = sorted(members, key=by_size)
        for whole in listed:
            found = {search.ask(piece) for piece in search.parts(whole)}
            answered += 1
            failing += False in found
            undecided += False not in found and None in found
            if tell is not None:
                tell(answered, len(listed))
    except _TimeOverError:
        end = "seconds"
    except KeyboardInterrupt:
        end = "interrupt"
    return Boundary(
        asked, family, types, len(members), answered, failing, undecided, search.answers, search.decided, end
    )


def _members(family: StructureFamily, types: int) -> Iterator[Piece]:
    """Each structure of the family once up to relabelling, as if it were one piece."""
    layout: Layout
    for layout in family.layouts():
        agents, objects, masks = layout
        for counts in product(range(1, types + 1), repeat=agents):
            yield normal(Piece(agents, objects, masks, counts))


class _TimeOverError(RuntimeError):
    """The seconds are over."""


class _Search:
    def __init__(self, family: StructureFamily, asked: Property, end_at: float | None, infer: bool) -> None:
        self.family, self.asked, self.end_at, self.infer = family, asked, end_at, infer
        self.answers: dict[Piece, Answer] = {}
        self.decided = 0

    def parts(self, whole: Piece) -> tuple[Piece, ...]:
        return _without_idle(pieces(whole.agents, whole.objects, whole.masks, whole.counts, whole.idle), self.asked)

    def look_at_the_clock(self) -> None:
        if self.end_at is not None and time.monotonic() >= self.end_at:
            raise _TimeOverError

    def ask(self, piece: Piece) -> bool | None:
        if piece not in self.answers:
            if self.infer and any(
                self.ask(part) is False for parts in _below(piece, self.family, self.asked) for part in parts
            ):
                self.answers[piece] = Answer(False, inferred=True)
            else:
                self.look_at_the_clock()
                self.decided += 1
                self.answers[piece] = Answer(self.asked.holds(piece))
        return self.answers[piece].holds


def _below(piece: Piece, family: StructureFamily, asked: Property) -> Iterator[tuple[Piece, ...]]:
    """What is left of the piece without one thing, where the property is inherited within the family."""
    for gone, parts in smaller(piece):
        kept = _without_idle(parts, asked)
        if gone in asked.inherited and all(map(family.has, kept)):
            yield kept


def _without_idle(parts: tuple[Piece, ...], asked: Property) -> tuple[Piece, ...]:
    if asked.idle:
        return parts
    return tuple(replace(part, idle=1) for part in parts)
