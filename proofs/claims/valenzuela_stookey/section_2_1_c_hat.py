"""VS, section 2.1, before Lemma 1: the greatest lower ends are in all boxes exactly if the boxes meet."""

from __future__ import annotations

from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Part
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.market_conditions import common_type, intersection, market_reading
from proofs.claims.families.valenzuela_stookey import ZERO, at_most, claim
from proofs.trading.markets.market import Market


def _c_hat_inside(market: Market) -> Verdict:
    """The greatest lower ends are below all upper ends; they are above all lower ends by definition."""
    room = min(high - low for low, high in intersection(market))
    return at_most(ZERO, ("the least distance of c-hat from an upper end", room))


def _c_hat_or_not(market: Market) -> Part:
    inside = _c_hat_inside(market)
    yield Expected(inside, holds=bool(inside.holds))


def boxes_meet_or_not(market: Market) -> Part:
    yield Expected(common_type(market), holds=bool(_c_hat_inside(market).holds))


C_HAT = claim(
    "section-2.1.c-hat",
    "section 2.1, before Lemma 1",
    "the greatest lower ends are in all boxes exactly if the boxes meet",
    market_reading(
        "literal",
        "c-hat, the greatest of the lower ends in each task, is in all boxes exactly if the boxes meet",
        _c_hat_or_not,
        boxes_meet_or_not,
        "One of the two holds without the other.",
        boxes.BOXES,
        boxes.RANDOM_BOXES,
        hard.HARD_MARKETS,
        budget=300,
    ),
)

CLAIMS = [C_HAT]
