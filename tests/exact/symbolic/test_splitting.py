"""A computation for all values at once against the same computation at many values."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact.symbolic.algebraic import real_roots
from exact.symbolic.curves import at_place
from exact.symbolic.formulas import Formula
from exact.symbolic.pieces import AtPoint, Interval
from exact.symbolic.splitting import Range, TooManyPieces, piecewise

UNIT = Range("p", Fraction(0), Fraction(1))
VALUES = [Fraction(k, 60) for k in range(61)]


def answer_at(parts, place):
    for part in parts:
        if isinstance(part.piece, AtPoint) and part.piece.place == place:
            return part.answer
        if isinstance(part.piece, Interval) and part.piece.contains(place):
            return at_place(part.answer, "p", place)
    raise AssertionError(f"{place} is in no piece")


def programs(p, entries):
    """A computation with operations and comparisons of every kind."""
    a, b, c, d = entries
    first = a * p + b
    second = c * p * p + d
    if first < second:
        return max(first, second * p)
    if first == second:
        return Fraction(77)
    return abs(first - 2 * second) / (1 + p) if p > Fraction(1, 3) else min(first, Fraction(0))


@given(st.tuples(*[st.integers(-4, 4)] * 4))
def test_each_value_has_the_answer_that_it_has_by_itself(entries):
    parts = piecewise(UNIT, lambda p: programs(p, entries))
    for place in VALUES:
        assert answer_at(parts, place) == programs(place, entries)


@given(st.tuples(*[st.integers(-4, 4)] * 4))
def test_the_pieces_cover_the_range_in_order(entries):
    parts = piecewise(UNIT, lambda p: programs(p, entries))
    assert parts[0].piece == AtPoint("p", Fraction(0))
    assert parts[-1].piece == AtPoint("p", Fraction(1))
    for before, after in itertools.pairwise(parts):
        point, interval = (
            (before.piece, after.piece) if isinstance(before.piece, AtPoint) else (after.piece, before.piece)
        )
        assert isinstance(point, AtPoint)
        assert isinstance(interval, Interval)
        assert point.place == (interval.lower if point is before.piece else interval.upper)


def test_an_irrational_place_is_a_piece_of_its_own():
    parts = piecewise(Range("p", Fraction(0), Fraction(2)), lambda p: (p * p > 2, p * p == 2))
    (root,) = (place for place in real_roots((-2, 0, 1)) if place > 0)
    assert [part.answer for part in parts] == [(False, False)] * 2 + [(False, True)] + [(True, False)] * 2
    assert parts[2].piece == AtPoint("p", root)


def test_a_range_may_be_infinite_and_open():
    parts = piecewise(Range("p", None, Fraction(0), (True, False)), lambda p: p * p > 4)
    assert [part.answer for part in parts] == [True, False, False]


def test_a_parameter_is_a_formula_only_on_intervals():
    kinds = [isinstance(part.answer, Formula) for part in piecewise(UNIT, lambda p: p)]
    assert kinds == [False, True, False]


def test_too_many_pieces_end_with_what_is_done():
    def staircase(p):
        return next(k for k in range(100) if p <= Fraction(k, 10))

    assert len(piecewise(UNIT, staircase)) == 21
    with pytest.raises(TooManyPieces, match=r"falls into more than 6 pieces; .* pieces? (are|is) done"):
        piecewise(UNIT, staircase, most=6)


def test_progress_is_told():
    heard = []
    piecewise(UNIT, lambda p: p < Fraction(1, 2), told=heard.append)
    assert heard[-1] == 5


@pytest.mark.parametrize("ends", [(Fraction(1), Fraction(1)), (Fraction(2), Fraction(1))])
def test_an_empty_range_is_refused(ends):
    with pytest.raises(ValueError, match="range"):
        Range("p", *ends)


def test_a_range_in_words():
    assert str(UNIT) == "0 <= p <= 1"
    assert str(Range("p", Fraction(0), None, (False, True))) == "0 < p"
    assert str(Range("p", None, None)) == "every p"
    assert math.isfinite(len(str(UNIT)))
