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

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar, Self

from exact.names import check_texts
from exact.rationals import integer, rational, text
from exact.showing.display import Displayed, counted
from exact.showing.drawing import Html, escaped, table
from exact.verdicts import Evidence, Statement, Verdict
from proofs.plain.keys import unknown_name
from proofs.told import ToldStatement

Bundle = tuple[Fraction, ...]
Assignment = tuple[Bundle, ...]
IntegerAllocation = tuple[tuple[int, ...], ...]


# ---------------------------------------------------------------------------------------------------------- bundles


def bundle(values: Any, size: int | None = None, where: str = "") -> Bundle:
    """The values as exact fractions; `size` is the number of tasks."""
    if isinstance(values, str | bytes) or not hasattr(values, "__iter__"):
        raise TypeError(f"{where or 'bundle'}: a list of numbers is expected, one for each task, not {values!r}")
    exact = tuple(rational(value, where) for value in values)
    if size is not None and len(exact) != size:
        raise ValueError(
            f"{where or 'bundle'}: {counted(len(exact), 'number')} for {counted(size, 'task')}; give one for each task"
        )
    return exact


def require_kind(value: Any, kinds: Any, asked: str, mend: str) -> None:
    """`TypeError` in one sentence unless the value is of one of the kinds: who asked, what came, and what would do."""
    if not isinstance(value, kinds):
        given = "a verdict" if isinstance(value, Verdict) else type(value).__name__
        raise TypeError(f"{asked}: {given} was given; {mend}")


def require_verdict(verdict: Any, kind: type[Statement], asked: str) -> None:
    """`TypeError` unless this is a verdict about a statement of the kind."""
    require_kind(verdict, Verdict, asked, f'a verdict about "{kind.kind}" is expected')
    if not isinstance(verdict.statement, kind):
        tells = EXPLAINS.get(verdict.statement.kind, "str(verdict)")
        raise TypeError(f'{asked}: a verdict about "{verdict.statement.kind}" was given; {tells} tells it in words')


EXPLAINS = {
    "polarized": "polarization.explain_polarized",
    "polarized menus": "polarized_menus.explain_menus",
    "obviously strategy-proof": "dominance.explain_osp",
}
"""Which function tells a verdict of a kind in words."""


