"""Real algebraic numbers, and the real roots of polynomials, exactly.

A real *algebraic number* that is not rational is given by its minimal polynomial, irreducible with integer
coefficients, and by two rational numbers between which that polynomial has no other root. So it is compared with a
rational number by one sign of the polynomial, for the polynomial changes its sign at the root and nowhere else between
the two (a root of an irreducible polynomial is simple). Two of them are compared by halving until their intervals are
apart; they are equal exactly if their polynomials are the same and both lie where the intervals meet.

Roots are isolated by Sturm's theorem: a polynomial has as many distinct roots in (a, b] as its Sturm sequence has more
changes of sign at a than at b (Basu, Pollack, Roy 2006, section 2.2).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, total_ordering
from math import ceil, floor
from typing import Any

from flint import fmpq, fmpq_poly, fmpz_poly

from exact.showing.display import Displayed

Coefficients = tuple[int, ...]
"""The integer coefficients of a polynomial, that of the power 0 first."""


@total_ordering
@dataclass(frozen=True, eq=False)
class AlgebraicNumber(Displayed):
    """The only root of an irreducible polynomial of degree 2 or more strictly between two rational numbers."""

    polynomial: Coefficients
    low: Fraction
    high: Fraction

    def narrowed(self) -> AlgebraicNumber:
        """The same number between numbers that are half as far apart."""
        middle = (self.low + self.high) / 2
        below = self < middle
        return AlgebraicNumber(self.polynomial, self.low if below else middle, middle if below else self.high)

    def apart_from(self, other: Place) -> tuple[AlgebraicNumber, Place]:
        """Both numbers, which are different, narrowed until neither lies within the other's interval."""
        one, two = self, other
        while not (_high(one) <= _low(two) or _high(two) <= _low(one)):
            one = one.narrowed()
            two = two.narrowed() if isinstance(two, AlgebraicNumber) else two
        return one, two

    def within(self, width: Fraction) -> AlgebraicNumber:
        """The same number between numbers that are at most so far apart."""
        found = self
        while found.high - found.low > width:
            found = found.narrowed()
        return found

    def radicals(self) -> Any:
        """The number in radicals where SymPy finds them (up to degree 4), as a SymPy expression; else `None`."""
        from sympy import Poly, Symbol, roots

        if len(self.polynomial) > 5:
            return None
        found = roots(Poly(list(reversed(self.polynomial)), Symbol("x")))
        for root in found:
            if root.is_real and self._is(root):
                return root
        return None

    def _is(self, root: Any) -> bool:
        """Whether an exact real root of the same polynomial, of SymPy, is this one."""
        narrow = self.within(Fraction(1, 2**60))
        from sympy import Rational

        above = (root - Rational(narrow.low.numerator, narrow.low.denominator)).is_positive
        below = (Rational(narrow.high.numerator, narrow.high.denominator) - root).is_positive
        return bool(above and below)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, AlgebraicNumber):
            if self.polynomial != other.polynomial:
                return False
            low, high = max(self.low, other.low), min(self.high, other.high)
            return low < high and all(low < number < high for number in (self, other))
        return False if isinstance(other, int | Fraction) else NotImplemented

    def __lt__(self, other: Any) -> bool:
        if isinstance(other, AlgebraicNumber):
            if self == other:
                return False
            one, two = self.apart_from(other)
            return _high(one) <= _low(two)
        if not isinstance(other, int | Fraction):
            return NotImplemented
        if other <= self.low:
            return False
        return other >= self.high or self._sign(Fraction(other)) != self._sign(self.low)

    def __hash__(self) -> int:
        return hash(self.polynomial)  # intervals of equal numbers differ

    def _sign(self, place: Fraction) -> int:
        return sign_at(self.polynomial, place)

    def __str__(self) -> str:
        found = self.radicals()
        if found is not None and len(str(found)) <= 60:
            return str(found)
        return f"the root of {written(self.polynomial)} between {' and '.join(self.decimals())}"

    def decimals(self) -> tuple[str, str]:
        """The two decimals around the number, with two digits, or with as many as leave the other roots out.

        >>> real_roots((-2, 0, 1))[1].decimals()
        ('1.41', '1.42')
        """
        number, digits = self, 2
        while True:
            scale = 10**digits
            while (below := floor(number.low * scale)) != ceil(number.high * scale) - 1:
                number = number.narrowed()
            if Fraction(below, scale) >= self.low and Fraction(below + 1, scale) <= self.high:
                return _decimal(below, digits), _decimal(below + 1, digits)
            digits += 1


