"""Places of numbers in values: what is put somewhere is found there, and nothing else changes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact.symbolic.places import numbers, part_at, parts, replaced


@dataclass(frozen=True)
class Positive:
    value: Fraction
    name: str = ""

    def __post_init__(self) -> None:
        if self.value <= 0:
            raise ValueError("not positive")


VALUES = st.recursive(
    st.one_of(st.fractions(), st.text(max_size=2), st.booleans(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=2), inner, max_size=3),
        st.fractions(min_value=1).map(Positive),
    ),
    max_leaves=8,
)


@given(VALUES)
def test_numbers_stand_at_their_places(value):
    for place, number in numbers(value):
        assert part_at(value, place) is number


@given(VALUES)
def test_one_number_changes_and_nothing_else(value):
    before = list(numbers(value))
    for place, _ in before:
        after = dict(numbers(replaced(value, {place: Fraction(77)})))
        assert after == {**dict(before), place: Fraction(77)}


@given(VALUES)
def test_without_changes_the_value_is_the_same(value):
    assert replaced(value, {}) is value
    assert replaced(value, {(): 5}) == 5


def test_truth_values_and_texts_are_no_numbers():
    assert list(numbers((True, "1", None, {"a": (2,)}))) == [((3, "a", 0), 2)]


def test_sets_have_no_places():
    assert [part for _, part in parts(frozenset({1, 2}))] == [frozenset({1, 2})]


def test_a_dataclass_checks_what_it_is_made_of():
    assert replaced((Positive(Fraction(1), "a"),), {(0, "value"): Fraction(3)}) == (Positive(Fraction(3), "a"),)
    with pytest.raises(ValueError, match="not positive"):
        replaced((Positive(Fraction(1)),), {(0, "value"): Fraction(-1)})
