"""VS, Theorem 1, iii => i: degenerate preferences or identical performance => choice is useless."""

from __future__ import annotations

from proofs.claims.claim import Part
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.choice_improves import (
    nothing_improves,
    spread_of_performance,
    theorem_1_setting,
    width_of_support,
)
from proofs.claims.families.market_conditions import market_reading
from proofs.claims.families.valenzuela_stookey import ZERO, claim, equal
from proofs.trading.markets.market import Market


def not_condition_i(market: Market) -> Part:
    yield from theorem_1_setting(market)
    trivial = min(width_of_support(market), spread_of_performance(market))
    yield equal(("lesser of the width of the support and the spread of performance", trivial), ZERO)


III_I = claim(
    "theorem-1.iii-i",
    "section 2, Theorem 1",
    "degenerate preferences or identical performance => choice is useless",
    market_reading(
        "literal",
        "In the setting of Theorem 1, if preferences are degenerate or performance is identical, then for no beta "
        "a mechanism that is not constant is cheaper than the status quo",
        not_condition_i,
        nothing_improves,
        "Condition i fails, and some assignment is cheaper than the status quo.",
        boxes.COMMON_BOXES,
        boxes.RANDOM_TRIVIAL,
        hard.HARD_TRIVIAL,
        budget=200,
    ),
    # After Theorem 1: "clearly a necessary condition".
)

CLAIMS = [III_I]
