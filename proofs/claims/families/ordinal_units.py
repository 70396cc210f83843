"""Unit quotas and ordinal incentives: the least market with three objects in which LY's Corollary 2 fails.

With all quotas 1, (25) is enough in markets of three agents with two types each, and where two agents alone have more
than one type (`proofs.claims.lang_yang.theorem_5`). With two objects there are two strict preferences, so nobody has
more types than two, and of four agents the corollary survived (`proofs.claims.families.ordinal_borders`). So the least
markets that are left are three agents with 3, 2 and 2 types and three objects. Facets beyond (25) are known from two
objects: there 96 of 899, all alike, give two objects the weights 2, 1 and 1, 0 and 0, 0 for the types of the first
agent, 2, 1 and 1, 1 for those of one of the others, 1, 1 and 0, 0 for those of the third. Tastes are drawn from the six
rankings, and for a facet on two of the three objects the rule is taken that goes farthest beyond it among those that
satisfy (25) and (26). `least_unit_market` is one that is not implementable, with correlated types: agent 1 gets b
for sure with type u and nearly always a with the others, what agents 2 and 3 get depends on no type, and the facet is
violated all the same. With independent types none was found.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from proofs.claims.claim import Family
from proofs.claims.families import problems as ly
from proofs.claims.families.market_rules import MarketRule, Taste, market_problem
from proofs.claims.families.ordinal_borders import farthest
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, JointPrior, Problem

COUNTS = (3, 2, 2)
FIRST, SECOND, THIRD = ((2, 1), (1, 0), (0, 0)), ((2, 1), (1, 1)), ((1, 1), (0, 0))
"""Weights of a facet beyond (25): by role, type and object."""


def least_unit_market(seed: int) -> Iterator[MarketRule]:
    """Three agents with 3, 2 and 2 types, three objects, all quotas 1: an OBIC rule that (25) lets pass."""
    problem = market_problem(3, 3, COUNTS, (1,) * 6)
    weights = (1, 1, 4, 1, 4, 1, 4, 4, 1, 4, 1, 1)
    problem = replace(problem, prior=JointPrior(tuple(Fraction(weight, sum(weights)) for weight in weights)))
    first = ("0", "1", "0", "9/10", "1/10", "0", "9/10", "1/10", "0")
    others = (*("0", "2/3", "1/3") * 2, *("0", "0", "2/3") * 2)
    tastes = (("bca", "cab", "acb"), ("acb", "cab"), ("bac", "bca"))
    taste = Taste(tuple(tuple(map(tuple, own)) for own in tastes), True)
    yield MarketRule(problem, InterimRule(tuple(map(Fraction, (*first, *others)))), taste)


def ordinal_units(seed: int) -> Iterator[MarketRule]:
    """The farthest rules in random directions, tastes and priors; without end."""
    draw = random.Random(f"ordinal units {seed}")
    bare = market_problem(3, 3, COUNTS, (1,) * 6)
    given = ly.structure_of(bare)
    units = dict.fromkeys(given.constraint_sets, (0, 1))
    rankings = list(itertools.permutations(bare.objects))
    while True:
        problem = bare if draw.random() < 0.4 else ly.problem_on(given, units, ly.random_prior(draw, given))
        taste = Taste(tuple(tuple(draw.sample(rankings, count)) for count in COUNTS), True)
        yield farthest(problem, _direction(draw, problem), taste)


def _direction(draw: random.Random, problem: Problem) -> dict[Coordinate, int]:
    """The weights of such a facet on two of the objects, of the weighted variables."""
    things = draw.sample(problem.objects, 2)
    roles: Sequence[tuple[tuple[int, int], ...]] = [FIRST, *draw.sample((SECOND, THIRD), 2)]
    found: dict[Coordinate, int] = {}
    for agent, kinds, own in zip(problem.agents, problem.types, roles, strict=True):
        for kind, weights in zip(kinds, draw.sample(own, len(own)), strict=True):
            found |= {(agent, kind, thing): weight for thing, weight in zip(things, weights, strict=True)}
    return found


UNIT_MARKETS = (
    Family("an OBIC rule in a market of 3 agents with 3, 2 and 2 rankings and 3 objects", least_unit_market),
    Family(
        "OBIC rules that satisfy (25) in such markets, farthest beyond it, random rankings and priors",
        ordinal_units,
        endless=True,
    ),
)
