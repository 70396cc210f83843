"""VS, Proposition 1: different performance and thick common boxes => some bilateral trade improves."""

from __future__ import annotations

from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.market_conditions import NO_TRADE, improving, market_reading, proposition_1, with_zero_costs
from proofs.claims.families.stated_conditions import (
    both_have_some,
    full_support,
    intersection_not_degenerate,
    trade_improves,
    two_differ,
)
from proofs.claims.families.stated_markets import stated_market
from proofs.claims.families.valenzuela_stookey import claim

PROPOSITION_1 = claim(
    "proposition-1",
    "section 2.1, Proposition 1",
    "different performance and thick common boxes => some bilateral trade improves",
    market_reading(
        "literal",
        "If the performances of two agents differ, their boxes of positive costs meet in more than a point, and "
        "both have some of every task, then a bilateral trade satisfies the conditions of Lemma 2",
        proposition_1,
        improving,
        NO_TRADE,
        boxes.COMMON_BOXES,
        boxes.BOXES,
        boxes.RANDOM_FULL,
        hard.HARD_FULL,
        boxes.RANDOM_BOXES,
        budget=300,
    ),
    market_reading(
        "zero costs allowed",
        "As literal, with boxes in the nonnegative orthant (VS: C_j is in R_+^I; but section 1 has c > 0)",
        with_zero_costs,
        improving,
        f"{NO_TRADE} All costs of one task are 0, so that only the other task is ever traded for anything.",
        boxes.ZERO_BOXES,
        stated=stated_market(
            [full_support(), two_differ(), *intersection_not_degenerate(), both_have_some()], [trade_improves()]
        ),
    ),
    # Lemma 3 gives a trade with the conditions of Lemma 2, which says that it improves.
    rests_on=("lemma-2.if", "lemma-3", "proposition-1.independent-points"),
)

CLAIMS = [PROPOSITION_1]
