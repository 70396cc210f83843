"""LY, section 4, Remark 2: all {0, 1, -1} vectors of P generate it."""

from __future__ import annotations

from proofs.claims.families.cone_generators import generation
from proofs.claims.families.lang_yang import claim

REMARK_2 = claim(
    "section-4.remark-2",
    "section 4, Remark 2",
    "all {0, 1, -1} vectors of P generate it",
    generation(
        "If the constraint matrix of P is totally unimodular, the set of all vectors of P with entries -1, 0, 1 "
        "generates P."
    ),
    rests_on=("lemma-3",),
)


CLAIMS = [REMARK_2]
