"""VS, section 2, Theorem 1.

* `theorem-1.i-ii` (section 2, Theorem 1): choice improves => some obviously strategy-proof mechanism improves
* `theorem-1.ii-iii` (section 2, Theorem 1): obviously strategy-proof and not constant => Bayesian incentive
  compatible and better
* `theorem-1.iii-i` (section 2, Theorem 1): degenerate preferences or identical performance => choice is useless
* `theorem-1.iv` (section 2, Theorem 1): without slack, choice is optimal exactly if it improves
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, Optimal, feasibility, optimum
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part, Reading, either
from proofs.claims.families import boxes as boxes_module
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, ZERO, at_most, below, claim, equal, never
from proofs.claims.families.valenzuela_stookey_2 import box_of, full_dimension, market_reading, no_slack, positive_costs
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.markets.bundles import Bundle, dot, minus, times
from proofs.trading.markets.families import bilateral
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Regions, Rule
from proofs.trading.markets.protocols import feasible
from proofs.trading.selection.probabilities import HalfSpace, decide_chance
from proofs.trading.value import bilateral as bilateral_module
from proofs.trading.value import constant
from proofs.trading.value.bilateral import BilateralTrade


def positive_status_quo(market: Market) -> Verdict:
    return below(ZERO, ("the least entry of the status quo", min(map(min, market.status_quo))))


def theorem_1_setting(market: Market) -> Part:
    yield positive_costs(market)
    boxes = {box_of(market, j) for j in range(len(market.agents))}
    yield equal(("the number of different supports", len(boxes)), ("", 1))
    yield positive_status_quo(market)


def spread_of_performance(market: Market) -> Fraction:
    """The greatest difference in performance between two agents in a task; 0 if performance is identical."""
    spreads: list[Fraction] = [max(column) - min(column) for column in zip(*market.performance, strict=True)]
    return max(spreads)


def width_of_support(market: Market) -> Fraction:
    return max(high - low for low, high in box_of(market, 0).intervals())


def condition_i(market: Market) -> Part:
    yield below(ZERO, ("the greatest width of the support", width_of_support(market)))
    yield below(ZERO, ("the greatest difference of performance", spread_of_performance(market)))


def _i(market: Market) -> Part:
    yield from theorem_1_setting(market)
    yield from condition_i(market)


def best_trade(market: Market) -> tuple[Verdict, BilateralTrade | None]:
    verdict = bilateral_module.improving_trade(market, "indifferent trade")
    return verdict, verdict.evidence if isinstance(verdict.evidence, BilateralTrade) else None


def bilateral_of(market: Market, found: BilateralTrade) -> Any:
    return bilateral(market, market.agents[found.first], market.agents[found.second], found.trade)


def improves_with_osp(market: Market) -> Part:
    """A bilateral trade that lowers the expected cost, is obviously strategy-proof, and is not always made."""
    verdict, found = best_trade(market)
    yield verdict
    if found is None:
        return
    mechanism = bilateral_of(market, found)
    yield feasible(mechanism.protocol)
    yield obviously_strategy_proof(mechanism, "deviations")
    yield below(("the chance of the trade", found.chances[0] * found.chances[1]), ("", 1))


def improves_as_printed(market: Market) -> Part:
    """What improvement needs if an action is compared with all actions, itself included: see `ONLY_THE_STATUS_QUO`.

    Slack, or another constant mechanism than the status quo, so that the endowment may be cheaper; or types that do not
    span, so that a trade leaves them all indifferent: some unit vector is no combination of corners of C.
    """
    corners = list(box_of(market, 0).vertices())
    size = len(market.tasks)
    rows = [
        ({(c, unit): corner[i] for c, corner in enumerate(corners)}, int(i == unit))
        for unit in range(size)
        for i in range(size)
    ]
    names = [(c, unit) for unit in range(size) for c in range(len(corners))]
    spanned = feasibility(LinearSystem.make(names, equal=rows))
    yield either(never(no_slack(market)), never(constant.only_constant_mechanism(market)), never(spanned))


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
            market = boxes_module.two_agent_market((Fraction(1, 2),) * 3, delta, [box, box])
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


def not_condition_i(market: Market) -> Part:
    yield from theorem_1_setting(market)
    trivial = min(width_of_support(market), spread_of_performance(market))
    yield equal(("lesser of the width of the support and the spread of performance", trivial), ZERO)


def nothing_improves(market: Market) -> Part:
    """With one type all mechanisms are constant; with identical performance no assignment is cheaper."""
    if width_of_support(market) == 0:
        profiles = 1
        for j in range(len(market.agents)):
            profiles *= len(list(box_of(market, j).vertices()))
        yield equal(("the number of preference profiles", profiles), ("", 1))
        return
    size, agents = len(market.tasks), len(market.agents)
    clearing = [([int(v % size == i) for v in range(size * agents)], n) for i, n in enumerate(market.numbers)]
    cost = [pi for row in market.performance for pi in row]
    verdict = optimum(LinearSystem.make(size * agents, equal=clearing, lower=0), cost, "min")
    yield verdict
    assert isinstance(verdict.statement, Optimal)
    yield equal(
        ("the least cost", verdict.statement.value), ("that of the status quo", market.social_cost(market.status_quo))
    )


def _theorem_1_iv_setting(market: Market) -> Part:
    yield no_slack(market)
    yield from theorem_1_setting(market)
    yield full_dimension(market)


def iv_exactly_if_i(market: Market) -> Part:
    """If i: constant mechanisms cost what the status quo costs, and an OSP mechanism less. If not: nothing does."""
    if spread_of_performance(market) > 0:
        yield constant.only_constant_mechanism(market)
        yield from improves_with_osp(market)
    else:
        yield from nothing_improves(market)


ONLY_THE_STATUS_QUO = (
    "An action that is obviously dominant as printed costs its taker the same whatever the others do, and when they "
    "pass it leads to the endowment; so a type who takes it is indifferent between the endowment and all it leads to, "
    "while all other types weakly prefer the endowment. A trade that a type inside C takes therefore leaves all of C "
    "indifferent, and as the corners of C span, it is 0. With probability 1 everybody keeps the endowment, which by "
    "(SQ) is the status quo, the only constant mechanism there is."
)


CLAIM_OF_THEOREM_1_I_II = claim(
    "theorem-1.i-ii",
    "section 2, Theorem 1",
    market_reading(
        "literal",
        "With a common box of positive costs, a positive status quo, preferences that are not degenerate and "
        "performance that is not identical, some mechanism that is obviously strategy-proof as printed (an action "
        "compared with all actions, itself included) is not constant and cheaper than the status quo",
        _i,
        improves_as_printed,
        f"{ONLY_THE_STATUS_QUO} So it costs what the status quo costs.",
        boxes_module.COMMON_BOXES,
        budget=100,
    ),
    market_reading(
        OTHER_ACTIONS,
        "As literal, an action compared with the other actions (the mechanism may be a bilateral trade)",
        _i,
        improves_with_osp,
        "Multipliers exclude every improving bilateral trade.",
        boxes_module.COMMON_BOXES,
        boxes_module.RANDOM_COMMON,
        hard.HARD_COMMON,
        budget=150,
    ),
)

CLAIM_OF_THEOREM_1_II_III = claim(
    "theorem-1.ii-iii",
    "section 2, Theorem 1",
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
        boxes_module.COMMON_BOXES,
        boxes_module.RANDOM_COMMON,
        hard.HARD_COMMON,
        budget=150,
    ),
)

CLAIM_OF_THEOREM_1_III_I = claim(
    "theorem-1.iii-i",
    "section 2, Theorem 1",
    market_reading(
        "literal",
        "In the setting of Theorem 1, if preferences are degenerate or performance is identical, then for no beta "
        "a mechanism that is not constant is cheaper than the status quo",
        not_condition_i,
        nothing_improves,
        "Condition i fails, and some assignment is cheaper than the status quo.",
        boxes_module.COMMON_BOXES,
        boxes_module.RANDOM_TRIVIAL,
        hard.HARD_TRIVIAL,
        budget=200,
    ),
)

CLAIM_OF_THEOREM_1_IV = claim(
    "theorem-1.iv",
    "section 2, Theorem 1",
    market_reading(
        "literal",
        "With beta = 1, a common box of positive costs of dimension I, a positive status quo, preferences that are "
        "not degenerate and performance that is not identical, choice is optimal among mechanisms that are "
        "obviously strategy-proof as printed (an action compared with all actions, itself included)",
        lambda market: itertools.chain(_theorem_1_iv_setting(market), condition_i(market)),
        improves_as_printed,
        f"{ONLY_THE_STATUS_QUO} So the status quo solves the designer's program and is constant.",
        boxes_module.COMMON_BOXES,
        budget=100,
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
        boxes_module.COMMON_BOXES,
        boxes_module.RANDOM_COMMON,
        hard.HARD_COMMON_WIDE,
        budget=150,
    ),
)

CLAIMS = [CLAIM_OF_THEOREM_1_I_II, CLAIM_OF_THEOREM_1_II_III, CLAIM_OF_THEOREM_1_III_I, CLAIM_OF_THEOREM_1_IV]
