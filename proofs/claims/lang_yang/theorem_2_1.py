"""LY, Theorem 2(1): hierarchies preserve total unimodularity."""

from __future__ import annotations

from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.structure_classes import class_of_structures, hierarchical, preserving

HIERARCHIES = class_of_structures(families.is_hierarchy, 3, "hierarchies")


THEOREM_2_1 = claim(
    "theorem-2.1",
    "Theorem 2(1)",
    "hierarchies preserve total unimodularity",
    preserving(
        hierarchical,
        wording="If G is a hierarchy, the projection cone preserves total unimodularity.",
        families=HIERARCHIES,
        budget=1500,
    ),
    rests_on=("section-3.1.laminars", "appendix.two-laminars"),
)


CLAIMS = [THEOREM_2_1]
