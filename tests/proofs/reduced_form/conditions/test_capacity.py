"""The generalized capacity (LY, Definition 1): LY's numbers, linearity, and the four representations of section 5.2."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofs.reduced_form.conditions.capacity import CapacityFunction, Extremes, OnlyCeilings, capacity, linear
from proofs.reduced_form.conditions.market import minimum_covers, representations
from proofs.reduced_form.implementation.deciding import NoOutcome
from proofs.reduced_form.problem import outcomes as outcomes_module
from tests.proofs.reduced_form import brute_force
from tests.proofs.reduced_form.certified import accepted, every_number_matters, forged, problem_of
from tests.strategies import problems

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
indivisible = problems(kinds=("pairs", "anonymous", "public", "restricted"))
LINES = [{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}]


def market(size, types=1):
    agents, objects = ([f"{letter}{k + 1}" for k in range(size)] for letter in "ij")
    kinds = {agent: [f"t{k + 1}" for k in range(types)] for agent in agents}
    return problem_of(agents=agents, objects=objects, types=kinds, constraints=LINES)


def courses():
    """LY, Examples 2 and 7: two students, three optional courses."""
    return problem_of(
        agents=["i1", "i2"],
        objects=["o1", "o2", "o3"],
        types={"i1": ["t11", "t12"], "i2": ["t21", "t22"]},
        constraints=[
            {"each": "agent", "floor": 1, "ceiling": 2},
            {"each": "object", "floor": 1, "ceiling": 2},
            {"each": "pair", "ceiling": 1},
        ],
    )


def test_example_4_the_capacity_of_three_cells_is_two():
    verdict = capacity(market(2), [("i1", "j1"), ("i1", "j2"), ("i2", "j2")])
    assert verdict.statement.value == 2
    assert accepted(verdict)


def test_example_6_four_representations_and_both_covers_by_lines():
    problem, members = market(3), [("i1", "j1"), ("i1", "j3"), ("i2", "j2")]
    found = representations(problem, members)
    assert found.equal
    assert found.values == (2,) * 5
    for verdict in (found.capacity, found.support, found.prices, found.cover, found.diagonal):
        assert accepted(verdict)
    row1, row2, column2 = ("agent", "i1"), ("agent", "i2"), ("object", "j2")
    assert set(minimum_covers(problem, members)) == {frozenset({row1, row2}), frozenset({row1, column2})}


@settings(relaxed, max_examples=40)
@given(st.sets(st.tuples(st.sampled_from(["i1", "i2", "i3"]), st.sampled_from(["j1", "j2"]))))
def test_the_four_representations_are_equal(members):
    problem = problem_of(
        agents=["i1", "i2", "i3"], objects=["j1", "j2"], types={i: ["t"] for i in ("i1", "i2", "i3")}, constraints=LINES
    )
    found = representations(problem, members)
    assert found.equal
    for verdict in (found.capacity, found.support, found.prices, found.cover, found.diagonal):
        assert accepted(verdict)


def test_the_four_representations_are_those_of_the_classical_market():
    with pytest.raises(ValueError, match="classical"):
        representations(courses(), [("i1", "o1")])


def test_example_7_table_3_each_capacity_against_its_definition():
    """The paper's Table 3: values 2 - 1, -1, 1 + 2 and 1. They are right."""
    plus = {"t12": {("i1", "o2")}, "t21": {("i2", o) for o in ("o1", "o2", "o3")}}
    minus = {"t11": {("i1", o) for o in ("o1", "o2", "o3")}, "t22": {("i2", "o2")}}
    printed = {("t11", "t21"): 1, ("t11", "t22"): -1, ("t12", "t21"): 3, ("t12", "t22"): 1}
    problem = courses()
    for profile, value in printed.items():
        above, below = (set().union(*(side.get(kind, set()) for kind in profile)) for side in (plus, minus))
        verdict = capacity(problem, above, below, profile)
        assert verdict.statement.value == value
        assert accepted(verdict)
        weights = {cell: Fraction((cell in above) - (cell in below)) for cell in problem.cells}
        assert brute_force.best(problem, profile, weights) == value


def test_example_7_the_printed_solution_is_infeasible():
    """The paper's x* for (t11, t21) leaves course o2 without a student, although its floor is 1."""
    function = CapacityFunction(courses(), ("t11", "t21"))
    one = Fraction(1)
    printed = ((("i1", "o1"), one), (("i2", "o1"), one), (("i2", "o3"), one))
    assert not function.outcomes.contains(printed)
    mended = ((("i1", "o2"), one), (("i2", "o1"), one), (("i2", "o3"), one))
    assert function.outcomes.contains(mended)


