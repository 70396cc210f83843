"""VS, section 1: participation ex post, classes of tasks (footnote 12), and payments as a further task (section 1.2).

Binary classification (footnote 12): the tasks are divided into two classes, A and B, and an assignment keeps, for every
agent and within each class, the shares of the status quo. So it is described by a pair of numbers for each agent, how
much it does of either class. Which pairs describe an assignment is a question of its own: every *task* must be done.

Payments (section 1.2) are a further task m, whose number of instances is the revenue. The unit of account is free, so
that the revenue is a whole number; costs of m are 1 in that unit, and performance has nothing to do with m.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import hard_markets as hard
from proofs.claims.families import markets as families
from proofs.claims.valenzuela_stookey import common, section_2
from proofs.claims.valenzuela_stookey.common import OTHER_ACTIONS, below, claim, equal
from proofs.trading.dominance.deciding import Dominance
from proofs.trading.markets.market import Assignment, Bundle, Market, Preferences, bundle, dot, random_allocation
from proofs.trading.markets.menus import directions_from
from proofs.trading.markets.protocols import Mechanism


def worst_outcomes(mechanism: Mechanism) -> Iterator[Verdict]:
    """For every agent and the types tried: the dearest outcome of what it chooses costs at most its status quo."""
    market = mechanism.market
    for j, sets in enumerate(mechanism.protocol.reach):
        sigma = market.status_quo[j]
        offered = [d for points in sets for d in directions_from(market.endowment[j], points)]
        both = [*offered, *map(common.negative, offered)]
        pairs = [
            (dot(costs, x) - dot(costs, sigma), dot(costs, x), dot(costs, sigma))
            for costs in common.sample_types(market.preferences[j].domain, both)
            for k in mechanism.chosen(j, costs)
            for x in sets[k]
        ]
        _, dearest, owed = max(pairs)
        yield common.at_most(
            (f"the workload of agent {market.agents[j]}", dearest), ("the workload of the status quo", owed)
        )


def _reading(name: str, dominance: Dominance, families_: tuple[Family, ...]) -> Reading:
    compared = "all actions, itself included" if dominance == "printed" else "the other actions"
    return Reading(
        name=name,
        wording=(
            "In an obviously strategy-proof trading mechanism whose endowment is the status quo, no type of any agent "
            f"ever works more than under the status quo, whatever the others choose (actions compared with {compared})"
        ),
        hypothesis=lambda mechanism: common.osp(mechanism, dominance),
        conclusion=worst_outcomes,
        families=families_,
        because=lambda mechanism: (
            "The mechanism is obviously strategy-proof with the status quo as endowment, and yet some type works more "
            "than under the status quo at some choices of the others."
        ),
        describe=common.mechanism_in_words,
        smaller=families.smaller_mechanisms,
        budget=300,
    )


_HARD = (hard.BOX_TABLES, hard.TYPE_TABLES, hard.MATCHED, hard.MATCHED_BOXES, hard.MATCHED_TYPES)


# ------------------------------------------------------------------------------------------------ classes of tasks

ZERO = ("", 0)
Classes = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class ClassCase(Displayed):
    """How often each task is done, the status quo, the classes of tasks, and for each agent how much of each class."""

    numbers: tuple[int, ...]
    status_quo: Assignment
    classes: Classes
    amounts: Assignment

    def total(self, j: int, members: tuple[int, ...]) -> Fraction:
        """What agent j has of a class in the status quo."""
        return sum((self.status_quo[j][i] for i in members), Fraction(0))

    @property
    def described(self) -> Assignment:
        """The assignment with these amounts and the shares of the status quo within the classes."""
        rows = []
        for j, (sigma, amounts) in enumerate(zip(self.status_quo, self.amounts, strict=True)):
            row = [Fraction(0)] * len(sigma)
            for members, amount in zip(self.classes, amounts, strict=True):
                for i in members:
                    row[i] = amount * sigma[i] / self.total(j, members)
            rows.append(tuple(row))
        return tuple(rows)


def has_shares(case: ClassCase) -> Part:
    """Every agent has something of each class, so that there are shares."""
    agents = range(len(case.status_quo))
    least = min(case.total(j, members) for j in agents for members in case.classes)
    yield below(ZERO, ("the least that an agent has of a class", least))


def amounts_clear(case: ClassCase) -> Part:
    """The amounts of each class add up to what is to be done of it."""
    yield from has_shares(case)
    for k, members in enumerate(case.classes):
        given, due = sum(row[k] for row in case.amounts), sum(case.numbers[i] for i in members)
        yield equal((f"what is given of class {'AB'[k]}", given), ("what is to be done of it", due))


def same_shares(case: ClassCase) -> Part:
    yield from amounts_clear(case)
    gap = Fraction(0)
    for members in case.classes:
        for i in members:
            shares = [sigma[i] / case.total(j, members) for j, sigma in enumerate(case.status_quo)]
            gap = max(gap, max(shares) - min(shares))
    yield equal(("the greatest difference between agents in a share", gap), ZERO)


def described_is_allocation(case: ClassCase) -> Part:
    yield random_allocation(case.numbers, case.described)


def class_case_in_words(case: ClassCase) -> str:
    classes = ", ".join(
        f"class {'AB'[k]}: tasks {', '.join(str(i + 1) for i in c)}" for k, c in enumerate(case.classes)
    )
    agents = "; ".join(
        f"agent {j + 1}: status quo {common.vector(sigma)}, {' and '.join(map(str, amounts))} of the classes"
        for j, (sigma, amounts) in enumerate(zip(case.status_quo, case.amounts, strict=True))
    )
    return f"{classes}; {agents}"


def _class_cases(seed: int) -> Iterator[ClassCase]:
    """Two agents, three tasks to be done once or twice, the first two of class A; shares and amounts in halves."""
    half = Fraction(1, 2)
    for numbers in ((1, 1, 1), (2, 2, 1)):
        steps = [[half * k for k in range(2 * n + 1)] for n in numbers]
        for first in itertools.product(*steps):
            for amount, other in itertools.product(range(2 * (numbers[0] + numbers[1]) + 1), range(3)):
                one = (half * amount, half * other)
                rest = (numbers[0] + numbers[1] - one[0], 1 - one[1])
                second = tuple(n - x for n, x in zip(numbers, first, strict=True))
                yield ClassCase(numbers, (tuple(first), second), ((0, 1), (2,)), (one, rest))


def _random_class_cases(seed: int) -> Iterator[ClassCase]:
    """2 or 3 agents, up to 3 tasks in each class; half of the time with the same shares for all."""
    draw = random.Random(f"classes {seed}")
    while True:
        agents, sizes = draw.randint(2, 3), (draw.randint(1, 3), draw.randint(1, 3))
        numbers = tuple(draw.randint(1, 4) for _ in range(sum(sizes)))
        classes = (tuple(range(sizes[0])), tuple(range(sizes[0], sum(sizes))))
        common_parts = [[draw.randint(1, 9) for _ in range(agents)] for _ in classes]
        alike = draw.random() < 0.5
        columns = []
        for k, members in enumerate(classes):
            for i in members:
                parts = common_parts[k] if alike else [draw.randint(0, 9) for _ in range(agents)]
                parts = parts if any(parts) else [1] * agents
                columns.append([Fraction(numbers[i] * part, sum(parts)) for part in parts])
        due = [sum(numbers[i] for i in members) for members in classes]
        given = [[draw.randint(0, 5) for _ in range(agents)] for _ in classes]
        given = [row if any(row) else [1] * agents for row in given]
        amounts = tuple(
            tuple(Fraction(due[k] * given[k][j], sum(given[k])) for k in range(2)) for j in range(agents)
        )  # fmt: skip
        yield ClassCase(numbers, tuple(zip(*columns, strict=True)), classes, amounts)


CLASSES = Family(
    "2 agents, 3 tasks to be done once or twice, two of them in one class, everything in halves",
    families.remembered(_class_cases),
)
RANDOM_CLASSES = Family(
    "random markets of 2 or 3 agents with up to 3 tasks in each of two classes",
    families.remembered(_random_class_cases),
    endless=True,
)


def _classes(name: str, wording: str, hypothesis: Any, because: str) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=described_is_allocation,
        families=(CLASSES, RANDOM_CLASSES),
        because=lambda case: because,
        describe=class_case_in_words,
        budget=300,
    )


@dataclass(frozen=True)
class SharesCase(Displayed):
    """The status quo and an assignment, with the classes of tasks."""

    case: ClassCase
    assignment: Assignment


def keeps_shares(given: SharesCase) -> Part:
    """An allocation; within each class the amounts of two tasks stand to each other as in the status quo."""
    case = given.case
    yield from has_shares(case)
    yield random_allocation(case.numbers, given.assignment)
    pairs = [pair for members in case.classes for pair in itertools.combinations(members, 2)]
    rows = list(zip(case.status_quo, given.assignment, strict=True))
    off = max((abs(mu[i] * sigma[k] - mu[k] * sigma[i]) for sigma, mu in rows for i, k in pairs), default=Fraction(0))
    yield equal(("the greatest difference mu(i) sigma(k) - mu(k) sigma(i) of tasks i, k of a class", off), ZERO)


def is_described(given: SharesCase) -> Part:
    """It is what its amounts of the classes describe."""
    case = given.case
    amounts = tuple(tuple(sum((row[i] for i in c), Fraction(0)) for c in case.classes) for row in given.assignment)
    described = ClassCase(case.numbers, case.status_quo, case.classes, amounts).described
    off = max(
        abs(a - b) for one, two in zip(described, given.assignment, strict=True) for a, b in zip(one, two, strict=True)
    )
    yield equal(("the greatest distance from what the pairs describe", off), ZERO)


def shares_in_words(given: SharesCase) -> str:
    return f"assignment {', '.join(map(common.vector, given.assignment))}; {class_case_in_words(given.case)}"


def _described_cases(family: Family) -> Family:
    """What pairs describe, and the same with one half of a task moved to the other agent."""

    def stream(seed: int) -> Iterator[SharesCase]:
        for case in family.instances(seed):
            if any(case.total(j, members) == 0 for j in range(len(case.status_quo)) for members in case.classes):
                continue
            rows = case.described
            yield SharesCase(case, rows)
            moved = (tuple(x + Fraction(1, 2) * (i == 0) for i, x in enumerate(rows[0])), *rows[1:-1])
            yield SharesCase(case, (*moved, tuple(x - Fraction(1, 2) * (i == 0) for i, x in enumerate(rows[-1]))))

    return Family(f"assignments in {family.words}", families.remembered(stream), family.endless)


# ---------------------------------------------------------------------------------------------------------- payments


@dataclass(frozen=True)
class PaymentCase(Displayed):
    """A market whose last task m is payments, and a division of tasks and payments among the agents."""

    market: Market
    division: Assignment


def payments_are_a_task(case: PaymentCase) -> Part:
    """Payments are at least 0 and add up to the revenue, tasks are divided, and nobody likes to pay."""
    market = case.market
    yield common.at_most(ZERO, ("the least entry of the division", min(map(min, case.division))))
    for i, name in enumerate(market.tasks):
        given, due = sum(row[i] for row in case.division), market.numbers[i]
        what = "payments" if name == "m" else f"task {name}"
        yield equal((f"the sum of {what}", given), ("what it must be", due))
    yield section_2.positive_costs(market)


def division_is_allocation(case: PaymentCase) -> Part:
    yield random_allocation(case.market.numbers, case.division)


def improvable(paying: bool) -> Callable[[Market], Part]:
    """What Theorem 1 asks on the tasks; `paying`: everybody pays something in the status quo as well."""

    def hypothesis(market: Market) -> Part:
        yield section_2.positive_costs(market)
        boxes = {section_2.box_of(market, j) for j in range(len(market.agents))}
        yield equal(("the number of different supports", len(boxes)), ("", 1))
        least = min(min(row[:-1]) for row in market.status_quo)
        yield below(ZERO, ("the least that an agent has of a task", least))
        if paying:
            yield below(ZERO, ("the least payment in the status quo", min(row[-1] for row in market.status_quo)))
        yield from section_2.condition_i(market)

    return hypothesis


def _payment_market(tasks: int, first: Bundle, performance: Any, sides: Any, revenue: int) -> Market:
    names = (*families.TASKS[:tasks], "m")
    numbers = (*([1] * tasks), revenue)
    rest = tuple(n - x for n, x in zip(numbers, first, strict=True))
    lower, upper = zip(*sides, (1, 1), strict=True)
    return Market.make(
        dict(zip(names, numbers, strict=True)),
        families.AGENTS[:2],
        [first, rest],
        performance=[(*performance, 0), [0] * (tasks + 1)],
        preferences=[Preferences.uniform(lower, upper)] * 2,
    )


def _payment_markets(seed: int) -> Iterator[Market]:
    """One or two tasks to be done once, equal shares; revenue 0, 1 or 2, shared equally or paid by agent 2 alone."""
    half = Fraction(1, 2)
    for tasks in (1, 2):
        for revenue, share in ((0, Fraction(0)), (1, half), (1, Fraction(0)), (2, half), (2, Fraction(0))):
            for sides in itertools.product(((1, 2), (1, 1), (1, 3)), repeat=tasks):
                for performance in itertools.product((1, 0, -1), repeat=tasks):
                    first = bundle((*([half] * tasks), revenue * share))
                    yield _payment_market(tasks, first, performance, sides, revenue)


PAYMENT_MARKETS = Family(
    "2 agents, 1 or 2 tasks to be done once, equal shares, revenue 0, 1 or 2, costs of a task in {1}, [1, 2] or [1, 3]",
    families.remembered(_payment_markets),
)


def _divisions(seed: int) -> Iterator[PaymentCase]:
    """Divisions in thirds of those markets."""
    third = Fraction(1, 3)
    for market in PAYMENT_MARKETS.instances(seed):
        if any(market.performance[0]):
            continue
        for first in itertools.product(*([third * k for k in range(3 * n + 1)] for n in market.numbers)):
            rest = tuple(n - x for n, x in zip(market.numbers, first, strict=True))
            yield PaymentCase(market, (tuple(first), rest))


DIVISIONS = Family(f"divisions in thirds, {PAYMENT_MARKETS.words}", families.remembered(_divisions))


def payment_in_words(case: PaymentCase) -> str:
    return f"division {', '.join(map(common.vector, case.division))}; {common.market_in_words(case.market)}"


TRANSFERS = claim(
    "section-1.2.transfers",
    "section 1.2, Transfers",
    Reading(
        wording=(
            "If tasks are burdensome, payments nonnegative and revenue fixed (a whole number in some unit), every "
            "division of tasks and payments is a random allocation of the model with payments as a further task"
        ),
        hypothesis=payments_are_a_task,
        conclusion=division_is_allocation,
        families=(DIVISIONS,),
        because=lambda case: "The division is no random allocation.",
        describe=payment_in_words,
    ),
    section_2._market_reading(
        "Theorem 1, everybody paying",
        "If moreover everybody has some of every task and pays something in the status quo, preferences are not "
        "degenerate and performance differs, a bilateral trade of tasks and payments improves upon the status quo",
        improvable(True),
        section_2.improving,
        "Multipliers exclude every improving bilateral trade.",
        PAYMENT_MARKETS,
    ),
    section_2._market_reading(
        "Theorem 1, nobody need pay",
        "As the second reading, without asking that anybody pays in the status quo",
        improvable(False),
        section_2.improving,
        "Nobody pays in the status quo and payments are not negative and add up to 0, so that nothing can be paid for "
        "taking on the task; and with one task nobody takes on more of it for nothing. The status quo does not have "
        "full support, for payments are a task of which nobody has any.",
        PAYMENT_MARKETS,
    ),
)

CLAIMS = [
    claim(
        "section-1.participation",
        "section 1.1 and footnote 13",
        _reading("literal", "printed", (families.IDLE, families.TABLES, *_HARD)),
        _reading(OTHER_ACTIONS, "deviations", (families.TABLES, families.RANDOM_MECHANISMS, *_HARD)),
    ),
    claim(
        "section-1.1.two-tasks",
        "section 1.1 and footnote 12",
        _classes(
            "literal",
            "However the two classes are divided among the agents (every agent having some of each in the status quo), "
            "the bundles with the shares of the status quo within the classes are a random allocation",
            amounts_clear,
            "The classes are divided without rest, but the agents' shares within a class differ, so that the bundles "
            "do not add up to what is to be done of each single task.",
        ),
        _classes(
            "same shares for all agents",
            "As literal, if within each class the shares of the status quo are the same for all agents",
            same_shares,
            "The bundles are no random allocation.",
        ),
    ),
    claim(
        "footnote-12",
        "section 1.1, footnote 12",
        Reading(
            wording=(
                "A random allocation that keeps the shares of the status quo within each of two classes is described, "
                "for every agent, by how much it does of either class"
            ),
            hypothesis=keeps_shares,
            conclusion=is_described,
            families=tuple(map(_described_cases, (CLASSES, RANDOM_CLASSES))),
            because=lambda given: "Another assignment has the same pairs.",
            describe=shares_in_words,
            budget=300,
        ),
    ),
    TRANSFERS,
]
