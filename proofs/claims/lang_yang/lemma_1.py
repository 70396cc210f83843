"""LY, Lemma 1: the conic characterization."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from exact.linear import feasibility
from exact.matrices import Name
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import problems as families
from proofs.claims.families import rules
from proofs.claims.families.lang_yang import claim, shown_rule, smaller_rule_cases
from proofs.claims.families.quota_problems import random_typed
from proofs.claims.families.rules import RuleCase
from proofs.claims.families.stated_cones import CONE, is_violated
from proofs.claims.families.structure_classes import cone_system
from proofs.claims.stating import statement
from proofs.reduced_form.conditions.polytope import described
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import name_of


def violated_somewhere(case: RuleCase) -> Verdict:
    """Whether some (f, g, h) in W has f y >= g c - h b + 1; W is a cone, so 1 stands for any excess."""
    problem = case.problem
    at = dict(zip(problem.coordinates, case.rule.values, strict=True))
    row: dict[Name, Fraction] = {("f", *c): -problem.marginals[c[0], c[1]] * value for c, value in at.items()}
    for quota in problem.constraints:
        assert quota.ceiling is not None, "every quota is finite in LY"
        for profile in problem.profiles():
            weight, name = problem.probability(profile), name_of(quota.cells)
            row["g", name, profile] = weight * quota.ceiling
            row["h", name, profile] = -weight * quota.floor
    return feasibility(cone_system(problem, at_most_rows=[(row, Fraction(-1))]))


def stated_either_way(verdict: Verdict) -> Expected:
    """A verdict that belongs into the certificate whichever way it came out."""
    return Expected(verdict, holds=verdict.holds is True)


def conic_hypothesis(case: RuleCase) -> Part:
    yield stated_either_way(implementable(case.problem, case.rule))


def conic_hypothesis_described(case: RuleCase) -> Part:
    yield has_outcome(case.problem)
    yield described(case.problem)
    yield from conic_hypothesis(case)


def conic_conclusion(case: RuleCase) -> Part:
    yield Expected(violated_somewhere(case), holds=implementable(case.problem, case.rule).holds is not True)


def conic_cases(seed: int) -> Iterator[RuleCase]:
    """Small structures with one type each and ceilings 1, then random problems with up to two types."""
    structures = families.merged(families.structures(3, 1, 1), families.structures(2, 1, 2))
    draw = random.Random(seed)
    for given in structures:
        problem = families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))
        yield RuleCase(problem, rules.relaxed_rule(problem))
        for _ in range(3):
            yield RuleCase(problem, rules.relaxed_rule(problem, draw))
            yield RuleCase(problem, rules.random_rule(problem, draw))
    small = (problem for problem in random_typed(seed) if len(problem.cells) * problem.profile_count <= 12)
    for number, problem in enumerate(small):
        for rule in rules.rules(problem, seed + number, 4):
            yield RuleCase(problem, rule)


CONIC = Family(
    "structures on 2 and 3 agents, then random problems with up to 12 variables; four rules each", conic_cases, True
)


LEMMA_1 = claim(
    "lemma-1",
    "Lemma 1",
    "the conic characterization",
    Reading(
        wording="An interim rule is implementable if and only if its weighted form y satisfies "
        "f y <= g c - h b (quotas weighted by the prior) for all (f, g, h) in the projection cone W.",
        hypothesis=conic_hypothesis,
        conclusion=conic_conclusion,
        families=(CONIC,),
        because=lambda case: (
            "no vector of W gives an inequality that the rule violates, but the rule is not "
            "implementable: the quotas have fractional solutions that are no lotteries over feasible pure outcomes"
        ),
        describe=shown_rule,
        smaller=smaller_rule_cases,
        budget=240,
        stated=said.stated_problem(
            [],
            [statement("implementable", problem=said.PROBLEM).iff(~is_violated())],
            instances=lambda case: {"problem": problem_to_plain(case.problem, case.rule)},
            where=CONE,
        ),
    ),
    Reading(
        name="quotas that describe the lotteries",
        wording="The same if some outcome is feasible and the quotas (1) completely describe the feasible random "
        "outcomes.",
        hypothesis=conic_hypothesis_described,
        conclusion=conic_conclusion,
        families=(CONIC,),
        because=lambda case: "the rule is implementable and violates an inequality of W, or the other way round",
        describe=shown_rule,
        smaller=smaller_rule_cases,
        budget=240,
    ),
    rests_on=("lemma-2",),
)


CLAIMS = [LEMMA_1]
