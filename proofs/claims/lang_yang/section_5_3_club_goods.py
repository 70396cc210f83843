"""LY, section 5.3: (29) is bihierarchical and not canonical."""

from __future__ import annotations

import itertools

from exact.set_systems import bihierarchy, canonical_two_sided
from proofs.claims.claim import Expected, Family, Reading
from proofs.claims.families.lang_yang import claim
from proofs.reduced_form.problem.problems import Cell, name_of

CLUB_SETS: tuple[frozenset[Cell], ...] = (
    frozenset({("1", "a"), ("1", "b"), ("2", "b")}),
    frozenset({("2", "a"), ("1", "b"), ("2", "b")}),
    *(frozenset({cell}) for cell in itertools.product("12", "ab")),
)


CLUB_GOODS = claim(
    "section-5.3.club-goods",
    "section 5.3",
    "(29) is bihierarchical and not canonical",
    Reading(
        wording="With x_i^a = c q_i and x_i^b = l - p_i the inequalities (29) say x_i^a + x_1^b + x_2^b <= 2 l; their "
        "constraint sets, with all single cells, are a bihierarchy and not canonical.",
        conclusion=lambda sets: [bihierarchy(sets), Expected(canonical_two_sided(sets, "12", "ab"), holds=False)],
        families=(Family("the one structure of section 5.3", lambda seed: iter((CLUB_SETS,))),),
        because=lambda sets: "the sets are no bihierarchy, or they have all rows and columns",
        describe=lambda sets: ", ".join(map(name_of, sets)),
    ),
)


CLAIMS = [CLUB_GOODS]
