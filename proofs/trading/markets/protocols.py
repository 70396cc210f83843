"""Trading protocols and mechanisms.

A *trading protocol* (VS, section 1.1) is an endowment, a menu of trading sets for each agent and a *selection rule*:
for every profile of choices an assignment in which everybody's bundle is in the set they chose. A *strategy* maps an
agent's types to choices, and a *trading mechanism* is a protocol with a strategy for every agent.

Selection rules. `SelectionTable` lists assignments for some profiles; all others get the endowment. `ExPostOptimal` is
VS, section 3 (after Corollary 3). `AnySelection` stands for every rule that respects the choices: a question about it
is answered yes when it is yes for all of them (VS, Corollary 3).

Strategies. `Myopic` chooses a trading set that holds the cheapest bundle (VS, section 3). As printed, any of the
cheapest sets may be chosen ("any" ties); but every trading set of a feasible protocol contains the endowment (VS,
Claim 1), so that the printed rule allows an agent who dislikes every trade to choose a ray, after which trade may
happen. The default breaks ties in favour of the best worst case ("cautious"), then of the first choice. `ChoiceTable`
names the choice of some types, and is cautious elsewhere; `Regions` is a list of rules on the signs of trades'
workloads, of which the first that applies counts.

The *essential reduction* (VS, section 3) keeps of each trading set the bundles that are selected at some profile; a
mechanism *dominates* another if endowments, choices and strategies are the same and every trading set is larger, and
*effectively dominates* it if it dominates the essential reduction.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal, Self

from exact.linear import LinearSystem, PrimalDual, optimum
from exact.rationals import integer, text
from exact.showing.display import Displayed, counted
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets import menus
from proofs.trading.markets.market import (
    Assignment,
    Bundle,
    Market,
    Preferences,
    bundle,
    domain_from_plain,
    dot,
    misallocation,
    texts,
)
from proofs.trading.markets.menus import Direction, EndowmentOnly, Menu, PairsFrom, Points, TradingSet

Profile = tuple[int, ...]
"""A choice for each agent: positions in their menus."""

TABLE_FIRST = "give it one first: dominance.with_table(mechanism, dominance.ex_post_table(mechanism.protocol))"


# ----------------------------------------------------------------------------------------------------- selection rules


@dataclass(frozen=True)
class SelectionTable(Displayed):
    """The assignment at some profiles of choices; the endowment at all others."""

    entries: tuple[tuple[Profile, Assignment], ...] = ()

    @cached_property
    def by_profile(self) -> dict[Profile, Assignment]:
        return dict(self.entries)

    def plain(self) -> Any:
        rows = [{"choices": list(at), "assignment": [texts(row) for row in z]} for at, z in self.entries]
        return {"table": rows}


@dataclass(frozen=True)
class ExPostOptimal(Displayed):
    """The assignment of least social cost among those that respect the choices."""

    def plain(self) -> Any:
        return "ex-post optimal"


@dataclass(frozen=True)
class AnySelection(Displayed):
    """Every rule that respects the choices."""

    def plain(self) -> Any:
        return "any"


Selection = SelectionTable | ExPostOptimal | AnySelection


def selection_from_plain(plain: Any) -> Selection:
    if plain == "ex-post optimal":
        return ExPostOptimal()
    if plain == "any":
        return AnySelection()
    entries = [(tuple(row["choices"]), tuple(bundle(x) for x in row["assignment"])) for row in plain["table"]]
    return SelectionTable(tuple(entries))


# ----------------------------------------------------------------------------------------------------------- protocols


@dataclass(frozen=True)
class Protocol(Displayed):
    """Menus and a selection rule for a market; `menus[j][0]` is the endowment alone."""

    market: Market
    menus: tuple[Menu, ...]
    selection: Selection = field(default_factory=AnySelection)

    @classmethod
    def make(
        cls, market: Market, trades: Mapping[str, Sequence[TradingSet]], selection: Selection | None = None
    ) -> Self:
        """A protocol from the trading sets each agent is offered beside the endowment."""
        for agent in trades:
            market.agent(agent, "trades")
        listed = tuple((EndowmentOnly(), *trades.get(agent, ())) for agent in market.agents)
        return cls(market, listed, selection or AnySelection())

    def __post_init__(self) -> None:
        market, size = self.market, len(self.market.tasks)
        if len(self.menus) != len(market.agents):
            raise ValueError(f"menus: {len(self.menus)} for {counted(len(market.agents), 'agent')}; give one for each")
        for agent, menu in zip(market.agents, self.menus, strict=True):
            if not menu or not isinstance(menu[0], EndowmentOnly):
                raise ValueError(f"agents.{agent}.menu: choice 0 is not the endowment, which everybody may demand")
            for k, trading_set in enumerate(menu):
                if _dimension(trading_set, size) != size:
                    raise ValueError(f"agents.{agent}.menu[{k}]: its bundles do not have {size} tasks")
        if isinstance(self.selection, SelectionTable):
            if any(isinstance(one, PairsFrom) for menu in self.menus for one in menu):
                raise ValueError("selection: a continuum of choices has no table; take a grid (families.budget_grid)")
            if len(self.selection.by_profile) != len(self.selection.entries):
                raise ValueError("selection: a profile of choices occurs twice; give each once")
            for at, assignment in self.selection.entries:
                self._check_entry(at, assignment)

    def _check_entry(self, at: Profile, assignment: Assignment) -> None:
        if len(at) != len(self.menus) or not all(0 <= k < len(m) for k, m in zip(at, self.menus, strict=True)):
            raise ValueError(f"selection: {list(at)} is no profile of choices; give a choice from each menu")
        sizes = [len(row) for row in assignment]
        if sizes != [len(self.market.tasks)] * len(self.menus):
            raise ValueError(f"selection: the assignment at {list(at)} is not one bundle for each agent")

    @property
    def profiles(self) -> Iterator[Profile]:
        return itertools.product(*(range(len(menu)) for menu in self.menus))

    @property
    def number_of_profiles(self) -> int:
        return math.prod(len(menu) for menu in self.menus)

    def selected(self, profile: Profile) -> Assignment:
        """The assignment at a profile, for a selection table."""
        if not isinstance(self.selection, SelectionTable):
            raise ValueError(f"selection: the rule is not a table; {TABLE_FIRST}")
        return self.selection.by_profile.get(profile, self.market.endowment)

    @cached_property
    def reach(self) -> tuple[tuple[dict[Bundle, Profile], ...], ...]:
        """For each agent and choice, the bundles it can lead to, each with the first profile that does.

        These are the trading sets of the essential reduction. Only profiles listed in the table are looked at: all
        others give the endowment, first at the profile in which everybody else demands it, if that is not listed.
        """
        if not isinstance(self.selection, SelectionTable):
            raise ValueError(f"selection: only a table says what is selected; {TABLE_FIRST}")
        found: list[list[dict[Bundle, Profile]]] = [[{} for _ in menu] for menu in self.menus]
        listed = [[0] * len(menu) for menu in self.menus]
        for at, assignment in sorted(self.selection.entries):
            for j, k in enumerate(at):
                found[j][k].setdefault(assignment[j], at)
                listed[j][k] += 1
        for j, menu in enumerate(self.menus):
            others = self.number_of_profiles // len(menu)
            for k in range(len(menu)):
                if listed[j][k] < others and self.market.endowment[j] not in found[j][k]:
                    found[j][k][self.market.endowment[j]] = self._unlisted(j, k)
        return tuple(tuple(sets) for sets in found)

    @cached_property
    def breach(self) -> Breach | None:
        """Where the selection does not respect the choices, or `None`: a whole table is looked through, once."""
        return _breach(self)

    def _unlisted(self, j: int, k: int) -> Profile:
        table = self.selection.by_profile if isinstance(self.selection, SelectionTable) else {}
        ranges = [range(len(menu)) if i != j else (k,) for i, menu in enumerate(self.menus)]
        return next(at for at in itertools.product(*ranges) if at not in table)

    def offers(self, agent: str | int) -> tuple[tuple[Direction, ...], ...]:
        """For each choice of an agent, the directions in which its bundles lie from the endowment (`menus.offers`).

        For a selection table those of the essential reduction, otherwise those of the trading sets.
        """
        j = self.market.place(agent)
        endowment = self.market.endowment[j]
        if isinstance(self.selection, SelectionTable):
            return tuple(menus.directions_from(endowment, points) for points in self.reach[j])
        return tuple(menus.offers(trading_set, endowment, self.market.numbers) for trading_set in self.menus[j])

    def about(self) -> dict[str, Any]:
        return {
            "numbers": list(self.market.numbers),
            "endowment": [texts(row) for row in self.market.endowment],
            "domains": [preferences.domain.plain() for preferences in self.market.preferences],
            "menus": [[trading_set.plain() for trading_set in menu] for menu in self.menus],
            "selection": self.selection.plain(),
        }


def _dimension(trading_set: TradingSet, size: int) -> int:
    if isinstance(trading_set, menus.Ray):
        return len(trading_set.direction)
    if isinstance(trading_set, Points):
        return len(trading_set.points[0])
    if isinstance(trading_set, menus.PolyhedralSet | PairsFrom):
        return next((len(row.coefficients) for row in trading_set.constraints if len(row.coefficients) != size), size)
    return size


def protocol_from_plain(plain: Mapping[str, Any]) -> Protocol:
    """The protocol of a certificate, on a market without names, performance and laws."""
    size = len(plain["numbers"])
    market = Market.make(
        {str(i + 1): number for i, number in enumerate(plain["numbers"])},
        [str(j + 1) for j in range(len(plain["endowment"]))],
        plain["endowment"],
        preferences=[Preferences(domain_from_plain(domain, size)) for domain in plain["domains"]],
    )
    listed = tuple(tuple(menus.trading_set_from_plain(one) for one in menu) for menu in plain["menus"])
    return Protocol(market, listed, selection_from_plain(plain["selection"]))


# ---------------------------------------------------------------------------------------------------------- strategies


@dataclass(frozen=True)
class Myopic(Displayed):
    """A choice whose set holds the cheapest bundle; ties go to the best worst case, or ("any") are left open.

    How this relates to the rules for ties of chances and costs is said in `proofs.trading.selection.probabilities`.
    """

    ties: Literal["cautious", "any"] = "cautious"

    def plain(self) -> Any:
        return "myopic" if self.ties == "cautious" else "any myopic"


@dataclass(frozen=True)
class ChoiceTable(Displayed):
    """The choice of some types; all others are myopic and cautious."""

    choices: tuple[tuple[Bundle, int], ...]

    def __post_init__(self) -> None:
        if len({costs for costs, _ in self.choices}) != len(self.choices):
            raise ValueError("strategy: a type occurs twice; give its choice once")

    def plain(self) -> Any:
        return {"choices": [[texts(costs), k] for costs, k in self.choices]}


@dataclass(frozen=True)
class Rule(Displayed):
    """`choice` for the types with c.d <= 0 for every d in `at_most` and c.d < 0 for every d in `below`."""

    at_most: tuple[Bundle, ...]
    below: tuple[Bundle, ...]
    choice: int

    def applies(self, costs: Bundle) -> bool:
        return all(dot(costs, d) <= 0 for d in self.at_most) and all(dot(costs, d) < 0 for d in self.below)

    def plain(self) -> Any:
        return [[texts(d) for d in self.at_most], [texts(d) for d in self.below], self.choice]


@dataclass(frozen=True)
class Regions(Displayed):
    """The choice of the first rule that applies, choice 0 where none does."""

    rules: tuple[Rule, ...]

    def plain(self) -> Any:
        return {"rules": [rule.plain() for rule in self.rules]}


Strategy = Myopic | ChoiceTable | Regions


def strategy_from_plain(plain: Any) -> Strategy:
    if isinstance(plain, str):
        return Myopic("cautious" if plain == "myopic" else "any")
    if "choices" in plain:
        return ChoiceTable(tuple((bundle(costs), integer(k)) for costs, k in plain["choices"]))
    rules = [
        Rule(tuple(bundle(d) for d in at_most), tuple(bundle(d) for d in below), integer(k))
        for at_most, below, k in plain["rules"]
    ]
    return Regions(tuple(rules))


@dataclass(frozen=True)
class Mechanism(Displayed):
    """A trading protocol with a strategy for each agent."""

    protocol: Protocol
    strategies: tuple[Strategy, ...]

    @classmethod
    def make(cls, protocol: Protocol, strategies: Mapping[str, Strategy] | None = None) -> Self:
        """A mechanism in which agents without a strategy are myopic."""
        given = strategies or {}
        for agent in given:
            protocol.market.agent(agent, "strategies")
        return cls(protocol, tuple(given.get(agent, Myopic()) for agent in protocol.market.agents))

    def __post_init__(self) -> None:
        market = self.market
        if len(self.strategies) != len(market.agents):
            raise ValueError(
                f"strategies: {len(self.strategies)} for {counted(len(market.agents), 'agent')}; give one for each"
            )
        for agent, menu, strategy, preferences in zip(
            market.agents, self.protocol.menus, self.strategies, market.preferences, strict=True
        ):
            check_strategy(strategy, menu, f"agents.{agent}.strategy")
            for costs, _ in strategy.choices if isinstance(strategy, ChoiceTable) else ():
                if not preferences.domain.contains(costs):
                    raise ValueError(f"agents.{agent}.strategy: ({', '.join(texts(costs))}) is not in the domain")

    @property
    def market(self) -> Market:
        return self.protocol.market

    def chosen(self, agent: str | int, costs: Sequence[Any]) -> tuple[int, ...]:
        """The choices that the strategy of an agent allows at a type: one, or several when ties are left open.

        The agent is given by name, or by place in the market's order. For myopic agents the selection is a table.
        """
        j = self.market.place(agent)
        costs = bundle(costs, len(self.market.tasks), "costs")
        strategy = self.strategies[j]
        if isinstance(strategy, ChoiceTable):
            listed = dict(strategy.choices).get(costs)
            return (listed,) if listed is not None else self._cautious(j, costs)
        if isinstance(strategy, Regions):
            return (next((rule.choice for rule in strategy.rules if rule.applies(costs)), 0),)
        return self._cautious(j, costs) if strategy.ties == "cautious" else myopic_choices(self.protocol, j, costs)

    def _cautious(self, j: int, costs: Bundle) -> tuple[int, ...]:
        best = myopic_choices(self.protocol, j, costs)
        return (min(best, key=lambda k: (max(dot(costs, x) for x in self.protocol.reach[j][k]), k)),)

    def about(self) -> dict[str, Any]:
        return {**self.protocol.about(), "strategies": [strategy.plain() for strategy in self.strategies]}


def mechanism_from_plain(plain: Mapping[str, Any]) -> Mechanism:
    strategies = tuple(strategy_from_plain(strategy) for strategy in plain["strategies"])
    return Mechanism(protocol_from_plain(plain), strategies)


def check_strategy(strategy: Strategy, menu: Menu, where: str) -> None:
    """Refuse a strategy that does not suit the menu."""
    if not isinstance(strategy, Myopic) and any(isinstance(one, PairsFrom) for one in menu):
        raise ValueError(f"{where}: only myopic strategies suit a continuum of choices")
    for k in _choices_of(strategy):
        if not 0 <= k < len(menu):
            raise ValueError(f"{where}: {k} is no choice; the menu has 0 to {len(menu) - 1}")


def _choices_of(strategy: Strategy) -> list[int]:
    if isinstance(strategy, ChoiceTable):
        return [k for _, k in strategy.choices]
    return [rule.choice for rule in strategy.rules] if isinstance(strategy, Regions) else []


def myopic_choices(protocol: Protocol, agent: str | int, costs: Bundle) -> tuple[int, ...]:
    """The myopically optimal choices a*(c): those whose essentially reduced set holds a cheapest bundle.

    The selection is a table, so the reduced sets are finite and the minima are attained.
    """
    j = protocol.market.place(agent)
    cheapest = [min(dot(costs, x) for x in points) for points in protocol.reach[j]]
    return tuple(k for k, value in enumerate(cheapest) if value == min(cheapest))


# --------------------------------------------------------------------------------------------------------- feasibility


@dataclass(frozen=True)
class FeasibleProtocol(ToldStatement):
    """The selection respects the choices: every profile gets an assignment in the sets chosen.

    For a selection that is not a table: there is such a selection. Evidence: `Respects` or `Breach`.
    """

    kind: ClassVar[str] = "feasible protocol"
    protocol: Protocol

    def sentence(self) -> str:
        agents = counted(len(self.protocol.menus), "agent")
        profiles = counted(self.protocol.number_of_profiles, "profile")
        return f"the trading protocol of {agents} with {profiles} of choices is feasible"

    def about(self) -> dict[str, Any]:
        return self.protocol.about()

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        return cls(protocol_from_plain(about))


@dataclass(frozen=True)
class Respects(Evidence):
    """Nothing but the statement is needed: its table, and membership of the endowment, are looked through."""

    form: ClassVar[str] = "respects"

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, FeasibleProtocol) and holds and statement.protocol.breach is None

    def data(self) -> dict[str, Any]:
        return {}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls()


@dataclass(frozen=True)
class Breach(Evidence):
    """A profile at which the assignment is not one, or an agent's bundle is not in the chosen set."""

    form: ClassVar[str] = "breach"
    profile: Profile
    agent: int | None

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, FeasibleProtocol) or holds:
            return False
        return self in _breaches_at(statement.protocol, self.profile)

    def data(self) -> dict[str, Any]:
        return {"profile": list(self.profile), "agent": self.agent}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(tuple(data["profile"]), data["agent"])


