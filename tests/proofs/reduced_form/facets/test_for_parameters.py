"""Where a rule is implementable when prior and rule are polynomials, beside `implementable` at many values."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from exact.symbolic.polynomials import polynomial_parameter
from exact.verdicts import Verdict
from proofs.certificates import certificate
from proofs.formats.problems import problem_of
from proofs.reduced_form.facets.for_parameters import ImplementableByPolynomials, implementable_by_polynomials
from proofs.reduced_form.implementation.deciding import HasOutcome, implementable
from tests.corpus import answer
from tests.corpus.several_parameters import QUESTIONS, one_object, uneven, water
from tests.mutations import check_mutants

NAMES = [name for name in QUESTIONS if name.startswith("implementable by polynomials")]
X, Y = polynomial_parameter("x", 0, 1), polynomial_parameter("y", 0, 1)


def is_right(statement: ImplementableByPolynomials, count: int, seed: int = 0, diagonal: bool = False) -> bool:
    """Whether at these values, where the prior is positive, the rule is implementable exactly where conditions hold."""
    rng = random.Random(seed)
    for _ in range(count):
        point = [each.low + (each.high - each.low) * Fraction(rng.randint(0, 24), 24) for each in statement.parameters]
        point = [point[0]] * len(point) if diagonal else point
        try:
            problem, rule = statement.at(point)
        except ValueError:  # a probability is 0
            continue
        if implementable(problem, rule).holds != statement.holds_at(point):
            return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_the_conditions_say_where_the_rule_is_implementable(name: str) -> None:
    statement = answer(name).statement
    assert isinstance(statement, ImplementableByPolynomials)
    assert is_right(statement, 200)
    if "equations" in name:
        assert statement.holds_at((Fraction(1, 2), Fraction(1, 2)))
        assert is_right(statement, 20, diagonal=True)


@pytest.mark.parametrize("seed", range(5))
def test_of_random_rules(seed: int) -> None:
    rng = random.Random(seed)

    def number() -> Any:
        return Fraction(rng.randint(0, 4), 8) + sum(Fraction(rng.randint(-2, 3), 6) * m for m in (X, Y, X * Y, X * X))

    rule = {i: {"h": number(), "l": number()} for i in ("a", "b")}
    verdict = implementable_by_polynomials(uneven(X, (1 + X * Y) / 3), rule)
    assert isinstance(verdict.statement, ImplementableByPolynomials)
    assert is_right(verdict.statement, 40, seed)


def test_mutants_are_refused_or_true() -> None:
    def is_true(statement: dict[str, Any]) -> bool:
        if not statement["holds"]:
            return False
        read = ImplementableByPolynomials.from_about(statement["about"])
        return is_right(read, 60)

    assert check_mutants(certificate(answer(NAMES[0])), is_true, every=3) >= 40
    assert check_mutants(certificate(answer(NAMES[3])), is_true, every=3) >= 40


def test_the_sentence() -> None:
    half = {"h": Fraction(1, 2), "l": Y}
    verdict = implementable_by_polynomials(uneven(X, X), {"a": half, "b": half})
    assert isinstance(verdict.statement, ImplementableByPolynomials)
    said = str(verdict.statement)
    assert said.startswith(
        "for x from 0 to 1 and y from 0 to 1, wherever the prior is positive, the interim rule is implementable exactly"
    )
    assert "x - 2*y + 1 >= 0" in said or "x + 1 >= 0" in said


def test_where_no_outcome_is_feasible_that_is_said() -> None:
    problem = problem_of(
        agents=["a"],
        types=["s", "t"],
        prior={"independent": {"a": {"s": X, "t": 1 - X}}},
        constraints=[{"set": ["a"], "ceiling": 1}],
        profiles=[{"profile": {"a": "t"}, "constraints": [{"set": ["a"], "floor": 2, "ceiling": 3}]}],
    )
    verdict = implementable_by_polynomials(problem, {"a": {"s": Y, "t": 0}})
    assert isinstance(verdict.statement, HasOutcome)
    assert verdict.holds is False


def test_what_is_refused(monkeypatch) -> None:
    rule = {"a": {"h": X, "l": 0}, "b": {"h": 0, "l": 0}}
    with pytest.raises(ValueError, match="depends on a parameter; ask whether it is implementable"):
        implementable_by_polynomials(one_object(), {"a": {"h": 0, "l": 0}, "b": {"h": 0, "l": 0}})
    moving = water({"set": ["a"], "ceiling": 1 + X}, {"set": ["b"], "ceiling": 1})
    with pytest.raises(ValueError, match="in the prior and the interim rule, and not in the quotas"):
        implementable_by_polynomials(moving, {"a": {"h": X, "l": 0}, "b": {"h": 0}})
    with pytest.raises(ValueError, match="is not seen to be the same at all values of the parameters"):
        uneven(X - Y, X)
    prior, quota = {"independent": {"a": {"h": X, "l": Y}}}, {"set": ["a"], "ceiling": 1}
    with pytest.raises(ValueError, match="the probabilities of agent a sum to"):
        problem_of(agents=["a"], types=["h", "l"], prior=prior, constraints=[quota])
    monkeypatch.setattr("proofs.reduced_form.facets.listing.MOST_RECHECKED", 1)
    monkeypatch.setattr("proofs.reduced_form.facets.listing.FEW_FACETS", 100)
    with pytest.raises(ValueError, match="facets are too many to be certified; give values of the parameters"):
        implementable_by_polynomials(one_object(), rule)


def test_forged_statements_are_not_supported() -> None:
    verdict = answer(NAMES[0])
    statement = verdict.statement
    assert isinstance(statement, ImplementableByPolynomials)
    for forged in (
        replace(statement, conditions=statement.conditions[1:]),
        replace(statement, conditions=(*statement.conditions, (((1, 0), Fraction(1)),))),
        replace(statement, rule=statement.rule[::-1]),
        replace(statement, prior=statement.prior[1:]),
    ):
        assert not Verdict(forged, True, verdict.evidence).verify()
    assert not Verdict(statement, False, verdict.evidence).verify()
