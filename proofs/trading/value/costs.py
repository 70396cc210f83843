"""What a trading mechanism costs in expectation (VS, section 3.1 and program (5)).

Agents choose independently, so with exact choice probabilities (`proofs.trading.selection.probabilities`) the expected
social cost is a finite sum of exact terms, one for each profile of choices: its probability times what the selected
assignment costs. Replicas are counted by how many copies of an agent make each choice.

Readings. *Essential*: VS define myopic choices by what the selection rule ever picks from a set (the essential
reduction). `expected_cost` is asked about menus alone and takes what these offer; the two differ when the rule never
uses the best of a set. `cost_of_mechanism` uses the mechanism's own strategies on its essential sets, which is what
`dominance.decide_osp` decides about. *Ties*: see `probabilities`. By the rule "designer" the cost is the least over all
ways in which the agents, copies of one agent each by itself, may settle their ties; it is linear in each agent's choice
probabilities, so ways without randomization are enough, and all of them are tried.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, ClassVar

from exact.plain_data import written
from exact.showing.display import counted, told_number
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.dominance.deciding import ex_post_table
from proofs.trading.dominance.mechanisms import with_table
from proofs.trading.markets.bundles import Assignment, dot
from proofs.trading.markets.laws import Law
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import (
    ChoiceTable,
    Mechanism,
    Myopic,
    Regions,
    Strategy,
    check_strategy,
)
from proofs.trading.markets.menus import Menu, in_set
from proofs.trading.markets.protocols import require_feasible
from proofs.trading.markets.reduction import essential_reduction
from proofs.trading.markets.selections import SelectionTable
from proofs.trading.markets.supply import clears
from proofs.trading.selection.optimal import (
    MAX_PROFILES,
    Group,
    Selection,
    Setting,
    best_selection,
    candidates,
    compositions,
)
from proofs.trading.selection.probabilities import (
    RULES,
    TIES_IN_WORDS,
    OpenChoice,
    check_rule,
)
from proofs.trading.value.ties import MAX_WAYS, TooManyWays, Way, least_expected, left_open, ways

NO_COST = "what is no trading protocol has no cost"
"""How the refusal of a protocol that is not feasible begins."""

# ------------------------------------------------------------------------------------------------------ expected cost

Offer = tuple[int, Menu, int]
"""An agent, a menu, and how many of its copies are offered it."""


@dataclass(frozen=True)
class ExpectedCost(ToldStatement):
    """With ex-post optimal selection, or the given table, the expected social cost per copy of the market is `value`.

    `offers[b]` says which menu how many copies of which agent get, and `laws[j]` is agent j's law. `strategies[b]` says
    how a choice is made from offer b (none given: all are `Myopic("any")`); what those leave open goes by the rule
    `ties`: by the rule "designer" so that the cost is least. `table` lists choice profiles with their assignments, and
    the endowment is selected elsewhere; it is for markets without copies. With a table, `by_agent` (none given: nothing
    is said of it) is what each agent's own expected tasks cost, the ties settled in one way in which all is cheapest.
    Evidence: `CostByProfile`.
    """

    kind: ClassVar[str] = "expected cost"
    setting: Setting
    laws: tuple[Law | None, ...]
    offers: tuple[Offer, ...]
    ties: str
    reach: str
    table: tuple[tuple[tuple[int, ...], Assignment], ...] | None
    value: Fraction
    strategies: tuple[Strategy, ...] = field(default=(), metadata=written(left_out=True))
    by_agent: tuple[Fraction, ...] = field(default=(), metadata=written(left_out=True))

    def __post_init__(self) -> None:
        check_rule(self.ties)
        for (agent, menu, _), strategy in zip(self.offers, self._strategies(), strict=True):
            check_strategy(strategy, menu, f"the strategy for the menu of agent {agent}")

    def sentence(self) -> str:
        copies = self.setting.copies
        per = "" if copies == 1 else f" per copy of a market with {counted(copies, 'copy', 'copies')}"
        shares = f", agent by agent {', '.join(map(told_number, self.by_agent))}" if self.by_agent else ""
        return f"the expected social cost{per} is {told_number(self.value)}{shares} ({self.choosing()})"

    def choosing(self) -> str:
        """How choices are made, in words."""
        pairs = zip(self.offers, self._strategies(), strict=True)
        told = [_choosing(strategy, self.ties) for (_, menu, _), strategy in pairs if len(menu) > 1]
        return "; ".join(dict.fromkeys(told)) or "nobody has a choice"

    def _strategies(self) -> tuple[Strategy, ...]:
        """A strategy for each offer."""
        return self.strategies or (Myopic("any"),) * len(self.offers)

    def open_choices(self) -> tuple[tuple[OpenChoice, ...], ...]:
        """For each offer the choices among which ties are left open, with their probabilities."""
        rows = []
        for (agent, menu, _), strategy in zip(self.offers, self._strategies(), strict=True):
            law, endowment = self.laws[agent], self.setting.endowment[agent]
            liked = law is not None and law.likes_something
            listed = candidates(menu, endowment, self.setting.numbers, self.reach, liked=liked)
            rows.append(left_open(strategy, listed, law, self.ties))
        return tuple(rows)

    def profiles(self, left: Sequence[Sequence[OpenChoice]]) -> list[Counts]:
        """The counts of every offer's choices that are possible in some way to settle the ties."""
        possible = []
        for row, (_, menu, copies) in zip(left, self.offers, strict=True):
            made = sorted({k for choices, _ in row for k in choices})
            if math.comb(copies + len(made) - 1, copies) > MAX_PROFILES:
                raise ValueError(f"more than {MAX_PROFILES} choice profiles; simulate, or take fewer copies")
            shares = [dict(zip(made, division, strict=True)) for division in compositions(copies, len(made))]
            possible.append([tuple(counts.get(k, 0) for k in range(len(menu))) for counts in shares])
        if math.prod(map(len, possible)) > MAX_PROFILES:
            raise ValueError(f"more than {MAX_PROFILES} choice profiles; simulate, or take fewer copies")
        return list(itertools.product(*possible))

    def groups(self, counts: Counts) -> tuple[Group, ...]:
        """Who chose what, as groups."""
        return tuple(
            (agent, menu[k], r)
            for (agent, menu, _), row in zip(self.offers, counts, strict=True)
            for k, r in enumerate(row)
            if r
        )

    def selected(self, counts: Counts) -> Assignment:
        """The assignment that the table selects when every agent makes the counted choice."""
        choices = tuple(row.index(1) for row in counts)
        return dict(self.table or ()).get(choices, self.setting.endowment)

    def costs_by_agent(self, assignment: Assignment) -> tuple[Fraction, ...]:
        return tuple(dot(pi, x) for pi, x in zip(self.setting.performance, assignment, strict=True))

    def cost_of(self, assignment: Assignment) -> Fraction:
        return sum(self.costs_by_agent(assignment), Fraction(0))

    def expected_by_agent(
        self, profiles: Sequence[Counts], settled: Sequence[Sequence[Fraction]]
    ) -> tuple[Fraction, ...]:
        """What each agent's tasks cost in expectation, when each offer's possible counts are as likely as settled."""
        total = [Fraction(0)] * len(self.setting.performance)
        for counts, chances in zip(profiles, itertools.product(*settled), strict=True):
            for j, cost in enumerate(self.costs_by_agent(self.selected(counts))):
                total[j] += math.prod(chances, start=Fraction(1)) * cost
        return tuple(total)


