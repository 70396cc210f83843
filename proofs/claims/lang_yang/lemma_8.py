"""LY, section 5.1, Lemma 8: (21)-(24) are bihierarchical."""

from __future__ import annotations

from exact.set_systems import bihierarchy
from proofs.claims.claim import Reading
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.supplier_structures import Suppliers, suppliers

LEMMA_8 = claim(
    "lemma-8",
    "section 5.1, Lemma 8",
    "(21)-(24) are bihierarchical",
    Reading(
        wording="The constraint sets of (21)-(24), all models, all families and all single cells, are a bihierarchy.",
        conclusion=lambda case: [bihierarchy(case.sets)],
        families=(suppliers(),),
        because=lambda case: "the sets have an odd cycle of crossing sets",
        describe=Suppliers.words,
    ),
    rests_on=("appendix.lemma-8.demand",),
)


CLAIMS = [LEMMA_8]
