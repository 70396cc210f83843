"""Rules of assignment markets whose agents report tastes, ordinal or cardinal (LY, section 5.2).

Shared by Corollaries 2 and 3; the markets also by section 5.1.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import Coefficients, LinearSystem, PrimalDual, feasibility, optimum
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.cone_facts import stated as shown
from proofs.claims.cone_facts import stated_if
from proofs.claims.families import problems as ly
from proofs.claims.families import rules
from proofs.claims.families.lang_yang import Cells, capacity_function, shown_rule
from proofs.claims.families.market_capacities import ONE
from proofs.claims.stating import Stated
from proofs.reduced_form.conditions.deciding import condition
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import Constraint, InterimRule, Problem, uniform_prior
from proofs.reduced_form.problem.structures import preserves_total_unimodularity


@dataclass(frozen=True)
class Taste(Displayed):
    """For every agent and type either the objects from best to worst, or a payoff for each object."""

    by_type: tuple[tuple[tuple[Any, ...], ...], ...]
    ordinal: bool


@dataclass(frozen=True)
class MarketRule(Displayed):
    """A market with zero floors, a rule and tastes."""

    problem: Problem
    rule: InterimRule
    taste: Taste

    def words(self) -> str:
        tastes = []
        for agent, kinds, own in zip(self.problem.agents, self.problem.types, self.taste.by_type, strict=True):
            for kind, liked in zip(kinds, own, strict=True):
                sign = " > " if self.taste.ordinal else ", "
                tastes.append(f"{agent} {kind}: {sign.join(map(str, liked))}")
        return f"{shown_rule(rules.RuleCase(self.problem, self.rule))}; tastes {'; '.join(tastes)}"


def incentive_rows(problem: Problem, taste: Taste) -> list[tuple[Coefficients, int]]:
    """(26) or (27) as rows `<= 0` in the coordinates of the rule."""
    rows: list[tuple[Coefficients, int]] = []
    for agent, kinds, own in zip(problem.agents, problem.types, taste.by_type, strict=True):
        for kind, liked in zip(kinds, own, strict=True):
            for other in kinds:
                if other == kind:
                    continue
                if taste.ordinal:
                    weightings = [dict.fromkeys(liked[:k], 1) for k in range(1, len(liked) + 1)]
                else:
                    weightings = [dict(zip(problem.objects, liked, strict=True))]
                for weights in weightings:
                    row = {(agent, kind, j): -w for j, w in weights.items()}
                    rows.append((row | {(agent, other, j): w for j, w in weights.items()}, 0))
    return rows


def incentives(case: MarketRule) -> Verdict:
    """(26) or (27): a system whose variables are fixed at the rule."""
    rows = incentive_rows(case.problem, case.taste)
    values = case.rule.values
    return feasibility(LinearSystem.make(case.problem.coordinates, at_most=rows, lower=values, upper=values))


@cache
def inequalities_25(case: MarketRule) -> Verdict:
    """(25) for every S, and nothing else: a system whose variables are fixed at the rule."""
    problem = case.problem
    function = capacity_function(problem)
    rows: list[tuple[Coefficients, Fraction]] = []
    for size in range(1, len(problem.coordinates) + 1):
        for chosen in itertools.combinations(problem.coordinates, size):
            bound = Fraction(0)
            for profile in problem.profiles():
                own = set(zip(problem.agents, profile, strict=True))
                cells = [problem.cell_of(c) for c in chosen if (c[0], c[1]) in own]
                bound += problem.probability(profile) * function.value(cells)
            rows.append(({c: problem.marginals[c[0], c[1]] for c in chosen}, bound))
    values = case.rule.values
    return feasibility(LinearSystem.make(problem.coordinates, at_most=rows, lower=values, upper=values))


def condition_25(case: MarketRule) -> Verdict:
    """(25) together with Q >= 0: Condition B with zero floors."""
    return condition(case.problem, case.rule, "B")


def tasted(draw: random.Random, problem: Problem, ordinal: bool) -> Taste:
    """Random preferences, or payoffs between -1 and 2 with ties; an agent's types are all different."""
    if ordinal:
        orders = list(itertools.permutations(problem.objects))
        return Taste(tuple(tuple(draw.sample(orders, len(kinds))) for kinds in problem.types), True)
    return Taste(tuple(_payoffs(draw, len(kinds), len(problem.objects)) for kinds in problem.types), False)


def _payoffs(draw: random.Random, types: int, objects: int) -> tuple[tuple[int, ...], ...]:
    """Of different types different ones."""
    while True:
        found = tuple(tuple(draw.randint(-1, 2) for _ in range(objects)) for _ in range(types))
        if len(set(found)) == types:
            return found


def market_problem(
    agents: int, objects: int, counts: Sequence[int], ceilings: Sequence[int], single: int = 1
) -> Problem:
    """A canonical market with named objects, ceilings for its rows, then its columns, and for every cell."""
    names, things = [str(k + 1) for k in range(agents)], list("abcdefgh"[:objects])
    lines = [frozenset((i, j) for j in things) for i in names] + [frozenset((i, j) for i in names) for j in things]
    quotas: dict[Cells, int] = {}
    for cells, high in zip(lines, ceilings, strict=True):
        quotas[cells] = min(high, quotas.get(cells, high))
    for cell in itertools.product(names, things):
        quotas.setdefault(frozenset({cell}), single)
    types = tuple(tuple("uvwxyz"[:count]) for count in counts)
    constraints = tuple(Constraint(cells, Fraction(0), Fraction(high)) for cells, high in quotas.items())
    return Problem(tuple(names), tuple(things), types, uniform_prior(types), constraints)


