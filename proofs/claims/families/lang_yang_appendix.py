"""What several claims of LY, appendix, share: families of instances, statements, and instances in words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, feasibility
from exact.matrices import Matrix
from exact.rationals import text
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Part
from proofs.claims.cone_facts import (
    rows_in_words,
)
from proofs.claims.families import matrices as fm
from proofs.claims.families.lang_yang import Cells, equal
from proofs.reduced_form.problem.problems import Coordinate

STUDENTS, COURSES = ("i1", "i2"), ("o1", "o2", "o3")


def at(chosen: set[Coordinate], profile: tuple[str, str]) -> Cells:
    """I(t, S)."""
    own = dict(zip(STUDENTS, profile, strict=True))
    return frozenset((c[0], c[2]) for c in chosen if own[c[0]] == c[1])


@dataclass(frozen=True)
class RowCone(Displayed):
    """P = {x : M x <= 0}."""

    rows: fm.Rows

    @property
    def cone(self) -> Cone:
        return Cone.of([[-e for e in row] for row in self.rows], dimension=len(self.rows[0]))

    def words(self) -> str:
        return f"M = {rows_in_words(self.rows)}"


def row_cones(seed: int) -> Iterator[RowCone]:
    return map(RowCone, fm.small(((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (1, 3), (2, 3))))


def pointed(case: RowCone) -> Part:
    """M x = 0 has no solution with some x_k = 1."""
    rows: list[tuple[Coefficients, int]] = [(row, 0) for row in case.rows]
    size = len(case.rows[0])
    for k in range(size):
        unit: Coefficients = [int(j == k) for j in range(size)]
        yield Expected(feasibility(LinearSystem.make(size, equal=[*rows, (unit, 1)])), holds=False)


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
