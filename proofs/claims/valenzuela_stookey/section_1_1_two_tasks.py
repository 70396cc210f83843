"""VS, section 1.1 and footnote 12: two classes of tasks are as good as two tasks."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from proofs.claims.claim import Part, Reading
from proofs.claims.families.task_classes import CLASSES, RANDOM_CLASSES, ClassCase, class_case_in_words, has_shares
from proofs.claims.families.valenzuela_stookey import ZERO, claim, equal
from proofs.claims.stating import (
    Stated,
    Term,
    defined,
    each,
    every,
    given,
    least,
    operation,
    size,
    statement,
    term,
    those,
    total,
)
from proofs.trading.markets.bundles import texts
from proofs.trading.markets.random_allocation import random_allocation


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


NUMBERS, SIGMA, CLASS, AMOUNTS = given("numbers"), given("sigma"), given("classes"), given("amounts")
AGENTS, TASKS = operation("positions", SIGMA), operation("positions", NUMBERS)


@defined("what agent {0} has of class {1}")
def has_of(j: Term, k: Term) -> Term:
    return total(each("i", CLASS[k], lambda i: SIGMA[j][i]))


@defined("what agent {0} is to do of task {1}")
def to_do(j: Term, i: Term) -> Term:
    """Its amount of the class of the task, times its share of the task within the class in the status quo."""
    k = those("k", operation("positions", CLASS), lambda each_class: i.among(CLASS[each_class]))[0]
    return AMOUNTS[j][k] * SIGMA[j][i] / has_of(j, k)


DIVIDED = Stated(
    sorts={"numbers": "vector", "sigma": "vectors", "classes": "data", "amounts": "vectors"},
    instances=lambda case: {
        "numbers": list(case.numbers),
        "sigma": [texts(row) for row in case.status_quo],
        "classes": [list(members) for members in case.classes],
        "amounts": [texts(row) for row in case.amounts],
    },
    hypothesis=[
        statement("random allocation", numbers=NUMBERS, assignment=SIGMA),
        size(CLASS).equals(2) & size(AMOUNTS).equals(size(SIGMA)),
        (size(CLASS[0]) + size(CLASS[1])).equals(size(NUMBERS)),
        every("i", TASKS, lambda i: i.among(CLASS[0]) | i.among(CLASS[1])),
        every("j", AGENTS, lambda j: (has_of(j, term(0)) > 0) & (has_of(j, term(1)) > 0)),
        every("j", AGENTS, lambda j: least(AMOUNTS[j]) >= 0),
        every(
            "k",
            operation("positions", CLASS),
            lambda k: total(each("j", AGENTS, lambda j: AMOUNTS[j][k])).equals(
                total(each("i", CLASS[k], lambda i: NUMBERS[i]))
            ),
        ),
    ],
    conclusion=[
        statement(
            "random allocation",
            numbers=NUMBERS,
            assignment=each("j", AGENTS, lambda j: each("i", TASKS, lambda i: to_do(j, i))),
        )
    ],
)
"""Amounts of two classes that clear: the bundles with the shares of the status quo within the classes clear as well."""


def _classes(name: str, wording: str, hypothesis: Any, because: str, stated: Stated | None = None) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=described_is_allocation,
        families=(CLASSES, RANDOM_CLASSES),
        because=lambda case: because,
        describe=class_case_in_words,
        budget=300,
        stated=stated,
    )


TWO_TASKS = claim(
    "section-1.1.two-tasks",
    "section 1.1 and footnote 12",
    "two classes of tasks are as good as two tasks",
    _classes(
        "literal",
        "However the two classes are divided among the agents (every agent having some of each in the status "
        "quo), the bundles with the shares of the status quo within the classes are a random allocation",
        amounts_clear,
        "The classes are divided without rest, but the agents' shares within a class differ, so that the "
        "bundles do not add up to what is to be done of each single task.",
        stated=DIVIDED,
    ),
    _classes(
        "same shares for all agents",
        "As literal, if within each class the shares of the status quo are the same for all agents",
        same_shares,
        "The bundles are no random allocation.",
    ),
)

CLAIMS = [TWO_TASKS]