def test_course_allocation_is_not_linear_and_the_pair_is_smallest():
    verdict = linear(courses())
    assert verdict.holds is False
    pair, plus, minus = verdict.evidence.entries
    assert (pair.value, plus.value, minus.value) == (0, 1, 0)
    assert (len(pair.plus), len(pair.minus)) == (1, 2)
    assert accepted(verdict)
    assert every_number_matters(verdict, ["entries", "lists"]) > 20


def test_without_floors_the_capacity_is_linear_at_any_size():
    verdict = linear(market(5))
    assert verdict.holds
    assert verdict.evidence == OnlyCeilings()
    assert accepted(verdict)


def test_more_than_eight_cells_with_floors_may_stay_undecided():
    problem = problem_of(
        agents=[f"i{k}" for k in range(10)],
        types={f"i{k}": ["t"] for k in range(10)},
        constraints=[{"set": [f"i{k}" for k in range(10)], "floor": 1, "ceiling": 3}, {"each": "agent", "ceiling": 1}],
    )
    assert linear(problem).holds is None


@settings(relaxed, max_examples=150)
@given(st.data())
def test_capacity_and_linearity_agree_with_brute_force_by_list_and_by_tree(data):
    problem = data.draw(indivisible)
    profile = data.draw(st.sampled_from(list(problem.profiles())))
    sides = {cell: data.draw(st.sampled_from([0, 1, -1])) for cell in problem.cells}
    plus, minus = ({c for c, side in sides.items() if side == sign} for sign in (1, -1))
    best = brute_force.best(problem, profile, sides)
    longest = data.draw(st.sampled_from([60, -1]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outcomes_module, "SHORT_LIST", longest)
        verdict = capacity(problem, plus, minus, profile)
        whole = linear(problem, profile)
        assert accepted(verdict)
        assert accepted(whole)
    if best is None:
        assert verdict.holds is whole.holds is False
        assert isinstance(verdict.evidence, NoOutcome)
        return
    assert verdict.statement.value == best
    assert whole.holds == _is_linear(problem, profile)


def _is_linear(problem, profile):
    pure = brute_force.pure_outcomes(problem, profile)

    def beta(sides):
        return max(sum(side * x[cell] for cell, side in zip(problem.cells, sides, strict=True)) for x in pure)

    for sides in itertools.product((0, 1, -1), repeat=len(problem.cells)):
        if beta(sides) != beta([max(s, 0) for s in sides]) + beta([min(s, 0) for s in sides]):
            return False
    return True


@settings(relaxed, max_examples=30)
@given(problems(kinds=("divisible",)))
def test_divisible_capacities_are_certified(problem):
    assert accepted(linear(problem))
    assert accepted(capacity(problem, problem.cells[:1], problem.cells[1:]))


def test_linear_everywhere_needs_every_pair():
    problem = problem_of(
        agents=["a", "b", "c"],
        types={i: ["t"] for i in "abc"},
        constraints=[{"set": list("abc"), "floor": 1, "ceiling": 1}],
    )
    verdict = linear(problem)
    assert verdict.holds
    assert isinstance(verdict.evidence, Extremes)
    assert accepted(verdict)
    forged(verdict, lambda statement: statement["evidence"]["entries"].pop())
    forged(verdict, lambda statement: statement["evidence"].update(outcomes=[]))
    forged(verdict, lambda statement: statement.update(holds=False))
    forged(verdict, lambda statement: statement.update(evidence={"form": "only ceilings"}))


def test_forged_capacities_covers_and_diagonals_are_refused():
    found = representations(market(2), [("i1", "j1"), ("i1", "j2"), ("i2", "j2")])
    assert every_number_matters(found.capacity, ["entries"]) > 10
    for verdict in (found.cover, found.diagonal):
        assert every_number_matters(verdict, ["elements", "lines"]) >= 6
        forged(verdict, lambda statement: statement["about"].update(size=1))
        forged(verdict, lambda statement: statement["evidence"]["elements"].pop())
        forged(verdict, lambda statement: statement["evidence"]["lines"].pop())
        forged(verdict, lambda statement: statement.update(holds=False))
    forged(found.capacity, lambda statement: statement["about"].update(value="3"))
    forged(found.capacity, lambda statement: statement["about"]["plus"].pop())


def test_bad_input_is_refused_in_one_sentence():
    problem = market(2)
    with pytest.raises(ValueError, match="is not made of"):
        capacity(problem, [("i1", "j9")])
    with pytest.raises(ValueError, match="disjoint"):
        capacity(problem, [("i1", "j1")], [("i1", "j1")])
    with pytest.raises(ValueError, match="not a type"):
        capacity(problem, [("i1", "j1")], profile=("t9", "t1"))