def dot(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    """The inner product, over one common denominator: a reduction after every term would take most of the time."""
    above, below = 0, 1
    for a, b in zip(left, right, strict=True):
        if a and b:
            top, bottom = a.numerator * b.numerator, a.denominator * b.denominator
            if bottom != below:
                common = math.gcd(below, bottom)
                above, top, below = above * (bottom // common), top * (below // common), below // common * bottom
            above += top
    return Fraction(above, below)


def plus(left: Bundle, right: Bundle) -> Bundle:
    """The sum, task by task."""
    return tuple(a + b for a, b in zip(left, right, strict=True))


def minus(left: Bundle, right: Bundle) -> Bundle:
    """The difference, task by task."""
    return tuple(a - b for a, b in zip(left, right, strict=True))


def times(scalar: Fraction, vector: Bundle) -> Bundle:
    """The vector with every entry multiplied by the number."""
    return tuple(scalar * a for a in vector)


def texts(vector: Sequence[Fraction]) -> list[str]:
    """The vector as plain data."""
    return [text(value) for value in vector]


# ------------------------------------------------------------------------------------------------ preference domains


@dataclass(frozen=True)
class Orthant(Displayed):
    """All nonnegative cost vectors, or, when `strict`, all positive ones (strictly monotone preferences)."""

    dimension: int
    strict: bool = False

    def contains(self, costs: Sequence[Fraction]) -> bool:
        if len(costs) != self.dimension:
            return False
        return all(cost > 0 if self.strict else cost >= 0 for cost in costs)

    def plain(self) -> Any:
        return "positive" if self.strict else "nonnegative"


@dataclass(frozen=True)
class Box(Displayed):
    """All cost vectors between `lower` and `upper`, both included; an interval may be a single number."""

    lower: Bundle
    upper: Bundle

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", bundle(self.lower, where="box"))
        object.__setattr__(self, "upper", bundle(self.upper, len(self.lower), "box"))
        for position, (low, high) in enumerate(self.intervals()):
            if low > high:
                raise ValueError(f"box: interval {position} runs from {text(low)} down to {text(high)}; swap its ends")

    @property
    def dimension(self) -> int:
        """The number of tasks, whether or not the box is thin in some of them."""
        return len(self.lower)

    @property
    def thick(self) -> tuple[int, ...]:
        """The tasks in which the box has positive width."""
        return tuple(i for i, (low, high) in enumerate(self.intervals()) if low < high)

    def intervals(self) -> list[tuple[Fraction, Fraction]]:
        return list(zip(self.lower, self.upper, strict=True))

    def contains(self, costs: Sequence[Fraction]) -> bool:
        if len(costs) != len(self.lower):
            return False
        return all(low <= cost <= high for cost, (low, high) in zip(costs, self.intervals(), strict=True))

    def vertices(self) -> Iterator[Bundle]:
        """The distinct vertices, in lexicographic order of lower (first) and upper ends."""
        ends = [(low,) if low == high else (low, high) for low, high in self.intervals()]
        return itertools.product(*ends)

    def plain(self) -> Any:
        return {"box": [texts(self.lower), texts(self.upper)]}


@dataclass(frozen=True)
class FiniteDomain(Displayed):
    """Finitely many cost vectors, in a fixed order, without repetition."""

    types: tuple[Bundle, ...]

    def __post_init__(self) -> None:
        if not self.types:
            raise ValueError("types: the list is empty; an agent has at least one type")
        size = len(self.types[0])
        object.__setattr__(self, "types", tuple(bundle(costs, size, "types") for costs in self.types))
        if len(set(self.types)) != len(self.types):
            raise ValueError("types: a cost vector occurs twice; give it once, with the sum of the probabilities")

    @property
    def dimension(self) -> int:
        return len(self.types[0])

    def contains(self, costs: Sequence[Fraction]) -> bool:
        return tuple(costs) in self.types

    def plain(self) -> Any:
        return {"types": [texts(costs) for costs in self.types]}


Domain = Orthant | Box | FiniteDomain


def domain_from_plain(plain: Any, dimension: int) -> Domain:
    if isinstance(plain, str):
        if plain not in ("nonnegative", "positive"):
            raise ValueError(f'"{plain}" is no preference domain; "nonnegative" and "positive" are')
        return Orthant(dimension, plain == "positive")
    if "box" in plain:
        lower, upper = plain["box"]
        return Box(bundle(lower, dimension), bundle(upper, dimension))
    return FiniteDomain(tuple(bundle(costs, dimension) for costs in plain["types"]))


def subset(inner: Domain, outer: Domain) -> bool:
    """Whether every type of `inner` is one of `outer`."""
    if isinstance(inner, FiniteDomain):
        return all(outer.contains(costs) for costs in inner.types)
    if isinstance(inner, Box):
        if isinstance(outer, FiniteDomain):
            return not inner.thick and outer.contains(inner.lower)
        return outer.contains(inner.lower) and outer.contains(inner.upper)
    return isinstance(outer, Orthant) and inner.dimension == outer.dimension and (inner.strict or not outer.strict)


# --------------------------------------------------------------------------------------------------------------- laws


@dataclass(frozen=True)
class Law(Displayed):
    """A probability law on cost vectors: a mixture of atoms and of uniform laws on boxes.

    `atoms` are (cost vector, probability), `uniform` are (box, weight); the probabilities and weights add up to 1. A
    uniform law on a thin box is uniform in the tasks in which the box has width. Parts of weight 0 are dropped, equal
    atoms are merged, and a box that is a single point becomes an atom, so that equal data make equal laws.
    """

    atoms: tuple[tuple[Bundle, Fraction], ...] = ()
    uniform: tuple[tuple[Box, Fraction], ...] = ()

    def __post_init__(self) -> None:
        atoms: dict[Bundle, Fraction] = {}
        boxes: dict[Box, Fraction] = {}
        for at, probability in self.atoms:
            costs, weight = bundle(at, where="law"), _probability(probability)
            atoms[costs] = atoms.get(costs, Fraction(0)) + weight
        for box, probability in self.uniform:
            weight = _probability(probability)
            if box.thick:
                boxes[box] = boxes.get(box, Fraction(0)) + weight
            else:
                atoms[box.lower] = atoms.get(box.lower, Fraction(0)) + weight
        if any(cost < 0 for costs in (*atoms, *(box.lower for box in boxes)) for cost in costs):
            raise ValueError("law: a cost is negative; tasks are burdens, so costs are at least 0 (VS, section 1)")
        total = sum(atoms.values(), Fraction(0)) + sum(boxes.values(), Fraction(0))
        if total != 1:
            raise ValueError(f"law: the probabilities sum to {text(total)}, not 1")
        if len({len(costs) for costs in atoms} | {box.dimension for box in boxes}) > 1:
            raise ValueError("law: its parts have different numbers of tasks")
        object.__setattr__(self, "atoms", tuple((at, weight) for at, weight in atoms.items() if weight))
        object.__setattr__(self, "uniform", tuple((box, weight) for box, weight in boxes.items() if weight))

    @classmethod
    def on_box(cls, box: Box) -> Self:
        """The uniform law on a box."""
        return cls(uniform=((box, Fraction(1)),))

    @classmethod
    def finite(cls, probabilities: Mapping[Any, Any]) -> Self:
        """The law with the given probability of each cost vector."""
        return cls(atoms=tuple((tuple(costs), _probability(p)) for costs, p in probabilities.items()))

    @classmethod
    def mixture(cls, parts: Sequence[tuple[Law, Any]]) -> Self:
        """The law that draws part k with probability `parts[k][1]` and then from it."""
        weights = [(part, _probability(weight)) for part, weight in parts]
        return cls(
            tuple((at, weight * p) for part, weight in weights for at, p in part.atoms),
            tuple((box, weight * p) for part, weight in weights for box, p in part.uniform),
        )

    @property
    def is_finite(self) -> bool:
        return not self.uniform

    def support(self) -> list[Box]:
        """Boxes whose union is the support; an atom is a box of one point."""
        return [Box(at, at) for at, _ in self.atoms] + [box for box, _ in self.uniform]

    def expectation(self) -> Bundle:
        """The mean cost vector."""
        size = self.support()[0].dimension
        total = (Fraction(0),) * size
        for at, weight in self.atoms:
            total = plus(total, times(weight, at))
        for box, weight in self.uniform:
            total = plus(total, times(weight / 2, plus(box.lower, box.upper)))
        return total

    def plain(self) -> Any:
        return {
            "atoms": [[texts(at), text(weight)] for at, weight in self.atoms],
            "uniform": [[texts(box.lower), texts(box.upper), text(weight)] for box, weight in self.uniform],
        }


def law_from_plain(plain: Any) -> Law | None:
    if plain is None:
        return None
    return Law(
        tuple((bundle(at), rational(weight)) for at, weight in plain["atoms"]),
        tuple((Box(bundle(lower), bundle(upper)), rational(weight)) for lower, upper, weight in plain["uniform"]),
    )


@dataclass(frozen=True)
class Preferences(Displayed):
    """What is known about an agent's costs: their domain C_j and, where probabilities matter, their law F_j."""

    domain: Domain
    law: Law | None = None

    def __post_init__(self) -> None:
        domain = self.domain
        negative = isinstance(domain, Box) and any(cost < 0 for cost in domain.lower)
        if isinstance(domain, FiniteDomain):
            negative = any(cost < 0 for costs in domain.types for cost in costs)
        if negative:
            raise ValueError("costs: a cost is negative; tasks are burdens, so costs are at least 0 (VS, section 1)")
        for box in self.law.support() if self.law else []:
            if not subset(box, domain):
                raise ValueError("costs: the law puts weight outside the domain; widen the domain or narrow the law")

    def of_task(self, task: int) -> str:
        """The costs of a unit of a task that are possible, in words."""
        if isinstance(self.domain, Box):
            low, high = self.domain.intervals()[task]
            return text(low) if low == high else f"{text(low)} to {text(high)}"
        if isinstance(self.domain, FiniteDomain):
            return ", ".join(text(cost) for cost in sorted({costs[task] for costs in self.domain.types}))
        return "above 0" if self.domain.plain() == "positive" else "0 or more"

    @classmethod
    def nonnegative(cls, dimension: int) -> Self:
        return cls(Orthant(dimension))

    @classmethod
    def positive(cls, dimension: int) -> Self:
        return cls(Orthant(dimension, strict=True))

    @classmethod
    def uniform(cls, lower: Sequence[Any], upper: Sequence[Any]) -> Self:
        """Costs uniform on a box."""
        box = Box(bundle(lower), bundle(upper))
        return cls(box, Law.on_box(box))

    @classmethod
    def finite(cls, probabilities: Mapping[Any, Any]) -> Self:
        """Finitely many types with their probabilities; `{(1, 2): "1/2", (2, 1): "1/2"}`."""
        types = FiniteDomain(tuple(bundle(costs) for costs in probabilities))
        return cls(types, Law.finite(dict(zip(types.types, probabilities.values(), strict=True))))

    @property
    def dimension(self) -> int:
        return self.domain.dimension

    def has_full_support(self) -> bool:
        """Whether the law's support is the whole domain (VS, section 1); without a law, no."""
        if self.law is None or isinstance(self.domain, Orthant):
            return False
        if isinstance(self.domain, FiniteDomain):
            return {at for at, _ in self.law.atoms} == set(self.domain.types)
        return _covered(self.domain, self.law)

    def plain(self) -> Any:
        return {"domain": self.domain.plain(), "law": self.law.plain() if self.law else None}


def _covered(box: Box, law: Law) -> bool:
    """Whether the boxes of the law's support cover `box`: cut it along all their sides and look at cell midpoints.

    The support is closed, so it covers a cell if it covers its interior; a thin part covers no cell of a thicker box.
    """
    parts = [part for part in law.support() if set(part.thick) == set(box.thick)]
    cuts = []
    for i, (low, high) in enumerate(box.intervals()):
        ends = sorted({low, high} | {end for part in parts for end in (part.lower[i], part.upper[i])})
        cuts.append([low] if low == high else [(a + b) / 2 for a, b in itertools.pairwise(ends)])
    return all(any(part.contains(midpoint) for part in parts) for midpoint in itertools.product(*cuts))


def _probability(value: Any) -> Fraction:
    exact = rational(value, "law")
    if not 0 <= exact <= 1:
        raise ValueError(f"law: {text(exact)} is no probability")
    return exact


# ------------------------------------------------------------------------------------------------------------- market


@dataclass(frozen=True)
class Market(Displayed):
    """Tasks with their numbers, agents with performance, status quo, endowment, slack and preferences.

    `numbers[i]` is n(i); `performance[j]`, `status_quo[j]` and `endowment[j]` are bundles; `slack[j]` is beta_j and
    `preferences[j]` the domain and law of c_j. Made by `Market.make`, which takes any exact numbers.
    """

    tasks: tuple[str, ...]
    numbers: tuple[int, ...]
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

        `numbers` maps each task to n(i). Left out, `performance` is 0, `endowment` is the status quo, `preferences`
        are all nonnegative costs without a law; one `Preferences` or one `slack` stands for all agents.
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
            tuple(integer(number, f"tasks.{task}") for task, number in numbers.items()),
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
        numbers = ", ".join(f"{number} {task}" for task, number in zip(self.tasks, self.numbers, strict=True))
        return f"{self.title + ': ' if self.title else ''}{numbers} for {', '.join(self.agents)}"

    def __post_init__(self) -> None:
        for what, names in (("tasks", self.tasks), ("agents", self.agents)):
            if not names:
                raise ValueError(f"{what}: there are none; a market has at least one")
            check_texts(names, what.removesuffix("s"))
            if len(set(names)) != len(names):
                raise ValueError(f"{what}: a name occurs twice; names are distinct")
        for task, number in zip(self.tasks, self.numbers, strict=True):
            if number < 0:
                raise ValueError(f"tasks.{task}: {number} instances; their number is an integer from 0 on")
        for what in ("performance", "slack", "preferences"):
            if len(getattr(self, what)) != len(self.agents):
                given = counted(len(getattr(self, what)), "entry", "entries")
                raise ValueError(f"{what}: {given} for {counted(len(self.agents), 'agent')}")
        for what in ("status_quo", "endowment"):
            wrong = misallocation(self.numbers, getattr(self, what))
            if wrong is not None:
                raise ValueError(f"{what}: {self.describe_misallocation(wrong, getattr(self, what))}")
        for agent, beta, preferences in zip(self.agents, self.slack, self.preferences, strict=True):
            if beta < 1:
                raise ValueError(f"agents.{agent}.slack: {text(beta)}; slack is at least 1 (VS, section 2)")
            if preferences.dimension != len(self.tasks):
                given = f"{counted(preferences.dimension, 'cost')} for {counted(len(self.tasks), 'task')}"
                raise ValueError(f"agents.{agent}.costs: {given}")

    def describe_misallocation(self, wrong: Misallocation, assignment: Assignment) -> str:
        task = self.tasks[wrong.task]
        if wrong.agent is not None:
            value = text(assignment[wrong.agent][wrong.task])
            return f"agent {self.agents[wrong.agent]} has {value} of task {task}; numbers are at least 0"
        total = text(sum((row[wrong.task] for row in assignment), Fraction(0)))
        return f"task {task} sums to {total}, not to its number {self.numbers[wrong.task]}"

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

    def social_cost(self, assignment: Assignment) -> Fraction:
        """The sum over agents and tasks of performance times assignment."""
        return sum((dot(pi, row) for pi, row in zip(self.performance, assignment, strict=True)), Fraction(0))

    def about(self) -> dict[str, Any]:
        """The market as plain data (without its title)."""
        return {
            "tasks": list(self.tasks),
            "numbers": list(self.numbers),
            "agents": list(self.agents),
            "performance": [texts(row) for row in self.performance],
            "status_quo": [texts(row) for row in self.status_quo],
            "endowment": [texts(row) for row in self.endowment],
            "slack": texts(self.slack),
            "preferences": [preferences.plain() for preferences in self.preferences],
        }

    @classmethod
    def from_about(cls, about: Mapping[str, Any]) -> Self:
        size = len(about["tasks"])
        preferences = [
            Preferences(domain_from_plain(plain["domain"], size), law_from_plain(plain["law"]))
            for plain in about["preferences"]
        ]
        return cls.make(
            dict(zip(about["tasks"], about["numbers"], strict=True)),
            about["agents"],
            about["status_quo"],
            about["performance"],
            about["endowment"],
            preferences,
            about["slack"],
        )


def _matrix(rows: Sequence[Sequence[Any]], agents: tuple[str, ...], size: int, what: str) -> Assignment:
    if len(rows) != len(agents):
        raise ValueError(
            f"{what}: {counted(len(rows), 'bundle')} for {counted(len(agents), 'agent')}; give one for each"
        )
    return tuple(bundle(row, size, f"agents.{agent}.{what}") for agent, row in zip(agents, rows, strict=True))


# ------------------------------------------------------------------------------------------------- random allocations


@dataclass(frozen=True)
class RandomAllocation(ToldStatement):
    """The assignment is the expectation of a lottery over allocations. Evidence: the lottery, or what is wrong."""

    kind: ClassVar[str] = "random allocation"
    numbers: tuple[int, ...]
    assignment: Assignment

    def sentence(self) -> str:
        return f"the {len(self.assignment)} x {len(self.numbers)} assignment is that of a random allocation"

    def about(self) -> dict[str, Any]:
        return {"numbers": list(self.numbers), "assignment": [texts(row) for row in self.assignment]}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        return cls(tuple(map(int, about["numbers"])), tuple(bundle(row) for row in about["assignment"]))


@dataclass(frozen=True)
class AllocationLottery(Evidence):
    """Integer allocations (agents x tasks) with their probabilities."""

    form: ClassVar[str] = "lottery over allocations"
    outcomes: tuple[tuple[IntegerAllocation, Fraction], ...]

    def show(self) -> Html:
        rows = [[text(share), escaped("; ".join(map(str, allocation)))] for allocation, share in self.outcomes]
        head = ("probability", "numbers of tasks, agent by agent")
        return table(rows, head, "A lottery over allocations")

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, RandomAllocation) or not holds:
            return False
        sizes = {(len(row), len(allocation)) for allocation, _ in self.outcomes for row in allocation}
        if sizes != {(len(statement.numbers), len(statement.assignment))}:
            return False
        if any(probability < 0 for _, probability in self.outcomes) or sum(p for _, p in self.outcomes) != 1:
            return False
        if any(misallocation(statement.numbers, allocation) for allocation, _ in self.outcomes):
            return False
        return self.expectation() == statement.assignment

    def expectation(self) -> Assignment:
        first = self.outcomes[0][0]
        return tuple(
            tuple(sum((p * z[j][i] for z, p in self.outcomes), Fraction(0)) for i in range(len(first[j])))
            for j in range(len(first))
        )

    def data(self) -> dict[str, Any]:
        return {"outcomes": [[[list(row) for row in z], text(p)] for z, p in self.outcomes]}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(
            tuple((tuple(tuple(integer(x) for x in row) for row in z), rational(p)) for z, p in data["outcomes"])
        )


@dataclass(frozen=True)
class Misallocation(Evidence):
    """Where an assignment fails: a negative entry, or (no agent) a task whose column has the wrong sum."""

    form: ClassVar[str] = "misallocation"
    task: int
    agent: int | None

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, RandomAllocation) or holds or not 0 <= self.task < len(statement.numbers):
            return False
        if self.agent is not None:
            in_range = 0 <= self.agent < len(statement.assignment)
            return in_range and statement.assignment[self.agent][self.task] < 0
        return sum(row[self.task] for row in statement.assignment) != statement.numbers[self.task]

    def data(self) -> dict[str, Any]:
        return {"task": self.task, "agent": self.agent}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(data["task"], data["agent"])


