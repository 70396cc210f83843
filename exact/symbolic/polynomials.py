"""Numbers that are polynomials in several parameters, and where they are not negative.

A polynomial goes wherever a rational number goes that is only added, subtracted, multiplied, and divided by numbers. In
the *Bernstein basis* of a box (Lorentz 1953; Farouki 2012) every basis function is positive within the box, and they
sum to 1; so the coefficients there bound the values, and a polynomial whose coefficients are not negative, and not all
0, is positive within the box. A comparison is answered where these bounds decide it for all inner points of the box.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import comb
from typing import Any

from exact.rationals import rational, text
from exact.symbolic.affine import Affine, Parameter, Varies
from exact.symbolic.open_numbers import OpenNumber

Monomial = tuple[tuple[Parameter, int], ...]
Terms = tuple[tuple[tuple[int, ...], Fraction], ...]
"""Exponents, in the order of some parameters, with their coefficients, none of them 0; the highest first."""

MOST_TERMS = 5_000
"""So many terms a polynomial may have, and so many coefficients in the Bernstein basis."""


class NotPolynomial(ValueError):
    """What was computed is no polynomial in the parameters, or one with too many terms."""


class Polynomial(OpenNumber):
    """A sum of multiples of products of powers of parameters. Made by `polynomial_parameter` and by arithmetic."""

    __slots__ = ("terms",)
    terms: dict[Monomial, Fraction]

    # The slots of Fraction stay empty: what asks for numerator and denominator is told so.
    def __new__(cls, terms: dict[Monomial, Fraction]) -> Polynomial:
        made = object.__new__(cls)
        made.terms = terms
        return made

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Those that occur, by name."""
        return tuple(sorted({parameter for monomial in self.terms for parameter, _ in monomial}))

    @property
    def depends_on(self) -> str:
        return ", ".join(parameter.name for parameter in self.parameters)

    # ------------------------------------------------------------------------------------------------- arithmetic

    def __add__(self, other: Any) -> Any:
        return _sum(self, other, 1, 1) if isinstance(other, int | Fraction) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return _sum(self, other, 1, -1) if isinstance(other, int | Fraction) else NotImplemented

    def __rsub__(self, other: Any) -> Any:
        return _sum(self, other, -1, 1) if isinstance(other, int | Fraction) else NotImplemented

    def __neg__(self) -> Any:
        return _sum(self, 0, -1, 1)

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, int | Fraction):
            return NotImplemented
        theirs = _terms(other)
        if len(self.terms) * len(theirs) > MOST_TERMS:
            raise NotPolynomial(f"a product has {len(self.terms) * len(theirs)} terms; at most {MOST_TERMS} are taken")
        total: dict[Monomial, Fraction] = {}
        for (one, a), (two, b) in itertools.product(self.terms.items(), theirs.items()):
            powers = dict(one)
            for parameter, power in two:
                powers[parameter] = powers.get(parameter, 0) + power
            monomial = tuple(sorted(powers.items()))
            total[monomial] = total.get(monomial, Fraction(0)) + a * b
        return _made(total)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, Polynomial):
            raise NotPolynomial(f"({self}) / ({other}) is no polynomial in the parameters")
        return self * (1 / Fraction(other)) if isinstance(other, int | Fraction) else NotImplemented

    def __rtruediv__(self, other: Any) -> Any:
        raise NotPolynomial(f"{other} / ({self}) is no polynomial in the parameters")

    def __pow__(self, exponent: Any, modulo: Any = None) -> Any:
        if not isinstance(exponent, int) or exponent < 0:
            raise NotPolynomial(f"({self})^{exponent} is no polynomial in the parameters")
        power: Any = Fraction(1)
        for _ in range(exponent):
            power = power * self
        return power

    # ------------------------------------------------------------------------------------------------ comparisons

    def __eq__(self, other: object) -> bool:
        """Whether both are the same function."""
        return isinstance(other, Polynomial) and self.terms == other.terms

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.terms.items()))

    def __bool__(self) -> bool:
        return True

    def __lt__(self, other: Any) -> bool:
        return _sign(other - self, "<", self, other) > 0

    def __le__(self, other: Any) -> bool:
        return _sign(other - self, "<=", self, other) >= 0

    def __gt__(self, other: Any) -> bool:
        return _sign(self - other, ">", self, other) > 0

    def __ge__(self, other: Any) -> bool:
        return _sign(self - other, ">=", self, other) >= 0

    def __str__(self) -> str:
        names = [parameter.name for parameter in self.parameters]
        return polynomial_text(terms_of(self, self.parameters), names)

    def __repr__(self) -> str:
        return f"<Polynomial: {self}>"

    def __reduce__(self) -> Any:
        return Polynomial, (self.terms,)


