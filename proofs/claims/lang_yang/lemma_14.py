"""LY, appendix A.11, Lemma 14: Ghouila-Houri."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from exact.matrices import Matrix
from exact.rationals import text
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import rows_in_words, stated
from proofs.claims.families import matrices as fm
from proofs.claims.families.lang_yang import at_most, claim, equal
from proofs.claims.families.stated_rays import is_matrix
from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    absolute,
    defined,
    dot,
    each,
    every,
    given,
    operation,
    positions,
    some,
    statement,
    term,
)


def signing(case: Rational, chosen: Sequence[int]) -> Verdict:
    """A partition of the columns that keeps every row between -1 and 1; the last one tried if there is none."""
    rows = case.rows
    what = "the greatest absolute sum of a row, the columns so signed,"
    verdict = at_most([(0, 1)], what)
    for signs in itertools.product((1, -1), repeat=len(chosen)):
        sums = [sum((s * row[c] for s, c in zip(signs, chosen, strict=True)), Fraction(0)) for row in rows]
        verdict = at_most(((abs(total), 1) for total in sums), what)
        if verdict.holds:
            return verdict
    return verdict


@cache
def signings(case: Rational) -> tuple[tuple[Verdict, ...], Verdict | None]:
    """A partition for every set of columns; or the verdict on a set that has none."""
    found: list[Verdict] = []
    width = len(case.rows[0])
    for size in range(1, width + 1):
        for chosen in itertools.combinations(range(width), size):
            verdict = signing(case, chosen)
            if not verdict.holds:
                return tuple(found), verdict
            found.append(verdict)
    return tuple(found), None


def ghouila_houri_hypothesis(case: Rational) -> Part:
    yield stated(unimodular(case))
    found, missing = signings(case)
    if missing is None:
        yield from found[:-1]


def ghouila_houri(case: Rational) -> Part:
    """Totally unimodular: every set of columns has its partition; otherwise some set has none."""
    found, missing = signings(case)
    yield Expected(missing if missing is not None else found[-1], bool(unimodular(case)))


def rational_matrices(seed: int) -> Iterator[Rational]:
    """All matrices with entries 0, 1/2, -1/2, 1, -1."""
    for rows in fm.small(((1, 1), (2, 1), (1, 2), (2, 2)), (-2, -1, 0, 1, 2)):
        yield Rational(tuple(tuple(Fraction(e, 2) for e in row) for row in rows))


def integer_matrices(seed: int) -> Iterator[Rational]:
    for rows in fm.small(((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (2, 3), (3, 3)), (-1, 0, 1)):
        yield Rational(tuple(tuple(map(Fraction, row)) for row in rows))


def random_integers(seed: int) -> Iterator[Rational]:
    for rows in fm.random_matrices(seed, 5, 5, (-2, -1, 0, 1, 2)):
        yield Rational(tuple(tuple(map(Fraction, row)) for row in rows))
    raise AssertionError


ROWS = given("A")


@defined("A is totally unimodular")
def is_totally_unimodular() -> Formula:
    """Of a matrix of rational numbers; a totally unimodular one has entries 0, 1 and -1."""
    entries = every("row", ROWS, lambda row: every("e", row, lambda e: e.equals(0) | absolute(e).equals(1)))
    named = operation("matrix", positions(ROWS), positions(ROWS[0]), ROWS)
    return entries & statement("totally unimodular", matrix=named)


def has_partition(columns: Term) -> Formula:
    """Some signs of the columns keep the sum of every row, so signed, between -1 and 1."""
    signings = operation("choices", each("c", columns, lambda c: [term(1), term(-1)]))
    return some(
        "signs",
        signings,
        lambda signs: every("row", ROWS, lambda row: absolute(dot(signs, each("c", columns, lambda c: row[c]))) <= 1),
    )


STATED = Stated(
    sorts={"A": "vectors"},
    instances=lambda case: {"A": [[text(entry) for entry in row] for row in case.rows]},
    hypothesis=[is_matrix(ROWS)],
    conclusion=[is_totally_unimodular().iff(every("chosen", operation("subsets", positions(ROWS[0])), has_partition))],
)


def ghouila_houri_reading(name: str, wording: str, families: tuple[Family, ...], budget: int) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=ghouila_houri_hypothesis,
        conclusion=ghouila_houri,
        families=families,
        because=lambda case: (
            "an entry that is not 0 is a nonsingular square submatrix whose determinant is neither 1 nor -1, so the "
            "matrix is not totally unimodular; yet the certified partitions are one for every set of columns"
        ),
        describe=Rational.words,
        budget=budget,
        stated=STATED if name == LITERAL else None,
    )


@dataclass(frozen=True)
class Rational(Displayed):
    """A rational matrix."""

    rows: tuple[tuple[Fraction, ...], ...]

    def words(self) -> str:
        return rows_in_words(self.rows)


@cache
def unimodular(case: Rational) -> Verdict:
    """Total unimodularity; a nonzero entry other than 1 and -1 is a nonsingular submatrix that violates it."""
    for entry in itertools.chain(*case.rows):
        if entry.denominator != 1:
            return equal([(abs(entry), 1)], f"the absolute value of the entry {text(entry)}")
    rows = [[int(e) for e in row] for row in case.rows]
    return total_unimodularity(Matrix.dense(rows, columns=range(len(rows[0]))))


LEMMA_14 = claim(
    "lemma-14",
    "appendix A.11, Lemma 14",
    "Ghouila-Houri",
    ghouila_houri_reading(
        LITERAL,
        "A matrix is totally unimodular if and only if every set of columns has a partition into two parts whose sums "
        "differ by at most 1 in every row; any real matrix.",
        (Family("all matrices up to 2 x 2 with entries 0, 1/2, -1/2, 1, -1", rational_matrices),),
        200,
    ),
    ghouila_houri_reading(
        "integer matrices",
        "The same for matrices of integers.",
        (
            Family("all matrices up to 3 x 2 and 2 x 3 with entries -1, 0, 1, then 3 x 3", integer_matrices),
            Family("random matrices up to 5 x 5 with entries -2 to 2", random_integers, endless=True),
        ),
        500,
    ),
)


CLAIMS = [LEMMA_14]
