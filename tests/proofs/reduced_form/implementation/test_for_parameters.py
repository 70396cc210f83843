"""Where a rule with parameters is implementable, beside `implementable` at many values of them."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from exact.symbolic.affine import parameter
from exact.verdicts import Undecided, Verdict
from proofs import explain
from proofs.certificates import certificate
from proofs.formats.problems import problem_of
from proofs.reduced_form.implementation.deciding import HasOutcome, implementable
from proofs.reduced_form.implementation.for_parameters import ImplementableRegion, implement_for_parameters
from proofs.report.for_parameters import explain_for_parameters
from tests.corpus import answer
from tests.corpus.several_parameters import QUESTIONS, one_object, water
from tests.mutations import check_mutants

REGIONS = [name for name in QUESTIONS if name.startswith("implementable for parameters")]
P, Q = parameter("p", 0, 1), parameter("q", 0, 1)


def values_of(statement: ImplementableRegion, count: int, seed: int) -> list[tuple[Fraction, ...]]:
    """Values within the ranges, also on their ends."""
    rng = random.Random(seed)
    return [
        tuple(each.low + (each.high - each.low) * Fraction(rng.randint(0, 12), 12) for each in statement.parameters)
        for _ in range(count)
    ]


def is_right(statement: ImplementableRegion, count: int, seed: int = 0) -> bool:
    """Whether at these values the rule is implementable exactly within the region."""
    return all(
        implementable(statement.problem, statement.rule_at(point)).holds
        == all(side.contains(point) for side in statement.region)
        for point in values_of(statement, count, seed)
    )


@pytest.mark.parametrize("name", REGIONS)
def test_the_region_is_where_the_rule_is_implementable(name: str) -> None:
    statement = answer(name).statement
    assert isinstance(statement, ImplementableRegion)
    assert is_right(statement, 200)


@pytest.mark.parametrize("seed", range(8))
def test_of_random_rules(seed: int) -> None:
    rng = random.Random(seed)

    def number() -> Any:
        return (
            Fraction(rng.randint(0, 6), 8) + P * Fraction(rng.randint(-3, 3), 6) + Q * Fraction(rng.randint(-3, 3), 6)
        )

    problem = problem_of(
        agents=["a", "b"],
        objects=["x", "y"],
        types={"a": ["h", "l"], "b": ["t"]},
        constraints=[{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}],
    )
    rule = {"a": {t: {"x": number(), "y": P / 5} for t in "hl"}, "b": {"t": {"x": Q / 3, "y": number()}}}
    verdict = implement_for_parameters(problem, rule)
    assert isinstance(verdict.statement, ImplementableRegion)
    assert is_right(verdict.statement, 50, seed)


@pytest.mark.parametrize("name", [REGIONS[0], REGIONS[2]])
def test_mutants_are_refused_or_true(name: str) -> None:
    def is_true(statement: dict[str, Any]) -> bool:
        return bool(statement["holds"]) and is_right(ImplementableRegion.from_about(statement["about"]), 60)

    assert check_mutants(certificate(answer(name)), is_true, every=3) >= 40


def test_where_no_outcome_is_feasible_that_is_said() -> None:
    problem = problem_of(
        agents=["a"],
        types=["t"],
        constraints=[{"set": ["a"], "ceiling": 1}],
        profiles=[{"profile": {"a": "t"}, "constraints": [{"set": ["a"], "floor": 2, "ceiling": 3}]}],
    )
    verdict = implement_for_parameters(problem, {"a": {"t": P}})
    assert isinstance(verdict.statement, HasOutcome)
    assert verdict.holds is False


def test_a_corner_that_is_left_open_leaves_the_question_open(monkeypatch) -> None:
    def open_question(problem: Any, rule: Any) -> Verdict:
        return Verdict(implementable(problem, rule).statement, None, Undecided(("nothing",)))

    monkeypatch.setattr("proofs.reduced_form.implementation.for_parameters.implementable", open_question)
    verdict = implement_for_parameters(one_object(), {"a": {"h": P, "l": 0}, "b": {"h": 0, "l": 0}})
    assert verdict.holds is None
    assert "nothing" in explain(verdict)
    assert "Undecided, where the interim rule is implementable: tried were nothing." in explain_for_parameters(verdict)


def test_the_sentence() -> None:
    def said(a: Any, b: Any) -> str:
        rule = {"a": {"h": a, "l": a}, "b": {"h": b, "l": b}}
        return str(implement_for_parameters(one_object(), rule).statement)

    ranges = "p from 0 to 1 and q from 0 to 1"
    assert said(P, Q) == f"for {ranges} the interim rule is implementable exactly where p + q <= 1"
    assert said(P / 2, Q / 2) == f"for all {ranges} the interim rule is implementable"
    nowhere = f"for no {ranges} is the interim rule implementable, for it would need "
    assert said(2 + P, 1 + Q / 2).startswith(nowhere)


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="depends on no parameter; ask whether it is implementable"):
        implement_for_parameters(one_object(), {"a": {"h": 0, "l": 0}, "b": {"h": 0, "l": 0}})
    moving = water({"set": ["a"], "ceiling": 1 + P}, {"set": ["b"], "ceiling": 1})
    with pytest.raises(ValueError, match="in the prior and the interim rule, and not in the quotas"):
        implement_for_parameters(moving, {"a": {"h": P, "l": 0}, "b": {"h": 0}})
    prior = {"independent": {"a": {"h": (1 + P) / 3, "l": (2 - P) / 3}}}
    rare = problem_of(agents=["a"], types=["h", "l"], prior=prior, constraints=[{"set": ["a"], "ceiling": 1}])
    with pytest.raises(ValueError, match="the prior depends on parameters; implementable_by_polynomials decides that"):
        implement_for_parameters(rare, {"a": {"h": P, "l": 0}})


def test_forged_statements_are_not_supported() -> None:
    verdict = answer(REGIONS[0])
    statement = verdict.statement
    assert isinstance(statement, ImplementableRegion)
    for forged in (
        ImplementableRegion(statement.problem, statement.rule, statement.parameters, statement.changes, ()),
        ImplementableRegion(
            statement.problem, statement.rule, statement.parameters, statement.changes, statement.region[:1] * 3
        ),
        ImplementableRegion(
            statement.problem, statement.rule, statement.parameters, statement.changes[::-1], statement.region
        ),
    ):
        assert not Verdict(forged, True, verdict.evidence).verify()
    assert not Verdict(statement, False, verdict.evidence).verify()
