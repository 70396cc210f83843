"""What is said of groups by counts is what is said of their agents by name, and what the checker accepts."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs.certificates import certificate, require_accepted
from proofs.reduced_form.classes import designing, mixing, optimal_face
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.designing import design_for_groups
from proofs.reduced_form.classes.groups import CountsPrior, GroupedProblem, SingleQuota, StatesPrior
from proofs.reduced_form.classes.implementing import GroupsImplementable, implementable_for_groups
from proofs.reduced_form.classes.listed import group_rule, groups_of, listed, listed_rule
from proofs.reduced_form.classes.pricing import Explorer
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.implementation.thresholds import single_object
from proofs.reduced_form.problem.problems import Constraint, InterimRule
from tests.corpus.groups import by_maps
from tests.mutations import check_mutants
from tests.proofs.reduced_form.classes.small import of_everybody, small, some_objective, some_rules

FORMS = pytest.mark.parametrize("form", [lambda make: make(), by_maps], ids=["outcomes listed", "by maps"])


@FORMS
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_implementable_for_groups_agrees_with_implementable_for_agents(form, seed):
    rng = random.Random(seed)
    problem = small(rng)
    if problem is None:
        return
    for rule in some_rules(problem, rng):
        verdict = form(lambda rule=rule: implementable_for_groups(problem, rule))
        assert verdict.holds is implementable(listed(problem), listed_rule(problem, rule)).holds
        assert verdict.verify()
        require_accepted(verdict)


@FORMS
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_best_rule_for_groups_has_the_value_of_the_best_rule_for_agents(form, seed):
    rng = random.Random(seed)
    problem = small(rng)
    if problem is None:
        return
    objective = some_objective(problem, rng)
    verdict = form(lambda: design_for_groups(problem, objective))
    by_name = design(listed(problem), of_everybody(problem, objective))
    assert verdict.holds is by_name.holds
    assert getattr(verdict.statement, "value", None) == getattr(by_name.statement, "value", None)
    assert verdict.verify()
    require_accepted(verdict)


@pytest.mark.parametrize(
    "tolerances",
    [
        {"VANISHING": 1.0, "LACKING": 1e9, "SETTLED": 1e-2},
        {"VANISHING": 1e-15, "LACKING": 0.0, "SETTLED": 0.0},
        {"VANISHING": 0.1, "SHARP": 1.0, "SETTLED": 0.4},
    ],
)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_tolerances_decide_nothing_about_the_best_rule(tolerances, seed):
    """However coarse or fine they are, what is answered is proved, and is the value that it is."""
    rng = random.Random(seed)
    problem = small(rng)
    if problem is None:
        return
    objective = some_objective(problem, rng)
    usual = design_for_groups(problem, objective)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in tolerances.items():
            patch.setattr(optimal_face, name, value)
        verdict = design_for_groups(problem, objective)
    assert verdict.holds in (usual.holds, None)
    if verdict.holds is not None:
        assert verdict.verify()
        assert getattr(verdict.statement, "value", None) == getattr(usual.statement, "value", None)


def border(size: int, *chances: str, alone: bool = True) -> GroupedProblem:
    """Bidders with independent types of one law, and one object; `alone`: the file says it of each of them, too."""
    law = tuple(map(Fraction, chances))
    types = tuple(f"t{k}" for k in range(len(law)))
    one, zero = Fraction(1), Fraction(0)
    return GroupedProblem(
        ("bidder",),
        (size,),
        (),
        (types,),
        StatesPrior(((one, (law,)),)),
        (SingleQuota("bidder", frozenset({()}), zero, one),) if alone else (),
        (Constraint(frozenset({("bidder",)}), zero, one),),
    )


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 12), st.lists(st.integers(0, 12), min_size=3, max_size=3), st.booleans())
def test_iid_bidders_are_those_of_borders_theorem(size, numbers, alone):
    problem = border(size, "1/2", "1/3", "1/6", alone=alone)
    rule = InterimRule(tuple(Fraction(n, 12) for n in numbers), problem.coordinates)
    by_name = listed(problem)
    found = implementable_for_groups(problem, rule)
    assert found.holds is single_object(by_name, listed_rule(problem, rule)).holds
    assert found.verify()


def test_a_hundred_bidders_of_whom_the_strongest_present_is_served():
    """The rule is on the boundary in all three of Border's inequalities, and a little more is too much."""
    problem = border(100, "1/2", "1/3", "1/6")
    above, chances = Fraction(0), []
    for chance in (Fraction(1, 6), Fraction(1, 3), Fraction(1, 2)):
        served = (1 - above) ** 100 - (1 - above - chance) ** 100
        chances.append(served / (100 * chance))
        above += chance
    rule = InterimRule(tuple(reversed(chances)), problem.coordinates)
    assert implementable_for_groups(problem, rule).holds
    more = InterimRule((*rule.values[:2], rule.values[2] + Fraction(1, 10**9)), problem.coordinates)
    refused = implementable_for_groups(problem, more)
    assert refused.holds is False
    assert refused.verify()


