"""Obvious strategy-proofness, decided and told."""

from __future__ import annotations

from dataclasses import replace

from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import Evidence, Undecided, Verdict
from proofs.trading.dominance.actions import DOMINANCE_IN_WORDS, Dominance
from proofs.trading.dominance.deciding import ex_post_tables, obviously_strategy_proof
from proofs.trading.dominance.failing_types import all_offers
from proofs.trading.dominance.mechanisms import (
    MECHANISM_EXPECTED,
    FailingType,
    NoFailingType,
    ObviouslyStrategyProof,
    TwoBundles,
    with_table,
)
from proofs.trading.markets.bundles import Bundle, require_kind, require_verdict, texts
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import PairsFrom
from proofs.trading.markets.selections import AnySelection, ExPostOptimal, Profile, SelectionTable


def decide_osp(mechanism: Mechanism, dominance: Dominance = "deviations") -> Verdict:
    """Whether the mechanism is obviously strategy-proof, whatever its selection.

    An ex-post optimal selection is first left open: a yes under every rule is one for it. Otherwise its table is
    computed, profile by profile, and the statement decided is the one about that table. Where an ex-post optimal
    selection may be several tables, those of `ex_post_tables` are tried, which are not all: if they do not agree, the
    verdict is undecided and says so; if they do, it is about the first, which its statement names, and about no other.
    """
    require_kind(mechanism, Mechanism, "decide_osp", MECHANISM_EXPECTED)
    if not isinstance(mechanism.protocol.selection, ExPostOptimal):
        return obviously_strategy_proof(mechanism, dominance)
    opened = Mechanism(replace(mechanism.protocol, selection=AnySelection()), mechanism.strategies)
    verdict = obviously_strategy_proof(opened, dominance)
    if verdict.holds:
        return verdict
    if any(isinstance(one, PairsFrom) for menu in mechanism.protocol.menus for one in menu):
        return verdict
    tables = ex_post_tables(mechanism.protocol)
    verdicts = [obviously_strategy_proof(with_table(mechanism, table), dominance) for table in tables]
    if len({verdict.holds for verdict in verdicts}) == 1:
        return verdicts[0]
    tried = (
        "several assignments are equally cheap, and by some ex-post optimal selections the mechanism is obviously "
        "strategy-proof, by others not; write the selection that is meant as a table"
    )
    return Verdict(ObviouslyStrategyProof(mechanism, dominance), None, Undecided((tried,)))


def other_tables(mechanism: Mechanism, verdict: Verdict) -> list[str]:
    """What is to be said beside a verdict of `decide_osp` about one of several ex-post optimal selections."""
    statement = verdict.statement
    assert isinstance(statement, ObviouslyStrategyProof)
    decided = statement.mechanism.protocol.selection
    if not isinstance(mechanism.protocol.selection, ExPostOptimal) or not isinstance(decided, SelectionTable):
        return []
    count = len(ex_post_tables(mechanism.protocol))
    if count == 1:
        return []
    return [
        f"Several assignments are equally cheap: {count} ex-post optimal selections were tried, which are not all, "
        "with the same answer; the certificate is about the first. To decide another, write it as a table."
    ]


def explain_osp(verdict: Verdict) -> str:
    """The verdict of `decide_osp` in words, and how it reads the definition."""
    require_verdict(verdict, ObviouslyStrategyProof, "explain_osp")
    statement = verdict.statement
    assert isinstance(statement, ObviouslyStrategyProof)
    reading = f'Reading "{statement.dominance}": {DOMINANCE_IN_WORDS[statement.dominance]}.'
    return f"{_explained(statement, verdict.evidence)}\n{reading}"


def _explained(statement: ObviouslyStrategyProof, evidence: Evidence) -> str:
    if isinstance(evidence, Undecided):
        return f"Undecided: {'; '.join(evidence.tried)}."
    if isinstance(evidence, NoFailingType):
        return _no_failure(statement, evidence)
    market = statement.mechanism.market
    if isinstance(evidence, TwoBundles):
        first, second = (assignment[evidence.agent] for assignment in evidence.assignments)
        return (
            f"Not obviously strategy-proof: agent {market.agents[evidence.agent]} with costs {_bundle(evidence.costs)} "
            f"would gain by {_bundle(first)} and by {_bundle(second)}; whichever is demanded, "
            "the endowment may come of it, and the other demand may give its bundle."
        )
    assert isinstance(evidence, FailingType)
    own, other = evidence.action, evidence.deviation
    lines = [
        f"Not obviously strategy-proof: agent {market.agents[evidence.agent]} with costs {_bundle(evidence.costs)}",
        f"  takes choice {own.choice}, which costs {text(own.cost)} at {_choices(market, own.profile)},",
        f"  but choice {other.choice} costs only {text(other.cost)} at {_choices(market, other.profile)}.",
    ]
    if evidence.entries is not None:
        lines.append("  A selection rule under which this happens (the endowment at all other profiles):")
        for profile, assignment in evidence.entries.entries:
            rows = "; ".join(f"{name} {_bundle(x)}" for name, x in zip(market.agents, assignment, strict=True))
            lines.append(f"    {_choices(market, profile)}: {rows}")
    return "\n".join(lines)


def _no_failure(statement: ObviouslyStrategyProof, evidence: NoFailingType) -> str:
    protocol = statement.mechanism.protocol
    opened = isinstance(protocol.selection, AnySelection)
    rule = " under every selection rule that respects the choices" if opened else ""
    count = sum(map(len, evidence.multipliers))
    patterns = counted(count, "pattern of gains and losses", "patterns of gains and losses")
    shown = f"; multipliers show that none has any of the {patterns} at which a type would fail" if count else ""
    lines = [f"Obviously strategy-proof{rule}: no type fails{shown}."]
    for one in evidence.idle:
        choice, direction = all_offers(protocol, one.agent)[one.offer]
        name = protocol.market.agents[one.agent]
        lines.append(f"  Choice {choice} of {name} is idle in direction {direction}: nobody offers the other side.")
    return "\n".join(lines)


def _bundle(values: Bundle) -> str:
    return f"({', '.join(texts(values))})"


def _choices(market: Market, profile: Profile) -> str:
    return ", ".join(f"{name} {k}" for name, k in zip(market.agents, profile, strict=True))
