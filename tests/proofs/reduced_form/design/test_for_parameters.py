"""The best value as a function of parameters, beside `design` at many values of them."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from exact.symbolic.affine import parameter
from exact.verdicts import Verdict
from proofs.certificates import certificate
from proofs.formats.problems import problem_of
from proofs.reduced_form.design.deciding import BestRule, SomeRule, design
from proofs.reduced_form.design.families import BestRuleForParameters
from proofs.reduced_form.design.for_parameters import design_for_parameters
from tests.corpus import answer
from tests.corpus.several_parameters import DEMAND, QUESTIONS, UNEQUAL, VALUES, one_object, water
from tests.mutations import check_mutants

DESIGNS = [name for name in QUESTIONS if name.startswith("best rule for parameters")]
P, Q = parameter("p", 0, 1), parameter("q", 0, 1)


def values_of(statement: BestRuleForParameters, count: int, seed: int) -> list[tuple[Fraction, ...]]:
    """Values within the ranges, also on their ends."""
    rng = random.Random(seed)
    return [
        tuple(each.low + (each.high - each.low) * Fraction(rng.randint(0, 12), 12) for each in statement.parameters)
        for _ in range(count)
    ]


def is_right(statement: BestRuleForParameters, count: int, seed: int = 0) -> bool:
    """Whether at these values the best value is what the pieces say."""
    for point in values_of(statement, count, seed):
        task = statement.design_at(point)
        found = design(task.problem, task.objective)
        inside = bool(statement.pieces) and all(side.contains(point) for side in statement.where)
        if isinstance(found.statement, BestRule) != inside:
            return False
        if inside and found.value != statement.value_at(point):
            return False
    return True


@pytest.mark.parametrize("name", DESIGNS)
def test_the_pieces_are_the_best_value(name: str) -> None:
    statement = answer(name).statement
    assert isinstance(statement, BestRuleForParameters)
    assert is_right(statement, 200)


@pytest.mark.parametrize("seed", range(6))
def test_of_random_objectives(seed: int) -> None:
    rng = random.Random(seed)

    def number() -> Any:
        return Fraction(rng.randint(-2, 4), 2) + P * rng.randint(-3, 3) + Q * rng.randint(-3, 3)

    problem = problem_of(
        agents=["a", "b"],
        objects=["x", "y"],
        types={"a": ["h", "l"], "b": ["t"]},
        constraints=[{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}],
    )
    weights = {"a": {t: {"x": number(), "y": number()} for t in "hl"}, "b": {"t": {"x": number(), "y": number()}}}
    rankings = {"a": {"h": ["x", "y"], "l": ["y", "x"]}, "b": {"t": ["x", "y"]}}
    more = {"incentives": "ordinal", "preferences": rankings} if seed % 2 else {}
    verdict = design_for_parameters(problem, {"weights": weights, **more})
    assert isinstance(verdict.statement, BestRuleForParameters)
    assert is_right(verdict.statement, 40, seed)


@pytest.mark.parametrize("seed", range(6))
def test_of_random_quotas(seed: int) -> None:
    rng = random.Random(seed)

    def number(least: int) -> Any:
        return (
            Fraction(least + rng.randint(0, 4), 2)
            + P * Fraction(rng.randint(0, 3), 2)
            + Q * Fraction(rng.randint(0, 3), 2)
        )

    ceilings = [number(2), number(1), number(1)]
    problem = water(
        {"set": ["a", "b"], "floor": number(0) / 4, "ceiling": ceilings[0]},
        {"set": ["a"], "ceiling": ceilings[1]},
        {"set": ["b"], "floor": P / 3 if seed % 2 else 0, "ceiling": ceilings[2]},
    )
    verdict = design_for_parameters(problem, {"weights": {"a": {"h": 3, "l": rng.randint(-2, 2)}, "b": {"h": 1}}})
    assert isinstance(verdict.statement, BestRuleForParameters)
    assert is_right(verdict.statement, 40, seed)


@pytest.mark.parametrize("name", [DESIGNS[1], DESIGNS[3], DESIGNS[4], DESIGNS[7]])
def test_mutants_are_refused_or_true(name: str) -> None:
    def is_true(statement: dict[str, Any]) -> bool:
        return bool(statement["holds"]) and is_right(BestRuleForParameters.from_about(statement["about"]), 40)

    assert check_mutants(certificate(answer(name)), is_true, every=5) >= 30


def test_values_may_enter_the_weights_alone() -> None:
    values = {"a": {"h": 1 + P, "l": P}, "b": {"h": 1, "l": Q}}
    verdict = design_for_parameters(one_object(), {"weights": "welfare", "preferences": values})
    assert isinstance(verdict.statement, BestRuleForParameters)
    assert is_right(verdict.statement, 60)


def test_where_there_is_no_rule_whatever_the_objective() -> None:
    problem = problem_of(
        agents=["a"],
        types=["h", "l"],
        constraints=[{"set": ["a"], "ceiling": 1}],
        profiles=[
            {"profile": {"a": "h"}, "constraints": [{"set": ["a"], "floor": 1, "ceiling": 1}]},
            {"profile": {"a": "l"}, "constraints": [{"set": ["a"], "ceiling": 0}]},
        ],
    )
    tastes = {"incentives": "cardinal", "preferences": {"a": {"h": -1, "l": 1}}}
    verdict = design_for_parameters(problem, {"weights": {"a": {"h": P, "l": Q}}, **tastes})
    assert isinstance(verdict.statement, SomeRule)
    assert verdict.holds is False


def test_what_is_refused() -> None:
    elsewhere = "several parameters may stand in the objective's weights alone, or in the quotas alone, and not in "
    incentives = {"incentives": "cardinal", "preferences": {"a": {"h": 2 + P, "l": 1}, "b": {"h": 2, "l": 1}}}
    cases = [
        (one_object(), {"weights": {"a": {"h": P}}, **incentives}, elsewhere + "the preferences"),
        (one_object(), {"weights": DEMAND | {"b": {}}}, "neither the objective nor the quotas depend on a parameter"),
        (
            water({"set": ["a"], "ceiling": 1 + P}, {"set": ["b"], "ceiling": 1}),
            {"weights": {"a": {"h": Q}}},
            elsewhere + "both",
        ),
        (
            water(
                {"set": ["a"], "ceiling": 1 + P},
                {"set": ["b"], "ceiling": 1},
                profiles=[{"profile": {"a": "h"}, "constraints": [{"set": ["a"], "ceiling": "1/2"}]}],
            ),
            {"weights": DEMAND},
            elsewhere + "quotas at some type profiles",
        ),
        (
            water(
                {"set": ["a"], "ceiling": 2},
                {"set": ["b"], "ceiling": 1},
                profiles=[{"profile": {"a": "h"}, "constraints": [{"set": ["a", "b"], "ceiling": 1 + P}]}],
            ),
            {"weights": DEMAND},
            elsewhere + "quotas at some type profiles",
        ),
    ]
    for problem, objective, said in cases:
        with pytest.raises(ValueError, match=said):
            design_for_parameters(problem, objective)
    prior = {"independent": UNEQUAL["independent"] | {"a": {"h": (1 + P) / 3, "l": (2 - P) / 3}}}
    quota = {"set": ["a", "b"], "ceiling": 1}
    kinds = {"a": ["h", "l"], "b": ["h", "l"]}
    moving = problem_of(agents=["a", "b"], types=kinds, constraints=[quota], prior=prior)
    with pytest.raises(ValueError, match=elsewhere + "the prior"):
        design_for_parameters(moving, {"weights": {"a": {"h": 1}}})
    with pytest.raises(ValueError, match="varies with a parameter; an integer was expected"):
        problem_of(agents=["a", "b"], types=kinds, constraints=[{"set": ["a", "b"], "ceiling": 1 + P}])


def test_forged_statements_are_not_supported() -> None:
    for name in (DESIGNS[0], DESIGNS[3], DESIGNS[4]):
        verdict = answer(name)
        statement = verdict.statement
        assert isinstance(statement, BestRuleForParameters)
        other = "quotas" if statement.convex else "objective"
        forged = [
            replace(statement, pieces=statement.pieces[1:]),
            replace(statement, pieces=statement.pieces * 2),
            replace(statement, where=()) if statement.where else replace(statement, pieces=()),
        ]
        for each in forged:
            assert not Verdict(each, True, verdict.evidence).verify()
        assert not Verdict(statement, False, verdict.evidence).verify()
        with pytest.raises(ValueError, match="for each parameter"):
            replace(statement, moves=other)
    with pytest.raises(ValueError, match="moves:"):
        replace(answer(DESIGNS[0]).statement, moves="prior")


def test_the_sentences() -> None:
    ranges = "p from 0 to 1 and q from 0 to 1"
    weights = {"a": {"h": P / 3, "l": P * Fraction(2, 3)}, "b": {"h": Q / 2, "l": Q / 2}}
    several = design_for_parameters(one_object(), {"weights": weights})
    assert str(several.statement) == f"for {ranges} the best implementable rule has value max(p, q)"
    truthful = design_for_parameters(
        one_object(), {"weights": weights, "incentives": "cardinal", "preferences": VALUES}
    )
    demanded = "the best implementable rule that satisfies the incentive constraints has value max(p, q)"
    assert str(truthful.statement) == f"for {ranges} {demanded}"