def feasible(protocol: Protocol) -> Verdict:
    """Whether the protocol is feasible (VS, section 1.1).

    A profile that a table leaves out gets the endowment, which must then be in every chosen set. Without a table, the
    profile in which all others demand their endowment forces it on the agent (VS, Claim 1), and if it is in every set,
    selecting the endowment always is a selection rule; so a feasible selection exists exactly then.
    """
    wrong = protocol.breach
    statement = FeasibleProtocol(protocol)
    return Verdict(statement, True, Respects()) if wrong is None else Verdict(statement, False, wrong)


def breach_in_words(protocol: Protocol, breach: Breach) -> str:
    """What is wrong at the breach: the row of the selection, the agent and the choice, and what would do."""
    market, listed = protocol.market, isinstance(protocol.selection, SelectionTable)
    entries = [at for at, _ in protocol.selection.entries] if isinstance(protocol.selection, SelectionTable) else []
    row = f"selection[{entries.index(breach.profile)}]" if breach.profile in entries else ""
    assignment = protocol.selected(breach.profile) if listed else market.endowment
    chosen = ", ".join(f"{agent}={k}" for agent, k in zip(market.agents, breach.profile, strict=True))
    if breach.agent is None:
        return _misallocated(market, assignment, row or f"the endowment, selected at {chosen}")
    agent, k = market.agents[breach.agent], breach.profile[breach.agent]
    got = _spoken_bundle(market, assignment[breach.agent])
    if row:
        held = "the endowment alone" if k == 0 else f"the trading set of choice {k}"
        mend = f"assign a bundle of {held}" + (f", or add it to agents.{agent}.menu" if k else "")
        return f"{row}.assignment.{agent}: {got} is not in {held}, which {agent} has chosen; {mend}"
    why = f"and at {chosen}, which the selection does not list, it is selected" if listed else "which all must hold"
    mend = "add it to the set" + (", or list that profile in selection" if listed else "")
    return f"agents.{agent}.menu: the trading set of choice {k} lacks the endowment {got}, {why}; {mend}"


