"""Formulas and algebraic numbers as people read them, in text and in LaTeX."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_poly

from exact.rationals import text
from exact.symbolic.algebraic import AlgebraicNumber, Place, fraction, sign_at
from exact.symbolic.fields import as_number
from exact.symbolic.formulas import Formula
from exact.symbolic.pieces import AtPoint, Interval

LONGEST_MINIMAL = 12
"""The highest degree of a minimal polynomial that is looked for."""


def written(value: Any, latex: bool = False) -> str:
    """A number, or a formula: expanded, or as the product of its factors where that is shorter.

    >>> from exact.symbolic.formulas import variable
    >>> from exact.symbolic.pieces import Interval
    >>> p = variable(Interval("p", Fraction(0), Fraction(1)))
    >>> written(p * (1 - p) ** 2 / 4), written(2 - 2 * p**2)
    ('p*(1 - p)^2/4', '2 - 2*p^2')
    """
    if isinstance(value, Formula):
        if isinstance(value.scope, AtPoint):
            return number_at(value, latex)
        is_shorter = len(_factored(value, False)) < len(_expanded(value, False))
        return (_factored if is_shorter else _expanded)(value, latex)
    if latex and isinstance(value, Fraction | int):
        return _latex_number(Fraction(value))
    return text(value) if isinstance(value, Fraction | int) else str(value)


def place_written(place: Place, latex: bool = False) -> str:
    """A value of a parameter: a fraction, in radicals, or as the root of a polynomial."""
    if isinstance(place, Fraction):
        return written(place, latex)
    if not latex:
        return str(place)
    found = place.radicals()
    if found is not None:
        from sympy import latex as printed

        return str(printed(found))
    polynomial = _terms(fmpq_poly(list(place.polynomial)), "x", True)
    low, high = place.decimals()
    return rf"\text{{the root of }} {polynomial} \text{{ between }} {low} \text{{ and }} {high}"


def number_at(value: Formula, latex: bool = False) -> str:
    """A formula at an algebraic point: that number, in radicals where SymPy finds them; beyond degree 12 by the powers
    of the parameter."""
    assert isinstance(value.scope, AtPoint)
    place = value.scope.place
    assert isinstance(place, AlgebraicNumber)
    if len(place.polynomial) - 1 <= LONGEST_MINIMAL:
        return place_written(as_number(value), latex)
    return f"{_expanded(value, latex)} at {value.scope.parameter} = {place_written(place, latex)}"


# ------------------------------------------------------------------------------------------------------- two notations


def _expanded(value: Formula, latex: bool) -> str:
    parameter = value.scope.parameter
    if value.below.degree() == 0:
        return _terms(value.above, parameter, latex)
    scale = fmpq(value.above.denom() * value.below.denom())
    content = _content(value.above * scale, value.below * scale)
    above, below = (_terms(part * scale / content, parameter, latex) for part in (value.above, value.below))
    if not latex:
        return f"{_grouped(above, ' ')}/{_grouped(below, ' */')}"
    minus = "-" if above.startswith("-") and " - " not in above and " + " not in above else ""
    return rf"{minus}\frac{{{above.removeprefix(minus)}}}{{{below}}}"


def _content(above: fmpq_poly, below: fmpq_poly) -> fmpq:
    from math import gcd

    return fmpq(gcd(*(int(entry.p) for part in (above, below) for entry in part.coeffs())))


def _grouped(terms: str, signs: str) -> str:
    """The terms in parentheses, if one of these signs is in them."""
    return f"({terms})" if any(sign in terms for sign in signs) else terms


def _terms(polynomial: fmpq_poly, parameter: str, latex: bool) -> str:
    """The terms, the highest power first, but a positive one first if there is one at either end: `2 - 2*p^2`."""
    entries = [(power, fraction(fmpq(entry))) for power, entry in enumerate(polynomial.coeffs()) if entry]
    if entries and (entries[-1][1] > 0 or entries[0][1] < 0):
        entries.reverse()
    told = ""
    for power, entry in entries:
        sign = ("-" if entry < 0 else "") if not told else " - " if entry < 0 else " + "
        told += sign + _term(abs(entry), _power(parameter, power, latex), latex)
    return told or "0"


def _term(size: Fraction, symbol: str, latex: bool) -> str:
    if not symbol:
        return _latex_number(size) if latex else text(size)
    if latex:
        return symbol if size == 1 else f"{_latex_number(size)} {symbol}"
    above = "" if size.numerator == 1 else f"{size.numerator}*"
    below = "" if size.denominator == 1 else f"/{size.denominator}"
    return f"{above}{symbol}{below}"


def _power(base: str, power: int, latex: bool) -> str:
    if power == 0:
        return ""
    return base if power == 1 else f"{base}^{{{power}}}" if latex else f"{base}^{power}"


def _latex_number(value: Fraction) -> str:
    if value.denominator == 1:
        return text(value)
    return rf"{'-' if value < 0 else ''}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"


def _factored(value: Formula, latex: bool) -> str:
    """The formula as a product of powers of irreducible polynomials, which are positive where it is looked at."""
    number, above = _factors(value.above, value)
    divisor, below = _factors(value.below, value)
    number /= divisor
    top, bottom = (
        [_factor(*each, value.scope.parameter, latex) for each in sorted(part, key=_order)] for part in (above, below)
    )
    minus, size = ("-" if number < 0 else ""), abs(number)
    top = ([str(size.numerator)] if size.numerator != 1 or not top else []) + top
    bottom = ([str(size.denominator)] if size.denominator != 1 else []) + bottom
    if latex:
        if not bottom:
            return minus + " ".join(top)
        return rf"{minus}\frac{{{_alone(top)}}}{{{_alone(bottom)}}}"
    over = "" if not bottom else "/" + (bottom[0] if len(bottom) == 1 else f"({'*'.join(bottom)})")
    return minus + "*".join(top) + over


def _factors(polynomial: fmpq_poly, value: Formula) -> tuple[Fraction, list[tuple[fmpq_poly, int]]]:
    """A number and irreducible polynomials with their powers. On an interval those that are negative at its sample
    stand with the other sign."""
    content, factors = polynomial.numer().factor()
    number = Fraction(int(content), int(polynomial.denom()))
    sample = value.scope.sample if isinstance(value.scope, Interval) else None
    found = []
    for factor, power in factors:
        entries = tuple(int(entry) for entry in factor.coeffs())
        if sample is not None and sum(map(bool, entries)) > 1 and sign_at(entries, sample) < 0:
            factor, number = -factor, number * (-1) ** int(power)
        found.append((fmpq_poly(list(factor.coeffs())), int(power)))
    return number, found


def _alone(factors: Sequence[str]) -> str:
    """A product of its own above or below a line: of one factor without parentheses."""
    only = factors[0] if len(factors) == 1 else ""
    return only[1:-1] if only.startswith("(") and only.endswith(")") else " ".join(factors)


def _order(entry: tuple[fmpq_poly, int]) -> tuple[int, bool, int, str]:
    """The parameter itself first, then by degree."""
    return entry[0].degree(), bool(entry[0][0]), entry[1], str(entry[0])


def _factor(polynomial: fmpq_poly, multiplicity: int, parameter: str, latex: bool) -> str:
    terms = _terms(polynomial, parameter, latex)
    return _power(terms if terms == parameter else f"({terms})", multiplicity, latex)
