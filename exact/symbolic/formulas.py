"""Formulas: rational functions of one parameter, which stand where rational numbers stand.

On an open interval on which its denominator does not vanish a rational function is a continuous function. Sums,
products and quotients of such functions are such functions, so that whatever is computed of numbers by the four
operations is computed of formulas just so. What is *decided* of numbers, by a comparison, is decided of formulas where
the answer is the same all over the interval. Where it is not, `Splits` is raised with the values of the parameter at
which it changes, and whoever asked cuts the interval there (`exact.symbolic.splitting`).

At a single algebraic value of the parameter formulas are numbers of the field that it generates, polynomials of it
modulo its minimal polynomial; there every comparison has an answer.

A formula that is a constant becomes a fraction at once.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from flint import fmpq, fmpq_poly, fmpz_poly

from exact.rationals import NotConstant, primitive, rational, text
from exact.showing.display import cut
from exact.symbolic.algebraic import AlgebraicNumber, Coefficients, Place, fraction, real_roots, sign_at
from exact.symbolic.open_numbers import OpenNumber
from exact.symbolic.pieces import AtPoint, Everywhere, Interval

Scope = Interval | AtPoint | Everywhere
"""Where a formula is looked at."""

_ONE = fmpq_poly([1])

NEAR = Fraction(1, 2**40)
"""How far from an algebraic value of the parameter rational ones are taken."""


class Splits(Exception):
    """A comparison whose answer is not the same all over the interval: it changes at these values of the parameter."""

    def __init__(self, points: Iterable[Place]) -> None:
        self.points = tuple(points)
        super().__init__(f"the answer changes at {', '.join(map(str, self.points))}")


class Formula(OpenNumber):
    """A rational function of a parameter, on a piece of its range; never a constant."""

    __slots__ = ("above", "below", "scope")
    above: fmpq_poly
    below: fmpq_poly
    scope: Scope

    def __new__(cls, above: Any, below: Any, scope: Any) -> Formula:
        """Use `formula` or `variable`, which know constants."""
        made = object.__new__(cls)
        made.above, made.below, made.scope = above, below, scope
        return made

    # ---------------------------------------------------------------------------------------------- the four operations

    def __add__(self, other: Any) -> Any:
        given = self._operand(other)
        if given is None:
            return NotImplemented
        above, below = given
        if below == self.below:
            return formula(self.above + above, self.below, self.scope)
        return formula(self.above * below + above * self.below, self.below * below, self.scope)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return NotImplemented if self._operand(other) is None else self + -other

    def __rsub__(self, other: Any) -> Any:
        return -self + other

    def __mul__(self, other: Any) -> Any:
        given = self._operand(other)
        if given is None:
            return NotImplemented
        return formula(self.above * given[0], self.below * given[1], self.scope)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        given = self._operand(other)
        if given is None:
            return NotImplemented
        return formula(self.above * given[1], self.below * given[0], self.scope)

    def __rtruediv__(self, other: Any) -> Any:
        given = self._operand(other)
        if given is None:
            return NotImplemented
        return formula(given[0] * self.below, given[1] * self.above, self.scope)

    def __pow__(self, exponent: Any, modulus: Any = None) -> Any:
        power = operator.index(exponent)
        if power < 0:
            return 1 / self ** (-power)
        return formula(self.above**power, self.below**power, self.scope)

    def __neg__(self) -> Any:
        return Formula(-self.above, self.below, self.scope)

    @property
    def depends_on(self) -> str:
        return self.scope.parameter

    def _operand(self, other: Any) -> tuple[fmpq_poly, fmpq_poly] | None:
        if isinstance(other, Formula):
            if other.scope is not self.scope and other.scope != self.scope:
                raise ValueError(f"formulas on different pieces, {self.scope} and {other.scope}, do not meet")
            return other.above, other.below
        if isinstance(other, Fraction):
            return fmpq_poly([fmpq(other.numerator, other.denominator)]), _ONE
        if isinstance(other, int):
            return fmpq_poly([other]), _ONE
        return None

    # ----------------------------------------------------------------------------------------------------- comparisons

    def _compared(self, other: Any, holds: Callable[[int, int], bool]) -> Any:
        if self._operand(other) is None:
            return NotImplemented
        difference = self - other
        if not isinstance(difference, Formula):
            return holds(_sign(difference), 0)
        return difference._decided(holds)

    def _decided(self, holds: Callable[[int, int], bool]) -> bool:
        """Whether the sign compares so with 0."""
        signs, roots = self.signs()
        answers = {holds(sign, 0) for sign in signs}
        if len(answers) > 1:
            raise Splits(roots)
        return answers.pop()

    def signs(self) -> tuple[frozenset[int], tuple[Place, ...]]:
        """The signs that the formula has on its piece, and the values of the parameter where it is 0."""
        if isinstance(self.scope, Everywhere):
            raise NotConstant(f"{self} is an element of a field that has no order")
        if isinstance(self.scope, AtPoint):
            assert isinstance(self.scope.place, AlgebraicNumber)
            return frozenset({_sign_at_number(_integers(self.above), self.scope.place)}), ()
        signs, roots = _signs_on(_integers(self.above), self.scope)
        below, _ = _signs_on(_integers(self.below), self.scope)
        return (signs if below == {1} else frozenset(-sign for sign in signs)), roots

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Formula) and other.scope != self.scope:
            return False  # where formulas are keys, those of other pieces may be among them
        if isinstance(self.scope, Everywhere):
            if self._operand(other) is None:
                return NotImplemented
            return not isinstance(difference := self - other, Formula) and not difference
        return bool(self._compared(other, operator.eq)) if self._operand(other) is not None else NotImplemented

    def __lt__(self, other: Any) -> Any:
        return self._compared(other, operator.lt)

    def __le__(self, other: Any) -> Any:
        return self._compared(other, operator.le)

    def __gt__(self, other: Any) -> Any:
        return self._compared(other, operator.gt)

    def __ge__(self, other: Any) -> Any:
        return self._compared(other, operator.ge)

    def __bool__(self) -> bool:
        return True if isinstance(self.scope, Everywhere) else self._decided(operator.ne)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((_key(self.above), _key(self.below)))

    # ------------------------------------------------------------------------------------------------- values and words

    def at(self, value: Fraction) -> Fraction:
        """The number at a value of the parameter. Raises `ZeroDivisionError` at a pole."""
        place = fmpq(value.numerator, value.denominator)
        below = self.below(place)
        if not below:
            raise ZeroDivisionError(f"{self} has no value at {text(value)}")
        return fraction(fmpq(self.above(place)) / below)

    def near(self) -> Fraction:
        """What it is at the sample of its interval, or near its point: a number to choose by, not to decide by."""
        if isinstance(self.scope, Interval):
            return self.at(self.scope.sample)
        assert isinstance(self.scope, AtPoint)
        assert isinstance(self.scope.place, AlgebraicNumber)
        return self.at(self.scope.place.within(NEAR).low)

    def derivative(self) -> Fraction:
        """The derivative by the parameter. Raises `TypeError` at a point."""
        if isinstance(self.scope, AtPoint):
            raise TypeError(f"{self} is a number, at {self.scope}")
        above = self.above.derivative() * self.below - self.above * self.below.derivative()
        return formula(above, self.below * self.below, self.scope)

    def on(self, scope: Scope) -> Fraction:
        """The same function looked at elsewhere. Raises `Splits` where its denominator vanishes there."""
        return formula(self.above, self.below, scope)

    def sympy(self) -> Any:
        """The formula as a SymPy expression in a symbol of the parameter's name."""
        from sympy import Poly, Rational, Symbol

        symbol = Symbol(self.scope.parameter)
        above, below = (
            Poly([Rational(int(entry.p), int(entry.q)) for entry in reversed(part.coeffs())], symbol).as_expr()
            for part in (self.above, self.below)
        )
        return above / below

    def __str__(self) -> str:
        """The canonical text, as certificates have it."""
        parameter = self.scope.parameter
        if self.below.degree() == 0:
            return canonical(self.above, parameter)
        scale = fmpq(self.above.denom() * self.below.denom())
        above, below = _primitive_pair(self.above * scale, self.below * scale)
        return f"({canonical(above, parameter)})/({canonical(below, parameter)})"

    __repr__ = __str__

    def __reduce__(self) -> Any:
        return _restored, (*map(_key, (self.above, self.below)), self.scope)


