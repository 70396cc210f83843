"""Boxes of costs from intervals: pairs of numbers, or SymPy's, which must be closed as boxes are."""

from __future__ import annotations

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest
import sympy

from proofs.formats.markets import market_from_plain
from proofs.trading.markets.domains import Box

MARKET = json.loads((Path(__file__).parents[4] / "examples" / "markets" / "hospital-two-doctors.json").read_text())


def test_a_box_is_made_of_intervals():
    half = sympy.Rational(1, 2)
    box = Box.of([sympy.Interval(half, 2), ["1/2", 3], sympy.Interval(1, 1)])
    assert box == Box((Fraction(1, 2), Fraction(1, 2), 1), (2, 3, 1))
    assert box.thick == (0, 1)
    assert box.sympy() == (sympy.Interval(half, 2), sympy.Interval(half, 3), sympy.FiniteSet(1))
    assert Box.of(box.sympy()) == box


def test_an_interval_that_no_box_has_is_refused_in_one_sentence():
    for wrong, words in (
        (sympy.Interval.open(1, 2), r"box\[0\]: the interval is open at 1, and both ends belong to it here; give"),
        (sympy.Interval(1, sympy.oo), r"box\[0\]: Interval\(1, oo\) has no bound"),
        ([2, 1], r"box\[0\]: \[2, 1\] runs down; write the lower end first"),
        ([1, 2, 3], r"box\[0\]: 3 numbers; an interval is \[lower, upper\]"),
    ):
        with pytest.raises(ValueError, match=words):
            Box.of([wrong])
    with pytest.raises(TypeError, match="floats are not exact"):
        Box.of([sympy.Interval(1, 1.5)])


def test_the_data_of_a_market_take_intervals_of_sympy():
    plain, given = copy.deepcopy(MARKET), copy.deepcopy(MARKET)
    agent, task = next(iter(plain["agents"])), next(iter(plain["tasks"]))
    plain["agents"][agent]["costs"]["box"][task] = [1, 2]
    given["agents"][agent]["costs"]["box"][task] = sympy.Interval(1, 2)
    assert market_from_plain(given) == market_from_plain(plain)
    given["agents"][agent]["costs"]["box"][task] = sympy.Interval.open(1, 2)
    with pytest.raises(ValueError, match=rf"agents.{agent}.costs.box.{task}: the interval is open at 1"):
        market_from_plain(given)
