"""Rules at the border of LY (25) and (26) where (25) is not enough: the least market with two ordinal preferences.

Four agents with two types each, two objects, all quotas 1 (`proofs.claims.lang_yang.theorem_5`): 768 of the 2,410
facets are none of (25), all alike but for the names of agents, types and objects: weights 2, 1 for the objects to a
type of two agents, 1, 1 to the other type of the first and to a type of a third, 1, 0 to a type of the fourth. Ordinal
incentives (26) treat types alike only together with objects, so all of them are tried: the incentive compatible rule
that satisfies (25) and goes farthest in the direction of such a facet. If it stays behind every one of them, ordinal
incentives rescue Corollary 2 there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from exact.linear import LinearSystem, PrimalDual, optimum
from proofs.claims.families import problems as ly
from proofs.claims.families.market_rules import MarketRule, Taste, incentive_rows, market_problem
from proofs.reduced_form.conditions.deciding import SignInequality, condition
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Problem

PREFERENCES = (("a", "b"), ("b", "a"))
TASTE = Taste((PREFERENCES,) * 4, True)

BEYOND_25 = (((2, 1), (1, 1)), ((2, 1), (0, 0)), ((1, 1), (0, 0)), ((1, 0), (0, 0)))
"""Weights of a facet beyond (25): by agent, type and object."""


def ordinal_borders(seed: int) -> Iterator[MarketRule]:
    """The farthest rules in random directions among the 768, with a uniform prior and with random ones; without end."""
    draw = random.Random(f"ordinal borders {seed}")
    bare = market_problem(4, 2, (2,) * 4, (1,) * 6)
    given = ly.structure_of(bare)
    while True:
        problem = bare if draw.random() < 0.3 else ly.problem_on(given, _units(bare), ly.random_prior(draw, given))
        yield farthest(problem, direction(draw, problem))


def _units(problem: Problem) -> dict[tuple[tuple[str, ...], ...], tuple[int, int]]:
    return dict.fromkeys(ly.structure_of(problem).constraint_sets, (0, 1))


def direction(draw: random.Random, problem: Problem) -> dict[Coordinate, int]:
    """The weights of one of these facets, of the weighted variables."""
    agents, objects = draw.sample(BEYOND_25, 4), draw.sample(range(2), 2)
    turned = [draw.sample(types, 2) for types in agents]
    found: dict[Coordinate, int] = {}
    for agent, kinds, own in zip(problem.agents, problem.types, turned, strict=True):
        for kind, weights in zip(kinds, own, strict=True):
            found |= {(agent, kind, problem.objects[j]): weights[objects[j]] for j in range(2)}
    return found


def farthest(problem: Problem, weights: dict[Coordinate, int], taste: Taste = TASTE) -> MarketRule:
    """The rule Q >= 0 that satisfies (25) and (26) and has the greatest weighted sum; (25) is asked for as needed."""
    limits = [(dict(row), Fraction(bound)) for row, bound in incentive_rows(problem, taste)]
    for agent, kinds in zip(problem.agents, problem.types, strict=True):
        limits += [({(agent, kind, thing): 1 for thing in problem.objects}, Fraction(1)) for kind in kinds]
    objective = {c: problem.marginals[c[0], c[1]] * weight for c, weight in weights.items()}
    while True:
        best = optimum(LinearSystem.make(problem.coordinates, at_most=limits, lower=0), objective).evidence
        assert isinstance(best, PrimalDual)
        rule = InterimRule(best.values)
        violated = condition(problem, rule, "B").evidence
        if not isinstance(violated, SignInequality):
            return MarketRule(problem, rule, taste)
        shown = violated.inequality
        row = {c: f * problem.marginals[c[0], c[1]] for c, f in shown.coefficients}
        bound = sum((problem.probability(entry.profile) * entry.bound for entry in shown.bounds), Fraction(0))
        limits.append((row, bound))
