"""How few pure outcomes a lottery needs, against all sets of few outcomes tried one by one."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from exact.linear import LinearSystem, Row, feasibility
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions import fewest as module
from proofs.reduced_form.conditions.capacity import CapacityFunction
from proofs.reduced_form.conditions.fewest import FewerOutcomes, Fewest, ShareTree, fewest, needs_outcomes
from proofs.reduced_form.problem.outcomes import Outcome
from proofs.reduced_form.problem.problems import Cell, Problem
from tests.proofs.reduced_form.certified import accepted, forged
from tests.proofs.reduced_form.conditions.test_capacity import market
from tests.proofs.reduced_form.conditions.test_quotas import anonymous

TRIANGLE = anonymous(
    "abc", {"edges": [["a", "b"], ["b", "c"], ["a", "c"]], "floor": 1, "ceiling": 3}, {"each": "agent", "ceiling": 2}
)


def outcomes(problem: Problem) -> tuple[Outcome, ...]:
    listed = CapacityFunction(problem).outcomes.short_list
    assert listed is not None
    return listed


def is_mean(problem: Problem, point: dict[Cell, Fraction], chosen: tuple[Outcome, ...]) -> bool:
    """Whether the point is a mixture of the chosen outcomes."""
    rows = [
        Row(
            tuple((k, dict(x)[cell]) for k, x in enumerate(chosen) if cell in dict(x)),
            "=",
            point.get(cell, Fraction(0)),
        )
        for cell in problem.cells
    ]
    size = len(chosen)
    rows.append(Row(tuple((k, Fraction(1)) for k in range(size)), "=", Fraction(1)))
    return bool(feasibility(LinearSystem(tuple(range(size)), tuple(rows), (Fraction(0),) * size, (None,) * size)))


def by_brute_force(problem: Problem, point: dict[Cell, Fraction], most: int) -> int:
    """The least number of outcomes, all sets of up to `most` being tried; `most` + 1 if none does."""
    for size in range(1, most + 1):
        if any(is_mean(problem, point, chosen) for chosen in itertools.combinations(outcomes(problem), size)):
            return size
    return most + 1


@pytest.mark.parametrize(("problem", "seed"), [(market(2), 1), (market(2), 2), (TRIANGLE, 3), (TRIANGLE, 4)])
def test_the_number_is_that_of_all_sets_tried(problem: Problem, seed: int) -> None:
    drawn = random.Random(seed)
    for _ in range(3):
        chosen = drawn.sample(outcomes(problem), drawn.randint(1, 3))
        weights = [drawn.randint(1, 5) for _ in chosen]
        point: dict[Cell, Fraction] = {}
        for weight, outcome in zip(weights, chosen, strict=True):
            for cell, quantity in outcome:
                point[cell] = point.get(cell, Fraction(0)) + quantity * Fraction(weight, sum(weights))
        found = fewest(problem, point)
        assert isinstance(found, Fewest)
        assert found.proved
        assert found.size == by_brute_force(problem, point, found.size)
        assert found.needs is not None
        assert accepted(found.needs)
        assert accepted(found.lottery)
        fewer = needs_outcomes(problem, point, found.size + 1)
        assert isinstance(fewer.evidence, FewerOutcomes)
        assert accepted(fewer)


def test_a_tree_of_shares_is_checked_to_its_last_number() -> None:
    numerals = ["1/24", "1/6", "1/3", "1/4", "7/12", "1/6", "11/24", "1/4", "7/24"]
    verdict = needs_outcomes(market(3), dict(zip(market(3).cells, numerals, strict=True)), 6)
    assert isinstance(verdict.evidence, ShareTree)
    assert len(verdict.evidence.nodes) == 3
    assert accepted(verdict)
    for leaf in (1, 2):
        forged(verdict, lambda s, k=leaf: s["evidence"]["nodes"][k].update(constant=-9), "exceed what is left")
        forged(verdict, lambda s, k=leaf: s["evidence"]["nodes"][k].update(constant=99), "an outcome too much")
    forged(verdict, lambda statement: statement["about"].update(number=7))
    forged(verdict, lambda statement: statement["evidence"]["nodes"].pop())
    forged(verdict, lambda statement: statement["evidence"]["nodes"].append(statement["evidence"]["nodes"][-1]))
    forged(verdict, lambda statement: statement["evidence"]["nodes"][0].update(split=[["i1", "j1", "2"]]))
    forged(verdict, lambda statement: statement.update(holds=False))


def test_fewer_outcomes_have_the_mean_and_are_fewer() -> None:
    verdict = needs_outcomes(market(2), dict.fromkeys(market(2).cells, "1/2"), 3)
    assert isinstance(verdict.evidence, FewerOutcomes)
    assert len(verdict.evidence.entries) == 2
    forged(verdict, lambda statement: statement["about"].update(number=2))
    forged(verdict, lambda statement: statement["evidence"]["lottery"].pop())
    forged(verdict, lambda statement: statement["about"]["outcome"].pop())


def test_where_there_is_no_lottery_every_number_is_needed() -> None:
    triangle = anonymous("abc", {"edges": [["a", "b"], ["b", "c"], ["a", "c"]], "ceiling": 1})
    half = dict.fromkeys(triangle.cells, "1/2")
    assert needs_outcomes(triangle, half, 50).holds
    assert accepted(needs_outcomes(triangle, half, 50))
    assert fewest(triangle, half).holds is False  # type: ignore[union-attr]
    broken = needs_outcomes(triangle, dict.fromkeys(triangle.cells, "2/3"), 1)
    assert broken.holds is None
    assert broken.evidence.tried == ("the quotas, of which the random outcome breaks one",)  # type: ignore[attr-defined]


def test_a_search_that_is_given_up_says_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    numerals = ["1/24", "1/6", "1/3", "1/4", "7/12", "1/6", "11/24", "1/4", "7/24"]
    point = dict(zip(market(3).cells, numerals, strict=True))
    monkeypatch.setattr(module, "MOST_NODES", 2)
    found = fewest(market(3), point)
    assert isinstance(found, Fewest)
    assert not found.proved
    assert found.at_least < found.size
    assert found.left_open().holds is None
    assert accepted(found.needs)
    monkeypatch.setattr(module, "MOST_CANDIDATES", 3)
    found = fewest(market(3), point)
    assert isinstance(found, Fewest)
    assert (found.needs, found.at_least, found.proved) == (None, 1, False)
    assert found.given_up == "a list of 3 pure outcomes; there are more"


def test_divisible_objects_are_refused() -> None:
    quotas = [{"set": ["a", "b"], "ceiling": 1}]
    divisible = problem_of(agents=["a", "b"], types=["t"], constraints=quotas, divisible=True)
    with pytest.raises(ValueError, match="a random outcome is itself feasible and needs no lottery"):
        needs_outcomes(divisible, {("a",): "1/2"}, 2)