def _decimal(scaled: int, digits: int) -> str:
    """An integer over a power of ten: `-0.05`."""
    whole, rest = divmod(abs(scaled), 10**digits)
    return f"{'-' if scaled < 0 else ''}{whole}.{rest:0{digits}d}"


Place = Fraction | AlgebraicNumber
"""A real number that is the root of a polynomial with rational coefficients."""


def _low(place: Place) -> Fraction:
    return place.low if isinstance(place, AlgebraicNumber) else place


def _high(place: Place) -> Fraction:
    return place.high if isinstance(place, AlgebraicNumber) else place


def written(polynomial: Sequence[int], variable: str = "x") -> str:
    """`x^2 - 6 x + 4`, for a sentence."""
    told = ""
    for power in reversed(range(len(polynomial))):
        entry = polynomial[power]
        if entry:
            symbol = "" if power == 0 else variable if power == 1 else f"{variable}^{power}"
            size = "" if abs(entry) == 1 and power else str(abs(entry))
            sign = ("-" if entry < 0 else "") if not told else " - " if entry < 0 else " + "
            told += sign + " ".join(filter(None, (size, symbol)))
    return told or "0"


def sign_at(polynomial: Sequence[int], place: Fraction) -> int:
    """The sign of a polynomial at a rational number."""
    top, bottom = place.numerator, place.denominator
    total, power = 0, 1
    for entry in reversed(polynomial):  # Horner, times the denominator's powers, which are positive
        total = total * top + entry * power
        power *= bottom
    return (total > 0) - (total < 0)


@cache
def real_roots(polynomial: Coefficients) -> tuple[Place, ...]:
    """The distinct real roots of a polynomial that is not 0, in increasing order.

    >>> real_roots((2, -3, 1))
    (Fraction(1, 1), Fraction(2, 1))
    """
    if not any(polynomial):
        raise ValueError("every number is a root of the polynomial 0")
    found: list[Place] = []
    _, factors = fmpz_poly(list(polynomial)).factor()
    for factor, _ in factors:
        entries = tuple(int(entry) for entry in factor.coeffs())
        if len(entries) == 2:
            found.append(Fraction(-entries[0], entries[1]))
        elif len(entries) > 2:
            found += _isolated(entries if entries[-1] > 0 else tuple(-entry for entry in entries))
    return tuple(sorted(found))


def _isolated(polynomial: Coefficients) -> list[AlgebraicNumber]:
    """The real roots of an irreducible polynomial of degree 2 or more, by bisection."""
    chain = _sturm_sequence(polynomial)
    bound = Fraction(2 + max(abs(entry) for entry in polynomial[:-1]) // polynomial[-1])  # Cauchy's
    waiting = [(-bound, bound, _changes(chain, -bound) - _changes(chain, bound))]
    found = []
    while waiting:
        low, high, count = waiting.pop()
        if count == 1:
            found.append(AlgebraicNumber(polynomial, low, high))
        elif count:
            middle = (low + high) / 2
            left = _changes(chain, low) - _changes(chain, middle)
            waiting += [(low, middle, left), (middle, high, count - left)]
    return found


def _sturm_sequence(polynomial: Coefficients) -> list[Coefficients]:
    """The polynomial, its derivative, and the negative remainders, each times a positive number."""
    first = fmpq_poly(list(polynomial))
    chain = [first, first.derivative()]
    while chain[-1].degree() > 0:
        chain.append(-(chain[-2] % chain[-1]))
    return [tuple(int(entry) for entry in part.numer().coeffs()) for part in chain]


def _changes(chain: Sequence[Coefficients], place: Fraction) -> int:
    """How often the signs of the sequence change at a rational number."""
    signs = [sign for sign in (sign_at(part, place) for part in chain) if sign]
    return sum(one != two for one, two in itertools.pairwise(signs))


def fraction(value: fmpq) -> Fraction:
    """FLINT's rational as Python's."""
    return Fraction(int(value.p), int(value.q))
