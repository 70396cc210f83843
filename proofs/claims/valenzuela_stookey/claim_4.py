"""VS, proof of Theorem 2, Claim 4: every set is above the endowment, below it, or in a ray."""

from __future__ import annotations

from proofs.claims.families.corrected_menus import CLAIM_4_CORRECTED
from proofs.claims.families.stated_mechanisms import above, below, every_set, on_ray, osp_and
from proofs.claims.families.trading_sets import claim_4, of_sets
from proofs.claims.families.valenzuela_stookey import claim

CLAIM_4 = claim(
    "claim-4",
    "section 3, proof of Theorem 2, Claim 4",
    "every set is above the endowment, below it, or in a ray",
    *of_sets(
        "every set is above the endowment, below it, or contained in a ray of both signs from it",
        claim_4,
        "For some costs one bundle of the set is better and another worse than the endowment, which cannot be if the "
        "set is above or below it or in a ray; one of the bundles is never selected.",
        "For some costs one bundle of the set is better and another worse than the endowment, which cannot be if the "
        "set is above or below it or in a ray.",
        osp_and(every_set("printed", lambda offered: above(offered) | below(offered) | on_ray(offered))),
    ),
    CLAIM_4_CORRECTED,
    rests_on=("claim-3", "claim-4.farkas"),
)

CLAIMS = [CLAIM_4]
