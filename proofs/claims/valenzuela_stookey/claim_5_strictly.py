"""VS, proof of Claim 5: a type who gains by one and does not lose by the other => a type who gains by both."""

from __future__ import annotations

from proofs.claims.claim import Part
from proofs.claims.families.alternatives import PAIRS, nonnegative_costs
from proofs.claims.families.polarized_rays import rays_reading
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import ZERO, below, claim


def _unlike_and_tempted(rays: Rays) -> Part:
    """The first direction is not nonnegative; some c >= 0 has c . a <= 0 and c . b < 0."""
    yield below(("the least step of the first", min(rays[0])), ZERO)
    yield nonnegative_costs(len(rays[0]), rays[:1], rays[1:])


STRICTLY = claim(
    "claim-5.strictly",
    "section 3, proof of Claim 5",
    "a type who gains by one and does not lose by the other => a type who gains by both",
    rays_reading(
        "literal",
        "If a is not nonnegative and some c >= 0 has c . a <= 0 and c . b < 0, some c >= 0 has both below 0",
        _unlike_and_tempted,
        lambda rays: (nonnegative_costs(len(rays[0]), (), rays),),
        "No costs have both products below 0.",
        tried=PAIRS,
    ),
)

CLAIMS = [STRICTLY]
