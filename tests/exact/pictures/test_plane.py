"""Cones and polyhedra of the plane."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact.cones import Cone, Generators
from exact.pictures import plane
from exact.polyhedra import Hull, Polyhedron
from tests.showing import NASTY, SVG, assert_no_text_is_cut, captions, parsed, said


def test_cones_of_the_plane():
    cone = Cone.of([[2, -1], [-1, 3]], coordinates=["f", NASTY])
    assert "(1, 2)" in said(cone.show())
    assert NASTY in said(cone.show())
    assert "(3, 1)" in said(Generators.of([[3, 1], [1, 2]]).show())
    parsed(Cone.of([[1, 1]]).show())
    parsed(Cone.of([], [[1, 1]], dimension=2).show())
    with pytest.raises(ValueError, match="3 coordinates"):
        plane.cone_picture(Cone.of([[1, 1, 1]]))


def test_polyhedra_of_the_plane():
    box = Polyhedron.of([[1, 0], [0, 1], [-1, 0], [0, -1], [1, 2]], [1, 1, 0, 0, "5/2"])
    assert "(1/2, 1)" in said(box.show())
    parsed(Hull.of([(0, 0), (1, 2)], rays=[(1, 0)]).show())
    parsed(Hull.of([(0, 0)]).show())
    parsed(Polyhedron.of([[1, 0], [-1, 0]], [0, -1]).show())


fractions = st.one_of(st.fractions(-2, 2), st.fractions(max_denominator=10**9))


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.tuples(fractions, fractions), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)).filter(any), max_size=1),
)
def test_no_text_of_a_random_polyhedron_is_cut(points, rays):
    assert_no_text_is_cut(Hull.of(points, rays=rays).show())
    assert_no_text_is_cut(plane.polyhedron_picture(Hull.of(points, rays=rays), points[:1]))


def lines(drawn, width):
    return [line for line in parsed(drawn).iter(f"{SVG}line") if line.get("stroke-width") == width]


def test_edges_of_the_cut_are_dotted_and_those_of_the_set_are_solid():
    corner = Polyhedron.of([[-1, 0], [0, -1]], [0, 0])
    shown = corner.show()
    assert [len(lines(shown, width)) for width in ("1.5", "0.8")] == [2, 2]
    (area,) = (polygon for polygon in parsed(shown).iter(f"{SVG}polygon") if polygon.get("fill-opacity"))
    assert area.get("stroke") == "none"
    assert "dotted" in captions(shown)[1]
    triangle = Hull.of([(0, 0), (1, 0), (0, 1)]).show()
    assert [len(lines(triangle, width)) for width in ("1.5", "0.8")] == [3, 0]
    assert "dotted" not in captions(triangle)[1]
    assert len(lines(Hull.of([(0, 0), (1, 2)]).show(), "1.5")) == 1


def test_a_polyhedron_with_lines_has_no_vertices():
    strip = Polyhedron.of([[1, 0], [-1, 0]], [1, 0]).show()
    assert not list(parsed(strip).iter(f"{SVG}circle"))
    assert "with lines, so without vertices" in captions(strip)[1]


def test_the_empty_set_says_so_within_its_frame():
    texts = [element.text for element in parsed(Polyhedron.of([[1, 0], [-1, 0]], [0, -1]).show()).iter(f"{SVG}text")]
    assert "empty" in texts
    assert "The empty set" in texts


def test_captions_of_cones_say_what_red_and_dotted_mean():
    title, seen = captions(Cone.of([[2, -1], [-1, 3]]).show())
    assert title == "A cone with 2 extreme rays, drawn in red; dotted: where the drawing cuts it off"
    assert title in seen


def test_marked_points_have_their_coordinates_beside_them():
    drawn = plane.polyhedron_picture(Hull.of([(0, 0), (1, 0), (0, 1)]), [(Fraction(1, 3), Fraction(1, 5)), (0, 0)])
    texts = [element.text for element in parsed(drawn).iter(f"{SVG}text")]
    assert "(1/3, 1/5)" in texts
    assert texts.count("(0, 0)") == 1


def test_coordinates_that_are_numbers_are_told_from_the_numbers_at_the_axes():
    texts = [element.text for element in parsed(Hull.of([(0, 0), (1, 1)]).show()).iter(f"{SVG}text")]
    assert {"coordinate 0", "coordinate 1"} <= set(texts)
