"""Is one action obviously dominant for one type? (VS, section 3; Li 2017.)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, get_args

from exact.plain_data import in_a_row, register
from exact.showing.display import Displayed
from exact.symbolic.formulas import greatest, least
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Bundle, bundle, dot, texts
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import Profile

Dominance = Literal["deviations", "printed"]
DOMINANCE: tuple[Dominance, ...] = get_args(Dominance)
DOMINANCE_IN_WORDS: dict[Dominance, str] = {
    "deviations": "the worst of a choice is compared with the best of every other choice, as the proofs of VS do; by "
    'the definition to the letter (reading "printed") also with its own best',
    "printed": "the definition to the letter: the worst of a choice is compared with the best of every choice, its own "
    'included (reading "deviations", as the proofs of VS do: of every other choice)',
}


@dataclass(frozen=True)
class CostAt(Displayed):
    """A choice, the profile that makes it best or worst, and what it then costs."""

    choice: int
    profile: Profile
    cost: Fraction


register(CostAt, in_a_row(CostAt))


def worst(protocol: Protocol, j: int, k: int, costs: Bundle) -> CostAt:
    """The costliest outcome of choice k."""
    workloads, profiles = _outcomes(protocol, j, k, costs)
    place = greatest(workloads)
    return CostAt(k, profiles[place], workloads[place])


def best(protocol: Protocol, j: int, k: int, costs: Bundle) -> CostAt:
    """The cheapest outcome of choice k."""
    workloads, profiles = _outcomes(protocol, j, k, costs)
    place = least(workloads)
    return CostAt(k, profiles[place], workloads[place])


def _outcomes(protocol: Protocol, j: int, k: int, costs: Bundle) -> tuple[list[Fraction], list[Profile]]:
    """What each bundle that the choice can lead to costs, and the first profile that leads to it."""
    reached = protocol.reach[j][k]
    return [dot(costs, x) for x in reached], list(reached.values())


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
