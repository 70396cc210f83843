"""Polynomials where numbers stand: arithmetic at every point, Bernstein bounds, and what is refused."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact.rationals import NotConstant, rational, text
from exact.symbolic.affine import Varies, parameter
from exact.symbolic.polynomials import (
    NotPolynomial,
    as_affine,
    bernstein,
    conditions_in_words,
    from_terms,
    parameters_in,
    polynomial_at,
    polynomial_parameter,
    terms_of,
)

P, Q = polynomial_parameter("p", 0, 1), polynomial_parameter("q", "-1/2", 3)
BOTH = parameters_in([P, Q])
SMALL = st.integers(-4, 4).map(lambda k: Fraction(k, 2))
POINTS = st.fixed_dictionaries(
    {"p": st.fractions(0, 1, max_denominator=9), "q": st.fractions(Fraction(-1, 2), 3, max_denominator=9)}
)
MONOMIALS = [Fraction(1), P, Q, P * Q, P**2, Q**2, P**2 * Q, P * Q**3]
NUMBERS = st.lists(SMALL, min_size=8, max_size=8).map(
    lambda entries: sum((a * m for a, m in zip(entries, MONOMIALS, strict=True)), Fraction(0))
)


@given(NUMBERS, NUMBERS, SMALL.filter(bool), POINTS)
def test_arithmetic_is_that_of_the_values(one, other, factor, point) -> None:
    x, y = polynomial_at(one, point), polynomial_at(other, point)
    assert polynomial_at(one + other, point) == x + y
    assert polynomial_at(one - other, point) == x - y
    assert polynomial_at(factor - one, point) == factor - x
    assert polynomial_at(-one, point) == -x
    assert polynomial_at(one * other, point) == x * y
    assert polynomial_at(one / factor, point) == x / factor
    assert polynomial_at(one**3, point) == x**3


@given(NUMBERS, POINTS)
def test_bernstein_coefficients_bound_the_values(number, point) -> None:
    bounds = bernstein(terms_of(number, BOTH), BOTH)
    assert min(bounds) <= polynomial_at(number, point) <= max(bounds)
    assert from_terms(terms_of(number, BOTH), BOTH) == number


@given(NUMBERS, NUMBERS, POINTS)
def test_a_comparison_is_answered_only_if_it_has_the_same_answer_at_all_inner_points(one, other, point) -> None:
    if point["p"] in (0, 1) or point["q"] in (Fraction(-1, 2), 3):
        return
    x, y = polynomial_at(one, point), polynomial_at(other, point)
    for asked, there in (
        (lambda: one < other, x < y),
        (lambda: one <= other, x <= y),
        (lambda: one > other, x > y),
        (lambda: one >= other, x >= y),
    ):
        try:
            answer = asked()
        except Varies:
            continue
        assert answer == there


def test_bernstein_coefficients_by_hand() -> None:
    (p,) = parameters_in([P])
    assert bernstein(terms_of(P * (1 - P), (p,)), (p,)) == [0, Fraction(1, 2), 0]
    assert bernstein((), (p,)) == [0]
    moved = polynomial_parameter("t", 1, 3)
    (t,) = parameters_in([moved])
    assert bernstein(terms_of(moved**2, (t,)), (t,)) == [1, 3, 9]


def test_it_is_a_number_and_comes_apart() -> None:
    number = P**2 * Q - Fraction(1, 2) * P + 3
    assert str(number) == text(number) == "p^2*q - 1/2*p + 3"
    assert rational(number) is number
    assert P * Q == Q * P
    assert P != Q
    assert P != 1
    assert P * 0 == 0
    assert type(P - P + 1) is Fraction
    assert hash(P * Q) == hash(Q * P)
    assert pickle.loads(pickle.dumps(number)) == number == copy.deepcopy(number) == copy.copy(number)
    assert P > 0
    assert not P <= 0
    assert P * (1 - P) > 0


def test_of_degree_one_it_is_affine() -> None:
    assert as_affine(2 * P - Q + 1) == 2 * parameter("p", 0, 1) - parameter("q", "-1/2", 3) + 1
    assert as_affine(P * Q) is None
    assert as_affine(P**2) is None
    assert as_affine(Fraction(3)) == 3


def test_what_is_refused() -> None:
    for wrong in (lambda: P / Q, lambda: 1 / P, lambda: P**-1):
        with pytest.raises(NotPolynomial, match="is no polynomial in the parameters"):
            wrong()
    for wrong in (lambda: P.numerator, lambda: float(P), lambda: P // 2):
        with pytest.raises(NotConstant, match="p is left open, and one number is needed here"):
            wrong()
    with pytest.raises(NotPolynomial, match="at most 5000"):
        ((P + Q + 1) ** 40) * ((P + Q + 2) ** 40)
    with pytest.raises(NotPolynomial, match="at most 5000 coefficients"):
        bernstein((((80, 80), Fraction(1)),), BOTH)
    with pytest.raises(Varies, match="whether q > 0 is not seen to be the same"):
        assert Q > 0
    with pytest.raises(ValueError, match="p: the parameter has two ranges"):
        parameters_in([P, polynomial_parameter("p", 0, 2)])


def test_conditions_in_words() -> None:
    listed = [terms_of(each, BOTH) for each in (P - Q * Q, Q * Q - P, P * Q - 1)]
    assert conditions_in_words(listed, ["p", "q"]) == ["p - q^2 = 0", "p*q - 1 >= 0"]
