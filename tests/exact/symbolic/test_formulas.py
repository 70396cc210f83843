"""Formulas against the numbers that they are at many values of the parameter, and against SymPy."""

from __future__ import annotations

import copy
import itertools
import math
import operator
import pickle
from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exact.rationals import NotConstant, rational, text
from exact.symbolic.algebraic import AlgebraicNumber, real_roots
from exact.symbolic.formulas import Formula, Splits, greatest, near, parsed, variable
from exact.symbolic.pieces import AtPoint, Everywhere, Interval

HALF = Interval("p", Fraction(0), Fraction(1, 2))
LINE = Interval("p", None, None)
SQUARE_ROOT = real_roots((-2, 0, 1))[1]
COMPARISONS = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
SAMPLES = [Fraction(k, 97) for k in range(1, 49)]


def polynomials(scope, most=4):
    return st.lists(st.integers(-5, 5), min_size=1, max_size=most).map(
        lambda entries: sum((entry * variable(scope) ** power for power, entry in enumerate(entries)), Fraction(0))
    )


def value(number, place):
    return number.at(place) if isinstance(number, Formula) else number


@given(polynomials(HALF), polynomials(HALF))
def test_sums_products_and_powers_are_those_of_the_values(one, two):
    for operation in (operator.add, operator.sub, operator.mul):
        found = operation(one, two)
        assert all(value(found, x) == operation(value(one, x), value(two, x)) for x in SAMPLES)
    assert all(value(one**3, x) == value(one, x) ** 3 for x in SAMPLES)
    assert all(value(-one, x) == -value(one, x) for x in SAMPLES)


@given(polynomials(HALF), polynomials(HALF))
def test_a_quotient_is_that_of_the_values_or_splits_where_it_has_none(one, two):
    places = ()
    try:
        found = one / two
    except ZeroDivisionError:
        assert not isinstance(two, Formula)
        assert two == 0
    except Splits as splits:
        places = splits.points
    else:
        assert all(value(found, x) == value(one, x) / value(two, x) for x in SAMPLES)
    assert all(HALF.contains(place) for place in places)


@given(polynomials(HALF), polynomials(HALF), st.sampled_from(COMPARISONS))
def test_a_comparison_is_that_of_all_values_or_splits_where_the_answer_changes(one, two, compare):
    try:
        answer = compare(one, two)
    except Splits as splits:
        inside = sorted(place for place in splits.points if HALF.contains(place))
        assert inside
        ends = [HALF.lower, *inside, HALF.upper]
        answers = {
            compare(value(one, x), value(two, x))
            for pair in itertools.pairwise(ends)
            for x in [Interval("p", *pair).sample]
        }
        answers |= {compare(value(one, x), value(two, x)) for x in inside if isinstance(x, Fraction)}
        irrational = any(isinstance(x, AlgebraicNumber) for x in inside)
        assert len(answers) > 1 or irrational
    else:
        assert all(compare(value(one, x), value(two, x)) is answer for x in SAMPLES)


@given(polynomials(LINE), st.fractions(-3, 3, max_denominator=20))
def test_a_formula_is_what_sympy_makes_of_it(number, place):
    symbol = sympy.Symbol("p")
    expression = number.sympy() if isinstance(number, Formula) else sympy.Rational(number.numerator, number.denominator)
    there = expression.subs(symbol, sympy.Rational(place.numerator, place.denominator))
    assert rational(there) == value(number, place)


@given(polynomials(AtPoint("p", SQUARE_ROOT)), polynomials(AtPoint("p", SQUARE_ROOT)))
def test_at_an_algebraic_point_numbers_are_compared_as_sympy_compares_them(one, two):
    def as_sympy(number):
        if not isinstance(number, Formula):
            return sympy.Rational(number.numerator, number.denominator)
        return number.sympy().subs(sympy.Symbol("p"), sympy.sqrt(2))

    difference = sympy.nsimplify(sympy.expand(as_sympy(one) - as_sympy(two)))
    assert (one == two) == (difference == 0)
    assert (one < two) == bool(difference < 0)
    if two != 0:
        assert sympy.expand(sympy.radsimp(as_sympy(one) / as_sympy(two) - as_sympy(one / two))) == 0


def test_constants_are_fractions():
    p = variable(HALF)
    for constant, expected in ((p - p, 0), (p / p, 1), ((p + 1) - p, 1), (p**0, 1)):
        assert type(constant) is Fraction
        assert constant == expected


