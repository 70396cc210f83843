"""The shortest ways to write an inequality up to equations are those that brute force finds."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import short_vectors
from exact.linear import LinearSystem, feasibility
from exact.short_vectors import shortest

rows = st.lists(st.integers(-2, 2), min_size=4, max_size=4).map(tuple)


def says_the_same(vector, given, lines):
    """Whether the vector is a positive multiple of the given one plus lines, by an exact linear program."""
    names = ["share", *(f"line {k}" for k in range(len(lines)))]
    equal = [
        ({"share": given[j], **{f"line {k}": line[j] for k, line in enumerate(lines)}}, vector[j]) for j in range(4)
    ]
    found = feasibility(LinearSystem.make(names, equal=equal, at_most=[({"share": -1}, "-1/1000")]))
    return found.holds


@settings(deadline=None, max_examples=40)
@given(rows, st.lists(rows, max_size=2))
def test_the_shortest_are_those_of_the_least_box(vector, lines):
    try:
        found = shortest(vector, lines)
    except ValueError:
        assert says_the_same((0, 0, 0, 0), vector, lines)
        return
    largest = max(map(abs, found[0]))
    inside = itertools.product(range(-largest, largest + 1), repeat=4)
    assert set(found) == {candidate for candidate in inside if says_the_same(candidate, vector, lines)}
    assert len(found) == len(set(found))
    smaller = itertools.product(range(1 - largest, largest), repeat=4)
    assert not any(says_the_same(candidate, vector, lines) for candidate in smaller)


def test_without_lines_the_primitive_vector_is_the_only_one():
    assert shortest((2, -4, 0), []) == [(1, -2, 0)]


def test_a_large_coefficient_is_written_with_signs():
    assert set(shortest((2, 1, 0), [(1, 1, 1)])) == {(1, 0, -1)}


def test_too_many_are_not_tried(monkeypatch):
    monkeypatch.setattr(short_vectors, "MOST_VALUES", 8)
    assert shortest((2, 1, 0), [(1, 1, 1)]) is None


@pytest.mark.parametrize("lines", [[(1, 0)], [(2, 4, 0)]])
def test_what_is_wrong_is_said(lines):
    with pytest.raises(ValueError, match="line"):
        shortest((1, 2, 0), lines)
