"""LY, appendix A.7, Lemma 13: systems F1 and F2 are equivalent."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.cone_facts import some, stated
from proofs.claims.families.chain_systems import (
    SystemCase,
    all_supports,
    chain_violations,
    smaller_systems,
    system_cases,
    violation,
)
from proofs.claims.families.lang_yang import claim
from proofs.reduced_form.conditions.quotas import paramodular


@cache
def f_verdicts(case: SystemCase) -> tuple[Verdict, tuple[Verdict, ...], Verdict]:
    """Whether F1 is violated (quotas as printed, unweighted); and the verdicts on F2."""
    weights = dict.fromkeys(case.structure.profiles, Fraction(1))
    first = violation(case, all_supports(case, True, True), weights)
    before, last = some(chain_violations(case, weights, (True, True), 0))
    return first, tuple(before), last


def lemma_13_hypothesis(case: SystemCase) -> Part:
    first, before, _ = f_verdicts(case)
    yield paramodular(case.problem)
    yield stated(first)
    yield from map(stated, before)


LEMMA_13 = claim(
    "lemma-13",
    "appendix A.7, Lemma 13",
    "systems F1 and F2 are equivalent",
    Reading(
        wording="If (b, c) is paramodular, a vector y satisfies F1 (f y <= g c - h b for all of W) if and only if it "
        "satisfies F2 (the same for g and h on chains with disjoint ground sets at every profile).",
        hypothesis=lemma_13_hypothesis,
        conclusion=lambda case: [Expected(f_verdicts(case)[2], bool(f_verdicts(case)[0]))],
        families=(
            Family(
                "random paramodular quotas and y on 1 or 2 cells and at most 2 types each", system_cases, endless=True
            ),
        ),
        because=lambda case: "some vector of W violates F1 at y, and none on chains with disjoint ground sets does",
        describe=SystemCase.words,
        smaller=smaller_systems,
        budget=130,
    ),
    # It supposes paramodular quotas and uses Lemma 5 on totally dual laminar ones.
    rests_on=("section-4.paramodular-tdl", "lemma-5"),
)


CLAIMS = [LEMMA_13]
