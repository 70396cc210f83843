"""LY, Remark 1, section 3: the projection cone depends on the structure alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from exact.showing.display import Displayed
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.problems import described_problem
from proofs.claims.families.quota_problems import same_entries
from proofs.reduced_form.problem import projection
from proofs.reduced_form.problem.problems import Problem


@dataclass(frozen=True)
class TwoProblems(Displayed):
    """Two problems on the same implementation structure."""

    first: Problem
    second: Problem


def pairs_of_problems(seed: int) -> Iterator[TwoProblems]:
    draw = random.Random(seed)
    for given in families.random_structures(seed, 3, 2, 2, most=3):
        if len(given.cells) * len(given.profiles) <= 12:
            yield TwoProblems(families.random_problem(draw, given), families.random_problem(draw, given))


def same_cone(pair: TwoProblems) -> Part:
    one_matrix, other = (projection.projection_matrix(problem) for problem in (pair.first, pair.second))
    apart = len(set(one_matrix.columns) ^ set(other.columns)), len(set(one_matrix.rows) ^ set(other.rows))
    yield equal([(sum(apart), 0)], "the number of rows and columns in one matrix and not in the other")
    aligned = other.submatrix(one_matrix.rows, one_matrix.columns)
    yield same_entries(one_matrix.to_lists(), aligned.to_lists())


REMARK_1 = claim(
    "section-3.remark-1",
    "Remark 1, section 3",
    "the projection cone depends on the structure alone",
    Reading(
        wording="Two problems that differ only in quotas and priors have the same matrix M(W), hence the same "
        "projection cone and the same generators.",
        conclusion=same_cone,
        families=(Family("pairs of random problems on one structure, up to 12 variables", pairs_of_problems, True),),
        because=lambda pair: "an entry of M(W) depends on the quotas or on the prior",
        describe=lambda pair: f"{described_problem(pair.first)} and {described_problem(pair.second)}",
        budget=120,
    ),
)


CLAIMS = [REMARK_1]