def _misallocated(market: Market, assignment: Assignment, where: str) -> str:
    wrong = misallocation(market.numbers, assignment)
    assert wrong is not None, "the breach is that the assignment is none"
    mend = "" if wrong.agent is not None else "; make the bundles add up to it (who is left out keeps the endowment)"
    return f"{where}: {market.describe_misallocation(wrong, assignment)}{mend}"


def _spoken_bundle(market: Market, values: Bundle) -> str:
    return "(" + ", ".join(f"{task}: {text(x)}" for task, x in zip(market.tasks, values, strict=True)) + ")"


def _breach(protocol: Protocol) -> Breach | None:
    table = protocol.selection.by_profile if isinstance(protocol.selection, SelectionTable) else {}
    for at in sorted(table):
        for wrong in _breaches_at(protocol, at):
            return wrong
    for j, k in _without_endowment(protocol):
        ranges = [range(len(menu)) if i != j else (k,) for i, menu in enumerate(protocol.menus)]
        unlisted = next((at for at in itertools.product(*ranges) if at not in table), None)
        if unlisted is not None:
            return Breach(unlisted, j)
    return None


def _breaches_at(protocol: Protocol, profile: Profile) -> Iterator[Breach]:
    """What is wrong at one profile; without a table, at the profiles in which at most one agent does not pass."""
    market = protocol.market
    valid = len(profile) == len(protocol.menus)
    if not valid or not all(0 <= k < len(menu) for k, menu in zip(profile, protocol.menus, strict=True)):
        return
    if isinstance(protocol.selection, SelectionTable):
        assignment = protocol.selected(profile)
    elif sum(k != 0 for k in profile) <= 1:
        assignment = market.endowment
    else:
        return
    if misallocation(market.numbers, assignment) is not None:
        yield Breach(profile, None)
    for j, k in enumerate(profile):
        if not _member(protocol.menus[j][k], market.endowment[j], assignment[j]):
            yield Breach(profile, j)


