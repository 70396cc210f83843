"""The rules of `families.rules`: within their box, each once, and hard on a false lemma about Border's inequalities."""

from fractions import Fraction

import pytest

from proofs.claims.claim import Outcome
from proofs.hunt import (
    agents,
    all_sets,
    assume,
    claim,
    each,
    every,
    families,
    implementable,
    operation,
    position,
    probability,
    profiles,
    size,
    some,
    structure_of,
    those,
    total,
    types,
)
from proofs.hunt.families.box_rules import ceilings

SMALL = families.problems(agents=2, types=2, quotas=[(0, 1)], priors=["uniform", "independent"])


def y(problem, agent, kind):
    return operation("y", problem, [agent], kind)


def within(problem, structure):
    return every(
        "i",
        agents(structure),
        lambda i: every(
            "t",
            types(i, structure),
            lambda t: (y(problem, i, t) >= 0) & (operation("Q", problem, [i], t) <= 1),
        ),
    )


def border_for_one_type_each(problem, structure):
    def of(profile, agent):
        return profile[position(agent, agents(structure))]

    def one(p):
        neither = those(
            "q", profiles(structure), lambda q: every("j", agents(structure), lambda j: ~of(q, j).same(of(p, j)))
        )
        left = total(each("i", agents(structure), lambda i: y(problem, i, of(p, i))))
        return left + total(each("q", neither, lambda q: probability(q, problem))) <= 1

    return every("p", profiles(structure), one)


@claim("single types", where="a lemma", tries=families.rules(SMALL))
def single_types(problem):
    """With two agents and one good, Border's inequalities for one type of each agent are enough."""
    structure = structure_of(problem)
    assume(some("G", all_sets(structure), lambda G: size(G).equals(2)))
    assume(within(problem, structure))
    assume(border_for_one_type_each(problem, structure))
    yield implementable(problem)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("number", [4, 80])
def test_a_false_lemma_about_borders_inequalities_is_refuted(seed, number):
    (reading,) = single_types.readings
    two_values = (case for case in families.rules(SMALL, number).instances(seed) if len(case[0].coordinates) > 2)
    assert any(reading.trial(case).outcome is Outcome.REFUTES for case in two_values)


def test_bounded_rules_are_between_zero_and_the_ceilings():
    listed = families.problems(agents=2, types=2)
    for family, inside in ((families.rules(listed), False), (families.rules(listed, bounded=True), True)):
        cases = list(family.instances(1))
        found = all(
            0 <= value <= top
            for problem, rule in cases
            for value, top in zip(rule.values, ceilings(problem), strict=True)
        )
        assert found is inside


def test_small_grids_are_gone_through_and_drawn_problems_have_few_rules():
    rules = families.rules(SMALL, each=1)
    problem = next(p for p in SMALL.instances(0) if len(p.coordinates) == 4)
    values = {rule.values for other, rule in rules.instances(0) if other == problem}
    assert (Fraction(1), Fraction(1), Fraction(1, 2), Fraction(0)) in values
    assert len(values) >= 3**4
    assert len(values) == sum(1 for other, _ in rules.instances(0) if other == problem)
    drawn = families.rules(families.problems(agents=5, types=2), each=2).after[0]
    first = next(drawn.instances(0))[0]
    stream = drawn.instances(0)
    assert sum(1 for _, case in zip(range(9), stream, strict=False) if case[0] == first) <= 4


def test_a_counterexample_keeps_the_quotas_that_were_asked_for():
    for problem in SMALL.instances(0):
        assert all((q.floor, q.ceiling) == (0, 1) for less in SMALL.smaller(problem) for q in less.constraints)
