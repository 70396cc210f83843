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
from functools import cached_property
from typing import Any, ClassVar, Self

from exact.plain_data import Converter, a_list, at_key, converter, register, written
from exact.showing.display import Displayed, counted, told_number
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets import menus
from proofs.trading.markets.bundles import Assignment, Bundle, Direction, texts
from proofs.trading.markets.domains import domain_from_plain
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Menu, PairsFrom, Points, TradingSet
from proofs.trading.markets.random_allocation import misallocation
from proofs.trading.markets.selections import AnySelection, Profile, Selection, SelectionTable
from proofs.trading.markets.supply import Supply, adds_up, least, tasks_proper

TABLE_FIRST = "give it one first: dominance.with_table(mechanism, dominance.ex_post_table(mechanism.protocol))"


# ----------------------------------------------------------------------------------------------------------- protocols


_MENUS = converter(tuple[Menu, ...])
_SUPPLY = converter(tuple[Supply, ...])


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
                try:
                    check_set(trading_set, market.endowment[market.agent(agent)], market.supply)
                except ValueError as error:
                    raise ValueError(f"agents.{agent}.menu[{k}]: {error}") from None
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
        return tuple(menus.offers(trading_set, endowment, self.market.supply) for trading_set in self.menus[j])

    def about(self) -> dict[str, Any]:
        return {
            "numbers": _SUPPLY.to_plain(self.market.supply),
            "endowment": [texts(row) for row in self.market.endowment],
            "domains": [preferences.domain.plain() for preferences in self.market.preferences],
            "menus": _MENUS.to_plain(self.menus),
            "selection": converter(Selection).to_plain(self.selection),
        }


def check_set(trading_set: TradingSet, endowment: Bundle, supply: Sequence[Supply]) -> None:
    """Refuse bundles below 0 where they may not be, and with payments what may be a trade of nothing else."""
    proper = tasks_proper(supply)
    points = trading_set.points if isinstance(trading_set, Points) else ()
    for x in points:
        if any(value < 0 and least(one) is not None for value, one in zip(x, supply, strict=True)):
            raise ValueError(f"({', '.join(texts(x))}) has a negative number; bundles are nonnegative")
    if len(proper) == len(supply):
        return
    if not isinstance(trading_set, EndowmentOnly | Points | menus.Ray):
        raise ValueError("with payments a choice is a ray, points or trades; give one of these")
    if isinstance(trading_set, menus.Ray) and not any(trading_set.direction[i] for i in proper):
        raise ValueError("a ray of nothing but payments; a ray moves a task that is none")
    fixed = [i for i, one in enumerate(supply) if adds_up(one)]
    if any(x != endowment and all(x[i] == endowment[i] for i in fixed) for x in points):
        raise ValueError("a bundle that differs in open payments alone; a trade moves something whose sum is fixed")


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
    numbers, endowment, domains = (a_list(at_key(plain, key)) for key in ("numbers", "endowment", "domains"))
    market = Market.make(
        {str(i + 1): number for i, number in enumerate(_SUPPLY.from_plain(numbers))},
        [str(j + 1) for j in range(len(endowment))],
        endowment,
        preferences=[Preferences(domain_from_plain(each, len(numbers)), goods=range(len(numbers))) for each in domains],
    )
    listed = _MENUS.from_plain(at_key(plain, "menus"))
    return Protocol(market, listed, converter(Selection).from_plain(at_key(plain, "selection")))


register(Protocol, Converter(Protocol.about, protocol_from_plain))


# --------------------------------------------------------------------------------------------------------- feasibility


@dataclass(frozen=True)
class FeasibleProtocol(ToldStatement):
    """The selection respects the choices: every profile gets an assignment in the sets chosen.

    For a selection that is not a table: there is such a selection. Evidence: `Respects` or `Breach`.
    """

    kind: ClassVar[str] = "feasible protocol"
    protocol: Protocol = field(metadata=written(inline=True))

    def sentence(self) -> str:
        agents = counted(len(self.protocol.menus), "agent")
        profiles = counted(self.protocol.number_of_profiles, "profile")
        return f"the trading protocol of {agents} with {profiles} of choices is feasible"


@dataclass(frozen=True)
class Respects(Evidence):
    """Nothing but the statement is needed: its table, and membership of the endowment, are looked through."""

    form: ClassVar[str] = "respects"

    def supports(self, statement: Statement, holds: bool) -> bool:
        return isinstance(statement, FeasibleProtocol) and holds and statement.protocol.breach is None


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


def feasible(protocol: Protocol) -> Verdict:
    """Whether the protocol is feasible (VS, section 1.1).

    A profile that a table leaves out gets the endowment, which must then be in every chosen set. Without a table, the
    profile in which all others demand their endowment forces it on the agent (VS, Claim 1), and if it is in every set,
    selecting the endowment always is a selection rule; so a feasible selection exists exactly then.
    """
    wrong = protocol.breach
    statement = FeasibleProtocol(protocol)
    return Verdict(statement, True, Respects()) if wrong is None else Verdict(statement, False, wrong)


def require_feasible(protocol: Protocol, what: str = "this is no trading protocol") -> None:
    """Raise `ValueError` where the selection does not respect the choices; `what` begins the sentence.

    Of an ex-post optimal selection ask before it is made a table: then it is the trading set that is to blame.
    """
    if protocol.breach is not None:
        raise ValueError(f"{what}: {breach_in_words(protocol, protocol.breach)}")


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
    wrong = misallocation(market.supply, assignment)
    assert wrong is not None, "the breach is that the assignment is none"
    mend = "" if wrong.agent is not None else "; make the bundles add up to it (who is left out keeps the endowment)"
    return f"{where}: {market.describe_misallocation(wrong, assignment)}{mend}"


def _spoken_bundle(market: Market, values: Bundle) -> str:
    return "(" + ", ".join(f"{task}: {told_number(x)}" for task, x in zip(market.tasks, values, strict=True)) + ")"


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
    if misallocation(market.supply, assignment) is not None:
        yield Breach(profile, None)
    for j, k in enumerate(profile):
        if not _member(protocol, j, k, assignment[j]):
            yield Breach(profile, j)


def _without_endowment(protocol: Protocol) -> Iterator[tuple[int, int]]:
    for j, menu in enumerate(protocol.menus):
        for k in range(len(menu)):
            if not _member(protocol, j, k, protocol.market.endowment[j]):
                yield j, k


def _member(protocol: Protocol, j: int, k: int, x: Bundle) -> bool:
    trading_set, endowment = protocol.menus[j][k], protocol.market.endowment[j]
    if isinstance(trading_set, PairsFrom):
        return x == endowment  # each of its sets {y, endowment} holds the endowment
    return menus.in_set(trading_set, endowment, x, protocol.market.supply)
