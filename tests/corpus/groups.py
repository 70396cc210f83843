"""Problems of groups of interchangeable agents, and every question about them, in every form of files and evidence.

Among them are groups that quotas bind together and groups that they do not, types that depend on a state, classes with
probabilities of their own, divisible objects, quotas of single agents within each other, classes that have no outcome,
and quotas that cross, whose classes need branching.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from typing import Any

from exact.verdicts import Verdict
from proofs.plain.keys import PROBLEM
from proofs.reduced_form.classes import choices, optimal_face
from proofs.reduced_form.classes.conditions import GroupCondition, GroupSigns, condition_for_groups, violated
from proofs.reduced_form.classes.data import grouped_from_plain
from proofs.reduced_form.classes.describing import facets_for_groups
from proofs.reduced_form.classes.designing import design_for_groups
from proofs.reduced_form.classes.dividing import Part, whole_groups
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.implementing import implementable_for_groups
from proofs.reduced_form.conditions.deciding import Letter
from proofs.reduced_form.problem.problems import InterimRule

ONE = {"each": "agent", "ceiling": 1}
CLASSES = [([2, 0], "1/2"), ([1, 1], "1/3"), ([0, 2], "1/6")]


def groups(sizes: dict[str, int], *constraints: dict[str, Any], types: int = 2, **more: Any) -> GroupedProblem:
    kinds = {group: [f"t{k + 1}" for k in range(types)] for group in sizes}
    given = {"agents": sizes, "types": kinds, "prior": "uniform", "constraints": list(constraints)}
    return grouped_from_plain({"format": PROBLEM, **given, **more})[0]


def in_a_state(probability: str, *chances: str) -> dict[str, Any]:
    law = {"g": dict(zip(("t1", "t2"), chances, strict=True))}
    return {"probability": probability, "independent": law}


PROBLEMS: dict[str, Callable[[], GroupedProblem]] = {
    "one object": lambda: groups({"g": 3}, ONE, {"agents": ["g"], "ceiling": 1}),
    "no ceiling for single agents": lambda: groups({"g": 2}, {"agents": ["g"], "ceiling": 1}, objects=["x"]),
    "two groups bound together": lambda: groups(
        {"g": 2, "h": 1}, ONE, {"each": "object", "ceiling": 1}, {"set": [["g", "x"]], "ceiling": 1}, objects=["x", "y"]
    ),
    "two groups apart": lambda: groups(
        {"g": 2, "h": 2}, ONE, *({"agents": [g], "objects": ["x"], "ceiling": 1} for g in "gh"), objects=["x"]
    ),
    "a state": lambda: groups(
        {"g": 2},
        ONE,
        {"agents": ["g"], "ceiling": 1},
        prior={"states": [in_a_state("1/4", "1/3", "2/3"), in_a_state("3/4", "1/2", "1/2")]},
    ),
    "classes with probabilities": lambda: groups(
        {"g": 2},
        ONE,
        {"agents": ["g"], "ceiling": 1},
        prior={
            "counts": [
                {"counts": {"g": dict(zip(("t1", "t2"), counts, strict=True))}, "probability": chance}
                for counts, chance in CLASSES
            ]
        },
    ),
    "divisible": lambda: groups(
        {"g": 3},
        {"each": "agent", "ceiling": "2/3"},
        {"each agent of": "g", "objects": ["x"], "floor": "1/6"},
        {"agents": ["g"], "floor": "1/2", "ceiling": "5/3"},
        objects=["x", "y"],
        divisible=True,
    ),
    "quotas within quotas": lambda: groups(
        {"g": 2},
        {"each": "agent", "floor": 1, "ceiling": 2},
        {"each": "pair", "ceiling": 1},
        {"each agent of": "g", "objects": ["x", "y"], "ceiling": 1},
        {"agents": ["g"], "objects": ["x", "z"], "ceiling": 3},
        objects=["x", "y", "z"],
    ),
    "quotas that cross": lambda: groups(
        {"g": 3},
        ONE,
        *({"agents": ["g"], "objects": list(pair), "ceiling": 1} for pair in ("xy", "yz", "xz")),
        objects=["x", "y", "z"],
        types=1,
    ),
    "halves of an even number": lambda: groups(
        {"g": 2},
        {"each agent of": "g", "objects": ["x", "y"], "ceiling": 1},
        *({"agents": ["g"], "objects": list(pair), "ceiling": 2} for pair in ("yz", "xz")),
        objects=["x", "y", "z"],
        types=1,
    ),
    "nothing between quotas that cross": lambda: groups(
        {"g": 3},
        ONE,
        *({"agents": ["g"], "objects": list(pair), "floor": 1, "ceiling": 1} for pair in ("xy", "yz", "xz")),
        objects=["x", "y", "z"],
        types=1,
    ),
    "everything is given away": lambda: groups(
        {"g": 2}, {"each": "agent", "floor": 1, "ceiling": 1}, {"each": "object", "ceiling": 1}, objects=["x", "y"]
    ),
    "nothing feasible": lambda: groups({"g": 2}, ONE, {"agents": ["g"], "floor": 3, "ceiling": 4}),
}


@cache
def problem(name: str) -> GroupedProblem:
    """The problem of this name."""
    return PROBLEMS[name]()


def by_maps(make: Callable[[], Verdict]) -> Verdict:
    """The answer with rules by affine maps, as if the classes were many."""
    listed, opened = choices.MOST_LISTED, optimal_face.OPEN
    choices.MOST_LISTED, optimal_face.OPEN = 0, ()
    try:
        return make()
    finally:
        choices.MOST_LISTED, optimal_face.OPEN = listed, opened


def even(name: str, share: str) -> Verdict:
    """Is it implementable to give everybody so much of everything?"""
    given = problem(name)
    return implementable_for_groups(given, InterimRule((Fraction(share),) * len(given.coordinates)))


def uneven(name: str, share: str) -> Verdict:
    """Is it implementable to give so much of everything to every second type and object?"""
    given = problem(name)
    values = (Fraction(share) * (k % 2) for k in range(len(given.coordinates)))
    return implementable_for_groups(given, InterimRule(tuple(values)))


def best(name: str, incentives: str, **more: Any) -> Verdict:
    """The best rule, where types like objects more or less, in turn."""
    given = problem(name)
    weights = {
        g: {
            t: {j: 1 + (s + 2 * k) % 3 for k, j in enumerate(given.objects)} if given.objects else 1 + s
            for s, t in enumerate(kinds)
        }
        for g, kinds in zip(given.groups, given.types, strict=True)
    }
    objective: dict[str, Any] = {"weights": weights, "incentives": incentives, **more}
    if incentives == "ordinal":
        objective["preferences"] = {
            g: {t: list(given.objects[s % 2 :] + given.objects[: s % 2]) for s, t in enumerate(own)}
            for g, own in weights.items()
        }
    elif incentives == "cardinal":
        objective["preferences"] = weights
    return design_for_groups(given, objective)


def description(name: str) -> Verdict:
    """All rules that are the same for all agents of a group."""
    return facets_for_groups(problem(name)).description


def satisfied(name: str, letter: Letter, values: str) -> Verdict:
    """Whether a rule of these values, in turn, satisfies the condition."""
    given, listed = problem(name), values.split()
    rule = InterimRule(tuple(Fraction(listed[k % len(listed)]) for k in range(len(given.coordinates))))
    return condition_for_groups(given, rule, letter)


def told_apart(name: str, letter: Letter, values: str) -> Verdict:
    """The same no, by an inequality that tells one agent of the first group from the others."""
    verdict = satisfied(name, letter, values)
    signs, statement = verdict.evidence, verdict.statement
    assert isinstance(signs, GroupSigns)
    assert isinstance(statement, GroupCondition)
    first, *others = whole_groups(statement.problem)
    parts = (Part("one", first.group, 1), Part("the others", first.group, first.agents - 1), *others)
    names = {first.group: ("one", "the others")}
    weights = {(part, *c[1:]): f for c, f in signs.inequality.coefficients for part in names.get(c[0], (c[0],))}
    found = violated(statement, parts, weights)
    assert found is not None
    return Verdict(statement, False, found)


TRANSFERS = {"transfers": {"revenue": 2}}
EMPTY = ("nothing between quotas that cross", "nothing feasible")
CORRELATED = ("a state", "classes with probabilities")

QUESTIONS: dict[str, Callable[[], Verdict]] = {
    "condition for groups: nothing feasible": partial(satisfied, "nothing feasible", "A", "0"),
}
for tried in ("one object", "two groups bound together", "a state", "classes with probabilities", "divisible"):
    QUESTIONS[f"condition for groups: yes, {tried}"] = partial(satisfied, tried, "A", "1/6")
    QUESTIONS[f"condition for groups: no, {tried}"] = partial(satisfied, tried, "B", "1 0 5/6")
    QUESTIONS[f"condition for groups: no, {tried}, one agent apart"] = partial(told_apart, tried, "A", "1 0 5/6")
for named in PROBLEMS:
    for part in ("1/9", "1/6", "1/4", "1/3", "1/2", "1", "-1/5"):
        QUESTIONS[f"implementable for groups: {named}, even {part}"] = partial(even, named, part)
        QUESTIONS[f"implementable for groups: {named}, uneven {part}"] = partial(uneven, named, part)
    QUESTIONS[f"description for groups: {named}"] = partial(description, named)
    kind = "some rule for groups" if named in EMPTY else "best rule for groups"
    QUESTIONS[f"{kind}: {named}"] = partial(best, named, "none")
    if named not in CORRELATED:
        QUESTIONS[f"{kind}: {named}, cardinal"] = partial(best, named, "cardinal")
        QUESTIONS[f"{kind}: {named}, with transfers"] = partial(best, named, "cardinal", **TRANSFERS)
        if named not in ("one object", "nothing feasible"):
            QUESTIONS[f"{kind}: {named}, ordinal"] = partial(best, named, "ordinal")
for named in (
    "one object",
    "no ceiling for single agents",
    "two groups bound together",
    "a state",
    "divisible",
    "quotas within quotas",
    "quotas that cross",
):
    QUESTIONS[f"implementable for groups: {named}, by maps"] = partial(by_maps, partial(even, named, "1/6"))
    QUESTIONS[f"best rule for groups: {named}, by maps"] = partial(by_maps, partial(best, named, "none"))
QUESTIONS["implementable for groups: halves of an even number, by maps"] = partial(
    by_maps, partial(even, "halves of an even number", "1/2")
)
