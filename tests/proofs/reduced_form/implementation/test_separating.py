"""Implementability in the dimension of the rule: the answers of brute force and of the large program, certified.

The bound from which on this way is taken is set to 0, so that small problems of every kind go it.
"""

from __future__ import annotations

import json
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofs import checker
from proofs.certificates import certificate, verdicts
from proofs.hunt.executors import executor
from proofs.reduced_form.implementation import deciding, separating
from proofs.reduced_form.implementation.best_outcomes import ListedPiece, best_outcomes, of_assignments
from proofs.reduced_form.implementation.deciding import ExPostRule, implementable, induced_rule
from proofs.reduced_form.implementation.separating import Asked, Asking, Separation
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import (
    Constraint,
    IndependentPrior,
    InterimRule,
    JointPrior,
    Problem,
    Restriction,
    uniform_prior,
)
from proofs.report.implementation import explain_implementation, in_short
from tests.proofs.reduced_form import brute_force
from tests.strategies import distributions, interim_rules, problems

relaxed = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def always(monkeypatch):
    monkeypatch.setattr(deciding, "MANY_PROFILES", 0)


def accepted(verdict):
    written = json.loads(json.dumps(certificate(verdict)))
    checker.verify(written)
    return verdicts(written)[0] == verdict


def without_separation(problem, rule):
    many, deciding.MANY_PROFILES = deciding.MANY_PROFILES, 10**9
    try:
        return implementable(problem, rule)
    finally:
        deciding.MANY_PROFILES = many


def assigning(agents, kinds, ceilings, prior=None, more=()):
    """Every agent takes at most one object, object j at most `ceilings[j]` times (`None`: no ceiling)."""
    names = tuple(f"i{k}" for k in range(agents))
    objects = tuple(f"o{k}" for k in range(len(ceilings)))
    types = tuple(tuple(f"t{k}" for k in range(count)) for count in kinds)
    quotas = [Constraint(frozenset((i, j) for j in objects), Fraction(0), Fraction(1)) for i in names]
    for j, ceiling in zip(objects, ceilings, strict=True):
        members = frozenset((i, j) for i in names)
        if ceiling is not None and members not in [quota.cells for quota in quotas]:
            quotas.append(Constraint(members, Fraction(0), Fraction(ceiling)))
    return Problem(names, objects, types, prior or uniform_prior(types), (*quotas, *more))


@st.composite
def assignment_problems(draw):
    agents = draw(st.integers(1, 4))
    kinds = [draw(st.integers(1, 2)) for _ in range(agents)]
    ceilings = draw(st.lists(st.none() | st.integers(1, 3), min_size=1, max_size=3))
    prior = IndependentPrior(tuple(draw(distributions(count)) for count in kinds))
    if draw(st.booleans()):
        count = 1
        for each in kinds:
            count *= each
        prior = JointPrior(draw(distributions(count)))
    return assigning(agents, kinds, ceilings, prior)


def rule_of(problem, weighings):
    """The equal mixture of the deterministic ex post rules that are best for the weighings."""
    separation = Separation.of(problem, OutcomeSets(problem))
    total = [Fraction(0)] * len(problem.coordinates)
    for weights in weighings:
        total = [y + v / len(weighings) for y, v in zip(total, separation.best_rule(weights), strict=True)]
    return InterimRule(tuple(y / problem.marginals[c[:2]] for c, y in zip(problem.coordinates, total, strict=True)))


@settings(relaxed, max_examples=200)
@given(st.data())
def test_problems_of_every_kind_agree_with_brute_force(always, data):
    problem = data.draw(problems(kinds=("pairs", "anonymous", "public", "restricted")))
    rule = data.draw(interim_rules(problem))
    verdict = implementable(problem, rule)
    assert verdict.holds == brute_force.is_implementable(problem, rule)
    assert accepted(verdict)


@settings(relaxed, max_examples=200)
@given(st.data())
def test_assignments_agree_with_the_large_program(always, data):
    problem = data.draw(assignment_problems())
    assert of_assignments(problem)
    size = len(problem.coordinates)
    if data.draw(st.booleans()):
        directions = st.lists(st.integers(-2, 5), min_size=size, max_size=size)
        rule = rule_of(problem, data.draw(st.lists(directions, min_size=1, max_size=4)))
        stretch = data.draw(st.sampled_from([1, 1, Fraction(99, 100), Fraction(101, 100)]))
        rule = InterimRule(tuple(stretch * value for value in rule.values))
    else:
        values = st.sampled_from([Fraction(n, d) for n in range(-1, 3) for d in (1, 2, 3, 4) if n <= d])
        rule = InterimRule(tuple(data.draw(values) for _ in range(size)))
    verdict = implementable(problem, rule)
    assert verdict.holds == without_separation(problem, rule).holds
    assert accepted(verdict)


