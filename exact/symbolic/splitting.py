"""Any exact computation, for all values of a parameter at once.

What is computed of numbers by the four operations and by comparisons is computed of a parameter that varies over an
open interval by formulas (`exact.symbolic.formulas`). If a comparison has different answers on the interval, the
computation stops with the places where the answer changes; the interval is cut there, and the computation is made for
each of the parts, and for each of the places by itself. So the range is cut into pieces with one answer on each. That
there are finitely many is not shown here: a computation that goes one of finitely many ways, which depend on the signs
of finitely many rational functions, ends, and `most` bounds any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeVar

from exact.showing.display import Displayed, counted
from exact.symbolic.algebraic import Place
from exact.symbolic.formulas import Splits, variable
from exact.symbolic.pieces import AtPoint, End, Interval, Piece

Answer = TypeVar("Answer")

MOST_PIECES = 2_000
"""Into so many pieces a range is cut unless told otherwise."""


@dataclass(frozen=True)
class Range(Displayed):
    """The values that a parameter may have: an interval, with or without its ends. `None` is infinite."""

    parameter: str
    lower: End
    upper: End
    closed: tuple[bool, bool] = (True, True)

    def __post_init__(self) -> None:
        ends = tuple(
            closed and end is not None for closed, end in zip(self.closed, (self.lower, self.upper), strict=True)
        )
        object.__setattr__(self, "closed", ends)
        if self.lower is not None and self.upper is not None and not self.lower < self.upper:
            raise ValueError(f"the range of {self.parameter} from {self.lower} to {self.upper} is no interval")

    @property
    def interval(self) -> Interval:
        """Its inside, without the ends."""
        return Interval(self.parameter, self.lower, self.upper)

    def pieces(self) -> Iterator[Piece]:
        """The ends that belong to it, and what is between."""
        if self.closed[0] and self.lower is not None:
            yield AtPoint(self.parameter, self.lower)
        yield self.interval
        if self.closed[1] and self.upper is not None:
            yield AtPoint(self.parameter, self.upper)

    def __str__(self) -> str:
        left = "" if self.lower is None else f"{self.lower} {'<=' if self.closed[0] else '<'} "
        right = "" if self.upper is None else f" {'<=' if self.closed[1] else '<'} {self.upper}"
        return f"{left}{self.parameter}{right}" if left or right else f"every {self.parameter}"


@dataclass(frozen=True)
class Part(Displayed, Generic[Answer]):
    """A piece of the range, and the answer there."""

    piece: Piece
    answer: Answer


def runs(parts: Sequence[Part[Answer]], chosen: Callable[[Answer], bool]) -> tuple[tuple[Part[Answer], ...], ...]:
    """The parts whose answers are chosen, those next to each other together."""
    found: list[list[Part[Answer]]] = [[]]
    for part in parts:
        if chosen(part.answer):
            found[-1].append(part)
        elif found[-1]:
            found.append([])
    return tuple(tuple(each) for each in found if each)


def spanned(run: Sequence[Part[Any]]) -> Range | AtPoint:
    """The values of the parameter on parts next to each other: a range, or a single one."""
    first, last = run[0].piece, run[-1].piece
    if isinstance(first, AtPoint) and first == last:
        return first
    lower = first.lower if isinstance(first, Interval) else first.place
    upper = last.upper if isinstance(last, Interval) else last.place
    return Range(first.parameter, lower, upper, (isinstance(first, AtPoint), isinstance(last, AtPoint)))


class TooManyPieces(ValueError):
    """The range falls into more pieces than allowed."""


def piecewise(
    over: Range,
    ask: Callable[[Fraction], Answer],
    most: int = MOST_PIECES,
    told: Callable[[int], None] | None = None,
) -> tuple[Part[Answer], ...]:
    """The answers to a question for every value of a parameter, piece by piece, in order.

    `ask` is given the parameter: a formula on an open interval, a fraction or an algebraic number at a point, and may
    be asked several times. `told` hears how many pieces have their answers. Raises `TooManyPieces`.
    """
    waiting = list(reversed(list(over.pieces())))
    found: list[Part[Answer]] = []
    while waiting:
        piece = waiting.pop()
        try:
            found.append(Part(piece, ask(variable(piece))))
        except Splits as splits:
            assert isinstance(piece, Interval), "at a point every comparison has an answer"
            waiting += reversed(_cut(piece, splits.points))
            if len(waiting) + len(found) > most:
                reached = f"; {counted(len(found), 'piece')} are done, up to {found[-1].piece}" if found else ""
                raise TooManyPieces(
                    f"the range of {over.parameter} falls into more than {counted(most, 'piece')}{reached}; "
                    "give a smaller range"
                ) from splits
        if told is not None:
            told(len(found))
    return tuple(found)


def _cut(interval: Interval, points: tuple[Place, ...]) -> list[Piece]:
    """The interval cut at points within it, which are pieces of their own."""
    inside = sorted({point for point in points if interval.contains(point)})
    assert inside, "an answer changes within the interval"
    pieces: list[Piece] = []
    low = interval.lower
    for point in inside:
        pieces += [Interval(interval.parameter, low, point), AtPoint(interval.parameter, point)]
        low = point
    return [*pieces, Interval(interval.parameter, low, interval.upper)]