def variable(scope: Scope) -> Fraction:
    """The parameter itself on a piece; at a rational point its value."""
    if isinstance(scope, AtPoint) and isinstance(scope.place, Fraction):
        return scope.place
    return Formula(fmpq_poly([0, 1]), _ONE, scope)


def formula(above: fmpq_poly, below: fmpq_poly, scope: Scope) -> Fraction:
    """The quotient of two polynomials on a piece: a fraction if it is constant, else a formula in lowest terms.

    Raises `ZeroDivisionError` where the denominator is 0 all over the piece, and `Splits` where it is somewhere.
    """
    if isinstance(scope, AtPoint):
        return _number_at(above, below, scope)
    if not below:
        raise ZeroDivisionError("division by 0")
    if below.degree() > 0:
        common = above.gcd(below)
        if common.degree() > 0:
            above, below = above // common, below // common
    if below.degree() > 0 or below != _ONE:
        leading = below.leading_coefficient()
        above, below = above / leading, below / leading
    if below.degree() == 0 and above.degree() <= 0:
        return fraction(fmpq(above[0]))
    if below.degree() > 0 and isinstance(scope, Interval):
        _, poles = _signs_on(_integers(below), scope)
        if poles:
            raise Splits(poles)
    return Formula(above, below, scope)


def _number_at(above: fmpq_poly, below: fmpq_poly, scope: AtPoint) -> Fraction:
    """The number that the quotient is at an algebraic value of the parameter."""
    place = scope.place
    if isinstance(place, Fraction):
        return Formula(above, below, Everywhere(scope.parameter)).at(place)
    modulus = fmpq_poly(list(place.polynomial))
    if below.degree() > 0:
        common, inverse, _ = (below % modulus).xgcd(modulus)
        if common.degree() > 0 or not common:
            raise ZeroDivisionError("division by 0")
        above, below = above * inverse, common
    elif not below:
        raise ZeroDivisionError("division by 0")
    above = (above / fmpq(below[0])) % modulus
    return fraction(fmpq(above[0])) if above.degree() <= 0 else Formula(above, _ONE, scope)