@pytest.mark.parametrize("kept", [(5, 20, 1000), (1,)], ids=["few lotteries", "the mixture itself"])
@pytest.mark.parametrize("count", [1, 2, 3, 30])
def test_lotteries_at_few_profiles_induce_the_rule(always, monkeypatch, kept, count):
    monkeypatch.setattr(separating, "LOTTERIES", kept)
    draw = random.Random(count)
    problem = assigning(4, [3, 2, 3, 2], [1, 2])
    rule = rule_of(problem, [[draw.randint(-3, 9) for _ in problem.coordinates] for _ in range(count)])
    verdict = implementable(problem, rule)
    assert verdict.holds
    assert accepted(verdict)
    lotteries = [lottery for _, lottery in verdict.evidence.lotteries]
    if kept != (1,):
        assert sum(map(len, lotteries)) <= len(lotteries) + len(problem.coordinates)
    assert induced_rule(problem, ExPostRule(verdict.evidence.lotteries)) == rule


def test_the_serial_dictatorship_is_on_the_boundary(always):
    """Agents choose in turn: a hundredth more for the first agent's best object is too much, as it stands."""
    problem = assigning(5, [3] * 5, [2, 2])
    weights = []
    for turn in range(5):
        for favourite in ((9, 1), (1, 9), (5, -1)):
            weights += [value * 100 ** (5 - turn) for value in favourite]
    rule = rule_of(problem, [weights])
    assert implementable(problem, rule)
    more = InterimRule((rule.values[0] + Fraction(1, 10**9), *rule.values[1:]))
    verdict = implementable(problem, more)
    assert not verdict.holds
    assert accepted(verdict)


def test_probabilities_beyond_floats_are_added_exactly(always):
    tiny = Fraction(1, 10**200)
    prior = IndependentPrior(((tiny, 1 - tiny),) * 3)
    problem = assigning(3, [2] * 3, [1, 1], prior)
    draw = random.Random(7)
    rule = rule_of(problem, [[draw.randint(-3, 9) for _ in problem.coordinates] for _ in range(3)])
    assert accepted(implementable(problem, rule))
    for place in range(0, len(rule.values), 6):
        values = list(rule.values)
        values[place] += Fraction(1, 10**150)
        verdict = implementable(problem, InterimRule(tuple(values)))
        assert verdict.holds == without_separation(problem, InterimRule(tuple(values))).holds
        assert accepted(verdict)


def test_a_question_given_up_here_goes_to_the_large_program(always, monkeypatch):
    monkeypatch.setattr(separating, "MOST_ASKED", 1)
    problem = assigning(3, [2] * 3, [1, 1])
    rule = InterimRule((Fraction(1, 3),) * len(problem.coordinates))
    assert Separation.of(problem, OutcomeSets(problem)).decide([Fraction(1, 6)] * len(problem.coordinates)) is None
    verdict = implementable(problem, rule)
    assert verdict.holds == without_separation(problem, rule).holds


def test_what_is_no_assignment_problem():
    cell = frozenset({("i0", "o0")})
    pair = frozenset({("i0", "o0"), ("i1", "o1")})
    one, none = Fraction(1), Fraction(0)
    assert of_assignments(assigning(2, [1, 1], [1, 1], more=(Constraint(cell, none, one),)))
    assert of_assignments(assigning(2, [1, 1], [1, 1], more=(Constraint(pair, none, None),)))
    for more in (Constraint(cell, none, none), Constraint(cell, one, one), Constraint(pair, none, one)):
        assert not of_assignments(assigning(2, [1, 1], [1, 1], more=(more,)))
    plain = assigning(2, [2, 1], [1, 1])
    restriction = Restriction((("i0", "t0"),), (Constraint(cell, none, none),))
    names = (plain.agents, plain.objects, plain.types, plain.prior)
    assert not of_assignments(Problem(*names, plain.constraints, (restriction,)))
    assert not of_assignments(Problem(*names, plain.constraints, divisible=True))
    two = [Constraint(q.cells, none, Fraction(2)) for q in plain.constraints]
    assert not of_assignments(Problem(*names, tuple(two)))


