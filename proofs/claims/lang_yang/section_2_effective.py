"""LY, section 2, after Definition 1: the bounds of the capacity are attained."""

from __future__ import annotations

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families.lang_yang import CapacityCase, capacity, claim, shown_capacity_case
from proofs.claims.families.quota_problems import (
    RANDOM_UNTYPED,
    UNTYPED,
    capacity_cases,
    random_untyped,
    smaller_capacity_cases,
    untyped_problems,
)
from proofs.reduced_form.implementation.deciding import has_outcome


def is_attained(case: CapacityCase) -> Part:
    """beta(U, {}) and beta({}, V) are values of feasible pure outcomes, which the evidence names."""
    yield capacity(case.problem, case.plus)
    yield capacity(case.problem, (), case.minus)


EFFECTIVE_BOUNDS = claim(
    "section-2.effective",
    "section 2, after Definition 1",
    "the bounds of the capacity are attained",
    Reading(
        wording="If some outcome is feasible, the bounds beta(U, {}) and beta({}, V) are attained by feasible "
        "outcomes.",
        hypothesis=lambda case: [has_outcome(case.problem)],
        conclusion=is_attained,
        families=(
            Family(f"all pairs of disjoint sets for {UNTYPED.words}", capacity_cases(untyped_problems)),
            Family(f"all pairs of disjoint sets, {RANDOM_UNTYPED.words}", capacity_cases(random_untyped), True),
        ),
        because=lambda case: "no feasible outcome attains the bound",
        describe=shown_capacity_case,
        smaller=smaller_capacity_cases,
    ),
)


CLAIMS = [EFFECTIVE_BOUNDS]
