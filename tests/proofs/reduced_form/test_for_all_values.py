"""Answers for all values of a parameter: worked formulas by hand, and against the same question at many numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact.symbolic.algebraic import real_roots
from exact.symbolic.curves import Curve, conditions
from exact.symbolic.pieces import AtPoint
from exact.symbolic.reading import in_force
from exact.symbolic.splitting import Range, piecewise
from exact.symbolic.statements import for_all_values
from proofs.claims.families.lang_yang import value_of
from proofs.claims.lang_yang.section_3_3_values import two_values
from proofs.reduced_form.conditions.capacity import capacity, linear
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.design.data import design_from_plain
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.design.for_all_values import best_values
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.implementation.for_all_values import implementable_values
from proofs.report.for_all_values import explain_best_values, explain_implementable_values
from tests.proofs.reduced_form.certified import accepted, problem_of

OPEN = Range("p", Fraction(0), Fraction(1), (False, False))
MANY = [Fraction(2 * k + 1, 401) for k in range(200)]


def bidders(p, number=2):
    agents = [f"b{k}" for k in range(number)]
    return problem_of(
        agents=agents,
        objects=["o"],
        types={agent: ["high", "low"] for agent in agents},
        prior={"independent": {agent: {"high": p, "low": 1 - p} for agent in agents}},
        constraints=[{"each": "object", "ceiling": 1}],
    )


def symmetric(high, low, number=2):
    return {f"b{k}": {"high": {"o": high}, "low": {"o": low}} for k in range(number)}


# ------------------------------------------------------------------------------------------------------ implementable


def test_border_for_two_bidders():
    """Border: high bidders get the object at most when there is one, 2 p Q <= 1 - (1 - p)^2, so Q <= 1 - p/2; and
    together they get it at most once, 2 p Q(high) + 2 (1 - p) Q(low) <= 1."""
    found = implementable_values(OPEN, lambda p: (bidders(p), symmetric("3/4", "1/4")))
    assert conditions(found.holds, OPEN) == "p <= 1/2"
    ((segment, verdict, margin),) = found.violations
    assert str(segment) == "1/2 < p < 1"
    assert {weight for _, weight in verdict.evidence.coefficients} == {1}
    assert all(margin.at(value) > 0 for value in MANY if value > Fraction(1, 2))
    assert accepted(found.verdict)


def test_an_irrational_bound():
    """Q(high) = p^2 + 1/4, Q(low) = 0: implementable exactly while p^2 + 1/4 <= 1 - p/2, up to (sqrt(13) - 1)/4."""
    found = implementable_values(OPEN, lambda p: (bidders(p), symmetric(p * p + Fraction(1, 4), 0)))
    (root,) = (place for place in real_roots((-3, 2, 4)) if place > 0)
    (segment,) = found.holds
    assert segment.upper == root
    assert segment.closed == (False, True)
    assert accepted(found.verdict)
    told = explain_implementable_values(found)
    assert told.startswith("The interim rule is implementable exactly for p <= -1/4 + sqrt(13)/4 (0 < p < 1).")


def test_a_rule_that_is_implementable_at_one_irrational_value_alone():
    """Together they get (p^2 - 1/2)^2 more than there is."""

    def at(p):
        whole = (1 + (p * p - Fraction(1, 2)) ** 2) / 2
        return bidders(p), symmetric(whole, whole)

    found = implementable_values(OPEN, at)
    (segment,) = found.holds
    assert segment.is_point
    assert str(segment) == "p = sqrt(2)/2"
    assert accepted(found.verdict)


def test_never_and_always():
    never = implementable_values(OPEN, lambda p: (bidders(p), symmetric(1, 1)))
    assert never.holds == ()
    assert "never implementable" in explain_implementable_values(never)
    always = implementable_values(OPEN, lambda p: (bidders(p), symmetric(0, 0)))
    assert conditions(always.holds, OPEN) == "every p"
    assert accepted(never.verdict)
    assert accepted(always.verdict)


@settings(deadline=None, max_examples=12)
@given(*[st.fractions(0, 1, max_denominator=6)] * 4, st.sampled_from([2, 3]))
def test_implementable_against_every_value(a, b, c, d, number):
    """The rule moves with p, too; at each value the answer is that of the file with the number."""

    def at(p):
        return bidders(p, number), symmetric((a + b * p) / 2, (c + d * p) / 2, number)

    found = implementable_values(OPEN, at)
    assert found.verdict.verify()
    for value in MANY[:: 20 if number == 2 else 50]:
        inside = any(_within(each, value) for each in found.holds)
        assert inside is implementable(*at(value)).holds


def _within(segment, value):
    if segment.is_point:
        return segment.lower == value
    return segment.interval.contains(value) or any(
        closed and end == value for end, closed in zip((segment.lower, segment.upper), segment.closed, strict=True)
    )


def test_two_hundred_values():
    def at(p):
        return bidders(p), symmetric(p * p + Fraction(1, 4), (1 - p) / 3)

    found = implementable_values(OPEN, at)
    assert [any(_within(each, value) for each in found.holds) for value in MANY] == [
        implementable(*at(value)).holds for value in MANY
    ]


def test_fractional_vertices():
    """Three agents, at most one unit for each two: lotteries are sought by columns; half a unit each is too much."""

    def at(p):
        problem = problem_of(
            agents=["1", "2", "3"],
            types={agent: ["u"] for agent in "123"},
            constraints=[{"edges": [["1", "2"], ["1", "3"], ["2", "3"]], "ceiling": 1}],
        )
        return problem, {agent: {"u": p} for agent in "123"}

    found = implementable_values(OPEN, at)
    assert conditions(found.holds, OPEN) == "p <= 1/3"
    assert accepted(found.verdict)


# ------------------------------------------------------------------------------------------------------------- design


def auction(values, prior, number=2):
    """Revenue of an auction: values and prior by type, as texts in p."""
    agents = [f"b{k}" for k in range(number)]
    kinds = [f"t{k}" for k in range(len(values))]
    return {
        "format": "exact-proofs/problem/1",
        "agents": agents,
        "objects": ["o"],
        "types": dict.fromkeys(agents, kinds),
        "prior": {"independent": {agent: dict(zip(kinds, prior, strict=True)) for agent in agents}},
        "constraints": [{"each": "object", "ceiling": 1}],
        "objective": {
            "incentives": "cardinal",
            "preferences": {agent: {k: {"o": v} for k, v in zip(kinds, values, strict=True)} for agent in agents},
            "transfers": {"revenue": 1, "participation": True},
        },
    }


def asked(data):
    def at(p):
        with in_force({"p": p}):
            return design_from_plain(data)

    return at


def test_myerson_by_hand():
    """Values 1 and 2, the low one with probability p: its virtual value is (2 p - 1)/p, sold to from p = 1/2 on."""
    at = asked(auction(["1", "2"], ["p", "1 - p"]))
    found = best_values(OPEN, at)
    assert found.curve.table() == [
        ("p <= 1/2", "2 - 2*p^2", "decreasing"),
        ("p > 1/2", "2 - p", "decreasing"),
    ]
    assert found.curve.is_continuous
    assert accepted(found.verdict)
    assert "breakpoints: 1/2; continuous; decreasing in p" in explain_best_values(found)
    assert all(found.curve.at(value) == design(*at(value)).value for value in MANY)


def test_myerson_ironed_by_hand():
    """Values 3, 4, 10 with probabilities 1/2, p, 1/2 - p. Virtual values 2, 10 - 3/p, 10: the lower two are pooled
    while 10 - 3/p < 2, p < 3/8, at their mean (10 p - 2)/(1/2 + p), which is negative for p < 1/5."""
    half = Range("p", Fraction(0), Fraction(1, 2), (False, False))
    at = asked(auction(["3", "4", "10"], ["1/2", "p", "1/2 - p"]))
    found = best_values(half, at)

    def by_hand(p):
        lower = Fraction(1, 2) + p
        top = 10 * (1 - lower**2)
        if p < Fraction(1, 5):
            return top
        if p < Fraction(3, 8):
            return top + lower * (10 * p - 2)
        return top + (lower**2 - Fraction(1, 4)) * (10 - 3 / p) + Fraction(1, 2)

    assert found.curve.breakpoints == (Fraction(1, 5), Fraction(3, 8))
    for value in (value / 2 for value in MANY):
        assert found.curve.at(value) == by_hand(value)
    for value in MANY[::10]:
        assert found.curve.at(value / 2) == design(*at(value / 2)).value
    assert accepted(found.verdict)


def test_bilateral_trade_on_a_chain_of_compatible_types():
    """LY, section 5.5: the low buyer trades with the cheap seller alone. A trade is worth 1, and p is the probability
    of the high buyer and of the cheap seller: trade whenever types are compatible, 1 - (1 - p)^2 = 2 p - p^2."""

    def at(p):
        return design_from_plain(
            {
                "format": "exact-proofs/problem/1",
                "agents": ["buyer", "seller"],
                "types": {"buyer": ["low", "high"], "seller": ["cheap", "dear"]},
                "prior": {"independent": {"buyer": {"low": 1 - p, "high": p}, "seller": {"cheap": p, "dear": 1 - p}}},
                "constraints": [{"set": ["buyer", "seller"], "floor": 1, "ceiling": 1}],
                "profiles": [
                    {
                        "profile": {"buyer": "low", "seller": "dear"},
                        "constraints": [
                            {"set": ["buyer"], "ceiling": 0},
                            {"set": ["seller"], "floor": 1, "ceiling": 1},
                        ],
                    }
                ],
                "objective": {"weights": {"buyer": {"low": 1 - p, "high": p}}, "incentives": "none"},
            }
        )

    found = best_values(OPEN, at)
    assert [value for _, value, _ in found.curve.table()] == ["2*p - p^2"]
    assert accepted(found.verdict)


def test_where_there_is_no_rule():
    """A divisible good with floor p for each of two agents and one unit in all: no outcome for p > 1/2."""

    def at(p):
        return design_from_plain(
            {
                "format": "exact-proofs/problem/1",
                "agents": ["1", "2"],
                "types": {"1": ["u"], "2": ["u"]},
                "prior": "uniform",
                "divisible": True,
                "constraints": [{"each": "agent", "floor": p, "ceiling": 1}, {"set": ["1", "2"], "ceiling": 1}],
                "objective": {"weights": {"1": {"u": 1}, "2": {"u": 0}}, "incentives": "none"},
            }
        )

    found = best_values(OPEN, at)
    assert found.curve.table() == [("p <= 1/2", "1 - p", "decreasing"), ("p > 1/2", "none", "constant")]
    assert accepted(found.verdict)


# ------------------------------------------------------------------------------------------- capacities and conditions


def divisible(k):
    return problem_of(
        agents=["a", "b"],
        objects=["x", "y"],
        types={"a": ["u", "v"], "b": ["u", "v"]},
        divisible=True,
        constraints=[{"each": "object", "ceiling": k}, {"each": "agent", "ceiling": 1, "floor": k / 8}],
    )


QUOTAS = Range("k", Fraction(1, 4), Fraction(4))
RULE = {i: {"u": {"x": "1/2"}, "v": {"x": "1/2", "y": "1/4"}} for i in "ab"}


@pytest.mark.parametrize(
    "ask",
    [
        lambda k: capacity(divisible(k), [("a", "x"), ("b", "x")], [("a", "y")]),
        lambda k: linear(divisible(k)),
        lambda k: paramodular(divisible(k)),
        lambda k: condition(divisible(k), RULE, "A"),
        lambda k: condition(divisible(k), RULE, "B"),
    ],
)
def test_for_which_quotas(ask):
    verdict, parts = for_all_values(QUOTAS, ask)
    assert accepted(verdict)
    for value in (Fraction(n, 16) for n in range(4, 64, 3)):
        there = ask(value)
        (part,) = (
            part
            for part in parts
            if (part.piece.place == value if isinstance(part.piece, AtPoint) else part.piece.contains(value))
        )
        assert part.answer.holds == there.holds
        if hasattr(there.statement, "value"):
            found = part.answer.value
            assert (found if type(found) is Fraction else found.at(value)) == there.value


def test_condition_a_with_the_probability_of_a_type():
    verdict, parts = for_all_values(OPEN, lambda p: condition(bidders(p), symmetric("3/4", p * p), "A"))
    assert accepted(verdict)
    assert {part.answer.holds for part in parts} == {True, False}


# ------------------------------------------------------------------------------------------------------ LY, section 3.3


def three_agents(p):
    agents = ["1", "2", "3"]
    return problem_of(
        agents=agents,
        types={agent: ["u", "v"] for agent in agents},
        prior={"independent": {agent: {"u": p, "v": 1 - p} for agent in agents}},
        constraints=[
            {"set": agents, "ceiling": 6},
            {"edges": [["1", "2"], ["1", "3"], ["2", "3"]], "ceiling": 4},
            {"each": "agent", "ceiling": 3},
        ],
    )


def gap(p):
    """What Condition B promises beyond what is possible; LY have 147/8 - 18 for p = 1/2."""
    promised, possible = map(value_of, two_values(three_agents(p)))
    return promised - possible


def test_the_gap_of_section_3_3_as_a_function_of_the_probability():
    found = Curve.of(OPEN, piecewise(OPEN, gap))
    assert found.at(Fraction(1, 2)) == Fraction(147, 8) - 18
    assert found.is_continuous
    assert found.breakpoints == (Fraction(1, 5), Fraction(1, 4), Fraction(3, 7), Fraction(1, 2))
    for value in MANY[::10]:
        assert found.at(value) == gap(value)
