"""VS, Theorem 1, iv: without slack, choice is optimal exactly if it improves."""

from __future__ import annotations

import itertools

from proofs.claims.claim import Part
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.choice_improves import (
    ONLY_THE_STATUS_QUO,
    condition_i,
    improves_as_printed,
    improves_with_osp,
    nothing_improves,
    spread_of_performance,
    theorem_1_setting,
)
from proofs.claims.families.market_conditions import full_dimension as has_full_dimension
from proofs.claims.families.market_conditions import market_reading, no_slack
from proofs.claims.families.stated_conditions import (
    common_support,
    corners_span,
    full_dimension,
    full_support,
    not_degenerate,
    only_constant,
    performance_differs,
    positive_status_quo,
    types_inside,
)
from proofs.claims.families.stated_conditions import no_slack as without_slack
from proofs.claims.families.stated_markets import positive_boxes, stated_market
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, claim
from proofs.trading.markets.market import Market
from proofs.trading.value import constant


def _theorem_1_iv_setting(market: Market) -> Part:
    yield no_slack(market)
    yield from theorem_1_setting(market)
    yield has_full_dimension(market)


def iv_exactly_if_i(market: Market) -> Part:
    """If i: constant mechanisms cost what the status quo costs, and an OSP mechanism less. If not: nothing does."""
    if spread_of_performance(market) > 0:
        yield constant.only_constant_mechanism(market)
        yield from improves_with_osp(market)
    else:
        yield from nothing_improves(market)


IV = claim(
    "theorem-1.iv",
    "section 2, Theorem 1",
    "without slack, choice is optimal exactly if it improves",
    market_reading(
        "literal",
        "With beta = 1, a common box of positive costs of dimension I, a positive status quo, preferences that are "
        "not degenerate and performance that is not identical, choice is optimal among mechanisms that are "
        "obviously strategy-proof as printed (an action compared with all actions, itself included)",
        lambda market: itertools.chain(_theorem_1_iv_setting(market), condition_i(market)),
        improves_as_printed,
        f"{ONLY_THE_STATUS_QUO} So the status quo solves the designer's program and is constant.",
        boxes.COMMON_BOXES,
        budget=100,
        stated=stated_market(
            [
                without_slack(),
                positive_boxes(),
                full_support(),
                common_support(),
                full_dimension(),
                positive_status_quo(),
                not_degenerate(),
                performance_differs(),
            ],
            (),
            facts=[only_constant(), corners_span(), types_inside()],
        ),
    ),
    market_reading(
        OTHER_ACTIONS,
        "With beta = 1, a common box of positive costs of dimension I and a positive status quo, choice is optimal "
        "among obviously strategy-proof mechanisms (an action compared with the other actions) exactly if "
        "preferences are not degenerate and performance is not identical",
        _theorem_1_iv_setting,
        iv_exactly_if_i,
        "Condition i holds and no bilateral trade is cheaper than the constant mechanisms, or it fails and "
        "something is.",
        boxes.COMMON_BOXES,
        boxes.RANDOM_COMMON,
        hard.HARD_COMMON_WIDE,
        budget=150,
    ),
    rests_on=("corollary-1.optimal-iff",),
)

CLAIMS = [IV]