def polynomial_parameter(name: str, low: Any, high: Any) -> Polynomial:
    """The parameter as a number, for products and powers too. Raises `ValueError`."""
    made = Parameter(name, rational(low, f"{name}, from"), rational(high, f"{name}, to"))
    return Polynomial({((made, 1),): Fraction(1)})


def parameters_in(numbers: Iterable[Fraction]) -> tuple[Parameter, ...]:
    """The parameters on which the numbers depend, by name. Raises `ValueError` if one name has two ranges."""
    polynomials = (number for number in numbers if isinstance(number, Polynomial))
    found = sorted({parameter for each in polynomials for parameter in each.parameters})
    for one, other in itertools.pairwise(found):
        if one.name == other.name:
            raise ValueError(f"{one.name}: the parameter has two ranges, {one} and {other}")
    return tuple(found)


def terms_of(number: Fraction, parameters: Sequence[Parameter]) -> Terms:
    """The number as a polynomial in these parameters, which are all that it depends on."""
    place = {parameter: k for k, parameter in enumerate(parameters)}
    found = {}
    for monomial, coefficient in _terms(number).items():
        exponents = [0] * len(place)
        for parameter, power in monomial:
            exponents[place[parameter]] = power
        found[tuple(exponents)] = coefficient
    return tuple(sorted(found.items(), reverse=True))


def from_terms(terms: Terms, parameters: Sequence[Parameter]) -> Fraction:
    """The number back from `terms_of`."""
    total: dict[Monomial, Fraction] = {}
    for exponents, coefficient in terms:
        pairs = zip(parameters, exponents, strict=True)
        monomial = tuple(sorted((parameter, power) for parameter, power in pairs if power))
        total[monomial] = total.get(monomial, Fraction(0)) + coefficient
    return _made(total)


def as_affine(number: Fraction) -> Fraction | None:
    """The same number as an affine one (`exact.symbolic.affine`), if it is of degree 1 at most."""
    if not isinstance(number, Polynomial):
        return number
    slopes, constant = [], Fraction(0)
    for monomial, coefficient in number.terms.items():
        if not monomial:
            constant = coefficient
        elif len(monomial) == 1 and monomial[0][1] == 1:
            slopes.append((monomial[0][0], coefficient))
        else:
            return None
    return Affine(constant, tuple(sorted(slopes)))


def polynomial_at(number: Fraction, point: Mapping[str, Fraction]) -> Fraction:
    """The number where the parameters have these values."""
    if not isinstance(number, Polynomial):
        return number
    total = Fraction(0)
    for monomial, coefficient in number.terms.items():
        for parameter, power in monomial:
            coefficient *= point[parameter.name] ** power
        total += coefficient
    return total


def bernstein(terms: Terms, parameters: Sequence[Parameter]) -> list[Fraction]:
    """The coefficients in the Bernstein basis of the box of the parameters' ranges.

    Raises `NotPolynomial` for more than `MOST_TERMS`.
    """
    degrees = [max((exponents[k] for exponents, _ in terms), default=0) for k in range(len(parameters))]
    shape = [range(degree + 1) for degree in degrees]
    size = 1
    for each in shape:
        size *= len(each)
    if size > MOST_TERMS:
        raise NotPolynomial(f"a polynomial of degrees {degrees}; at most {MOST_TERMS} coefficients are taken")
    table = {place: Fraction(0) for place in itertools.product(*shape)}
    table |= dict(terms)
    for k, parameter in enumerate(parameters):
        table = _in_one_variable(table, k, degrees[k], parameter)
    return list(table.values())


