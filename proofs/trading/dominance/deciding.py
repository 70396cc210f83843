"""Obvious dominance and obvious strategy-proofness.

An action k is *obviously dominant* for agent j at costs c (VS, section 1.1) if the worst c.P_j(k, k_-j) over the
others' choices k_-j is at most the best c.P_j(k', k_-j) for every k'. A mechanism is *obviously strategy-proof* (OSP)
if every type's choice is obviously dominant. Costs are burdens: worst is greatest.

Readings of what k' ranges over: `deviations` (default): k' != k, as the paper's proofs use it (Claim 2); `printed`: all
k', k itself included, which asks on top that k's own outcome costs the same whatever the others do.

The decision. In a feasible protocol choice 0 gives eta whatever the others do, and so does every choice when the
others pass (VS, Claim 1, which is market clearing). Hence k is obviously dominant at c exactly if no bundle that k can
lead to is worse than eta, unless k = 0, and none that another choice can lead to is better: finitely many signs of c.d,
over the directions d that the essential reduction offers. So a strategy fails exactly if some type has one of a finite
list of sign patterns (`cases`), and each pattern is a question to `cost_types`. For cautious myopic strategies the
patterns are: gains in two trading sets; a gain and a loss in the same one. No theorem of the paper is used.

When the selection is left open (`AnySelection`), a yes must hold for every selection rule and is judged by what the
trading sets offer; a no names a selection rule, by its values at one or two profiles, under which the mechanism is not
OSP. Offers that no rule can use (`idle`) are left out. Where the others fail but no rule is found that realizes a
failure, the answer is undecided: with rays alone this cannot happen (an offer that is not idle can be selected, and
two profiles are enough), with finite sets of bundles it is rare, with polyhedra it is common. An ex-post optimal
selection is first taken as any selection; if that does not give a yes, its table is computed. Where several assignments
are cheapest, an ex-post optimal selection is not one table but many: several are tried, and if they do not agree, the
answer is undecided, for it is the selection that is left open.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal, Self, cast, get_args

from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.rationals import primitive, rational, text
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement, Undecided, Verdict
from proofs.told import ToldStatement
from proofs.trading.dominance.cost_types import Directions, NoType, SomeType, TypeFound, some_type
from proofs.trading.dominance.idle import Prices, idle_prices, is_idle
from proofs.trading.markets import menus
from proofs.trading.markets.market import (
    Assignment,
    Bundle,
    FiniteDomain,
    Market,
    bundle,
    dot,
    misallocation,
    require_kind,
    require_verdict,
    texts,
)
from proofs.trading.markets.menus import Direction, PairsFrom, in_set
from proofs.trading.markets.protocols import (
    AnySelection,
    ChoiceTable,
    ExPostOptimal,
    Mechanism,
    Myopic,
    Profile,
    Protocol,
    Regions,
    SelectionTable,
    breach_in_words,
    feasible,
    mechanism_from_plain,
    protocol_from_plain,
    selection_from_plain,
)
from proofs.trading.selection.optimal import optimal_selection, selected_assignment, split_costs, split_system, splits

Dominance = Literal["deviations", "printed"]
DOMINANCE: tuple[Dominance, ...] = get_args(Dominance)
DOMINANCE_IN_WORDS: dict[Dominance, str] = {
    "deviations": "the worst of a choice is compared with the best of every other choice, as the proofs of VS do; by "
    'the definition to the letter (reading "printed") also with its own best',
    "printed": "the definition to the letter: the worst of a choice is compared with the best of every choice, its own "
    'included (reading "deviations", as the proofs of VS do: of every other choice)',
}

Offers = tuple[tuple[int, Direction], ...]
"""Choices with the directions they offer."""

Case = tuple[Directions, Directions]
"""A sign pattern: a failing type has c.d < 0 for the first directions and c.d <= 0 for the second."""

MECHANISM_EXPECTED = "a mechanism is expected (of a protocol, Mechanism.make makes one with myopic agents)"

MAX_CASES = 200_000
"""How many sign patterns of one agent are decided before the question is given up."""

MAX_ASIDE = 10
"""How many failing types of one agent are looked at that no selection rule was found to realize."""

MAX_REALIZED = 5_000
"""How many profiles are tried for an assignment that realizes a failure before the question is given up."""


# ------------------------------------------------------------------------------------------------- one action, one type


@dataclass(frozen=True)
class CostAt(Displayed):
    """A choice, the profile that makes it best or worst, and what it then costs."""

    choice: int
    profile: Profile
    cost: Fraction

    def data(self) -> list[Any]:
        return [self.choice, list(self.profile), text(self.cost)]

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> Self:
        return cls(data[0], tuple(data[1]), rational(data[2]))


def worst(protocol: Protocol, j: int, k: int, costs: Bundle) -> CostAt:
    """The costliest outcome of choice k."""
    bundle_, profile = max(protocol.reach[j][k].items(), key=lambda item: dot(costs, item[0]))
    return CostAt(k, profile, dot(costs, bundle_))


def best(protocol: Protocol, j: int, k: int, costs: Bundle) -> CostAt:
    """The cheapest outcome of choice k."""
    bundle_, profile = min(protocol.reach[j][k].items(), key=lambda item: dot(costs, item[0]))
    return CostAt(k, profile, dot(costs, bundle_))


def better_elsewhere(
    protocol: Protocol, j: int, k: int, costs: Bundle, dominance: Dominance
) -> tuple[CostAt, CostAt] | None:
    """The worst outcome of k and a cheaper best outcome of a deviation; `None` if k is obviously dominant."""
    own = worst(protocol, j, k, costs)
    for other in range(len(protocol.menus[j])):
        if other != k or dominance == "printed":
            outcome = best(protocol, j, other, costs)
            if outcome.cost < own.cost:
                return own, outcome
    return None


@dataclass(frozen=True)
class ObviouslyDominant(ToldStatement):
    """An action is obviously dominant for an agent of a type. The selection is a table.

    Evidence: `WorstAndBest`, or `Deviation`.
    """

    kind: ClassVar[str] = "obviously dominant"
    protocol: Protocol
    agent: int
    costs: Bundle
    action: int
    dominance: Dominance = "deviations"

    def sentence(self) -> str:
        return (
            f"choice {self.action} is obviously dominant for agent {self.protocol.market.agents[self.agent]} "
            f"with costs ({', '.join(texts(self.costs))})"
        )

    def about(self) -> dict[str, Any]:
        return {
            "protocol": self.protocol.about(),
            "agent": self.agent,
            "costs": texts(self.costs),
            "action": self.action,
            "dominance": self.dominance,
        }

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        protocol, costs = protocol_from_plain(about["protocol"]), bundle(about["costs"])
        return cls(protocol, about["agent"], costs, about["action"], about["dominance"])

    def is_outcome(self, outcome: CostAt) -> bool:
        """Whether the profile has the choice, and costs the agent what is said."""
        profile, protocol = outcome.profile, self.protocol
        valid = len(profile) == len(protocol.menus) and profile[self.agent] == outcome.choice
        if not valid or not all(0 <= k < len(menu) for k, menu in zip(profile, protocol.menus, strict=True)):
            return False
        return dot(self.costs, protocol.selected(profile)[self.agent]) == outcome.cost


@dataclass(frozen=True)
class WorstAndBest(Evidence):
    """The worst outcome of the action and the best of every choice, its own included."""

    form: ClassVar[str] = "worst and best"
    worst: CostAt
    best: tuple[CostAt, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ObviouslyDominant) or not holds or self.worst.choice != statement.action:
            return False
        protocol, j, costs = statement.protocol, statement.agent, statement.costs
        if [outcome.choice for outcome in self.best] != list(range(len(protocol.menus[j]))):
            return False
        if not all(statement.is_outcome(outcome) for outcome in (self.worst, *self.best)):
            return False
        if any(dot(costs, x) > self.worst.cost for x in protocol.reach[j][statement.action]):
            return False
        for outcome in self.best:
            if any(dot(costs, x) < outcome.cost for x in protocol.reach[j][outcome.choice]):
                return False
            if outcome.cost < self.worst.cost and (
                outcome.choice != statement.action or statement.dominance == "printed"
            ):
                return False
        return True

    def data(self) -> dict[str, Any]:
        return {"worst": self.worst.data(), "best": [outcome.data() for outcome in self.best]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(CostAt.from_data(data["worst"]), tuple(CostAt.from_data(row) for row in data["best"]))


@dataclass(frozen=True)
class Deviation(Evidence):
    """An outcome of the action and a cheaper one of a deviation, at two profiles of choices."""

    form: ClassVar[str] = "deviation"
    action: CostAt
    deviation: CostAt

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ObviouslyDominant) or holds or self.action.choice != statement.action:
            return False
        if self.deviation.choice == statement.action and statement.dominance != "printed":
            return False
        outcomes = statement.is_outcome(self.action) and statement.is_outcome(self.deviation)
        return outcomes and self.action.cost > self.deviation.cost

    def data(self) -> dict[str, Any]:
        return {"action": self.action.data(), "deviation": self.deviation.data()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(CostAt.from_data(data["action"]), CostAt.from_data(data["deviation"]))


def obviously_dominant(
    protocol: Protocol, agent: str | int, costs: Sequence[Any], action: int, dominance: Dominance = "deviations"
) -> Verdict:
    """Whether the action is obviously dominant for the agent with these costs; the selection must be a table."""
    j = protocol.market.place(agent)
    exact = bundle(costs, len(protocol.market.tasks), "costs")
    if not 0 <= action < len(protocol.menus[j]):
        name, last = protocol.market.agents[j], len(protocol.menus[j]) - 1
        raise ValueError(f"action: {action} is no choice; the menu of {name} has 0 to {last}")
    statement = ObviouslyDominant(protocol, j, exact, action, dominance)
    found = better_elsewhere(protocol, j, action, exact, dominance)
    if found is not None:
        return Verdict(statement, False, Deviation(*found))
    everywhere = tuple(best(protocol, j, k, exact) for k in range(len(protocol.menus[j])))
    return Verdict(statement, True, WorstAndBest(worst(protocol, j, action, exact), everywhere))


# ----------------------------------------------------------------------------------------------------- whole mechanisms


@dataclass(frozen=True)
class ObviouslyStrategyProof(ToldStatement):
    """The mechanism is obviously strategy-proof; with `AnySelection`, under every selection rule.

    The protocol is feasible, or it is no mechanism. Evidence: `NoFailingType`; or `FailingType`, or `TwoBundles`.
    """

    kind: ClassVar[str] = "obviously strategy-proof"
    mechanism: Mechanism
    dominance: Dominance = "deviations"

    def sentence(self) -> str:
        rule = " under every selection rule" if isinstance(self.mechanism.protocol.selection, AnySelection) else ""
        whose = counted(len(self.mechanism.strategies), "agent")
        return f"the trading mechanism of {whose} is obviously strategy-proof{rule}"

    def about(self) -> dict[str, Any]:
        return {**self.mechanism.about(), "dominance": self.dominance}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        return cls(mechanism_from_plain(about), about["dominance"])

    @cached_property
    def is_mechanism(self) -> bool:
        return bool(feasible(self.mechanism.protocol))


@dataclass(frozen=True)
class Idle(Displayed):
    """An offer of an agent, by its place among all offers, and prices that show that no selection rule uses it."""

    agent: int
    offer: int
    prices: tuple[Prices, ...]


@dataclass(frozen=True)
class NoFailingType(Evidence):
    """For each agent and each of `cases`, in order, the multipliers that show that no type fails that way.

    Nothing is listed for an agent with a finite domain, whose types are looked through, nor for the types that a
    strategy names one by one. Offers shown to be idle are left out of the cases; only an open selection needs that.
    """

    form: ClassVar[str] = "no failing type"
    multipliers: tuple[tuple[NoType, ...], ...]
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
            SomeType(domain, below, at_most).refuted_by(y.below, y.at_most)
            for (below, at_most), y in zip(patterns, given, strict=True)
        )

    def data(self) -> dict[str, Any]:
        return {
            "multipliers": [[[list(y.below), list(y.at_most)] for y in agent] for agent in self.multipliers],
            "idle": [[one.agent, one.offer, [list(q) for q in one.prices]] for one in self.idle],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        multipliers = tuple(tuple(NoType(tuple(u), tuple(v)) for u, v in agent) for agent in data["multipliers"])
        return cls(multipliers, tuple(Idle(j, at, tuple(map(tuple, prices))) for j, at, prices in data["idle"]))


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
    entries: SelectionTable | None = None

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

    def data(self) -> dict[str, Any]:
        plain = {
            "agent": self.agent,
            "costs": texts(self.costs),
            "action": self.action.data(),
            "deviation": self.deviation.data(),
        }
        return plain if self.entries is None else {**plain, "selection": self.entries.plain()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        entries = selection_from_plain(data["selection"]) if "selection" in data else None
        assert entries is None or isinstance(entries, SelectionTable)
        action, deviation = CostAt.from_data(data["action"]), CostAt.from_data(data["deviation"])
        return cls(data["agent"], bundle(data["costs"]), action, deviation, entries)


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
            and all(misallocation(market.numbers, assignment) is None for assignment in self.assignments)
            and all(
                _held(mechanism, i, x) for assignment in self.assignments for i, x in enumerate(assignment) if i != j
            )
        )

    def data(self) -> dict[str, Any]:
        assignments = [[texts(row) for row in assignment] for assignment in self.assignments]
        return {"agent": self.agent, "costs": texts(self.costs), "assignments": assignments}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        first, second = (tuple(bundle(x) for x in assignment) for assignment in data["assignments"])
        return cls(data["agent"], bundle(data["costs"]), (first, second))


def _from_continuum(mechanism: Mechanism, j: int, x: Bundle) -> bool:
    continua = [one for one in mechanism.protocol.menus[j] if isinstance(one, PairsFrom)]
    return min(x) >= 0 and any(all(row.holds(x) for row in one.constraints) for one in continua)


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
        patterns = _cases_of_choice(offers, named[costs], statement.dominance, ((), ()))
    domain = FiniteDomain((costs,))
    return any(SomeType(domain, below, at_most).has(costs) for below, at_most in patterns)


def named_types(mechanism: Mechanism, j: int) -> tuple[Bundle, ...]:
    """The types whose choice the strategy of agent j names one by one."""
    strategy = mechanism.strategies[j]
    return tuple(costs for costs, _ in strategy.choices) if isinstance(strategy, ChoiceTable) else ()


# ------------------------------------------------------------------------------------------------- the failing patterns


def all_offers(protocol: Protocol, j: int) -> Offers:
    """The choices of agent j with the directions they offer, in order."""
    return tuple((k, d) for k, directions in enumerate(protocol.offers(j)) for d in directions)


def without(offers: Offers, places: set[int]) -> Offers:
    """The offers at all other places."""
    return tuple(offer for place, offer in enumerate(offers) if place not in places)


def cases(mechanism: Mechanism, j: int, dominance: Dominance, offers: Offers) -> Iterator[Case]:
    """The sign patterns of types of agent j at which the strategy fails, in a fixed order.

    Cautious myopic agents fail if they gain in two trading sets, or gain and lose in one: every choice then has an
    outcome worse than one of another choice. If neither, they choose the only set in which they gain, or the
    endowment. Under the printed dominance any gain is a failure. Myopic agents whose ties are left open also fail if
    they gain nowhere and lose somewhere: then every set is as cheap as the endowment. With the selection open it is
    enough that they lose somewhere: a rule may never select the bundles by which they would gain.
    """
    strategy = mechanism.strategies[j]
    continua = {k for k, one in enumerate(mechanism.protocol.menus[j]) if isinstance(one, PairsFrom)}
    if isinstance(strategy, Regions):
        for choice, region in _regions(strategy):
            yield from _cases_of_choice(offers, choice, dominance, region)
        return
    if dominance == "printed":
        yield from (((d,), ()) for _, d in offers)
    else:
        yield from (((d,), ()) for k, d in offers if k in continua)
        for (k, d), (m, e) in itertools.combinations(offers, 2):
            if k in continua and k == m:
                continue  # one choice of the continuum for each bundle: covered by its single gains
            yield from [((d, _minus(e)), ()), ((_minus(d), e), ())] if k == m else [((d, e), ())]
    if isinstance(strategy, Myopic) and strategy.ties == "any":
        opened = isinstance(mechanism.protocol.selection, AnySelection)
        nowhere = () if opened else tuple(_minus(d) for _, d in offers)
        yield from (((_minus(d),), nowhere) for _, d in offers)


def _cases_of_choice(offers: Offers, choice: int, dominance: Dominance, region: Case) -> Iterator[Case]:
    """A type in the region that makes this choice fails if it can lose by it, or gain by another."""
    below, at_most = region
    for k, d in offers:
        if k == choice:
            yield (*below, _minus(d)), at_most
        if k != choice or dominance == "printed":
            yield (*below, d), at_most


def _regions(strategy: Regions) -> Iterator[tuple[int, Case]]:
    """For each choice the types that make it, as sign patterns: a rule holds and each earlier one breaks somewhere."""
    earlier: list[list[Case]] = []
    for rule in strategy.rules:
        own = (_integers(rule.below), _integers(rule.at_most))
        yield from ((rule.choice, _joined([own, *broken])) for broken in itertools.product(*earlier))
        ways: list[Case] = [(_integers([tuple(-x for x in d)]), ()) for d in rule.at_most]
        ways += [((), _integers([tuple(-x for x in d)])) for d in rule.below]
        earlier.append(ways)
    yield from ((0, _joined(list(broken))) for broken in itertools.product(*earlier))


def _joined(patterns: Sequence[Case]) -> Case:
    below = tuple(d for one, _ in patterns for d in one)
    at_most = tuple(d for _, one in patterns for d in one)
    return below, at_most


def _integers(directions: Sequence[Bundle]) -> Directions:
    return tuple(primitive(d) for d in directions)


def _minus(direction: Direction) -> Direction:
    return tuple(-step for step in direction)


# ------------------------------------------------------------------------------------------------------------- deciding


def obviously_strategy_proof(mechanism: Mechanism, dominance: Dominance = "deviations") -> Verdict:
    """Whether the mechanism is obviously strategy-proof.

    The selection is a table, or open (`AnySelection`: under every rule). Evidence: `NoFailingType`; or `FailingType`
    (`TwoBundles` for a continuum of choices). Raises `ValueError` if the protocol is not feasible.
    """
    require_kind(mechanism, Mechanism, "obviously_strategy_proof", MECHANISM_EXPECTED)
    if dominance not in DOMINANCE:
        raise ValueError(f"dominance: {dominance!r} is none of {', '.join(DOMINANCE)}")
    statement = ObviouslyStrategyProof(mechanism, dominance)
    if isinstance(mechanism.protocol.selection, ExPostOptimal):
        raise ValueError("selection: ex-post optimal is a table in the making; use decide_osp, which computes it")
    if not statement.is_mechanism:
        breach = mechanism.protocol.breach
        assert breach is not None, "what is no mechanism breaks somewhere"
        raise ValueError(f"this is no trading protocol: {breach_in_words(mechanism.protocol, breach)}")
    shown: list[tuple[NoType, ...]] = []
    idle: list[Idle] = []
    for j in range(len(mechanism.strategies)):
        try:
            answer = _decide_agent(statement, j, idle)
        except TooMany as excess:
            return Verdict(statement, None, Undecided((str(excess),)))
        if isinstance(answer, Evidence):
            return Verdict(statement, None if isinstance(answer, Undecided) else False, answer)
        shown.append(answer)
    return Verdict(statement, True, NoFailingType(tuple(shown), tuple(idle)))


class TooMany(Exception):
    """A decision would exceed a stated bound."""


def _decide_agent(statement: ObviouslyStrategyProof, j: int, idle: list[Idle]) -> tuple[NoType, ...] | Evidence:
    """Multipliers for every case of agent j, or the failure, or what was tried.

    With the selection open, a type that fails by the offers may be due to idle ones; they are left out, and `idle` gets
    them. A failure that no rule was found to realize is put aside, since another may be real.
    """
    protocol = statement.mechanism.protocol
    offers = all_offers(protocol, j)
    opened = isinstance(protocol.selection, AnySelection)
    if opened and any(not isinstance(answer, NoType) for answer in _answers(statement, j, offers)):
        unused = list(_idle_offers(protocol, j, offers))
        offers = without(offers, {one.offer for one in unused})
        idle += unused
    found: list[NoType] = []
    aside: list[Undecided] = []
    for answer in _answers(statement, j, offers):
        if isinstance(answer, NoType):
            found.append(answer)
            continue
        failure = _failure(statement, j, answer)
        if not isinstance(failure, Undecided):
            return failure
        aside.append(failure)
        if len(aside) == MAX_ASIDE:
            break
    return aside[0] if aside else tuple(found)


def _idle_offers(protocol: Protocol, j: int, offers: Offers) -> Iterator[Idle]:
    if any(isinstance(one, PairsFrom) for menu in protocol.menus for one in menu):
        return
    for place, (k, offer) in enumerate(offers):
        if isinstance(protocol.menus[j][k], menus.Ray | menus.Points):
            prices = idle_prices(protocol, j, k, offer)
            if prices is not None:
                yield Idle(j, place, prices)


def _answers(statement: ObviouslyStrategyProof, j: int, offers: Offers) -> Iterator[Bundle | NoType]:
    """The failing types among those that are listed; then for each sign pattern a type that has it, or why none has."""
    mechanism = statement.mechanism
    domain = mechanism.market.preferences[j].domain
    types = domain.types if isinstance(domain, FiniteDomain) else named_types(mechanism, j)
    yield from (costs for costs in types if fails_at(statement, j, costs, offers))
    if isinstance(domain, FiniteDomain):
        return
    for count, (below, at_most) in enumerate(cases(mechanism, j, statement.dominance, offers)):
        if count >= MAX_CASES:
            raise TooMany(f"agent {mechanism.market.agents[j]}: more than {MAX_CASES} sign patterns of failing types")
        evidence = some_type(domain, below, at_most).evidence
        assert isinstance(evidence, TypeFound | NoType)  # the domain is not finite
        yield evidence.costs if isinstance(evidence, TypeFound) else evidence


def _failure(statement: ObviouslyStrategyProof, j: int, costs: Bundle) -> Evidence:
    """The action and the deviation of a failing type; with the selection open, under a rule that realizes them."""
    if isinstance(statement.mechanism.protocol.selection, SelectionTable):
        failing = _failing_type(statement, statement.mechanism, j, costs, None)
        assert failing is not None
        return failing
    if any(isinstance(one, PairsFrom) for menu in statement.mechanism.protocol.menus for one in menu):
        return _continuum_failure(statement, j, costs)
    for entries in _rules(statement.mechanism.protocol, j, costs):
        failing = _failing_type(statement, with_table(statement.mechanism, entries), j, costs, entries)
        if failing is not None:
            return failing
    name = statement.mechanism.market.agents[j]
    shown = ", ".join(texts(costs))
    return Undecided(
        (f"no selection rule with at most two profiles of trade realizes the failure of agent {name} at ({shown})",)
    )


def _failing_type(
    statement: ObviouslyStrategyProof, mechanism: Mechanism, j: int, costs: Bundle, entries: SelectionTable | None
) -> FailingType | None:
    for k in mechanism.chosen(j, costs):
        found = better_elsewhere(mechanism.protocol, j, k, costs, statement.dominance)
        if found is not None:
            return FailingType(j, costs, *found, entries)
    return None


def _rules(protocol: Protocol, j: int, costs: Bundle) -> Iterator[SelectionTable]:
    """Selection rules that give agent j something cheap or dear at one or two profiles, the endowment elsewhere.

    Profiles in which few agents trade come first. Two cheap and two dear entries for each choice of agent j are enough:
    at most two profiles are combined, and they must differ.
    """
    if protocol.number_of_profiles > MAX_REALIZED:
        raise TooMany(f"{protocol.number_of_profiles} profiles of choices; at most {MAX_REALIZED} are tried")
    now = dot(costs, protocol.market.endowment[j])
    kept: dict[tuple[int, str], list[tuple[Profile, Assignment]]] = {}
    for profile in sorted(protocol.profiles, key=lambda choices: sum(map(bool, choices))):
        for sense in ("min", "max") if profile[j] else ():
            assignment = extreme_assignment(protocol, profile, j, costs, sense)
            listed = kept.setdefault((profile[j], sense), [])
            gain = now - dot(costs, assignment[j]) if assignment else Fraction(0)
            if assignment is None or len(listed) == 2 or not (gain > 0 if sense == "min" else gain < 0):
                continue
            new = (profile, assignment)
            yield SelectionTable((new,))
            for old in (entry for entries in kept.values() for entry in entries):
                if old[0] != profile:
                    yield SelectionTable((old, new))
            listed.append(new)


def extreme_assignment(protocol: Protocol, profile: Profile, j: int, costs: Bundle, sense: str) -> Assignment | None:
    """An assignment that respects the choices and makes agent j's workload least or greatest; `None` if none does."""
    market = protocol.market
    agents, size = len(market.agents), len(market.tasks)
    found: list[tuple[Fraction, Assignment]] = []
    options = [menus.pieces(protocol.menus[i][k], market.endowment[i]) for i, k in enumerate(profile)]
    for pieces in itertools.product(*options):
        rows: dict[bool, list[tuple[list[Any], Any]]] = {False: [], True: []}
        for i, piece in enumerate(pieces):
            for row in piece:
                padded = [*[0] * (size * i), *row.coefficients, *[0] * (size * (agents - 1 - i))]
                rows[row.equal].append((padded, row.bound))
        for task, number in enumerate(market.numbers):
            rows[True].append(([int(v % size == task) for v in range(agents * size)], number))
        system = LinearSystem.make(agents * size, at_most=rows[False], equal=rows[True], lower=0)
        objective = [*[0] * (size * j), *costs, *[0] * (size * (agents - 1 - j))]
        evidence = optimum(system, objective, "min" if sense == "min" else "max").evidence
        if isinstance(evidence, PrimalDual):
            values = evidence.values
            z = tuple(tuple(values[i * size : (i + 1) * size]) for i in range(agents))
            found.append((dot(costs, z[j]), z))
    if not found:
        return None
    return (min if sense == "min" else max)(found)[1]


