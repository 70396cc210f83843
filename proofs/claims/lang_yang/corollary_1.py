"""LY, Corollary 1: linear capacity makes Condition B sufficient."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.claims.claim import Family, Part
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.problems import any_family
from proofs.claims.families.structure_classes import UNIMODULAR, class_of_problems, sufficiency, unimodular
from proofs.reduced_form.conditions.capacity import linear
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Problem


def up_to_eight_cells(chosen: tuple[Family, ...]) -> tuple[Family, ...]:
    """Without the problems on more cells, for which linearity of the capacity is not decided."""

    def cut(family: Family) -> Family:
        def stream(seed: int) -> Iterator[Problem]:
            return (problem for problem in family.instances(seed) if len(problem.cells) <= 8)

        return Family(f"{family.words}, on at most 8 cells", stream, family.endless)

    return tuple(map(cut, chosen))


def linear_unimodular(problem: Problem) -> Part:
    yield from unimodular(problem)
    yield has_outcome(problem)
    yield linear(problem)


COROLLARY_1 = claim(
    "corollary-1",
    "Corollary 1",
    "linear capacity makes Condition B sufficient",
    sufficiency(
        "B",
        linear_unimodular,
        wording="If W preserves total unimodularity and the generalized capacity is linear, an interim rule is "
        "implementable if and only if Condition B holds.",
        families=up_to_eight_cells((*class_of_problems(any_family, 2, "structures"), UNIMODULAR)),
        budget=400,
    ),
    # No proof is printed; it is "a reduction of Condition (A)", which is Theorem 1's.
    rests_on=("theorem-1",),
)


CLAIMS = [COROLLARY_1]
