"""LY, Proposition 1: Condition A is necessary."""

from proofs.claims.families.lang_yang_2 import proposition
from proofs.claims.families.lang_yang_printed import quoted

CLAIMS = quoted([proposition("A", 1)])