def _continuum_failure(statement: ObviouslyStrategyProof, j: int, costs: Bundle) -> Evidence:
    """Two assignments in which agent j has different tempting bundles of a continuum of choices."""
    mechanism = statement.mechanism
    now = dot(costs, mechanism.market.endowment[j])
    if any(isinstance(one, PairsFrom) for one in mechanism.protocol.menus[j]):
        relaxed = _relaxed(mechanism.protocol)
        for k in (k for k, one in enumerate(mechanism.protocol.menus[j]) if isinstance(one, PairsFrom)):
            for others in itertools.product(*(range(len(m)) for i, m in enumerate(relaxed.menus) if i != j)):
                profile = (*others[:j], k, *others[j:])
                low = extreme_assignment(relaxed, profile, j, costs, "min")
                if low is None or dot(costs, low[j]) >= now:
                    continue
                half = tuple(
                    tuple((a + b) / 2 for a, b in zip(x, y, strict=True))
                    for x, y in zip(low, mechanism.market.endowment, strict=True)
                )
                failing = TwoBundles(j, costs, (low, half))
                if failing.supports(statement, False):
                    return failing
    shown = ", ".join(texts(costs))
    return Undecided((f"no two bundles of the continuum of choices were found that tempt a type ({shown})",))


def _relaxed(protocol: Protocol) -> Protocol:
    """Every continuum of choices as one trading set."""
    listed = tuple(
        tuple(menus.PolyhedralSet(one.constraints) if isinstance(one, PairsFrom) else one for one in menu)
        for menu in protocol.menus
    )
    return replace(protocol, menus=listed)


