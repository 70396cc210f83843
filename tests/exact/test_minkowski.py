"""Minkowski sums: both routes, brute force over all sums of points, and the small cases that go wrong first."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exact import minkowski, polyhedra
from exact.minkowski import SumInequality, facets_by_rays, facets_by_vertices
from tests.strategies import small_fractions

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def sums(draw, entries):
    size = draw(st.integers(1, 3))
    point = st.tuples(*[entries] * size)
    return draw(st.lists(st.lists(point, min_size=1, max_size=4), min_size=1, max_size=3))


@settings(relaxed, max_examples=120)
@given(sums(st.integers(-2, 2)) | sums(small_fractions))
def test_both_routes_agree_with_the_hull_of_all_sums(summands):
    size = len(summands[0][0])
    everything = {tuple(map(sum, zip(*choice, strict=True))) for choice in itertools.product(*summands)}
    wanted = polyhedra.constraints(polyhedra.Hull.of(everything, dimension=size))
    found = facets_by_rays(summands)
    assert found == facets_by_vertices(summands) == facets_by_rays(summands, "both")
    described = polyhedra.Polyhedron.of(
        [each.normal for each in found.facets],
        [sum(each.bounds) for each in found.facets],
        [each.normal for each in found.equations],
        [sum(each.bounds) for each in found.equations],
        dimension=size,
    )
    assert polyhedra.irredundant(described) == polyhedra.irredundant(wanted)
    assert len(found.facets) == len(wanted.inequalities)
    assert all(minkowski.is_facet(summands, each.normal) for each in found.facets)
    assert minkowski.dimension(summands) == size - len(found.equations)


@settings(relaxed, max_examples=80)
@given(sums(st.integers(-2, 2)) | sums(small_fractions), st.integers(0, 9))
def test_a_search_meets_facets_only_and_each_once(summands, seed):
    met = list(minkowski.facets_met(summands, random.Random(seed), 20))
    assert len(met) == len(set(met))
    assert set(met) <= {each.normal for each in facets_by_rays(summands).facets}


@pytest.mark.parametrize("seed", range(3))
def test_a_search_meets_the_facets_that_chance_alone_hardly_meets(seed):
    # Many facets, of which the long diagonals between the axes have the narrowest cones.
    cube = list(itertools.product((0, 1), repeat=4))
    steep = [(0, 0, 0, 0), (9, 1, 0, 0), (0, 9, 1, 0), (0, 0, 9, 1), (1, 0, 0, 9)]
    everything = {each.normal for each in facets_by_rays([cube, steep]).facets}
    assert set(minkowski.facets_met([cube, steep], random.Random(seed), 600)) == everything


def test_a_square_plus_a_diagonal_is_a_hexagon():
    square = [(0, 0), (1, 0), (0, 1), (1, 1)]
    found = facets_by_rays([square, [(0, 0), (1, 1)]])
    assert len(found.facets) == 6
    assert SumInequality((1, -1), (Fraction(1), Fraction(0))) in found.facets


def test_a_single_point_has_only_equations():
    found = facets_by_rays([[(1, 2)], [(3, 4)]])
    assert found.facets == ()
    assert [sum(each.bounds) for each in found.equations] == [4, 6]
    assert found == facets_by_vertices([[(1, 2)], [(3, 4)]])


def test_empty_summands_are_refused():
    with pytest.raises(ValueError, match="at least one point"):
        facets_by_rays([[(0,)], []])
    with pytest.raises(ValueError, match="at least one summand"):
        facets_by_vertices([])
