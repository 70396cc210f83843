"""Steps and corners beside plain enumeration: all integer vectors of a box, all solutions of drawn systems."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact import cones, minkowski, polyhedra
from exact.cones import Cone
from exact.rationals import primitive
from exact.steps import Corners, TooManyError, amounts, fits, generate, steps


def rows_of(size, *sets):
    return tuple(tuple(int(k in each) for k in range(size)) for each in (*((k,) for k in range(size)), *sets))


TRIANGLE = rows_of(3, (0, 1), (0, 2), (1, 2))
SYSTEMS = [
    rows_of(2, (0, 1)),
    TRIANGLE,
    rows_of(3, (0, 1, 2), (0, 1)),
    ((1, 0), (0, 1), (2, -1)),
    ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, -1, 2)),
    rows_of(4, (0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)),
]
IDENTITY = [(tuple(range(size)), False) for size in range(6)]


@pytest.mark.parametrize("rows", SYSTEMS)
def test_steps_beside_the_definition(rows):
    """In a box that is larger than all steps: no sum of two of the same signs, row by row."""
    size = len(rows[0])
    listed = steps(rows)
    bound = max(abs(entry) for each in listed for entry in each) + 1
    box = {z: amounts(rows, z) for z in itertools.product(range(-bound, bound + 1), repeat=size) if any(z)}
    plain = [z for z, own in box.items() if not any(z != part and fits(other, own) for part, other in box.items())]
    assert sorted(plain) == list(listed)


@given(st.lists(st.integers(-9, 9), min_size=3, max_size=3))
def test_every_vector_is_a_sum_of_steps_of_its_own_signs(vector):
    rest, whole = tuple(vector), amounts(TRIANGLE, tuple(vector))
    while any(rest):
        part = next(each for each in steps(TRIANGLE) if fits(amounts(TRIANGLE, each), amounts(TRIANGLE, rest)))
        assert fits(amounts(TRIANGLE, part), whole)
        rest = tuple(a - b for a, b in zip(rest, part, strict=True))


def solutions(draw, rows):
    """The integer solutions of drawn quotas of the rows."""
    size = len(rows[0])
    quotas = []
    for row in rows:
        high = draw.randint(1, 2 * sum(map(abs, row)))
        quotas.append((draw.randint(0, high) if sum(map(bool, row)) > 1 else 0, high))
    grid = itertools.product(range(3), repeat=size)
    return [x for x in grid if all(a <= b <= c for b, (a, c) in zip(amounts(rows, x), quotas, strict=True))]


@pytest.mark.parametrize("rows", [each for each in SYSTEMS if len(each[0]) > 2], ids=str)
def test_the_feasible_steps_at_every_vertex_are_a_corner_and_generate_its_cone(rows):
    draw = random.Random(0)
    listed = Corners(rows, [IDENTITY[len(rows[0])]])
    corners = set(listed)
    met = set()
    for points in filter(None, (solutions(draw, rows) for _ in range(40))):
        hull = polyhedra.hull(polyhedra.constraints(polyhedra.Hull.of([list(each) for each in points])))
        for x in (tuple(map(int, each)) for each in hull.points):
            moves = [tuple(a - b for a, b in zip(y, x, strict=True)) for y in points if y != x]
            feasible = tuple(each for each in listed.steps if each in set(moves))
            assert feasible in corners
            met.add(feasible)
            cone = Cone(tuple(range(len(x))), tuple(tuple(-e for e in move) for move in moves), ())
            own = Cone(tuple(range(len(x))), tuple(tuple(-e for e in step) for step in feasible), ())
            assert cones.generators(cone) == cones.generators(own)
    assert len(met) > 10


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        (TRIANGLE, True),
        (rows_of(4, (0, 1), (0, 2), (1, 2), (0, 3)), True),
        (rows_of(4, (0, 1, 2), (0, 1, 3), (0, 2, 3)), False),
        (rows_of(4, (0, 1, 2), (0, 3), (1, 3)), True),
    ],
    ids=str,
)
def test_sign_vectors_generate_beside_the_facets_of_drawn_hulls(rows, holds):
    """A corner that fails has, around it, a hull with a facet that is no sign vector; where none fails, no hull has."""
    size = len(rows[0])
    signs = [each for each in itertools.product((-1, 0, 1), repeat=size) if any(each)]
    listed = Corners(rows, [IDENTITY[size], (IDENTITY[size][0], True)])
    failing = [corner for corner in listed if not generate(signs, corner)]
    assert bool(failing) is not holds
    for corner in failing[:5]:
        slacks = listed.slacks(corner)
        box = itertools.product(*(range(-below, above + 1) for above, below in slacks[:size]))
        own = [z for z in box if all(-b <= a <= c for a, (c, b) in zip(amounts(rows, z), slacks, strict=True))]
        assert set(corner) == set(own) & set(listed.steps)
        normals = [each.normal for each in minkowski.facets_by_rays([own]).facets]
        assert any(set(primitive(normal)) - {-1, 0, 1} for normal in normals)
    if holds:
        draw = random.Random(1)
        for points in filter(None, (solutions(draw, rows) for _ in range(40))):
            found = minkowski.facets_by_rays([points])
            if not found.equations:
                assert all(set(primitive(each.normal)) <= {-1, 0, 1} for each in found.facets)


def test_symmetries_leave_one_corner_of_each_orbit():
    group = [(cells, turned) for cells in itertools.permutations(range(3)) for turned in (False, True)]
    few, all_of_them = list(Corners(TRIANGLE, group)), list(Corners(TRIANGLE, [IDENTITY[3]]))
    images = set()
    for corner in few:
        orbit = set()
        for cells, turned in group:
            moved = []
            for step in corner:
                image = [0, 0, 0]
                for k, entry in enumerate(step):
                    image[cells[k]] = -entry if turned else entry
                moved.append(tuple(image))
            orbit.add(tuple(sorted(moved)))
        assert not orbit & images
        images |= orbit
    assert images == {tuple(sorted(each)) for each in all_of_them}


def test_bounds_and_bad_rows():
    with pytest.raises(TooManyError, match="more than 5 steps"):
        steps(TRIANGLE, 5)
    with pytest.raises(TooManyError, match="more than 10 sets of feasible steps"):
        list(Corners(TRIANGLE, [IDENTITY[3]], most=10))
    with pytest.raises(ValueError, match="unit vectors"):
        steps(((1, 1), (1, 0)))