def test_at_a_point_the_powers_are_reduced():
    root = variable(AtPoint("p", SQUARE_ROOT))
    assert root * root == 2
    assert type(root * root) is Fraction
    assert text(1 / root) == "1/2*p"
    assert variable(AtPoint("p", Fraction(1, 3))) == Fraction(1, 3)


def test_numbers_and_formulas_mix_from_both_sides():
    p = variable(HALF)
    assert text(1 - p) == "-p+1"
    assert text(Fraction(1, 2) * p) == "1/2*p"
    assert text(1 / (p + 1)) == "(1)/(p+1)"
    assert p < 1
    assert Fraction(1, 2) > p
    assert p > 0
    assert abs(-p) == p
    assert math.prod([p, p], start=Fraction(1)) == p * p
    assert sum([p, p], Fraction(0)) == 2 * p


def test_what_needs_integers_is_refused():
    p = variable(HALF)
    for ask in (
        lambda: p.numerator,
        lambda: p.denominator,
        lambda: int(p),
        lambda: float(p),
        lambda: p // 1,
        lambda: p % 1,
        lambda: round(p),
        lambda: 2**p,
        lambda: math.floor(p),
        lambda: Fraction(p),
    ):
        with pytest.raises(NotConstant):
            ask()


def test_formulas_of_different_pieces_do_not_meet():
    one, other = variable(HALF), variable(Interval("p", Fraction(0), Fraction(1)))
    with pytest.raises(ValueError, match="do not meet"):
        _ = one + other
    assert one != other


def test_a_field_of_functions_has_no_order():
    p = variable(Everywhere("p"))
    assert p - p == 0
    assert p != p + 1
    assert p
    with pytest.raises(NotConstant):
        _ = p < 1


@given(polynomials(LINE), polynomials(LINE))
def test_the_canonical_text_is_read_back(one, two):
    try:
        number = one / two
    except (Splits, ZeroDivisionError):
        number = one
    assert parsed(text(number), LINE) == number
    assert type(parsed(text(number), LINE)) is type(number)


@pytest.mark.parametrize(
    "written", ["", "p*p", "q", "p+p", "1*p", "p^1", "(p)", "(p)/(1)", "p-", "(2*p)/(2)", "p^99999", "p/2", "+p", "0+p"]
)
def test_another_text_is_not_read(written):
    with pytest.raises(ValueError, match="canonical form"):
        parsed(written, LINE)


def test_formulas_are_copied_and_pickled():
    number = 1 / (variable(HALF) + 1)
    for again in (copy.copy(number), copy.deepcopy(number), pickle.loads(pickle.dumps(number))):
        assert again == number
        assert hash(again) == hash(number)


def test_the_greatest_splits_only_where_another_takes_its_place():
    p = variable(HALF)
    assert greatest([Fraction(0), p, Fraction(1), p * p]) == 2
    # The two that are not greatest change places at 1/3, which is nobody's business.
    assert greatest([3 * p, Fraction(1), Fraction(2)]) == 2
    with pytest.raises(Splits) as splits:
        greatest([4 * p, Fraction(1), Fraction(0)])
    assert splits.value.points == (Fraction(1, 4),)
    assert greatest([Fraction(1), Fraction(3), Fraction(2)]) == 1


def test_a_number_to_choose_by():
    assert near(3) == 3
    assert near(variable(HALF)) == HALF.sample
    about = near(variable(AtPoint("p", SQUARE_ROOT)))
    assert abs(about * about - 2) < Fraction(1, 10**6)


@given(polynomials(LINE))
def test_derivatives_are_those_of_sympy(number):
    if isinstance(number, Formula):
        symbol = sympy.Symbol("p")
        expected = sympy.diff(number.sympy(), symbol)
        found = number.derivative()
        told = found.sympy() if isinstance(found, Formula) else sympy.Rational(found.numerator, found.denominator)
        assert sympy.expand(expected - told) == 0


def test_a_number_at_a_point_has_no_derivative():
    with pytest.raises(TypeError, match="is a number"):
        variable(AtPoint("p", SQUARE_ROOT)).derivative()


def test_a_formula_has_no_value_at_its_pole():
    with pytest.raises(ZeroDivisionError, match="has no value at 2"):
        (1 / (variable(HALF) - 2)).at(Fraction(2))
