"""Single-object problems with independent types: brute force, certificates, and sizes beyond listing profiles."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exact import submodular
from proofs import checker
from proofs.certificates import certificate
from proofs.reduced_form.implementation import thresholds
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.implementation.single_object import SingleObject, SingleObjectImplementable
from proofs.reduced_form.implementation.thresholds import AllThresholds, RuleMixture, ViolatedSet, single_object
from proofs.reduced_form.problem.problems import Constraint, IndependentPrior, InterimRule, Problem, uniform_prior
from proofs.report.thresholds import explain_thresholds
from tests.proofs.reduced_form.certified import accepted, every_number_matters, forged, problem_of
from tests.strategies import distributions

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def auction(types, units=1, prior=None):
    """`units` of one object, at most one for each agent."""
    agents = tuple(f"i{k}" for k in range(len(types)))
    kinds = tuple(tuple(f"t{s}" for s in range(count)) for count in types)
    constraints = [Constraint(frozenset((a,) for a in agents), Fraction(0), Fraction(units))]
    if units > 1:
        constraints += [Constraint(frozenset({(a,)}), Fraction(0), Fraction(1)) for a in agents]
    return Problem(agents, (), kinds, prior or uniform_prior(kinds), tuple(constraints))


@st.composite
def cases(draw, most_units=3):
    units = draw(st.integers(1, most_units))
    types = draw(st.lists(st.integers(1, 3), min_size=min(units, 2), max_size=3))
    problem = auction(types, units, IndependentPrior(tuple(draw(distributions(count)) for count in types)))
    value = st.builds(Fraction, st.integers(-1 if draw(st.booleans()) else 0, 6), st.sampled_from([5, 6, 8]))
    return problem, InterimRule(tuple(draw(value) for _ in problem.coordinates))


@settings(relaxed, max_examples=150)
@given(cases())
def test_thresholds_agree_with_the_linear_program_and_are_certified(case):
    verdict = single_object(*case)
    assert verdict.holds == implementable(*case).holds
    assert accepted(verdict)
    assert explain_thresholds(verdict)


@settings(relaxed, max_examples=80)
@given(cases(most_units=1))
def test_the_one_order_alone_decides_one_unit(case):
    problem, rule = case
    data = SingleObject.of(problem, rule)
    if min(data.value) >= 0:
        found = thresholds.violated_threshold(data, data.value)
        assert (found is None) == implementable(problem, rule).holds


def symmetric(bidders, kinds, more=0):
    """The rule that serves the highest type, ties broken evenly, rounded down (then raised by `more` * 10^-9)."""
    problem = auction([kinds] * bidders)
    shares = [Fraction(s + 1, kinds) ** bidders - Fraction(s, kinds) ** bidders for s in range(kinds)]
    values = [Fraction(int(share * kinds * 10**9 / bidders) + more, 10**9) for share in shares]
    return problem, InterimRule(tuple(values) * bidders)


def test_hundreds_of_types_come_with_hierarchical_rules():
    verdict = single_object(*symmetric(5, 8))
    assert isinstance(verdict.evidence, RuleMixture)
    assert accepted(verdict)


def test_a_thousand_types_are_decided_and_checked():
    problem, rule = symmetric(50, 20)
    verdict = single_object(problem, rule)
    assert isinstance(verdict.evidence, AllThresholds)
    assert accepted(verdict)
    assert "Border (2007)" in explain_thresholds(verdict)
    refused = single_object(*symmetric(50, 20, more=50))
    assert isinstance(refused.evidence, ViolatedSet)
    assert accepted(refused)
    lie = SingleObjectImplementable(problem, symmetric(50, 20, more=50)[1])
    written = json.loads(json.dumps(certificate(verdict)))
    written["statements"][0]["about"] = json.loads(json.dumps(lie.about()))
    with pytest.raises(checker.Refused):
        checker.verify(written)


def test_a_thousand_bidders_with_a_hundred_types_are_practical():
    problem = auction([100] * 1000)
    tiny = Fraction(1, 2000)
    assert single_object(problem, InterimRule((tiny,) * 100_000)).holds
    greedy = InterimRule((Fraction(1, 999),) * 100_000)
    assert not single_object(problem, greedy).holds


def test_a_hierarchical_rule_is_on_every_boundary():
    problem = auction([3, 2, 2])
    case = SingleObject.of(problem, InterimRule((Fraction(0),) * 7))
    values = [y / w for y, w in zip(case.hierarchical([4, 0, 5, 2, 3, 1]), case.weight, strict=True)]
    assert accepted(single_object(problem, InterimRule(tuple(values))))
    values[0] += Fraction(1, 10**30)
    assert single_object(problem, InterimRule(tuple(values))).holds is False


def test_greedy_vectors_and_combinations():
    def two_of_three(members):
        return Fraction(min(2, len(members)))

    assert submodular.greedy(two_of_three, [2, 0, 1], 3) == (1, 0, 1)
    assert submodular.decide(two_of_three, [Fraction(1)] * 3) == (0, 1, 2)
    answer = submodular.decide(two_of_three, [Fraction(2, 3)] * 3)
    assert sum(share for share, _ in answer.parts) == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"objects": ["a", "b"], "constraints": [{"each": "pair", "ceiling": 1}]}, "single private object"),
        ({"constraints": [{"set": ["i0", "i1"], "floor": 1, "ceiling": 1}]}, "no floors"),
        ({"constraints": [{"set": ["i0", "i1"], "ceiling": 2}]}, "ceiling 1 for each agent"),
        ({"constraints": [{"set": ["i0", "i1"], "ceiling": 0}]}, "at least 1"),
    ],
)
def test_other_problems_are_refused_in_one_sentence(fields, message):
    problem = problem_of(agents=["i0", "i1"], types={"i0": ["t"], "i1": ["t"]}, **fields)
    with pytest.raises(ValueError, match=message):
        single_object(problem, InterimRule((Fraction(0),) * len(problem.coordinates)))


def test_too_many_types_with_several_units_are_undecided():
    problem = auction([60, 60, 60], units=2)
    assert single_object(problem, InterimRule((Fraction(0),) * 180)).holds is None


def test_forgeries_are_refused():
    verdict = single_object(*symmetric(3, 3))
    assert every_number_matters(verdict, ["rules"]) > 5
    forged(verdict, lambda s: s["evidence"]["rules"].pop())
    forged(verdict, lambda s: s.update(evidence={"form": "threshold inequalities", "theorem": "mine"}))
    violated = single_object(auction([2, 2]), InterimRule((Fraction(1),) * 4))
    forged(violated, lambda s: s["evidence"].update(members=[0]))
    forged(violated, lambda s: s["evidence"].update(members=[0, 0, 1, 1]))
    forged(violated, lambda s: s.update(holds=True))
    forged(violated, lambda s: s["about"]["problem"]["constraints"][0].update(ceiling="2"))
    negative = single_object(auction([2]), InterimRule((Fraction(-1), Fraction(1))))
    assert accepted(negative)
    forged(negative, lambda s: s["evidence"].update(position=1))
