"""Total unimodularity by a two-colouring of every set of columns (Ghouila-Houri 1962).

Earlier versions wrote this evidence for small matrices that they could not take apart; it is still read and checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exact.matrices import Matrix
from exact.unimodular.evidence import Certifying
from exact.unimodular.sum_parts import Names

MAX_COLOURED = 14
"""The most columns of which every subset is coloured as evidence."""


@dataclass(frozen=True)
class Colourings(Certifying):
    """Every set of columns splits in two whose sums differ by at most 1 in every row (Ghouila-Houri 1962).

    Bit k of a set stands for `columns[k]`; `plus[s]` is the subset of the set s that is summed with sign 1.
    """

    form: ClassVar[str] = "colourings"
    columns: Names
    plus: tuple[int, ...]

    def shows(self, matrix: Matrix) -> bool:
        count = len(self.columns)
        if count > MAX_COLOURED or {*self.columns} != {*matrix.columns} or count != len(matrix.columns):
            return False
        if len(self.plus) != 1 << count:
            return False
        rows = [list(row) for row in matrix.submatrix(matrix.rows, self.columns).to_lists()]
        if any(abs(entry) > 1 for row in rows for entry in row):
            return False
        return all(chosen & ~subset == 0 and _balanced(rows, subset, chosen) for subset, chosen in enumerate(self.plus))


def _balanced(rows: list[list[int]], subset: int, chosen: int) -> bool:
    signs = [(1 if chosen >> k & 1 else -1) if subset >> k & 1 else 0 for k in range(subset.bit_length())]
    return all(abs(sum(x * y for x, y in zip(row, signs, strict=False))) <= 1 for row in rows)
