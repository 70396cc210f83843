"""VS, after Proposition 1: Proposition 1 on the tasks that both agents have."""

from __future__ import annotations

from typing import Any

from proofs.claims.claim import Part
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.market_conditions import (
    NO_TRADE,
    different_performance,
    improving,
    market_reading,
    non_degenerate,
    positive_costs,
)
from proofs.claims.families.stated_conditions import (
    full_support,
    intersection_not_degenerate,
    shared_tasks,
    trade_improves,
    two_differ,
)
from proofs.claims.families.stated_markets import positive_boxes, stated_market
from proofs.claims.families.valenzuela_stookey import at_most, claim
from proofs.claims.stating import size
from proofs.trading.markets.market import Market


def _shared_tasks(market: Market) -> list[int]:
    return [i for i in range(len(market.tasks)) if market.status_quo[0][i] > 0 and market.status_quo[1][i] > 0]


def _relaxed(least: int) -> Any:
    def hypothesis(market: Market) -> Part:
        tasks = _shared_tasks(market)
        yield at_most(("", least), ("the number of tasks of which both agents have some", len(tasks)))
        yield positive_costs(market)
        yield different_performance(market, tasks)
        yield from non_degenerate(market, tasks)

    return hypothesis


RELAXED = claim(
    "proposition-1.relaxed",
    "section 2.1, after Proposition 1",
    "Proposition 1 on the tasks that both agents have",
    market_reading(
        "literal",
        "Proposition 1 with all conditions restricted to the tasks of which both agents have some",
        _relaxed(1),
        improving,
        "On the one task of which both agents have some the conditions hold, and multipliers exclude every improving "
        "bilateral trade: with one task, all types of both agents want less of it.",
        boxes.CORNER_SHARES,
        boxes.RANDOM_BOXES,
        budget=200,
        stated=stated_market(
            [
                positive_boxes(),
                full_support(),
                size(shared_tasks()) > 0,
                two_differ(shared_tasks()),
                *intersection_not_degenerate(shared_tasks()),
            ],
            [trade_improves()],
        ),
    ),
    market_reading(
        "at least two such tasks",
        "As literal, if there are at least two tasks of which both agents have some",
        _relaxed(2),
        improving,
        NO_TRADE,
        boxes.CORNER_SHARES,
        boxes.RANDOM_BOXES,
        hard.HARD_MARKETS,
        budget=300,
    ),
    rests_on=("proposition-1",),
)

CLAIMS = [RELAXED]
