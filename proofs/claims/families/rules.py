"""Interim rules to try on a problem: implementable, relaxed, and at random."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exact.linear import LinearSystem, Optimal, PrimalDual, optimum
from exact.showing.display import Displayed
from proofs.reduced_form.implementation.deciding import ExPostRule, induced_rule
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import (
    InterimRule,
    Problem,
)


@dataclass(frozen=True)
class RuleCase(Displayed):
    """A problem with an interim rule for it."""

    problem: Problem
    rule: InterimRule


def rules(problem: Problem, seed: int, count: int) -> Iterator[InterimRule]:
    """Interim rules on and beyond the border of the implementable ones.

    In turn: the reduced form of a random pure ex post rule; that of a random mixture; the best solution of the quotas
    alone for a random objective (which need not be implementable); and an implementable rule pushed a little outwards.
    """
    draw = random.Random(seed)
    for number in range(count):
        kind = number % 4
        if kind == 2:
            yield relaxed_rule(problem, draw)
            continue
        first = random_rule(problem, draw)
        if kind == 0:
            yield first
        else:
            second = random_rule(problem, draw)
            share = Fraction(draw.randint(1, 3), 4) if kind == 1 else Fraction(-1, 4)
            pairs = zip(first.values, second.values, strict=True)
            yield InterimRule(tuple((1 - share) * one + share * other for one, other in pairs))


def random_rule(problem: Problem, draw: random.Random) -> InterimRule:
    """The reduced form of a rule that takes an extreme pure outcome at every profile; zero if there is no outcome."""
    sets = OutcomeSets(problem)
    chosen = []
    for profile in problem.profiles():
        weights = tuple(Fraction(draw.randint(-2, 3)) for _ in problem.cells)
        best = sets.at(profile).maximum(weights).outcome
        if best is None:
            return InterimRule((Fraction(0),) * len(problem.coordinates))
        chosen.append((profile, ((Fraction(1), best),)))
    return induced_rule(problem, ExPostRule(tuple(chosen)))


def relaxed_rule(problem: Problem, draw: random.Random | None = None) -> InterimRule:
    """The reduced form of solutions of LY (1) in nonnegative numbers, best for random objectives or for the sum."""
    sets, found = OutcomeSets(problem), dict.fromkeys(problem.coordinates, Fraction(0))
    for profile in problem.profiles():
        system: LinearSystem = sets.at(profile).system
        verdict = optimum(system, [Fraction(1 if draw is None else draw.randint(-1, 3)) for _ in problem.cells])
        if not isinstance(verdict.statement, Optimal) or not isinstance(verdict.evidence, PrimalDual):
            continue
        amounts = dict(zip(problem.cells, verdict.evidence.values, strict=True))
        for agent, kind in zip(problem.agents, profile, strict=True):
            for rest in problem.object_parts:
                coordinate = (agent, kind, *rest)
                share = problem.probability(profile) / problem.marginals[agent, kind]
                found[coordinate] += share * amounts[problem.cell_of(coordinate)]
    return InterimRule(tuple(found.values()))
