"""LY, sections 2, 2.1: the quotas of a bihierarchy say all."""

from __future__ import annotations

import random
from collections.abc import Iterator

from proofs.claims.claim import Family, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim, is_bihierarchy
from proofs.claims.families.problems import described_problem, smaller_problems, structure_of
from proofs.claims.families.quota_problems import describing_conclusion
from proofs.reduced_form.problem.problems import Problem


def untyped_bihierarchies(seed: int) -> Iterator[Problem]:
    keep = families.is_bihierarchy
    for given in families.merged(
        families.structures(3, 1, 1, keep), families.structures(1, 2, 1, keep), families.structures(2, 2, 1, keep)
    ):
        yield from families.quota_systems(given, 1, ((1, 1), (0, 1), (1, 2)))


def random_bihierarchies(seed: int) -> Iterator[Problem]:
    draw = random.Random(seed)
    for given in families.random_structures(seed, 3, 2, 1, families.is_bihierarchy, 6):
        yield families.random_problem(draw, given)


BIHIERARCHY_DESCRIBES = claim(
    "section-2.1.bihierarchy-describes",
    "sections 2, 2.1",
    "the quotas of a bihierarchy say all",
    Reading(
        wording="For a bihierarchy the quotas (1) completely describe the feasible random outcomes: every "
        "nonnegative solution is a lottery over feasible pure outcomes.",
        hypothesis=lambda problem: [is_bihierarchy(structure_of(problem))],
        conclusion=describing_conclusion,
        families=(
            Family(
                "all bihierarchies on 3 x 1, 1 x 2 and 2 x 2 cells, one type each, quotas (1, 1), (0, 1), (1, 2)",
                untyped_bihierarchies,
            ),
            Family("random bihierarchies up to 3 x 2 with random quotas", random_bihierarchies, endless=True),
        ),
        because=lambda problem: "a solution of the quotas is no lottery over feasible pure outcomes",
        describe=described_problem,
        smaller=smaller_problems,
        budget=400,
    ),
)


CLAIMS = [BIHIERARCHY_DESCRIBES]
