"""What several claims of LY, appendix steps, share: families of instances, statements, and instances in words."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from exact.matrices import Matrix, Name
from exact.unimodular import Submatrix, total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Family, Part, Reading
from proofs.claims.cone_facts import rows_in_words, stated, stated_if
from proofs.claims.families import matrices as fm
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.lang_yang_appendix_proofs import (
    Cycle,
    few_nonzeros,
)
from proofs.reduced_form.problem.structures import ImplementationStructure, stacked_incidence


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


@cache
def violating_cycle(given: ImplementationStructure) -> Cycle | None:
    """The violator of [B; C] as a cycle, if each of its rows and columns has just two ones."""
    found = total_unimodularity(stacked_incidence(given)).evidence
    if not isinstance(found, Submatrix):
        return None
    square = stacked_incidence(given).submatrix(found.rows, found.columns)
    if any(len(line) != 2 for line in (*square.entries, *square.transpose().entries)):
        return None
    ones = [[place for place, _ in line] for line in square.entries]
    rows: list[Name] = []
    columns: list[Name] = [square.columns[0]]
    here, used = 0, set[int]()
    while len(used) < len(ones):
        row = next((r for r, line in enumerate(ones) if here in line and r not in used), None)
        if row is None:
            return None
        used.add(row)
        rows.append(square.rows[row])
        here = next(place for place in ones[row] if place != here)
        columns.append(square.columns[here])
    return Cycle(given, tuple(columns[:-1]), tuple(rows)) if columns[-1] == columns[0] else None


def with_violators(
    structures: Callable[[], Iterator[ImplementationStructure]], rest: Callable[[int], Iterator[Cycle]]
) -> Callable[[int], Iterator[Cycle]]:
    """The cycles that violate total unimodularity, where there are any, then the others."""

    def stream(seed: int) -> Iterator[Cycle]:
        listed = [cycle for given in structures() if (cycle := violating_cycle(given)) is not None]
        yield from listed
        yield from (cycle for cycle in rest(seed) if cycle not in listed)

    return stream


def with_its_matrix(hypothesis: Callable[[Cycle], Part]) -> Callable[[Cycle], Part]:
    """The hypothesis, and whether the cycle's matrix is totally unimodular, which shows its entries."""
    return lambda case: [*hypothesis(case), stated(total_unimodularity(case.matrix))]


def sum_is_divisible(case: Cycle) -> Part:
    total = case.matrix.nonzeros
    yield equal([(total % 4, 0)], f"the sum of the entries of the cycle ({total}) modulo 4")


def cycle_sums(
    name: str, where: str, title: str, *readings: tuple[str, str, Family], hypothesis: Callable[[Cycle], Part]
) -> Claim:
    return claim(
        name,
        where,
        title,
        *(
            Reading(
                name=reading,
                wording=wording,
                hypothesis=with_its_matrix(hypothesis),
                conclusion=sum_is_divisible,
                families=(family,),
                because=lambda case: (
                    f"the cycle has {len(case.rows)} rows with two ones each, an odd number of rows, so the sum of its "
                    "entries is not a multiple of four and its determinant is 2 or -2"
                ),
                describe=Cycle.words,
                budget=150,
            )
            for reading, wording, family in readings
        ),
    )
