"""LY, Proposition 2: Condition B is necessary."""

from proofs.claims.families.lang_yang_2 import proposition

CLAIMS = [proposition("B", 2)]
