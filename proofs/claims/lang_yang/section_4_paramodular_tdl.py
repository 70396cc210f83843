"""LY, section 4, before Lemma 5: paramodular => totally dual laminar."""

from __future__ import annotations

from proofs.claims.claim import Reading
from proofs.claims.cone_facts import stated
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.paramodular_pairs import (
    PARAMODULAR_PAIRS,
    PairCase,
    attained,
    chain_pairs,
    paramodular_paired,
    smaller_pairs,
)

PARAMODULAR_TDL = claim(
    "section-4.paramodular-tdl",
    "section 4, before Lemma 5",
    "paramodular => totally dual laminar",
    Reading(
        wording="If (b, c) is paramodular it is totally dual laminar: for every f some optimum of (18) has a laminar "
        "support (chains on disjoint ground sets are tried).",
        hypothesis=lambda case: [*paramodular_paired(case), *map(stated, attained(case, chain_pairs(case))[0])],
        conclusion=lambda case: [attained(case, chain_pairs(case))[1]],
        families=PARAMODULAR_PAIRS,
        because=lambda case: "no pair of chains on disjoint ground sets supports an optimum",
        describe=PairCase.words,
        smaller=smaller_pairs,
        budget=500,
    ),
)


CLAIMS = [PARAMODULAR_TDL]
