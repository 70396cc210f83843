"""Affine numbers: arithmetic at every point, comparisons that hold everywhere, and what is refused."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact.rationals import NotConstant, integer, primitive, rational, text
from exact.symbolic.affine import NotAffine, Varies, parameter, parameters_of, parts_of, value_at

P, Q = parameter("p", 0, 1), parameter("q", "-1/2", 3)
FRACTIONS = st.fractions(min_value=-5, max_value=5, max_denominator=6)
POINTS = st.fixed_dictionaries(
    {"p": st.fractions(0, 1, max_denominator=9), "q": st.fractions(Fraction(-1, 2), 3, max_denominator=9)}
)
NUMBERS = st.builds(lambda a, b, c: a * P + b * Q + c, FRACTIONS, FRACTIONS, FRACTIONS)


@given(NUMBERS, NUMBERS, FRACTIONS.filter(bool), POINTS)
def test_arithmetic_is_that_of_the_values(one: Fraction, other: Fraction, factor: Fraction, point) -> None:
    x, y = value_at(one, point), value_at(other, point)
    assert value_at(one + other, point) == x + y
    assert value_at(one - other, point) == x - y
    assert value_at(-one, point) == -x
    assert value_at(one * factor, point) == x * factor == value_at(factor * one, point)
    assert value_at(one / factor, point) == x / factor
    assert value_at(factor - one, point) == factor - x
    assert value_at(sum([one, other, factor]), point) == x + y + factor


@given(NUMBERS, NUMBERS, POINTS)
def test_a_comparison_is_answered_only_if_it_has_the_same_answer_everywhere(one, other, point) -> None:
    x, y = value_at(one, point), value_at(other, point)
    for asked, there in (
        (lambda: one < other, x < y),
        (lambda: one <= other, x <= y),
        (lambda: one > other, x > y),
        (lambda: one >= other, x >= y),
    ):
        try:
            assert asked() == there
        except Varies:
            corners = [{"p": a, "q": b} for a in map(Fraction, (0, 1)) for b in (Fraction(-1, 2), Fraction(3))]
            gaps = [value_at(one, c) - value_at(other, c) for c in corners]
            assert min(gaps) <= 0 <= max(gaps)
            assert min(gaps) < max(gaps)


def test_equality_is_that_of_functions() -> None:
    assert P + Q == Q + P
    assert P != Q
    assert P != 1
    assert Fraction(1, 2) != P
    assert P - P == 0
    assert type(P - P + 1) is Fraction
    assert hash(P + 1) == hash(1 + P)
    assert bool(P)


def test_it_is_written_and_comes_apart() -> None:
    number = Fraction(1, 2) - P + 3 * Q
    assert str(number) == text(number) == "-p + 3*q + 1/2"
    assert rational(number) is number
    (p, q) = parameters_of([number, Fraction(1), P])
    assert (p.name, q.name) == ("p", "q")
    assert parts_of(number, (p, q)) == ((-1, 3), Fraction(1, 2))
    assert parts_of(Fraction(2), (p, q)) == ((0, 0), 2)
    assert pickle.loads(pickle.dumps(number)) == number == copy.deepcopy(number) == copy.copy(number)


def test_what_is_not_affine_is_refused() -> None:
    for wrong in (lambda: P * Q, lambda: P / Q, lambda: 1 / P, lambda: Fraction(1) / P, lambda: P**2):
        with pytest.raises(NotAffine, match="is not affine in the parameters"):
            wrong()
    assert P**1 == P
    assert P**0 == 1


def test_where_one_number_is_needed_that_is_said() -> None:
    for wrong in (lambda: P.numerator, lambda: float(P), lambda: int(P), lambda: P // 2, lambda: primitive([P])):
        with pytest.raises(NotConstant, match="p is left open, and one number is needed here"):
            wrong()
    with pytest.raises(NotConstant, match="varies with a parameter; an integer was expected"):
        integer(P)


def test_ranges() -> None:
    with pytest.raises(ValueError, match=r"the range from 1 to 1 has no inner point; give a number instead"):
        parameter("p", 1, 1)
    with pytest.raises(ValueError, match="p: the parameter has two ranges, p from 0 to 1 and p from 0 to 2"):
        parameters_of([P, parameter("p", 0, 2)])
    with pytest.raises(TypeError, match=r"p, to: 0\.5 is a float"):
        parameter("p", 0, 0.5)
