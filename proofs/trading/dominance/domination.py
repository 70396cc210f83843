"""Domination of one mechanism by another (VS, section 3).

A mechanism *dominates* another if endowments, choices and strategies are the same and every trading set is larger; it
*effectively dominates* it if it dominates the essential reduction. Nothing is asked of the selection rules.

Strategies are the same if every type makes the same choices. A myopic strategy depends on what is selected, so that the
same word may stand for two strategies. That two are the same is looked up for types in a list; for others it is known
where both are the same rules, or are written alike and the same bundles are selected for every choice. That they differ
is shown by a type. Where neither is found the question is left undecided.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from exact.showing.display import counted
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.told import ToldStatement
from proofs.trading.dominance.cost_types import TypeFound, some_type
from proofs.trading.dominance.mechanisms import MECHANISM_EXPECTED
from proofs.trading.markets.bundles import Bundle, Direction, require_kind, require_verdict, texts
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.mechanisms import Mechanism, Regions
from proofs.trading.markets.menus import Points, TradingSet
from proofs.trading.markets.reduction import Beyond, Contained, compared, require_table


@dataclass(frozen=True)
class Dominated(ToldStatement):
    """`mechanism`, or its essential reduction if `effectively`, is dominated by `by`; both selections are tables.

    Evidence: `Dominates`; `LargerElsewhere` or `Unlike`.
    """

    kind: ClassVar[str] = "dominated mechanism"
    mechanism: Mechanism
    by: Mechanism
    effectively: bool

    def sentence(self) -> str:
        whose = counted(len(self.mechanism.strategies), "agent")
        return f"the trading mechanism of {whose} is {self.how} by the other"

    @property
    def how(self) -> str:
        return "effectively dominated" if self.effectively else "dominated"

    @property
    def is_about_mechanisms(self) -> bool:
        """Whether both are mechanisms of the same market."""
        one, other = self.mechanism.market, self.by.market
        same = one.numbers == other.numbers and len(one.agents) == len(other.agents)
        domains = [[p.domain for p in market.preferences] for market in (one, other)]
        feasible = self.mechanism.protocol.breach is None and self.by.protocol.breach is None
        return same and domains[0] == domains[1] and feasible

    def pairs(self) -> list[list[tuple[TradingSet, TradingSet]]]:
        """For each agent and choice the set that is to be the smaller, and the larger."""
        return [
            [
                (Points(tuple(reach)) if self.effectively else small, large)
                for small, reach, large in zip(menu, found, others, strict=False)
            ]
            for menu, found, others in zip(
                self.mechanism.protocol.menus, self.mechanism.protocol.reach, self.by.protocol.menus, strict=True
            )
        ]

    def same_choices(self, j: int) -> bool:
        return len(self.mechanism.protocol.menus[j]) == len(self.by.protocol.menus[j])

    def known_alike(self, j: int) -> bool:
        """Whether the strategies of agent j are known to be the same, see above."""
        first, second = self.mechanism, self.by
        if first.strategies[j] == second.strategies[j]:
            selected = [list(map(set, mechanism.protocol.reach[j])) for mechanism in (first, second)]
            if isinstance(first.strategies[j], Regions) or selected[0] == selected[1]:
                return True
        domain = first.market.preferences[j].domain
        return isinstance(domain, FiniteDomain) and not any(self.differ_at(j, costs) for costs in domain.types)

    def differ_at(self, j: int, costs: Bundle) -> bool:
        """Whether the strategies of agent j allow different choices at the type."""
        return sorted(self.mechanism.chosen(j, costs)) != sorted(self.by.chosen(j, costs))


@dataclass(frozen=True)
class Dominates(Evidence):
    """Endowments, choices and strategies are compared; for the sets, why each lies within the larger."""

    form: ClassVar[str] = "dominates"
    sets: Contained

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Dominated) or not holds or not statement.is_about_mechanisms:
            return False
        agents = range(len(statement.mechanism.strategies))
        endowment = statement.mechanism.market.endowment
        return (
            endowment == statement.by.market.endowment
            and all(statement.same_choices(j) and statement.known_alike(j) for j in agents)
            and self.sets.shows(statement.pairs(), endowment)
        )


@dataclass(frozen=True)
class LargerElsewhere(Evidence):
    """A bundle of a trading set that the other mechanism's does not hold."""

    form: ClassVar[str] = "not held"
    bundle: Beyond

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Dominated) or holds or not statement.is_about_mechanisms:
            return False
        endowment = statement.mechanism.market.endowment
        return endowment == statement.by.market.endowment and self.bundle.shows(statement.pairs(), endowment)


