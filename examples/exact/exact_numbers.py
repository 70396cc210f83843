"""Exact numbers: fractions in, fractions out, and floats refused with the mend (nothing is ever rounded)."""

from fractions import Fraction

from exact.rationals import common_denominator, integer, primitive, rational, text

for given in (3, "3/7", "0.125", Fraction(6, 4)):
    print(f"{given!r:>15} is {text(rational(given))}")

try:
    rational(0.1)
except TypeError as refusal:
    print("           0.1 is refused:", refusal)

try:
    integer("1/2", "ceiling")
except ValueError as refusal:
    print("integers:", refusal)

weights = [Fraction(1, 2), Fraction(-3, 4), Fraction(5, 6)]
print("common denominator of 1/2, -3/4, 5/6:", common_denominator(weights))
print("the primitive vector on the same ray:", primitive(weights))
