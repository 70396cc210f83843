"""LY, section 4, Lemma 4: implementability from {-1, 0, 1} generators."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Reading
from proofs.claims.cone_facts import generating_set, is_sign_vector, stated, stated_if
from proofs.claims.families import problems as ly
from proofs.claims.families import rules
from proofs.claims.families.lang_yang import claim
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import Problem, name_of
from proofs.reduced_form.problem.projection import projection_cone, weighted
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity


def sign_system(problem: Problem, point: list[Fraction]) -> LinearSystem:
    """(17): an inequality for every generator of W with entries -1, 0, 1; y fixed."""
    vectors = filter(is_sign_vector, _generators_of_w(ly.structure_of(problem)))
    rows = [_bound(problem, vector, len(point)) for vector in vectors]
    return LinearSystem.make(len(point), at_most=rows, lower=point, upper=point)


@cache
def _generators_of_w(given: ImplementationStructure) -> tuple[tuple[int, ...], ...]:
    return tuple(generating_set(projection_cone(ly.problem_on(given, dict.fromkeys(given.sets, (0, 1))))))


def _bound(problem: Problem, vector: tuple[int, ...], size: int) -> tuple[list[int], Fraction]:
    """f, and g c - h b with the quotas weighted by the prior."""
    names = projection_cone(_plain(problem)).coordinates
    quotas = {name_of(quota.cells): quota for quota in problem.constraints}
    total = Fraction(0)
    for name, entry in zip(names[size:], vector[size:], strict=True):
        if entry:
            assert isinstance(name, tuple)
            side, cells, profile = name
            quota = quotas[cells]
            assert quota.ceiling is not None
            total += entry * problem.probability(profile) * (quota.ceiling if side == "g" else -quota.floor)
    return list(vector[:size]), total


@cache
def _plain(problem: Problem) -> Problem:
    given = ly.structure_of(problem)
    return ly.problem_on(given, dict.fromkeys(given.sets, (0, 1)))


def lemma_4_cases(seed: int) -> Iterator[rules.RuleCase]:
    """Quotas and rules on small structures; those with a contradiction among their quotas are in."""
    draw = random.Random(seed)
    small = [*ly.structures(1, 1, 2), *ly.structures(2, 1, 2), *ly.structures(1, 2, 2)]
    while True:
        for given in small:
            problem = ly.random_problem(draw, given, 2)
            for rule in rules.rules(problem, draw.randrange(1000), 4):
                yield rules.RuleCase(problem, rule)


def smaller_cases(case: rules.RuleCase) -> Iterator[rules.RuleCase]:
    """With another rule's simpler numbers; and smaller problems with rules drawn again."""
    for k, number in enumerate(case.rule.values):
        for simpler in (Fraction(0), Fraction(1)):
            if number not in (0, 1):
                values = (*case.rule.values[:k], simpler, *case.rule.values[k + 1 :])
                yield rules.RuleCase(case.problem, type(case.rule)(values))
    for problem in ly.smaller_problems(case.problem):
        for rule in rules.rules(problem, 0, 8):
            yield rules.RuleCase(problem, rule)


def shown_case(case: rules.RuleCase) -> str:
    rule = {" ".join(c): str(v) for c, v in zip(case.problem.coordinates, case.rule.values, strict=True)}
    return f"{ly.described_problem(case.problem)}; Q = {rule}"


def sign_verdict(case: rules.RuleCase) -> Verdict:
    return feasibility(sign_system(case.problem, weighted(case.problem, case.rule.values)))


LEMMA_4 = claim(
    "lemma-4",
    "section 4, Lemma 4",
    "implementability from {-1, 0, 1} generators",
    Reading(
        wording="Suppose W preserves total unimodularity. A rule is implementable if and only if f y <= g c - h b "
        "(quotas weighted by the prior) for all generators (f, g, h) of W with entries -1, 0, 1.",
        hypothesis=lambda case: [
            preserves_total_unimodularity(ly.structure_of(case.problem)),
            stated(sign_verdict(case)),
        ],
        conclusion=lambda case: [stated_if(implementable(case.problem, case.rule), bool(sign_verdict(case)))],
        families=(
            Family(
                "random quotas, priors and rules on all structures with 2 cells and at most 2 types each",
                lemma_4_cases,
                endless=True,
            ),
        ),
        because=lambda case: "W preserves total unimodularity, and (17) and implementability disagree about the rule",
        describe=shown_case,
        smaller=smaller_cases,
        budget=160,
    ),
    # Section 4 first shows that (1) describes the feasible random outcomes, "and hence Lemma 1 applies to F".
    rests_on=("section-4.unimodular-describes", "lemma-1 (quotas that describe the lotteries)", "lemma-3"),
)


CLAIMS = [LEMMA_4]
