"""LY, section 5.2, Theorem 5: zero floors: (25) characterizes implementability."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from proofs.claims.claim import Family, Reading
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import claim, complete
from proofs.claims.families.structure_classes import UNIMODULAR
from proofs.reduced_form.problem.problems import Problem
from proofs.reduced_form.problem.structures import preserves_total_unimodularity


def zero_floor_problems(seed: int) -> Iterator[Problem]:
    """Structures on up to 4 cells with all ceilings up to 2, then random ones on up to 6 cells; without end."""
    draw = random.Random(seed)
    small = ly.merged(ly.structures(1, 1, 3), ly.structures(2, 1, 3), ly.structures(1, 2, 2), ly.structures(3, 1, 2))
    for given in small:
        yield ly.random_problem(draw, given, 2, floors=False)
    for given in ly.random_structures(seed, 3, 2, 2, ly.is_bihierarchy):
        if len(given.profiles) * len(given.cells) <= 32:
            yield ly.random_problem(draw, given, 2, floors=False)


def without_floors(problem: Problem) -> Problem:
    return replace(problem, constraints=tuple(replace(quota, floor=Fraction(0)) for quota in problem.constraints))


def zero_floors(problem: Problem) -> bool:
    return all(quota.floor == 0 for quota in problem.constraints)


THEOREM_5 = claim(
    "theorem-5",
    "section 5.2, Theorem 5",
    "zero floors: (25) characterizes implementability",
    Reading(
        wording="With zero floors and any ceilings, if the projection cone preserves total unimodularity, the rules Q "
        ">= 0 that satisfy (25) for every S are the implementable ones (this is Condition B with zero floors).",
        hypothesis=lambda problem: [preserves_total_unimodularity(ly.structure_of(problem))],
        conclusion=complete("B"),
        families=(
            Family(
                "random ceilings and priors on all structures with at most 3 cells, then on random bihierarchies with "
                "at most 3 agents, 2 objects and 2 types each",
                zero_floor_problems,
                endless=True,
            ),
            Family(
                f"{UNIMODULAR.words}, all floors zero",
                lambda seed: map(without_floors, UNIMODULAR.instances(seed)),
                endless=True,
            ),
        ),
        because=lambda problem: (
            "all floors are zero and the projection cone preserves total unimodularity, but a rule that satisfies "
            "every inequality (25) is not implementable"
        ),
        describe=ly.described_problem,
        smaller=lambda problem: filter(zero_floors, ly.smaller_problems(problem)),
        budget=170,
    ),
    rests_on=("corollary-1", "section-5.2.linear"),
)


CLAIMS = [THEOREM_5]
