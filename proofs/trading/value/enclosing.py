"""Values that are enclosed: attained on one side, bounded on the other."""

from __future__ import annotations

import math
from fractions import Fraction

from exact.rationals import text

CLOSE = Fraction(1, 10**6)
"""A search stops where its bound exceeds what is attained by no more than this share."""
MOST_DIGITS = 12
DECIMALS = 6
"""How many decimals are shown of a number that is long as a fraction."""
LONG = 12
"""How many signs a fraction may have before decimals are shown beside it."""


def in_decimals(value: Fraction, up: bool) -> str:
    """The number in `DECIMALS` decimals, rounded up or down: a bound, which is exact as such."""
    scaled = (math.ceil if up else math.floor)(value * 10**DECIMALS)
    whole, rest = divmod(abs(scaled), 10**DECIMALS)
    digits = f"{whole}.{rest:0{DECIMALS}}".rstrip("0").rstrip(".")
    return f"-{digits}" if scaled < 0 else digits


def bound_in_words(value: Fraction, up: bool) -> str:
    """A bound as a fraction, and where that is long as a hardly weaker decimal before it."""
    exact = text(value)
    return exact if len(exact) <= LONG else f"{in_decimals(value, up)} (exactly {exact})"


def value_in_words(value: Fraction) -> str:
    """A value as a fraction, and where that is long the decimals between which it lies."""
    exact = text(value)
    if len(exact) <= LONG:
        return exact
    return f"{exact} (between {in_decimals(value, False)} and {in_decimals(value, True)})"


def rounded_up(bound: Fraction, attained: Fraction) -> Fraction:
    """A bound with few digits that is hardly weaker; what is attained itself is not rounded."""
    weaker = max((bound - attained) / 10, attained * CLOSE if bound > attained else Fraction(0))
    for digits in range(MOST_DIGITS):
        rounded = Fraction(math.ceil(bound * 10**digits), 10**digits)
        if rounded - bound <= weaker:
            return rounded
    return bound
