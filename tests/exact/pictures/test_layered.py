"""Graphs without circles, in layers."""

from __future__ import annotations

import itertools
import random

import pytest

from exact.pictures.layered import HEIGHT, Line, Node, layered
from tests.showing import SVG, parsed, said


def drawn(names, pairs, **more):
    return layered({name: Node(name, "note", **more) for name in names}, [Line(a, b) for a, b in pairs], "A graph", "!")


def boxes(picture):
    """The left, upper, right and lower end of each node by its name."""
    found = {}
    for group in parsed(picture).iter(f"{SVG}g"):
        box, name = group.find(f"{SVG}rect"), group.find(f"{SVG}text")
        x, y, width, height = (float(box.get(key)) for key in ("x", "y", "width", "height"))
        found[name.text] = (x, y, x + width, y + height)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_lines_lead_to_the_right_and_no_boxes_overlap(seed):
    draw = random.Random(seed)
    names = [f"n{k}" for k in range(25)]
    pairs = [pair for pair in itertools.combinations(names, 2) if draw.random() < 0.08]
    places = boxes(drawn(names, pairs))
    assert set(places) == set(names)
    for start, stop in pairs:
        assert places[start][2] < places[stop][0]
    for (x, y, right, bottom), (u, v, other, low) in itertools.combinations(places.values(), 2):
        assert right <= u or other <= x or bottom <= v or low <= y


def test_a_line_runs_between_the_nodes_of_the_layers_that_it_passes():
    """`a` leads to `d` past `b` and `c`, which stand one after the other."""
    picture = drawn("abcd", ["ab", "bc", "cd", "ad"])
    places = boxes(picture)
    assert places["b"][2] < places["c"][0] < places["d"][0]
    long = parsed(picture).findall(f".//{SVG}path")[3].get("d")
    heights = {float(part.split()[-1]) for part in long.replace("H", "C").split("C")[1:] if " " in part}
    assert any(not places["b"][1] <= y <= places["b"][3] for y in heights)


def test_nodes_without_lines_stand_below_under_words():
    places = boxes(drawn("abc", ["ab"]))
    assert places["c"][1] >= max(places["a"][3], places["b"][3])
    assert "!" in said(drawn("abc", ["ab"]))
    assert "!" not in said(drawn("ab", ["ab"]))


def test_links_and_strings_are_safe():
    node = Node('<b>"', "a & b", link='x.html"><script>', said="<i>")
    root = parsed(layered({"a": node}, [], "caption"))
    ((link),) = root.findall(f".//{SVG}a")
    assert link.get("href") == 'x.html"><script>'
    assert link.find(f"{SVG}title").text == "<i>"
    assert root.get("role") == "group", "of an image its links would not be heard"


def test_circles_are_refused():
    with pytest.raises(ValueError, match="the lines go in a circle among"):
        drawn("abc", ["ab", "bc", "ca"])


def test_bands_without_nodes_are_closed():
    """Two graphs that have nothing to do with each other stand close."""
    names = [f"{side}{k}" for side in "ab" for k in range(6)]
    places = boxes(drawn(names, [(f"{side}{k}", f"{side}{k + 1}") for side in "ab" for k in range(5)]))
    ends = sorted((y, bottom) for _, y, _, bottom in places.values())
    assert all(y - bottom <= HEIGHT for (_, bottom), (y, _) in itertools.pairwise(ends))
