"""Rules of the markets of LY, section 5.1, with payoffs for which some payments make them incentive compatible."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from exact.linear import LinearSystem
from exact.showing.display import Displayed
from proofs.claims.claim import Family
from proofs.claims.families.market_rules import market_problem
from proofs.reduced_form.implementation.deciding import ExPostRule, induced_rule
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import InterimRule, Problem, name_of

Payoffs = tuple[tuple[tuple[int, ...], ...], ...]
"""For every agent and type a payoff for each object."""


@dataclass(frozen=True)
class PaidRule(Displayed):
    """A market of section 5.1, payoffs, and an interim rule."""

    problem: Problem
    payoffs: Payoffs
    rule: InterimRule

    def worth(self, agent: int, allocation: int, kind: int) -> Fraction:
        """Q_i(t') . t: what the agent's type number `kind` gets from what type number `allocation` is assigned."""
        name, kinds = self.problem.agents[agent], self.problem.types[agent]
        at = dict(zip(self.problem.coordinates, self.rule.values, strict=True))
        pairs = zip(self.problem.objects, self.payoffs[agent][kind], strict=True)
        return sum((value * at[name, kinds[allocation], j] for j, value in pairs), Fraction(0))

    def gain(self, agent: int, kind: int, other: int) -> Fraction:
        """(Q_i(t) - Q_i(t')) . t."""
        return self.worth(agent, kind, kind) - self.worth(agent, other, kind)

    def payments(self, agent: int) -> LinearSystem:
        """The payments by type that make the rule incentive compatible for the agent."""
        kinds = self.problem.types[agent]
        rows = [
            ({kinds[t]: 1, kinds[other]: -1}, self.gain(agent, t, other))
            for t, other in itertools.permutations(range(len(kinds)), 2)
        ]
        return LinearSystem.make(kinds, at_most=rows)

    def words(self) -> str:
        at = dict(zip(self.problem.coordinates, self.rule.values, strict=True))
        said = []
        for agent, kinds, own in zip(self.problem.agents, self.problem.types, self.payoffs, strict=True):
            for kind, payoffs in zip(kinds, own, strict=True):
                given = ", ".join(str(at[agent, kind, j]) for j in self.problem.objects)
                said.append(f"{agent} {kind}: payoffs ({', '.join(map(str, payoffs))}), gets ({given})")
        quotas = ", ".join(f"x{name_of(quota.cells)} <= {quota.ceiling}" for quota in self.problem.constraints)
        return f"{quotas}; uniform prior; {'; '.join(said)}"


def best_for(problem: Problem, payoffs: Payoffs, shares: Sequence[int]) -> InterimRule:
    """The reduced form of the rule that maximizes the weighted sum of payoffs at every profile; payments exist."""
    sets = OutcomeSets(problem)
    chosen = []
    for profile in problem.profiles():
        weights = []
        for cell in problem.cells:
            agent = problem.agents.index(cell[0])
            kind = problem.types[agent].index(profile[agent])
            weights.append(Fraction(shares[agent] * payoffs[agent][kind][problem.objects.index(cell[1])]))
        best = sets.at(profile).maximum(tuple(weights)).outcome
        assert best is not None, "floors are zero"
        chosen.append((profile, ((Fraction(1), best),)))
    return induced_rule(problem, ExPostRule(tuple(chosen)))


SIZES = ((1, 1, (2,)), (1, 1, (3,)), (1, 2, (2,)), (2, 1, (2, 1)), (2, 1, (2, 2)), (2, 2, (2, 1)), (2, 2, (3, 2)))


def paid_rules(seed: int) -> Iterator[PaidRule]:
    """One family and one model with payoffs 0 and 1; then best rules for random payoffs and shares, without end."""
    first = market_problem(1, 1, (2,), (1, 1))
    yield PaidRule(first, (((0,), (1,)),), best_for(first, (((0,), (1,)),), (1,)))
    draw = random.Random(seed)
    for number in itertools.count():
        n, m, counts = SIZES[number % len(SIZES)]
        wants, capacities = [draw.randint(1, 2) for _ in range(n)], [draw.randint(1, 2) for _ in range(m)]
        problem = at_most_one_of_each(market_problem(n, m, counts, [*wants, *capacities]))
        payoffs = tuple(_different(draw, m, count) for count in counts)
        yield PaidRule(problem, payoffs, best_for(problem, payoffs, [draw.randint(1, 3) for _ in range(n)]))


def at_most_one_of_each(problem: Problem) -> Problem:
    """With (24), also where a single cell is a row or a column."""
    quotas = (
        replace(quota, ceiling=min(quota.ceiling or Fraction(0), Fraction(1))) if len(quota.cells) == 1 else quota
        for quota in problem.constraints
    )
    return replace(problem, constraints=tuple(quotas))


def _different(draw: random.Random, objects: int, types: int) -> tuple[tuple[int, ...], ...]:
    """Payoffs of types, no two the same."""
    while True:
        found = tuple(tuple(draw.randint(-2, 5) for _ in range(objects)) for _ in range(types))
        if len(set(found)) == types:
            return found


def constant_rules(seed: int) -> Iterator[PaidRule]:
    """The same markets with the rule that is best for the payoffs of first types, whatever the types are."""
    for case in paid_rules(seed):
        same: Payoffs = tuple(tuple(own[0] for _ in own) for own in case.payoffs)
        rule = best_for(case.problem, same, [1] * len(case.problem.agents))
        yield PaidRule(case.problem, case.payoffs, rule)


MARKETS = Family(
    "markets (21)-(24) with up to 2 families, 2 models and 3 types, the rules that are best for random payoffs",
    paid_rules,
    endless=True,
)
