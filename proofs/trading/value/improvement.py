"""Weak improvement on the status quo (VS, section 3.1), and what `proofs select` tells.

Section 3.1 observes that the cost of an ex-post optimal selection is at every choice profile at most that of the status
quo, because the endowment is among the possibilities: `weak_improvement` checks it, profile by profile, and assumes
nothing. `decide_selection` puts together what there is to say of a market's menus: the cost of the status quo, of the
selection at a profile of choices, in expectation, and whether it is ever worse.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from exact.showing.display import told_number
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import Told, ToldStatement
from proofs.trading.markets.bundles import Assignment, dot, require_kind
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import Menu, in_set, set_in_words
from proofs.trading.markets.protocols import Protocol, breach_in_words
from proofs.trading.markets.selections import ExPostOptimal
from proofs.trading.markets.supply import clears, tasks_proper
from proofs.trading.selection.optimal import (
    MAX_PROFILES,
    REACHES,
    Group,
    Selection,
    Setting,
    best_selection,
    optimal_selection,
    selected_assignment,
)
from proofs.trading.value.costs import ExpectedCost, chances_of, expected_cost

# --------------------------------------------------------------------------------------------------- weak improvement


@dataclass(frozen=True)
class WeakImprovement(ToldStatement):
    """At every choice profile some selection costs at most as much as the status quo (VS, section 3.1).

    Evidence: yes `WitnessByProfile`; no `WorseProfile`.
    """

    kind: ClassVar[str] = "weak improvement"
    setting: Setting
    status_quo: Assignment
    menus: tuple[Menu, ...]

    def sentence(self) -> str:
        return "at every choice profile the ex-post optimal selection costs at most as much as the status quo"

    def profiles(self) -> Iterator[tuple[int, ...]]:
        if math.prod(map(len, self.menus)) > MAX_PROFILES:
            raise ValueError(f"more than {MAX_PROFILES} choice profiles")
        return itertools.product(*(range(len(menu)) for menu in self.menus))

    def groups(self, choices: Sequence[int]) -> tuple[Group, ...]:
        return tuple((j, menu[k], 1) for j, (menu, k) in enumerate(zip(self.menus, choices, strict=True)))

    def cost(self, assignment: Assignment) -> Fraction:
        return sum((dot(pi, x) for pi, x in zip(self.setting.performance, assignment, strict=True)), Fraction(0))

    def allows(self, choices: Sequence[int], assignment: Assignment) -> bool:
        """Whether the assignment clears the market, respects the choices and costs no more than the status quo."""
        chosen = zip(self.menus, choices, self.setting.endowment, assignment, strict=True)
        numbers = self.setting.numbers
        return (
            all(in_set(menu[k], eta, x, numbers) for menu, k, eta, x in chosen)
            and clears(assignment, numbers)
            and self.cost(assignment) <= self.cost(self.status_quo)
        )


@dataclass(frozen=True)
class WitnessByProfile(Evidence):
    """Assignments, and for each choice profile which of them respects it; most profiles share one, the endowment."""

    form: ClassVar[str] = "witness by profile"
    assignments: tuple[Assignment, ...]
    used: tuple[int, ...]

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, WeakImprovement) or not holds:
            return False
        profiles = list(statement.profiles())
        return len(profiles) == len(self.used) and all(
            statement.allows(choices, self.assignments[which])
            for choices, which in zip(profiles, self.used, strict=True)
        )


@dataclass(frozen=True)
class WorseProfile(Evidence):
    """A choice profile, its least cost (`None`: nothing can be selected), and the proof."""

    form: ClassVar[str] = "worse profile"
    choices: tuple[int, ...]
    value: Fraction | None
    selection: Selection

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, WeakImprovement) or holds or len(self.choices) != len(statement.menus):
            return False
        if any(k not in range(len(menu)) for menu, k in zip(statement.menus, self.choices, strict=True)):
            return False
        worse = self.value is None or self.value > statement.cost(statement.status_quo)
        return worse and self.selection.shows(statement.setting, statement.groups(self.choices), self.value)


def weak_improvement(market: Market, menus: Sequence[Menu]) -> Verdict:
    """Whether the ex-post optimal rule costs at most as much as the status quo at every choice profile."""
    return decide_improvement(WeakImprovement(Setting.of(market), market.status_quo, tuple(map(tuple, menus))))


def decide_improvement(statement: WeakImprovement) -> Verdict:
    """Whether what is said of the menus is so."""
    endowment = statement.setting.endowment
    assignments: list[Assignment] = [endowment]
    used = []
    for choices in statement.profiles():
        if statement.allows(choices, endowment):
            used.append(0)
            continue
        value, selection = best_selection(statement.setting, statement.groups(choices))
        if value is None or value > statement.cost(statement.status_quo):
            return Verdict(statement, False, WorseProfile(choices, value, selection))
        used.append(len(assignments))
        assignments.append(selection.bundles)
    return Verdict(statement, True, WitnessByProfile(tuple(assignments), tuple(used)))


# ------------------------------------------------------------------------------------------------------------- report


@dataclass(frozen=True)
class SelectionReport(Told):
    """What `decide_selection` finds: the verdicts, and the cost of the endowment and of the status quo."""

    market: Market
    menus: tuple[Menu, ...]
    at_profile: Verdict | None
    choices: tuple[int, ...] | None
    expected: Verdict | None
    improvement: Verdict
    status_quo_cost: Fraction


def decide_selection(
    market: Market,
    menus: Sequence[Menu],
    choices: Sequence[int] | None = None,
    *,
    ties: str = "designer",
    reach: str | None = None,
) -> SelectionReport:
    """The ex-post optimal selection at the profile `choices` (if given), the expected cost (if all agents have laws),
    and whether selection improves on the status quo at every profile.

    Agents choose by what the menus offer; their ties are the designer's to settle (see
    `proofs.trading.selection.probabilities`). Without `reach` rays go as far as bundles are nonnegative, and where
    somebody likes a task, or a task is a payment, as far as they are feasible.
    """
    if reach is None:
        liked = any(each.law is not None and each.law.likes_something for each in market.preferences)
        reach = REACHES[liked or len(tasks_proper(market.supply)) < len(market.supply)]
    at_profile = None
    if choices is not None:
        for agent, menu, k in zip(market.agents, menus, choices, strict=True):
            if k not in range(len(menu)):
                raise ValueError(f"choice {k} of agent {agent}: there are choices 0 to {len(menu) - 1}")
        at_profile = optimal_selection(market, [menu[k] for menu, k in zip(menus, choices, strict=True)])
    with_laws = all(p.law is not None or len(menu) == 1 for p, menu in zip(market.preferences, menus, strict=True))
    improvement = weak_improvement(market, menus)
    nothing = isinstance(improvement.evidence, WorseProfile) and improvement.evidence.value is None
    expected = expected_cost(market, menus, ties=ties, reach=reach) if with_laws and not nothing else None
    cost = market.social_cost(market.status_quo)
    profile = None if choices is None else tuple(choices)
    return SelectionReport(market, tuple(map(tuple, menus)), at_profile, profile, expected, improvement, cost)


def explain_selection(report: SelectionReport) -> str:
    """The report in words."""
    require_kind(report, SelectionReport, "explain_selection", "the report of decide_selection is expected")
    lines = [f"the status quo costs {told_number(report.status_quo_cost)}"]
    if report.at_profile is not None and report.choices is not None:
        pairs = zip(report.market.agents, report.choices, strict=True)
        chosen = ", ".join(f"{agent} {k}" for agent, k in pairs)
        lines.append(f"at the choices {chosen}: {report.at_profile.statement.sentence()}")
        for agent, x in zip(report.market.agents, selected_assignment(report.at_profile) or (), strict=False):
            lines.append(
                f"  {agent}: {', '.join(f'{t} {told_number(v)}' for t, v in zip(report.market.tasks, x, strict=True))}"
            )
    if report.expected is not None:
        for agent, menu, row in zip(report.market.agents, report.menus, chances_of(report.expected), strict=True):
            lines.append(choices_in_words(agent, menu, row, report.market.tasks))
        statement = report.expected.statement
        assert isinstance(statement, ExpectedCost)
        far = " (with goods or payments rays are looked at as far as the tasks go round)"
        lines.append(statement.sentence() + (far if statement.reach == "feasible" else ""))
    else:
        lines.append(f"no probabilities of choices and no expected cost: {_why_no_cost(report)}")
    return "\n".join([*lines, str(report.improvement), *_where_it_fails(report)])


def _where_it_fails(report: SelectionReport) -> list[str]:
    """At which choices a selection costs more than the status quo, or there is none, and why not."""
    failing = report.improvement.evidence
    if not isinstance(failing, WorseProfile):
        return []
    named = zip(report.market.agents, failing.choices, strict=True)
    at = f"at the choices {', '.join(f'{agent} {k}' for agent, k in named)}"
    if failing.value is not None:
        return [f"{at} the cheapest selection costs {told_number(failing.value)}"]
    protocol = Protocol(report.market, report.menus, ExPostOptimal())
    why = "" if protocol.breach is None else f": {breach_in_words(protocol, protocol.breach)}"
    return [f"{at} nothing can be selected, so that this is no trading protocol{why}"]


def choices_in_words(agent: str, menu: Menu, chances: Sequence[Fraction], tasks: Sequence[str]) -> str:
    """How likely an agent makes each choice of a menu, as `proofs select` and `proofs cost` say it."""
    if len(menu) == 1:
        return f"{agent} has no choice and keeps the endowment"
    told = [
        f"{'keeps' if k == 0 else 'takes'} {set_in_words(one, tasks)} {told_number(chance)}"
        for k, (one, chance) in enumerate(zip(menu, chances, strict=True))
    ]
    return f"{agent}, with probability: {'; '.join(told)}"


def _why_no_cost(report: SelectionReport) -> str:
    if isinstance(report.improvement.evidence, WorseProfile) and report.improvement.evidence.value is None:
        return "at some choices nothing can be selected"
    pairs = zip(report.market.agents, report.market.preferences, report.menus, strict=True)
    without = [agent for agent, preferences, menu in pairs if preferences.law is None and len(menu) > 1]
    return f"no law of the costs is given for {', '.join(without)}"
