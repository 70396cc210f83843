"""LY, section 3.3: Condition A reduces to B."""

from __future__ import annotations

from proofs.claims.claim import Part, Reading
from proofs.claims.families.ceilings_example import EXAMPLE, all_capacities, effective_ceilings
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.problems import described_problem
from proofs.reduced_form.conditions.capacity import linear
from proofs.reduced_form.problem.problems import Problem


def separate_example(problem: Problem) -> Part:
    yield linear(problem)
    yield from effective_ceilings(problem)


CONDITION_B_EXAMPLE = claim(
    "section-3.3.condition-b",
    "section 3.3",
    "Condition A reduces to B",
    Reading(
        wording="In the example the generalized capacity is linear, so that Condition A reduces to Condition B, "
        "and all ceilings are effective, so that the bounds of Condition B are those of Che, Kim & Mierendorff.",
        hypothesis=all_capacities,
        conclusion=separate_example,
        families=(EXAMPLE,),
        because=lambda problem: "the capacity is not linear, or a ceiling is not attained",
        describe=described_problem,
    ),
)


CLAIMS = [CONDITION_B_EXAMPLE]
