"""LY, Theorem 2(3): bihierarchies with one type preserve total unimodularity."""

from __future__ import annotations

from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.structure_classes import class_of_structures, preserving, single_types

SINGLE_BIHIERARCHIES = class_of_structures(families.is_bihierarchy, 1, "bihierarchies")


THEOREM_2_3 = claim(
    "theorem-2.3",
    "Theorem 2(3)",
    "bihierarchies with one type preserve total unimodularity",
    preserving(
        single_types,
        wording="If G is a bihierarchy and every agent has one type, the projection cone preserves total "
        "unimodularity.",
        families=SINGLE_BIHIERARCHIES,
        budget=1500,
    ),
    rests_on=("appendix.two-laminars",),
)


CLAIMS = [THEOREM_2_3]
