"""Cones {x : M x <= 0} of small matrices M (LY, appendix A.6): Lemma 12, and what an extreme ray is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, feasibility
from exact.showing.display import Displayed
from proofs.claims.claim import Expected, Part
from proofs.claims.cone_facts import rows_in_words
from proofs.claims.families import matrices as fm


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
