"""VS, Corollary 1: what follows if there is no slack and the agents' boxes meet in a box of full dimension.

* `corollary-1`: without slack, the status quo is the only constant assignment
* `corollary-1.optimal-iff`: without slack, choice is optimal exactly if it improves upon the status quo
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from proofs.claims.claim import Family, Part
from proofs.claims.families import boxes, rays
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import markets as families
from proofs.claims.families.market_conditions import box_of, full_dimension, market_reading, no_slack
from proofs.claims.families.valenzuela_stookey import claim, equal
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value import constant as constant_module
from proofs.trading.value import linear_programs


def corollary_1(market: Market) -> Part:
    yield no_slack(market)
    yield full_dimension(market)


def cheapest_constant_is_status_quo(market: Market) -> Part:
    """Choice is optimal: the optimum of (1) is below every constant mechanism. It improves: below the status quo."""
    verdict = linear_programs.cheapest_constant(market)
    yield verdict
    assert isinstance(verdict.statement, linear_programs.CheapestConstant)
    cost = market.social_cost(market.status_quo)
    yield equal(
        ("the cost of the cheapest constant mechanism", verdict.statement.value), ("that of the status quo", cost)
    )


def optimal_iff_improves(market: Market) -> Part:
    """On finitely many types, program (1) itself: below the cheapest constant exactly if below the status quo."""
    best, constant = linear_programs.cheapest_incentive_compatible(market), linear_programs.cheapest_constant(market)
    yield best
    yield constant
    assert isinstance(best.statement, linear_programs.CheapestMechanism)
    assert isinstance(constant.statement, linear_programs.CheapestMechanism)
    value, cheapest, cost = best.statement.value, constant.statement.value, market.social_cost(market.status_quo)
    optimal, improves = int(value < cheapest), int(value < cost)
    yield equal(("the indicator of choice being optimal", optimal), ("that of choice improving", improves))


def _corner_markets(seed: int) -> Iterator[Market]:
    """The types are the corners of the box [1, 2] x [1, 3], with a few probabilities."""
    corners = [(a, b) for a in (1, 2) for b in (1, 3)]
    laws = [dict(zip(corners, weights, strict=True)) for weights in (["1/4"] * 4, ["1/2", 0, "1/4", "1/4"])]
    for law, difference, first in itertools.product(laws, families.TRADES, itertools.product((0, "1/2", 1), repeat=2)):
        yield boxes.two_agent_market(first, difference, None, laws=[Preferences.finite(law)] * 2)


def _hard_corner_markets(seed: int) -> Iterator[Market]:
    """The same with uneven costs, shares that differ by a factor of up to 5,000, and corners of any probability."""
    draw = random.Random(f"hard corners {seed}")
    for market in hard.HARD_MEETING.instances(seed):
        if len(market.agents) == len(market.tasks) == 2:
            box = box_of(market, 0)
            if max(box.upper) > 100 * min(box.lower):
                continue  # the exact linear programs take minutes
            corners = list(box.vertices())
            parts = [draw.choice((0, 1, 1, 3)) for _ in corners]
            parts[0] += 1
            law = {corner: Fraction(part, sum(parts)) for corner, part in zip(corners, parts, strict=True)}
            yield replace(market, preferences=(Preferences.finite(law),) * 2)


CORNERS = Family(
    "2 agents and 2 tasks with n = 1, shares 0, 1/2 or 1, performances in {-1, 0, 1}, types the corners of a box",
    rays.remembered(_corner_markets),
)

HARD_CORNERS = Family(
    "random markets of 2 agents and 2 tasks, types the corners of a box, costs that differ by a factor of up to 100, "
    "shares up to 5,000",
    rays.remembered(_hard_corner_markets),
    endless=True,
)

COROLLARY_1 = claim(
    "corollary-1",
    "section 2.1, Corollary 1",
    "without slack, the status quo is the only constant assignment",
    market_reading(
        "literal",
        "If beta = 1 and the boxes meet in a box of dimension I, the status quo is the only constant assignment that "
        "satisfies (SQ) and (MC)",
        corollary_1,
        lambda market: (constant_module.only_constant_mechanism(market),),
        "The boxes meet in full dimension without slack, and another constant assignment satisfies (SQ) and (MC).",
        boxes.CORNER_SHARES,
        boxes.ZERO_BOXES,
        boxes.RANDOM_MEETING,
        hard.HARD_MEETING,
        budget=150,
    ),
    rests_on=("lemma-1",),
)

OPTIMAL_IFF = claim(
    "corollary-1.optimal-iff",
    "section 2.1, Corollary 1",
    "without slack, choice is optimal exactly if it improves upon the status quo",
    market_reading(
        "literal",
        "If beta = 1 and the boxes meet in a box of dimension I, choice is optimal exactly if it improves upon the "
        "status quo; so it is if no constant assignment with (SQ) and (MC) is cheaper than the status quo",
        corollary_1,
        cheapest_constant_is_status_quo,
        "A constant assignment is cheaper than the status quo, so that choice may improve without being optimal.",
        boxes.CORNER_SHARES,
        boxes.RANDOM_MEETING,
        hard.HARD_MEETING,
        budget=200,
    ),
    market_reading(
        "corner types",
        "If beta = 1 and all agents have the corners of the same full box as types, the optimum of program (1) is "
        "below every constant mechanism exactly if it is below the status quo",
        lambda market: (no_slack(market),),
        optimal_iff_improves,
        "Choice improves and a constant mechanism is optimal, or the other way round.",
        CORNERS,
        HARD_CORNERS,
        budget=40,
    ),
    rests_on=("corollary-1",),
)

CLAIMS = [COROLLARY_1, OPTIMAL_IFF]
