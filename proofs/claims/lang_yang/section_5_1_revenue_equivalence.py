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
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from exact.linear import feasibility, optimum
from exact.rationals import text
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Family, Part, Reading
from proofs.claims.families import stated_markets_of_tastes as said
from proofs.claims.families.lang_yang import at_most, claim, equal, value_of
from proofs.claims.families.lang_yang_stated import is_implementable
from proofs.claims.families.paid_rules import MARKETS, PaidRule, constant_rules
from proofs.claims.stating import given
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.data import problem_to_plain


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
