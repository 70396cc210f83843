"""Statements about markets, decided anew: what mutants of certificates say is compared with this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exact.verdicts import Verdict
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarization import polarized
from proofs.trading.dominance.polarized_menus import decide_menus
from proofs.trading.dominance.polarized_on_domain import decide_menus_on_domains
from proofs.trading.selection.optimal import best_selection
from proofs.trading.selection.probabilities import decide_chance, decide_choice_probabilities
from proofs.trading.value.best_large_market import best_of_typed
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof
from proofs.trading.value.best_trade import best_bilateral_trade
from proofs.trading.value.bilateral import improving_trade
from proofs.trading.value.constant import only_constant_mechanism
from proofs.trading.value.costs import cost_of_offers
from proofs.trading.value.linear_programs import cheapest_constant, cheapest_incentive_compatible
from proofs.trading.value.outer_program import solved


def expected_cost(said: Any) -> Any:
    by_agent = bool(said.by_agent)
    data = (said.setting, said.laws, said.offers, said.table, said.ties, said.reach, said.strategies)
    return cost_of_offers(*data, by_agent=by_agent).statement


def best_trade(said: Any) -> Any:
    return best_bilateral_trade(said.market, large=said.large).statement


ANSWERS: dict[str, Callable[[Any], Verdict]] = {
    "chance": lambda said: decide_chance(said.law, said.event, said.probability),
    "choice probabilities": lambda said: decide_choice_probabilities(
        said.menu, said.law, said.probabilities, said.ties
    ),
    "polarized": lambda said: polarized(said.directions, said.reading),
    "polarized menus": decide_menus,
    "polarized menus on domains": decide_menus_on_domains,
    "obviously strategy-proof": lambda said: obviously_strategy_proof(said.mechanism, said.dominance),
    "bilateral trade improves": lambda said: improving_trade(said.market, said.reading),
    "only constant mechanism": lambda said: only_constant_mechanism(said.market),
}
"""Kinds that are true or not."""

STATED: dict[str, Callable[[Any], Any]] = {
    "expected cost": expected_cost,
    "outer program": lambda said: solved(said).statement,
    "cheapest constant mechanism": lambda said: cheapest_constant(said.market).statement,
    "cheapest incentive compatible mechanism": lambda said: cheapest_incentive_compatible(said.market).statement,
    "cheapest obviously strategy-proof mechanism": lambda said: (
        cheapest_obviously_strategy_proof(said.market).statement
    ),
    "best large market": lambda said: best_of_typed(said.numbers, said.performance, said.agents).statement,
    "best bilateral trade": best_trade,
}
"""Kinds that state a value: what the true statement is."""


def true_of_market(kind: str, holds: bool, said: Any) -> bool:
    """Whether the statement is true, or false, as `holds` says."""
    if kind in ANSWERS:
        return ANSWERS[kind](said).holds == holds
    if kind == "optimal selection":
        return holds and best_selection(said.setting, said.groups)[0] == said.value
    return holds and STATED[kind](said) == said
