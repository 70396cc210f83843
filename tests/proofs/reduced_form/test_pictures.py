"""Problems, rules and lotteries as tables; the implementable rules projected and drawn."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from pathlib import Path

import pytest

from exact.linear import LinearSystem, optimum
from exact.lotteries import Lottery
from exact.rationals import text
from exact.showing.drawing import Picture
from proofs.formats.problems import load_design, problem_of
from proofs.reduced_form.conditions.decomposition import decompose
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import Inequality, implementable
from proofs.reduced_form.pictures import (
    implementable_picture,
    implementable_shadow,
    inequality_picture,
    inequality_tables,
    rule_table,
)
from proofs.trading.markets.random_allocation import random_allocation
from tests.showing import NASTY, parsed, said

EXAMPLES = Path(__file__).parents[3] / "examples" / "problems"


def auction(agents=("a", "b")):
    return problem_of(agents=list(agents), types=["L", "H"], constraints=[{"set": list(agents), "ceiling": 1}])


def test_implementable_rules_of_two_coordinates_are_cut_as_border_says():
    problem = auction()
    corners = implementable_shadow(problem, [("a", "H"), ("b", "H")]).points
    half = Fraction(1, 2)
    assert set(corners) == {(0, 0), (1, 0), (1, half), (half, 1), (0, 1)}
    rule = problem.interim_rule({i: {"L": 0, "H": "4/5"} for i in "ab"})
    drawn = implementable_picture(problem, [("a", "H"), ("b", "H")], [rule])
    parsed(drawn)
    nested = {agent: {kind: problem.value(rule, agent, kind) for kind in "HL"} for agent in "ab"}
    assert implementable_picture(problem, [("a", "H"), ("b", "H")], [nested]) == drawn
    with pytest.raises(ValueError, match="not a coordinate"):
        implementable_picture(problem, [("a", "H"), ("c", "H")])
    with pytest.raises(ValueError, match="two or three"):
        implementable_picture(problem, [("a", "H")])


def test_a_verdict_shows_the_rule_among_the_implementable_ones():
    """In the coordinates of the inequality it violates: two bidders, both always served when of high type."""
    problem = auction()
    verdict = implementable(problem, problem.interim_rule({i: {"L": 0, "H": 1} for i in "ab"}))
    drawn = verdict.show()
    assert isinstance(drawn, Picture)
    assert "Implementable Q_a(H), Q_b(H)" in said(drawn)
    assert "<svg" in verdict._repr_html_()
    modest = implementable(problem, problem.interim_rule({i: {"L": 0, "H": "1/2"} for i in "ab"}))
    assert "Implementable Q_a(H), Q_b(H); red" in said(modest.show()), "of four coordinates those where it is inside"


def test_a_violated_inequality_is_drawn_with_the_rule_beyond_it():
    """Whatever the number of its coordinates: the drawing's right end is the greatest left side."""
    problem = auction(("a", "b", "c"))
    rule = problem.interim_rule({i: {"L": "1/2", "H": "1/2"} for i in "abc"})
    violated = implementable(problem, rule).evidence
    assert len(violated.coefficients) > 3
    drawn = inequality_picture(problem, rule, violated)
    assert "stroke-dasharray" in drawn.svg
    left, right = violated.left(problem, rule), violated.right(problem)
    assert f"at most {text(right)} (dashed)" in said(drawn)
    assert f"({text(left)}, 1/2)" in said(drawn)
    points = re.findall(r"\(([^ ]+), [^ ]+\)", said(drawn))
    assert max(Fraction(x) for x in points if Fraction(x) != left) == right
    terms, bounds = map(said, inequality_tables(problem, violated, rule))
    assert f"add up to {text(left)}" in terms
    assert f"add up to {text(right)}" in bounds
    assert inequality_picture(problem, rule, Inequality((), ())) is None


def test_the_best_rule_shows_its_tables():
    verdict = design(*load_design(EXAMPLES / "design_myerson.json"))
    shown = [said(each) for each in verdict.statement.exhibits(verdict)]
    assert ["An interim rule" in shown[0], "Transfers" in shown[1], "An ex post rule" in shown[2]] == [True] * 3


def test_the_picture_of_nothing_says_so():
    quotas = [{"each": "agent", "ceiling": 1}, {"set": ["a", "b"], "floor": 3}]
    nothing = problem_of(agents=["a", "b"], types=["t"], constraints=quotas)
    assert implementable_shadow(nothing, nothing.coordinates).points == ()
    assert "No interim rule is implementable" in said(implementable_picture(nothing, nothing.coordinates))


@pytest.mark.parametrize("places", [*itertools.combinations(range(4), 2), *itertools.combinations(range(4), 3)])
def test_the_shadow_is_the_projection_of_the_facets(places):
    """In every direction the shadow reaches as far as the inequalities of the whole set allow, and its corners lie
    in it."""
    problem = auction()
    chosen = [problem.coordinates[k] for k in places]
    rows = [
        ({c: f * problem.marginals[c] for c, f in each.coefficients}, each.bound(problem))
        for each in facets(problem).facets
    ]
    system = LinearSystem.make(problem.coordinates, at_most=rows)
    corners = implementable_shadow(problem, chosen).points
    for direction in itertools.product((-1, 0, 1, 2), repeat=len(chosen)):
        best = max(sum(a * x for a, x in zip(direction, corner, strict=True)) for corner in corners)
        assert best == optimum(system, dict(zip(chosen, direction, strict=True))).statement.value


def test_three_bidders_are_drawn_in_space():
    """Three bidders of high type share one object: at most 1 in all where all are high, so a cube loses corners."""
    problem = auction(("a", "b", "c"))
    rule = problem.interim_rule({i: {"L": 0, "H": "4/5"} for i in "abc"})
    drawn = said(implementable_picture(problem, [(i, "H") for i in "abc"], [rule]))
    assert "Implementable Q_a(H), Q_b(H), Q_c(H)" in drawn
    assert "(4/5, 4/5, 4/5)" in drawn


def test_lotteries_are_small_tables():
    half = Fraction(1, 2)
    assert "1/2" in said(Lottery(((half, (1, 0)), (half, (0, 1)))).show())
    market = problem_of(agents=["i"], objects=[NASTY], types=["t"], constraints=[{"each": "agent", "ceiling": 1}])
    lottery = decompose(market, {("i", NASTY): "1/3"}).evidence
    assert f"i gets {NASTY}" in said(lottery.show())
    assert "2/3" in said(lottery.show())
    status_quo = ((Fraction(3, 2),), (half,))
    assert "1/2" in said(random_allocation((2,), status_quo).evidence.show())


def test_problems_rules_and_ex_post_rules_are_tables():
    problem = auction(("a", NASTY))
    rule = problem.interim_rule({i: {"L": "1/4", "H": "3/4"} for i in problem.agents})
    assert str(auction()) == "2 agents, 2 x 2 types, 1 constraint set"
    assert NASTY in said(problem.show())
    assert "3/4" in said(rule_table(problem, rule))
    verdict = implementable(problem, rule)
    assert "(L, H)" in said(verdict.evidence.show())
    assert "the interim rule is implementable: yes" in said(verdict.card())