@dataclass(frozen=True)
class Unlike(Evidence):
    """What differs for an agent: its endowment, the number of its choices, or its strategy, and then at which type."""

    form: ClassVar[str] = "unlike"
    what: Literal["endowment", "choices", "strategy"]
    agent: int
    costs: Bundle | None = None

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, Dominated) or holds or not statement.is_about_mechanisms:
            return False
        j, first, second = self.agent, statement.mechanism, statement.by
        if not 0 <= j < len(first.strategies) or (self.costs is None) == (self.what == "strategy"):
            return False
        if self.what == "endowment":
            return first.market.endowment[j] != second.market.endowment[j]
        if self.costs is None:
            return not statement.same_choices(j)
        return first.market.preferences[j].domain.contains(self.costs) and statement.differ_at(j, self.costs)


def dominated(mechanism: Mechanism, by: Mechanism, *, effectively: bool = False) -> Verdict:
    """Whether the mechanism, or its essential reduction, is dominated by the other; see above.

    Raises `ValueError` unless both are mechanisms of one market whose selections are tables.
    """
    for one in (mechanism, by):
        require_kind(one, Mechanism, "dominated", MECHANISM_EXPECTED)
        require_table(one.protocol)
    statement = Dominated(mechanism, by, effectively)
    if not statement.is_about_mechanisms:
        raise ValueError("the two mechanisms are not of one market: tasks, agents and possible costs must be the same")
    agents = range(len(mechanism.strategies))
    endowments = zip(mechanism.market.endowment, by.market.endowment, strict=True)
    found = next((Unlike("endowment", j) for j, (eta, other) in enumerate(endowments) if eta != other), None)
    found = found or next((Unlike("choices", j) for j in agents if not statement.same_choices(j)), None)
    if found is not None:
        return Verdict(statement, False, found)
    sets = compared(statement.pairs(), mechanism.market.endowment)
    if isinstance(sets, Beyond):
        return Verdict(statement, False, LargerElsewhere(sets))
    for j in agents:
        if not statement.known_alike(j):
            costs = next((at for at in _types(statement, j) if statement.differ_at(j, at)), None)
            if costs is not None:
                return Verdict(statement, False, Unlike("strategy", j, costs))
            name = mechanism.market.agents[j]
            tried = f"no type of agent {name} was found that chooses differently, nor that all choose alike"
            return Verdict(statement, None, Undecided((tried,)))
    return Verdict(statement, True, Dominates(sets))


def _types(statement: Dominated, j: int) -> Iterator[Bundle]:
    """Types of agent j that gain by one or by two of the trades that either mechanism leads to, or lose by them."""
    first, second = statement.mechanism, statement.by
    domain = first.market.preferences[j].domain
    if isinstance(domain, FiniteDomain):
        yield from domain.types
        return
    offered = (d for mechanism in (first, second) for some in mechanism.protocol.offers(j) for d in some)
    trades = list(dict.fromkeys(offered))
    signed = [*trades, *(_opposite(d) for d in trades)]
    for below in (*((d,) for d in signed), *itertools.combinations(signed, 2)):
        evidence = some_type(domain, below).evidence
        if isinstance(evidence, TypeFound):
            yield evidence.costs
    evidence = some_type(domain, (), tuple(signed)).evidence
    if isinstance(evidence, TypeFound):
        yield evidence.costs


def _opposite(direction: Direction) -> Direction:
    return tuple(-step for step in direction)


def explain_domination(verdict: Verdict) -> str:
    """The verdict of `dominated` in words."""
    require_verdict(verdict, Dominated, "explain_domination")
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, Dominated)
    names = statement.mechanism.market.agents
    if isinstance(evidence, Undecided):
        return f"Whether it is {statement.how} is left undecided: {'; '.join(evidence.tried)}."
    if isinstance(evidence, Dominates):
        whose = "what is ever selected from each" if statement.effectively else "each trading set"
        return (
            f"It is {statement.how}: endowments, choices and strategies are the same, and {whose} lies "
            "within the other mechanism's set."
        )
    head = f"It is not {statement.how}:"
    if isinstance(evidence, LargerElsewhere):
        beyond = evidence.bundle
        of = (
            "the bundle ({}), which is selected at choice {} of agent {},"
            if statement.effectively
            else ("the bundle ({}) of choice {} of agent {}")
        )
        told = of.format(", ".join(texts(beyond.bundle)), beyond.choice, names[beyond.agent])
        return f"{head} {told} is not in the other mechanism's set."
    assert isinstance(evidence, Unlike)
    name = names[evidence.agent]
    if evidence.what == "endowment":
        return f"{head} agent {name} has another endowment."
    if evidence.costs is None:
        counts = [len(one.protocol.menus[evidence.agent]) for one in (statement.mechanism, statement.by)]
        return f"{head} agent {name} has {counted(counts[0], 'choice')} in one and {counts[1]} in the other."
    made = [
        " or ".join(map(str, one.chosen(evidence.agent, evidence.costs))) for one in (statement.mechanism, statement.by)
    ]
    return (
        f"{head} agent {name} with costs ({', '.join(texts(evidence.costs))}) makes choice {made[0]} in one and choice "
        f"{made[1]} in the other."
    )
