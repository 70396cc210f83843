"""The number that a formula at an algebraic point is.

At an algebraic value of the parameter formulas are elements of the field that it generates. The minimal polynomial of
an element is that of the multiplication by it, which is a linear map of the field over the rational numbers; the
element is the root of it between the bounds within which it lies.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq_mat, fmpq_poly

from exact.symbolic.algebraic import AlgebraicNumber, Place, real_roots
from exact.symbolic.formulas import Formula
from exact.symbolic.pieces import AtPoint


def as_number(value: Fraction) -> Place:
    """A number, or an element of the field of an algebraic place, as a real algebraic number."""
    if not isinstance(value, Formula):
        return value
    assert isinstance(value.scope, AtPoint)
    assert isinstance(value.scope.place, AlgebraicNumber)
    modulus = fmpq_poly(list(value.scope.place.polynomial))
    size = modulus.degree()
    rows, power = [], value.above
    for _ in range(size):
        rows += [power[i] for i in range(size)]
        power = (power * fmpq_poly([0, 1])) % modulus
    minimal = fmpq_mat(size, size, rows).minpoly()
    roots = real_roots(tuple(int(entry) for entry in minimal.numer().coeffs()))
    return next(root for root in roots if isinstance(root, AlgebraicNumber) and root.low < value < root.high)
