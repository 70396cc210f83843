"""Square submatrices whose entries have a sum that four divides (LY, appendix A.3 and A.4).

Shared by the characterizations of total unimodularity in the proofs of Theorems 2 and 3.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from exact.matrices import Matrix
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Family, Part, Reading
from proofs.claims.cone_facts import rows_in_words, stated, stated_if
from proofs.claims.families import matrices as fm
from proofs.claims.families.lang_yang import at_most, claim, equal


def few_nonzeros(rows: fm.Rows, most: int) -> Verdict:
    """Every column has at most so many nonzero entries."""
    counts = ((sum(map(bool, column)), most) for column in zip(*rows, strict=True))
    return at_most(counts, "the most nonzero entries of a column")


def square_submatrices(rows: fm.Rows) -> Iterator[list[list[int]]]:
    for size in range(1, min(len(rows), len(rows[0])) + 1):
        for chosen in itertools.combinations(rows, size):
            for columns in itertools.combinations(range(len(rows[0])), size):
                yield [[row[c] for c in columns] for row in chosen]


def lines_of(square: list[list[int]]) -> list[Sequence[int]]:
    return [*square, *zip(*square, strict=True)]


def unbalanced(rows: fm.Rows, which: Callable[[list[list[int]]], bool], what: str) -> Verdict:
    """No square submatrix of that kind has a sum of entries that is no multiple of four."""
    count = sum(which(square) and sum(map(sum, square)) % 4 != 0 for square in square_submatrices(rows))
    return equal([(count, 0)], f"the number of square submatrices with {what} and a sum that four does not divide")


def dense(rows: fm.Rows) -> Matrix:
    return Matrix.dense(rows, columns=range(len(rows[0])))


def characterization(
    name: str,
    where: str,
    title: str,
    wording: str,
    which: Callable[[list[list[int]]], bool],
    what: str,
    most: int | None,
) -> Claim:
    """A claim that total unimodularity is that all square submatrices of a kind have sums divisible by four."""

    def hypothesis(rows: fm.Rows) -> Part:
        if most is not None:
            yield few_nonzeros(rows, most)
        yield stated(unbalanced(rows, which, what))

    return claim(
        name,
        where,
        title,
        Reading(
            wording=wording,
            hypothesis=hypothesis,
            conclusion=lambda rows: [stated_if(total_unimodularity(dense(rows)), bool(unbalanced(rows, which, what)))],
            families=(
                Family(
                    "all matrices up to 3 x 3 with entries -1, 0, 1",
                    lambda seed: fm.small(((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (2, 3), (3, 3))),
                ),
                Family("random matrices up to 5 x 5", lambda seed: fm.random_matrices(seed, 5, 5), endless=True),
            ),
            because=lambda rows: "total unimodularity and the sums of the submatrices disagree",
            describe=rows_in_words,
            smaller=fm.smaller_rows,
            budget=300,
        ),
    )
