"""LY, appendix A.9, proof of Lemma 8: (22)-(24) form one hierarchy."""

from __future__ import annotations

from exact.set_systems import hierarchy
from proofs.claims.claim import Reading
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.supplier_structures import Suppliers, suppliers

DEMAND = claim(
    "appendix.lemma-8.demand",
    "appendix A.9, proof of Lemma 8",
    "(22)-(24) form one hierarchy",
    Reading(
        wording="The constraint sets of (22)-(24), all families and all single cells, are a hierarchy.",
        conclusion=lambda case: [hierarchy(case.demand)],
        families=(suppliers(),),
        because=lambda case: "two of the sets cross",
        describe=Suppliers.words,
    ),
)


CLAIMS = [DEMAND]
