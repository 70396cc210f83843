"""Random outcomes as lotteries (Birkhoff, von Neumann; Budish, Che, Kojima & Milgrom): certified both ways."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exact.linear import LinearSystem, feasibility
from exact.lotteries import fewest
from proofs import checker
from proofs.certificates import certificate
from proofs.reduced_form.conditions.decomposition import OutcomeLottery, Separation, decompose
from proofs.reduced_form.implementation.deciding import NoOutcome
from proofs.reduced_form.problem import outcomes as outcomes_module
from tests.proofs.reduced_form import brute_force
from tests.proofs.reduced_form.certified import accepted, every_number_matters, forged
from tests.proofs.reduced_form.conditions.test_capacity import market
from tests.proofs.reduced_form.conditions.test_quotas import anonymous
from tests.strategies import problems

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
indivisible = problems(kinds=("pairs", "anonymous", "public", "restricted"))
quantities = st.sampled_from([Fraction(n, d) for n in range(-1, 5) for d in (1, 2, 3)])


def test_a_pure_outcome_is_a_lottery_over_one():
    verdict = decompose(market(2), {("i1", "j1"): 1})
    assert checker.verify(certificate([verdict])) == ["the random outcome is a lottery over 1 feasible outcome"]


def test_birkhoff_and_von_neumann():
    problem = market(3)
    third = dict.fromkeys(problem.cells, Fraction(1, 3))
    verdict = decompose(problem, third)
    assert verdict.holds
    assert isinstance(verdict.evidence, OutcomeLottery)
    assert len(verdict.evidence.entries) <= 5  # doubly stochastic matrices have dimension 4
    assert accepted(verdict)
    assert every_number_matters(verdict, ["lottery"]) > 10
    forged(verdict, lambda statement: statement["about"]["outcome"].pop())
    forged(verdict, lambda statement: statement["evidence"]["lottery"].pop())


def test_half_of_each_on_a_triangle_is_separated_by_the_sum():
    problem = anonymous("abc", {"edges": [["a", "b"], ["b", "c"], ["a", "c"]], "ceiling": 1})
    verdict = decompose(problem, {("a",): "1/2", ("b",): "1/2", ("c",): "1/2"})
    assert verdict.holds is False
    assert verdict.evidence.bound == 1
    assert {weight for _, weight in verdict.evidence.weights} == {1}
    assert accepted(verdict)
    forged(verdict, lambda statement: statement["evidence"].update(bound="1/2"))
    forged(verdict, lambda statement: statement["evidence"]["weights"].pop())
    forged(verdict, lambda statement: statement.update(holds=True))
    assert accepted(decompose(problem, {("a",): "1/3", ("b",): "1/3", ("c",): "1/3"}))


@settings(relaxed, max_examples=200)
@given(st.data())
def test_decomposition_agrees_with_brute_force(data):
    problem = data.draw(indivisible)
    profile = data.draw(st.sampled_from(list(problem.profiles())))
    pure = brute_force.pure_outcomes(problem, profile)
    if pure and data.draw(st.booleans()):
        drawn = data.draw(st.lists(st.sampled_from(pure), min_size=1, max_size=4))
        point = {cell: sum((Fraction(x[cell]) for x in drawn), Fraction(0)) / len(drawn) for cell in problem.cells}
    else:
        point = {cell: data.draw(quantities) for cell in problem.cells}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outcomes_module, "SHORT_LIST", data.draw(st.sampled_from([60, -1])))
        verdict = decompose(problem, point, profile)
        assert accepted(verdict)
    if not pure:
        assert isinstance(verdict.evidence, NoOutcome)
        return
    columns = list(range(len(pure)))
    equal = [({k: pure[k][cell] for k in columns}, point[cell]) for cell in problem.cells]
    equal.append((dict.fromkeys(columns, 1), 1))
    assert verdict.holds == feasibility(LinearSystem.make(columns, equal=equal, lower=0)).holds
    assert isinstance(verdict.evidence, OutcomeLottery if verdict.holds else Separation)


@settings(relaxed, max_examples=100)
@given(st.data())
def test_a_mean_of_many_points_is_one_of_affinely_independent_ones(data):
    size = data.draw(st.integers(1, 3))
    points = data.draw(st.lists(st.lists(st.integers(0, 2), min_size=size, max_size=size), min_size=1, max_size=7))
    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(points), max_size=len(points)).filter(any))
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    found = fewest(shares, [list(map(Fraction, point)) for point in points])
    assert len(found) <= size + 1
    assert all(share > 0 for _, share in found)
    for j in range(size):
        mean = sum(share * point[j] for share, point in zip(shares, points, strict=True))
        assert sum(share * points[k][j] for k, share in found) == mean
    assert sum(share for _, share in found) == 1


@settings(relaxed, max_examples=40)
@given(st.data())
def test_divisible_outcomes_are_feasible_if_they_solve_the_quotas(data):
    problem = data.draw(problems(kinds=("divisible",)))
    assert accepted(decompose(problem, {cell: data.draw(quantities) for cell in problem.cells}))


def test_bad_input_is_refused_in_one_sentence():
    with pytest.raises(ValueError, match="is not made of"):
        decompose(market(2), {("i1", "j7"): 1})
    with pytest.raises(TypeError, match="float"):
        decompose(market(2), {("i1", "j1"): 0.5})