def test_probabilities_of_classes_are_those_of_their_profiles():
    rng = random.Random(5)
    tried = 0
    while tried < 20:
        problem = small(rng)
        if problem is None:
            continue
        tried += 1
        by_name = listed(problem)
        owners = [k for k, size in enumerate(problem.sizes) for _ in range(size)]
        for block in blocks(problem):
            sums: Counter[tuple[int, ...]] = Counter()
            for profile in by_name.profiles():
                pairs = Counter((problem.groups[k], kind) for k, kind in zip(owners, profile, strict=True))
                sums[tuple(pairs[pair] for pair in block.pairs)] += by_name.probability(profile)  # type: ignore[assignment]
            weights, below = block.law
            assert [Fraction(weight, below) for weight in weights] == [sums[each] for each in block.classes]


def test_classes_with_probabilities_of_their_own_are_exchangeable_agents():
    problem = border(3, "1/2", "1/2")
    counts = [((k, 3 - k), Fraction(1 + k, 10)) for k in range(4)]
    given_counts = GroupedProblem(
        problem.groups,
        problem.sizes,
        problem.objects,
        problem.types,
        CountsPrior(tuple(counts)),
        problem.single,
        problem.together,
    )
    by_name = listed(given_counts)
    assert sum(by_name.probability(profile) for profile in by_name.profiles()) == 1
    for numbers in itertools.product((0, 1, 2, 3), repeat=2):
        rule = InterimRule(tuple(Fraction(n, 6) for n in numbers), problem.coordinates)
        found = implementable_for_groups(given_counts, rule)
        assert found.holds is implementable(by_name, listed_rule(given_counts, rule)).holds


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_groups_are_found_among_agents_by_name(seed):
    rng = random.Random(seed)
    problem = small(rng)
    if problem is None or not isinstance(problem.prior, StatesPrior) or len(problem.prior.states) > 1:
        return
    by_name = listed(problem)
    found = groups_of(by_name)
    if found is None:  # a group of one agent, whose sets may seem to be of groups together
        return
    grouped, home = found
    assert sum(grouped.sizes) == len(by_name.agents)
    assert len(grouped.groups) <= len(problem.groups) or 1 in problem.sizes
    for rule in some_rules(problem, rng):
        alike = group_rule(by_name, listed_rule(problem, rule), grouped, home)
        if alike is not None:
            assert implementable_for_groups(grouped, alike).holds is implementable_for_groups(problem, rule).holds


def is_true(statement):
    """The truth of a mutant's statement, by the agents' names."""
    about = GroupsImplementable.from_about(statement["about"])
    by_name = implementable(listed(about.problem), listed_rule(about.problem, about.rule))
    return by_name.holds is statement["holds"]


def test_mutants_of_certificates_are_refused_or_true():
    rng, tried = random.Random(1), Counter()
    while min(tried[True], tried[False]) < 3:
        problem = small(rng)
        if problem is None or problem.divisible or sum(problem.sizes) > 3:
            continue
        for rule in some_rules(problem, rng)[:2]:
            verdict = implementable_for_groups(problem, rule)
            if tried[verdict.holds] < 3:
                tried[verdict.holds] += 1
                assert check_mutants(certificate(verdict), is_true, every=5) > 3


def test_a_design_that_takes_too_long_is_undecided_and_says_what_is_known(monkeypatch):
    problem = border(3, "1/2", "1/2")
    objective = {"weights": {"bidder": {"t0": 1, "t1": 3}}, "incentives": "none"}
    best = design_for_groups(problem, objective)
    monkeypatch.setattr(designing, "MOST_ROUNDS", 0)
    verdict = design_for_groups(problem, objective)
    assert verdict.holds is None
    assert verdict.evidence.tried == ("0 programs over the rules met so far; the greatest value of bidder is unknown",)
    search = designing._BlockDesign(best.statement.design, Explorer(blocks(problem)[0]))
    told = search._between([Fraction(1, 3)], [best.value])
    assert "is at least 333333/1000000 and at most" in told


def test_with_many_classes_fewer_programs_are_tried(monkeypatch):
    problem = border(3, "1/2", "1/2")
    monkeypatch.setattr(designing, "MOST_LISTED", 0)
    monkeypatch.setattr(designing, "MOST_LARGE", 0)
    verdict = design_for_groups(problem, {"weights": {"bidder": {"t0": 1, "t1": 3}}, "incentives": "none"})
    assert verdict.evidence.tried == ("0 programs over the rules met so far; the greatest value of bidder is unknown",)


def test_a_search_on_the_boundary_that_gets_too_long_is_undecided(monkeypatch):
    monkeypatch.setattr(mixing, "MOST_CHOICES", -1)
    monkeypatch.setattr(mixing, "NEAR", 10.0)
    monkeypatch.setattr(mixing.Mixing, "_exactly", lambda self, weights: None)
    problem = border(3, "1/2", "1/2")
    verdict = implementable_for_groups(problem, InterimRule((Fraction(1, 6),) * 2, problem.coordinates))
    assert verdict.holds is None
    assert "outcomes to choose from" in verdict.evidence.tried[0]
