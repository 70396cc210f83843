"""LY, section 4, Lemma 6: paramodular: (19) and (20) characterize implementability."""

from __future__ import annotations

from proofs.claims.claim import LITERAL, Family, Reading
from proofs.claims.cone_facts import stated, stated_if
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import stated_chains as chains
from proofs.claims.families.chain_systems import SystemCase, lemma_6_verdicts, smaller_systems, system_cases
from proofs.claims.families.lang_yang import claim
from proofs.claims.stating import every, statement
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import InterimRule


def rule_of(case: SystemCase) -> InterimRule:
    problem = case.problem
    at = {
        (c[0], own, *c[1:]): y / problem.marginals[c[0], own]
        for (c, own), y in zip(case.coordinates, case.point, strict=True)
    }
    return InterimRule(tuple(at[c] for c in problem.coordinates))


CONDITIONS = every("C", chains.chain_profiles(), lambda one: ~chains.breaks_19(one)) & every(
    "C", chains.chain_profiles(), lambda one: ~chains.breaks_20(one)
)
"""(19) on every W+(C1), and (20) on every W-(C2)."""


STATED = said.stated_problem(
    [said.quotas_on_every_set(), said.is_paramodular()],
    [statement("implementable", problem=said.PROBLEM).iff(CONDITIONS)],
    instances=lambda case: {"problem": problem_to_plain(case.problem, rule_of(case))},
)


def lemma_6(name: str, wording: str, by_prior: bool) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=lambda case: [paramodular(case.problem), *map(stated, lemma_6_verdicts(case, by_prior)[0])],
        conclusion=lambda case: [
            stated_if(implementable(case.problem, rule_of(case)), lemma_6_verdicts(case, by_prior)[1])
        ],
        families=(
            Family(
                "random paramodular quotas, priors and y on 1 or 2 cells and at most 2 types each",
                system_cases,
                endless=True,
            ),
        ),
        because=lambda case: lemma_6_because(case, by_prior),
        describe=SystemCase.words,
        smaller=smaller_systems,
        budget=130,
        stated=None if by_prior else STATED,
    )


def lemma_6_because(case: SystemCase, by_prior: bool) -> str:
    quotas = "weighted by the prior" if by_prior else "as printed, not weighted by the prior"
    if lemma_6_verdicts(case, by_prior)[1]:
        return (
            "the quotas are paramodular and no chains violate (19) or (20) at y (each certified system asks for (f, g) "
            f"or (f, h) on chains with f y - g c + h b = 1, the quotas {quotas}), yet the rule is not implementable"
        )
    return (
        "the quotas are paramodular and the rule is implementable, yet some (f, g) or (f, h) on chains has "
        f"f y - g c + h b = 1 with the quotas {quotas}, which violates (19) or (20)"
    )


LEMMA_6 = claim(
    "lemma-6",
    "section 4, Lemma 6",
    "paramodular: (19) and (20) characterize implementability",
    lemma_6(
        LITERAL,
        "For paramodular quotas y is implementable if and only if f y <= g c on every W+(C1), (19), and -f y >= h b on "
        "every W-(C2), (20), with the quotas c and b as printed there, not weighted by the prior.",
        False,
    ),
    lemma_6(
        "weighted quotas",
        "The same with the quotas weighted by the prior, as in Lemma 1.",
        True,
    ),
    # Section 4 first shows that (6) describes the feasible random outcomes, so that Lemma 1 applies to F.
    rests_on=(
        "section-4.paramodular-describes",
        "lemma-1 (quotas that describe the lotteries)",
        "lemma-13",
        "appendix.lemma-6.systems",
    ),
)


CLAIMS = [LEMMA_6]
