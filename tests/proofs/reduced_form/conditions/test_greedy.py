"""The greedy optimum over paramodular quotas, its chains, and the cones of chains (LY, Theorem 4 and Lemmas 5-7)."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exact import cones
from proofs.reduced_form.conditions.greedy import chain_cone, chain_rays, greedy_optimum, profile_chains
from proofs.reduced_form.conditions.quotas import quota_pair
from proofs.reduced_form.design.applications import assignment_market
from tests.proofs.reduced_form import brute_force
from tests.proofs.reduced_form.certified import accepted
from tests.proofs.reduced_form.conditions.test_capacity import market
from tests.proofs.reduced_form.conditions.test_quotas import anonymous, three_agents
from tests.strategies import problems, small_fractions

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def is_chain(chain):
    return all(a < b or b < a for a, b in itertools.combinations([cells for cells, _ in chain], 2))


def test_greedy_on_a_set_with_floor_and_ceiling():
    problem = anonymous("abc", {"set": list("abc"), "floor": 1, "ceiling": 2}, {"each": "agent", "ceiling": 1})
    pair = quota_pair(problem, "effective")
    found = greedy_optimum(pair, {("a",): 3, ("b",): -1})
    assert dict(found.outcome) == {("a",): 1, ("b",): 0, ("c",): 1}
    assert accepted(found.verdict)
    least = greedy_optimum(pair, {("a",): -1, ("b",): -2, ("c",): -3})
    assert least.value == -1
    assert [len(cells) for cells, _ in least.lower] == [1, 2, 3]
    assert accepted(least.verdict)


def test_greedy_fails_on_the_effective_quotas_of_section_3_3():
    """2, 2, 2 is best for equal weights, but greedy starts with 3, 1 and then takes the rest up to 6."""
    found = greedy_optimum(quota_pair(three_agents(), "effective"), {("a",): 3, ("b",): 2, ("c",): 1})
    assert found.broken is not None
    assert found.verdict is None


@settings(relaxed, max_examples=150)
@given(st.data())
def test_greedy_is_optimal_on_paramodular_pairs_and_chains_are_on_disjoint_grounds(data):
    problem = data.draw(problems(kinds=("pairs", "anonymous", "public", "restricted")))
    profile = data.draw(st.sampled_from(list(problem.profiles())))
    if not brute_force.pure_outcomes(problem, profile):
        with pytest.raises(ValueError, match="no outcome is feasible"):
            quota_pair(problem, "effective", profile)
        return
    pair = quota_pair(problem, "effective", profile)
    weights = {cell: data.draw(small_fractions) for cell in problem.cells}
    found = greedy_optimum(pair, weights)
    assert is_chain(found.upper)
    assert is_chain(found.lower)
    grounds = [frozenset().union(*(cells for cells, _ in chain)) for chain in (found.upper, found.lower)]
    assert not grounds[0] & grounds[1]
    if pair.offence() is None:
        # The quotas of a paramodular pair have integral vertices, so the greedy value is that of the pure outcomes.
        assert found.broken is None
        assert found.value == brute_force.best(problem, profile, weights)
    if found.verdict is not None:
        assert accepted(found.verdict)


def single_object():
    return assignment_market(["i1", "i2"], ["o"], {"i1": ["L", "H"], "i2": ["L", "H"]})


def test_rays_of_a_chain_are_of_the_form_of_lemma_7_but_not_all_such_vectors_are_extreme():
    problem = single_object()
    chains = {t: [[("i1", "o")], [("i1", "o"), ("i2", "o")]] for t in problem.profiles()}
    for sign in (1, -1):
        found = chain_rays(problem, chains, sign)
        assert found.other == ()
        assert len(found.rays) == 5
        (split,) = found.split  # both types of i1: the sum of the vectors of either type
        assert cones.contains(found.cone, split)
        assert not cones.is_extreme_ray(found.cone, split)
        parts = [ray for ray in found.rays if sum(map(abs, ray)) == 3]
        assert tuple(map(sum, zip(*parts, strict=True))) == split


def test_the_chains_of_a_weighting_give_a_cone_that_holds_it():
    problem = single_object()
    coefficients = dict.fromkeys(problem.coordinates[:3], Fraction(1))
    upper, lower = profile_chains(problem, coefficients)
    assert not any(lower.values())
    cone = chain_cone(problem, {t: [cells for cells, _ in chain] for t, chain in upper.items()})
    g = [step for chain in upper.values() for _, step in chain]
    assert cones.contains(cone, [*(coefficients.get(c, 0) for c in problem.coordinates), *g])


def test_bad_input_is_refused_in_one_sentence():
    problem = single_object()
    with pytest.raises(ValueError, match="are no chain"):
        chain_cone(problem, {("L", "L"): [[("i1", "o")], [("i2", "o")]]})
    with pytest.raises(ValueError, match="no ceiling"):
        greedy_optimum(quota_pair(market(2), "listed"), {("i1", "j1"): 2, ("i2", "j2"): 1})
