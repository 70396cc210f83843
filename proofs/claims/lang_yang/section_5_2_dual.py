"""LY, section 5.2: capacity = min of payoffs and prices."""

from __future__ import annotations

from proofs.claims.families.market_capacities import market_claim, represented

DUAL = market_claim(
    "section-5.2.dual",
    "capacity = min of payoffs and prices",
    "In the classical market with unit quotas beta(U, {}) is the least sum of payoffs s_i >= 0 and prices p_j >= 0 "
    "with s_i + p_j >= 1 on U.",
    represented("prices"),
)


CLAIMS = [DUAL]
