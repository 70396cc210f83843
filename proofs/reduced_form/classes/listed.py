"""From groups to agents by name, and from agents by name to the groups that they form.

Two agents of a problem are *interchangeable* if they have the same types with the same chances, and every constraint
set with its quotas becomes one of the problem's when the two are exchanged. Interchangeable agents form a group where
each set lies within one agent, or holds for every object all agents of a group or none; other sets (the edges of a
complete graph, for example) are symmetric, too, but bind neither single agents nor groups together.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

from proofs.reduced_form.classes.groups import GroupedProblem, SingleQuota, StatesPrior
from proofs.reduced_form.design.task import Objective
from proofs.reduced_form.problem.problems import (
    Cell,
    Constraint,
    IndependentPrior,
    InterimRule,
    JointPrior,
    Prior,
    Problem,
)


def listed(problem: GroupedProblem) -> Problem:
    """The same problem with its agents by name: `juniors 1`, `juniors 2`, ..."""
    agents = {g: [f"{g} {k + 1}" for k in range(size)] for g, size in problem.size_of.items()}
    kinds = dict(zip(problem.groups, problem.types, strict=True))
    types = tuple(kinds[g] for g in problem.groups for _ in agents[g])
    merged: dict[frozenset[Cell], Constraint] = {}
    single = [
        Constraint(frozenset((agent, *rest) for rest in quota.objects), quota.floor, quota.ceiling, quota.name)
        for quota in problem.single
        for agent in agents[quota.group]
    ]
    whole = [
        Constraint(
            frozenset((agent, *rest) for g, *rest in quota.cells for agent in agents[g]),
            quota.floor,
            quota.ceiling,
            quota.name,
        )
        for quota in problem.together
    ]
    for each in (*single, *whole):  # of a group of one agent, both may be about the same set
        known = merged.get(each.cells, each)
        ceilings = [c.ceiling for c in (known, each) if c.ceiling is not None]
        floor = max(known.floor, each.floor)
        merged[each.cells] = Constraint(each.cells, floor, min(ceilings, default=None), known.name)
    names = tuple(itertools.chain(*agents.values()))
    prior = _listed_prior(problem, types)
    return Problem(
        names, problem.objects, types, prior, tuple(merged.values()), (), problem.divisible, title=problem.title
    )


def listed_rule(problem: GroupedProblem, rule: InterimRule) -> InterimRule:
    """The symmetric rule for the agents of `listed`."""
    by_group: dict[str, list[Fraction]] = {g: [] for g in problem.groups}
    for coordinate, value in zip(problem.coordinates, rule.values, strict=True):
        by_group[coordinate[0]].append(value)
    return InterimRule(tuple(v for g, size in problem.size_of.items() for _ in range(size) for v in by_group[g]))


def _listed_prior(problem: GroupedProblem, types: tuple[tuple[str, ...], ...]) -> Prior:
    owners = [k for k, size in enumerate(problem.sizes) for _ in range(size)]
    if isinstance(problem.prior, StatesPrior) and len(problem.prior.states) == 1:
        ((_, marginals),) = problem.prior.states
        return IndependentPrior(tuple(marginals[k] for k in owners))
    places = [range(len(kinds)) for kinds in types]
    if isinstance(problem.prior, StatesPrior):
        return JointPrior(
            tuple(
                sum(
                    (
                        p * math.prod(m[k][t] for k, t in zip(owners, profile, strict=True))
                        for p, m in problem.prior.states
                    ),
                    Fraction(0),
                )
                for profile in itertools.product(*places)
            )
        )
    chances = dict(problem.prior.classes)
    first = list(itertools.accumulate((len(kinds) for kinds in problem.types), initial=0))
    weights = []
    for profile in itertools.product(*places):
        counts = [0] * len(problem.pairs)
        for k, t in zip(owners, profile, strict=True):
            counts[first[k] + t] += 1
        ways = math.prod(
            math.factorial(size) // math.prod(map(math.factorial, counts[first[k] : first[k + 1]]))
            for k, size in enumerate(problem.sizes)
        )
        weights.append(chances[tuple(counts)] / ways)
    return JointPrior(tuple(weights))


def groups_of(problem: Problem) -> tuple[GroupedProblem, dict[str, str]] | None:
    """The groups of interchangeable agents, and the group of each agent; `None` where they are not as groups must be.

    A group is called by its first agent. Types must be independent; quotas at some type profiles alone, and public
    outcomes, are about agents by name.
    """
    if problem.public or problem.restrictions or not isinstance(problem.prior, IndependentPrior):
        return None
    home = _interchangeable(problem, problem.prior)
    members: dict[str, list[str]] = {}
    for agent, group in home.items():
        members.setdefault(group, []).append(agent)
    single: dict[tuple[str, frozenset[tuple[str, ...]]], SingleQuota] = {}
    together: list[Constraint] = []
    for quota in problem.constraints:
        owners = {cell[0] for cell in quota.cells}
        if len(owners) == 1:
            (agent,) = owners
            objects = frozenset(tuple(rest) for _, *rest in quota.cells)
            single[home[agent], objects] = SingleQuota(home[agent], objects, quota.floor, quota.ceiling)
            continue
        cells = frozenset((home[cell[0]], *cell[1:]) for cell in quota.cells)
        if len(quota.cells) != sum(len(members[cell[0]]) for cell in cells):
            return None
        together.append(Constraint(cells, quota.floor, quota.ceiling, quota.name))
    place = {agent: k for k, agent in enumerate(problem.agents)}
    law = tuple(problem.prior.marginals[place[group]] for group in members)
    types = tuple(problem.types[place[group]] for group in members)
    try:
        found = GroupedProblem(
            tuple(members),
            tuple(map(len, members.values())),
            problem.objects,
            types,
            StatesPrior(((Fraction(1), law),)),
            tuple(single.values()),
            tuple(together),
            problem.divisible,
            problem.title,
        )
    except ValueError:  # quotas of single agents that cross
        return None
    return found, home


def _interchangeable(problem: Problem, prior: IndependentPrior) -> dict[str, str]:
    """For each agent the first one with whom it is interchangeable, which is an equivalence."""
    sets = {(quota.cells, quota.floor, quota.ceiling) for quota in problem.constraints}
    alike = dict(zip(problem.agents, zip(problem.types, prior.marginals, strict=True), strict=True))
    home: dict[str, str] = {}
    for agent in problem.agents:
        leaders = (leader for leader, own in home.items() if leader == own and alike[leader] == alike[agent])
        home[agent] = next((leader for leader in leaders if _exchange(sets, agent, leader) == sets), agent)
    return home


def _exchange(
    sets: set[tuple[frozenset[Cell], Fraction, Fraction | None]], one: str, other: str
) -> set[tuple[frozenset[Cell], Fraction, Fraction | None]]:
    new = {one: other, other: one}
    return {
        (frozenset((new.get(cell[0], cell[0]), *cell[1:]) for cell in cells), floor, ceiling)
        for cells, floor, ceiling in sets
    }


def group_rule(
    problem: Problem, rule: InterimRule, grouped: GroupedProblem, home: dict[str, str]
) -> InterimRule | None:
    """The rule by group; `None` where it treats agents of a group differently."""
    by_agent: dict[str, list[Fraction]] = {agent: [] for agent in problem.agents}
    for coordinate, value in zip(problem.coordinates, rule.values, strict=True):
        by_agent[coordinate[0]].append(value)
    if any(by_agent[agent] != by_agent[group] for agent, group in home.items()):
        return None
    return InterimRule(tuple(v for group in grouped.groups for v in by_agent[group]), grouped.coordinates)


def group_objective(
    problem: Problem, objective: Objective, grouped: GroupedProblem, home: dict[str, str]
) -> Objective | None:
    """The objective by group; `None` where it treats agents of a group differently."""
    weights = group_rule(problem, InterimRule(objective.weights), grouped, home)
    if weights is None:
        return None
    by_agent: dict[str, list[tuple[Any, ...]]] = {agent: [] for agent in problem.agents}
    owners = [agent for agent, kinds in zip(problem.agents, problem.types, strict=True) for _ in kinds]
    for agent, taste in zip(owners, objective.preferences, strict=False):
        by_agent[agent].append(taste)
    if any(by_agent[agent] != by_agent[group] for agent, group in home.items()):
        return None
    preferences = tuple(taste for group in grouped.groups for taste in by_agent[group])
    return replace(objective, weights=weights.values, preferences=preferences, coordinates=weights.coordinates)
