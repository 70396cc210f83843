"""LY, section 3.3: effective, not paramodular, not unimodular."""

from __future__ import annotations

from proofs.claims.claim import Expected, Part, Reading
from proofs.claims.families.ceilings_example import EXAMPLE, all_capacities, effective_ceilings
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.problems import described_problem, structure_of
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import preserves_total_unimodularity


def neither(problem: Problem) -> Part:
    yield from effective_ceilings(problem)
    yield Expected(paramodular(problem, "effective"), holds=False)
    yield Expected(paramodular(problem, "listed"), holds=False)
    yield Expected(preserves_total_unimodularity(structure_of(problem)), holds=False)


EFFECTIVE = claim(
    "section-3.3.effective",
    "section 3.3",
    "effective, not paramodular, not unimodular",
    Reading(
        wording="All ceilings of the example are effective, c(G) = beta(G, {}); the problem is neither paramodular "
        "nor totally unimodular.",
        hypothesis=all_capacities,
        conclusion=neither,
        families=(EXAMPLE,),
        because=lambda problem: "a ceiling is not attained, or one of the two properties holds",
        describe=described_problem,
    ),
)


CLAIMS = [EFFECTIVE]
