"""Implementation problems as plain linear systems, feasible and infeasible, for the benchmarks."""

from __future__ import annotations

import itertools
import math
import random
from fractions import Fraction

from exact.linear import LinearSystem


def implementation_system(agents: int, objects: int, types: int, feasible: bool, seed: int = 0) -> LinearSystem:
    """`y = B x, C x <= c, x >= 0` for unit-demand agents and single units, with a random prior and interim rule.

    One object is the single-item auction. The rule is induced by a random ex post rule; an infeasible one asks for
    half as much again.
    """
    draw = random.Random(f"{agents} {objects} {types} {seed}")
    profiles = list(itertools.product(range(types), repeat=agents))
    weights = [[draw.randint(1, 9) for _ in range(types)] for _ in range(agents)]
    marginals = [[Fraction(w, sum(row)) for w in row] for row in weights]
    prior = {t: math.prod((marginals[i][k] for i, k in enumerate(t)), start=Fraction(1)) for t in profiles}
    cells = list(itertools.product(range(agents), range(objects)))
    variables = [(i, j, t) for t in profiles for i, j in cells]
    interim = {(i, k, j): Fraction(0) for i in range(agents) for k in range(types) for j in range(objects)}
    for t in profiles:
        shares = _substochastic(draw, agents, objects)
        for i, j in cells:
            interim[i, t[i], j] += prior[t] * shares[i, j]
    scale = 1 if feasible else Fraction(3, 2)
    columns: dict[tuple[int, int, int], dict[tuple[int, int, tuple[int, ...]], int]] = {key: {} for key in interim}
    for i, j, t in variables:
        columns[i, t[i], j][i, j, t] = 1
    equal = [(columns[key], scale * value) for key, value in interim.items()]
    at_most = [({(i, j, t): 1 for i in range(agents)}, prior[t]) for t in profiles for j in range(objects)]
    if objects > 1:
        at_most += [({(i, j, t): 1 for j in range(objects)}, prior[t]) for t in profiles for i in range(agents)]
    return LinearSystem.make(variables, at_most=at_most, equal=equal, lower=0)


def implication_chain(size: int, end: Fraction | int = 1) -> LinearSystem:
    """x0 = 0, x1 = x2 = 1 and, for i = 3, 5, ..., x(i-1) + x(i-2) <= 1 + x(i), and <= 1 + x(i+1); all in [0, 1].

    All but x0 must be 1, and a rounding error doubles at every step. The last is at most `end`: below 1 there is no
    solution, and what shows it are multipliers that double at every step.
    """
    at_most: list[tuple[dict[int, int], Fraction | int]]
    at_most = [({i - 1: 1, i - 2: 1, j: -1}, 1) for i in range(3, size - 1, 2) for j in (i, i + 1)]
    at_most.append(({size - 1: 1}, end))
    return LinearSystem.make(size, at_most=at_most, equal=[({0: 1}, 0), ({1: 1}, 1), ({2: 1}, 1)], lower=0, upper=1)


def _substochastic(draw: random.Random, agents: int, objects: int) -> dict[tuple[int, int], Fraction]:
    """Nonnegative shares with row and column sums at most 1, nearly 1 in one line at least."""
    raw = {(i, j): draw.randint(0, 5) for i in range(agents) for j in range(objects)}
    rows = [sum(raw[i, j] for j in range(objects)) if objects > 1 else 0 for i in range(agents)]
    lines = rows + [sum(raw[i, j] for i in range(agents)) for j in range(objects)]
    return {cell: Fraction(value, max(*lines, 1) + draw.randint(0, 1)) for cell, value in raw.items()}