SIZES = (
    *((1, 1, (1,)), (1, 2, (2,)), (2, 1, (1, 1)), (2, 2, (1, 1)), (2, 2, (2, 1)), (2, 2, (2, 2))),
    *((1, 3, (3,)), (3, 1, (2, 2, 1)), (3, 2, (1, 1, 1)), (2, 3, (2, 1)), (2, 1, (3, 2))),
)
"""Agents, objects and numbers of types; where preferences are strict, no more types than there are of these."""


def market_rules(seed: int, ordinal: bool) -> Iterator[MarketRule]:
    """Canonical markets: constant rules, and the best incentive compatible ones for random objectives, scaled.

    Both (26) and (27) are homogeneous, so that scaling a rule keeps them.
    """
    draw = random.Random(seed)
    sizes = [size for size in SIZES if not ordinal or max(size[2]) <= math.factorial(size[1])]
    for number in itertools.count():
        n, m, counts = sizes[number // 3 % len(sizes)]
        problem = market_problem(n, m, counts, [draw.choice((1, 1, 2, 2, 3)) for _ in range(n + m)])
        if number % 2:
            problem = replace(problem, prior=ly.random_prior(draw, ly.structure_of(problem)))
        taste = tasted(draw, problem, ordinal)
        if number % 6 == 0:
            value = Fraction(1 if number % 12 else -1, draw.choice((1, 2)))
            yield MarketRule(problem, InterimRule((value,) * len(problem.coordinates)), taste)
        best = best_rule(draw, problem, taste)
        factor = draw.choice((Fraction(1), Fraction(9, 8), Fraction(5, 4)))
        yield MarketRule(problem, InterimRule(tuple(factor * value for value in best)), taste)


def best_rule(draw: random.Random, problem: Problem, taste: Taste) -> tuple[Fraction, ...]:
    """The incentive compatible rule that solves the quotas and is best for a random objective."""
    profiles = list(problem.profiles())
    names: list[Any] = [("x", *cell, t) for t in profiles for cell in problem.cells]
    names += problem.coordinates
    limits: list[tuple[Coefficients, Fraction]] = []
    for t in profiles:
        for quota in problem.constraints:
            assert quota.ceiling is not None
            limits.append(({("x", *c, t): 1 for c in quota.cells}, problem.probability(t) * quota.ceiling))
    limits += [(row, Fraction(bound)) for row, bound in incentive_rows(problem, taste)]
    balance: list[tuple[Coefficients, int]] = []
    for agent, kind, thing in problem.coordinates:
        place = problem.agents.index(agent)
        row: dict[Any, Any] = {("x", agent, thing, t): 1 for t in profiles if t[place] == kind}
        balance.append((row | {(agent, kind, thing): -problem.marginals[agent, kind]}, 0))
    weights: Coefficients = {c: draw.randint(-1, 3) for c in problem.coordinates}
    evidence = optimum(LinearSystem.make(names, at_most=limits, equal=balance, lower=0), weights).evidence
    assert isinstance(evidence, PrimalDual)
    return evidence.values[len(names) - len(problem.coordinates) :]


def smaller_market_rules(case: MarketRule) -> Iterator[MarketRule]:
    """With simpler numbers in the rule; smaller markets with the constant rule -1 or 1."""
    for k, value in enumerate(case.rule.values):
        for simpler in (Fraction(0), Fraction(1, 2), ONE):
            if value.denominator > simpler.denominator:
                values = (*case.rule.values[:k], simpler, *case.rule.values[k + 1 :])
                yield replace(case, rule=InterimRule(values))


def corollary(
    name: str,
    wording: str,
    ordinal: bool,
    passes: Callable[[MarketRule], Verdict],
    families: tuple[Family, ...],
    tum: bool,
    stated: Stated | None = None,
) -> Reading:
    """A reading of Corollary 2 or 3: an incentive compatible rule is implementable if and only if it `passes`."""

    def hypothesis(case: MarketRule) -> Part:
        if tum:
            yield preserves_total_unimodularity(ly.structure_of(case.problem))
        yield incentives(case)
        yield shown(passes(case))

    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=lambda case: [stated_if(implementable(case.problem, case.rule), bool(passes(case)))],
        families=families,
        because=lambda case: (
            "the rule is incentive compatible and satisfies the inequalities as certified, yet it is not implementable"
            if passes(case)
            else "the rule is implementable and violates the inequalities"
        ),
        describe=MarketRule.words,
        smaller=smaller_market_rules,
        budget=130,
        stated=stated,
    )


def corollary_families(ordinal: bool) -> tuple[Family, ...]:
    kind = "ordinal preferences" if ordinal else "payoffs"
    return (
        Family(
            f"canonical markets up to 3 x 2 and 2 x 3 with up to 3 types each, priors of all kinds and random {kind}: "
            "constant rules, and best incentive compatible ones, scaled",
            lambda seed: market_rules(seed, ordinal),
            endless=True,
        ),
    )