def three_each(rules):
    """Five agents of three types, and the mixture of so many rules."""
    draw = random.Random(5)
    problem = assigning(5, [3] * 5, [2, 2])
    return problem, rule_of(problem, [[draw.randint(-3, 9) for _ in problem.coordinates] for _ in range(rules)])


@pytest.fixture
def processes():
    with executor(2, None) as found:
        yield tuple(found)


def test_processes_share_the_profiles(always, processes):
    for problem, rule in (three_each(3), listed()):
        verdict = implementable(problem, rule, Asking(processes))
        assert verdict == implementable(problem, rule)
        assert verdict.holds


def test_a_dask_cluster_shares_the_profiles(always):
    from distributed import LocalCluster

    problem, rule = three_each(3)
    with LocalCluster(1, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        client = cluster.get_client()
        verdict = implementable(problem, rule, Asking((client.get_executor(),)))
        client.close()
    assert verdict == implementable(problem, rule)


def listed():
    """A problem whose outcomes are listed, with a restriction at some profiles."""
    types = (("a", "b"), ("c", "d"), ("e", "f"))
    agents, objects = ("i0", "i1", "i2"), ("o0", "o1")
    cells = frozenset((i, j) for i in agents for j in objects)
    restriction = Restriction((("i1", "c"),), (Constraint(frozenset({("i1", "o0")}), Fraction(0), Fraction(0)),))
    constraints = (Constraint(cells, Fraction(1), Fraction(2)),)
    problem = Problem(agents, objects, types, uniform_prior(types), constraints, (restriction,))
    return problem, rule_of(problem, [[3, 1, 0, 2, 1, 1, 5, 0, 2, 2, 1, 0], [0, 4, 1, 1, 2, 1, 0, 0, 3, 1, 1, 2]])


@pytest.mark.parametrize("count", [1, 2, 3, 100])
def test_pieces_are_all_profiles_in_their_order(count):
    for problem, _ in (three_each(1), listed()):
        best = best_outcomes(problem, OutcomeSets(problem))
        weights = tuple(range(-5, len(problem.coordinates) - 5))
        whole = best.pieces(1)[0].choose(weights)
        assert len(whole) == problem.profile_count
        parts = [piece.choose(weights) for piece in best.pieces(count)]
        assert len(parts) >= min(count, problem.profile_count) or isinstance(best.pieces(1)[0], ListedPiece)
        assert (np.concatenate(parts) == whole).all()


@pytest.mark.parametrize("stretch", [1, Fraction(101, 100)])
def test_what_an_earlier_search_met_is_not_asked_again(always, stretch):
    problem, rule = three_each(12)
    rule = InterimRule(tuple(stretch * value for value in rule.values))
    whole: list[Asked] = []
    verdict = implementable(problem, rule, Asking(heard=whole.append))
    rest: list[Asked] = []
    again = implementable(problem, rule, Asking(known=tuple(whole), heard=rest.append))
    assert again.holds == verdict.holds
    assert accepted(again)
    assert len(whole) > 10
    assert len([asked for asked in rest if asked not in whole]) <= 2


def test_an_earlier_search_of_something_else_is_not_believed(always):
    problem, rule = three_each(2)
    met: list[Asked] = []
    implementable(problem, rule, Asking(heard=met.append))
    false = tuple(Asked((0,) * len(asked.weights), asked.vertex) for asked in met)
    with pytest.raises(ValueError, match="is not about this problem; begin anew"):
        implementable(problem, rule, Asking(known=false))


def test_beyond_the_large_program_a_question_given_up_is_undecided(always, monkeypatch):
    monkeypatch.setattr(separating, "MOST_ASKED", 1)
    monkeypatch.setattr(deciding, "MOST_WRITTEN", 5)
    problem = assigning(3, [2] * 3, [1, 1])
    verdict = implementable(problem, InterimRule((Fraction(1, 3),) * len(problem.coordinates)))
    assert verdict.holds is None
    told = explain_implementation(verdict)
    assert told == (
        "Undecided, whether the interim rule is implementable: tried were 1 best deterministic ex post rules, of which "
        "neither a mixture nor weights came."
    )
    assert in_short(verdict).startswith("undecided after 1 best deterministic ex post rules")
