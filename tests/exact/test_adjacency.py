"""The search from neighbour to neighbour finds what double description lists, orbit by orbit."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exact import cones, minkowski
from exact.adjacency import Progress, Search
from exact.cones import Cone
from exact.figures import ConeRays, SumFacets
from exact.symmetries import permuted
from tests.strategies import small_fractions

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def sums(draw, entries, most=4):
    size = draw(st.integers(2, most))
    point = st.tuples(*[entries] * size)
    summands = draw(st.lists(st.lists(point, min_size=1, max_size=5), min_size=1, max_size=3))
    if draw(st.booleans()):  # make it symmetric
        turn = tuple(draw(st.permutations(range(size))))
        summands += [[permuted(point, turn) for point in points] for points in summands]
    return summands


@st.composite
def some_cones(draw):
    size = draw(st.integers(1, 5))
    row = st.tuples(*[st.integers(-2, 2)] * size)
    return cones.cone(draw(st.lists(row, max_size=8)), draw(st.lists(row, max_size=2)), size)


def finished(search):
    search.run()
    return search


def members(search):
    return [vector for each in search.orbits for vector in each.members]


def check_orbits(search):
    vectors = members(search)
    assert len(vectors) == len(set(vectors)) == search.progress.met
    for each in search.orbits:
        for permutation in search.figure.symmetries:
            images = {
                cones.reduce_modulo(permuted(vector, permutation), search.figure.lines) for vector in each.members
            }
            assert images == set(each.members)


@settings(relaxed, max_examples=200)
@given(sums(st.integers(-2, 2)) | sums(st.integers(0, 1), 5) | sums(small_fractions, 3), st.integers(0, 3))
def test_all_facets_of_a_sum_are_met(summands, seed):
    assume(minkowski.dimension(summands) >= 2)
    search = finished(Search(SumFacets(summands), seed))
    assert sorted(members(search)) == [each.normal for each in minkowski.facets_by_rays(summands).facets]
    check_orbits(search)


@settings(relaxed, max_examples=200)
@given(some_cones(), st.integers(0, 3))
def test_all_rays_of_a_cone_are_met(cone, seed):
    search = finished(Search(ConeRays(cone), seed))
    assert tuple(sorted(members(search))) == cones.generators(cone).rays
    assert search.figure.lines == cones.lineality(cone)
    check_orbits(search)


@settings(relaxed, max_examples=60)
@given(sums(st.integers(-1, 1), 3))
def test_neighbours_are_the_facets_that_meet_in_a_ridge(summands):
    assume(minkowski.dimension(summands) >= 2)
    figure = SumFacets(summands)
    facets = [each.normal for each in minkowski.facets_by_rays(summands).facets]
    for first in facets:
        ridge = {
            second
            for second in facets
            if second != first and _dimension_of_meeting(summands, first, second) == figure.dimension - 2
        }
        assert set(figure.neighbours(first)) == ridge


def _dimension_of_meeting(summands, first, second):
    """The dimension of the face where two facets meet; -1 where they do not."""
    faces = [
        [point for point in one if point in other]
        for one, other in zip(minkowski.face(summands, first), minkowski.face(summands, second), strict=True)
    ]
    return minkowski.dimension(faces) if all(faces) else -1


def cube(size):
    zero = (0,) * size
    return [[zero, tuple(int(j == k) for j in range(size))] for k in range(size)]


def test_of_the_cube_one_facet_of_each_sign_is_gone_from_at_most():
    search = Search(SumFacets(cube(7)))
    steps = 0
    while not search.is_complete:
        assert search.step() is not None
        steps += 1
    assert steps <= 2
    assert [len(each.members) for each in search.orbits] == [7, 7]
    assert search.progress == Progress(steps, 2, 14, True)


def test_the_cross_polytope_is_met_whole():
    points = [tuple(sign * int(j == k) for j in range(5)) for k in range(5) for sign in (1, -1)]
    search = finished(Search(SumFacets([points])))
    assert set(members(search)) == set(itertools.product((1, -1), repeat=5))
    assert sorted(len(each.members) for each in search.orbits) == [1, 1, 5, 5, 10, 10]


def test_a_search_that_ends_early_has_met_facets_only():
    summands = [*cube(4), [(0, 0, 0, 0), (9, 1, 0, 0), (0, 9, 1, 0), (0, 0, 9, 1), (1, 0, 0, 9)]]
    everything = {each.normal for each in minkowski.facets_by_rays(summands).facets}
    search = Search(SumFacets(summands))
    assert set(members(search)) < everything
    search.step()
    assert set(members(search)) <= everything
    assert not search.progress.complete


def test_what_has_no_neighbours_is_refused():
    with pytest.raises(ValueError, match="dimension 1"):
        SumFacets([[(0, 0), (1, 1)]])
    with pytest.raises(ValueError, match="not that of a facet"):
        SumFacets(cube(3)).neighbours((1, 1, 0))
    with pytest.raises(ValueError, match="not an extreme ray"):
        ConeRays(Cone.of([(1, 0, 0), (0, 1, 0), (0, 0, 1)])).neighbours((1, 1, 0))


def test_cones_without_rays_and_with_one():
    assert finished(Search(ConeRays(cones.cone([], [], 3)))).orbits == []
    assert finished(Search(ConeRays(cones.cone([(1, 0), (-1, 0)])))).orbits == []
    assert members(finished(Search(ConeRays(cones.cone([(1, 0)]))))) == [(1, 0)]
