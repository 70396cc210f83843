"""A polytope that only answers where a direction is greatest has the facets and vertices of the hull of its points."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact import cones, minkowski, polyhedra
from exact.supported import supported

POINTS = st.integers(1, 4).flatmap(
    lambda size: st.lists(st.tuples(*[st.integers(-2, 2)] * size), min_size=1, max_size=9)
)


def oracle_of(points):
    return lambda direction: (max(points, key=lambda point: cones.product(direction, point)), "met")


@settings(max_examples=60, deadline=None)
@given(POINTS)
def test_a_hull_is_found_from_its_support(points):
    size = len(points[0])
    found = supported(oracle_of(points), size, 100)
    described = minkowski.facets_by_rays([points])
    assert found.equations == tuple(each.normal for each in described.equations)
    assert found.facets == tuple(each.normal for each in described.facets)
    assert list(found.vertices) == sorted(polyhedra.hull(polyhedra.constraints(polyhedra.Hull.of(points))).points)
    assert set(found.made_of) == {"met"}


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda size: st.lists(
            st.lists(st.tuples(*[st.integers(-2, 2)] * size), min_size=1, max_size=4), min_size=1, max_size=4
        )
    )
)
def test_a_sum_is_found_from_the_sum_of_supports(summands):
    def oracle(direction):
        best = [max(points, key=lambda point: cones.product(direction, point)) for points in summands]
        return tuple(map(sum, zip(*best, strict=True))), tuple(best)

    found = supported(oracle, len(summands[0][0]), 1000)
    described = minkowski.facets_by_rays(summands)
    assert found.facets == tuple(each.normal for each in described.facets)
    assert [tuple(map(sum, zip(*best, strict=True))) for best in found.made_of] == list(found.vertices)


def test_a_point_and_nothing_are_polytopes_too():
    assert supported(lambda _: ((3, 4), None), 2, 5).vertices == ((3, 4),)
    assert supported(lambda _: ((), None), 0, 5).facets == ()


def test_more_vertices_than_allowed_are_refused():
    cube = list(itertools.product((0, 1), repeat=3))
    with pytest.raises(ValueError, match="more than 7 vertices"):
        supported(oracle_of(cube), 3, 7)
