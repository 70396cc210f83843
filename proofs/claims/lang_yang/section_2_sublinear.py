"""LY, section 2, (5): the generalized capacity is sublinear."""

from __future__ import annotations

from fractions import Fraction

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families.lang_yang import CapacityCase, at_most, capacities, claim, shown_capacity_case, value_of
from proofs.claims.families.quota_problems import (
    NONE,
    RANDOM_UNTYPED,
    UNTYPED,
    capacity_cases,
    random_untyped,
    smaller_capacity_cases,
    untyped_problems,
)
from proofs.reduced_form.implementation.deciding import has_outcome


def three_capacities(case: CapacityCase) -> Part:
    yield has_outcome(case.problem)
    yield from capacities(case.problem, [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)])


def both_bounds(case: CapacityCase) -> tuple[Fraction, Fraction]:
    """beta(U, V), and beta(U, {}) + beta({}, V)."""
    together, above, below = (
        value_of(verdict)
        for verdict in capacities(case.problem, [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)])
    )
    return together, above + below


SUBLINEAR = claim(
    "section-2.sublinear",
    "section 2, (5)",
    "the generalized capacity is sublinear",
    Reading(
        wording="If some outcome is feasible, beta(U, V) <= beta(U, {}) + beta({}, V) for disjoint sets U and V.",
        hypothesis=three_capacities,
        conclusion=lambda case: [at_most([both_bounds(case)], "beta(U, V)", "beta(U, {}) + beta({}, V)")],
        families=(
            Family(f"all pairs of disjoint sets for {UNTYPED.words}", capacity_cases(untyped_problems)),
            Family(f"all pairs of disjoint sets, {RANDOM_UNTYPED.words}", capacity_cases(random_untyped), True),
        ),
        because=lambda case: "beta(U, V) exceeds the sum of the two separate capacities",
        describe=shown_capacity_case,
        smaller=smaller_capacity_cases,
        budget=600,
    ),
)


CLAIMS = [SUBLINEAR]
