"""LY, Theorem 2(3): bihierarchies with one type preserve total unimodularity."""

from __future__ import annotations

from proofs.claims.claim import Claim
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang_3 import class_of_structures, preserving, single_types
from proofs.claims.families.lang_yang_printed import quoted

SINGLE_BIHIERARCHIES = class_of_structures(families.is_bihierarchy, 1, "bihierarchies")

THEOREM_2_3 = Claim(
    "lang-yang-2023/theorem-2.3",
    "Theorem 2(3)",
    (
        preserving(
            single_types,
            wording="If G is a bihierarchy and every agent has one type, the projection cone preserves total "
            "unimodularity.",
            families=SINGLE_BIHIERARCHIES,
            budget=1500,
        ),
    ),
    "bihierarchies with one type preserve total unimodularity",
)

CLAIMS = quoted([THEOREM_2_3])
