"""The parts of answers about markets: `trade`, `assignment`, `failing_type`, by the file's names."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from exact.showing.display import told_number
from exact.showing.parts import Part
from exact.verdicts import Verdict
from proofs.trading.dominance.mechanisms import FailingType, ObviouslyStrategyProof
from proofs.trading.markets.market import Market
from proofs.trading.value.bilateral import BilateralTrade, BilateralTradeImproves
from proofs.trading.value.constant import AnotherConstant, OnlyConstantMechanism

Parts = dict[str, Part]


def of_trades(verdict: Verdict) -> Parts:
    """The bilateral trade that improves: who moves, by how much of each task, and what it saves."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, BilateralTradeImproves)
    if not isinstance(evidence, BilateralTrade):
        return {}
    market = statement.market
    plain: dict[str, Any] = {
        "first": market.agents[evidence.first],
        "second": market.agents[evidence.second],
        "moves": _bundle(market, evidence.trade),
    }
    if evidence.gain is not None:
        plain["gain"] = told_number(evidence.gain)
    rows = tuple((task, amount, -amount) for task, amount in zip(market.tasks, evidence.trade, strict=True))
    return {"trade": Part(evidence, plain, ("task", plain["first"], plain["second"]), rows)}


def of_constants(verdict: Verdict) -> Parts:
    """Another assignment that is constant and satisfies (SQ) and (MC)."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, OnlyConstantMechanism)
    if not isinstance(evidence, AnotherConstant):
        return {}
    market = statement.market
    plain = {agent: _bundle(market, row) for agent, row in zip(market.agents, evidence.assignment, strict=True)}
    rows = tuple((agent, *row) for agent, row in zip(market.agents, evidence.assignment, strict=True))
    return {"assignment": Part(evidence.assignment, plain, ("agent", *market.tasks), rows)}


def of_obvious_dominance(verdict: Verdict) -> Parts:
    """The type that fails: its agent, its costs, the choice that it makes, and the one that tempts it."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, ObviouslyStrategyProof)
    if not isinstance(evidence, FailingType):
        return {}
    market = statement.mechanism.market
    plain = {
        "agent": market.agents[evidence.agent],
        "costs": _bundle(market, evidence.costs),
        "choice": evidence.action.choice,
        "deviation": evidence.deviation.choice,
    }
    return {
        "failing_type": Part(evidence, plain, ("task", "cost"), tuple(zip(market.tasks, evidence.costs, strict=True)))
    }


def _bundle(market: Market, amounts: Sequence[Fraction]) -> dict[str, str]:
    return {task: told_number(amount) for task, amount in zip(market.tasks, amounts, strict=True)}
