"""The theorems of the alternative, by name: of two systems exactly one has a solution, and it is returned.

Each function states its first system as a linear system and decides it with `exact.linear.feasibility`. The verdict
holds with a `Point`, or fails with a `FarkasVector` whose multipliers solve the second system. Strict homogeneous
inequalities `A x > 0` are written `A x >= 1`, which loses nothing since solutions may be scaled. Matrices are nested
sequences of exact numbers; floats raise `TypeError`. Source: Schrijver (1986), chapter 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from exact import arguments
from exact.linear import LinearSystem, feasibility
from exact.showing.display import counted
from exact.verdicts import Verdict

Rows = Sequence[Sequence[Any]]


def farkas(A: Rows, b: Sequence[Any]) -> Verdict:
    """Farkas' lemma: `A x = b, x >= 0`, or multipliers y with `y A >= 0, y b < 0` (Corollary 7.1d)."""
    rows = _rows(A, "A")
    return feasibility(LinearSystem.make(_width(rows), equal=_pair(rows, b), lower=0))


def farkas_inequalities(A: Rows, b: Sequence[Any]) -> Verdict:
    """Farkas' lemma for inequalities: `A x <= b`, or `y >= 0, y A = 0, y b < 0` (Corollary 7.1e)."""
    rows = _rows(A, "A")
    return feasibility(LinearSystem.make(_width(rows), at_most=_pair(rows, b)))


def farkas_nonnegative(A: Rows, b: Sequence[Any]) -> Verdict:
    """Farkas' lemma for nonnegative solutions: `A x <= b, x >= 0`, or `y >= 0, y A >= 0, y b < 0` (Corollary 7.1f)."""
    rows = _rows(A, "A")
    return feasibility(LinearSystem.make(_width(rows), at_most=_pair(rows, b), lower=0))


def gordan(A: Rows) -> Verdict:
    """Gordan's theorem: `A x > 0` in every row, or `y >= 0, y != 0, y A = 0`."""
    return motzkin(A)


def motzkin(A: Rows, B: Rows = (), C: Rows = ()) -> Verdict:
    """Motzkin's transposition theorem: `A x > 0, B x >= 0, C x = 0`, or multipliers u, v, w.

    The multipliers come in the order of the rows of A, B and C and satisfy
    `u A + v B + w' C = 0, u >= 0, v >= 0, u != 0` with `w' = -w`, since rows `A x >= 1` are stored as `-A x <= -1`.
    """
    positive, nonnegative, zero = _rows(A, "A"), _rows(B, "B"), _rows(C, "C")
    widths = [_width(rows) for rows in (positive, nonnegative, zero) if rows]
    for name, rows in (("B", nonnegative), ("C", zero)):
        if rows and _width(rows) != widths[0]:
            raise ValueError(f"{name}[0]: {_width(rows)} numbers where {widths[0]} were expected")
    at_most = [(_negated(row), -1) for row in positive] + [(_negated(row), 0) for row in nonnegative]
    equal = [(row, 0) for row in zero]
    return feasibility(LinearSystem.make(widths[0] if widths else 0, at_most=at_most, equal=equal))


def stiemke(A: Rows) -> Verdict:
    """Stiemke's theorem: `A x = 0, x > 0` in every coordinate, or y with `y A >= 0, y A != 0`."""
    rows = _rows(A, "A")
    return feasibility(LinearSystem.make(_width(rows), equal=[(row, 0) for row in rows], lower=1))


Read = list[tuple[Fraction, ...]]


def _rows(table: Rows, where: str) -> Read:
    return arguments.rows(table, None, where)


def _pair(rows: Read, b: Sequence[Any]) -> list[tuple[tuple[Fraction, ...], Fraction]]:
    right = arguments.vector(b, None, "b")
    if len(rows) != len(right):
        raise ValueError(f"{counted(len(rows), 'row')} but {counted(len(right), 'right side')}")
    return list(zip(rows, right, strict=True))


def _negated(row: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(-entry for entry in row)


def _width(rows: Read) -> int:
    return len(rows[0]) if rows else 0
