"""The statement that a mechanism is obviously strategy-proof, and what shows it or its opposite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, ClassVar

from exact.plain_data import in_a_row, register, written
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement
from proofs.told import ToldStatement
from proofs.trading.dominance.actions import CostAt, Deviation, Dominance, ObviouslyDominant, better_elsewhere
from proofs.trading.dominance.cost_types import NoType, SomeType
from proofs.trading.dominance.failing_types import Case, Offers, all_offers, cases, cases_of_choice, without
from proofs.trading.dominance.idle import Prices, is_idle
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Assignment, Bundle, dot
from proofs.trading.markets.domains import FiniteDomain
from proofs.trading.markets.mechanisms import ChoiceTable, Mechanism
from proofs.trading.markets.menus import PairsFrom
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.random_allocation import misallocation
from proofs.trading.markets.selections import AnySelection, SelectionTable

MECHANISM_EXPECTED = "a mechanism is expected (of a protocol, Mechanism.make makes one with myopic agents)"


@dataclass(frozen=True)
class ObviouslyStrategyProof(ToldStatement):
    """The mechanism is obviously strategy-proof; with `AnySelection`, under every selection rule.

    The protocol is feasible, or it is no mechanism. Evidence: `NoFailingType`; or `FailingType`, or `TwoBundles`.
    """

    kind: ClassVar[str] = "obviously strategy-proof"
    mechanism: Mechanism = field(metadata=written(inline=True))
    dominance: Dominance = "deviations"

    def sentence(self) -> str:
        rule = " under every selection rule" if isinstance(self.mechanism.protocol.selection, AnySelection) else ""
        whose = counted(len(self.mechanism.strategies), "agent")
        return f"the trading mechanism of {whose} is obviously strategy-proof{rule}"

    @cached_property
    def is_mechanism(self) -> bool:
        return bool(feasible(self.mechanism.protocol))


@dataclass(frozen=True)
class Idle(Displayed):
    """An offer of an agent, by its place among all offers, and prices that show that no selection rule uses it."""

    agent: int
    offer: int
    prices: tuple[Prices, ...]


register(Idle, in_a_row(Idle))


@dataclass(frozen=True)
class NoFailingType(Evidence):
    """For each agent and each of `cases`, in order, the multipliers that show that no type fails that way.

    Nothing is listed for an agent with a finite domain, whose types are looked through, nor for the types that a
    strategy names one by one. Offers shown to be idle are left out of the cases; only an open selection needs that.
    """

    form: ClassVar[str] = "no failing type"
    multipliers: tuple[tuple[Annotated[NoType, in_a_row], ...], ...]
    idle: tuple[Idle, ...] = ()

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ObviouslyStrategyProof) or not holds or not statement.is_mechanism:
            return False
        agents = range(len(statement.mechanism.strategies))
        if len(self.multipliers) != len(agents) or not self._idle_indeed(statement.mechanism.protocol):
            return False
        return all(self._agent(statement, j) for j in agents)

    def _idle_indeed(self, protocol: Protocol) -> bool:
        if self.idle and not isinstance(protocol.selection, AnySelection):
            return False
        for one in self.idle:
            if not 0 <= one.agent < len(protocol.menus):
                return False
            offers = all_offers(protocol, one.agent)
            if not 0 <= one.offer < len(offers) or not is_idle(protocol, one.agent, *offers[one.offer], one.prices):
                return False
        return True

    def _agent(self, statement: ObviouslyStrategyProof, j: int) -> bool:
        mechanism, given = statement.mechanism, self.multipliers[j]
        domain = mechanism.market.preferences[j].domain
        offers = without(all_offers(mechanism.protocol, j), {one.offer for one in self.idle if one.agent == j})
        if any(fails_at(statement, j, costs, offers) for costs in named_types(mechanism, j)):
            return False
        if isinstance(domain, FiniteDomain):
            return not given and not any(fails_at(statement, j, costs, offers) for costs in domain.types)
        patterns = list(cases(mechanism, j, statement.dominance, offers))
        return len(patterns) == len(given) and all(
            SomeType(domain, below, at_most).refuted_by(y) for (below, at_most), y in zip(patterns, given, strict=True)
        )


@dataclass(frozen=True)
class FailingType(Evidence):
    """An agent, a type, the action it takes and a deviation, each at a profile, with what they cost.

    `entries` are the profiles of a selection rule under which it happens, when the statement leaves the rule open; all
    other profiles get the endowment.
    """

    form: ClassVar[str] = "failing type"
    agent: int
    costs: Bundle
    action: CostAt
    deviation: CostAt
    entries: SelectionTable | None = field(default=None, metadata=written("selection", left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ObviouslyStrategyProof) or holds:
            return False
        mechanism = statement.mechanism
        if isinstance(mechanism.protocol.selection, AnySelection):
            if self.entries is None:
                return False
            mechanism = with_table(mechanism, self.entries)
        elif self.entries is not None:
            return False
        if not 0 <= self.agent < len(mechanism.strategies) or not feasible(mechanism.protocol):
            return False
        domain = mechanism.market.preferences[self.agent].domain
        if not domain.contains(self.costs) or self.action.choice not in mechanism.chosen(self.agent, self.costs):
            return False
        question = ObviouslyDominant(
            mechanism.protocol, self.agent, self.costs, self.action.choice, statement.dominance
        )
        return Deviation(self.action, self.deviation).supports(question, False)


@dataclass(frozen=True)
class TwoBundles(Evidence):
    """A continuum of choices {x, eta} that is not OSP: a type and two different tempting x, each in an assignment.

    Whatever the type chooses, at least one of the two is another choice and can be selected, while the choice made can
    lead to the endowment. In the assignments everybody has the endowment or a bundle that a choice of theirs holds.
    """

    form: ClassVar[str] = "two bundles"
    agent: int
    costs: Bundle
    assignments: tuple[Assignment, Assignment]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ObviouslyStrategyProof) or holds:
            return False
        mechanism, j = statement.mechanism, self.agent
        if not isinstance(mechanism.protocol.selection, AnySelection) or not 0 <= j < len(mechanism.strategies):
            return False
        if not statement.is_mechanism or not mechanism.market.preferences[j].domain.contains(self.costs):
            return False
        market = mechanism.market
        bundles = [assignment[j] for assignment in self.assignments]
        return (
            bundles[0] != bundles[1]
            and all(dot(self.costs, x) < dot(self.costs, market.endowment[j]) for x in bundles)
            and all(_from_continuum(mechanism, j, x) for x in bundles)
            and all(misallocation(market.supply, assignment) is None for assignment in self.assignments)
            and all(
                _held(mechanism, i, x) for assignment in self.assignments for i, x in enumerate(assignment) if i != j
            )
        )


def _from_continuum(mechanism: Mechanism, j: int, x: Bundle) -> bool:
    continua = [one for one in mechanism.protocol.menus[j] if isinstance(one, PairsFrom)]
    return all(value >= 0 for value in x) and any(all(row.holds(x) for row in one.constraints) for one in continua)


def _held(mechanism: Mechanism, i: int, x: Bundle) -> bool:
    endowment = mechanism.market.endowment[i]
    finite = [one for one in mechanism.protocol.menus[i] if not isinstance(one, PairsFrom)]
    return _from_continuum(mechanism, i, x) or any(menus.in_set(one, endowment, x) for one in finite)


def with_table(mechanism: Mechanism, table: SelectionTable) -> Mechanism:
    """The mechanism with another selection rule."""
    return Mechanism(replace(mechanism.protocol, selection=table), mechanism.strategies)


def fails_at(statement: ObviouslyStrategyProof, j: int, costs: Bundle, offers: Offers) -> bool:
    """Whether a choice that the strategy allows at this type is not obviously dominant.

    For a table this is the definition. With the selection open it is the sign patterns of the offers (those not idle),
    which no selection rule can exceed.
    """
    mechanism = statement.mechanism
    if isinstance(mechanism.protocol.selection, SelectionTable):
        chosen = mechanism.chosen(j, costs)
        return any(better_elsewhere(mechanism.protocol, j, k, costs, statement.dominance) for k in chosen)
    patterns: Iterator[Case] = cases(mechanism, j, statement.dominance, offers)
    strategy = mechanism.strategies[j]
    named = dict(strategy.choices) if isinstance(strategy, ChoiceTable) else {}
    if costs in named:
        patterns = cases_of_choice(offers, named[costs], statement.dominance, ((), ()))
    domain = FiniteDomain((costs,))
    return any(SomeType(domain, below, at_most).has(costs) for below, at_most in patterns)


def named_types(mechanism: Mechanism, j: int) -> tuple[Bundle, ...]:
    """The types whose choice the strategy of agent j names one by one."""
    strategy = mechanism.strategies[j]
    return tuple(costs for costs, _ in strategy.choices) if isinstance(strategy, ChoiceTable) else ()
