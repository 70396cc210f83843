"""The theorems of the alternative, by name: of two systems exactly one has a solution, and it is returned.

Each function states its first system as a linear system and decides it with `exact.linear.feasibility`. The verdict
holds with a `Point`, or fails with a `FarkasVector` whose multipliers solve the second system. Strict homogeneous
inequalities `A x > 0` are written `A x >= 1`, which loses nothing since solutions may be scaled. Matrices are nested
sequences of exact numbers; floats raise `TypeError`. Source: Schrijver (1986), chapter 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.rationals import rational
from exact.verdicts import Verdict

Rows = Sequence[Sequence[Any]]


def farkas(A: Rows, b: Sequence[Any]) -> Verdict:
    """Farkas' lemma: `A x = b, x >= 0`, or multipliers y with `y A >= 0, y b < 0` (Corollary 7.1d)."""
    return feasibility(LinearSystem.make(_width(A), equal=_pair(A, b), lower=0))


def farkas_inequalities(A: Rows, b: Sequence[Any]) -> Verdict:
    """Farkas' lemma for inequalities: `A x <= b`, or `y >= 0, y A = 0, y b < 0` (Corollary 7.1e)."""
    return feasibility(LinearSystem.make(_width(A), at_most=_pair(A, b)))


def farkas_nonnegative(A: Rows, b: Sequence[Any]) -> Verdict:
    """Farkas' lemma for nonnegative solutions: `A x <= b, x >= 0`, or `y >= 0, y A >= 0, y b < 0` (Corollary 7.1f)."""
    return feasibility(LinearSystem.make(_width(A), at_most=_pair(A, b), lower=0))


def gordan(A: Rows) -> Verdict:
    """Gordan's theorem: `A x > 0` in every row, or `y >= 0, y != 0, y A = 0`."""
    return motzkin(A)


def motzkin(A: Rows, B: Rows = (), C: Rows = ()) -> Verdict:
    """Motzkin's transposition theorem: `A x > 0, B x >= 0, C x = 0`, or multipliers u, v, w.

    The multipliers come in the order of the rows of A, B and C and satisfy
    `u A + v B + w' C = 0, u >= 0, v >= 0, u != 0` with `w' = -w`, since rows `A x >= 1` are stored as `-A x <= -1`.
    """
    width = max(_width(A), _width(B), _width(C))
    at_most = [(_negated(row), -1) for row in A] + [(_negated(row), 0) for row in B]
    return feasibility(LinearSystem.make(width, at_most=at_most, equal=[(row, 0) for row in C]))


def stiemke(A: Rows) -> Verdict:
    """Stiemke's theorem: `A x = 0, x > 0` in every coordinate, or y with `y A >= 0, y A != 0`."""
    return feasibility(LinearSystem.make(_width(A), equal=[(row, 0) for row in A], lower=1))


def _pair(A: Rows, b: Sequence[Any]) -> list[tuple[Sequence[Any], Any]]:
    if len(A) != len(b):
        raise ValueError(f"{len(A)} rows but {len(b)} right sides")
    return list(zip(A, b, strict=True))


def _negated(row: Sequence[Any]) -> list[Any]:
    return [-rational(entry) for entry in row]


def _width(A: Rows) -> int:
    return len(A[0]) if A else 0
