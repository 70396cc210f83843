"""Integer vectors with small entries that say the same as a given one up to lines.

An inequality `f y <= b` on a set that satisfies some equations is also `v y <= b'` for every v in the positive
multiples of f plus the span of the equations' normals, the *lines*. Of these the integer vectors v with all entries
between -M and M are listed, M being the least number for which there is one.

With the lines in echelon form, zero at the places of each other's pivots, and f reduced by them and scaled to 1 at a
place q of its own, v is determined by its entries at the pivots and at q; all values of these are tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from exact import arguments
from exact.cones import Vector, check_lengths
from exact.rationals import primitive

MOST_VALUES = 2_000_000
"""So many values of the entries that determine a vector are tried at most."""

_BLOCK = 20_000


def shortest(vector: Sequence[int], lines: Sequence[Sequence[int]]) -> list[Vector] | None:
    """The integer vectors in the positive multiples of the vector plus the lines whose greatest entry is least.

    `None` if there are too many to be tried. Raises `ValueError` for lines of another length, and for a vector in their
    span.
    """
    arguments.listed(vector, "vector")
    check_lengths(lines, len(vector), "lines")
    pivots, rows, own, place = _echelon(vector, lines)
    for largest in range(1, max(map(abs, primitive(own))) + 1):
        found = _within(pivots, rows, own, place, largest)
        if found is None:
            return None
        if found:
            return found
    raise AssertionError("the reduced vector itself is one of them")


Row = list[Fraction]


def _echelon(vector: Sequence[int], lines: Sequence[Sequence[int]]) -> tuple[list[int], list[Row], Row, int]:
    """The pivots, the lines with zeros at each other's, the vector reduced by them, and its first place."""
    pivots: list[int] = []
    rows: list[Row] = []
    for given in lines:
        row = _reduced([Fraction(entry) for entry in given], pivots, rows)
        pivot = next((k for k, entry in enumerate(row) if entry), None)
        if pivot is None:
            continue
        row = [entry / row[pivot] for entry in row]
        rows = [[a - other[pivot] * b for a, b in zip(other, row, strict=True)] for other in rows]
        pivots.append(pivot)
        rows.append(row)
    own = _reduced([Fraction(entry) for entry in vector], pivots, rows)
    place = next((k for k, entry in enumerate(own) if entry), None)
    if place is None:
        raise ValueError("vector: it is in the span of the lines")
    return pivots, rows, own, place


def _reduced(row: Row, pivots: Sequence[int], rows: Sequence[Row]) -> Row:
    for pivot, other in zip(pivots, rows, strict=True):
        factor = row[pivot]
        if factor:
            row = [a - factor * b for a, b in zip(row, other, strict=True)]
    return row


def _within(pivots: list[int], rows: list[Row], own: Row, place: int, largest: int) -> list[Vector] | None:
    """Those with entries up to `largest`."""
    import numpy as np

    unit = [entry / own[place] for entry in own]
    table = [[a - row[place] * b for a, b in zip(row, unit, strict=True)] for row in rows] + [unit]
    scale = lcm(*(entry.denominator for row in table for entry in row))
    whole = [[int(scale * entry) for entry in row] for row in table]
    wide, many = 2 * largest + 1, len(table)
    bound = max(abs(entry) for row in whole for entry in row) * largest * many
    if wide**many > MOST_VALUES or bound >= 1 << 62:
        return None
    matrix = np.array(whole, dtype=np.int64)
    powers = np.array([wide**k for k in range(many)], dtype=np.int64)
    found: list[Vector] = []
    for start in range(0, wide**many, _BLOCK):
        numbers = np.arange(start, min(start + _BLOCK, wide**many), dtype=np.int64)
        values = numbers[:, None] // powers % wide - largest
        vectors = values @ matrix
        kept = (abs(vectors) <= largest * scale).all(axis=1) & (vectors % scale == 0).all(axis=1)
        found += [tuple(int(entry) // scale for entry in vector) for vector in vectors[kept]]
    return [vector for vector in found if _share(vector, pivots, rows, own, place) > 0]


def _share(vector: Vector, pivots: list[int], rows: list[Row], own: Row, place: int) -> Fraction:
    """How much of the reduced vector is in this one."""
    rest = vector[place] - sum(vector[p] * row[place] for p, row in zip(pivots, rows, strict=True))
    return Fraction(rest) / own[place]
