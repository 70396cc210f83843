"""LY, appendix A.3, proof of Theorem 2(2)(a): three nonzeros a column reduce to two."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from functools import cache

from exact.matrices import Matrix
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.cone_facts import rows_in_words, stated
from proofs.claims.families import matrices as fm
from proofs.claims.families.entry_sums import few_nonzeros
from proofs.claims.families.lang_yang import claim


@cache
def two_a_column(rows: fm.Rows) -> tuple[list[Verdict], Verdict]:
    """For "some submatrix with at most two nonzeros a column is not totally unimodular", by sets of rows."""

    def verdicts() -> Iterator[Verdict]:
        for size in range(1, len(rows) + 1):
            for chosen in itertools.combinations(rows, size):
                kept = [c for c in zip(*chosen, strict=True) if sum(map(bool, c)) <= 2]
                if kept:
                    yield total_unimodularity(Matrix.dense(zip(*kept, strict=True), columns=range(len(kept))))

    good: list[Verdict] = []
    for verdict in verdicts():
        if verdict.holds is not True:
            return [], verdict
        good.append(verdict)
    return good[:-1], good[-1]


def three_hypothesis(rows: fm.Rows) -> Part:
    yield few_nonzeros(rows, 3)
    yield stated(total_unimodularity(Matrix.dense(rows, columns=range(len(rows[0])))))
    yield from two_a_column(rows)[0]


def three_conclusion(rows: fm.Rows) -> Part:
    whole = total_unimodularity(Matrix.dense(rows, columns=range(len(rows[0]))))
    yield Expected(two_a_column(rows)[1], bool(whole))


def three_a_column(seed: int) -> Iterator[fm.Rows]:
    """Random matrices with at most three nonzeros a column, entries -2 to 2, mostly -1, 0, 1."""
    draw = random.Random(seed)
    while True:
        height, width = draw.randint(3, 6), draw.randint(2, 6)
        columns = []
        for _ in range(width):
            places = draw.sample(range(height), draw.randint(1, 3))
            columns.append(
                [
                    draw.choice((1, 1, 1, -1, -1, 2 if draw.random() < 0.1 else 1)) if k in places else 0
                    for k in range(height)
                ]
            )
        yield tuple(zip(*columns, strict=True))


THREE_NONZEROS = claim(
    "appendix.three-nonzeros",
    "appendix A.3, proof of Theorem 2(2)(a)",
    "at most three nonzeros a column: TUM iff every submatrix with at most two a column is",
    Reading(
        wording="A matrix with at most three nonzero entries in each column is totally unimodular if and only if each "
        "of its submatrices with at most two in each column is.",
        hypothesis=three_hypothesis,
        conclusion=three_conclusion,
        families=(
            Family(
                "all matrices up to 3 x 3 with entries -1, 0, 1",
                lambda seed: fm.small(((1, 1), (2, 2), (3, 2), (3, 3))),
            ),
            Family("random matrices up to 6 x 6 with at most three nonzeros a column", three_a_column, endless=True),
        ),
        because=lambda rows: "the submatrices are totally unimodular, and the matrix is not",
        describe=rows_in_words,
        budget=450,
    ),
)


CLAIMS = [THREE_NONZEROS]
