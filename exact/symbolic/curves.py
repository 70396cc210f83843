"""What depends on one parameter, told for its whole range: where something holds, and how a number moves.

The pieces of a computation (`exact.symbolic.splitting`) are finer than its answer: neighbours with the same answer are
joined here to *segments*, and an answer at a single point joins its neighbour where it is the value that the
neighbour's formula has there. A *curve* is a number on each segment: piecewise a rational function, with its
breakpoints, whether it is continuous, and where it rises or falls, by the signs of its derivative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from exact.showing.display import Displayed
from exact.symbolic.algebraic import AlgebraicNumber, Place
from exact.symbolic.formulas import Formula
from exact.symbolic.pieces import AtPoint, End, Everywhere, Interval
from exact.symbolic.splitting import Part, Range
from exact.symbolic.writing import written


@dataclass(frozen=True)
class Segment(Displayed):
    """The values of a parameter between two ends, which are the same for a single value, with one answer.

    A number that varies is a formula; what is not there is `None`.
    """

    parameter: str
    lower: End
    upper: End
    closed: tuple[bool, bool]
    value: Any

    @property
    def is_point(self) -> bool:
        return self.lower is not None and self.lower == self.upper

    @property
    def interval(self) -> Interval:
        """What is strictly between the ends."""
        return Interval(self.parameter, self.lower, self.upper)

    def told(self, over: Range) -> str:
        """The segment as a condition on a parameter that has a range: `p <= 3 - sqrt(5)`; an end of the range that
        belongs to both is not told, and the whole range is `every p`."""
        if self.is_point:
            return f"{self.parameter} = {self.lower}"
        low = "" if self.lower is None or (self.lower, self.closed[0]) == (over.lower, over.closed[0]) else self.lower
        high = "" if self.upper is None or (self.upper, self.closed[1]) == (over.upper, over.closed[1]) else self.upper
        signs = ["<=" if closed else "<" for closed in self.closed]
        if low == "" and high == "":
            return f"every {self.parameter}"
        if low == "":
            return f"{self.parameter} {signs[1]} {high}"
        if high == "":
            return f"{self.parameter} {signs[0].replace('<', '>')} {low}"
        return f"{low} {signs[0]} {self.parameter} {signs[1]} {high}"

    def __str__(self) -> str:
        return self.told(Range(self.parameter, None, None))


def segments(parts: Sequence[Part[Any]]) -> tuple[Segment, ...]:
    """The pieces in order, with neighbours of the same answer joined."""
    found: list[Segment] = []
    for part in parts:
        made = _segment(part)
        joined = _joined(found[-1], made) if found else None
        if joined is None:
            found.append(made)
        else:
            found[-1] = joined
    return tuple(found)


def _segment(part: Part[Any]) -> Segment:
    piece, value = part.piece, part.answer
    if isinstance(piece, AtPoint):
        return Segment(piece.parameter, piece.place, piece.place, (True, True), value)
    if isinstance(value, Formula):
        value = value.on(Everywhere(piece.parameter))
    return Segment(piece.parameter, piece.lower, piece.upper, (False, False), value)


def _joined(one: Segment, two: Segment) -> Segment | None:
    """Two neighbours as one segment, if one formula serves both."""
    if one.is_point and two.is_point:
        return None
    if one.is_point or two.is_point:
        point, longer = (one, two) if one.is_point else (two, one)
        assert point.lower is not None
        if not same(at_place(longer.value, point.parameter, point.lower), point.value):
            return None
    elif not same(one.value, two.value):
        return None
    value = two.value if one.is_point else one.value
    return Segment(one.parameter, one.lower, two.upper, (one.closed[0], two.closed[1]), value)


def at_place(value: Any, parameter: str, place: Place) -> Any:
    """What a formula is at a value of the parameter: a number, a formula at that point, or `None` at a pole."""
    if not isinstance(value, Formula) or isinstance(value.scope, AtPoint):
        return value
    try:
        return value.on(AtPoint(parameter, place))
    except ZeroDivisionError:
        return None


def same(one: Any, two: Any) -> bool:
    """Whether two answers are the same; formulas as functions."""
    if isinstance(one, Formula) != isinstance(two, Formula):
        return False
    return type(one) is type(two) and bool(one == two)


def conditions(found: Sequence[Segment], over: Range) -> str:
    """The segments as one condition: `p <= 1/3 or p = 1/2`; `no p` if there is none."""
    return " or ".join(each.told(over) for each in found) or f"no {over.parameter}"


@dataclass(frozen=True)
class Curve(Displayed):
    """A number for every value of a parameter, or on some segments none; `name` is what the number is."""

    over: Range
    segments: tuple[Segment, ...]
    name: str = "value"

    @classmethod
    def of(cls, over: Range, parts: Sequence[Part[Fraction | None]], name: str = "value") -> Curve:
        """The curve of the answers to `piecewise`."""
        return cls(over, segments(parts), name)

    @cached_property
    def breakpoints(self) -> tuple[Place, ...]:
        """Where one formula ends and another begins."""
        ends = [each.upper for each in self.segments[:-1]]
        return tuple(dict.fromkeys(end for end in ends if end is not None))

    @cached_property
    def jumps(self) -> tuple[Place, ...]:
        """The breakpoints at which the curve is not continuous: the limits on the sides and the value are not one."""
        found = []
        for place in self.breakpoints:
            around = [at_place(each.value, each.parameter, place) for each in self.segments if _touches(each, place)]
            if any(value is None for value in around) or not all(same(around[0], value) for value in around[1:]):
                found.append(place)
        return tuple(found)

    @property
    def is_continuous(self) -> bool:
        return not self.jumps

    def direction(self, segment: Segment) -> str:
        """How the number moves on a segment: `constant`, `increasing`, `decreasing`, or `not monotone`."""
        if segment.is_point or not isinstance(segment.value, Formula):
            return "constant"
        signs = _signs(segment.value.derivative(), segment.interval)
        if {1, -1} <= signs:
            return "not monotone"
        return "increasing" if 1 in signs else "decreasing"

    @cached_property
    def monotone(self) -> str:
        """`increasing` (weakly, as `decreasing`), `constant` or `not monotone`, over the whole range; `not monotone`
        where there is no number."""
        if any(each.value is None for each in self.segments):
            return "not monotone"
        steps = {self.direction(each) for each in self.segments} - {"constant"}
        for one, two in zip(self.segments, self.segments[1:], strict=False):
            assert one.upper is not None
            before, after = (at_place(each.value, each.parameter, one.upper) for each in (one, two))
            if before is None or after is None:
                return "not monotone"
            if not same(before, after):
                steps.add("increasing" if before < after else "decreasing")
        return "not monotone" if len(steps) > 1 else next(iter(steps), "constant")

    def at(self, value: Fraction) -> Fraction | None:
        """The number at a rational value of the parameter. Raises `ValueError` outside the range."""
        for each in self.segments:
            inside = each.lower == value if each.is_point else each.interval.contains(value)
            on_end = (each.closed[0] and each.lower == value) or (each.closed[1] and each.upper == value)
            if inside or on_end:
                found = at_place(each.value, each.parameter, value)
                return found if found is None else Fraction(found)
        raise ValueError(f"{self.over.parameter} = {value} is out of the range, {self.over}")

    def table(self) -> list[tuple[str, str, str]]:
        """For each segment the condition, the formula, and how the number moves."""
        return [
            (each.told(self.over), "none" if each.value is None else written(each.value), self.direction(each))
            for each in self.segments
        ]

    def __str__(self) -> str:
        return "; ".join(f"{value} for {where}" for where, value, _ in self.table())


def _touches(segment: Segment, place: Place) -> bool:
    return place in (segment.lower, segment.upper)


def _signs(value: Fraction, interval: Interval) -> set[int]:
    if not isinstance(value, Formula):
        return {(value > 0) - (value < 0)}
    placed = value.on(interval)
    return set(placed.signs()[0]) if isinstance(placed, Formula) else {(placed > 0) - (placed < 0)}


def approximate(place: Place) -> Fraction:
    """A rational number near a place, for drawings alone."""
    return place.within(Fraction(1, 10**6)).low if isinstance(place, AlgebraicNumber) else place
