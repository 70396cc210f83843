"""LY, section 2, after Definition 1: the capacities describe what the quotas describe."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, Optimal, optimum
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families.lang_yang import at_most, capacities, capacity_function, claim
from proofs.claims.families.problems import described_problem, smaller_problems
from proofs.claims.families.quota_problems import UNTYPED, random_untyped
from proofs.reduced_form.conditions.capacity import CapacityFunction, disjoint_pairs
from proofs.reduced_form.conditions.polytope import described, limits_of
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Problem


def capacity_polytope(problem: Problem) -> LinearSystem:
    """P = {x : x(U) - x(V) <= beta(U, V) for all disjoint U, V}."""
    function = capacity_function(problem)
    rows = []
    for plus, minus in disjoint_pairs(problem.cells):
        signs = {**dict.fromkeys(plus, 1), **dict.fromkeys(minus, -1)}
        rows.append((signs, function.value(plus, minus)))
    return LinearSystem.make(problem.cells, at_most=rows)


def limits(problem: Problem) -> list[tuple[dict[Any, Fraction], Fraction]]:
    """LY (1) and nonnegativity as rows `coefficients * x <= bound`."""
    rows = limits_of(CapacityFunction(problem).outcomes)
    return [({problem.cells[j]: entry for j, entry in row.coefficients}, row.bound) for row in rows]


def support_hypothesis(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield described(problem)
    yield from capacities(problem, disjoint_pairs(problem.cells))
    system = capacity_polytope(problem)
    for row, _ in limits(problem):
        yield optimum(system, row)


def support_conclusion(problem: Problem) -> Part:
    system = capacity_polytope(problem)
    for row, bound in limits(problem):
        found = optimum(system, row)
        assert isinstance(found.statement, Optimal), "the capacities bound every cell"
        yield at_most([(found.statement.value, bound)], "the maximum over the capacity polytope", "the capacity")


SUPPORT = claim(
    "section-2.support",
    "section 2, after Definition 1",
    "the capacities describe what the quotas describe",
    Reading(
        wording="If the quotas (1) describe the feasible random outcomes, then so does the set of all x with "
        "x(U) - x(V) <= beta(U, V) for all disjoint U, V: none of its points breaks a quota or is negative.",
        hypothesis=support_hypothesis,
        conclusion=support_conclusion,
        families=(
            UNTYPED,
            Family(
                "random structures on up to 4 cells with random quotas, one type each",
                lambda seed: (problem for problem in random_untyped(seed) if len(problem.cells) <= 4),
                endless=True,
            ),
        ),
        because=lambda problem: "a point that satisfies every capacity inequality breaks a quota",
        describe=described_problem,
        smaller=smaller_problems,
        budget=140,
    ),
    # "since it contains inequalities of the constraint sets in G as a subset"
    rests_on=("section-2.support-contains",),
)


CLAIMS = [SUPPORT]
