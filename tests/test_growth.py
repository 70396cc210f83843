"""The benchmark of growth: its curves, its instances, and the float program beside the exact answers, in small."""

from __future__ import annotations

import itertools
import math
import xml.etree.ElementTree as ElementTree

import pytest

from benchmarks import growth
from benchmarks.curves import curves
from exact.showing.drawing import MARGIN, SIZE

SMALL = [(3, 2, 2), (5, 2, 3), (4, 3, 2)]


def circles(picture):
    root = ElementTree.fromstring(picture.svg)
    return [(float(c.get("cx")), float(c.get("cy"))) for c in root.iter() if c.tag.endswith("circle")]


def test_equal_ratios_are_equal_distances():
    places = circles(curves({"one": [(1, 0.01), (10, 0.1), (100, 1), (1000, 10)]}, "n", "s", "a line"))
    steps = {(round(x - u, 1), round(y - v, 1)) for (u, v), (x, y) in itertools.pairwise(places)}
    assert len(steps) == 1
    ((right, down),) = steps
    assert right > 0 > down


def test_every_curve_is_named_and_every_point_lies_in_the_frame():
    named = {f"curve <{k}>": [(n, n**k / 100) for n in (3, 7, 40)] for k in range(8)}
    picture = curves(named, "agents", "seconds", "eight curves")
    texts = [element.text for element in ElementTree.fromstring(picture.svg).iter() if element.text]
    assert set(named) < set(texts)
    assert {"2", "5", "10", "20", "50"} <= set(texts)
    for x, y in circles(picture):
        assert MARGIN <= x <= MARGIN + SIZE
        assert MARGIN <= y <= MARGIN + SIZE


@pytest.mark.parametrize("measured", [{}, {"none": []}, {"zero": [(1, 0)]}, {"negative": [(-1, 1)]}])
def test_what_has_no_logarithm_is_refused(measured):
    with pytest.raises(ValueError, match="logarithmic axes need points, with positive numbers"):
        curves(measured, "n", "s", "nothing")


@pytest.mark.parametrize("size", SMALL)
@pytest.mark.parametrize("by", ["classes", "profiles"])
def test_the_float_program_agrees_with_the_exact_answers(size, by, tmp_path):
    """Each `ask` asserts its answer; designs have the same value."""
    path = str(tmp_path / "certificate.json")
    for what in ("yes", "no"):
        assert len(growth.ask_group(size, what, path)) == 2
        assert growth.check(path)[0] >= 0
        growth.ask_float(size, what, by)
    problem = growth.students(size)
    wanted = growth.objective(problem)
    exact = growth.design_for_groups(problem, wanted).value
    places = growth.seats(size)
    states = growth.classes(problem, size) if by == "classes" else growth.profiles(size[0], size[1], places, True)
    assert math.isclose(growth.float_design(problem, wanted, states), exact, rel_tol=1e-6)


@pytest.mark.parametrize("what", ["yes", "no"])
def test_agents_by_name_agree_with_the_float_program(what, tmp_path):
    growth.ask_named(5, what, str(tmp_path / "certificate.json"))
    growth.ask_float_named(5, what)
