"""LY, section 2.3: the implementable rules have a linear description."""

from __future__ import annotations

from proofs.claims.claim import Family, Reading
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.problems import described_problem
from proofs.claims.families.quota_problems import random_typed
from proofs.reduced_form.facets.listing import facets

LINEAR = claim(
    "section-2.3.linear",
    "section 2.3",
    "the implementable rules have a linear description",
    Reading(
        wording="The implementable interim rules are the solutions of finitely many linear inequalities and equations.",
        conclusion=lambda problem: [facets(problem).description],
        families=(Family("random problems up to 3 x 2 cells and 2 types", random_typed, endless=True),),
        because=lambda problem: "the facets do not describe the implementable rules",
        describe=described_problem,
        budget=60,
    ),
)


CLAIMS = [LINEAR]
