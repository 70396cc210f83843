"""LY, Theorem 1: total unimodularity makes Condition A sufficient."""

from __future__ import annotations

from proofs.claims.families.lang_yang import claim
from proofs.claims.families.problems import any_family
from proofs.claims.families.structure_classes import UNIMODULAR, class_of_problems, sufficiency, unimodular

THEOREM_1 = claim(
    "theorem-1",
    "Theorem 1",
    "total unimodularity makes Condition A sufficient",
    sufficiency(
        "A",
        unimodular,
        wording="If the projection cone preserves total unimodularity, an interim rule is implementable if and "
        "only if Condition A holds.",
        families=(*class_of_problems(any_family, 2, "structures"), UNIMODULAR),
        budget=400,
    ),
    rests_on=("lemma-4", "appendix.theorem-1.duality"),
)


CLAIMS = [THEOREM_1]