def _without_endowment(protocol: Protocol) -> Iterator[tuple[int, int]]:
    for j, menu in enumerate(protocol.menus):
        for k, trading_set in enumerate(menu):
            if not _member(trading_set, protocol.market.endowment[j], protocol.market.endowment[j]):
                yield j, k


def _member(trading_set: TradingSet, endowment: Bundle, x: Bundle) -> bool:
    if isinstance(trading_set, PairsFrom):
        return x == endowment  # each of its sets {y, endowment} holds the endowment
    return menus.in_set(trading_set, endowment, x)


# --------------------------------------------------------------------------------- reduction, redundancy and domination


def essential_reduction(protocol: Protocol) -> Protocol:
    """The protocol in which each trading set keeps only the bundles selected at some profile.

    Choice 0 stays the endowment alone, which it is by feasibility.
    """
    reduced: list[Menu] = [(EndowmentOnly(), *(Points(tuple(found)) for found in sets[1:])) for sets in protocol.reach]
    return Protocol(protocol.market, tuple(reduced), protocol.selection)


def is_non_redundant(protocol: Protocol) -> bool:
    """Whether the protocol equals its essential reduction: every bundle of every trading set is selected somewhere.

    A ray, a box or a polyhedron that is not a finite set of points has bundles that no finite table selects.
    """
    for j, menu in enumerate(protocol.menus):
        for trading_set, points in zip(menu, protocol.reach[j], strict=True):
            held = finite_bundles(trading_set, protocol.market.endowment[j])
            if held is None or not held <= set(points):
                return False
    return True


