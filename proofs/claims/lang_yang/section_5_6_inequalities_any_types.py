"""LY, section 5.6, (33)-(34): the same with any number of types."""

from __future__ import annotations

from proofs.claims.families.compromises import inequalities

ANY_TYPES = inequalities(
    "section-5.6.inequalities-any-types",
    "section 5.6, (33)-(34)",
    "the same with any number of types",
    "In the compromise problem with any numbers of types a rule is implementable if and only if it satisfies (33) and "
    "(34), both sums of (34) over a in G.",
    ((1, 2), (2, 3), (3, 3)),
    60,
)


CLAIMS = [ANY_TYPES]
