"""LY, Lemma 9: the projection cone of bilateral trade.

* `lemma-9.non-pointed` (section 5.5, Lemma 9(1)): bilateral trade: W is non-pointed
* `lemma-9.unimodular` (section 5.5, Lemma 9(2)): bilateral trade: M(W) is totally unimodular
"""

from __future__ import annotations

from exact.linear import LinearSystem, feasibility
from exact.unimodular import total_unimodularity
from proofs.claims.claim import Part, Reading
from proofs.claims.families.bilateral_trade import ALL_TRADES, Trade, smaller_trades
from proofs.claims.families.lang_yang import claim


def ones_are_a_line(case: Trade) -> Part:
    """(1, ..., 1) is not 0 and every row of M(W) is 0 at it."""
    rows = [(row, 0) for row in case.matrix.to_lists()]
    yield feasibility(LinearSystem.make(case.names, equal=rows, lower=1, upper=1))


LEMMA_9_POINTED = claim(
    "lemma-9.non-pointed",
    "section 5.5, Lemma 9(1)",
    "bilateral trade: W is non-pointed",
    Reading(
        wording="In bilateral trade with any compatibility graph W is non-pointed: (1, ..., 1) is in its lineality "
        "space.",
        conclusion=ones_are_a_line,
        families=(ALL_TRADES,),
        because=lambda case: "some row of M(W) is not 0 at (1, ..., 1)",
        describe=Trade.words,
        smaller=smaller_trades,
    ),
)


LEMMA_9_UNIMODULAR = claim(
    "lemma-9.unimodular",
    "section 5.5, Lemma 9(2)",
    "bilateral trade: M(W) is totally unimodular",
    Reading(
        wording="In bilateral trade with any compatibility graph M(W) is totally unimodular.",
        conclusion=lambda case: [total_unimodularity(case.matrix)],
        families=(ALL_TRADES,),
        because=lambda case: "M(W) has a square submatrix of determinant other than -1, 0, 1",
        describe=Trade.words,
        smaller=smaller_trades,
    ),
)


CLAIMS = [LEMMA_9_POINTED, LEMMA_9_UNIMODULAR]
