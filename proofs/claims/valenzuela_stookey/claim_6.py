"""VS, proof of Theorem 2, Claim 6: a set below the endowment leaves only sets below or above it."""

from __future__ import annotations

from proofs.claims.families.trading_sets import CLAIM_6_STATED, claim_6, of_sets
from proofs.claims.families.valenzuela_stookey import claim

CLAIM_6 = claim(
    "claim-6",
    "section 3, proof of Theorem 2, Claim 6",
    "a set below the endowment leaves only sets below or above it",
    *of_sets(
        "if a set is below the endowment and more than {eta}, all sets are below or above it",
        claim_6,
        "One set holds a bundle below the endowment, another has bundles that are neither all above nor all below it; "
        "they are never selected.",
        "One set holds a bundle below the endowment, another has bundles that are neither all above nor all below it.",
        CLAIM_6_STATED,
    ),
    rests_on=("claim-2", "claim-4"),
)

CLAIMS = [CLAIM_6]