def decide_osp(mechanism: Mechanism, dominance: Dominance = "deviations") -> Verdict:
    """Whether the mechanism is obviously strategy-proof, whatever its selection.

    An ex-post optimal selection is first left open: a yes under every rule is one for it. Otherwise its table is
    computed, profile by profile, and the statement decided is the one about that table. Where an ex-post optimal
    selection may be several tables (`ex_post_tables`) that do not agree, the verdict is undecided and says so.
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


def ex_post_tables(protocol: Protocol) -> list[SelectionTable]:
    """Ex-post optimal selections: that of `ex_post_table`, alone where every profile has one cheapest assignment.

    Elsewhere also the endowment where it is one of the cheapest, and for each agent and task those with the most and
    with the least of it at every profile. There may be further ones.
    """
    choices = {profile: _cheapest(protocol, profile) for profile in protocol.profiles}
    count = max(map(len, choices.values()))
    tables = [ex_post_table(protocol)]
    for number in range(count if count > 1 else 0):
        picked = ((at, found[number % len(found)]) for at, found in choices.items() if found)
        tables.append(SelectionTable(tuple((at, z) for at, z in picked if z != protocol.market.endowment)))
    return list(dict.fromkeys(tables))


def _cheapest(protocol: Protocol, profile: Profile) -> list[Assignment]:
    """The cheapest assignment at a profile; if there are several, some of them, as `ex_post_tables` says."""
    market = protocol.market
    sets = [menu[k] for menu, k in zip(protocol.menus, profile, strict=True)]
    verdict = optimal_selection(market, sets)
    first = selected_assignment(verdict)
    if first is None:
        return []
    groups = tuple((j, one, 1) for j, one in enumerate(sets))
    size, least = len(market.tasks), market.social_cost(first)
    found: list[Assignment] = []
    for split in splits(market.endowment, groups):
        system = split_system(split, market.numbers)
        costs = split_costs(split, market.performance)
        cheap = replace(system, rows=(*system.rows, Row(costs, "=", least)))
        for variable, sense in itertools.product(system.variables, ("max", "min")):
            evidence = optimum(cheap, {variable: 1}, cast(Literal["max", "min"], sense)).evidence
            if isinstance(evidence, PrimalDual):
                values = evidence.values
                found.append(tuple(values[at : at + size] for at in range(0, len(values), size)))
    if len(set(found)) == 1:
        return [first]
    kept = all(in_set(one, eta, eta) for one, eta in zip(sets, market.endowment, strict=True))
    return [market.endowment, *found] if kept and market.social_cost(market.endowment) == least else found


def ex_post_table(protocol: Protocol, limit: int = MAX_REALIZED) -> SelectionTable:
    """An ex-post optimal selection as a table: at every profile the assignment of least social cost that was found.

    Where several are optimal it is one of them, and the answer may depend on which (VS leaves the choice open).
    """
    if protocol.number_of_profiles > limit:
        raise ValueError(f"selection: {protocol.number_of_profiles} profiles of choices; at most {limit} are tabulated")
    entries = []
    for profile in protocol.profiles:
        sets = [menu[k] for menu, k in zip(protocol.menus, profile, strict=True)]
        assignment = selected_assignment(optimal_selection(protocol.market, sets))
        if assignment is not None and assignment != protocol.market.endowment:
            entries.append((profile, assignment))
    return SelectionTable(tuple(entries))


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
