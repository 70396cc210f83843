"""VS, footnote 12 (section 1.1): assignments that keep the shares within the classes are pairs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import rays
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.task_classes import CLASSES, RANDOM_CLASSES, ClassCase, class_case_in_words, has_shares
from proofs.claims.families.valenzuela_stookey import ZERO, claim, equal
from proofs.trading.markets.bundles import Assignment
from proofs.trading.markets.random_allocation import random_allocation


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


def described_cases(family: Family) -> Family:
    """What pairs describe, and the same with one half of a task moved to the other agent."""

    def stream(seed: int) -> Iterator[SharesCase]:
        for case in family.instances(seed):
            if any(case.total(j, members) == 0 for j in range(len(case.status_quo)) for members in case.classes):
                continue
            rows = case.described
            yield SharesCase(case, rows)
            moved = (tuple(x + Fraction(1, 2) * (i == 0) for i, x in enumerate(rows[0])), *rows[1:-1])
            yield SharesCase(case, (*moved, tuple(x - Fraction(1, 2) * (i == 0) for i, x in enumerate(rows[-1]))))

    return Family(f"assignments in {family.words}", rays.remembered(stream), family.endless)


FOOTNOTE_12 = claim(
    "footnote-12",
    "section 1.1, footnote 12",
    "assignments that keep the shares within the classes are pairs",
    Reading(
        wording=(
            "A random allocation that keeps the shares of the status quo within each of two classes is "
            "described, for every agent, by how much it does of either class"
        ),
        hypothesis=keeps_shares,
        conclusion=is_described,
        families=tuple(map(described_cases, (CLASSES, RANDOM_CLASSES))),
        because=lambda given: "Another assignment has the same pairs.",
        describe=shares_in_words,
        budget=300,
    ),
)

CLAIMS = [FOOTNOTE_12]
