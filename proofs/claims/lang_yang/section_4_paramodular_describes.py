"""LY, section 4, before Lemma 5: paramodular => (6) completely describes the feasible random allocations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs.claims.claim import Family, Reading
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.paramodular_pairs import PairCase, paramodular_pair_cases, random_pairs, smaller_pairs
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.conditions.quotas import paramodular


def paramodular_problems(seed: int) -> Iterator[PairCase]:
    for case in paramodular_pair_cases(seed):
        if not any(case.objective):
            yield case


def random_paramodular_problems(seed: int) -> Iterator[PairCase]:
    return (replace(case, objective=(0,) * case.cells) for case in random_pairs(seed) if case.cells < 4)


PARAMODULAR_DESCRIBES = claim(
    "section-4.paramodular-describes",
    "section 4, before Lemma 5",
    "paramodular => (6) completely describes the feasible random allocations",
    Reading(
        wording="If (b, c), integers, is paramodular, every nonnegative solution of (6) is a lottery over feasible "
        "pure outcomes.",
        hypothesis=lambda case: [paramodular(case.problem)],
        conclusion=lambda case: [described(case.problem)],
        families=(
            Family("all paramodular pairs on 1 or 2 cells with c at most 2", paramodular_problems),
            Family("random paramodular pairs on 2 or 3 cells", random_paramodular_problems, endless=True),
        ),
        because=lambda case: "the pair is paramodular, and a solution of the quotas is no lottery over pure outcomes",
        describe=lambda case: case.words().partition("; f")[0],
        smaller=smaller_pairs,
        budget=110,
    ),
)


CLAIMS = [PARAMODULAR_DESCRIBES]
