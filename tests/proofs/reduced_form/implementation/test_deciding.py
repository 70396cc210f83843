"""Implementability: certified both ways, and equal to brute force on small problems."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.reduced_form.conditions.deciding import condition, most_violated
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem import outcomes as outcomes_module
from proofs.reduced_form.problem.outcomes import Outcomes
from proofs.reduced_form.problem.problems import Constraint, InterimRule, Problem, uniform_prior
from tests.proofs.reduced_form import brute_force
from tests.strategies import interim_rules, problems, small_fractions

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
indivisible = problems(kinds=("pairs", "anonymous", "public", "restricted"))


def accepted(verdict):
    """The checker accepts the certificate, and the certificate reads back as the verdict."""
    written = json.loads(json.dumps(certificate(verdict)))
    checker.verify(written)
    return verdicts(written)[0] == verdict


@settings(relaxed, max_examples=300)
@given(st.data())
def test_implementability_agrees_with_brute_force_and_is_certified(data):
    problem = data.draw(indivisible)
    rule = data.draw(interim_rules(problem))
    verdict = implementable(problem, rule)
    assert verdict.holds == brute_force.is_implementable(problem, rule)
    assert accepted(verdict)
    if verdict.holds:
        assert all(len(lottery) <= len(problem.cells) + 1 for _, lottery in verdict.evidence.lotteries)


@settings(relaxed, max_examples=200)
@given(st.data())
def test_the_reduced_form_of_a_random_ex_post_rule_is_implementable(data):
    problem = data.draw(indivisible)
    weighted = dict.fromkeys(problem.coordinates, Fraction(0))
    for profile in problem.profiles():
        pure = brute_force.pure_outcomes(problem, profile)
        assume(pure)
        drawn = data.draw(st.lists(st.sampled_from(pure), min_size=1, max_size=3))
        for outcome in drawn:
            for coordinate in problem.coordinates:
                if profile[problem.agents.index(coordinate[0])] == coordinate[1]:
                    share = problem.probability(profile) / len(drawn)
                    weighted[coordinate] += share * outcome[problem.cell_of(coordinate)]
    rule = InterimRule(tuple(weighted[c] / problem.marginals[c[0], c[1]] for c in problem.coordinates))
    verdict = implementable(problem, rule)
    assert verdict.holds
    assert accepted(verdict)


@settings(relaxed, max_examples=100)
@given(st.data())
def test_divisible_problems_are_certified(data):
    problem = data.draw(problems(kinds=("divisible",)))
    assert accepted(implementable(problem, data.draw(interim_rules(problem))))


@settings(relaxed, max_examples=200)
@given(st.data())
def test_maxima_over_outcomes_agree_with_enumeration_by_list_and_by_tree(data):
    problem = data.draw(indivisible)
    profile = data.draw(st.sampled_from(list(problem.profiles())))
    weights = {cell: data.draw(small_fractions) for cell in problem.cells}
    wanted = brute_force.best(problem, profile, weights)
    for longest in (outcomes_module.SHORT_LIST, -1):
        outcomes = Outcomes(problem.cells, problem.quotas(profile), problem.divisible, longest)
        found = outcomes.maximum(tuple(weights.values()))
        assert found.value == wanted
        assert outcomes.proves(found.proof, weights, wanted)
        if wanted is not None:
            assert not outcomes.proves(found.proof, weights, wanted - 1)


@settings(relaxed, max_examples=100)
@given(indivisible)
def test_existence_of_an_outcome_is_certified(problem):
    verdict = has_outcome(problem)
    assert verdict.holds == all(brute_force.pure_outcomes(problem, t) for t in problem.profiles())
    assert accepted(verdict)


def triangle(rule):
    """Three agents, every two of them share one unit: the relaxation has the fractional vertex (1/2, 1/2, 1/2)."""
    agents = ("i1", "i2", "i3")
    edges = [("i1", "i2"), ("i2", "i3"), ("i1", "i3")]
    constraints = tuple(Constraint(frozenset((a,) for a in edge), Fraction(0), Fraction(1)) for edge in edges)
    types = (("t",),) * 3
    return Problem(agents, (), types, uniform_prior(types), constraints), InterimRule(rule)


def test_half_a_unit_each_on_a_triangle_is_no_lottery_over_pure_outcomes(monkeypatch):
    for shortest in (60, 0):  # by listing the pure outcomes, and by branching
        monkeypatch.setattr(outcomes_module, "SHORT_LIST", shortest)
        verdict = implementable(*triangle((Fraction(1, 2),) * 3))
        assert verdict.holds is False
        assert accepted(verdict)
        third = implementable(*triangle((Fraction(1, 3),) * 3))
        assert third.holds is True
        assert accepted(third)


HALVES = {"i1": {"t": "1/2"}, "i2": {"t": "1/4"}, "i3": {"t": 0}}


def test_a_rule_may_be_nested_mappings_and_values_are_found_by_name():
    problem, _ = triangle(())
    rule = problem.interim_rule(HALVES)
    assert problem.interim_rule(rule) is rule
    assert implementable(problem, HALVES).statement.rule == rule
    assert condition(problem, HALVES).statement.rule == most_violated(problem, HALVES).statement.rule == rule
    assert problem.value(rule, "i2", "t") == Fraction(1, 4)
    assert sum(share for share, _ in implementable(problem, HALVES).evidence.at("t", "t", "t")) == 1


def test_wrong_names_and_numbers_of_values_are_one_sentence():
    problem, short = triangle((Fraction(1),))
    with pytest.raises(ValueError, match="interim_rule: 1 value for 3 coordinates"):
        implementable(problem, short)
    with pytest.raises(ValueError, match="interim_rule: an object with a value for each of the agents was expected"):
        implementable(problem, 3)
    with pytest.raises(ValueError, match=r"\(i9, t\) is not an agent and a type of the problem"):
        problem.value(problem.interim_rule(HALVES), "i9", "t")
    with pytest.raises(ValueError, match=r"\(t\) is not a type profile"):
        implementable(problem, HALVES).evidence.at("t")
