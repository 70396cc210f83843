"""VS, Theorem 1, i => ii: choice improves => some obviously strategy-proof mechanism improves."""

from __future__ import annotations

from proofs.claims.claim import Part
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.choice_improves import (
    ONLY_THE_STATUS_QUO,
    condition_i,
    improves_as_printed,
    improves_with_osp,
    theorem_1_setting,
)
from proofs.claims.families.corrected_values import MEETING_CORRECTED
from proofs.claims.families.market_conditions import market_reading
from proofs.claims.families.stated_conditions import (
    common_support,
    corners_span,
    full_support,
    no_slack,
    not_degenerate,
    only_constant,
    performance_differs,
    positive_status_quo,
    types_inside,
)
from proofs.claims.families.stated_markets import positive_boxes, stated_market
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, claim
from proofs.trading.markets.market import Market


def _i(market: Market) -> Part:
    yield from theorem_1_setting(market)
    yield from condition_i(market)


I_II = claim(
    "theorem-1.i-ii",
    "section 2, Theorem 1",
    "choice improves => some obviously strategy-proof mechanism improves",
    market_reading(
        "literal",
        "With a common box of positive costs, a positive status quo, preferences that are not degenerate and "
        "performance that is not identical, some mechanism that is obviously strategy-proof as printed (an action "
        "compared with all actions, itself included) is not constant and cheaper than the status quo",
        _i,
        improves_as_printed,
        f"{ONLY_THE_STATUS_QUO} So it costs what the status quo costs.",
        boxes.COMMON_BOXES,
        budget=100,
        stated=stated_market(
            [
                positive_boxes(),
                full_support(),
                common_support(),
                positive_status_quo(),
                not_degenerate(),
                performance_differs(),
            ],
            (),
            facts=[no_slack(), only_constant(), corners_span(), types_inside()],
        ),
    ),
    market_reading(
        OTHER_ACTIONS,
        "As literal, an action compared with the other actions (the mechanism may be a bilateral trade)",
        _i,
        improves_with_osp,
        "Multipliers exclude every improving bilateral trade.",
        boxes.COMMON_BOXES,
        boxes.RANDOM_COMMON,
        hard.HARD_COMMON,
        budget=150,
    ),
    MEETING_CORRECTED,
    # Proposition 1 "immediately implies the conclusions of Theorem 1".
    rests_on=("proposition-1",),
)

CLAIMS = [I_II]
