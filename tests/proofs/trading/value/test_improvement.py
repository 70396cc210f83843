"""Weak improvement on the status quo, and what `proofs select` tells."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from proofs.formats.markets import market_from_plain
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Points
from proofs.trading.value.costs import CostByProfile, ExpectedCost, cost_of_mechanism
from proofs.trading.value.improvement import decide_selection, explain_selection, weak_improvement
from tests.proofs.trading.instances import cycle_market, cycle_menus
from tests.proofs.trading.mutated_certificates import check_mutations, check_round_trip

EXAMPLES = Path(__file__).parents[4] / "examples" / "markets"


def test_selection_never_costs_more_than_the_status_quo_with_rays() -> None:
    verdict = weak_improvement(cycle_market(), cycle_menus())
    assert verdict.holds
    check_round_trip(verdict)


def test_without_the_endowment_in_a_set_selection_can_be_worse() -> None:
    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], [[0, 1], [1, 0]])
    worse = [(EndowmentOnly(), Points(((0, 2),))), (EndowmentOnly(), Points(((1, 1), (2, 0))))]
    verdict = weak_improvement(market, worse)
    assert verdict.holds is False
    check_round_trip(verdict)


@pytest.mark.parametrize("law", [{}, {"law": "uniform"}])
def test_where_nothing_can_be_selected_is_said_with_and_without_a_law(law) -> None:
    agent = {"status_quo": {"A": 1, "B": 1}, "costs": {"types": [{"A": 1, "B": 2}], **law}}
    agents = {"1": {**agent, "menu": [{"points": [{"A": 2}]}]}, "2": agent}
    data = {"format": "exact-proofs/market/1", "tasks": {"A": 2, "B": 2}, "agents": agents}
    mechanism = market_from_plain(data)
    said = explain_selection(decide_selection(mechanism.market, mechanism.protocol.menus))
    assert "at the choices 1 1, 2 0 nothing can be selected, so that this is no trading protocol: agents.1.menu" in said
    assert "lacks the endowment" in said
    assert "no expected cost: at some choices nothing can be selected" in said


def test_where_a_selection_costs_more_than_the_status_quo_is_said() -> None:
    market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], [[0, 1], [1, 0]], endowment=[[0, 2], [2, 0]])
    said = explain_selection(decide_selection(market, [(EndowmentOnly(),)] * 2))
    assert "at the choices 1 0, 2 0 the cheapest selection costs 4" in said


def test_the_report_says_it_in_words() -> None:
    report = decide_selection(cycle_market(), cycle_menus(), (1, 1, 1))
    said = explain_selection(report)
    assert "the expected social cost is 33/4" in said
    assert "the least social cost with the chosen trading sets is 3" in said
    assert isinstance(report.expected.statement, ExpectedCost)
    assert isinstance(report.expected.evidence, CostByProfile)
    with pytest.raises(ValueError, match="choice 2 of agent 1"):
        decide_selection(cycle_market(), cycle_menus(), (2, 0, 0))


def test_the_example_markets_cost_what_they_say() -> None:
    costs = {}
    for path in sorted(EXAMPLES.glob("hospital-*.json")):
        mechanism = market_from_plain(json.loads(path.read_text(encoding="utf-8")))
        verdict = cost_of_mechanism(mechanism)
        check_round_trip(verdict)
        costs[path.stem] = verdict.statement.value
    assert costs == {
        "hospital-three-doctors": Fraction(33, 4),
        "hospital-three-wards": 9,  # it offers nothing yet: `proofs best` is asked what to offer
        "hospital-two-doctors": Fraction(3, 4),
    }


def test_mutated_certificates_of_improvements_are_refused() -> None:
    assert check_mutations(weak_improvement(cycle_market(), cycle_menus())) > 10
