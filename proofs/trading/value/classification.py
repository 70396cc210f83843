"""Binary classification (VS, section 1.1 and footnote 12): what a mechanism makes of classes of tasks, a report.

See `proofs.trading.markets.classes` for the definitions and the two questions. Where several assignments are equally
cheap, an ex-post optimal selection is not one table but many; several are tried, and an answer on which they differ is
left undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from exact.rationals import text
from exact.verdicts import Undecided, Verdict
from proofs.told import Told
from proofs.trading.dominance.deciding import agreed, selection_tables
from proofs.trading.markets.bundles import require_kind
from proofs.trading.markets.classes import (
    AmountsClear,
    KeepsShares,
    Members,
    OtherShares,
    TaskLeftOver,
    amount,
    amounts_clear,
    keeps_shares,
    shares,
)
from proofs.trading.markets.market import Market
from proofs.trading.markets.protocols import Protocol

MOST_SELECTED = 20
"""So many profiles are told before the rest is counted."""


@dataclass(frozen=True)
class ClassReport(Told):
    """What `decide_classes` finds: is footnote 12's description true of what is selected; may tasks be forgotten?"""

    market: Market
    names: tuple[str, ...]
    classes: tuple[Members, ...]
    kept: Verdict
    clear: Verdict
    tried: int


def decide_classes(protocol: Protocol, classes: Mapping[str, Sequence[int]]) -> ClassReport:
    """Whether the mechanism is one of classes; `classes` names each, with the places of its tasks.

    Raises `ValueError` if the classes do not divide the tasks, and if the selection is left open.
    """
    require_kind(protocol, Protocol, "decide_classes", "the trading protocol is expected")
    members = tuple(map(tuple, classes.values()))
    tables = selection_tables(protocol)
    kept = agreed([keeps_shares(replace(protocol, selection=table), members) for table in tables])
    clear = amounts_clear(protocol.market, members)
    return ClassReport(protocol.market, tuple(classes), members, kept, clear, len(tables))


def explain_classes(report: ClassReport) -> str:
    """The report in words."""
    require_kind(report, ClassReport, "explain_classes", "the report of decide_classes is expected")
    lines = [_of_agent(report, j) for j in range(len(report.market.agents))]
    lines += [str(report.kept), *(f"  {line}" for line in _selected(report))]
    lines.append(str(report.clear))
    left = report.clear.evidence
    if isinstance(left, TaskLeftOver):
        lines.append(f"  {_left_over(report, left)}")
    if report.tried > 1:
        lines.append(
            f"Several assignments are equally cheap: {report.tried} ex-post optimal selections were tried, which are "
            "not all; what is listed is about the first. To decide another, write it as a table."
        )
    return "\n".join(lines)


def _of_agent(report: ClassReport, j: int) -> str:
    """`a unit of class A is x 1/3, y 2/3 to ann and costs the designer 1/2; ...`."""
    market, told = report.market, []
    for name, members in zip(report.names, report.classes, strict=True):
        own = shares(market.status_quo[j], members)
        if own is None:
            told.append(f"of {name} nothing")
            continue
        parts = ", ".join(f"{market.tasks[i]} {text(share)}" for i, share in zip(members, own, strict=True) if share)
        cost = sum((share * market.performance[j][i] for i, share in zip(members, own, strict=True)), Fraction(0))
        held = amount(market.status_quo[j], members)
        told.append(f"of {name} {text(held)}, a unit is {parts} and costs the designer {text(cost)}")
    return f"{market.agents[j]} has in the status quo {'; '.join(told)}"


def _selected(report: ClassReport) -> Iterable[str]:
    statement, evidence = report.kept.statement, report.kept.evidence
    assert isinstance(statement, KeepsShares)
    market = report.market
    if isinstance(evidence, Undecided):
        return evidence.tried
    if isinstance(evidence, OtherShares):
        rows = dict(statement.selected())[evidence.profile]
        agent, task = market.agents[evidence.agent], market.tasks[evidence.task]
        got = ", ".join(f"{t} {text(x)}" for t, x in zip(market.tasks, rows[evidence.agent], strict=True))
        return [f"at {_pairs(market, evidence.profile)} {agent} gets {got}: of {task} that is another share"]
    lines = []
    for profile, rows in statement.selected():
        told = [
            f"{agent} " + ", ".join(f"{name} {text(x)}" for name, x in zip(report.names, amounts, strict=True))
            for agent, amounts in zip(market.agents, statement.amounts_of(rows), strict=True)
        ]
        lines.append(f"at {_pairs(market, profile)}: {'; '.join(told)}")
    more = len(lines) - MOST_SELECTED
    return lines if more <= 0 else [*lines[:MOST_SELECTED], f"and {more} more, which the certificate lists"]


def _left_over(report: ClassReport, left: TaskLeftOver) -> str:
    market, statement = report.market, report.clear.statement
    assert isinstance(statement, AmountsClear)
    members = statement.classes[left.class_]
    own = shares(market.status_quo[left.agent], members)
    assert own is not None
    whole = sum(market.numbers[i] for i in members)
    done = whole * own[members.index(left.task)]
    task = market.tasks[left.task]
    return (
        f"all of {report.names[left.class_]} to {market.agents[left.agent]} would be {text(done)} of {task}, which is "
        f"to be done {market.numbers[left.task]} times"
    )


def _pairs(market: Market, values: Iterable[object]) -> str:
    return ", ".join(f"{agent} {value}" for agent, value in zip(market.agents, values, strict=True))
