"""VS, appendix A.1, proof of Proposition 2: the endowment is inside the enlarged OSP-feasible set."""

from __future__ import annotations

import itertools
from fractions import Fraction

from proofs.claims.claim import Part
from proofs.claims.families import boxes
from proofs.claims.families.stated_markets import MARKET, stated_market
from proofs.claims.families.typed_markets import large_market_reading, no_hypothesis
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, below, claim
from proofs.claims.stating import least, some
from proofs.trading.markets.market import Market


def interior(market: Market) -> Part:
    """F_j^epsilon holds nonnegative bundles only, so a ball around eta_j needs eta_j to be positive."""
    for agent, eta in zip(market.agents, market.endowment, strict=True):
        yield below(ZERO, (f"the least entry of the endowment of agent {agent}", min(eta)))


def relative_interior(market: Market) -> Part:
    """All nonnegative bundles within epsilon = 1/10 of eta_j in every task are within epsilon of a bundle of F_j."""
    epsilon = Fraction(1, 10)
    for agent, eta in zip(market.agents, market.endowment, strict=True):
        corners = itertools.product(*((max(Fraction(0), x - epsilon), x + epsilon) for x in eta))
        worst = max(abs(a - b) for corner in corners for a, b in zip(corner, eta, strict=True))
        words = f"the greatest distance from eta of such a bundle of agent {agent}"
        yield at_most((words, worst), ("epsilon", epsilon))


INTERIOR = claim(
    "proposition-2.interior",
    "appendix A.1",
    "the endowment is inside the enlarged OSP-feasible set",
    large_market_reading(
        "literal",
        "The endowment is in the interior of F_j^epsilon, the nonnegative bundles within epsilon of F_j, for all j",
        no_hypothesis,
        interior,
        "All bundles of F_j^epsilon are nonnegative, and this agent's endowment has none of some task: bundles "
        "near the endowment with a little less than nothing of that task are not in the set, so the endowment is "
        "on its boundary and Slater's condition is not shown.",
        boxes.CORNER_SHARES,
        boxes.RANDOM_BOXES,
        stated=stated_market([], [], facts=[some("eta", MARKET["endowment"], lambda eta: least(eta) <= 0)]),
    ),
    large_market_reading(
        "relative to the nonnegative bundles",
        "All nonnegative bundles near the endowment are in F_j^epsilon",
        no_hypothesis,
        relative_interior,
        "A nonnegative bundle near the endowment is not in the set.",
        boxes.CORNER_SHARES,
        boxes.RANDOM_BOXES,
    ),
)

CLAIMS = [INTERIOR]
