"""Formulas as people read them: as a product of irreducible factors, `p*(1 - p)^2/4`.

Where the formula is looked at on an interval on which a factor is negative everywhere, the factor is written with the
other sign, so that as many as possible are positive.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import fmpz_poly

from exact.rationals import text
from exact.symbolic.algebraic import Coefficients, sign_at
from exact.symbolic.formulas import Formula
from exact.symbolic.pieces import Interval

Factors = list[tuple[Coefficients, int]]


def factored(number: Fraction) -> str:
    """The number, or the formula as a product of irreducible factors with integer coefficients."""
    if not isinstance(number, Formula):
        return text(number)
    above_content, above = _factors(number.above)
    below_content, below = _factors(number.below)
    content = above_content / below_content
    sample = number.scope.sample if isinstance(number.scope, Interval) else None
    above, first = _positive(above, sample)
    below, second = _positive(below, sample)
    content *= first * second
    return _written(content, above, below, number.scope.parameter)


def _factors(polynomial: Any) -> tuple[Fraction, Factors]:
    """A rational number and irreducible polynomials with their powers, of which the polynomial is the product."""
    content, factors = fmpz_poly(polynomial.numer()).factor()
    listed = [(tuple(int(entry) for entry in factor.coeffs()), int(power)) for factor, power in factors]
    return Fraction(int(content), int(polynomial.denom())), sorted(listed, key=lambda pair: (len(pair[0]), pair[0]))


def _positive(factors: Factors, sample: Fraction | None) -> tuple[Factors, int]:
    """The factors with the signs that make them positive at the sample, and the sign of what was left out."""
    made: Factors = []
    sign = 1
    for factor, power in factors:
        if sample is not None and sum(map(bool, factor)) > 1 and sign_at(factor, sample) < 0:
            made.append((tuple(-entry for entry in factor), power))
            sign *= (-1) ** power
        else:
            made.append((factor, power))
    return made, sign


def _written(content: Fraction, above: Factors, below: Factors, parameter: str) -> str:
    alone = not below and abs(content) == 1 and len(above) == 1 and above[0][1] == 1
    product = [_power(factor, power, parameter, alone) for factor, power in above]
    size = abs(content.numerator)
    told = "*".join([*([text(size)] if size != 1 or not product else []), *product])
    under = [_power(factor, power, parameter, False) for factor, power in below]
    under = [*([text(content.denominator)] if content.denominator != 1 else []), *under]
    if under:
        told += f"/{under[0]}" if len(under) == 1 else f"/({'*'.join(under)})"
    sign = "-" if content < 0 else ""
    return f"{sign}({told})" if sign and alone and " " in told else sign + told


def _power(factor: Coefficients, power: int, parameter: str, bare: bool) -> str:
    sum_of_terms = _sum(factor, parameter)
    several = sum(map(bool, factor)) > 1 or (power > 1 and abs(factor[-1]) != 1)
    inside = f"({sum_of_terms})" if several and not bare else sum_of_terms
    return inside if power == 1 else f"{inside}^{power}"


def _sum(factor: Coefficients, parameter: str) -> str:
    """The terms, highest power first, but a positive one first if there is one."""
    terms = [(power, entry) for power, entry in enumerate(factor) if entry]
    if terms[-1][1] > 0 or terms[0][1] < 0:
        terms.reverse()
    told = ""
    for power, entry in terms:
        symbol = "" if power == 0 else parameter if power == 1 else f"{parameter}^{power}"
        size = "" if abs(entry) == 1 and power else text(abs(entry))
        sign = (" - " if entry < 0 else " + ") if told else "-" if entry < 0 else ""
        told += sign + "*".join(filter(None, (size, symbol)))
    return told