def polynomial_text(terms: Terms, names: Sequence[str]) -> str:
    """`p^2*q - 1/2*p + 3`."""
    said = ""
    for exponents, coefficient in terms:
        powers = [
            name if power == 1 else f"{name}^{power}" for name, power in zip(names, exponents, strict=True) if power
        ]
        size = abs(coefficient)
        factors = powers if size == 1 and powers else [text(size), *powers]
        sign = "-" if coefficient < 0 else "+"
        said += (f" {sign} " if said else "-" if coefficient < 0 else "") + "*".join(factors)
    return said or "0"


def conditions_in_words(conditions: Sequence[Terms], names: Sequence[str]) -> list[str]:
    """`p - q^2 >= 0` for each; two opposite ones are an equation."""
    found: dict[str, None] = {}
    for each in conditions:
        opposite = tuple((exponents, -coefficient) for exponents, coefficient in each)
        if opposite not in conditions:
            found[f"{polynomial_text(each, names)} >= 0"] = None
        else:
            found[f"{polynomial_text(max(each, opposite), names)} = 0"] = None
    return list(found)


def _in_one_variable(
    table: dict[tuple[int, ...], Fraction], k: int, degree: int, parameter: Parameter
) -> dict[tuple[int, ...], Fraction]:
    """Powers of one parameter replaced by the Bernstein basis of its range: first moved to [0, 1]."""
    low, width = parameter.low, parameter.high - parameter.low
    found = dict.fromkeys(table, Fraction(0))
    for place, entry in table.items():
        if entry:
            n = place[k]
            for j in range(n + 1):  # (low + width x)^n
                moved = (*place[:k], j, *place[k + 1 :])
                found[moved] += entry * comb(n, j) * low ** (n - j) * width**j
    ready = dict.fromkeys(table, Fraction(0))
    for place in table:
        i = place[k]
        ready[place] = sum(
            (Fraction(comb(i, j), comb(degree, j)) * found[(*place[:k], j, *place[k + 1 :])] for j in range(i + 1)),
            Fraction(0),
        )
    return ready


def _terms(number: Any) -> dict[Monomial, Fraction]:
    if isinstance(number, Polynomial):
        return number.terms
    return {(): Fraction(number)} if number else {}


def _made(terms: dict[Monomial, Fraction]) -> Fraction:
    kept = {monomial: coefficient for monomial, coefficient in terms.items() if coefficient}
    if len(kept) > MOST_TERMS:
        raise NotPolynomial(f"a polynomial of {len(kept)} terms; at most {MOST_TERMS} are taken")
    return Polynomial(kept) if set(kept) - {()} else kept.get((), Fraction(0))


def _sum(one: Polynomial, other: Any, first: int, second: int) -> Fraction:
    total = {monomial: first * coefficient for monomial, coefficient in one.terms.items()}
    for monomial, coefficient in _terms(other).items():
        total[monomial] = total.get(monomial, Fraction(0)) + second * coefficient
    return _made(total)


def _sign(gap: Fraction, sign: str, one: Any, other: Any) -> int:
    """The sign at all inner points of the box, if the Bernstein coefficients say it; 0 for the number 0."""
    if not isinstance(gap, Polynomial):
        return (gap > 0) - (gap < 0)
    bounds = bernstein(terms_of(gap, gap.parameters), gap.parameters)
    if min(bounds) >= 0:
        return 1
    if max(bounds) <= 0:
        return -1
    raise Varies(f"whether {one} {sign} {other} is not seen to be the same at all values of the parameters")
