"""LY, section 3.1, after Theorem 1: Condition A is not separable."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.problems import described_problem, structure_of
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import preserves_total_unimodularity


def overlapping_floors(seed: int) -> Iterator[Problem]:
    """Agent 1 with one type, agent 2 with two: at least one of 1a and 2a, at most one of 1a and 2b, nothing of 1b."""
    given = families.build(2, 2, (0b0101, 0b1001), (1, 2))
    floor, ceiling = given.sets
    yield families.problem_on(given, {floor: (1, 2), ceiling: (0, 1), (("1", "b"),): (0, 0)})


def only_a_describes(problem: Problem) -> Part:
    """W preserves total unimodularity; Condition A describes the implementable rules, and Condition B does not."""
    yield preserves_total_unimodularity(structure_of(problem))
    found = facets(problem)
    yield found.condition_a
    yield Expected(found.condition_b, holds=False)


NOT_SEPARABLE = claim(
    "section-3.1.not-separable",
    "section 3.1, after Theorem 1",
    "Condition A is not separable",
    Reading(
        name=LITERAL,
        wording="Condition A is not in general separable: in some problem with a totally unimodular projection cone "
        "some rule satisfies Condition B and is not implementable.",
        conclusion=only_a_describes,
        families=(Family("two agents and two objects, a floor and a ceiling that overlap", overlapping_floors),),
        because=lambda problem: "Condition B describes the implementable rules as well",
        describe=described_problem,
    ),
)


CLAIMS = [NOT_SEPARABLE]
