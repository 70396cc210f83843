"""Markets: tasks, agents, a status quo, an endowment, and what is known about preferences.

A *market* (VS, section 1) has finitely many tasks i, each to be done n(i) times, and finitely many agents j. An
*allocation* says how many instances of each task each agent does; a *random allocation* is a lottery over allocations
and matters only through the expected numbers, its *assignment* (one bundle for each agent, adding up to n). Agent j has
known *performance* pi_j (social cost of a task) and privately known costs c_j, from a *domain* C_j and, where
probabilities are wanted, by a *law* F_j; laws are independent across agents. The *status quo* sigma is what everybody
may demand, the *endowment* eta is where trade starts, and *slack* beta_j >= 1 relaxes the right to the status quo (VS,
section 2, (SQ)).

A *bundle* is a tuple of fractions, one for each task in the market's order; an *assignment* is a tuple of bundles, one
for each agent in the market's order.

Readings. VS (section 1) asks for c_j(i) > 0 and for a full-dimensional box C_j with full support; section 3 takes the
nonnegative orthant, and calls preferences strictly monotone on the positive one. Here the two orthants, boxes
(degenerate ones included) and finite sets are all domains, and `Preferences.has_full_support` says whether the law
covers its domain. Every assignment with the right sums is one of a random allocation: the integer allocations are the
product over tasks of the integer points of a simplex, and `random_allocation` finds a lottery.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Self

from exact.names import check_texts
from exact.plain_data import Converter, a_list, at_key, converter, register
from exact.rationals import integer, rational, text
from exact.showing.display import Displayed, counted
from exact.showing.drawing import Html, escaped, table
from proofs.plain.keys import unknown_name
from proofs.trading.markets.bundles import Assignment, bundle, dot, texts
from proofs.trading.markets.domains import negative_costs
from proofs.trading.markets.laws import Preferences, preferences_from_plain
from proofs.trading.markets.random_allocation import Misallocation, misallocation
from proofs.trading.markets.supply import Payment, Supply, least, number_of, whole

# ------------------------------------------------------------------------------------------------------------- market


@dataclass(frozen=True)
class Market(Displayed):
    """Tasks with their numbers, agents with performance, status quo, endowment, slack and preferences.

    `supply[i]` is n(i), or a payment; `performance[j]`, `status_quo[j]` and `endowment[j]` are bundles; `slack[j]` is
    beta_j and `preferences[j]` the domain and law of c_j. Made by `Market.make`, which takes any exact numbers.
    """

    tasks: tuple[str, ...]
    supply: tuple[Supply, ...]
    agents: tuple[str, ...]
    performance: Assignment
    status_quo: Assignment
    endowment: Assignment
    slack: tuple[Fraction, ...]
    preferences: tuple[Preferences, ...]
    title: str = field(default="", compare=False)

    @classmethod
    def make(
        cls,
        numbers: Mapping[str, Any],
        agents: Sequence[str],
        status_quo: Sequence[Sequence[Any]],
        performance: Sequence[Sequence[Any]] | None = None,
        endowment: Sequence[Sequence[Any]] | None = None,
        preferences: Preferences | Sequence[Preferences] | None = None,
        slack: Any = 1,
        title: str = "",
    ) -> Self:
        """A market from plain numbers.

        `numbers` maps each task to n(i), or to a `Payment`. Left out, `performance` is 0, `endowment` is the status
        quo, `preferences` are all nonnegative costs without a law; one `Preferences` or one `slack` stands for all.
        """
        tasks, names = tuple(numbers), tuple(agents)
        check_texts(tasks, "task")
        check_texts(names, "agent")
        size = len(tasks)
        if preferences is None:
            preferences = Preferences.nonnegative(size)
        if performance is None:
            performance = [[0] * size for _ in names]
        one_slack = isinstance(slack, str) or not hasattr(slack, "__iter__")
        return cls(
            tasks,
            tuple(n if isinstance(n, Payment) else integer(n, f"tasks.{task}") for task, n in numbers.items()),
            names,
            _matrix(performance, names, size, "performance"),
            _matrix(status_quo, names, size, "status_quo"),
            _matrix(status_quo if endowment is None else endowment, names, size, "endowment"),
            tuple(rational(value, "slack") for value in ([slack] * len(names) if one_slack else slack)),
            (preferences,) * len(names) if isinstance(preferences, Preferences) else tuple(preferences),
            title,
        )

    def show(self) -> Html:
        """A line for each agent and task: performance, status quo, endowment, and the agent's costs."""
        parts = self.performance, self.status_quo, self.endowment
        rows = [
            [escaped(agent), escaped(task), *(text(part[j][i]) for part in parts), escaped(costs.of_task(i))]
            for j, (agent, costs) in enumerate(zip(self.agents, self.preferences, strict=True))
            for i, task in enumerate(self.tasks)
        ]
        return table(rows, ("agent", "task", "performance", "status quo", "endowment", "costs"), str(self))

    def __str__(self) -> str:
        numbers = ", ".join(f"{number_of(one)} {task}" for task, one in zip(self.tasks, self.supply, strict=True))
        return f"{self.title + ': ' if self.title else ''}{numbers} for {', '.join(self.agents)}"

    def __post_init__(self) -> None:
        for what, names in (("tasks", self.tasks), ("agents", self.agents)):
            if not names:
                raise ValueError(f"{what}: there are none; a market has at least one")
            check_texts(names, what.removesuffix("s"))
            if len(set(names)) != len(names):
                raise ValueError(f"{what}: a name occurs twice; names are distinct")
        for task, number in zip(self.tasks, self.supply, strict=True):
            if number_of(number) < 0 and least(number) is not None:
                raise ValueError(f"tasks.{task}: {number_of(number)} instances; their number is an integer from 0 on")
        for what in ("performance", "slack", "preferences"):
            if len(getattr(self, what)) != len(self.agents):
                given = counted(len(getattr(self, what)), "entry", "entries")
                raise ValueError(f"{what}: {given} for {counted(len(self.agents), 'agent')}")
        for what in ("status_quo", "endowment"):
            wrong = misallocation(self.supply, getattr(self, what))
            if wrong is not None:
                raise ValueError(f"{what}: {self.describe_misallocation(wrong, getattr(self, what))}")
        for agent, beta, preferences in zip(self.agents, self.slack, self.preferences, strict=True):
            if beta < 1:
                raise ValueError(f"agents.{agent}.slack: {text(beta)}; slack is at least 1 (VS, section 2)")
            if preferences.dimension != len(self.tasks):
                given = f"{counted(preferences.dimension, 'cost')} for {counted(len(self.tasks), 'task')}"
                raise ValueError(f"agents.{agent}.costs: {given}")

    @property
    def numbers(self) -> tuple[int, ...]:
        """n(i), where no task is a payment. Raises `ValueError` otherwise, for what is defined for tasks alone."""
        return whole(self.supply)

    def describe_misallocation(self, wrong: Misallocation, assignment: Assignment) -> str:
        task = self.tasks[wrong.task]
        if wrong.agent is not None:
            value = text(assignment[wrong.agent][wrong.task])
            return f"agent {self.agents[wrong.agent]} has {value} of task {task}; numbers are at least 0"
        total = text(sum((row[wrong.task] for row in assignment), Fraction(0)))
        return f"task {task} sums to {total}, not to its number {number_of(self.supply[wrong.task])}"

    def agent(self, name: str, where: str = "agent") -> int:
        """The position of an agent; `ValueError` if there is none of that name. `where` begins the sentence."""
        if name not in self.agents:
            raise ValueError(unknown_name(name, self.agents, "agents", where))
        return self.agents.index(name)

    def place(self, agent: str | int) -> int:
        """The position of an agent given by name or by position already; `ValueError` if there is none."""
        if isinstance(agent, str):
            return self.agent(agent)
        if not 0 <= agent < len(self.agents):
            raise ValueError(f"{agent} is no agent's position; {counted(len(self.agents), 'agent')} count from 0")
        return agent

    def require_burdens(self) -> None:
        """Raise `ValueError` if somebody likes a task (VS, section 1.2), or has costs in a polyhedron."""
        for preferences in self.preferences:
            assert preferences.burdens

    def require_tasks(self) -> None:
        """Raise `ValueError` if a task is a payment (VS, section 1.2), of which bundles or sums are not bounded."""
        whole(self.supply)

    def require_unslackened(self) -> None:
        """Raise `ValueError` for slack above 1 where somebody likes a task.

        beta_j times a workload below 0 is less than the workload, so that the status quo would break (SQ).
        """
        for agent, beta, preferences in zip(self.agents, self.slack, self.preferences, strict=True):
            if beta > 1 and any(negative_costs(preferences.domain, i) for i in range(len(self.tasks))):
                raise ValueError(
                    f"agents.{agent}.slack: with goods the status quo may be worth something, and so many times its "
                    "workload is no right to it (VS, section 2, has burdens alone); leave slack out"
                )

    def social_cost(self, assignment: Assignment) -> Fraction:
        """The sum over agents and tasks of performance times assignment."""
        return sum((dot(pi, row) for pi, row in zip(self.performance, assignment, strict=True)), Fraction(0))

    def about(self) -> dict[str, Any]:
        """The market as plain data (without its title)."""
        return {
            "tasks": list(self.tasks),
            "numbers": converter(tuple[Supply, ...]).to_plain(self.supply),
            "agents": list(self.agents),
            "performance": [texts(row) for row in self.performance],
            "status_quo": [texts(row) for row in self.status_quo],
            "endowment": [texts(row) for row in self.endowment],
            "slack": texts(self.slack),
            "preferences": [preferences.plain() for preferences in self.preferences],
        }

    @classmethod
    def from_about(cls, about: Mapping[str, Any]) -> Self:
        tasks, numbers, agents, status_quo, performance, endowment, preferences, slack = (
            a_list(at_key(about, key))
            for key in ["tasks", "numbers", "agents", "status_quo", "performance", "endowment", "preferences", "slack"]
        )
        known = [preferences_from_plain(each, len(tasks)) for each in preferences]
        supply = converter(tuple[Supply, ...]).from_plain(numbers)
        return cls.make(dict(zip(tasks, supply, strict=True)), agents, status_quo, performance, endowment, known, slack)


def _matrix(rows: Sequence[Sequence[Any]], agents: tuple[str, ...], size: int, what: str) -> Assignment:
    if len(rows) != len(agents):
        raise ValueError(
            f"{what}: {counted(len(rows), 'bundle')} for {counted(len(agents), 'agent')}; give one for each"
        )
    return tuple(bundle(row, size, f"agents.{agent}.{what}") for agent, row in zip(agents, rows, strict=True))


register(Market, Converter(Market.about, Market.from_about))
