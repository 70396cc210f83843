"""VS, proof of Claim 5 and appendix A.2: who gains by the second loses by the first exactly if multipliers polarize."""

from __future__ import annotations

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.families.alternatives import NEITHER, PAIRS, alternative, nonnegative_costs
from proofs.claims.families.polarized_rays import rays_reading
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import claim


def claim_5_multipliers(rays: Rays) -> Verdict:
    """Some y' >= 0 and y'' > 0 (scaled to 1) have y' a + y'' b >= 0."""
    rows = [([-a], b) for a, b in zip(*rays, strict=True)]
    return feasibility(LinearSystem.make(["y'"], at_most=rows, lower=0))


CLAIM_5_FARKAS = claim(
    "claim-5.farkas",
    "section 3, proof of Claim 5, and appendix A.2",
    "no type gains by the second without losing by the first exactly if multipliers polarize",
    rays_reading(
        "literal",
        "No c >= 0 has c . a <= 0 and c . b < 0 exactly if some y' >= 0 and y'' > 0 have y' a + y'' b >= 0",
        *alternative(lambda rays: nonnegative_costs(len(rays[0]), rays[:1], rays[1:]), claim_5_multipliers),
        NEITHER,
        tried=PAIRS,
    ),
)

CLAIMS = [CLAIM_5_FARKAS]
