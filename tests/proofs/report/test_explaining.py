"""Verdicts and reports in words: every number can be computed again by hand, and the wrong value is refused."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from exact.linear import LinearSystem, feasibility, optimum
from exact.mixed_integer import integer_feasibility, integer_optimum
from exact.polytopes import polytope_volume
from exact.projections import projection
from exact.sums import minkowski_sum
from exact.unimodular import total_unimodularity
from exact.verdicts import Undecided, Verdict
from proofs import checker
from proofs.certificates import certificate
from proofs.formats.markets import load_market
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.deciding import condition, most_violated
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.implementation.thresholds import single_object
from proofs.report import explain
from proofs.report.conditions import explain_condition
from proofs.report.cones import explain_cone
from proofs.report.design import explain_design
from proofs.report.facets import explain_facets
from proofs.report.implementation import explain_implementation, in_short
from proofs.report.matrices import explain_unimodularity
from proofs.report.thresholds import explain_thresholds
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.bilateral import improving_trade
from proofs.trading.value.choice import decide_choice

EXAMPLES = Path(__file__).parents[3] / "examples" / "markets"
PROGRAM = LinearSystem.make(["x", "y"], [([2, 2], 7)], lower=0)
TOLD = {
    "unbounded": (lambda: optimum(LinearSystem.make(["x"], lower=0), {"x": 1}), "along\n  x = 1"),
    "integer optimum": (lambda: integer_optimum(PROGRAM, [1, 1]), "Proved by a branching tree with"),
    "no integer point": (lambda: integer_feasibility(_odd()), "whose right side is no integer"),
    "projection": (lambda: projection(PROGRAM, ["x"]), "All of it is reached: what generates it lifts."),
    "sum": (lambda: minkowski_sum([PROGRAM, PROGRAM]), "All of it is reached: what generates it lifts."),
    "volume": (lambda: polytope_volume(PROGRAM), "the vertices and rays are listed again"),
}


def _odd():
    return LinearSystem.make(["x", "y"], equal=[([2, -2], 1)], lower=0, upper=5)


@pytest.mark.parametrize("kind", TOLD)
def test_answers_of_exact_are_told_in_words(kind):
    make, words = TOLD[kind]
    told = explain(make())
    assert words in told
    assert "Evidence (" not in told
    assert "Fraction(" not in told


@pytest.mark.parametrize("name", ["hospital-two-doctors.json", "pseudo-market.json"])
def test_a_bilateral_trade_is_told_in_words(name):
    told = explain(improving_trade(load_market(EXAMPLES / name).market))
    assert "Evidence (" not in told
    assert ("The trade: agent " in told) or ("each has none" in told)


SKEWED = {"independent": {"ann": {"keen": "1/3", "idle": "2/3"}, "bob": {"any": 1}}}
TYPES = {"ann": ["keen", "idle"], "bob": ["any"]}


def one_unit(floor=0):
    """One unit for ann or bob; with `floor` 1 it must be given."""
    unit = [{"set": ["ann", "bob"], "floor": floor, "ceiling": 1}]
    return problem_of(agents=["ann", "bob"], types=TYPES, prior=SKEWED, constraints=unit)


def impossible():
    """Two units must be given, and nobody takes more than one when ann is keen."""
    keen = {"profile": {"ann": "keen"}, "constraints": [{"set": ["ann", "bob"], "ceiling": 1}]}
    unit = [{"set": ["ann", "bob"], "floor": 2, "ceiling": 2}]
    return problem_of(agents=["ann", "bob"], types=TYPES, prior=SKEWED, constraints=unit, profiles=[keen])


RULE = {"ann": {"keen": 1, "idle": "1/2"}, "bob": {"any": "3/4"}}
LITTLE = {"ann": {"keen": "1/4", "idle": "1/4"}, "bob": {"any": "1/4"}}

TERM = re.compile(r"([+-]) (\S+) x P\(\w+ is \w+\) x Q_\w+\([\w, ]+\)   \(P = (\S+), Q = (\S+)\)")


def recomputed(words):
    """(relation, left side, bound) from the lines of an inequality, as a reader would compute them."""
    terms = [(sign, *map(Fraction, numbers)) for sign, *numbers in TERM.findall(words)]
    left = sum((1 if sign == "+" else -1) * weight * chance * value for sign, weight, chance, value in terms)
    bounds = re.findall(r"\([\w, ]+\):  (\S+) x (\S+)", words)
    return left, sum(Fraction(chance) * Fraction(value) for chance, value in bounds)


@pytest.mark.parametrize(("floor", "rule", "relation"), [(0, RULE, "most"), (1, LITTLE, "least")])
def test_both_sides_of_a_violated_inequality_can_be_computed_by_hand(floor, rule, relation):
    words = explain(implementable(one_unit(floor), rule))
    left, bound = recomputed(words)
    assert f"  is at {relation} {bound}, and this one gives {left}." in words
    assert left > bound if relation == "most" else left < bound
    assert f"probability x the {relation} that" in words
    assert not re.search(r"gives -|at least -", words)


def test_the_short_form_says_less_where_there_is_too_little():
    assert re.search(r"in \d terms: \S+ > \S+$", in_short(implementable(one_unit(), RULE)))
    assert re.search(r"in \d terms: \S+ < \S+$", in_short(implementable(one_unit(1), LITTLE)))


def test_outcomes_and_their_absence_are_told_without_an_interim_rule():
    assert explain(has_outcome(one_unit())).startswith(
        "At every type profile some outcome is feasible, for example:\n  at"
    )
    nothing = explain(has_outcome(impossible()))
    assert nothing == "No outcome meets the quotas when ann has type keen, bob has type any."
    refused = explain(implementable(impossible(), RULE))
    assert refused.startswith(
        "The interim rule is not implementable: no outcome meets the quotas when ann has type keen"
    )


def test_designs_say_what_limits_them_and_how_they_are_carried_out():
    problem = one_unit()
    weights = {"weights": {"ann": {"keen": 2, "idle": 1}, "bob": {"any": 1}}}
    free = explain(design(problem, weights))
    assert "lotteries that carry it out:\n  at (keen, any):" in free
    assert free.endswith("what limits the value: the quotas at every type profile")
    assert design(problem, weights).statement.sentence().startswith("the best implementable rule has value ")
    values = {"ann": {"keen": 2, "idle": 1}, "bob": {"any": 1}}
    constant = {"weights": {"bob": {"any": 1}}, "incentives": "cardinal", "preferences": values}
    assert explain(design(problem, constant)).endswith("alone; the incentive constraints cost nothing")
    sold = {"incentives": "cardinal", "preferences": values, "transfers": {}}
    verdict = design(problem, sold)
    assert "that satisfies the incentive and participation constraints" in verdict.statement.sentence()
    assert "a proof that nothing is better weighs, besides the quotas at every type profile:\n  " in explain(verdict)
    for each in (design(problem, weights), verdict):
        assert checker.verify(certificate([each])) == [each.statement.sentence()]


def test_a_design_without_any_outcome_names_the_profile():
    verdict = design(impossible(), {"weights": {}})
    expected = (
        "There is no implementable rule at all: no outcome meets the quotas when ann has type keen, bob has type any."
    )
    assert explain(verdict) == expected
    assert str(verdict) == "there is an implementable rule: no"
    assert checker.verify(certificate([verdict])) == [
        'there is no rule: no outcome is feasible at type profile ("keen", "any")'
    ]


def test_a_design_without_an_incentive_compatible_rule_adds_the_constraints_up():
    """Ann must get the unit exactly when she is keen; idle, she would rather say that she is keen."""
    agents, types = ["ann"], {"ann": ["keen", "idle"]}
    only = [
        {"profile": {"ann": kind}, "constraints": [{"set": ["ann"], "floor": given, "ceiling": given}]}
        for kind, given in (("keen", 1), ("idle", 0))
    ]
    problem = problem_of(agents=agents, types=types, constraints=[{"set": ["ann"], "ceiling": 1}], profiles=only)
    verdict = design(problem, {"weights": {}, "incentives": "cardinal", "preferences": {"ann": {"keen": 1, "idle": 1}}})
    words = explain(verdict)
    assert words.startswith(
        "There is no implementable rule that satisfies the incentive constraints. These constraints\n"
    )
    assert "  ann of type idle does not gain by reporting keen, with multiplier " in words
    assert re.search(r"is at (least|most) 0, but for every implementable rule Q it is at (least|most) ", words)
    assert checker.verify(certificate([verdict])) == [
        "there is no implementable rule that satisfies the incentive constraints"
    ]


def test_conditions_are_told_with_the_violated_inequality():
    problem = one_unit()
    words = explain(condition(problem, RULE))
    assert words.startswith("The interim rule satisfies Condition A: no.\nIn words: agent ")
    left, bound = recomputed(words)
    assert left > bound
    worst = most_violated(problem, RULE)
    assert explain(worst).startswith(f"The greatest violation of Condition A is {worst.statement.value}.\n")
    fine = most_violated(problem, LITTLE)
    assert explain(fine) == "No inequality of Condition A is violated."
    for verdict in (worst, fine):
        assert checker.verify(certificate([verdict])) == [verdict.statement.sentence()]
    assert "ex post rule" in explain(condition(problem, LITTLE))
    assert explain_condition(condition(impossible(), RULE)).startswith("No outcome meets the quotas")


def test_thresholds_are_told():
    assert "together expect" in explain(single_object(one_unit(), RULE))
    assert explain(single_object(one_unit(), LITTLE)).startswith("Implementable: draw one of these rankings")
    verdict = single_object(one_unit(), RULE)
    undecided = Verdict(verdict.statement, None, Undecided(("this", "that")))
    assert explain(undecided) == "The interim rule is implementable: undecided.\nTried:\n  this\n  that"
    assert explain_thresholds(undecided) == "Undecided whether the interim rule is implementable: this; that."


def test_both_halves_are_told_and_any_other_verdict_by_its_sentence_and_evidence():
    assert "facets" in explain(facets(one_unit()))
    assert explain(total_unimodularity([[1]])).startswith("The 1 by 1 matrix is totally unimodular: yes.")
    assert "olarized" in explain(polarized([(1, -1), (-1, 1)]))
    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], preferences=Preferences.positive(2))
    assert explain(decide_choice(market)).startswith("the status quo costs")
    told = explain(feasibility(LinearSystem.make(["x"], at_most=[({"x": 1}, 1)])))
    assert told == "The linear system in 1 variable and 1 row is feasible: yes.\nA solution: all 0.\n  x <= 1: here 0"


OTHER = total_unimodularity([[1]])


@pytest.mark.parametrize(
    "tell", [explain_implementation, explain_condition, explain_design, explain_thresholds, in_short]
)
def test_the_wrong_verdict_is_one_type_error(tell):
    with pytest.raises(TypeError, match=f"^{tell.__name__}: .* was expected, not one on 'totally unimodular'$"):
        tell(OTHER)


def test_the_wrong_value_is_one_type_error():
    with pytest.raises(TypeError, match=r"^explain: a verdict, a certificate, facets, .* was expected, not int$"):
        explain(7)
    with pytest.raises(TypeError, match="a cone or a polyhedron was expected, not int"):
        explain_cone(7)
    with pytest.raises(TypeError, match="was expected, not Problem"):
        explain_facets(one_unit())
    with pytest.raises(TypeError, match="not one on 'implementable'"):
        explain_unimodularity(implementable(one_unit(), RULE))
