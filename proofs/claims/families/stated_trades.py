"""A bilateral trade and the conditions of VS, Lemma 2, as data: agent 0 gets `gamma` of agent 1.

See `proofs.claims.stating` for the language, `stated_markets` for markets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proofs.claims.families.stated_conditions import DELTA, FIRST, SECOND, SIGMA, full_support, high, low
from proofs.claims.families.stated_markets import AGENTS, MARKET, domain, law
from proofs.claims.families.stated_mechanisms import some_type
from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    defined,
    dot,
    every,
    given,
    least,
    operation,
    size,
    statement,
    term,
)
from proofs.trading.markets.bundles import texts

GAMMA = given("gamma")
BACK = operation("times", -1, GAMMA)


def stated_trade(hypothesis: Sequence[Formula], conclusion: Sequence[Formula]) -> Stated:
    """A claim about a market, where laws have full support on boxes, and a trade of two agents, named `gamma`."""
    return Stated(
        sorts={"market": "market", "gamma": "vector"},
        instances=lambda case: {"market": case.market.about(), "gamma": texts(case.trade)},
        hypothesis=[size(MARKET["agents"]) >= 2, full_support(), *hypothesis],
        conclusion=conclusion,
    )


@defined("the trade is possible")
def possible_trade() -> Formula:
    """Nobody is to do less than nothing: sigma' + gamma >= 0 and sigma'' - gamma >= 0."""
    first, second = operation("plus", SIGMA[0], GAMMA), operation("minus", SIGMA[1], GAMMA)
    return (least(first) >= 0) & (least(second) >= 0)


@defined("the trade saves cost")
def saves() -> Formula:
    return dot(DELTA, GAMMA) < 0


@defined("some type of agent {0} strictly gains by {1}")
def gains(j: Term, trade: Term) -> Formula:
    return some_type(domain(j), size(MARKET["tasks"]), [operation("primitive", trade)])


CONDITIONS = (saves(), possible_trade(), gains(FIRST, GAMMA), gains(SECOND, BACK))
"""i to iv of VS, Lemma 2."""


@defined("the probability that agent {0} does not lose by {1} is {2}")
def accepts_with(j: Term, trade: Term, chance: Term) -> Formula:
    return statement("chance", law=law(j), event=[[trade, 0, False]], probability=chance)


def may_trade() -> tuple[Formula, Formula]:
    """Either agent does not lose by the trade with positive probability."""
    return ~accepts_with(FIRST, GAMMA, term(0)), ~accepts_with(SECOND, BACK, term(0))


def sometimes_not() -> Formula:
    """Not both agents want the trade with probability 1."""
    return ~(accepts_with(FIRST, GAMMA, term(1)) & accepts_with(SECOND, BACK, term(1)))


IMPROVES = (possible_trade(), saves(), *may_trade())
"""The trade is possible, saves cost, and happens with positive probability if all agree who do not lose by it."""


@defined("the boxes of agents 0 and 1 have positive width in every task")
def thick_boxes() -> Formula:
    def thick(agent: Any) -> Formula:
        return least(operation("minus", high(agent), low(agent))) > 0

    return thick(0) & thick(1)


@defined("no law has an atom")
def no_atoms() -> Formula:
    return every("j", AGENTS, lambda j: size(law(j)["atoms"]).equals(0))
