"""The two parts of a 2-sum and of a 3-sum of matrices (Seymour 1980; Schrijver 1986, 19.4)."""

from __future__ import annotations

from exact.matrices import Matrix, Name

Names = tuple[Name, ...]


def two_sum_parts(matrix: Matrix, rows: Names, columns: Names, link: tuple[Name, Name]) -> tuple[Matrix, Matrix] | None:
    """The parts of the 2-sum, or `None` when the matrix is not [A ab; 0 B] with a nonzero entry at `link`."""
    below, right = _others(matrix.rows, rows), _others(matrix.columns, columns)
    row, column = link
    if row not in rows or column not in right or matrix.submatrix(below, columns).nonzeros:
        return None
    if not _product(matrix, rows, right, row, column):
        return None
    return matrix.submatrix(rows, (*columns, column)), matrix.submatrix((row, *below), right)


def three_sum_parts(
    matrix: Matrix,
    rows: Names,
    columns: Names,
    upper: tuple[Name, Name],
    lower: tuple[Name, Name],
    sign: int,
    extra: Name,
) -> tuple[Matrix, Matrix] | None:
    """The parts of the 3-sum, or `None` when the matrix is not [A ab; dc B] with nonzero entries at the two links."""
    below, right = _others(matrix.rows, rows), _others(matrix.columns, columns)
    (r1, c2), (r2, c1) = upper, lower
    if r1 not in rows or c2 not in right or r2 not in below or c1 not in columns:
        return None
    if sign not in (1, -1) or extra in matrix.columns:
        return None
    if not _product(matrix, rows, right, r1, c2) or not _product(matrix, below, columns, r2, c1):
        return None
    a = {(row, extra): matrix[row, c2] for row in rows}
    d = {(row, extra): matrix[row, c1] * matrix[r2, c1] for row in below}
    first = _entries(matrix, (*rows, r2), (*columns, c2)) | a | {(r2, c2): 0, (r2, extra): sign}
    second = _entries(matrix, (r1, *below), (c1, *right)) | d | {(r1, c1): 0, (r1, extra): sign}
    second |= {(row, c1): d[row, extra] for row in below}
    second |= {(r1, column): matrix[r1, column] * matrix[r1, c2] for column in right}
    return (
        Matrix.sparse((*rows, r2), (*columns, c2, extra), first),
        Matrix.sparse((r1, *below), (extra, c1, *right), second),
    )


def _others(names: Names, chosen: Names) -> Names:
    left_out = set(chosen)
    return tuple(name for name in names if name not in left_out)


def _entries(matrix: Matrix, rows: Names, columns: Names) -> dict[tuple[Name, Name], int]:
    chosen = matrix.submatrix(rows, columns)
    return {(r, columns[c]): entry for r, row in zip(rows, chosen.entries, strict=True) for c, entry in row}


def _product(matrix: Matrix, rows: Names, columns: Names, row: Name, column: Name) -> bool:
    """Whether the block is the product of its column through, and its row through, the entry 1 or -1 at the link."""
    link = matrix[row, column]
    if abs(link) != 1:
        return False
    block = matrix.submatrix(rows, columns)
    across = dict(block.entries[block.row_index[row]])
    down = block.column_index[column]
    for entries in block.entries:
        factor = dict(entries).get(down, 0) * link
        if dict(entries) != {c: factor * entry for c, entry in across.items() if factor}:
            return False
    return True
