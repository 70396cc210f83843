"""LY, section 4, before Lemma 4: totally unimodular => (1) describes the feasible random outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exact.unimodular import total_unimodularity
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.quota_problems import describing_conclusion
from proofs.claims.families.structure_classes import class_of_problems, unimodular
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import structure_incidence_c


def linear_description(problem: Problem) -> Part:
    """The constraint matrix of G is totally unimodular, and (1) describes the feasible random outcomes."""
    yield total_unimodularity(structure_incidence_c(ly.structure_of(problem)))
    yield from describing_conclusion(problem)


def on_few_cells(chosen: tuple[Family, ...]) -> tuple[Family, ...]:
    """Problems on at most 6 cells, for which it is decided whether the quotas describe the outcomes."""

    def kept(family: Family) -> Callable[[int], Iterator[Problem]]:
        return lambda seed: (problem for problem in family.instances(seed) if len(problem.cells) <= 6)

    return tuple(Family(f"{family.words}, on at most 6 cells", kept(family), family.endless) for family in chosen)


UNIMODULAR_DESCRIBES = claim(
    "section-4.unimodular-describes",
    "section 4, before Lemma 4",
    "totally unimodular => (1) describes the feasible random outcomes",
    Reading(
        wording="If the projection cone preserves total unimodularity, the constraint matrix of G is totally "
        "unimodular and (1) describes the feasible random outcomes: every nonnegative solution is a lottery over "
        "pure outcomes.",
        hypothesis=unimodular,
        conclusion=linear_description,
        families=on_few_cells(class_of_problems(ly.any_family, 2, "structures")),
        because=lambda problem: (
            "W preserves total unimodularity, and a solution of (1) is no lottery over pure outcomes"
        ),
        describe=ly.described_problem,
        smaller=ly.smaller_problems,
        budget=300,
    ),
)


CLAIMS = [UNIMODULAR_DESCRIBES]
