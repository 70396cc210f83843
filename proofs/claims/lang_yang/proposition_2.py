"""LY, Proposition 2: Condition B is necessary."""

from proofs.claims.families.lang_yang_2 import proposition
from proofs.claims.families.lang_yang_printed import quoted

CLAIMS = quoted([proposition("B", 2)])
