"""The pieces into which the range of a parameter is cut: open intervals, and points.

The ends of an interval are rational or algebraic numbers, or `None` where it is infinite.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from exact.showing.display import Displayed
from exact.symbolic.algebraic import AlgebraicNumber, Place

End = Place | None
"""An end of an interval; `None` is infinite."""


@dataclass(frozen=True)
class Interval(Displayed):
    """All values of a parameter strictly between two numbers."""

    parameter: str
    lower: End
    upper: End

    def __post_init__(self) -> None:
        if self.lower is not None and self.upper is not None and not self.lower < self.upper:
            raise ValueError(f"no {self.parameter} lies between {self.lower} and {self.upper}")

    def contains(self, place: Place) -> bool:
        return (self.lower is None or self.lower < place) and (self.upper is None or place < self.upper)

    @cached_property
    def sample(self) -> Fraction:
        """A rational number inside, of the least denominator there is between rational numbers near the ends."""
        low, high = self.lower, self.upper
        if low is None and high is None:
            return Fraction(0)
        if low is None:
            assert high is not None
            return _beyond(high, -1)
        if high is None:
            return _beyond(low, 1)
        while True:  # an irrational number lies strictly within its interval, a rational one is itself left out
            within = low.high if isinstance(low, AlgebraicNumber) else low
            until = high.low if isinstance(high, AlgebraicNumber) else high
            if within < until:
                return simplest(within, until)
            low = low.narrowed() if isinstance(low, AlgebraicNumber) else low
            high = high.narrowed() if isinstance(high, AlgebraicNumber) else high

    def __str__(self) -> str:
        left = "" if self.lower is None else f"{self.lower} < "
        right = "" if self.upper is None else f" < {self.upper}"
        return f"{left}{self.parameter}{right}" if left or right else f"every {self.parameter}"


@dataclass(frozen=True)
class AtPoint(Displayed):
    """One value of a parameter."""

    parameter: str
    place: Place

    def __str__(self) -> str:
        return f"{self.parameter} = {self.place}"


@dataclass(frozen=True)
class Everywhere(Displayed):
    """No piece: formulas are elements of the field of rational functions, which has no order."""

    parameter: str


Piece = Interval | AtPoint
"""What a range is cut into."""


def _beyond(end: Place, sign: int) -> Fraction:
    """An integer beyond a number."""
    bound = end if isinstance(end, Fraction) else end.high if sign > 0 else end.low
    return Fraction(math.floor(bound) + 1 if sign > 0 else math.ceil(bound) - 1)


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The rational number of the least denominator, then of the least absolute value, strictly between two numbers.

    >>> simplest(Fraction(1, 3), Fraction(3, 5))
    Fraction(1, 2)
    """
    if low < 0 < high:
        return Fraction(0)
    if high <= 0:
        return -simplest(-high, -low)
    whole = math.floor(low)
    if whole + 1 < high:
        return Fraction(whole + 1)
    # Both lie between whole and whole + 1: go on with the reciprocals of their rests.
    rest = low - whole
    after = 1 / (high - whole)
    inner = _above(after) if rest == 0 else simplest(after, 1 / rest)
    return whole + 1 / inner


def _above(low: Fraction) -> Fraction:
    return Fraction(math.floor(low) + 1)
