"""LY, section 2.2, after Definition 5: the capacities of a paramodular pair."""

from __future__ import annotations

from typing import Any

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.lang_yang import capacity, claim
from proofs.claims.families.problems import described_problem, smaller_problems
from proofs.claims.families.quota_problems import attained, paramodular_problems, random_paramodular
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Problem

PARAMODULAR = Family("all paramodular pairs on one or two cells with ceilings up to 2", paramodular_problems)


RANDOM_PARAMODULAR = Family("random paramodular pairs on three or four cells", random_paramodular, endless=True)


def paramodular_hypothesis(problem: Problem) -> Part:
    yield has_outcome(problem)
    yield paramodular(problem, "listed")
    for quota in problem.constraints:
        yield capacity(problem, quota.cells)
        yield capacity(problem, (), quota.cells)


def attained_and_paramodular(problem: Problem, sign: int) -> Part:
    """The bounds that outcomes attain are those listed, and paramodular as well."""
    yield from attained(problem, sign)
    yield paramodular(problem, "effective")


def capacities_reading(sign: int, **more: Any) -> Reading:
    formula = "b(G)" if sign > 0 else "-b(G)"
    return Reading(
        wording=f"If (b, c) is paramodular on all sets, beta(G, {{}}) = c(G) and beta({{}}, G) = {formula} for all G, "
        "and these bounds are paramodular.",
        hypothesis=paramodular_hypothesis,
        conclusion=lambda problem: attained_and_paramodular(problem, sign),
        families=(PARAMODULAR, RANDOM_PARAMODULAR),
        because=lambda problem: (
            "beta({}, G) is the greatest value of -x(G) (Definition 1), so it is minus the least "
            f"amount that G gets; the capacities listed show that it is not {formula} for every set G"
        ),
        describe=described_problem,
        smaller=smaller_problems,
        budget=150,
        stated=said.stated_problem(
            [said.has_outcome(), said.quotas_on_every_set(), said.is_paramodular()],
            [said.bounds_are_quotas(sign), said.attained_is_paramodular()],
        ),
        **more,
    )


SECTION_2_2_CAPACITIES = claim(
    "section-2.2.capacities",
    "section 2.2, after Definition 5",
    "the capacities of a paramodular pair",
    capacities_reading(1),
    capacities_reading(-1, name="beta({}, G) = -b(G)"),
)


CLAIMS = [SECTION_2_2_CAPACITIES]
