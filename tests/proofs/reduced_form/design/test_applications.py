"""The applications of LY, section 5: builders, problem files, and what the paper says of them."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import pytest

from exact import cones
from proofs.formats.problems import load_problem
from proofs.reduced_form.conditions.capacity import linear
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.conditions.polytope import BipartiteQuotas, LaminarFamilies, described
from proofs.reduced_form.design.applications import (
    assignment_market,
    bilateral_trade,
    cardinal_market,
    club_goods,
    compromise,
    ordinal_market,
    spectrum,
    suppliers,
)
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import IndependentPrior
from proofs.reduced_form.problem.projection import reduced_cone, sign_generators
from tests.proofs.reduced_form.certified import accepted

EXAMPLES = Path(__file__).parents[4] / "examples" / "problems"
LOW_HIGH = ["low", "high"]


def thirds():
    half, third = Fraction(1, 2), Fraction(1, 3)
    return IndependentPrior(((half, half), (third, 2 * third), (2 * third, third)))


def built():
    """The problem of each file by its builder."""
    worth = {"one": {"j1": 1, "j2": 2}, "three": {"j1": 3, "j2": 2}}
    cycle = [
        ("i1", "i2"),
        ("i2", "i3"),
        ("i3", "i4"),
        ("i4", "i5"),
        ("i5", "i6"),
        ("i1", "i6"),
        ("i1", "i7"),
        ("i3", "i7"),
    ]
    providers = [f"i{k + 1}" for k in range(7)]
    return {
        "section_5_1_suppliers": suppliers(
            {"Toyota": {"corolla": 2, "camry": 1}, "VW": {"golf": 1}},
            ["x1"],
            ["y1", "y2"],
            dict.fromkeys(["x1", "y1", "y2"], LOW_HIGH),
        ),
        "section_5_2_assignment_ordinal": ordinal_market(["i1", "i2"], ["j1", "j2"]).problem,
        "section_5_2_assignment_cardinal_not_implementable": cardinal_market(
            dict.fromkeys(["i1", "i2", "i3"], worth), ["j1", "j2"], thirds()
        ).problem,
        "section_5_3_club_goods": club_goods(["1", "2"], 1, 2, dict.fromkeys("12", LOW_HIGH)),
        "section_5_4_spectrum": spectrum(
            providers, cycle, {i: ["L", "H"] if i in ("i1", "i4", "i7") else ["L"] for i in providers}
        ),
        "section_5_5_bilateral_trade": bilateral_trade(
            LOW_HIGH, ["cheap", "dear"], [("low", "cheap"), ("high", "cheap"), ("high", "dear")]
        ),
        "section_5_6_compromise": compromise(["a0", "a1", "a2"], {"1": ["mild", "keen"], "2": ["mild", "keen"]}),
    }


def content(problem):
    """What two problems must share to be the same problem, whatever the order of their constraints."""
    own = (problem.agents, problem.objects, problem.types, problem.prior, problem.divisible, problem.public)
    restrictions = frozenset((part.profile, frozenset(part.constraints)) for part in problem.restrictions)
    return (*own, frozenset(problem.constraints), restrictions)


@pytest.mark.parametrize("name", sorted(built()))
def test_the_file_is_the_builder_s_problem_and_its_rule_is_decided(name):
    problem, rule = load_problem(EXAMPLES / f"{name}.json")
    assert content(problem) == content(built()[name])
    verdict = implementable(problem, rule)
    assert accepted(verdict)
    assert verdict.holds == ("not_implementable" not in name)
    assert accepted(condition(problem, rule, "B"))


def test_suppliers_are_a_bihierarchy_without_floors():
    """LY, Lemma 8, seen by its evidence."""
    problem = built()["section_5_1_suppliers"]
    verdict = described(problem)
    assert isinstance(verdict.evidence, LaminarFamilies)
    assert accepted(verdict)
    assert linear(problem).holds


def test_a_graph_without_odd_cycles_is_described_and_a_triangle_is_not():
    verdict = described(built()["section_5_4_spectrum"])
    assert isinstance(verdict.evidence, BipartiteQuotas)
    assert accepted(verdict)
    assert not described(spectrum("abc", itertools.combinations("abc", 2)))


def test_bilateral_trade_lineality_is_the_vector_of_ones_only_if_the_graph_is_connected():
    """LY, Lemma 10 (1) for a connected graph; two compatible pairs apart have a lineality space of dimension 2."""
    kinds = ["1", "2"]
    whole = reduced_cone(bilateral_trade(kinds, kinds))
    assert cones.lineality(whole) == ((1,) * 8,)
    apart = reduced_cone(bilateral_trade(kinds, kinds, [("1", "1"), ("2", "2")]))
    assert len(cones.lineality(apart)) == 2


def test_bilateral_trade_has_unit_generators_that_lemma_10_does_not_name():
    """f = 0 and g = 1 at a single pair: no condition of the lemma, whose inequality says 0 <= lambda(t)."""
    cone = reduced_cone(bilateral_trade(["1", "2"], ["1", "2"]))
    unit = [0] * 8
    unit[-1] = 1
    assert cones.is_extreme_ray(cone, unit)
    assert not sign_generators(cones.generators(cone)).others.rays


def test_compromise_is_not_pointed_and_has_sign_generators():
    """LY, Lemma 11 for binary types, over all three alternatives."""
    generated = cones.generators(reduced_cone(built()["section_5_6_compromise"]))
    assert generated.lines
    assert not sign_generators(generated).others.rays


def test_compromise_with_more_alternatives_and_types():
    problem = compromise([f"a{k}" for k in range(4)], {"1": list("xyz"), "2": list("xyz"), "3": list("xy")})
    rule = problem.interim_rule(
        {
            a: {t: {f"a{k}": "1/4" for k in range(4)} for t in kinds}
            for a, kinds in zip("123", ("xyz", "xyz", "xy"), strict=True)
        }
    )
    assert accepted(implementable(problem, rule))


def test_ordinal_types_are_all_rankings_and_cardinal_ones_are_read_exactly():
    found = ordinal_market(["i"], ["a", "b", "c"])
    assert len(found.problem.types[0]) == 6
    assert found.preferences["i"]["c>a>b"] == {"c": 2, "a": 1, "b": 0}
    assert cardinal_market({"i": {"t": {"a": "1/3"}}}, ["a", "b"]).preferences["i"]["t"] == {
        "a": Fraction(1, 3),
        "b": 0,
    }


def test_a_set_of_one_cell_keeps_the_lower_ceiling():
    problem = assignment_market(["i1", "i2"], ["o"], demand={"i1": 3}, supply={"o": 2})
    assert {tuple(sorted(c.cells)): c.ceiling for c in problem.constraints}[(("i1", "o"),)] == 3


def test_bad_input_is_refused_in_one_sentence():
    with pytest.raises(ValueError, match="another supplier"):
        suppliers({"A": {"m": 1}, "B": {"m": 1}}, ["x"], [])
    with pytest.raises(ValueError, match="is not a pair"):
        bilateral_trade(["1"], ["1"], [("1", "2")])
    with pytest.raises(ValueError, match="does not rank"):
        ordinal_market(["i"], ["a", "b"], {"i": [["a", "a"]]})
    with pytest.raises(ValueError, match="more than"):
        ordinal_market(["i"], [f"o{k}" for k in range(9)])
    with pytest.raises(TypeError, match="float"):
        cardinal_market({"i": {"t": {"a": 0.5}}}, ["a"])


def test_the_rule_of_section_3_3_satisfies_both_conditions_and_is_not_implementable():
    problem, rule = load_problem(EXAMPLES / "section_3_3_condition_b_not_implementable.json")
    values = dict(zip(problem.coordinates, rule.values, strict=True))
    assert sum(value * (1 + (c[1] == "t2")) for c, value in values.items()) == Fraction(147, 8)
    for letter in "AB":
        verdict = condition(problem, rule, letter)
        assert verdict.holds
        assert accepted(verdict)
    assert not implementable(problem, rule)
