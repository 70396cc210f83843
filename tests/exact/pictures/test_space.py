"""Cones and polyhedra of three dimensions: the faces in front tile the shadow, and Euler counts the edges."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import polyhedra
from exact.cones import Cone, Generators
from exact.pictures import space
from exact.polyhedra import Hull, Polyhedron
from exact.showing.drawing import convex_hull
from tests.showing import NASTY, SVG, assert_no_text_is_cut, captions, parsed, said

points = st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=1, max_size=9, unique=True)


def solid(drawn):
    """The lines of a set, without the three axes."""
    return [line for line in parsed(drawn).findall(f".//{SVG}line") if line.get("stroke") != "#999"]


def corners_of(polygon):
    return [tuple(map(Fraction, corner.split(","))) for corner in polygon.get("points").split()]


def area(corners):
    turned = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in turned)) / 2


@settings(deadline=None, max_examples=80)
@given(points)
def test_the_faces_in_front_tile_the_shadow(drawn):
    """Each point of the shadow of a convex body has one face in front of it: areas add up, but for rounding."""
    picture = Hull.of(drawn).show()
    faces = [corners_of(polygon) for polygon in parsed(picture).iter(f"{SVG}polygon")]
    shown = Hull.of(drawn)
    corners = polyhedra.hull(polyhedra.constraints(shown))
    scene = space._Scene.of(shown.coordinates, corners.points)
    shadow = convex_hull(map(scene.at, corners.points))
    whole = area(shadow) if len(shadow) > 2 else 0
    assert abs(sum(map(area, faces)) - whole) <= 30


@settings(deadline=None, max_examples=80)
@given(points)
def test_euler_counts_the_edges(drawn):
    """V - E + F = 2 for a body; a polygon has as many edges as vertices; a segment one."""
    described = polyhedra.constraints(Hull.of(drawn))
    vertices = len(polyhedra.hull(described).points)
    expected = {0: vertices + len(described.inequalities) - 2, 1: vertices, 2: 1, 3: 0}[len(described.equations)]
    assert len(solid(Hull.of(drawn).show())) == expected


def test_three_edges_of_a_cube_are_hidden():
    cube = Hull.of(list(itertools.product((0, 1), repeat=3)))
    lines = solid(cube.show())
    assert len(lines) == 12
    hidden = [line for line in lines if line.get("stroke-dasharray")]
    assert len(hidden) == 3
    back = space._Scene.of(cube.coordinates, cube.points).at((Fraction(0),) * 3)
    ends = [
        {(Fraction(line.get("x1")), Fraction(line.get("y1"))), (Fraction(line.get("x2")), Fraction(line.get("y2")))}
        for line in hidden
    ]
    assert set.intersection(*ends) == {back}


def test_the_viewer_looks_along_the_kernel_of_the_projection():
    for row in (space.RIGHT, space.UP):
        assert sum(a * v for a, v in zip(row, space.VIEWER, strict=True)) == 0


@pytest.mark.parametrize(
    ("cone", "rays", "told"),
    [
        (Cone.of([[1, 0, 0], [0, 1, 0], [0, 0, 1], [2, -1, 1]], coordinates=["f", "g", NASTY]), 4, "(1, 2, 0)"),
        (Generators.of([[2, 2, 0], [0, 0, 1], [1, 1, 1]]), 2, "(1, 1, 0)"),
        (Generators.of([[1, 0, 0]], [[0, 0, 1]]), 3, "(0, 0, -1)"),
        (Cone.of([], [], dimension=3), 6, "3 lines"),
        (Cone.of([], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]), 0, "the origin alone"),
        (Cone.of([[0, 0, 1]]), 5, "(0, 0, 1)"),
    ],
)
def test_cones_show_their_rays_and_both_ends_of_their_lines(cone, rays, told):
    shown = cone.show()
    assert told in said(shown)
    red = [line for line in solid(shown) if line.get("stroke") == space.COLOURS[1]]
    assert len(red) == rays


def test_unbounded_and_empty_polyhedra():
    corner = Polyhedron.of(
        [[-1, 0, 0], [0, -1, 0], [0, 0, -1], [-1, -1, -1]], [0, 0, 0, -1], coordinates=["x", "y", NASTY]
    )
    assert "A polyhedron with 3 vertices" in said(corner.show())
    assert NASTY in said(corner.show())
    assert "The empty set" in said(Polyhedron.of([[1, 0, 0], [-1, 0, 0]], [0, -1]).show())
    assert "A polyhedron with 1 vertex" in said(Hull.of([(1, 2, "1/3")]).show())
    with pytest.raises(ValueError, match="2 coordinates"):
        space.polyhedron_picture(Hull.of([(1, 2)]))
    with pytest.raises(ValueError, match="2 coordinates"):
        space.cone_picture(Cone.of([[1, 2]]))


def test_other_dimensions_are_tables_of_rows():
    told = said(Polyhedron.of([[1, "1/2", 0, 0]], [2], [[0, 0, 1, 1]], [3], coordinates=["a", "b", "c", NASTY]).show())
    assert "<= 4" in told
    assert "= 3" in told
    assert NASTY in told
    assert "point 1/2" in said(Hull.of([("1/2",)], rays=[(1,)]).show())
    assert "A cone in 1 dimension" in said(Cone.of([[1]]).show())
    assert "100 of 300 rows" in said(Generators(("a",), ((1,), (-1,), (1,)) * 100).show())


fractions = st.fractions(max_denominator=10**9)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(fractions, fractions, fractions), min_size=1, max_size=4))
def test_no_text_of_a_random_polyhedron_is_cut(drawn):
    assert_no_text_is_cut(Hull.of(drawn).show())
    assert_no_text_is_cut(space.polyhedron_picture(Hull.of(drawn), drawn[:1]))


def test_captions_are_seen_and_polyhedra_with_lines_have_no_vertices():
    slab = Polyhedron.of([[1, 0, 0], [-1, 0, 0]], [1, 0]).show()
    assert not list(parsed(slab).iter(f"{SVG}circle"))
    title, seen = captions(slab)
    assert title == "A polyhedron with lines, so without vertices; dotted: where the drawing cuts it off"
    assert title in seen
    empty = Polyhedron.of([[1, 0, 0], [-1, 0, 0]], [0, -1]).show()
    assert "empty" in [element.text for element in parsed(empty).iter(f"{SVG}text")]
