"""Integer points: the best one, with a proof, and all of them, against plain enumeration."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import integer
from exact.linear import LinearSystem


@st.composite
def boxed_systems(draw):
    size = draw(st.integers(1, 4))
    row = st.tuples(st.lists(st.integers(-2, 2), min_size=size, max_size=size), st.fractions(-2, 4, max_denominator=2))
    at_most, equal = draw(st.lists(row, max_size=4)), draw(st.lists(row, max_size=1))
    upper = draw(st.lists(st.fractions(0, 2, max_denominator=2), min_size=size, max_size=size))
    return LinearSystem.make(size, at_most=at_most, equal=equal, lower=-1, upper=upper)


def enumerated(system):
    box = itertools.product(range(-1, 3), repeat=len(system.variables))
    return [point for point in box if system.contains([Fraction(x) for x in point])]


@settings(deadline=None, max_examples=300)
@given(boxed_systems(), st.data())
def test_the_best_integer_point_agrees_with_enumeration_and_is_proved(system, data):
    weights = data.draw(st.lists(st.fractions(-2, 2, max_denominator=3), min_size=len(system.variables), max_size=4))
    weights = weights[: len(system.variables)]
    found = integer.maximize(system, weights)
    values = [sum(w * x for w, x in zip(weights, point, strict=True)) for point in enumerated(system)]
    assert found.value == max(values, default=None)
    assert integer.proves(found.tree, system, weights, found.value)
    if found.value is not None:
        assert not integer.proves(found.tree, system, weights, found.value - Fraction(1, 100))
        assert found.point in enumerated(system)


@settings(deadline=None, max_examples=200)
@given(boxed_systems())
def test_listing_agrees_with_enumeration(system):
    assert integer.points(system, 10**4) == enumerated(system)


def test_a_list_that_would_be_too_long_is_not_begun():
    wide = LinearSystem.make(2, lower=0, upper=10**9)
    assert integer.points(wide, 100) is None
    assert integer.points(LinearSystem.make(3, lower=0, upper=9), 999) is None
    assert len(integer.points(LinearSystem.make(3, lower=0, upper=9), 1000)) == 1000


def test_listing_needs_a_box_and_maximizing_a_bound():
    with pytest.raises(ValueError, match="both bounds"):
        integer.points(LinearSystem.make(1, lower=0), 10)
    with pytest.raises(ValueError, match="unbounded"):
        integer.maximize(LinearSystem.make(1, lower=0), [1])
