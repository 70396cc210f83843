"""LY, Theorems 1 and 2(1): hierarchies make Condition A sufficient."""

from __future__ import annotations

from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.structure_classes import (
    UNIMODULAR,
    class_of_problems,
    hierarchical,
    of_structure,
    sufficiency,
)

THEOREM_2_1_SUFFICIENCY = claim(
    "theorem-2.1.sufficiency",
    "Theorems 1 and 2(1)",
    "hierarchies make Condition A sufficient",
    sufficiency(
        "A",
        of_structure(hierarchical),
        wording="If G is a hierarchy, an interim rule is implementable if and only if Condition A holds.",
        families=(*class_of_problems(families.is_hierarchy, 2, "hierarchies"), UNIMODULAR),
        budget=300,
    ),
    rests_on=("theorem-1", "theorem-2.1"),
)


CLAIMS = [THEOREM_2_1_SUFFICIENCY]
