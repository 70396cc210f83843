"""Conditions A and B for groups are those of the agents by name."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact.linear import LinearSystem, Row, optimum
from proofs.certificates import certificate, require_accepted
from proofs.plain.keys import PROBLEM
from proofs.reduced_form.classes import conditions
from proofs.reduced_form.classes.conditions import GroupCondition, GroupSigns, condition_for_groups
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.data import grouped_from_plain
from proofs.reduced_form.classes.describing import facets_for_groups
from proofs.reduced_form.classes.dividing import Part, divided, rule_of_parts, whole_groups
from proofs.reduced_form.classes.listed import listed, listed_rule
from proofs.reduced_form.classes.pricing import Explorer
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.facets.signs import belongs
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import InterimRule
from proofs.report import explain
from tests.corpus.groups import problem as named
from tests.corpus.groups import told_apart
from tests.mutations import check_mutants
from tests.proofs.reduced_form.classes.small import small, some_rules


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from("AB"))
def test_a_condition_for_groups_is_that_for_agents(seed, letter):
    rng = random.Random(seed)
    problem = small(rng)
    if problem is None or sum(problem.sizes) > 3 or len(problem.coordinates) > 4:
        return
    for rule in some_rules(problem, rng)[:4]:
        verdict = condition_for_groups(problem, rule, letter)
        assert verdict.holds is condition(listed(problem), listed_rule(problem, rule), letter).holds
        assert verdict.verify()
        require_accepted(verdict)


def crossing(size):
    """Quotas under which Condition A is not sufficient: one binds all of g and what h gets of one of two objects."""
    plain = {
        "format": PROBLEM,
        "agents": {"g": size, "h": size},
        "objects": ["a", "b"],
        "types": {"g": ["s", "t"], "h": ["s"]},
        "prior": {"independent": {"g": {"s": "2/3", "t": "1/3"}, "h": {"s": 1}}},
        "constraints": [
            {"each agent of": "g", "floor": 1, "ceiling": 4},
            {"each agent of": "h", "ceiling": 2},
            {"each": "object", "ceiling": 2 * size},
            {"set": [["g", "a"], ["g", "b"], ["h", "a"]], "ceiling": 2 * size},
        ],
    }
    return grouped_from_plain(plain)[0]


def passing(problem):
    """A rule that satisfies all inequalities of Condition A with the same signs within groups, beyond some facet."""
    (block,) = blocks(problem)
    explorer, size = Explorer(block), len(block.coordinates)
    explorer.nothing()
    signs = [each for each in itertools.product((-1, 0, 1), repeat=size) if any(each)]
    rows = tuple(
        Row(tuple((j, Fraction(s)) for j, s in enumerate(each) if s), "<=", explorer.price(list(each)).value)
        for each in signs
    )
    found = facets_for_groups(problem)
    assert not found.is_complete("A")
    beyond = next(row for row in found.facets if not belongs(row.coefficients, "A"))
    goal = [dict(beyond.coefficients).get(c, Fraction(0)) for c in block.coordinates]
    free = (None,) * size
    point = optimum(LinearSystem(tuple(range(size)), rows, free, free), goal).evidence.values
    values = (y / problem.expected_counts[c[0], c[1]] for c, y in zip(problem.coordinates, point, strict=True))
    return InterimRule(tuple(values), problem.coordinates)


@pytest.mark.parametrize("size", [1, 2])
def test_a_rule_that_passes_without_being_implementable_is_shown_by_name(size):
    problem = crossing(size)
    rule = passing(problem)
    assert not implementable(listed(problem), listed_rule(problem, rule))
    verdict = condition_for_groups(problem, rule)
    assert verdict.holds
    assert verdict.evidence.form == "sign tree"
    require_accepted(verdict)


def test_for_many_agents_such_a_rule_is_undecided_and_what_was_tried_is_said():
    problem = crossing(30)
    verdict = condition_for_groups(problem, passing(problem))
    assert verdict.holds is None
    assert "all signs that are the same within groups" in verdict.evidence.tried[0]
    assert "differ within groups; none is violated, and the rule is not implementable" in verdict.evidence.tried[0]
    assert "Tried" in explain(verdict)


def test_a_hundred_agents_violate_a_condition_or_do_not():
    problem = crossing(50)
    little = InterimRule((Fraction(1, 2),) * 4 + (Fraction(1, 10),) * 2, problem.coordinates)
    assert condition_for_groups(problem, little)
    much = InterimRule((Fraction(2),) * 4 + (Fraction(1),) * 2, problem.coordinates)
    verdict = condition_for_groups(problem, much, "B")
    assert verdict.holds is False
    require_accepted(verdict)
    assert "does not satisfy Condition B for all 50 g and all 50 h" in explain(verdict)


def test_a_search_that_stops_early_says_so(monkeypatch):
    monkeypatch.setattr(conditions, "MOST_PRICED", 1)
    problem = crossing(30)
    assert "not all signs" in condition_for_groups(problem, passing(problem)).evidence.tried[0]


@pytest.mark.parametrize("name", ["two groups bound together", "a state", "classes with probabilities"])
def test_parts_of_groups_are_the_same_agents(name):
    """The agents of the divided problem are those of the problem, with the same probabilities."""
    problem = named(name)
    first, *others = whole_groups(problem)
    parts = (Part("one", first.group, 1), Part("rest", first.group, first.agents - 1), *others)
    own = divided(problem, parts)
    assert [c.cells for c in listed(own).constraints] != []
    by_name, by_parts = listed(problem), listed(own)
    assert list(map(by_name.probability, by_name.profiles())) == list(map(by_parts.probability, by_parts.profiles()))
    rule = InterimRule(tuple(Fraction(k + 1, 9) for k in range(len(problem.coordinates))), problem.coordinates)
    expected = rule_of_parts(problem, parts, rule)
    assert list(expected) == list(own.coordinates)
    assert sum(expected.values()) == sum(problem.expected_quantities(rule))


def test_parts_that_are_not_the_groups_are_refused():
    problem = named("two groups bound together")
    for parts in ((Part("g", "g", 1), Part("h", "h", 1)), (Part("h", "h", 1), Part("g", "g", 2))):
        with pytest.raises(ValueError, match="they are not the problem's groups"):
            divided(problem, parts)
        statement = GroupCondition(problem, InterimRule((Fraction(1),) * 8, problem.coordinates), "A")
        shown = told_apart("two groups bound together", "A", "1 0 5/6").evidence
        assert not GroupSigns(parts, shown.inequality).supports(statement, False)


def is_true(statement):
    """The truth of a mutant's statement, by the agents' names."""
    about = GroupCondition.from_about(statement["about"])
    by_name = condition(listed(about.problem), listed_rule(about.problem, about.rule), about.letter)
    return by_name.holds is statement["holds"]


def test_mutants_of_certificates_are_refused_or_true():
    for verdict in (
        told_apart("one object", "A", "1 0 5/6"),
        told_apart("classes with probabilities", "B", "1 0 5/6"),
        condition_for_groups(named("one object"), InterimRule((Fraction(1, 9),) * 2)),
    ):
        assert check_mutants(certificate(verdict), is_true, every=4) > 3
