"""When choice improves upon the status quo: the setting and the conditions of VS, Theorem 1.

Shared by its four parts (`theorem_1_i_ii` to `theorem_1_iv`); condition i also by section 1.2, Transfers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, Optimal, feasibility, optimum
from exact.verdicts import Verdict
from proofs.claims.claim import Part, either
from proofs.claims.families.market_conditions import box_of, no_slack, positive_costs
from proofs.claims.families.valenzuela_stookey import ZERO, below, equal, never
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.markets.families import bilateral
from proofs.trading.markets.market import Market
from proofs.trading.markets.protocols import feasible
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


ONLY_THE_STATUS_QUO = (
    "An action that is obviously dominant as printed costs its taker the same whatever the others do, and when they "
    "pass it leads to the endowment; so a type who takes it is indifferent between the endowment and all it leads to, "
    "while all other types weakly prefer the endowment. A trade that a type inside C takes therefore leaves all of C "
    "indifferent, and as the corners of C span, it is 0. With probability 1 everybody keeps the endowment, which by "
    "(SQ) is the status quo, the only constant mechanism there is."
)
