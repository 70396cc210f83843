"""LY, section 5.6, (33)-(34): the same with any number of types."""

from __future__ import annotations

from proofs.claims.families.compromises import NAMED, TWO, inequalities
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.lang_yang_stated import is_implementable
from proofs.claims.families.stated_compromise import is_33, is_34, stated_compromise

ANY_TYPES = claim(
    "section-5.6.inequalities-any-types",
    "section 5.6, (33)-(34)",
    "the same with any number of types",
    inequalities(
        "In the compromise problem with any numbers of types a rule is implementable if and only if it satisfies (33) "
        "and (34), both sums of (34) over a in G.",
        ((1, 2), (2, 3), (3, 3)),
        60,
        stated=stated_compromise(TWO, [], [is_implementable().iff(is_33() & is_34())]),
    ),
    inequalities(
        "The same if one of the players has at most two types (proved)",
        ((1, 2), (1, 4), (2, 3), (2, 4), (3, 2), (2, 5)),
        400,
        name="corrected: one player with at most two types",
    ),
    NAMED,
)


CLAIMS = [ANY_TYPES]
