"""Values that are enclosed: attained on one side, bounded on the other."""

from __future__ import annotations

import math
from fractions import Fraction

CLOSE = Fraction(1, 10**6)
"""A search stops where its bound exceeds what is attained by no more than this share."""
MOST_DIGITS = 12


def rounded_up(bound: Fraction, attained: Fraction) -> Fraction:
    """A bound with few digits that is hardly weaker; what is attained itself is not rounded."""
    weaker = max((bound - attained) / 10, attained * CLOSE if bound > attained else Fraction(0))
    for digits in range(MOST_DIGITS):
        rounded = Fraction(math.ceil(bound * 10**digits), 10**digits)
        if rounded - bound <= weaker:
            return rounded
    return bound