def near(number: int | Fraction) -> Fraction:
    """The number, or what a formula is near the middle of its piece."""
    return number.near() if isinstance(number, Formula) else Fraction(number)


def greatest(values: Sequence[Fraction]) -> int:
    """The place of a greatest one of several numbers.

    Of formulas on an interval the one that is greatest at the sample is compared with each of the others, so that the
    interval splits where another one takes its place, and not where two others change theirs.
    """
    return _extreme(values, 1)


def least(values: Sequence[Fraction]) -> int:
    """The place of a least one of several numbers; of formulas as `greatest`."""
    return _extreme(values, -1)


def up_to_scale(vector: Sequence[int | Fraction]) -> tuple[Any, ...]:
    """What a vector other than 0 has in common with its positive multiples: one of them, the same for all.

    That is the one of integers without a common factor, where there is such; else that whose first entry other than 0
    is 1 or -1.
    """
    try:
        return primitive(vector)
    except NotConstant:
        first = rational(abs(next(entry for entry in vector if entry)))
        divided = tuple(entry / first for entry in vector)
    try:
        return primitive(divided)
    except NotConstant:
        return divided


def in_order(values: Iterable[Fraction]) -> list[Fraction]:
    """The values for people: numbers from the least on, then formulas by how they are written."""
    return sorted(values, key=lambda value: (1, 0, str(value)) if isinstance(value, Formula) else (0, value, ""))


def _extreme(values: Sequence[Fraction], sign: int) -> int:
    scope = next((value.scope for value in values if isinstance(value, Formula)), None)
    if not isinstance(scope, Interval):
        return (max if sign > 0 else min)(range(len(values)), key=values.__getitem__)
    numbers = [value.at(scope.sample) if isinstance(value, Formula) else value for value in values]
    best = (max if sign > 0 else min)(range(len(values)), key=numbers.__getitem__)
    points: list[Place] = []
    for value in values:
        try:
            assert (value <= values[best]) if sign > 0 else (value >= values[best]), "it is the extreme at the sample"
        except Splits as splits:
            points += splits.points
    if points:
        raise Splits(points)
    return best


def canonical(polynomial: fmpq_poly, parameter: str) -> str:
    """A polynomial as its terms, the highest power first, without blanks: `-p^2+1/2*p-3`."""
    told = ""
    entries = [fraction(fmpq(entry)) for entry in polynomial.coeffs()]
    for power in reversed(range(len(entries))):
        entry = entries[power]
        if entry:
            symbol = "" if power == 0 else parameter if power == 1 else f"{parameter}^{power}"
            size = "" if abs(entry) == 1 and power else text(abs(entry))
            sign = "-" if entry < 0 else "+" if told else ""
            told += sign + "*".join(filter(None, (size, symbol)))
    return told or "0"


