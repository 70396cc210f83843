"""Facets as relations of SymPy: with the problem's numbers they are its inequalities; forms in quotas hold as said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exact.computer_algebra import number
from exact.rationals import rational
from exact.symbolic.formulas import variable
from exact.symbolic.pieces import Interval
from proofs.reduced_form.facets.formulas import symbolic_bound, symbolic_formula
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.quota_forms import Quotas
from proofs.reduced_form.facets.relations import exact_expression, prior_symbols, rule_symbols
from proofs.reduced_form.facets.summands import inequality
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem.problems import IndependentPrior
from proofs.report.facets import explain_facets
from tests.proofs.reduced_form.certified import problem_of
from tests.strategies import interim_rules, problems, small_quotas

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))
p = sympy.Symbol("p")


def auction():
    return problem_of(
        agents=["ann", "bob"],
        types={"ann": ["low", "high"], "bob": ["low", "high"]},
        constraints=[{"set": ["ann", "bob"], "ceiling": 1}],
    )


def trade():
    """A unit that the seller keeps or the buyer gets, with quotas of its own at one profile (LY 5.5)."""
    return problem_of(
        agents=["i1", "i2"],
        types={"i1": ["low", "high"], "i2": ["cheap", "dear"]},
        constraints=[{"set": ["i1", "i2"], "floor": 1, "ceiling": 1}],
        profiles=[{"profile": {"i1": "low", "i2": "dear"}, "constraints": [{"set": ["i1"], "ceiling": 0}]}],
    )


def says(found, written, given):
    """Whether a relation with these numbers is the inequality itself, coefficient by coefficient."""
    problem = found.problem
    kind = sympy.Eq if given.equal else sympy.Le
    left = written.lhs.as_coefficients_dict()
    symbols = rule_symbols(problem)
    wanted = {symbols[c]: sympy.Rational(f.numerator, f.denominator) for c, f in given.coefficients}
    bound = rational(written.rhs.subs(found.numbers))
    return isinstance(written, kind) and dict(left) == (wanted or {sympy.S.Zero: 1}) and bound == given.bound(problem)


@settings(relaxed, max_examples=100)
@given(problems())
def test_with_the_problems_numbers_each_relation_is_the_inequality(problem):
    found = facets(problem)
    assume(found.outcome)
    system = found.relations()
    assert all(says(system, each, given) for each, given in zip(system.facets, found.facets, strict=True))
    assert all(says(system, each, given) for each, given in zip(system.equations, found.equations, strict=True))


@settings(relaxed, max_examples=60)
@given(problems(), st.data())
def test_a_rule_satisfies_the_relations_exactly_if_it_is_implementable(problem, data):
    rule = data.draw(interim_rules(problem))
    system = facets(problem).relations()
    listed = [each.subs(system.rule(rule)).subs(system.numbers) for each in (*system.equations, *system.facets)]
    assert all(each == sympy.true for each in listed) == bool(implementable(problem, rule))


@settings(relaxed, max_examples=100)
@given(problems(kinds=("pairs", "anonymous", "divisible", "restricted")), st.data())
def test_forms_in_the_quotas_hold_where_they_say_and_only_there(problem, data):
    """Brute force: the capacities of the problem with other quotas, for quotas within the region and beyond it."""
    found = facets(problem)
    assume(found.outcome)
    try:
        system = found.relations(quotas=True)
    except ValueError as error:
        assert "totally unimodular" in str(error)  # noqa: PT017
        return
    rows = [*zip(system.equations, found.equations, strict=True), *zip(system.facets, found.facets, strict=True)]
    assert all(says(system, each, given) for each, given in rows)
    assert all(each.subs(system.numbers) == sympy.true for each in system.holds_while)
    values = small_quotas if problem.divisible else st.integers(0, 3).map(Fraction)
    other, quotas = changed(problem, Quotas(problem), lambda: data.draw(values))
    assume(other is not None)
    numbers = {
        sympy.Symbol(f"{letter}_{k}"): sympy.Rational(*v.as_integer_ratio()) for (letter, k), v in quotas.items()
    }
    within = all(each.subs(numbers) == sympy.true for each in system.holds_while)
    so = bool(has_outcome(other)) and all(tight(other, each, given, numbers) for each, given in rows)
    assert so or not within
    assert within or not so or found.equations  # the region is no larger; of equations it may be


def tight(problem, written, given, numbers):
    """Whether the right side is what the problem makes of these coefficients; of an equation the least value, too."""
    chances = {s: sympy.Rational(*problem.probability(t).as_integer_ratio()) for t, s in prior_symbols(problem).items()}
    right = rational(written.rhs.subs(numbers).subs(chances))
    signs = (1, -1) if given.equal else (1,)
    found = (inequality(problem, {c: s * f for c, f in given.coefficients}).bound(problem) for s in signs)
    return all(s * right == bound for s, bound in zip(signs, found, strict=True))


def changed(problem, known, draw):
    """The problem with other quotas where it has any, and these; `None` if a floor is above its ceiling."""
    quotas = {quota: draw() for quota in known.all}
    numbers = iter(range(1, len(known.constraints) + 1))

    def moved(constraint):
        k = next(numbers)
        floor, ceiling = quotas.get(("b", k), constraint.floor), quotas.get(("c", k), constraint.ceiling)
        return replace(constraint, floor=floor, ceiling=ceiling)

    try:
        constraints = tuple(map(moved, problem.constraints))
        restrictions = tuple(replace(r, constraints=tuple(map(moved, r.constraints))) for r in problem.restrictions)
        return replace(problem, constraints=constraints, restrictions=restrictions), quotas
    except ValueError:
        return None, quotas


def test_quotas_at_one_profile_have_symbols_of_their_own():
    found = facets(trade())
    system = found.relations(quotas=True)
    assert "Q_1,2 + Q_2,2 <= c_1*lambda_12 + c_1*lambda_21 + c_1*lambda_22" in map(str, system.facets)
    assert [str(each) for each in system.holds_while] == ["Eq(c_1, b_1)", "0 <= c_2", "c_2 <= b_1"]
    meanings = {symbol.name: words for symbol, words in system.meanings().items()}
    assert meanings["c_2"] == "the ceiling of {i1} where i1 is low, i2 is dear"
    assert meanings["lambda_12"] == "P(low, dear)"
    assert meanings["Q_1,2"] == "P(type) x Q_i1(high)"


def test_relations_are_substituted_into_and_differentiated():
    system = facets(auction()).relations(quotas=True)
    both = next(each for each in system.facets if str(each.lhs) == "Q_1,2 + Q_2,2")
    prior = system.independent({agent: {"high": p, "low": 1 - p} for agent in ("ann", "bob")})
    right = both.rhs.subs(prior)
    assert sympy.expand(right) == sympy.expand(sympy.Symbol("c_1") * p * (2 - p))
    assert sympy.expand(right.subs("c_1", 1).diff(p)) == 2 - 2 * p
    wins = system.rule({agent: {"high": 1, "low": 0} for agent in ("ann", "bob")})
    margin = sympy.expand((both.rhs - both.lhs.subs(wins)).subs(prior).subs("c_1", 1))
    assert margin == -(p**2)  # both cannot always win: P(one high) - 2 P(high)


def test_a_prior_of_formulas_stands_for_lambda():
    chance = variable(Interval("p", Fraction(0), Fraction(1)))
    prior = IndependentPrior(((1 - chance, chance), (1 - chance, chance)))
    found = facets(replace(auction(), prior=prior))
    both = found.facets[7]
    assert found.relations().numbers[sympy.Symbol("lambda_22")] == p**2
    right = found.relations().facets[7].rhs.subs(found.relations().numbers)
    assert sympy.expand(right) == sympy.expand(number(both.bound(found.problem))) == 2 * p - p**2


def test_the_formulas_are_those_of_the_relations():
    problem = auction()
    found = facets(problem)
    for facet, each in zip(found.facets, found.relations().facets, strict=True):
        assert symbolic_formula(problem, facet) == str(each)
        assert sympy.sympify(symbolic_bound(problem, facet)) == each.rhs


def test_the_relations_show_themselves_and_are_cut_where_they_are_many():
    system = facets(trade()).relations(quotas=True)
    assert next(map(str, facets(trade()).sympy())) == "Eq(Q_1,1 + Q_1,2 + Q_2,1 + Q_2,2, 1)"
    assert "Q_2,2 &lt;= c_1*lambda_12 + c_1*lambda_22" in str(system.show())
    assert r"Q_{1,1} + Q_{1,2} + Q_{2,1} + Q_{2,2} &= c_{1}" in system.latex()
    five = problem_of(
        agents=["1", "2"],
        types={i: [f"t{k}" for k in range(5)] for i in ("1", "2")},
        constraints=[{"set": ["1", "2"], "ceiling": 1}],
    )
    found = facets(five)
    assert r"\text{(921 in all)}" in found.latex()
    assert found.latex().count("\\\\") == 100
    assert found.to_latex().count("\\\\") == 920


def test_where_nothing_is_implementable_the_relation_is_false():
    none = problem_of(
        agents=["1", "2"],
        types={"1": ["t"], "2": ["t"]},
        constraints=[{"set": ["1"], "floor": 2, "ceiling": 2}, {"set": ["1", "2"], "ceiling": 1}],
    )
    (only,) = facets(none).relations().facets
    assert str(only) == "0 <= -1"
    assert only.doit() == sympy.false
    assert r"0 &\le -1" in facets(none).to_latex()


def test_quotas_that_are_no_symbols_are_refused_in_one_sentence():
    triangle = problem_of(
        agents=["1", "2", "3"],
        types={i: ["t"] for i in "123"},
        constraints=[{"edges": [["1", "2"], ["2", "3"], ["1", "3"]], "ceiling": 1}],
    )
    with pytest.raises(
        ValueError, match="the constraint sets are not totally unimodular, so capacities are in general"
    ):
        facets(triangle).relations(quotas=True)
    assert facets(triangle).relations().facets
    with pytest.raises(ValueError, match="are more than 40 together; leave the quotas numbers"):
        Quotas(wide())


def wide():
    agents = [f"i{k}" for k in range(7)]
    return problem_of(
        agents=agents,
        objects=["a", "b", "c"],
        types={i: ["t"] for i in agents},
        constraints=[{"each": what, "ceiling": 1} for what in ("agent", "object", "pair")],
    )


def test_floats_and_missing_probabilities_are_refused():
    with pytest.raises(TypeError, match=r"prior: 0.5\*p has a float in it, and floats are not exact"):
        exact_expression(0.5 * p, "prior")
    with pytest.raises(TypeError, match="floats are not exact"):
        exact_expression(0.5, "prior")
    system = facets(auction()).relations()
    with pytest.raises(ValueError, match="the probability of type low of agent bob is missing"):
        system.independent({"ann": {"low": p, "high": 1 - p}, "bob": {}})


def test_the_words_have_the_quotas_and_how_far_they_hold():
    words = explain_facets(facets(trade()), quotas=True)
    assert "  Q_1,1 + Q_1,2 + Q_2,1 + Q_2,2 = c_1\n" in words
    assert "  c_2 is the ceiling of {i1} where i1 is low, i2 is dear, here 0\n" in words
    assert "for all integer quotas with\n  c_1 = b_1\n" in words
