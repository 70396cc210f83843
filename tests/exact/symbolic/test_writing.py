"""Formulas and algebraic numbers as people read them."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exact.symbolic.algebraic import real_roots
from exact.symbolic.expressions import expression
from exact.symbolic.fields import as_number
from exact.symbolic.formulas import Formula, Splits, variable
from exact.symbolic.pieces import AtPoint, Interval
from exact.symbolic.writing import place_written, written

LINE = Interval("p", Fraction(0), Fraction(1, 2))
p = variable(LINE)
THREE_LESS_ROOT_FIVE = real_roots((4, -6, 1))[0]


@pytest.mark.parametrize(
    ("number", "told", "latex"),
    [
        (p * (1 - p) ** 2 / 4, "p*(1 - p)^2/4", r"\frac{p (1 - p)^{2}}{4}"),
        (2 - 2 * p**2, "2 - 2*p^2", "2 - 2 p^{2}"),
        (-3 * p / (4 * p * p + 1), "-3*p/(4*p^2 + 1)", r"-\frac{3 p}{4 p^{2} + 1}"),
        (p / 2 + Fraction(1, 3), "p/2 + 1/3", r"\frac{1}{2} p + \frac{1}{3}"),
        (Fraction(-3, 7), "-3/7", r"-\frac{3}{7}"),
    ],
)
def test_the_shorter_form_is_written(number, told, latex):
    assert written(number) == told
    assert written(number, latex=True) == latex


@given(st.lists(st.integers(-6, 6), min_size=1, max_size=4), st.lists(st.integers(-3, 3), min_size=1, max_size=3))
def test_what_is_written_is_the_formula(above, below):
    top = sum((entry * p**power for power, entry in enumerate(above)), Fraction(0))
    bottom = sum((entry * p**power for power, entry in enumerate(below)), Fraction(0))
    try:
        number = top / bottom
    except (Splits, ZeroDivisionError):
        number = top
    assert expression(written(number)).value({"p": p}) == number


def test_a_number_at_a_point_is_told_by_itself():
    root = variable(AtPoint("p", THREE_LESS_ROOT_FIVE))
    assert written(root) == "3 - sqrt(5)"
    assert written(root * root + 1) == "15 - 6*sqrt(5)"
    assert written(1 / root) == "sqrt(5)/4 + 3/4"


@given(
    st.lists(st.integers(-4, 4), min_size=2, max_size=3),
    st.sampled_from([(-2, 0, 1), (-1, -1, 0, 1), (1, 0, -4, 0, 1)]),
)
def test_the_minimal_polynomial_of_a_number_at_a_point(entries, polynomial):
    for place in real_roots(polynomial):
        root = variable(AtPoint("p", place))
        number = sum((entry * root**power for power, entry in enumerate(entries)), Fraction(0))
        if isinstance(number, Formula):
            found = as_number(number)
            assert found.low < number < found.high
            symbol = sympy.Symbol("x")
            assert sympy.Poly(list(reversed(found.polynomial)), symbol).is_irreducible
            value = sum((c * number**power for power, c in enumerate(found.polynomial)), Fraction(0))
            assert value == 0


def test_a_root_without_radicals_is_told_by_its_polynomial():
    (root,) = real_roots((-1, -1, 0, 0, 0, 1))
    assert "x^{5} - x - 1" in place_written(root, latex=True)
    assert place_written(root).startswith("the root of")
    assert place_written(THREE_LESS_ROOT_FIVE, latex=True) == r"3 - \sqrt{5}"
