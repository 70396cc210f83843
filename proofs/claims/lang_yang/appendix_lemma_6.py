"""LY, appendix A.7, proof of Lemma 6: F2 is equivalent to the system of Lemma 6."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.cone_facts import some, stated
from proofs.claims.families.chain_systems import (
    SystemCase,
    chain_violations,
    lemma_6_verdicts,
    smaller_systems,
    system_cases,
)
from proofs.claims.families.lang_yang import claim
from proofs.reduced_form.conditions.quotas import paramodular


@cache
def f2_verdicts(case: SystemCase) -> tuple[tuple[Verdict, ...], Verdict]:
    """The verdicts on violations of F2, quotas as printed, not weighted by the prior."""
    weights = dict.fromkeys(case.structure.profiles, Fraction(1))
    before, last = some(chain_violations(case, weights, (True, True), 0))
    return tuple(before), last


def systems_hypothesis(case: SystemCase) -> Part:
    yield paramodular(case.problem)
    yield from map(stated, lemma_6_verdicts(case, False)[0])
    yield from map(stated, f2_verdicts(case)[0])


SYSTEMS = claim(
    "appendix.lemma-6.systems",
    "appendix A.7, proof of Lemma 6",
    "F2 is equivalent to the system of Lemma 6",
    Reading(
        wording="If the quotas are paramodular, the system F2 of Lemma 13 and the system (19)-(20) of Lemma 6 have the "
        "same solutions y.",
        hypothesis=systems_hypothesis,
        conclusion=lambda case: [Expected(f2_verdicts(case)[1], holds=not lemma_6_verdicts(case, False)[1])],
        families=(
            Family(
                "random paramodular quotas and y on 1 or 2 cells and at most 2 types each", system_cases, endless=True
            ),
        ),
        because=lambda case: "y violates the one system, as certified, and not the other",
        describe=SystemCase.words,
        smaller=smaller_systems,
        budget=130,
    ),
)


CLAIMS = [SYSTEMS]
