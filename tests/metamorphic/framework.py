"""Metamorphic tests: what may not change an answer, and what changes it in a known way.

A *question* is asked about random small *cases*. A *relation* changes a case (lists it in another order, renames,
scales, says something twice) and says what becomes of the answer. `ask` of the changed case must be just that.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from exact.linear import Optimal, Unbounded
from exact.verdicts import Verdict

Case = Any
Answer = Any
Changed = tuple[Case, Callable[[Answer], Answer]]


def same(answer: Answer) -> Answer:
    return answer


@dataclass(frozen=True)
class Relation:
    """`change(case, rng)` is the changed case with what becomes of the answer, or `None` where it does not apply."""

    name: str
    change: Callable[[Case, random.Random], Changed | None]


@dataclass(frozen=True)
class Question:
    """`covers` are the public functions that are asked, by their full names.

    `one_answer` says why all cases have the same answer; elsewhere at least two different ones must be met.
    """

    name: str
    covers: tuple[str, ...]
    ask: Callable[[Case], Answer]
    cases: Callable[[random.Random], Case]
    relations: Sequence[Relation]
    seeds: int = 25
    one_answer: str = field(default="")


def check(question: Question, relation: Relation) -> set[str]:
    """Ask about as many cases as the question wants to which the relation applies; returns the answers met."""
    answers: set[str] = set()
    applied = 0
    for seed in range(20 * question.seeds):
        if applied == question.seeds:
            break
        rng = random.Random(f"{question.name} {seed}")
        case = question.cases(rng)
        changed = relation.change(case, rng)
        if changed is None:
            continue
        applied += 1
        after, expected = changed
        answer = question.ask(case)
        assert question.ask(after) == expected(answer), f"{relation.name}\nbefore: {case}\nafter:  {after}"
        answers.add(repr(answer))
    assert applied == question.seeds, "the relation hardly ever applies"
    return answers


def varied(question: Question) -> set[str]:
    """The answers to the question about its first cases."""
    found: set[str] = set()
    for seed in range(40):
        found.add(repr(question.ask(question.cases(random.Random(f"{question.name} {seed}")))))
        if len(found) > 1:
            break
    return found


def holds(verdict: Verdict) -> bool | None:
    return verdict.holds


def optimum_of(verdict: Verdict) -> Any:
    """What a linear program comes to."""
    if isinstance(verdict.statement, Optimal):
        return verdict.statement.value
    return "unbounded" if isinstance(verdict.statement, Unbounded) else "infeasible"


def shuffled(items: Sequence[Any], rng: random.Random) -> list[Any]:
    return rng.sample(list(items), len(items))
