"""LY, appendix A.2, proof of Theorem 1: the pointwise minimum equals the capacity."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from exact.linear import Coefficients, LinearSystem, optimum
from exact.matrices import Name
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import CapacityCase, capacity, claim, equal, shown_capacity_case, value_of
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.structures import preserves_total_unimodularity


def pointwise(case: CapacityCase) -> Part:
    """min g c - h b over g, h >= 0 with (g - h) chi = sign(U, V), and the capacity."""
    cells, quotas = case.problem.cells, case.problem.constraints
    names: list[Name] = [(which, k) for which in ("g", "h") for k in range(len(quotas))]
    rows: list[tuple[Coefficients, int]] = []
    for cell in cells:
        row: dict[Any, int] = {("g", k): 1 for k, quota in enumerate(quotas) if cell in quota.cells}
        row |= {("h", k): -1 for k, quota in enumerate(quotas) if cell in quota.cells}
        rows.append((row, int(cell in case.plus) - int(cell in case.minus)))
    cost: dict[Any, Fraction] = {}
    for k, quota in enumerate(quotas):
        assert quota.ceiling is not None
        cost |= {("g", k): quota.ceiling, ("h", k): -quota.floor}
    least = optimum(LinearSystem.make(names, equal=rows, lower=0), cost, "min")
    own = capacity(case.problem, case.plus, case.minus)
    yield least
    yield own
    yield equal([(value_of(least), value_of(own))], "the least value of the dual", "the capacity")


def duality_cases(seed: int) -> Iterator[CapacityCase]:
    """Random quotas on small structures and random bihierarchies, and random disjoint sets; without end."""
    draw = random.Random(seed)
    small = ly.merged(ly.structures(2, 1, 2), ly.structures(1, 3, 1), ly.structures(2, 2, 1)[:60])
    larger = ly.random_structures(seed, 3, 2, 2, ly.is_bihierarchy)
    while True:
        given = draw.choice(small) if draw.random() < 0.5 else next(larger)
        problem = ly.random_problem(draw, given)
        marks = {cell: draw.choice((0, 1, -1)) for cell in problem.cells}
        plus, minus = (frozenset(c for c, mark in marks.items() if mark == sign) for sign in (1, -1))
        yield CapacityCase(problem, plus, minus)


def smaller_duality(case: CapacityCase) -> Iterator[CapacityCase]:
    for problem in ly.smaller_problems(case.problem):
        cells = set(problem.cells)
        yield CapacityCase(problem, frozenset(case.plus & cells), frozenset(case.minus & cells))


DUALITY = claim(
    "appendix.theorem-1.duality",
    "appendix A.2, proof of Theorem 1",
    "the pointwise minimum equals the capacity",
    Reading(
        wording="If the projection cone preserves total unimodularity and some outcome is feasible, the least g c - h "
        "b over g, h >= 0 on the constraint sets with (g - h) chi = sign(U, V) is beta(U, V).",
        hypothesis=lambda case: [
            has_outcome(case.problem),
            preserves_total_unimodularity(ly.structure_of(case.problem)),
        ],
        conclusion=pointwise,
        families=(
            Family(
                "random quotas and sets on small structures and random bihierarchies on at most 3 agents and 2 objects",
                duality_cases,
                endless=True,
            ),
        ),
        because=lambda case: "the minimum and the capacity differ",
        describe=shown_capacity_case,
        smaller=smaller_duality,
        budget=250,
    ),
)


CLAIMS = [DUALITY]
