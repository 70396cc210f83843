"""Two classes of tasks and how much of each an agent does: VS, binary classification (section 1.1, footnote 12).

The tasks are divided into two classes, A and B, and an assignment keeps, for every agent and within each class, the
shares of the status quo. So it is described by a pair of numbers for each agent, how much it does of either class.
Which pairs describe an assignment is a question of its own: every *task* must be done. Shared by `footnote_12` and
`section_1_1_two_tasks`.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part
from proofs.claims.families import rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import ZERO, below
from proofs.trading.markets.bundles import Assignment

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
    rays.remembered(_class_cases),
)

RANDOM_CLASSES = Family(
    "random markets of 2 or 3 agents with up to 3 tasks in each of two classes",
    rays.remembered(_random_class_cases),
    endless=True,
)