def finite_bundles(trading_set: TradingSet, endowment: Bundle) -> set[Bundle] | None:
    """The bundles of a trading set if they are finitely many, `None` if there are infinitely many."""
    if isinstance(trading_set, EndowmentOnly):
        return {endowment}
    if isinstance(trading_set, Points):
        return set(trading_set.points)
    if isinstance(trading_set, menus.Ray):
        stuck = any(step < 0 and value == 0 for step, value in zip(trading_set.direction, endowment, strict=True))
        return {endowment} if stuck else None
    if isinstance(trading_set, menus.Remedial):
        return None if any(endowment) else {endowment}
    if isinstance(trading_set, PairsFrom):
        return None
    return _finite_polyhedron(trading_set.constraints, len(endowment))


def _finite_polyhedron(constraints: Sequence[menus.Constraint], size: int) -> set[Bundle] | None:
    """A polyhedron is convex, so it is finite only if it is empty or a single bundle."""
    system = LinearSystem.make(
        size,
        at_most=[(row.coefficients, row.bound) for row in constraints if not row.equal],
        equal=[(row.coefficients, row.bound) for row in constraints if row.equal],
        lower=0,
    )
    corner: list[Fraction] = []
    for i in range(size):
        unit = [int(i == k) for k in range(size)]
        low, high = optimum(system, unit, "min").evidence, optimum(system, unit, "max").evidence
        if not isinstance(low, PrimalDual):
            return set()
        if not isinstance(high, PrimalDual) or high.values[i] != low.values[i]:
            return None
        corner.append(low.values[i])
    return {tuple(corner)}


