"""Evidence by colourings of all column subsets, which the decision wrote for small matrices until it was complete.

A matrix is totally unimodular exactly when the columns of every subset can be given signs such that in every row the
signed entries of the subset sum to -1, 0 or 1 (Ghouila-Houri 1962; Schrijver 1986, 19.3 (iv)).
"""

from __future__ import annotations

from exact.unimodular.colouring_evidence import Colourings
from exact.unimodular.table import Positions, Table, bits


def colourings(table: Table) -> Colourings | Positions:
    """Colourings of all column subsets of a narrow table; or a violator, no line of which can go.

    The first subset without colouring, by increasing size, has only subsets with one. Rows are dropped as long as it
    has none; then every proper submatrix is totally unimodular and the whole is not, so it is square with determinant
    2 or -2 (Gomory; Schrijver 1986, 19.3).
    """
    columns = [[table.entry(r, c) for r in range(len(table.rows))] for c in range(len(table.columns))]
    plus = [0] * (1 << len(columns))
    for subset in sorted(range(1 << len(columns)), key=int.bit_count):
        chosen = _colouring([(c, columns[c]) for c in bits(subset)])
        if chosen is None:
            return _minimal(columns, subset)
        plus[subset] = chosen
    return Colourings(table.columns, tuple(plus))


def _minimal(columns: list[list[int]], subset: int) -> Positions:
    rows = [r for r in range(len(columns[0])) if any(columns[c][r] for c in bits(subset))]
    for row in list(rows):
        fewer = [r for r in rows if r != row]
        if _colouring([(c, [columns[c][r] for r in fewer]) for c in bits(subset)]) is None:
            rows = fewer
    return tuple(rows), tuple(bits(subset))


def _colouring(columns: list[tuple[int, list[int]]]) -> int | None:
    """The columns to be summed with sign 1 so that all signed row sums are -1, 0 or 1; depth-first, first sign 1."""
    left = [[0] * len(columns[0][1])] if columns else [[]]  # how many nonzero entries of each row are still to come
    for _, column in reversed(columns):
        left.append([count + abs(entry) for count, entry in zip(left[-1], column, strict=True)])
    left.reverse()

    def extend(depth: int, sums: list[int], chosen: int) -> int | None:
        if depth == len(columns):
            return chosen
        number, column = columns[depth]
        for sign in (1, -1) if depth else (1,):
            following = [total + sign * entry for total, entry in zip(sums, column, strict=True)]
            if all(abs(total) <= 1 + rest for total, rest in zip(following, left[depth + 1], strict=True)):
                found = extend(depth + 1, following, chosen | 1 << number if sign > 0 else chosen)
                if found is not None:
                    return found
        return None

    return extend(0, [0] * len(columns[0][1]) if columns else [], 0)
