"""LY, Proposition 1: Condition A is necessary."""

from proofs.claims.families.lang_yang_2 import proposition

CLAIMS = [proposition("A", 1)]
