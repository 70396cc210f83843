"""Samples lie within their intervals, and are short."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exact.symbolic.algebraic import real_roots
from exact.symbolic.pieces import Interval, simplest

rationals = st.fractions(-10, 10, max_denominator=50)
ends = st.one_of(
    st.none(),
    rationals,
    st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.sampled_from([-1, 1])).flatmap(
        lambda entries: st.sampled_from(real_roots(entries) or (Fraction(0),))
    ),
)


@given(ends, ends)
def test_the_sample_lies_within(lower, upper):
    assume(lower is None or upper is None or lower < upper)
    interval = Interval("p", lower, upper)
    assert interval.contains(interval.sample)


@given(rationals, rationals)
def test_no_number_between_has_a_smaller_denominator(low, high):
    assume(low < high)
    found = simplest(low, high)
    assert low < found < high
    for denominator in range(1, found.denominator):
        first = (low * denominator).__floor__() + 1
        assert Fraction(first, denominator) >= high


def test_an_interval_has_numbers_within():
    with pytest.raises(ValueError, match="no p lies between 1 and 1"):
        Interval("p", Fraction(1), Fraction(1))


def test_an_interval_in_words():
    (root,) = (root for root in real_roots((-2, 0, 1)) if root > 0)
    assert str(Interval("p", Fraction(0), root)) == "0 < p < sqrt(2)"
    assert str(Interval("p", None, Fraction(1))) == "p < 1"
    assert str(Interval("p", None, None)) == "every p"
