"""Incidence and adjacency beside cddlib's own, and by ranks."""

from __future__ import annotations

import random

import cdd.gmp
import pytest

from exact import cones, polyhedra
from exact.cones import Cone
from exact.incidences import incidence
from exact.polyhedra import Hull, Polyhedron

CUBE = Polyhedron.of([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], [1, 0, 1, 0, 1, 0])


def drawn(seed: int) -> Polyhedron:
    draw = random.Random(seed)
    size = draw.randint(2, 4)
    rows = [[draw.randint(-2, 2) for _ in range(size)] for _ in range(draw.randint(size + 1, size + 5))]
    return Polyhedron.of(rows, [draw.randint(0, 3) for _ in rows])


@pytest.mark.parametrize("seed", range(40))
def test_generators_touch_and_meet_as_cddlib_says(seed: int) -> None:
    polyhedron = drawn(seed)
    rows = [[bound, *(-entry for entry in row)] for row, bound in polyhedron.inequalities]
    made = cdd.gmp.polyhedron_from_matrix(cdd.gmp.matrix_from_array(rows, rep_type=cdd.RepType.INEQUALITY))
    listed = cdd.gmp.copy_generators(made)
    if listed.lin_set or not listed.array:
        return
    found = polyhedra.hull(polyhedron)
    own = [*((1, *point) for point in found.points), *((0, *ray) for ray in found.rays)]
    scaled = [tuple(row) if row[0] else (0, *cones.primitive_row(row[1:], len(row) - 1, "ray")) for row in listed.array]
    place = [own.index(row) for row in scaled]
    told = incidence(polyhedron, found)
    infinity = len(rows)
    for k, touched in enumerate(cdd.gmp.copy_incidence(made)):
        assert set(told.tight[place[k]]) == touched - {infinity}
    for k, beside in enumerate(cdd.gmp.copy_adjacency(made)):
        assert set(told.adjacent[place[k]]) == {place[other] for other in beside}


@pytest.mark.parametrize("seed", range(20))
def test_facets_touch_and_meet_as_cddlib_says(seed: int) -> None:
    draw = random.Random(seed)
    size = draw.randint(2, 4)
    points = [[draw.randint(-2, 2) for _ in range(size)] for _ in range(size + 4)]
    made = cdd.gmp.polyhedron_from_matrix(
        cdd.gmp.matrix_from_array([[1, *point] for point in points], rep_type=cdd.RepType.GENERATOR)
    )
    listed = cdd.gmp.copy_inequalities(made)
    found = polyhedra.constraints(Hull.of(points))
    if found.equations:
        return
    own = [(bound, *(-entry for entry in row)) for row, bound in found.inequalities]
    place = [own.index(cones.primitive_row(row, len(row), "row")) for row in listed.array]
    told = incidence(Hull.of(points), found)
    for k, touched in enumerate(cdd.gmp.copy_incidence(made)):
        assert set(told.tight[place[k]]) == touched
    for k, beside in enumerate(cdd.gmp.copy_adjacency(made)):
        assert set(told.adjacent[place[k]]) == {place[other] for other in beside}


def test_a_cube_has_twelve_edges_and_each_facet_four_neighbours() -> None:
    told = incidence(CUBE, polyhedra.hull(CUBE))
    assert {len(rows) for rows in told.tight} == {3}
    assert sum(map(len, told.adjacent)) == 24
    back = incidence(polyhedra.hull(CUBE), CUBE)
    assert {len(corners) for corners in back.tight} == {4}
    assert {len(others) for others in back.adjacent} == {4}


def test_rays_of_a_cone_and_what_is_meant_up_to_lines() -> None:
    octant = Cone.of([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]])
    told = incidence(octant, cones.generators(octant))
    assert told.adjacent == ((1, 2), (0, 2), (0, 1))
    quadrant = Polyhedron.of([[-1, 0], [0, -1]], [0, 0])
    assert incidence(quadrant, polyhedra.hull(quadrant)).adjacent == ((1, 2), (0, 2), (0, 1))


def test_two_descriptions_by_rows_are_refused() -> None:
    with pytest.raises(TypeError, match="one description by rows and one by generators"):
        incidence(CUBE, CUBE)
