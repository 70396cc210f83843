"""LY, Theorems 1 and 2(3): bihierarchies with one type make Condition A sufficient."""

from __future__ import annotations

from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.structure_classes import (
    UNIMODULAR,
    class_of_problems,
    of_structure,
    single_types,
    sufficiency,
)

THEOREM_2_3_SUFFICIENCY = claim(
    "theorem-2.3.sufficiency",
    "Theorems 1 and 2(3)",
    "bihierarchies with one type make Condition A sufficient",
    sufficiency(
        "A",
        of_structure(single_types),
        wording="If G is a bihierarchy and every agent has one type, an interim rule is implementable if and only "
        "if Condition A holds.",
        families=(*class_of_problems(families.is_bihierarchy, 1, "bihierarchies"), UNIMODULAR),
        budget=300,
    ),
    rests_on=("theorem-1", "theorem-2.3"),
)


CLAIMS = [THEOREM_2_3_SUFFICIENCY]
