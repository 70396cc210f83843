"""LY, Proposition 2: Condition B is necessary."""

from __future__ import annotations

from proofs.claims.families.lang_yang import claim
from proofs.claims.families.quota_problems import necessary

# No proof is printed but the sentence before: "a subset of inequalities in Condition (A)".
PROPOSITION_2 = claim(
    "proposition-2",
    "Proposition 2",
    "Condition B is necessary",
    necessary("B"),
    rests_on=("section-2.4.subset", "proposition-1"),
)


CLAIMS = [PROPOSITION_2]
