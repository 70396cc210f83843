"""Symmetries of tables: as many as brute force finds, and orbits under them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import symmetries
from exact.symmetries import column_symmetries, mover, orbit, permuted


def group(generators, size):
    return set(orbit(tuple(range(size)), [lambda p, g=g: tuple(g[k] for k in p) for g in generators]))


@st.composite
def tables(draw):
    size = draw(st.integers(1, 5))
    row = st.tuples(*[st.sampled_from([0, 0, 1, -1, 2])] * size)
    rows = draw(st.lists(row, max_size=6))
    if draw(st.booleans()):  # make it symmetric
        turn = draw(st.permutations(range(size)))
        rows = [image for row in rows for image in orbit(row, [mover(tuple(turn))])]
    return rows, draw(st.lists(st.sampled_from("ab"), min_size=size, max_size=size) | st.just(["a"] * size))


@settings(deadline=None, max_examples=300)
@given(tables())
def test_the_group_is_that_of_all_permutations_that_keep_rows_and_colours(table):
    rows, colours = table
    size = len(colours)
    wanted = {
        p
        for p in itertools.permutations(range(size))
        if {permuted(row, p) for row in rows} == set(rows) and all(colours[p[k]] == colours[k] for k in range(size))
    }
    assert group(column_symmetries(rows, colours), size) == wanted


def test_a_cycle_turns_and_turns_over():
    edges = [tuple(int(k in (n, (n + 1) % 6)) for k in range(6)) for n in range(6)]
    assert len(group(column_symmetries(edges, [0] * 6), 6)) == 12


def test_what_is_found_when_the_search_ends_early_are_symmetries(monkeypatch):
    square = list(itertools.product((0, 1), repeat=6))
    for most in (0, 2_000, 6_000, 20_000):
        monkeypatch.setattr(symmetries, "MOST_READ", most)
        assert all({permuted(row, p) for row in square} == set(square) for p in column_symmetries(square, [0] * 6))
    assert column_symmetries(square, [0] * 6)


def test_permutations_move_entries_to_their_places():
    assert permuted("abc", (1, 2, 0)) == ("c", "a", "b")
    assert permuted((7,), (0,)) == (7,)
    assert permuted((), ()) == ()


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match=r"rows\[1\] has 2 entries, but there are 3 colours"):
        column_symmetries([(1, 0, 0), (1, 0)], [0, 0, 0])
