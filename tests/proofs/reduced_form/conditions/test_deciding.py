"""Conditions A and B (LY, Propositions 1 and 2) for a given rule: certified both ways, and equal to brute force."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exact.linear import LinearSystem, optimum
from proofs.reduced_form.conditions import deciding as conditions_module
from proofs.reduced_form.conditions.deciding import condition, most_violated, trades_in_words
from proofs.reduced_form.implementation.deciding import NoOutcome, implementable
from proofs.reduced_form.problem import outcomes as outcomes_module
from proofs.reduced_form.problem.problems import InterimRule
from tests.proofs.reduced_form import brute_force
from tests.proofs.reduced_form.certified import accepted, every_number_matters, forged, problem_of
from tests.proofs.reduced_form.conditions.test_capacity import courses, market
from tests.proofs.reduced_form.conditions.test_quotas import three_agents
from tests.strategies import interim_rules, problems

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
indivisible = problems(kinds=("pairs", "anonymous", "public", "restricted"))


def greatest_violation(problem, rule, letter):
    """By trying every sign vector of the condition."""
    y = [problem.marginals[c[0], c[1]] * q for c, q in zip(problem.coordinates, rule.values, strict=True)]
    tables = []
    for profile in problem.profiles():
        at = [problem.cell_of(c) if profile[problem.agents.index(c[0])] == c[1] else None for c in problem.coordinates]
        pure = [[x[cell] if cell else 0 for cell in at] for x in brute_force.pure_outcomes(problem, profile)]
        tables.append((problem.probability(profile), pure))
    families = [(0, 1, -1)] if letter == "A" else [(0, 1), (0, -1)]
    best = Fraction(0)
    for signs in itertools.chain(*(itertools.product(family, repeat=len(y)) for family in families)):
        right = sum(p * max(sum(map(int.__mul__, signs, x)) for x in pure) for p, pure in tables)
        best = max(best, sum((s * v for s, v in zip(signs, y, strict=True)), Fraction(0)) - right)
    return best


@settings(relaxed, max_examples=120)
@given(st.data())
def test_the_greatest_violation_agrees_with_all_sign_vectors(data):
    problem = data.draw(indivisible)
    assume(len(problem.coordinates) <= 5)
    rule, letter = data.draw(interim_rules(problem)), data.draw(st.sampled_from("AB"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outcomes_module, "SHORT_LIST", data.draw(st.sampled_from([60, -1])))
        verdict, most = condition(problem, rule, letter), most_violated(problem, rule, letter)
        assert accepted(verdict)
        assert accepted(most)
    if isinstance(verdict.evidence, NoOutcome):
        assert any(not brute_force.pure_outcomes(problem, t) for t in problem.profiles())
        return
    wanted = greatest_violation(problem, rule, letter)
    assert most.statement.value == wanted
    assert verdict.holds == (wanted == 0)
    if implementable(problem, rule):
        assert verdict.holds  # Propositions 1 and 2


@settings(relaxed, max_examples=25)
@given(st.data())
def test_divisible_problems_are_certified(data):
    problem = data.draw(problems(kinds=("divisible",)))
    rule = data.draw(interim_rules(problem))
    assert accepted(most_violated(problem, rule, data.draw(st.sampled_from("AB"))))


def best_under_condition_b():
    """LY section 3.3: the greatest sum of Q_i(t1) + 2 Q_i(t2) under Condition B, with a rule that reaches it."""
    problem = three_agents()
    one = Fraction(1)
    rows = []
    for signs in itertools.product((0, 1), repeat=6):
        chosen = [c for c, sign in zip(problem.coordinates, signs, strict=True) if sign]
        right = Fraction(0)
        for profile in problem.profiles():
            weights = {(a,): one for a, kind in zip(problem.agents, profile, strict=True) if (a, kind) in chosen}
            right += problem.probability(profile) * brute_force.best(problem, profile, weights)
        rows.append(({c: problem.marginals[c] for c in chosen}, right))
    system = LinearSystem.make(problem.coordinates, at_most=rows, lower=0)
    found = optimum(system, {c: 1 + (c[1] == "t2") for c in problem.coordinates})
    return problem, found.statement.value, InterimRule(found.evidence.values)


def test_section_3_3_condition_b_admits_147_eighths_and_a_rule_that_is_not_implementable():
    problem, best, rule = best_under_condition_b()
    assert best == Fraction(147, 8)
    for letter in "AB":
        verdict = condition(problem, rule, letter)
        assert verdict.holds  # the capacity is linear, so A says no more than B
        assert accepted(verdict)
        assert every_number_matters(verdict, ["trees"]) > 2
    refused = implementable(problem, rule)
    assert refused.holds is False
    assert accepted(refused)


def test_section_3_3_the_implementable_maximum_is_18():
    """Profile by profile: the expected weights are 1 or 2, and 1/2 (3 + 3) ... sum to 18 over the feasible outcomes."""
    problem = three_agents()
    total = Fraction(0)
    for profile in problem.profiles():
        weights = {(a,): Fraction(1 + (kind == "t2")) for a, kind in zip(problem.agents, profile, strict=True)}
        # sum Q_i(t_i) weights = sum over t of lambda(t) / lambda_i(t_i) p(i, t) weights, and lambda_i is 1/2.
        total += 2 * problem.probability(profile) * brute_force.best(problem, profile, weights)
    assert total == 18


def test_a_violated_inequality_of_condition_a_comes_with_words_and_forgeries_are_refused():
    problem = courses()
    zero = dict.fromkeys(("o1", "o2", "o3"), 0)
    rule = problem.interim_rule(
        {"i1": {"t11": {**zero, "o1": 1}, "t12": zero}, "i2": {"t21": {**zero, "o2": 1}, "t22": {**zero, "o3": 1}}}
    )
    for letter in "AB":
        verdict = condition(problem, rule, letter)
        assert verdict.holds is False
        assert accepted(verdict)
        assert "when of type t12 sells" in verdict.evidence.words()
        assert every_number_matters(verdict, ["coefficients"]) > 2
        forged(verdict, lambda statement: statement["evidence"]["bounds"].pop())
        forged(verdict, lambda statement: statement["about"].update(condition="C"))
        most = most_violated(problem, rule, letter)
        assert accepted(most)
        assert every_number_matters(most, ["tree"]) > 10
        forged(most, lambda statement: statement["about"].update(value="1/100"))
        forged(most, lambda statement: statement["about"].update(value="100"))
        forged(most, lambda statement: statement["evidence"]["inequality"]["coefficients"].pop())
    both = condition(problem, rule, "A")
    if len({sign for _, sign in both.evidence.inequality.coefficients}) == 2:
        forged(both, lambda statement: statement["about"].update(condition="B"))


def test_words():
    plus, minus = [("i1", "H", "o2"), ("i1", "H", "o3")], [("i2", "L", "o1")]
    assert trades_in_words(plus, minus) == "agent i1 when of type H buys o2 and o3; agent i2 when of type L sells o1"
    assert trades_in_words([("i1", "H")], []) == "agent i1 when of type H buys a unit"


def test_a_search_that_is_cut_short_says_so(monkeypatch):
    problem, _, rule = best_under_condition_b()
    monkeypatch.setattr(conditions_module, "MOST_NODES", 1)
    assert condition(problem, rule, "A").holds is None
    assert most_violated(problem, rule, "A").holds is None


def test_larger_markets_are_searched_exactly():
    problem = market(3, types=2)
    third = Fraction(1, 3)
    even = InterimRule((third,) * len(problem.coordinates))
    assert accepted(condition(problem, even))
    skewed = InterimRule(tuple(third + Fraction(k % 5, 12) for k in range(len(problem.coordinates))))
    assert accepted(most_violated(problem, skewed))


def test_bad_input_is_refused_in_one_sentence():
    problem = problem_of(agents=["a"], types={"a": ["t"]}, constraints=[{"each": "agent", "ceiling": 1}])
    with pytest.raises(ValueError, match='"A" or "B"'):
        condition(problem, InterimRule((Fraction(1),)), "C")