def _choosing(strategy: Strategy, ties: str) -> str:
    if isinstance(strategy, Regions):
        return "choices follow the rules of the strategies"
    if isinstance(strategy, ChoiceTable):
        return f"choices are those listed, elsewhere {TIES_IN_WORDS['cautious']}"
    return TIES_IN_WORDS[ties if strategy.ties == "any" else "cautious"]


Counts = tuple[tuple[int, ...], ...]
"""For each offer, how many of its copies made each choice."""


@dataclass(frozen=True)
class CostByProfile(Evidence):
    """The choices that are left open, with probabilities, and for each possible profile the cost of a best selection.

    `selections` follow `ExpectedCost.profiles`; with a table there are none, the table itself is what is selected.
    `settled`, beside costs by agent, is how likely each possible count of every offer is in the way that is meant.
    """

    form: ClassVar[str] = "cost by profile"
    choices: tuple[tuple[OpenChoice, ...], ...]
    costs: tuple[Fraction, ...]
    selections: tuple[Selection, ...]
    settled: tuple[tuple[Fraction, ...], ...] = field(default=(), metadata=written(left_out=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, ExpectedCost) or self.choices != statement.open_choices():
            return False
        profiles = statement.profiles(self.choices)
        if len(profiles) != len(self.costs) or not self._costs_are_right(statement, profiles):
            return False
        possible = ways_by_offer(statement, self.choices, profiles)
        total, _ = least_expected(self.costs, possible)
        if statement.by_agent and not (holds and self._shares_are_right(statement, profiles, possible)):
            return False
        return holds == (total == statement.value * statement.setting.copies)

    def _shares_are_right(
        self,
        statement: ExpectedCost,
        profiles: Sequence[Counts],
        possible: Sequence[Sequence[tuple[Way, Sequence[Fraction]]]],
    ) -> bool:
        if statement.table is None or len(self.settled) != len(possible):
            return False
        ways_there_are = [[tuple(chances) for _, chances in found] for found in possible]
        if any(row not in rows for row, rows in zip(self.settled, ways_there_are, strict=True)):
            return False
        found = statement.expected_by_agent(profiles, self.settled)
        return found == statement.by_agent and sum(found) == statement.value

    def _costs_are_right(self, statement: ExpectedCost, profiles: Sequence[Counts]) -> bool:
        if statement.table is not None:
            return all(
                _respects(statement, counts) and statement.cost_of(statement.selected(counts)) == cost
                for counts, cost in zip(profiles, self.costs, strict=True)
            )
        return len(self.selections) == len(profiles) and all(
            selection.shows(statement.setting, statement.groups(counts), cost)
            for counts, cost, selection in zip(profiles, self.costs, self.selections, strict=True)
        )


def ways_by_offer(
    statement: ExpectedCost, left: Sequence[Sequence[OpenChoice]], profiles: Sequence[Counts]
) -> list[list[tuple[Way, Sequence[Fraction]]]]:
    """For each offer the ways to settle its ties, each with the probabilities of its counts, for `least_expected`.

    Raises `TooManyWays` if that would add up more than `MAX_WAYS` terms.
    """
    possible: list[list[tuple[Way, Sequence[Fraction]]]] = []
    terms, so_far, size = 0, 1, len(profiles)
    for b, (row, (_, menu, copies)) in enumerate(zip(left, statement.offers, strict=True)):
        counts = list(dict.fromkeys(profile[b] for profile in profiles))
        found = ways(row, len(menu), copies)
        so_far *= len(found)
        terms, size = terms + so_far * size, size // len(counts)
        if so_far > 1 and terms > MAX_WAYS:
            raise TooManyWays
        possible.append([(way, way.chances(counts)) for way in found])
    return possible


def chances_of(verdict: Verdict) -> tuple[tuple[Fraction, ...], ...]:
    """How likely each choice of each offer is, over its copies, where ties are settled at the cost that is stated."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, ExpectedCost)
    assert isinstance(evidence, CostByProfile)
    possible = ways_by_offer(statement, evidence.choices, statement.profiles(evidence.choices))
    _, made = least_expected(evidence.costs, possible)
    return tuple(
        tuple(
            sum((r * row[k] for row, r in way.copies), Fraction(0)) / sum(r for _, r in way.copies)
            for k in range(len(way.copies[0][0]))
        )
        for way in made
    )


def _respects(statement: ExpectedCost, counts: Counts) -> bool:
    """Whether what the table selects clears the market and lies in the chosen sets."""
    assignment = statement.selected(counts)
    groups = statement.groups(counts)
    setting = statement.setting
    inside = all(in_set(chosen, setting.endowment[a], assignment[a], setting.numbers) for a, chosen, _ in groups)
    return inside and clears(assignment, setting.numbers)


def expected_cost(
    market: Market,
    menus: Sequence[Menu],
    *,
    table: SelectionTable | Mapping[tuple[int, ...], Assignment] | None = None,
    ties: str = "designer",
    reach: str = "nonnegative",
) -> Verdict:
    """The expected social cost of the trading mechanism with these menus, myopic choices and ex-post optimal selection.

    `table` replaces the ex-post optimal rule by a table over choice profiles (the endowment elsewhere). Choices are by
    what the menus offer; for a mechanism with strategies of its own ask `cost_of_mechanism`. Raises `ValueError` if an
    agent has no law, or if at some profile of positive probability nothing can be selected.
    """
    if len(menus) != len(market.agents):
        raise ValueError(f"{counted(len(menus), 'menu')} for {counted(len(market.agents), 'agent')}; give one for each")
    offers = tuple((j, tuple(menu), 1) for j, menu in enumerate(menus))
    entries = table.by_profile if isinstance(table, SelectionTable) else table
    listed = None if entries is None else tuple(sorted(entries.items()))
    return cost_of_offers(Setting.of(market), laws(market, menus), offers, listed, ties, reach)


def laws(market: Market, menus: Sequence[Sequence[Any]]) -> tuple[Law | None, ...]:
    """Every agent's law. `menus[j]` is a menu, a list of menus, or a list of menus with probabilities.

    Raises `ValueError` if an agent without a law has a choice.
    """
    for agent, preferences, menu in zip(market.agents, market.preferences, menus, strict=True):
        if preferences.law is None and _leaves_a_choice(menu):
            raise ValueError(f"agents.{agent}.costs: no law is given; probabilities need one")
    return tuple(preferences.law for preferences in market.preferences)


def _leaves_a_choice(menu: Sequence[Any]) -> bool:
    if not isinstance(menu[0], tuple):
        return len(menu) > 1
    return any(_leaves_a_choice(one[0] if isinstance(one[0], tuple) else one) for one in menu)


def cost_of_offers(
    setting: Setting,
    laws: tuple[Law | None, ...],
    offers: tuple[Offer, ...],
    table: tuple[tuple[tuple[int, ...], Assignment], ...] | None,
    ties: str,
    reach: str,
    strategies: tuple[Strategy, ...] = (),
    *,
    by_agent: bool = False,
) -> Verdict:
    """The expected cost for given offers, with a table also `by_agent`; see `ExpectedCost`."""
    _check_offers(setting, offers, table)
    draft = ExpectedCost(setting, laws, offers, ties, reach, table, Fraction(0), strategies)
    left = draft.open_choices()
    profiles = draft.profiles(left)
    possible = ways_by_offer(draft, left, profiles)
    costs, selections = [], []
    for counts in profiles:
        if table is not None:
            if not _respects(draft, counts):
                raise ValueError(f"selection: what is selected at {_shown(counts)} does not respect the chosen sets")
            cost: Fraction | None = draft.cost_of(draft.selected(counts))
        else:
            cost, selection = best_selection(setting, draft.groups(counts))
            selections.append(selection)
        if cost is None:
            raise ValueError(
                f"menu: nothing can be selected at the choices {_shown(counts)}; the protocol is not feasible"
            )
        costs.append(cost)
    total, made = least_expected(costs, possible)
    statement = replace(draft, value=total / setting.copies)
    evidence = CostByProfile(left, tuple(costs), tuple(selections))
    if by_agent:
        found = zip(made, possible, strict=True)
        settled = tuple(tuple(next(row for one, row in rows if one is way)) for way, rows in found)
        statement = replace(statement, by_agent=draft.expected_by_agent(profiles, settled))
        evidence = replace(evidence, settled=settled)
    return Verdict(statement, True, evidence)


def _check_offers(setting: Setting, offers: tuple[Offer, ...], table: Any) -> None:
    for j in range(len(setting.endowment)):
        if sum(copies for agent, _, copies in offers if agent == j) != setting.copies:
            raise ValueError(f"offers: agent {j} has {setting.copies} copies, and the offers are for another number")
    if table is not None and (setting.copies != 1 or len(offers) != len(setting.endowment)):
        raise ValueError("selection: a table is for markets without copies")


def _shown(counts: Counts) -> str:
    return "(" + ", ".join(" ".join(map(str, row)) for row in counts) + ")"


def cost_of_mechanism(mechanism: Mechanism, *, ties: str | None = None, by_agent: bool = False) -> Verdict:
    """The expected social cost of a mechanism: its own strategies on its own selection rule; also `by_agent`.

    A rule that is not a table (left open, or ex-post optimal) is the table of `dominance.ex_post_table`, and no other
    is tried. At a given profile of choices all ex-post optimal tables cost the same; but what agents choose depends on
    what the rule ever picks (the menus of the statement are those of the essential reduction), so that with another
    optimal table the expected cost may be another: where there are several, give the one that is meant.

    `ties` is one of `probabilities.RULES`, for the agents whose ties are open, and for them alone. Raises `ValueError`
    if it is missing or superfluous, if the protocol is not feasible, and if an agent who has a choice has no law.
    """
    market = mechanism.market
    _check_open_ties(mechanism, ties)
    require_feasible(mechanism.protocol, NO_COST)
    if not isinstance(mechanism.protocol.selection, SelectionTable):
        mechanism = with_table(mechanism, ex_post_table(mechanism.protocol))
    reduced = essential_reduction(mechanism.protocol)
    assert isinstance(reduced.selection, SelectionTable)
    offers = tuple((j, menu, 1) for j, menu in enumerate(reduced.menus))
    table = tuple(sorted(reduced.selection.entries))
    strategies, everyone = mechanism.strategies, laws(market, reduced.menus)
    return cost_of_offers(
        Setting.of(market), everyone, offers, table, ties or "cautious", "nonnegative", strategies, by_agent=by_agent
    )


def _check_open_ties(mechanism: Mechanism, ties: str | None) -> None:
    """Refuse ties that a strategy leaves open and the caller does not settle, and the other way round."""
    if ties is not None:
        check_rule(ties)
    opened = [
        agent
        for agent, strategy in zip(mechanism.market.agents, mechanism.strategies, strict=True)
        if strategy == Myopic("any")
    ]
    if opened and ties is None:
        raise ValueError(
            f"the strategy of agent {opened[0]} leaves ties open, so it has no expected cost; give ties= one of "
            f"{', '.join(RULES)}, or the agent the strategy Myopic()"
        )
    if ties is not None and not opened:
        raise ValueError(f"ties: {ties!r} is given, but no strategy leaves ties open; leave it out")
