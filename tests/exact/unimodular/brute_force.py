"""Total unimodularity by definition, and by Ghouila-Houri's criterion, without any cleverness."""

from __future__ import annotations

from itertools import combinations, permutations, product

import numpy


def determinant(entries):
    """By expansion along the first row."""
    if not entries:
        return 1
    total = 0
    for c, entry in enumerate(entries[0]):
        if entry:
            total += (-1) ** c * entry * determinant([row[:c] + row[c + 1 :] for row in entries[1:]])
    return total


def unimodular_by_minors(entries):
    height, width = len(entries), len(entries[0])
    for size in range(1, min(height, width) + 1):
        for rows, columns in product(combinations(range(height), size), combinations(range(width), size)):
            if abs(determinant([[entries[r][c] for c in columns] for r in rows])) > 1:
                return False
    return True


def unimodular_by_colourings(entries):
    """Every set of columns can be signed so that all row sums are -1, 0 or 1; at most 12 columns (or rows)."""
    matrix = numpy.array(entries, dtype=numpy.int64)
    if matrix.shape[1] > matrix.shape[0]:
        matrix = matrix.T
    width = matrix.shape[1]
    signs = numpy.array(list(product((-1, 0, 1), repeat=width)), dtype=numpy.int64).T
    balanced = (abs(matrix @ signs) <= 1).all(axis=0)
    subsets = abs(signs).T @ (1 << numpy.arange(width))
    return bool(len(set(subsets[balanced].tolist())) == 1 << width and abs(matrix).max() <= 1)


def binary_matrices(height, width):
    """Every 0/1 matrix of the given shape, once up to permutations of rows and columns."""
    seen = set()
    for rows in combinations_of_rows(height, width):
        least = min(tuple(sorted(tuple(row[c] for c in order) for row in rows)) for order in permutations(range(width)))
        if least not in seen:
            seen.add(least)
            yield [list(row) for row in least]


def combinations_of_rows(height, width, least=()):
    """Lists of `height` 0/1 rows in weakly increasing order."""
    if height == 0:
        yield ()
        return
    for row in product((0, 1), repeat=width):
        if row >= least:
            for rest in combinations_of_rows(height - 1, width, row):
                yield (row, *rest)
