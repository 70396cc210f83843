"""LY, Example 1: the buyer-seller constraints."""

from __future__ import annotations

from proofs.claims.claim import Family, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim, is_bihierarchy
from proofs.claims.families.problems import shown
from proofs.claims.families.quota_problems import one

EXAMPLE_1_STRUCTURE = families.canonical(2, 2, (1, 1))


EXAMPLE_1 = claim(
    "example-1",
    "Example 1",
    "the buyer-seller constraints",
    Reading(
        wording="The constraints of two buyers and two sellers, rows, columns and single cells, are a bihierarchy.",
        conclusion=lambda given: [is_bihierarchy(given)],
        families=(Family("the example", one(EXAMPLE_1_STRUCTURE)),),
        because=lambda given: "the sets of the example do not split into two hierarchies",
        describe=shown,
    ),
)


CLAIMS = [EXAMPLE_1]
