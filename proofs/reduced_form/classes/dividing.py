"""Groups divided into parts: the same agents, told apart.

An inequality of LY's Condition A may treat agents of a group differently. What it is worth at a type profile depends on
how many agents of each part have each type; so it is bounded in the classes of the problem whose groups are the parts.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import Displayed
from proofs.reduced_form.classes.groups import (
    Counts,
    CountsPrior,
    GroupedProblem,
    GroupPrior,
    SingleQuota,
    StatesPrior,
    divisions,
)
from proofs.reduced_form.problem.problems import Constraint, Coordinate, InterimRule


@dataclass(frozen=True)
class Part(Displayed):
    """So many agents of a group, under a name of their own."""

    name: str
    group: str
    agents: int


def whole_groups(problem: GroupedProblem) -> tuple[Part, ...]:
    """Each group as one part."""
    return tuple(Part(group, group, size) for group, size in problem.size_of.items())


def divided(problem: GroupedProblem, parts: Sequence[Part]) -> GroupedProblem:
    """The problem with the parts for groups. Raises `ValueError` unless they make up the groups, in their order."""
    sizes = [sum(part.agents for part in parts if part.group == group) for group in problem.groups]
    places = [problem.groups.index(part.group) if part.group in problem.groups else -1 for part in parts]
    if sizes != list(problem.sizes) or places != sorted(places) or -1 in places:
        raise ValueError("parts: together they are not the problem's groups, in their order")
    of_group = {g: [part.name for part in parts if part.group == g] for g in problem.groups}
    single = [
        SingleQuota(name, quota.objects, quota.floor, quota.ceiling)
        for quota in problem.single
        for name in of_group[quota.group]
    ]
    together = [
        Constraint(
            frozenset((name, *rest) for g, *rest in quota.cells for name in of_group[g]), quota.floor, quota.ceiling
        )
        for quota in problem.together
    ]
    return GroupedProblem(
        tuple(part.name for part in parts),
        tuple(part.agents for part in parts),
        problem.objects,
        tuple(problem.types[k] for k in places),
        _prior(problem, parts, places),
        tuple(single),
        tuple(together),
        problem.divisible,
    )


def _prior(problem: GroupedProblem, parts: Sequence[Part], places: Sequence[int]) -> GroupPrior:
    prior = problem.prior
    if isinstance(prior, StatesPrior):
        return StatesPrior(tuple((p, tuple(marginals[k] for k in places)) for p, marginals in prior.states))
    chances = dict(prior.classes)
    found = []
    for own in itertools.product(
        *(divisions(part.agents, len(problem.types[k])) for part, k in zip(parts, places, strict=True))
    ):
        totals: list[Counts] = []
        for g, kinds in enumerate(problem.types):
            of_group = [counts for counts, k in zip(own, places, strict=True) if k == g]
            totals.append(tuple(map(sum, zip(*of_group, strict=True))) if of_group else (0,) * len(kinds))
        share = Fraction(math.prod(map(_ways, own)), math.prod(map(_ways, totals)))
        found.append((tuple(itertools.chain(*own)), chances[tuple(itertools.chain(*totals))] * share))
    return CountsPrior(tuple(found))


def _ways(counts: Counts) -> int:
    """In how many ways agents can have types of which these are the counts."""
    return math.factorial(sum(counts)) // math.prod(map(math.factorial, counts))


def rule_of_parts(problem: GroupedProblem, parts: Sequence[Part], rule: InterimRule) -> dict[Coordinate, Fraction]:
    """What the agents of each part and type together expect, by coordinate of the divided problem."""
    chances, value = problem.marginals, dict(zip(problem.coordinates, rule.values, strict=True))
    return {
        (part.name, *c[1:]): part.agents * chances[c[0], c[1]] * value[c]
        for part in parts
        for c in problem.coordinates
        if c[0] == part.group
    }
