"""LY, section 5.2, before Theorem 5: zero floors: the capacity is that of U alone."""

from __future__ import annotations

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import quota_problems
from proofs.claims.families.lang_yang import CapacityCase, capacities, claim, equal, shown_capacity_case, value_of
from proofs.claims.families.quota_problems import NONE, capacity_cases, smaller_capacity_cases


def ceilings_alone(case: CapacityCase) -> Part:
    """beta({}, V) = 0, and beta(U, V) = beta(U, {})."""
    pairs = [(case.plus, case.minus), (case.plus, NONE), (NONE, case.minus)]
    both, above, below = (value_of(verdict) for verdict in capacities(case.problem, pairs))
    yield equal([(below, 0)], "beta({}, V)")
    yield equal([(both, above)], "beta(U, V)", "beta(U, {})")


LINEAR = claim(
    "section-5.2.linear",
    "section 5.2, before Theorem 5",
    "zero floors: the capacity is that of U alone",
    Reading(
        wording="Where x >= 0 are the floors, beta({}, V) = 0 and beta(U, V) = beta(U, {}) for disjoint U, V.",
        hypothesis=quota_problems.without_floors,
        conclusion=ceilings_alone,
        families=(
            Family(
                "all pairs of sets for structures on 3 x 1 and 1 x 2 cells with ceilings 0, 1, 2, then random ones",
                capacity_cases(quota_problems.problems_without_floors),
                endless=True,
            ),
        ),
        because=lambda case: "the floors count although they are 0",
        describe=shown_capacity_case,
        smaller=smaller_capacity_cases,
        budget=400,
    ),
)


CLAIMS = [LINEAR]
