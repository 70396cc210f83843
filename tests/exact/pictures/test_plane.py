"""Cones and polyhedra of the plane."""

from __future__ import annotations

import pytest

from exact.cones import Cone, Generators
from exact.pictures import plane
from exact.polyhedra import Hull, Polyhedron
from tests.showing import NASTY, parsed, said


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
