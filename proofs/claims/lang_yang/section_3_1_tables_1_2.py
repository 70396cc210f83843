"""LY, Tables 1 and 2: the ten-row cycle."""

from __future__ import annotations

from proofs.claims.claim import Family, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.lang_yang_2 import (
    one,
)
from proofs.claims.families.lang_yang_3 import tables
from proofs.claims.families.problems import (
    shown,
)

TABLES = claim(
    "section-3.1.tables-1-2",
    "Tables 1 and 2",
    "the ten-row cycle",
    Reading(
        wording="In the canonical 3 x 3 market with two types each, the ten rows and columns of Table 1 cut out of "
        "M* exactly the printed entries: a single cycle with two ones in every row and column, 6 changes on N x A "
        "and 4 on T, and the sum of its entries divisible by four.",
        conclusion=tables,
        families=(Family("the example", one(families.canonical(3, 3, (2, 2, 2)))),),
        because=lambda given: "the submatrix is not the printed one, or is no even cycle",
        describe=shown,
    ),
)

CLAIMS = [TABLES]