def misallocation(numbers: Sequence[int], assignment: Sequence[Sequence[Fraction | int]]) -> Misallocation | None:
    """What keeps the assignment from being that of a random allocation; `None` if nothing does."""
    for i, number in enumerate(numbers):
        for j, row in enumerate(assignment):
            if row[i] < 0:
                return Misallocation(i, j)
        if sum(row[i] for row in assignment) != number:
            return Misallocation(i, None)
    return None


def random_allocation(numbers: Sequence[int], assignment: Assignment) -> Verdict:
    """Whether the assignment is that of a random allocation; evidence `AllocationLottery` or `Misallocation`.

    In every outcome of the lottery each agent gets the expected number of each task rounded up or down, and there are
    at most I (J - 1) + 1 outcomes. Agents stand in a row, for each task on stretches as long as their assignment; for
    a common u uniform on [0, 1) an agent does one instance for each of u, u + 1, u + 2, ... on its stretch. So the
    outcome changes only where u passes the fractional part of the end of a stretch.
    """
    statement = RandomAllocation(tuple(numbers), assignment)
    wrong = misallocation(numbers, assignment)
    if wrong is not None:
        return Verdict(statement, False, wrong)
    ends = [list(itertools.accumulate(row[i] for row in assignment)) for i in range(len(numbers))]
    breaks = sorted({Fraction(0), Fraction(1)} | {end - math.floor(end) for column in ends for end in column})
    outcomes: dict[IntegerAllocation, Fraction] = {}
    for start, stop in itertools.pairwise(breaks):
        allocation = _systematic(ends, start, len(assignment))
        outcomes[allocation] = outcomes.get(allocation, Fraction(0)) + stop - start
    return Verdict(statement, True, AllocationLottery(tuple(outcomes.items())))


def _systematic(ends: list[list[Fraction]], u: Fraction, agents: int) -> IntegerAllocation:
    """How many of u, u + 1, ... lie on each agent's stretch [previous end, end) of each task."""
    counts = [[math.ceil(end - u) for end in column] for column in ends]
    return tuple(tuple(column[j] - (column[j - 1] if j else 0) for column in counts) for j in range(agents))
