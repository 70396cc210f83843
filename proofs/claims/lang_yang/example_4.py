"""LY, Example 4: a bihierarchy that is not paramodular."""

from __future__ import annotations

from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import Cells, capacities, claim, equal, is_bihierarchy, value_of
from proofs.claims.families.problems import described_problem, structure_of
from proofs.claims.families.quota_problems import NONE, ROWS_AND_COLUMNS, one
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import structure


def market() -> Problem:
    """Two buyers, two sellers, every row, column and cell at most 1 (Example 4), one type each."""
    given = structure(
        ["i1", "i2"],
        ["j1", "j2"],
        ROWS_AND_COLUMNS,
        {"i1": ["t"], "i2": ["t"]},
    )
    return families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))


EXAMPLE_4_SETS: tuple[Cells, ...] = (
    frozenset({("i1", "j1"), ("i1", "j2")}),
    frozenset({("i1", "j2"), ("i2", "j2")}),
    frozenset({("i1", "j1"), ("i1", "j2"), ("i2", "j2")}),
    frozenset({("i1", "j2")}),
)


def example_4(problem: Problem) -> Part:
    first, second, union, meet = (value_of(verdict) for verdict in example_4_capacities(problem))
    yield equal([(union, 2), (first + second, 2), (union + meet, 3)], "the three capacities of the example")
    yield is_bihierarchy(structure_of(problem))
    yield Expected(paramodular(problem, "effective"), holds=False)
    yield Expected(paramodular(problem, "listed"), holds=False)


def example_4_capacities(problem: Problem) -> list[Verdict]:
    return capacities(problem, [(cells, NONE) for cells in EXAMPLE_4_SETS])


EXAMPLE_4 = claim(
    "example-4",
    "Example 4",
    "a bihierarchy that is not paramodular",
    Reading(
        wording="In the 2 x 2 market with unit ceilings the largest amount of G = {(i1, j1), (i1, j2), (i2, j2)} "
        "is 2; 1 + 1 = 2 < 3 = 2 + 1, so the ceilings are not submodular; the bihierarchy is not paramodular.",
        hypothesis=example_4_capacities,
        conclusion=example_4,
        families=(Family("the example", one(market())),),
        because=lambda problem: "a number of the example is different, or the quotas are paramodular",
        describe=described_problem,
    ),
)


CLAIMS = [EXAMPLE_4]