_TERM = re.compile(r"([+-]?)(?:(\d+(?:/\d+)?)(?:\*(?=[A-Za-z_]))?)?(?:([A-Za-z_]\w*)(?:\^(\d+))?)?", re.ASCII)


def parsed(written: str, scope: Scope) -> Fraction:
    """The number, or the formula on a piece, back from its canonical text. Raises `ValueError` for any other text."""
    above, slash, below = written.removeprefix("(").removesuffix(")").partition(")/(")
    if bool(slash) != (written[:1] == "(" and written[-1:] == ")"):
        raise ValueError(f"{cut(written)} is no formula in its canonical form")
    parameter = scope.parameter
    found = formula(_polynomial(above, parameter), _polynomial(below, parameter) if slash else _ONE, scope)
    if isinstance(scope, AtPoint):
        return found
    if text(found) != written:
        raise ValueError(f"{cut(written)} is no formula in its canonical form")
    return found


def _polynomial(written: str, parameter: str) -> fmpq_poly:
    entries: dict[int, fmpq] = {}
    place = 0
    while place < len(written):
        term = _TERM.match(written, place)
        if term is None or term.end() == place or not (term[2] or term[3]) or term[3] not in (None, parameter):
            raise ValueError(f"{cut(written)} is no formula of {parameter} in its canonical form")
        size = rational(term[2] or "1")
        power = 0 if term[3] is None else int(term[4] or 1)
        if power in entries or power > MOST_POWER:
            raise ValueError(f"{cut(written)} is no formula in its canonical form")
        entries[power] = fmpq(size.numerator, size.denominator) * (-1 if term[1] == "-" else 1)
        place = term.end()
    return fmpq_poly([entries.get(power, fmpq(0)) for power in range(max(entries, default=0) + 1)])


MOST_POWER = 10_000
"""The highest power in a formula that is read."""


def _restored(above: tuple[Any, ...], below: tuple[Any, ...], scope: Scope) -> Formula:
    numerator, denominator = (fmpq_poly([fmpq(*entry) for entry in part]) for part in (above, below))
    return Formula(numerator, denominator, scope)


def _key(polynomial: fmpq_poly) -> tuple[tuple[int, int], ...]:
    return tuple((int(entry.p), int(entry.q)) for entry in polynomial.coeffs())


def _integers(polynomial: fmpq_poly) -> Coefficients:
    """A positive multiple with integer coefficients."""
    return tuple(int(entry) for entry in polynomial.numer().coeffs())


def _primitive_pair(above: fmpq_poly, below: fmpq_poly) -> tuple[fmpq_poly, fmpq_poly]:
    """Both divided by the greatest integer that divides all their coefficients; the second one's leading one is > 0."""
    from math import gcd

    common = gcd(*(int(entry) for part in (above, below) for entry in part.numer().coeffs()))
    factor = fmpq(-common if below.leading_coefficient() < 0 else common)
    return above / factor, below / factor


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


@cache
def _signs_on(polynomial: Coefficients, interval: Interval) -> tuple[frozenset[int], tuple[Place, ...]]:
    """The signs that a polynomial has on an open interval, and its roots there."""
    roots = tuple(root for root in real_roots(polynomial) if interval.contains(root)) if len(polynomial) > 1 else ()
    if not roots:
        return frozenset({sign_at(polynomial, interval.sample)}), ()
    ends = (interval.lower, *roots, interval.upper)
    between = (Interval(interval.parameter, *pair) for pair in itertools.pairwise(ends))
    return frozenset({0, *(sign_at(polynomial, each.sample) for each in between)}), roots


@cache
def _sign_at_number(polynomial: Coefficients, place: AlgebraicNumber) -> int:
    """The sign at an algebraic number of a polynomial of lower degree than its own, which is not 0 there."""
    assert fmpz_poly(list(polynomial)).degree() < len(place.polynomial) - 1
    narrow = place
    roots = real_roots(polynomial) if len(polynomial) > 1 else ()
    for root in roots:  # different numbers, for the minimal polynomial has no root in common with a shorter one
        narrow = narrow.apart_from(root)[0]
    return sign_at(polynomial, (narrow.low + narrow.high) / 2)
