"""VS, proof of Claim 4: no type gains by one and loses by the other => multiples of one are above the other."""

from __future__ import annotations

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.families.alternatives import NEITHER, PAIRS, alternative, nonnegative_costs
from proofs.claims.families.polarized_rays import rays_reading
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import claim


def claim_4_multipliers(rays: Rays) -> Verdict:
    """Some y', y'' >= 0, not both 0 (scaled to the sum 1), have y' a >= y'' b."""
    rows = [([-a, b], 0) for a, b in zip(*rays, strict=True)]
    return feasibility(LinearSystem.make(["y'", "y''"], at_most=rows, equal=[([1, 1], 1)], lower=0))


CLAIM_4_FARKAS = claim(
    "claim-4.farkas",
    "section 3, proof of Claim 4",
    "no type gains by one and loses by the other => multiples of one are above the other",
    rays_reading(
        "literal",
        "No c >= 0 has c . a < 0 and c . b > 0 exactly if some y', y'' >= 0, not both 0, have y' a >= y'' b",
        *alternative(
            lambda rays: nonnegative_costs(len(rays[0]), (), (rays[0], [-step for step in rays[1]])),
            claim_4_multipliers,
        ),
        NEITHER,
        tried=PAIRS,
    ),
)

CLAIMS = [CLAIM_4_FARKAS]
