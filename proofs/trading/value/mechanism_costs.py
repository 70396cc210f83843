"""What `proofs cost` tells: the expected cost of a mechanism's own selection and strategies, beside the status quo's.

`proofs select` asks about menus alone. Here the mechanism is taken as it is written (VS, section 1.1): its strategies
choose, its selection rule selects, and what agents may get is what the rule ever picks (section 3: essential).

Readings. An ex-post optimal selection (section 3, after Corollary 3) is any rule with a cheapest assignment at every
profile of choices. All cost the same at a profile, but what is cheapest for a type depends on what is ever picked, so
that two such rules may cost different amounts in expectation; several are tried (`dominance.deciding.ex_post_tables`,
which are not all), and the least and the greatest of their costs are told. A selection that is left open has no cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import counted, told_number
from exact.symbolic.formulas import greatest, least
from exact.verdicts import Verdict
from proofs.told import Told
from proofs.trading.dominance.deciding import ex_post_tables
from proofs.trading.dominance.mechanisms import MECHANISM_EXPECTED, with_table
from proofs.trading.markets.bundles import Assignment, require_kind
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Myopic
from proofs.trading.markets.menus import EndowmentOnly
from proofs.trading.markets.protocols import require_feasible
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, SelectionTable
from proofs.trading.selection.optimal import Setting
from proofs.trading.value.costs import NO_COST, ExpectedCost, chances_of, cost_of_mechanism, cost_of_offers
from proofs.trading.value.improvement import choices_in_words


@dataclass(frozen=True)
class CostReport(Told):
    """What `decide_cost` finds: what the mechanism costs and what the status quo does, both agent by agent.

    `others` are the least and the greatest cost of the ex-post optimal selections tried, where they differ, and `tried`
    is how many that are.
    """

    mechanism: Mechanism
    expected: Verdict
    status_quo: Verdict
    others: tuple[Verdict, ...]
    tried: int


def decide_cost(mechanism: Mechanism, ties: str | None = None) -> CostReport:
    """What the mechanism costs in expectation, and the status quo.

    `ties`: one of `probabilities.RULES`, for the agents whose strategies leave ties open, and only for these; without
    it these are settled as the designer likes, as VS have it (section 4.2). Raises `ValueError` for a selection that is
    left open, a protocol that is not feasible, and an agent who has a choice and no law.
    """
    require_kind(mechanism, Mechanism, "decide_cost", MECHANISM_EXPECTED)
    if isinstance(mechanism.protocol.selection, AnySelection):
        raise ValueError(
            'selection: "any" leaves open what is selected, so that the mechanism has no cost; write "ex-post optimal" '
            "or a table"
        )
    require_feasible(mechanism.protocol, NO_COST)
    if ties is None and Myopic("any") in mechanism.strategies:
        ties = "designer"
    tables = selections_of(mechanism)
    found = [cost_of_mechanism(with_table(mechanism, table), ties=ties, by_agent=True) for table in tables]
    values = list(map(_value, found))
    low, high = least(values), greatest(values)
    apart = (found[low], found[high]) if values[low] != values[high] else ()
    return CostReport(mechanism, found[0], cost_of_assignment(mechanism.market), apart, len(tables))


def selections_of(mechanism: Mechanism) -> tuple[SelectionTable, ...]:
    """The selection of the mechanism as a table, or the ex-post optimal ones that are tried, the first first."""
    selection = mechanism.protocol.selection
    if isinstance(selection, ExPostOptimal):
        return ex_post_tables(mechanism.protocol)
    assert isinstance(selection, SelectionTable), "the caller has refused what leaves the selection open"
    return (selection,)


def cost_of_assignment(market: Market, assignment: Assignment | None = None) -> Verdict:
    """What an assignment, the status quo if none is given, costs when nobody has a choice; agent by agent."""
    setting = Setting(market.supply, market.performance, market.status_quo if assignment is None else assignment)
    offers = tuple((j, (EndowmentOnly(),), 1) for j in range(len(market.agents)))
    nobody = tuple(None for _ in market.agents)
    return cost_of_offers(setting, nobody, offers, (), "cautious", "nonnegative", by_agent=True)


def explain_cost(report: CostReport) -> str:
    """The report in words."""
    require_kind(report, CostReport, "explain_cost", "the report of decide_cost is expected")
    market, statement = report.mechanism.market, _statement(report.expected)
    lines = [f"the status quo costs {_in_all(market, report.status_quo)}"]
    menus = report.mechanism.protocol.menus
    for agent, menu, row in zip(market.agents, menus, chances_of(report.expected), strict=True):
        lines.append(choices_in_words(agent, menu, row, market.tasks))
    lines.append(f"the mechanism is expected to cost {_in_all(market, report.expected)} ({statement.choosing()})")
    lines.append(beside(_value(report.status_quo) - statement.value))
    if report.others:
        low, high = (told_number(_value(other)) for other in report.others)
        lines.append(
            f"Several assignments are equally cheap at some choices: of the {counted(report.tried, 'selection')} tried "
            f"(which are not all) one costs {low} and one {high} in expectation, because what is "
            "selected decides what agents choose; write the selection that is meant as a table."
        )
    return "\n".join(lines)


def beside(saved: Fraction) -> str:
    """How the cost compares with that of the status quo."""
    if saved == 0:
        return "that is what the status quo costs"
    return f"that is {told_number(abs(saved))} {'less' if saved > 0 else 'more'} than the status quo"


def _in_all(market: Market, verdict: Verdict) -> str:
    """`3/4: ann 3/8, bob 3/8`."""
    statement = _statement(verdict)
    return f"{told_number(statement.value)}: {shares_in_words(market.agents, statement.by_agent)}"


def shares_in_words(agents: Sequence[str], shares: Sequence[Fraction]) -> str:
    """`ann 3/8, bob 3/8`."""
    return ", ".join(f"{agent} {told_number(share)}" for agent, share in zip(agents, shares, strict=True))


def _statement(verdict: Verdict) -> ExpectedCost:
    assert isinstance(verdict.statement, ExpectedCost)
    return verdict.statement


def _value(verdict: Verdict) -> Fraction:
    return _statement(verdict).value
