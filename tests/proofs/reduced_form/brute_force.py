"""Plain enumerations to hold the clever algorithms against."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

from exact.linear import LinearSystem, feasibility


def pure_outcomes(problem, profile):
    """Every integer outcome within the ceilings, tried one by one."""
    quotas = problem.quotas(profile)
    tops = [
        min(math.floor(q.ceiling) for q in quotas if cell in q.cells and q.ceiling is not None)
        for cell in problem.cells
    ]
    found = []
    for values in itertools.product(*(range(top + 1) for top in tops)):
        outcome = dict(zip(problem.cells, values, strict=True))
        sums = [(q, sum(outcome[cell] for cell in q.cells)) for q in quotas]
        if all(q.floor <= total and (q.ceiling is None or total <= q.ceiling) for q, total in sums):
            found.append(outcome)
    return found


def is_implementable(problem, rule):
    """By one linear program over all lotteries over all pure outcomes at every type profile."""
    columns = [(t, x) for t in problem.profiles() for x in map(_frozen, pure_outcomes(problem, t))]
    marginals = problem.marginals
    equal = []
    for coordinate, value in zip(problem.coordinates, rule.values, strict=True):
        agent, kind = problem.agents.index(coordinate[0]), coordinate[1]
        cell = problem.cell_of(coordinate)
        row = {(t, x): dict(x)[cell] for t, x in columns if t[agent] == kind}
        equal.append((row, value * marginals[coordinate[0], kind]))
    for profile in problem.profiles():
        row = {(t, x): 1 for t, x in columns if t == profile}
        equal.append((row, problem.probability(profile)))
    return feasibility(LinearSystem.make(columns, equal=equal, lower=0)).holds


def best(problem, profile, weights):
    """The greatest value of the weights over the pure outcomes, or `None` if there is none."""
    values = [sum((weights.get(c, 0) * n for c, n in x.items()), Fraction(0)) for x in pure_outcomes(problem, profile)]
    return max(values, default=None)


def _frozen(outcome):
    return tuple(outcome.items())
