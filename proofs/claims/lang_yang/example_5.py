"""LY, Example 5: the block form of B and C."""

from __future__ import annotations

from proofs.claims.claim import Family, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.problems import described_problem
from proofs.claims.families.quota_problems import ROWS_AND_COLUMNS, one, same_entries
from proofs.reduced_form.problem import projection
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import structure


def block_example() -> Problem:
    """Example 5: Example 1 with two types each; quotas 1."""
    given = structure(["i1", "i2"], ["j1", "j2"], ROWS_AND_COLUMNS, {"i1": ["t1", "s1"], "i2": ["t2", "s2"]})
    return families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))


def identity(size: int, times: int = 1) -> list[list[int]]:
    """[I I ... I]."""
    return [[int(column % size == row) for column in range(size * times)] for row in range(size)]


def beside(left: list[list[int]], right: list[list[int]]) -> list[list[int]]:
    return [one + other for one, other in zip(left, right, strict=True)]


def blank(rows: int, columns: int) -> list[list[int]]:
    return [[0] * columns for _ in range(rows)]


def printed_b(problem: Problem) -> list[list[int]]:
    """diag(B_1, B_2), B_k with a row (i, t_i, j_k), a column (i', j_k, t), and 1 where i = i' and t has t_i."""
    profiles = list(problem.profiles())
    block = [
        [int(i == other and kind == t[problem.agents.index(i)]) for other in problem.agents for t in profiles]
        for i, kinds in zip(problem.agents, problem.types, strict=True)
        for kind in kinds
    ]
    return [*beside(block, blank(4, 8)), *beside(blank(4, 8), block)]


def printed_c() -> list[list[int]]:
    """C as printed: rows of agents [I_8 I_8], those of goods [I_4 I_4] on the diagonal, singletons I_16."""
    pair = identity(4, 2)
    return [*identity(8, 2), *beside(pair, blank(4, 8)), *beside(blank(4, 8), pair), *identity(16)]


EXAMPLE_5 = claim(
    "example-5",
    "Example 5",
    "the block form of B and C",
    Reading(
        wording="For two agents, two goods and two types each, with columns ordered by good, agent and profile, B "
        "and C have the printed blocks: B = diag(B_1, B_2); C has [I_8 I_8], [I_4 I_4] for each good, and I_16.",
        conclusion=lambda problem: [
            same_entries(printed_b(problem), projection.incidence_b(problem).to_lists()),
            same_entries(printed_c(), projection.incidence_c(problem).to_lists()),
        ],
        families=(Family("the example", one(block_example())),),
        because=lambda problem: "an entry of B or C is not the printed one",
        describe=described_problem,
    ),
)


CLAIMS = [EXAMPLE_5]
