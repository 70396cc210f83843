"""VS, Theorem 1, ii => iii: obviously strategy-proof and not constant => Bayesian incentive compatible and better."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.choice_improves import best_trade, improves_with_osp, theorem_1_setting
from proofs.claims.families.corrected_values import BETS_CORRECTED, COMMON_TYPES_CORRECTED
from proofs.claims.families.market_conditions import box_of, market_reading
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, ZERO, at_most, below, claim, equal, never
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.markets.bundles import Bundle, dot, minus, times
from proofs.trading.markets.families import bilateral
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Regions, Rule
from proofs.trading.markets.protocols import feasible
from proofs.trading.selection.probabilities import HalfSpace, decide_chance


def osp_improves(market: Market) -> Part:
    yield from theorem_1_setting(market)
    yield from improves_with_osp(market)


ThinCase = tuple[Market, Bundle, Bundle]
"""A market with a thin common box, a trade that leaves all its types indifferent, and v: agent 1 trades if v.c <= 0."""


def thin_mechanism(case: ThinCase) -> Mechanism:
    market, trade, switch = case
    natural = bilateral(market, "1", "2", trade)
    rules = Regions((Rule((switch,), (), 1),)), Regions((Rule((), (), 1),))
    return Mechanism(natural.protocol, rules)


def _thin_cases(seed: int) -> Iterator[ThinCase]:
    """Three tasks, the first two at the same sure cost: an exchange of these two leaves everybody indifferent."""
    for sure, high, size in itertools.product((1, 2), (2, 3, 4), ("1/2", "1/4")):
        box = [(sure, sure), (sure, sure), (1, high)]
        middle = Fraction(1 + high, 2) / sure
        for sign, delta in itertools.product((1, -1), itertools.product((-1, 0, 1), repeat=3)):
            market = boxes.two_agent_market((Fraction(1, 2),) * 3, delta, [box, box])
            trade = times(Fraction(size) * sign, (Fraction(1), Fraction(-1), Fraction(0)))
            yield market, trade, (-middle, Fraction(0), Fraction(1))


THIN = Family("exchanges of two tasks at the same sure cost, with a third at a random cost", _thin_cases)


def thin_improves(case: ThinCase) -> Part:
    market, trade, switch = case
    yield from theorem_1_setting(market)
    yield below(
        ("the product (pi' - pi'') . gamma", dot(minus(market.performance[0], market.performance[1]), trade)), ZERO
    )
    mechanism = thin_mechanism(case)
    yield feasible(mechanism.protocol)
    yield obviously_strategy_proof(mechanism, "printed")
    law = market.preferences[0].law
    assert law is not None
    yield never(decide_chance(law, [HalfSpace(switch)], 0))
    yield never(decide_chance(law, [HalfSpace(switch)], 1))


def thin_constraints(case: ThinCase) -> Part:
    """Whatever is reported and whatever the others do, the workload of every type is that of the status quo."""
    market, trade, _ = case
    most = max(abs(dot(costs, trade)) for costs in box_of(market, 0).vertices())
    yield equal(("the greatest change in the workload of a type", most), ZERO)


def satisfies_bayesian_constraints(market: Market) -> Part:
    """(SQ) for every beta >= 1 and (IC) of the mechanism found, at the corners of the boxes; (MC) by feasibility."""
    _, found = best_trade(market)
    assert found is not None
    pairs = ((found.first, found.trade, 1), (found.second, times(Fraction(-1), found.trade), 0))
    for j, trade, other in pairs:
        expected = times(found.chances[other], trade)
        worst = max(min(dot(costs, trade), Fraction(0)) for costs in box_of(market, j).vertices())
        yield at_most((f"the greatest change in workload that agent {j + 1} chooses, for sure", worst), ZERO)
        regret = max(
            (dot(costs, expected) if dot(costs, trade) <= 0 else Fraction(0)) - min(dot(costs, expected), Fraction(0))
            for costs in box_of(market, j).vertices()
        )
        yield at_most((f"most that agent {j + 1} could gain by another report", regret), ZERO)


II_III = claim(
    "theorem-1.ii-iii",
    "section 2, Theorem 1",
    "obviously strategy-proof and not constant => Bayesian incentive compatible and better",
    Reading(
        wording=(
            "In the setting of Theorem 1, a trading mechanism that is obviously strategy-proof as printed, is not "
            "constant and improves upon the status quo is Bayesian incentive compatible and satisfies (SQ) for "
            "every beta"
        ),
        hypothesis=thin_improves,
        conclusion=thin_constraints,
        families=(THIN,),
        because=lambda case: "The mechanism is obviously strategy-proof and the workload of some type changes.",
        describe=lambda case: f"gamma {common.vector(case[1])}; {common.market_in_words(case[0])}",
        budget=700,
    ),
    market_reading(
        OTHER_ACTIONS,
        "In the setting of Theorem 1, a bilateral trade that is obviously strategy-proof (an action compared with "
        "the other actions) and improves upon the status quo is Bayesian incentive compatible and satisfies (SQ) "
        "for every beta",
        osp_improves,
        satisfies_bayesian_constraints,
        "The mechanism is obviously strategy-proof and some type gains by another report or loses by taking part.",
        boxes.COMMON_BOXES,
        boxes.RANDOM_COMMON,
        hard.HARD_COMMON,
        budget=150,
    ),
    COMMON_TYPES_CORRECTED,
    BETS_CORRECTED,
    # No proof is printed.
)

CLAIMS = [II_III]
