"""Normal fans: every sum has one, and none shows a list that lacks a facet, has one too many, or another equation."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exact import fans, minkowski
from exact.fans import NormalFan
from tests.exact.test_minkowski import sums
from tests.strategies import small_fractions

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))

MANY = 10_000
CUBE = [[(0, 0, 0), (1, 0, 0)], [(0, 0, 0), (0, 1, 0)], [(0, 0, 0), (0, 0, 1)]]
OCTAHEDRON = [[(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)]]


def described(summands):
    found = minkowski.facets_by_rays(summands)
    return [each.normal for each in found.equations], [each.normal for each in found.facets]


@settings(relaxed, max_examples=150)
@given(sums(st.integers(-2, 2)) | sums(small_fractions), st.integers(0, 3))
def test_every_sum_of_positive_dimension_has_a_fan_that_shows_exactly_its_facets(summands, seed):
    equations, facets = described(summands)
    assume(facets)
    fan = fans.normal_fan(summands, equations, facets, MANY, seed)
    assert fans.shows(fan, summands, equations, facets)
    assert not fans.shows(fan, summands, equations, [*facets, facets[0]])
    assert not fans.shows(fan, summands, equations[1:], facets) or not equations
    for missing in range(len(facets)):
        assert not fans.shows(fan, summands, equations, facets[:missing] + facets[missing + 1 :])
        kept = tuple(cone for cone in fan.cones if missing not in cone)
        renamed = tuple(tuple(k - (k > missing) for k in cone) for cone in kept)
        rest = facets[:missing] + facets[missing + 1 :]
        assert not fans.shows(NormalFan(renamed, fan.direction), summands, equations, rest)


def test_the_cube_has_a_cone_for_each_vertex_and_the_octahedron_two():
    equations, facets = described(CUBE)
    assert len(fans.normal_fan(CUBE, equations, facets, MANY).cones) == 8
    assert fans.normal_fan(CUBE, equations, facets, 7) is None
    equations, facets = described(OCTAHEDRON)
    assert len(fans.normal_fan(OCTAHEDRON, equations, facets, MANY).cones) == 12


def test_each_condition_is_needed():
    equations, facets = described(OCTAHEDRON)
    fan = fans.normal_fan(OCTAHEDRON, equations, facets, MANY)
    for k in range(len(fan.cones)):
        assert not fans.shows(replace(fan, cones=fan.cones[:k] + fan.cones[k + 1 :]), OCTAHEDRON, equations, facets)
    assert not fans.shows(replace(fan, cones=()), OCTAHEDRON, equations, facets)
    assert not fans.shows(replace(fan, cones=fan.cones * 2), OCTAHEDRON, equations, facets)
    assert fans.shows(replace(fan, cones=fan.cones * 3), OCTAHEDRON, equations, facets)
    # A direction in a wall is in no interior; an edge's middle is valid and no facet.
    assert not fans.shows(replace(fan, direction=facets[0]), OCTAHEDRON, equations, facets)
    assert not fans.shows(replace(fan, direction=(0, 0, 0)), OCTAHEDRON, equations, facets)
    assert not fans.shows(fan, OCTAHEDRON, equations, [*facets, (1, 1, 0)])
    assert not fans.shows(replace(fan, cones=(*fan.cones, (0, 1, 8))), OCTAHEDRON, equations, facets)
    assert not fans.shows(replace(fan, cones=(*fan.cones, (0, 0, 1))), OCTAHEDRON, equations, facets)
    assert not fans.shows(replace(fan, cones=(*fan.cones, (0, 1))), OCTAHEDRON, equations, facets)


def test_the_walk_does_not_depend_on_where_it_begins():
    draw = random.Random(4)
    summands = [[tuple(draw.randint(0, 3) for _ in range(4)) for _ in range(5)] for _ in range(3)]
    equations, facets = described(summands)
    found = {fans.normal_fan(summands, equations, facets, MANY, seed).cones for seed in range(4)}
    assert len(found) == 1