def dominated(
    mechanism: Mechanism, by: Mechanism, *, effectively: bool = False, same_choices: bool = True
) -> str | None:
    """Why `by` does not (effectively) dominate the mechanism; `None` if it does (VS, section 3).

    As printed the sets of choices are the same. With `same_choices=False`, choices of the mechanism that no type makes
    may be missing: `by` then keeps the first choices and drops the rest. For effective domination the selection is a
    table, and its finite reduced sets are looked up one bundle at a time; otherwise the trading sets themselves must
    be finite sets or equal to the larger set, and `ValueError` says when that does not decide.
    """
    if mechanism.market.endowment != by.market.endowment:
        return "the endowments differ"
    for j, agent in enumerate(mechanism.market.agents):
        small, large = mechanism.protocol.menus[j], by.protocol.menus[j]
        if len(small) != len(large) and (same_choices or len(small) < len(large)):
            return f"agent {agent} has {counted(len(small), 'choice')} in one and {len(large)} in the other"
        if same_choices and mechanism.strategies[j] != by.strategies[j]:
            return f"the strategies of agent {agent} differ"
        for k, (inner, outer) in enumerate(zip(small, large, strict=False)):
            points = mechanism.protocol.reach[j][k] if effectively else _bundles_or_same(inner, outer, mechanism, j)
            endowment = mechanism.market.endowment[j]
            missing = next((x for x in points if not menus.in_set(outer, endowment, x)), None)
            if missing is not None:
                return f"choice {k} of agent {agent} holds ({', '.join(texts(missing))}) in one and not in the other"
    return None


def _bundles_or_same(inner: TradingSet, outer: TradingSet, mechanism: Mechanism, j: int) -> set[Bundle]:
    if inner == outer:
        return set()
    points = finite_bundles(inner, mechanism.market.endowment[j])
    if points is None:
        raise ValueError("domination: an infinite trading set is compared with a different one; reduce the protocol")
    return points
