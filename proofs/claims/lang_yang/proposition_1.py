"""LY, Proposition 1: Condition A is necessary."""

from __future__ import annotations

from proofs.claims.families.lang_yang import claim
from proofs.claims.families.quota_problems import necessary

# No proof is printed.
PROPOSITION_1 = claim("proposition-1", "Proposition 1", "Condition A is necessary", necessary("A"))


CLAIMS = [PROPOSITION_1]
