"""LY, Corollary 1: a linear capacity, and floors of zero.

* `corollary-1` (Corollary 1): linear capacity makes Condition B sufficient
* `corollary-1.no-floors` (after Corollary 1): zero floors make the capacity linear
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import (
    CapacityCase,
    at_most,
    capacities,
    claim,
    equal,
    shown_capacity_case,
    value_of,
)
from proofs.claims.families.lang_yang_2 import (
    NONE,
    capacity_cases,
    smaller_capacity_cases,
)
from proofs.claims.families.lang_yang_3 import UNIMODULAR, class_of_problems, sufficiency, unimodular
from proofs.claims.families.problems import (
    any_family,
)
from proofs.reduced_form.conditions.capacity import linear
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Problem


def up_to_eight_cells(chosen: tuple[Family, ...]) -> tuple[Family, ...]:
    """Without the problems on more cells, for which linearity of the capacity is not decided."""

    def cut(family: Family) -> Family:
        def stream(seed: int) -> Iterator[Problem]:
            return (problem for problem in family.instances(seed) if len(problem.cells) <= 8)

        return Family(f"{family.words}, on at most 8 cells", stream, family.endless)

    return tuple(map(cut, chosen))


def linear_unimodular(problem: Problem) -> Part:
    yield from unimodular(problem)
    yield has_outcome(problem)
    yield linear(problem)


COROLLARY_1 = claim(
    "corollary-1",
    "Corollary 1",
    "linear capacity makes Condition B sufficient",
    sufficiency(
        "B",
        linear_unimodular,
        wording="If W preserves total unimodularity and the generalized capacity is linear, an interim rule is "
        "implementable if and only if Condition B holds.",
        families=up_to_eight_cells((*class_of_problems(any_family, 2, "structures"), UNIMODULAR)),
        budget=400,
    ),
)


def without_floors(case: CapacityCase) -> Part:
    yield at_most(((quota.floor, 0) for quota in case.problem.constraints), "the greatest floor")
    yield from capacities(case.problem, [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)])


def adds_up(case: CapacityCase) -> Part:
    """beta(U, V) = beta(U, {}) + beta({}, V)."""
    pairs = [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)]
    both, above, below = (value_of(verdict) for verdict in capacities(case.problem, pairs))
    yield equal([(both, above + below)], "beta(U, V)", "beta(U, {}) + beta({}, V)")


def problems_without_floors(seed: int) -> Iterator[Problem]:
    draw = random.Random(seed)
    for given in families.merged(families.structures(3, 1, 1), families.structures(1, 2, 1)):
        yield from families.quota_systems(given, 2, ((0, 1), (0, 2), (0, 0)))
    for given in families.random_structures(seed, 3, 2, 1):
        yield families.random_problem(draw, given, floors=False)


NO_FLOORS = claim(
    "corollary-1.no-floors",
    "after Corollary 1",
    "zero floors make the capacity linear",
    Reading(
        wording="If all floors are 0, beta(U, V) = beta(U, {}) + beta({}, V) for disjoint U, V.",
        hypothesis=without_floors,
        conclusion=adds_up,
        families=(
            Family(
                "all pairs of sets for structures on 3 x 1 and 1 x 2 cells with ceilings 0, 1, 2, then random ones",
                capacity_cases(problems_without_floors),
                endless=True,
            ),
        ),
        because=lambda case: "beta(U, V) is not the sum of the two separate capacities",
        describe=shown_capacity_case,
        smaller=smaller_capacity_cases,
        budget=800,
    ),
)

CLAIMS = [COROLLARY_1, NO_FLOORS]
