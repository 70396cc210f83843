"""Real roots against SymPy, and algebraic numbers against their own polynomials."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exact.symbolic.algebraic import AlgebraicNumber, real_roots, sign_at, written

coefficients = st.lists(st.integers(-9, 9), min_size=2, max_size=6).filter(lambda entries: entries[-1] != 0).map(tuple)


def as_sympy(polynomial):
    return sympy.Poly(list(reversed(polynomial)), sympy.Symbol("x"))


@given(coefficients)
def test_the_roots_are_those_that_sympy_isolates(polynomial):
    found = real_roots(polynomial)
    known = sorted(set(sympy.real_roots(as_sympy(polynomial))))
    assert len(found) == len(known)
    for root, other in zip(found, known, strict=True):
        if isinstance(root, Fraction):
            assert sympy.Rational(root.numerator, root.denominator) == other
        else:
            low, high = (sympy.Rational(end.numerator, end.denominator) for end in (root.low, root.high))
            assert (other - low).is_positive
            assert (high - other).is_positive


@given(coefficients, coefficients)
def test_roots_of_two_polynomials_are_in_the_order_of_the_roots_of_their_product(one, two):
    product = as_sympy(one) * as_sympy(two)
    together = real_roots(tuple(int(entry) for entry in reversed(product.all_coeffs())))
    assert list(together) == sorted({*real_roots(one), *real_roots(two)})


@given(coefficients, st.fractions(-20, 20, max_denominator=40))
def test_a_root_is_compared_with_a_number_as_its_narrow_interval_is(polynomial, number):
    for root in real_roots(polynomial):
        if isinstance(root, AlgebraicNumber):
            narrow = root.apart_from(number)[0]
            assert (root < number) == (narrow.high <= number)
            assert (root > number) == (narrow.low >= number)
            assert root != number
            assert root == narrow
            assert hash(root) == hash(narrow)


def test_a_number_is_told_in_radicals_or_by_its_polynomial():
    one, two = real_roots((4, -6, 1))
    assert (str(one), str(two)) == ("3 - sqrt(5)", "sqrt(5) + 3")
    (fifth,) = real_roots((-1, -1, 0, 0, 0, 1))
    assert fifth.radicals() is None
    assert str(fifth) == "the root of x^5 - x - 1 between 1.16 and 1.17"


@given(coefficients)
def test_decimals_have_the_number_alone_between_them(polynomial):
    found = [root for root in real_roots(polynomial) if isinstance(root, AlgebraicNumber)]
    for root in found:
        low, high = map(Fraction, root.decimals())
        assert low < root < high
        assert high - low <= Fraction(1, 100)
        assert [other for other in found if other.polynomial == root.polynomial and low < other < high] == [root]


def test_close_numbers_are_told_with_more_digits():
    one, two = real_roots((9 * 10**8 - 2, -6 * 3 * 10**8, 9 * 10**8))[:2]
    assert [one.decimals(), two.decimals()] == [("0.99", "1.00"), ("1.00", "1.01")]
    one, two = real_roots((10**8 - 2, -6 * 10**8, 9 * 10**8))  # 1/3 - sqrt(2)/30000 and 1/3 + sqrt(2)/30000
    assert [one.decimals(), two.decimals()] == [("0.33328", "0.33329"), ("0.33338", "0.33339")]


def test_different_numbers_of_one_polynomial_are_different():
    one, two = real_roots((-2, 0, 1))
    assert one != two
    assert one < 0 < two
    assert one.within(Fraction(1, 100)).high - one.within(Fraction(1, 100)).low <= Fraction(1, 100)


def test_every_number_is_a_root_of_zero():
    with pytest.raises(ValueError, match="every number is a root of the polynomial 0"):
        real_roots((0,))


@pytest.mark.parametrize(
    ("polynomial", "told"), [((4, -6, 1), "x^2 - 6 x + 4"), ((0, -1), "-x"), ((0,), "0"), ((1, 0, 3), "3 x^2 + 1")]
)
def test_polynomials_in_words(polynomial, told):
    assert written(polynomial) == told


@given(coefficients, st.fractions(-5, 5, max_denominator=30))
def test_signs_are_those_of_the_values(polynomial, place):
    value = sum(entry * place**power for power, entry in enumerate(polynomial))
    assert sign_at(polynomial, place) == (value > 0) - (value < 0)
