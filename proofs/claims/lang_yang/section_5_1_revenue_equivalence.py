"""LY, section 5.1: the model satisfies the sufficient conditions for revenue equivalence.

An allocation rule satisfies *revenue equivalence* if any two payment rules that make it incentive compatible differ,
for every agent, by a constant (Heydenreich, Mueller, Uetz & Vohra 2009). A condition is sufficient for it only if it
implies it, so that a rule of the model whose payments are not determined up to constants shows that the model does not
satisfy such a condition. LY's type sets T_i are finite (section 2.3); payoffs are additive, payments enter linearly.

Here payments are interim ones: agent i of type t pays P_i(t), and reports the truth if
P_i(t) - P_i(t') <= (Q_i(t) - Q_i(t')) . t for all t and t'. Revenue equivalence says that all the P_i(t) - P_i(t') are
given.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import LinearSystem, feasibility, optimum
from exact.rationals import text
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Family, Part, Reading
from proofs.claims.families import stated_markets_of_tastes as said
from proofs.claims.families.lang_yang import at_most, claim, equal, value_of
from proofs.claims.families.lang_yang_stated import is_implementable
from proofs.claims.families.market_rules import market_problem
from proofs.claims.stating import given
from proofs.reduced_form.implementation.deciding import ExPostRule, implementable, induced_rule
from proofs.reduced_form.problem.data import problem_to_plain
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


@dataclass(frozen=True)
class Difference(Displayed):
    """The greatest and the least P_i(t) - P_i(t') for two types of an agent, by number."""

    agent: int
    types: tuple[int, int]
    most: Verdict
    least: Verdict

    @property
    def range(self) -> Fraction:
        return value_of(self.most) - value_of(self.least)


@cache
def differences(case: PaidRule) -> tuple[Difference, ...]:
    """Of all agents and pairs of types."""
    found = []
    for agent, kinds in enumerate(case.problem.types):
        system = case.payments(agent)
        for pair in itertools.combinations(range(len(kinds)), 2):
            objective = {kinds[pair[0]]: 1, kinds[pair[1]]: -1}
            found.append(Difference(agent, pair, optimum(system, objective), optimum(system, objective, "min")))
    return tuple(found)


def payable(case: PaidRule) -> Part:
    """The rule is implementable, some payments make it incentive compatible, and what they can differ by."""
    yield implementable(case.problem, case.rule)
    for agent in range(len(case.problem.agents)):
        yield feasibility(case.payments(agent))
    for each in differences(case):
        yield each.most
        yield each.least


def constant_differences(case: PaidRule) -> Part:
    for each in differences(case):
        pair = [(value_of(each.most), value_of(each.least))]
        yield equal(pair, f"the greatest {_named(case, each)}", "the least")


def within_the_gap(case: PaidRule) -> Part:
    """The difference is free by at most (Q_i(t) - Q_i(t')) . (t - t')."""
    for each in differences(case):
        first, second = each.types
        gap = case.gain(each.agent, first, second) + case.gain(each.agent, second, first)
        yield at_most([(each.range, gap)], f"the range of {_named(case, each)}", "(Q(t) - Q(t')) . (t - t')")


def same_for_all_types(case: PaidRule) -> Part:
    """Every agent gets the same with all types."""
    at = dict(zip(case.problem.coordinates, case.rule.values, strict=True))
    agents = zip(case.problem.agents, case.problem.types, strict=True)
    pairs = [
        (at[agent, kind, j], at[agent, kinds[0], j])
        for agent, kinds in agents
        for kind in kinds
        for j in _objects(case)
    ]
    yield equal(pairs, "what a type gets", "what the agent's first type gets")
    yield from payable(case)


def _objects(case: PaidRule) -> Sequence[str]:
    return case.problem.objects


def _named(case: PaidRule, each: Difference) -> str:
    kinds = case.problem.types[each.agent]
    first, second = (kinds[k] for k in each.types)
    return f"P({first}) - P({second}) of agent {case.problem.agents[each.agent]}"


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


def payment_rules(case: PaidRule) -> dict[str, Any]:
    """Two rules that make the rule incentive compatible, as far apart in one difference as they can be, if any are."""
    rules: list[dict[str, Any]] = [{}, {}]
    chosen = max(differences(case), key=lambda each: each.range, default=None) if _are_payable(case) else None
    for agent, kinds in enumerate(case.problem.types):
        for rule, place in zip(rules, ("most", "least"), strict=True):
            verdict = getattr(chosen, place) if chosen and chosen.agent == agent else feasibility(case.payments(agent))
            values = getattr(verdict.evidence, "values", [Fraction(0)] * len(kinds))
            rule[case.problem.agents[agent]] = dict(zip(kinds, map(text, values), strict=True))
    return {"P": rules[0], "P'": rules[1]}


def _are_payable(case: PaidRule) -> bool:
    return all(feasibility(case.payments(agent)) for agent in range(len(case.problem.agents)))


STATED = said.stated_market(
    [
        said.are_families(),
        said.are_cardinal(),
        is_implementable(),
        said.is_incentive_compatible(given("P")),
        said.is_incentive_compatible(given("P'")),
    ],
    [said.differ_by_constants(given("P"), given("P'"))],
    sorts={"P": "data", "P'": "data"},
    instances=lambda case: {
        "problem": problem_to_plain(case.problem, case.rule),
        "tastes": said.by_agent_and_type(case.problem, case.payoffs),
        **payment_rules(case),
    },
)


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


REVENUE_EQUIVALENCE = claim(
    "section-5.1.revenue-equivalence",
    "section 5.1",
    "the model satisfies the sufficient conditions for revenue equivalence",
    Reading(
        name=LITERAL,
        wording="The model (finite type sets, additive payoffs, payments that enter linearly, the markets of section "
        "5.1) satisfies conditions that are sufficient for revenue equivalence; hence for every implementable rule "
        "that some payments make incentive compatible these payments are given up to a constant for each agent.",
        hypothesis=payable,
        conclusion=constant_differences,
        families=(MARKETS,),
        because=lambda case: (
            "the rule is implementable, and incentive compatible both with payments that make the certified difference "
            "greatest and with payments that make it least; the two differ by more than a constant, so the rule does "
            "not satisfy revenue equivalence and no sufficient condition for it can hold"
        ),
        stated=STATED,
        describe=PaidRule.words,
        budget=120,
    ),
    Reading(
        name="up to the gap between two types",
        wording="For every such rule P_i(t) - P_i(t') is given up to (Q_i(t) - Q_i(t')) . (t - t'), which vanishes as "
        "types come close.",
        hypothesis=payable,
        conclusion=within_the_gap,
        families=(MARKETS,),
        because=lambda case: "two payment rules differ by more than the gap",
        describe=PaidRule.words,
        budget=120,
    ),
    Reading(
        name="rules that do not depend on types",
        wording="Revenue equivalence holds for every such rule that gives an agent the same with all types.",
        hypothesis=same_for_all_types,
        conclusion=constant_differences,
        families=(Family("the same markets with rules that do not depend on types", constant_rules, endless=True),),
        because=lambda case: "two payment rules differ by more than a constant",
        describe=PaidRule.words,
        budget=120,
    ),
)


CLAIMS = [REVENUE_EQUIVALENCE]
