"""LY, after Corollary 1: zero floors make the capacity linear."""

from __future__ import annotations

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families.lang_yang import CapacityCase, capacities, claim, equal, shown_capacity_case, value_of
from proofs.claims.families.quota_problems import (
    NONE,
    capacity_cases,
    problems_without_floors,
    smaller_capacity_cases,
    without_floors,
)


def adds_up(case: CapacityCase) -> Part:
    """beta(U, V) = beta(U, {}) + beta({}, V)."""
    pairs = [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)]
    both, above, below = (value_of(verdict) for verdict in capacities(case.problem, pairs))
    yield equal([(both, above + below)], "beta(U, V)", "beta(U, {}) + beta({}, V)")


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


CLAIMS = [NO_FLOORS]
