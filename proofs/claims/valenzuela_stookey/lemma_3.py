"""VS, Lemma 3: a trade from two common cost vectors."""

from __future__ import annotations

from proofs.claims.claim import Reading
from proofs.claims.families import boxes
from proofs.claims.families.market_conditions import NO_TRADE, improving
from proofs.claims.families.separated_costs import (
    SEPARATED_ON,
    corners_of,
    positive_separated,
    separated,
    separated_in_words,
)
from proofs.claims.families.stated_conditions import full_support, stated_separated, trade_improves
from proofs.claims.families.valenzuela_stookey import claim

LEMMA_3 = claim(
    "lemma-3",
    "section 2.1, Lemma 3",
    "a trade from two common cost vectors",
    Reading(
        wording=(
            "If the performances differ, both agents have some of every task, and c', c'' are in everybody's box "
            "of positive costs with cvh(c'', 0) and cvh(pi' - pi'', c', 0) meeting in 0 only, then a bilateral "
            "trade satisfies the conditions of Lemma 2"
        ),
        hypothesis=positive_separated,
        conclusion=lambda case: improving(case[0]),
        families=SEPARATED_ON,
        because=lambda case: NO_TRADE,
        describe=separated_in_words,
        budget=600,
    ),
    Reading(
        name="zero costs allowed",
        wording="As literal, with boxes in the nonnegative orthant",
        hypothesis=separated,
        conclusion=lambda case: improving(case[0]),
        families=(corners_of(boxes.ZERO_BOXES),),
        because=lambda case: (
            f"{NO_TRADE} The condition on c'' holds because c'' is 0, or that on c' says little because c' is 0."
        ),
        describe=separated_in_words,
        budget=600,
        stated=stated_separated([full_support()], [trade_improves()]),
    ),
    rests_on=("lemma-3.separation",),
)

CLAIMS = [LEMMA_3]
