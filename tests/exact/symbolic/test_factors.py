"""Formulas in factors: read back by SymPy they are the formula."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exact.symbolic.factors import factored
from exact.symbolic.formulas import Formula, Splits, variable
from exact.symbolic.pieces import Interval

UNIT = Interval("p", Fraction(0), Fraction(1))
P = variable(UNIT)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (P * (1 - P) ** 2 / 4, "(1 - p)^2*p/4"),
        (1 - P, "1 - p"),
        (P - 2, "-(2 - p)"),
        (-P, "-p"),
        (3 / (4 * P * (1 - P)), "3/(4*(1 - p)*p)"),
        (1 / P, "1/p"),
        (2 * P - 1, "2*p - 1"),
        (Fraction(-3, 4), "-3/4"),
    ],
)
def test_by_hand(formula, words):
    assert factored(formula) == words


POLYNOMIALS = st.lists(st.integers(-6, 6), min_size=1, max_size=5)


def polynomial(coefficients):
    return sum((entry * P**power for power, entry in enumerate(coefficients)), Fraction(0))


@given(POLYNOMIALS, POLYNOMIALS, st.integers(1, 5))
def test_the_product_is_the_formula(above, below, scale):
    try:
        formula = polynomial(above) / (scale * polynomial(below))
    except (ZeroDivisionError, Splits):
        return
    read = sympy.sympify(factored(formula).replace("^", "**"))
    expected = formula.sympy() if isinstance(formula, Formula) else sympy.Rational(str(formula))
    assert sympy.simplify(read - expected) == 0
