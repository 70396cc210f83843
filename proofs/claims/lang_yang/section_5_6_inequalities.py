"""LY, section 5.6, (33)-(34): (33) and (34) characterize compromise with binary types."""

from __future__ import annotations

from proofs.claims.families.compromises import inequalities
from proofs.claims.families.lang_yang import claim

INEQUALITIES = claim(
    "section-5.6.inequalities",
    "section 5.6, (33)-(34)",
    "(33) and (34) characterize compromise with binary types",
    inequalities(
        "In the compromise problem with binary types a rule is implementable if and only if it satisfies (33) and "
        "(34), both sums of (34) over a in G.",
        ((2, 2),),
        180,
    ),
)


CLAIMS = [INEQUALITIES]
