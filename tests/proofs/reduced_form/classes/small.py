"""Small random problems of groups, with rules inside, on and outside the boundary, and objectives."""

from __future__ import annotations

import random
from fractions import Fraction

from proofs.reduced_form.classes.class_program import Best
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.groups import GroupedProblem, SingleQuota, StatesPrior
from proofs.reduced_form.classes.listed import listed
from proofs.reduced_form.classes.pricing import Explorer
from proofs.reduced_form.design.task import Objective
from proofs.reduced_form.problem.problems import Constraint, InterimRule


def small(rng: random.Random) -> GroupedProblem | None:
    """At most four agents in one or two groups, three objects and two types; `None` if quotas are contradictory."""
    names = rng.choice((("g",), ("g",), ("g", "h")))
    sizes = (rng.randint(2, 4),) if len(names) == 1 else (rng.randint(1, 2), rng.randint(1, 2))
    objects = rng.choice(((), ("a",), ("a", "b"), ("a", "b", "c")))[: 2 if sum(sizes) == 4 else 3]
    parts = tuple((j,) for j in objects) or ((),)
    types = tuple(tuple(f"t{k}" for k in range(rng.choice((1, 2, 2)))) for _ in names)

    def law(count: int) -> tuple[Fraction, ...]:
        shares = [rng.randint(1, 3) for _ in range(count)]
        return tuple(Fraction(share, sum(shares)) for share in shares)

    states = tuple((p, tuple(law(len(own)) for own in types)) for p in law(rng.choice((1, 1, 2))))
    divisible = rng.random() < 0.2

    def quota() -> Fraction:
        return Fraction(rng.randint(0, 5), rng.choice((1, 2, 3))) if divisible else Fraction(rng.randint(0, 3))

    single = {(g, frozenset(parts)): None for g in names}
    single |= {(g, frozenset(rng.sample(parts, 1))): None for g in names if rng.random() < 0.5}
    if rng.random() < 0.3:  # then only groups together have ceilings, of every object
        single = {}
    alone = []
    for g, members in single:
        ceiling = quota() + (not divisible)
        alone.append(SingleQuota(g, members, min(ceiling, Fraction(rng.choice((0, 0, 0, 0, 1)))), ceiling))
    cells = [(g, *part) for g in names for part in parts]
    sets = {frozenset((g, *part) for g in names): None for part in parts}
    sets |= {frozenset(rng.sample(cells, rng.randint(1, len(cells)))): None for _ in range(rng.randint(0, 3))}
    together = []
    for members in sets:
        ceiling = quota() + rng.randint(0, 2)
        together.append(Constraint(members, min(ceiling, Fraction(rng.choice((0, 0, 0, 0, 1, 2)))), ceiling))
    given = names, sizes, objects, types, StatesPrior(states), tuple(alone), tuple(together), divisible
    try:
        problem = GroupedProblem(*given)
        listed(problem)  # of a group of one agent, quotas on it and on its group may contradict each other
    except ValueError:
        return None
    return problem


def some_rules(problem: GroupedProblem, rng: random.Random) -> list[InterimRule]:
    """Random numbers; and mixtures of three pure rules, some with negative shares, if there are any."""
    coordinates = problem.coordinates
    rules = [
        InterimRule(tuple(Fraction(rng.randint(0, 4), rng.choice((2, 3, 4, 6))) for _ in coordinates), coordinates)
    ]
    explorers = [Explorer(block) for block in blocks(problem)]
    if any(
        not isinstance(explorer.program.best([0] * len(explorer.block.coordinates)), Best) for explorer in explorers
    ):
        return rules
    points = []
    for _ in range(3):
        point: dict[tuple[str, ...], Fraction] = {}
        for explorer in explorers:
            explorer.price([rng.randint(-3, 3) for _ in explorer.block.coordinates])
            point |= dict(zip(explorer.block.coordinates, explorer.point(explorer.count - 1), strict=True))
        points.append(point)
    for shares in ("1/3 1/3 1/3", "1/2 1/2 0", "1 0 0", "4/5 4/5 -3/5", "6/5 -1/5 0"):
        mixed = [list(zip(map(Fraction, shares.split()), points, strict=True))] * len(coordinates)
        values = (
            sum((share * point[c] for share, point in own), Fraction(0)) / problem.expected_counts[c[0], c[1]]
            for c, own in zip(coordinates, mixed, strict=True)
        )
        rules.append(InterimRule(tuple(values), coordinates))
    return rules


def some_objective(problem: GroupedProblem, rng: random.Random) -> Objective:
    kinds = ["none"] if isinstance(problem.prior, StatesPrior) and len(problem.prior.states) > 1 else []
    incentives = rng.choice(kinds or ["none", "cardinal", "cardinal", *(["ordinal"] if problem.objects else [])])
    weights = tuple(Fraction(rng.randint(-2, 4)) for _ in problem.coordinates)
    if incentives == "ordinal":
        tastes = tuple(tuple(rng.sample(problem.objects, len(problem.objects))) for _ in problem.pairs)
        return Objective(weights, "ordinal", tastes)
    if incentives == "none":
        return Objective(weights)
    tastes = tuple(tuple(Fraction(rng.randint(-1, 4)) for _ in problem.object_parts) for _ in problem.pairs)
    if rng.random() < 0.5:
        return Objective(weights, "cardinal", tastes)
    revenue = Fraction(rng.randint(0, 1))
    return Objective(weights, "cardinal", tastes, revenue, bool(revenue) or rng.random() < 0.5)


def of_everybody(problem: GroupedProblem, objective: Objective) -> Objective:
    """The objective for the agents by name."""
    tastes: dict[str, list[object]] = {g: [] for g in problem.groups}
    for (g, _), taste in zip(problem.pairs, objective.preferences, strict=False):
        tastes[g].append(taste)
    weights: dict[str, list[Fraction]] = {g: [] for g in problem.groups}
    for coordinate, weight in zip(problem.coordinates, objective.weights, strict=True):
        weights[coordinate[0]].append(weight)
    agents = [g for g, size in problem.size_of.items() for _ in range(size)]
    return Objective(
        tuple(w for g in agents for w in weights[g]),
        objective.incentives,
        tuple(taste for g in agents for taste in tastes[g]),  # type: ignore[misc]
        objective.revenue,
        objective.participation,
    )
