"""Exact numbers are read exactly, and floats never."""

from __future__ import annotations

import decimal
import math
from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exact.rationals import MAX_DIGITS, common_denominator, integer, primitive, rational, text


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (3, Fraction(3)),
        ("3/7", Fraction(3, 7)),
        ("-3/7", Fraction(-3, 7)),
        ("0.125", Fraction(1, 8)),
        ("-0.5", Fraction(-1, 2)),
        ("+2", Fraction(2)),
        (Fraction(2, 3), Fraction(2, 3)),
        (flint.fmpq(-3, 7), Fraction(-3, 7)),
        (flint.fmpz(5), Fraction(5)),
        (sympy.Rational(2, 3), Fraction(2, 3)),
        (sympy.Integer(4), Fraction(4)),
        (np.int64(4), Fraction(4)),
    ],
)
def test_exact_numbers_are_read_exactly(given, value):
    assert rational(given) == value


def test_what_does_not_print_is_told_escaped():
    with pytest.raises(ValueError, match=r'^share: "3\\ud800" is not an exact number; write "3", "3/7" or "0\.125"$'):
        rational("3\ud800", "share")


def test_a_float_is_refused_with_the_mend():
    with pytest.raises(TypeError, match=r'^0\.1 is a float and floats are not exact; write "1/10"$'):
        rational(0.1)
    with pytest.raises(TypeError, match=r"prior: 0\.25 is a float"):
        rational(0.25, "prior")


@pytest.mark.parametrize("given", [math.nan, math.inf, np.float64(0.5), np.float32(0.5), None, True, 1j, [1]])
def test_what_is_not_exact_is_refused(given):
    with pytest.raises(TypeError):
        rational(given)


@pytest.mark.parametrize("given", ["", "x", "1e3", "1/0", "1//2", "0x10", "1.5/2", "½", "\u0661", "--1", "1_000"])
def test_a_string_that_is_no_numeral_is_refused(given):
    with pytest.raises(ValueError, match=r"exact number|denominator 0"):
        rational(given)


def test_a_decimal_is_the_number_that_it_writes():
    assert rational(decimal.Decimal("0.1")) == Fraction(1, 10)
    with pytest.raises(ValueError, match=r"^quota: NaN is not a number$"):
        rational(decimal.Decimal("NaN"), "quota")
    with pytest.raises(ValueError, match="digits"):
        rational(decimal.Decimal("1e100000000"))


@given(st.fractions())
def test_reading_what_was_written_gives_the_number_back(number):
    assert rational(text(number)) == number


def test_a_million_digits_pass_both_ways_and_more_are_refused():
    digits = "7" * MAX_DIGITS
    assert text(rational(digits)) == digits
    assert text(rational(f"1/{digits}")) == f"1/{digits}"
    with pytest.raises(ValueError, match="digits"):
        rational(digits + "7")


def test_an_integer_is_not_a_fraction():
    assert integer("6/3") == 2
    with pytest.raises(ValueError, match=r"^floor: 1/2 is not an integer$"):
        integer("1/2", "floor")


@given(st.lists(st.fractions(), min_size=1))
def test_a_primitive_vector_is_a_positive_multiple_without_common_factor(numbers):
    vector = primitive(numbers)
    assert math.gcd(*vector) == (1 if any(numbers) else 0)
    scale = next((Fraction(v) / x for v, x in zip(vector, numbers, strict=True) if x), Fraction(1))
    assert scale > 0
    assert all(scale * x == v for v, x in zip(vector, numbers, strict=True))
    assert all((x * common_denominator(numbers)).denominator == 1 for x in numbers)


@pytest.mark.parametrize("value", [1e224, 1e-300, 1.0000000000000002e224])
def test_a_float_of_hundreds_of_digits_is_one_short_sentence(value):
    with pytest.raises((TypeError, ValueError), match=r"is a float and floats are not exact$"):
        rational(value)
