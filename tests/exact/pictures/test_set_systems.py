"""Families of sets as trees, cycles and graphs."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

from exact.pictures.set_systems import crossing_cycle_picture, hierarchy_picture, set_name
from exact.set_systems import bihierarchy, bipartite_graph, canonical_two_sided, edges_of_a_graph, hierarchy
from exact.showing.drawing import Html
from tests.showing import SVG, assert_no_text_is_cut, captions, parsed, said, sets


def test_a_hierarchy_is_a_tree_with_a_box_for_each_set_and_a_line_to_each_child():
    root = parsed(hierarchy(sets("abcd", "ab", "cd", "c")).show())
    assert len(root.findall(f".//{SVG}rect")) == 4 + 1  # and the ground
    assert len(root.findall(f".//{SVG}line")) == 3


def test_boxes_of_a_tree_do_not_overlap():
    family = sets("abcdefgh", "ab", "cdef", "c", "de", "gh", "h")
    boxes = parsed(hierarchy(family).show()).findall(f".//{SVG}g/{SVG}rect")
    places = [tuple(Fraction(box.get(key)) for key in ("x", "y", "width")) for box in boxes]
    for (x, y, width), (u, v, other) in itertools.combinations(places, 2):
        assert y != v or x + width <= u or u + other <= x


def test_only_hierarchies_are_drawn_as_trees():
    with pytest.raises(ValueError, match="no hierarchy"):
        hierarchy_picture(sets("ab", "bc"))


def test_a_bihierarchy_is_two_forests_and_an_odd_cycle_names_what_neighbours_share():
    rows = [frozenset((i, j) for j in "12") for i in "ab"]
    columns = [frozenset((i, j) for i in "ab") for j in "12"]
    assert "one hierarchy" in said(bihierarchy(rows + columns).show())
    assert "the other" in said(bihierarchy(rows + columns).show())
    triangle = said(bihierarchy(sets("ab", "bc", "ac")).show())
    assert all(shared in triangle for shared in ("{a}", "{b}", "{c}", "1 = "))
    with pytest.raises(ValueError, match="odd number"):
        crossing_cycle_picture(sets("ab", "bc"))


def test_crossing_sets_are_two_circles():
    assert set_name(sets("ba")[0]) == "{a, b}"
    root = parsed(hierarchy(sets("abc", "cd")).show())
    assert len(root.findall(f".//{SVG}circle")) == 2
    names = [element.text for element in root.iter(f"{SVG}text")]
    assert {"{a, b, c}", "{c, d}"} <= set(names)


def test_cells_of_one_name_are_written_as_the_name():
    assert set_name([("1",), ("2",)]) == "{1, 2}"
    assert set_name([("1", "o"), ("2", "o")]) == "{(1, o), (2, o)}"


def test_captions_are_seen_and_no_text_is_cut():
    long = sets(["x" * 60, "b"], ["b", "c"], ["x" * 60, "c"])
    pair = hierarchy(long[:2]).show()
    cycle = bihierarchy(long).show()
    tree = hierarchy(sets("a")).show()
    for drawn in (pair, cycle, tree):
        title, seen = ("".join(text.split()) for text in captions(drawn))
        assert title in seen
        assert_no_text_is_cut(drawn)
    shared = [element for element in parsed(cycle).iter(f"{SVG}text") if element.text == "{b}"]
    assert [element.get("paint-order") for element in shared] == ["stroke"]


SEVEN = [f"i{k}" for k in range(1, 8)]


@pytest.mark.parametrize(("closing", "marked"), [("i6", 0), ("i5", 5)])
def test_interference_graphs_on_seven_providers(closing, marked):
    """LY 5.4: Figure 1 is not in the text of the paper; a cycle of six, or of five, with a tail."""
    pairs = [*itertools.pairwise(SEVEN), ("i1", closing)]
    verdict = bipartite_graph([frozenset(pair) for pair in pairs], SEVEN)
    assert verdict.holds == (marked == 0)
    lines = parsed(verdict.show()).findall(f".//{SVG}line")
    assert len(lines) == 7
    assert sum(line.get("stroke-width") == "3" for line in lines) == marked


def test_families_without_a_drawing_are_cards():
    assert isinstance(canonical_two_sided(sets("ab"), "ab", "12").show(), Html)
    assert isinstance(edges_of_a_graph(sets("abc"), "abc").show(), Html)
