"""Curves: joined, at their values, with jumps and directions; in words, as LaTeX and drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact.symbolic.curves import Curve, conditions, segments
from exact.symbolic.splitting import Range, piecewise

UNIT = Range("p", Fraction(0), Fraction(1))
TWO = Range("p", Fraction(0), Fraction(2), (False, True))


def curve(function, over=UNIT, name="value"):
    return Curve.of(over, piecewise(over, function), name)


def test_neighbours_with_one_formula_are_one_segment():
    tent = curve(lambda p: min(p, 1 - p))
    assert [str(each) for each in tent.segments] == ["0 <= p <= 1/2", "1/2 < p <= 1"]
    assert tent.breakpoints == (Fraction(1, 2),)
    assert tent.is_continuous
    assert tent.monotone == "not monotone"
    assert [tent.direction(each) for each in tent.segments] == ["increasing", "decreasing"]
    assert tent.table() == [("p <= 1/2", "p", "increasing"), ("p > 1/2", "1 - p", "decreasing")]


def test_a_formula_that_only_passes_a_comparison_stays_one_segment():
    line = curve(lambda p: p if p < Fraction(1, 3) else p + 0)
    assert len(line.segments) == 1
    assert line.table() == [("every p", "p", "increasing")]


def test_jumps_are_told():
    step = curve(lambda p: Fraction(p > Fraction(1, 2)))
    assert step.jumps == (Fraction(1, 2),)
    assert step.monotone == "increasing"
    falling = curve(lambda p: -Fraction(p > Fraction(1, 2)))
    assert falling.monotone == "decreasing"
    single = curve(lambda p: Fraction(p == Fraction(1, 2)))
    assert [str(each) for each in single.segments] == ["0 <= p < 1/2", "p = 1/2", "1/2 < p <= 1"]
    assert single.monotone == "not monotone"
    assert not single.is_continuous


def test_an_irrational_breakpoint():
    kinked = curve(lambda p: max(p * p, Fraction(2)), TWO)
    assert [where for where, _, _ in kinked.table()] == ["p <= sqrt(2)", "p > sqrt(2)"]
    assert kinked.is_continuous
    assert kinked.monotone == "increasing"
    assert r"\sqrt{2}" in kinked.latex()


def test_where_there_is_no_number():
    holes = curve(lambda p: None if p < Fraction(1, 2) else p)
    assert holes.at(Fraction(1, 4)) is None
    assert holes.at(Fraction(1, 2)) == Fraction(1, 2)
    assert holes.monotone == "not monotone"
    assert holes.table()[0][1] == "none"


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=4))
def test_at_each_value_it_is_the_number_there(lines):
    def function(p):
        return max(a * p + b * p * p for a, b in lines)

    found = curve(function)
    for place in (Fraction(k, 30) for k in range(31)):
        assert found.at(place) == function(place)
    assert found.is_continuous


def test_outside_the_range_there_is_nothing():
    with pytest.raises(ValueError, match="p = 2 is out of the range, 0 <= p <= 1"):
        curve(lambda p: p).at(Fraction(2))
    with pytest.raises(ValueError, match="out of the range"):
        curve(lambda p: p, TWO).at(Fraction(0))


def test_conditions_leave_out_the_ends_of_the_range():
    found = segments(piecewise(TWO, lambda p: p * p < 2 or p == Fraction(3, 2)))
    assert conditions([each for each in found if each.value], TWO) == "p < sqrt(2) or p = 3/2"
    assert conditions([], TWO) == "no p"
    assert conditions(segments(piecewise(TWO, lambda p: True)), TWO) == "every p"


@pytest.mark.parametrize(
    "function",
    [
        lambda p: min(p, 1 - p),
        lambda p: Fraction(p > Fraction(1, 2)),
        lambda p: None if p < Fraction(1, 2) else p,
        lambda p: Fraction(3),
        lambda p: Fraction(p == Fraction(1, 2)),
    ],
)
def test_a_drawing_is_well_formed(function):
    drawn = curve(function, name="<gain>").show()
    assert ElementTree.fromstring(drawn.svg).tag.endswith("svg")


def test_infinite_ranges_are_cut_off_in_drawings():
    found = curve(lambda p: abs(p), Range("p", None, None))
    assert "line" in found.show().svg
    assert found.latex().count("if") == 2


def test_a_curve_tells_itself_in_a_line():
    assert str(curve(lambda p: min(p, 1 - p))) == "p for p <= 1/2; 1 - p for p > 1/2"
