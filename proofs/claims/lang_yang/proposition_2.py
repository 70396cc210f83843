"""LY, Proposition 2: Condition B is necessary."""

from __future__ import annotations

from proofs.claims.families.lang_yang import claim
from proofs.claims.families.quota_problems import necessary

PROPOSITION_2 = claim("proposition-2", "Proposition 2", "Condition B is necessary", necessary("B"))


CLAIMS = [PROPOSITION_2]
