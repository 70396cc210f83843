"""Is a table of expected numbers a lottery over integer allocations? (VS, section 1.1.)"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from exact.rationals import text
from exact.showing.drawing import Html, escaped, table
from exact.verdicts import Evidence, Statement, Verdict
from proofs.told import ToldStatement
from proofs.trading.markets.bundles import Assignment, IntegerAllocation
from proofs.trading.markets.supply import Supply, adds_up, least, number_of


@dataclass(frozen=True)
class RandomAllocation(ToldStatement):
    """The assignment is the expectation of a lottery over allocations. Evidence: the lottery, or what is wrong."""

    kind: ClassVar[str] = "random allocation"
    numbers: tuple[int, ...]
    assignment: Assignment

    def sentence(self) -> str:
        return f"the {len(self.assignment)} x {len(self.numbers)} assignment is that of a random allocation"


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


def misallocation(numbers: Sequence[Supply], assignment: Sequence[Sequence[Fraction | int]]) -> Misallocation | None:
    """What keeps the assignment from being that of a random allocation; `None` if nothing does.

    Payments may be less than 0, or add up to anything, as they say.
    """
    for i, one in enumerate(numbers):
        for j, row in enumerate(assignment):
            if row[i] < 0 and least(one) is not None:
                return Misallocation(i, j)
        if adds_up(one) and sum(row[i] for row in assignment) != number_of(one):
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
