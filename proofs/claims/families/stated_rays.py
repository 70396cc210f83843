"""What the stated claims of LY share about a cone P = {x : M x <= 0} and its extreme rays (appendix A.6).

See `proofs.claims.stating` for the language. M is the list of its rows.
"""

from __future__ import annotations

from proofs.claims.stating import (
    Formula,
    Term,
    absolute,
    defined,
    dot,
    each,
    every,
    given,
    greatest,
    operation,
    size,
    those,
)

M, X = given("M"), given("x")


@defined("{0} is a matrix")
def is_matrix(rows: Term) -> Formula:
    """A list of rows of one length, at least one."""
    return (size(rows) > 0) & every("row", rows, lambda row: size(row).equals(size(rows[0])))


@defined("P = [x with M x <= 0] is pointed")
def is_pointed() -> Formula:
    """No vector but 0 lies in P with its negative."""
    return is_matrix(M) & operation("rank", M).equals(size(M[0]))


@defined("{0} is in P")
def in_p(x: Term) -> Formula:
    return size(x).equals(size(M[0])) & every("row", M, lambda row: dot(row, x) <= 0)


@defined("{0} is an extreme ray of P")
def is_extreme(x: Term) -> Formula:
    """LY, section 3: a vector of P other than 0 at which as many linearly independent rows are 0 as it has entries less
    one."""
    return in_p(x) & (greatest(each("e", x, absolute)) > 0) & operation("rank", active(x)).equals(size(x) - 1)


def slack(x: Term) -> Term:
    return those("row", M, lambda row: dot(row, x) < 0)


def active(x: Term) -> Term:
    return those("row", M, lambda row: dot(row, x).equals(0))
