"""What the stated claims of LY share about a cone P = {x : M x <= 0} and its extreme rays (appendix A.6).

See `proofs.claims.stating` for the language. M is the list of its rows.
"""

from __future__ import annotations

from proofs.claims.families.stated_cones import is_extreme_ray
from proofs.claims.stating import Formula, Term, defined, dot, each, every, given, operation, size, those

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
    """LY, section 3."""
    return is_extreme_ray(x, each("row", M, lambda row: operation("times", -1, row)), operation("list"))


def slack(x: Term) -> Term:
    return those("row", M, lambda row: dot(row, x) < 0)


def active(x: Term) -> Term:
    return those("row", M, lambda row: dot(row, x).equals(0))
