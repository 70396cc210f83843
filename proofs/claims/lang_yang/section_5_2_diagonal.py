"""LY, section 5.2: capacity = maximum diagonal sum."""

from __future__ import annotations

from proofs.claims.families.market_capacities import market_claim, represented

DIAGONAL = market_claim(
    "section-5.2.diagonal",
    "capacity = maximum diagonal sum",
    "In the classical market with unit quotas and as many objects as agents beta(U, {}) is the greatest number of "
    "elements of U on a diagonal.",
    represented("diagonal"),
    True,
)


CLAIMS = [DIAGONAL]
