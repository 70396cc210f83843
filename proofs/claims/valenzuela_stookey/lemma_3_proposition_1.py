"""VS, section 2.1, Proposition 1, section 2.1, Lemma 3.

* `proposition-1` (section 2.1, Proposition 1): different performance and thick common boxes => some bilateral trade
  improves
* `lemma-3` (section 2.1, Lemma 3): a trade from two common cost vectors
"""

from __future__ import annotations

from proofs.claims.claim import Reading
from proofs.claims.families import boxes
from proofs.claims.families import hard_markets as hard
from proofs.claims.families.valenzuela_stookey import claim
from proofs.claims.families.valenzuela_stookey_2 import (
    NO_TRADE,
    SEPARATED_ON,
    corners_of,
    improving,
    market_reading,
    positive_separated,
    proposition_1,
    separated,
    separated_in_words,
    with_zero_costs,
)

CLAIM_OF_PROPOSITION_1 = claim(
    "proposition-1",
    "section 2.1, Proposition 1",
    market_reading(
        "literal",
        "If the performances of two agents differ, their boxes of positive costs meet in more than a point, and "
        "both have some of every task, then a bilateral trade satisfies the conditions of Lemma 2",
        proposition_1,
        improving,
        NO_TRADE,
        boxes.COMMON_BOXES,
        boxes.BOXES,
        boxes.RANDOM_FULL,
        hard.HARD_FULL,
        boxes.RANDOM_BOXES,
        budget=300,
    ),
    market_reading(
        "zero costs allowed",
        "As literal, with boxes in the nonnegative orthant (VS: C_j is in R_+^I; but section 1 has c > 0)",
        with_zero_costs,
        improving,
        f"{NO_TRADE} All costs of one task are 0, so that only the other task is ever traded for anything.",
        boxes.ZERO_BOXES,
    ),
)

CLAIM_OF_LEMMA_3 = claim(
    "lemma-3",
    "section 2.1, Lemma 3",
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
    ),
)

CLAIMS = [CLAIM_OF_PROPOSITION_1, CLAIM_OF_LEMMA_3]
