"""Facets of the implementable set: known counts, two routes, brute force, and every certificate checked."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exact import cones, fans, minkowski, polyhedra
from exact.rationals import primitive
from exact.verdicts import Verdict
from proofs import checker
from proofs.certificates import certificate
from proofs.reduced_form.facets import completeness
from proofs.reduced_form.facets import listing as facets_module
from proofs.reduced_form.facets.completeness import is_complete
from proofs.reduced_form.facets.descriptions import ConditionComplete, Described, Enumeration
from proofs.reduced_form.facets.formulas import formula, symbolic_formula
from proofs.reduced_form.facets.listing import facets, is_facet, valid_inequality, with_prior
from proofs.reduced_form.facets.summands import Summands, inequality
from proofs.reduced_form.implementation.deciding import ExPostRule, implementable, induced_rule
from proofs.reduced_form.problem.problems import IndependentPrior, InterimRule, JointPrior, Problem
from proofs.report import explain
from proofs.report.facets import explain_facets
from tests.mutations import check_mutants
from tests.proofs.reduced_form import brute_force
from tests.proofs.reduced_form.certified import accepted, every_number_matters, forged, problem_of
from tests.strategies import problems, small_fractions

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))


def types(*counts):
    return {f"i{k + 1}": [f"t{s + 1}" for s in range(count)] for k, count in enumerate(counts)}


def single_item(*counts):
    agents = list(types(*counts))
    return problem_of(agents=agents, types=types(*counts), constraints=[{"set": agents, "ceiling": 1}])


def graph(counts, edges, **quotas):
    constraints = [{"edges": [[f"i{a}", f"i{b}"] for a, b in edges], **quotas}]
    return problem_of(agents=list(types(*counts)), types=types(*counts), constraints=constraints)


def market(*counts, objects=("o1", "o2")):
    each = [{"each": what, "ceiling": 1} for what in ("agent", "object")]
    return problem_of(agents=list(types(*counts)), objects=list(objects), types=types(*counts), constraints=each)


def courses():
    """LY, Examples 2 and 7, without the compulsory course."""
    constraints = [
        {"each": "agent", "floor": 1, "ceiling": 2},
        {"each": "object", "floor": 1, "ceiling": 2},
        {"each": "pair", "ceiling": 1},
    ]
    return problem_of(agents=["i1", "i2"], objects=["o1", "o2", "o3"], types=types(2, 2), constraints=constraints)


PATH = graph((2,) * 4, [(1, 2), (2, 3), (3, 4)], floor=1, ceiling=2)
STAR = graph((2,) * 4, [(1, 2), (1, 3), (1, 4)], ceiling=1)


@cache
def star_facets():
    return facets(STAR)


KNOWN = [
    (single_item(2, 2), 13),
    (single_item(2, 2, 2), 33),
    (graph((2, 3), [(1, 2)], ceiling=1), 23),
    (market(2, 2), 22),
]


@pytest.mark.parametrize(("problem", "count"), KNOWN)
def test_known_numbers_of_facets_by_both_routes(problem, count):
    found = facets(problem, engine="both")
    assert len(found.facets) == count
    assert found.equations == ()
    assert found.condition_a_complete
    assert accepted(found.description)
    assert accepted(found.condition_a)
    for facet in found.facets:
        assert accepted(found.proof(facet))


@pytest.mark.parametrize(("counts", "count"), [((3, 3), 49), ((4, 4), 213), ((3, 3, 3), 343), ((5, 5), 921)])
def test_known_numbers_of_single_item_facets(counts, count):
    found = facets(single_item(*counts))
    assert len(found.facets) == count
    assert found.condition_a_complete
    assert found.condition_b_complete


def test_a_star_with_ceiling_1_needs_more_than_signs():
    found = star_facets()
    assert len(found.facets) == 283
    assert not found.condition_a_complete
    assert accepted(found.condition_a)
    assert accepted(found.condition_b)
    assert found.condition_a.holds is False
    rule = found.condition_a.evidence.rule
    assert not implementable(STAR, rule).holds
    assert sum(value != 0 for value in rule.values) <= 4


def test_a_star_with_ceiling_1_description_is_certified():
    assert accepted(star_facets().description)


def test_example_7_is_recognised_as_valid_and_symbolic():
    problem = courses()
    plus = [("i1", "t2", "o2"), ("i2", "t1", "o1"), ("i2", "t1", "o2"), ("i2", "t1", "o3")]
    minus = [("i1", "t1", "o1"), ("i1", "t1", "o2"), ("i1", "t1", "o3"), ("i2", "t2", "o2")]
    coefficients = {**dict.fromkeys(plus, 1), **dict.fromkeys(minus, -1)}
    found = inequality(problem, coefficients)
    # LY print this right side; Table 3's capacity at (t12, t22) is c(i1, o2) = 1.
    assert facets_module.symbolic_bound(problem, found) == "lambda_11 - lambda_12 + 3*lambda_21 + lambda_22"
    assert accepted(valid_inequality(problem, coefficients, found.bound(problem)))
    assert accepted(valid_inequality(problem, coefficients, found.bound(problem) - Fraction(1, 7)))
    assert isinstance(is_facet(problem, found), bool)


def brute_force_description(problem):
    """All sums of one pure outcome a profile, weighted by the prior, and their hull by PPL and cddlib."""
    points = {(Fraction(0),) * len(problem.coordinates)}
    for profile in problem.profiles():
        weight = problem.probability(profile)
        kinds = dict(zip(problem.agents, profile, strict=True))
        here = [
            tuple(weight * x[problem.cell_of(c)] if kinds[c[0]] == c[1] else Fraction(0) for c in problem.coordinates)
            for x in brute_force.pure_outcomes(problem, profile)
        ]
        points = {tuple(map(sum, zip(a, b, strict=True))) for a in points for b in here}
        assume(len(points) <= 100)
    return points, polyhedra.constraints(polyhedra.Hull.of(points, dimension=len(problem.coordinates)), engine="both")


@settings(relaxed, max_examples=60)
@given(problems(kinds=("pairs", "anonymous", "public", "restricted")))
def test_facets_agree_with_brute_force_and_are_certified(problem):
    points, wanted = brute_force_description(problem)
    found = facets(problem, engine="both" if len(problem.coordinates) <= 4 else "rays")
    assert bool(found.outcome) == bool(points)
    assert accepted(found.description)
    if not points:
        assert found.condition_a_complete
        assert accepted(found.condition_a)
        return
    size = len(problem.coordinates)

    def dense(each):
        at = dict(each.coefficients)
        return [at.get(c, Fraction(0)) for c in problem.coordinates], each.bound(problem)

    rows = [dense(each) for each in found.facets]
    equal = [dense(each) for each in found.equations]
    given_by_us = polyhedra.Polyhedron.of(
        [row for row, _ in rows], [b for _, b in rows], [row for row, _ in equal], [b for _, b in equal], size
    )
    assert len(given_by_us.inequalities) == len(wanted.inequalities)
    assert polyhedra.irredundant(given_by_us) == polyhedra.irredundant(wanted)
    for facet in found.facets[:3]:
        assert accepted(found.proof(facet))
    assert accepted(found.condition_a)
    assert accepted(found.condition_b)
    if 3**size <= 250:
        assert found.condition_a_complete == brute_force_complete(found, wanted, {-1, 0, 1})


@settings(relaxed, max_examples=40)
@given(problems(kinds=("pairs", "anonymous", "public", "restricted")), st.sampled_from("AB"), st.integers(0, 9))
def test_a_search_refutes_only_what_the_facets_refute_and_is_certified(problem, letter, seed):
    found = completeness.refuted(problem, letter, 25, seed)
    if found is not None:
        assert not found.holds
        assert accepted(found)
        assert not completeness.is_complete(facets(problem), letter)


@pytest.mark.parametrize("seed", range(2))
def test_a_search_refutes_where_the_facets_do(seed):
    path = graph((2, 2, 2), [(1, 2), (2, 3)], ceiling=1)
    assert not facets(path).condition_a_complete
    found = completeness.refuted(path, "A", 60, seed)
    assert accepted(found)
    assert not found.holds
    assert completeness.refuted(single_item(2, 2, 2), "A", 60, seed) is None


def brute_force_complete(found, wanted, signs):
    """Whether all inequalities with coefficients among the signs describe the set, by enumerating them."""
    problem = found.problem
    rows = [f for f in itertools.product(signs, repeat=len(problem.coordinates)) if any(f)]
    bounds = [inequality(problem, dict(zip(problem.coordinates, f, strict=True))).bound(problem) for f in rows]
    larger = polyhedra.Polyhedron.of(rows, bounds, dimension=len(problem.coordinates))
    return polyhedra.irredundant(larger) == polyhedra.irredundant(wanted)


@settings(relaxed, max_examples=40)
@given(problems(kinds=("divisible",)))
def test_divisible_problems_are_described_and_certified(problem):
    found = facets(problem)
    assert accepted(found.description)
    assert accepted(found.condition_a)
    for facet in found.facets[:2]:
        assert accepted(found.proof(facet))


def test_the_description_does_not_depend_on_the_prior():
    problem = single_item(2, 2)
    prior = JointPrior((Fraction(1, 2), Fraction(1, 4), Fraction(1, 8), Fraction(1, 8)))
    other = Problem(problem.agents, problem.objects, problem.types, prior, problem.constraints)
    moved, fresh = with_prior(facets(problem), other), facets(other)
    assert moved.facets == fresh.facets
    assert [f.bound(other) for f in moved.facets] == [f.bound(other) for f in fresh.facets]
    with pytest.raises(ValueError, match="more than their priors"):
        with_prior(fresh, market(2, 2))


def test_plain_latex_and_words():
    found = facets(courses())
    plain = found.to_plain()
    assert set(plain) >= {"equations", "facets", "condition_a_complete"}
    assert all({"coefficients", "bound"} <= set(each) for each in plain["facets"])
    assert r"\begin{align*}" in found.to_latex()
    assert "%" not in found.to_latex()
    assert "\nAgents in order, each with its types in order: " in found.to_latex()
    assert "; objects in order: " in found.to_latex()
    assert found.latex().startswith(r"\begin{aligned}")
    assert "so it is a facet" in found.explain(found.facets[0])
    assert "reached by giving nothing" in facets(single_item(2, 2)).explain(facets(single_item(2, 2)).facets[0])


def named(equal=0):
    """One unit for ann, keen with probability 1/3, or bob; `equal`: it must be given."""
    return problem_of(
        agents=["ann", "bob"],
        types={"ann": ["keen", "idle"], "bob": ["any"]},
        prior={"independent": {"ann": {"keen": "1/3", "idle": "2/3"}, "bob": {"any": 1}}},
        constraints=[{"set": ["ann", "bob"], "floor": equal, "ceiling": 1}],
    )


def test_formulas_are_in_names_and_numbers_and_know_their_sign():
    problem = named()
    bought = inequality(problem, {("ann", "keen"): 1, ("bob", "any"): 1})
    assert formula(problem, bought) == "1/3 Q_ann(keen) + Q_bob(any) <= 1"
    assert formula(problem, inequality(problem, {("ann", "idle"): -1})) == "2/3 Q_ann(idle) >= 0"
    assert symbolic_formula(problem, bought) == "Q_1,1 + Q_2,1 <= 1"
    equation = facets(named(1)).equations[-1]
    assert equation.equal
    assert " = " in formula(named(1), equation)
    assert " = " in symbolic_formula(named(1), equation)


def test_formulas_and_explanations_of_the_wrong_thing_are_refused_in_one_sentence():
    problem = named()
    found = facets(problem)
    with pytest.raises(TypeError, match="a Problem and a RuleInequality, one of the facets, were expected, not Facets"):
        formula(found, found.facets[0])
    with pytest.raises(TypeError, match=r"one of the facets, for example facets\[0\], was expected, not 0"):
        found.explain(0)
    with pytest.raises(ValueError, match="none of the facets"):
        found.explain(inequality(problem, {("ann", "keen"): 5}))
    with pytest.raises(TypeError, match="what facets"):
        explain_facets(problem)


@settings(relaxed, max_examples=40)
@given(problems(kinds=("pairs", "anonymous", "public")), st.data())
def test_the_system_in_q_says_which_rules_are_implementable(problem, data):
    found = facets(problem)
    values = tuple(data.draw(small_fractions) for _ in problem.coordinates)
    assert found.system().contains(values) == bool(implementable(problem, InterimRule(values)))
    if found.outcome:
        drawn = [(t, ((Fraction(1), data.draw(st.sampled_from(outcomes))),)) for t, outcomes in listed(problem)]
        assert found.system().contains(induced_rule(problem, ExPostRule(tuple(drawn))).values)


def listed(problem):
    return zip(problem.profiles(), Summands.of(problem).outcomes, strict=True)


def test_the_counterexample_to_a_condition_names_the_facet_that_it_violates():
    words = explain(star_facets())
    found, rule = star_facets(), star_facets().condition_a.evidence.rule
    violated = [each for each in found.facets if formula(STAR, each) in words.split("It violates this facet:")[1]]
    assert len(violated) == 1
    left = sum(f * STAR.marginals[c] * STAR.value(rule, *c) for c, f in violated[0].coefficients)
    assert left > violated[0].bound(STAR)
    assert f"its left side is {left}." in words
    assert "Q_1,1" not in words
    assert "Q_1,1" in explain_facets(found, symbolic=True)


def test_numbers_of_equations_and_facets_have_their_plural():
    found = facets(problem_of(agents=["i"], types={"i": ["t"]}, constraints=[{"set": ["i"], "ceiling": 1}]))
    assert "0 equations and 2 facets" in explain(found)
    always = problem_of(agents=["i"], types={"i": ["t"]}, constraints=[{"set": ["i"], "floor": 1, "ceiling": 1}])
    assert "1 equation and 0 facets" in explain(facets(always))
    description = facets(always).description
    assert "1 equation and 0 facets" in description.statement.sentence()
    assert checker.verify(certificate([description])) == [
        "the implementable rules have 1 equation and 0 facets, and these are they"
    ]
    assert str(always) == "1 agent, 1 type, 1 constraint set"


def test_routes_that_disagree_raise_the_error_of_the_cones(monkeypatch):
    monkeypatch.setattr(minkowski, "facets_by_vertices", lambda points: minkowski.SumDescription((), ()))
    with pytest.raises(cones.EngineDisagreementError, match="by rays, 0 by vertices"):
        facets(single_item(2, 2), "both")


def test_too_large_a_problem_is_refused_in_one_sentence():
    big = problem_of(
        agents=["i1"],
        objects=["a", "b", "c", "d"],
        types={"i1": ["t"]},
        constraints=[{"each": "pair", "ceiling": 20}],
    )
    with pytest.raises(ValueError, match="more than 5000 pure outcomes"):
        facets(big)
    with pytest.raises(ValueError, match="engine"):
        facets(single_item(2, 2), engine="guess")


def test_large_descriptions_are_not_claimed_to_be_certified(monkeypatch):
    monkeypatch.setattr(facets_module, "MOST_RECHECKED", 10)
    found = facets(single_item(2, 2))
    assert found.description.holds is None
    assert found.condition_a.holds is None
    assert found.condition_a_complete


def test_forged_descriptions_are_refused():
    found = facets(market(2, 2))
    description = found.description

    def drop(statement):
        statement["about"]["facets"].pop()

    def twice(statement):
        statement["about"]["facets"].append(statement["about"]["facets"][0])

    def invent(statement):
        statement["about"]["equations"].append(statement["about"]["facets"][0])

    def turn(statement):
        statement["about"]["facets"][3][0][-1] = "1"

    for change in (drop, twice, invent, turn, lambda s: s.update(holds=False)):
        forged(description, change)
    forged(found.condition_a, lambda s: s["evidence"]["facets"].pop())
    forged(found.condition_a, lambda s: s.update(holds=False))
    forged(star_facets().condition_a, lambda s: s.update(holds=True))


def by_fan(problem, monkeypatch):
    """The facets with the fan that is made where they are many, and more than the checker would list again."""
    for name in ("FEW_FACETS", "MOST_RECHECKED"):
        monkeypatch.setattr(facets_module, name, 0)
    return facets(problem)


def test_many_facets_in_few_dimensions_are_certified_by_their_fan(monkeypatch):
    found = by_fan(single_item(2, 2), monkeypatch)
    monkeypatch.setattr(checker, "description", None)  # the checker lists nothing again
    assert accepted(found.description)
    assert accepted(found.condition_a)
    for name in ("MOST_CONES", "MOST_DIMENSIONS"):
        with monkeypatch.context() as patched:
            patched.setattr(facets_module, name, 3)
            assert facets(single_item(2, 2)).description.holds is None


def test_a_fan_is_affordable_where_another_enumeration_is_not(monkeypatch):
    """407 facets in six dimensions. With the quotas 2, 7 and 5 there are 1,483, and `facets` once gave no answer."""
    monkeypatch.setattr(checker.Work, "least", 100_000)
    agents = ["i1", "i2", "i3"]
    pairs = {"edges": [list(pair) for pair in itertools.combinations(agents, 2)], "floor": 1, "ceiling": 4}
    found = facets(
        problem_of(agents=agents, types=types(2, 2, 2), constraints=[pairs, {"each": "agent", "ceiling": 3}])
    )
    (written,) = certificate([found.description])["statements"]
    assert len(written["about"]["facets"]) == 407
    checker.verify(certificate([found.description]))
    del written["evidence"]["fan"]
    with pytest.raises(checker.TooMuch):
        checker.verify({**certificate([found.description]), "statements": [written]})


@settings(relaxed, max_examples=40)
@given(problems())
def test_the_fan_agrees_with_the_double_description(problem):
    found = facets(problem)
    assume(found.facets and found.dimension <= 6)
    equations, normals = (
        [primitive(Summands.of(problem).normal(dict(each.coefficients))) for each in rows]
        for rows in (found.equations, found.facets)
    )
    fan = fans.normal_fan(Summands.of(problem).points, equations, normals, 20_000)
    assume(fan is not None)
    statement = found.description.statement
    assert accepted(Verdict(statement, True, Enumeration(fan)))
    for k in range(len(found.facets)):
        fewer = replace(statement, facets=statement.facets[:k] + statement.facets[k + 1 :])
        kept = [tuple(j - (j > k) for j in cone) for cone in fan.cones if k not in cone]
        for around in (fan.cones, tuple(kept)):
            written = certificate([Verdict(fewer, True, Enumeration(replace(fan, cones=around)))])
            with pytest.raises(checker.Refused):
                checker.verify(written)


def test_forged_fans_are_refused(monkeypatch):
    problem = problem_of(
        agents=["i1", "i2"], types=types(2, 2), constraints=[{"set": ["i1", "i2"], "floor": 1, "ceiling": 1}]
    )
    found = by_fan(problem, monkeypatch)
    description = found.description
    assert found.equations
    assert accepted(description)

    def fan(statement):
        return statement["evidence"]["fan"]

    def redundant(statement):
        first, second = statement["about"]["facets"][:2]
        together = {tuple(name): Fraction(0) for *name, _ in first + second}
        for *name, factor in first + second:
            together[tuple(name)] += Fraction(factor)
        statement["about"]["facets"].append([[*name, str(factor)] for name, factor in together.items()])

    for change, why in (
        (lambda s: fan(s)["cones"].pop(), "leave a gap"),
        (lambda s: fan(s).update(cones=[]), "do not go around"),
        (lambda s: fan(s).update(cones=fan(s)["cones"] * 2), "do not go around"),
        (lambda s: fan(s)["cones"][0].pop(), "another number of facets"),
        (lambda s: fan(s)["cones"][0].__setitem__(0, 99), "no index"),
        (lambda s: fan(s)["cones"][0].__setitem__(0, fan(s)["cones"][0][1]), "twice"),
        (lambda s: fan(s).update(cones=[list(c) for c in itertools.combinations(range(12), 3)]), "no outcome is tight"),
        (lambda s: fan(s).update(direction=[0, 0, 0, 0]), "general position"),
        (lambda s: fan(s).update(direction=[0, 1]), "4 entries"),
        (lambda s: s["about"]["facets"].pop(), "no index"),
        (lambda s: s["about"]["facets"].append(s["about"]["facets"][0]), "tight for another"),
        (lambda s: s["about"]["facets"].append([]), "tight for another"),
        (redundant, "tight for another"),
        (lambda s: s["about"]["equations"].append(s["about"]["facets"][0]), "other equations"),
        (lambda s: s["about"]["equations"].append(s["about"]["equations"][0]), "other equations"),
        (lambda s: s["about"]["equations"].clear(), "tight outcomes|another number|other equations"),
        (lambda s: s["about"]["problem"]["constraints"][0].update(floor=0), "."),
    ):
        forged(description, change, why)
    forged(found.condition_a, lambda s: fan(s)["cones"].pop(), "leave a gap")
    facet = statement_facet(found, 0)
    forged(description, lambda s: fan(s).update(direction=facet), "general position")


def description_is_true(statement):
    """By PPL, whatever the fan says."""
    return statement["holds"] and Enumeration().supports(Described.from_about(statement["about"]), True)


def condition_a_is_true(statement):
    described = ConditionComplete.from_about(statement["about"])
    return statement["holds"] == is_complete(facets(described.problem), described.condition)


@pytest.mark.parametrize("floor", [0, 1])
def test_mutants_of_fans(floor, monkeypatch):
    problem = problem_of(
        agents=["i1", "i2"], types=types(2, 1), constraints=[{"set": ["i1", "i2"], "floor": floor, "ceiling": 1}]
    )
    found = by_fan(problem, monkeypatch)
    assert check_mutants(certificate([found.description]), description_is_true) >= 50
    assert check_mutants(certificate([found.condition_a]), condition_a_is_true) >= 50


def statement_facet(found, k):
    return [int(entry) for entry in Summands.of(found.problem).normal(dict(found.facets[k].coefficients))]


def test_forged_facets_are_refused():
    problem = problem_of(
        agents=["i1", "i2"], types=types(2, 1), constraints=[{"set": ["i1", "i2"], "floor": 1, "ceiling": 1}]
    )
    found = facets(problem)
    proof = found.proof(found.facets[0])
    assert found.equations
    assert accepted(proof)
    for change in (
        lambda s: s["evidence"]["moves"].pop(),
        lambda s: s["evidence"]["equations"].pop(),
        lambda s: s["evidence"]["base"].pop(),
        lambda s: s["about"].update(bound="1/7"),
        lambda s: s["about"]["coefficients"][0].__setitem__(-1, "9"),
        lambda s: s["evidence"]["inequality"]["bounds"][0].update(bound="-5"),
        lambda s: s.update(holds=False),
    ):
        forged(proof, change)


def test_forged_inequalities_are_refused():
    problem = market(2, 2)
    coefficients = {("i1", "t1", "o1"): 2, ("i2", "t1", "o1"): 1, ("i1", "t2", "o2"): -1}
    bound = inequality(problem, coefficients).bound(problem)
    valid = valid_inequality(problem, coefficients, bound)
    assert every_number_matters(valid, ["coefficients"]) > 5
    forged(valid, lambda s: s["about"].update(bound="1/8"))
    forged(valid, lambda s: s["evidence"]["bounds"][0].update(bound="0"))
    forged(valid, lambda s: s["evidence"]["bounds"].pop())
    forged(valid, lambda s: s["evidence"]["lists"][0].pop())
    exceeded = valid_inequality(problem, coefficients, bound - Fraction(1, 9))
    forged(exceeded, lambda s: s["about"].update(bound=str(bound)))
    forged(exceeded, lambda s: s["evidence"]["outcomes"].__setitem__(0, [["i1", "o1", "2"]]))
    forged(exceeded, lambda s: s["evidence"]["outcomes"].pop())
    with pytest.raises(ValueError, match="not a coordinate"):
        inequality(problem, {("i9", "t", "o"): 1})


def test_forged_passing_rules_are_refused():
    verdict = star_facets().condition_a
    forged(verdict, lambda s: s["evidence"]["rule"].__setitem__(0, "2"))
    forged(verdict, lambda s: s["evidence"]["rule"].__setitem__(1, "0"))
    forged(verdict, lambda s: s["evidence"]["inequality"]["bounds"][0].update(bound="-9"))
    forged(verdict, lambda s: s["about"].update(condition="C"))


@settings(relaxed, max_examples=60)
@given(problems(kinds=("pairs", "anonymous", "public")))
def test_the_checkers_double_description_agrees_with_ppl(problem):
    assume(facets(problem).outcome)
    summands = Summands.of(problem)
    wanted = minkowski.facets_by_rays(summands.points)
    count, size = len(summands.points), len(problem.coordinates)
    rows = [
        primitive([*(int(t == k) for k in range(count)), *(-x for x in point)])
        for t, listed in enumerate(summands.points)
        for point in listed
    ]
    rays, lines = checker.double_description(rows, count + size)
    basis = cones.echelon_basis([line[count:] for line in lines], size)
    assert basis == tuple(each.normal for each in wanted.equations)
    reduced = sorted({cones.reduce_modulo(ray[count:], basis) for ray in rays if any(ray[count:])})
    assert reduced == [each.normal for each in wanted.facets]


def test_independent_priors_may_be_skewed():
    problem = single_item(2, 2)
    prior = IndependentPrior(((Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 5), Fraction(4, 5))))
    skewed = Problem(problem.agents, problem.objects, problem.types, prior, problem.constraints)
    assert accepted(facets(skewed).condition_a)
