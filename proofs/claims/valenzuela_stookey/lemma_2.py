"""VS, Lemma 2: when the bilateral trading mechanism with a trade improves upon the status quo.

* `lemma-2.if`: conditions i-iv => the bilateral trade saves costs
* `lemma-2.only-if`: the bilateral trade saves costs => conditions i-iv
"""

from __future__ import annotations

from typing import Any

from proofs.claims.claim import Reading
from proofs.claims.families import bilateral, hard_trades
from proofs.claims.families.bilateral_conditions import (
    case_in_words,
    conditions,
    improves,
    improves_and_responds,
    improves_on_thick_boxes,
    improves_strictly,
    improves_with_densities,
    improves_without_atoms,
    smaller_case,
)
from proofs.claims.families.stated_trades import (
    CONDITIONS,
    IMPROVES,
    may_trade,
    no_atoms,
    possible_trade,
    saves,
    sometimes_not,
    stated_trade,
    thick_boxes,
)
from proofs.claims.families.valenzuela_stookey import claim
from proofs.claims.stating import Stated


def _lemma_2(
    name: str,
    wording: str,
    hypothesis: Any,
    conclusion: Any,
    because: str,
    *tried: Any,
    stated: Stated | None = None,
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda case: because,
        describe=case_in_words,
        smaller=smaller_case,
        budget=400,
        stated=stated,
    )


_IMPROVES = (
    "the trade is feasible, happens with positive probability if all who do not lose by it agree, and saves cost"
)


IF = claim(
    "lemma-2.if",
    "section 2.1, Lemma 2",
    "conditions i-iv => the bilateral trade saves costs",
    _lemma_2(
        "literal",
        f"If conditions i-iv hold for laws with full support on boxes, then {_IMPROVES}",
        conditions,
        improves,
        "Conditions i-iv hold, and the trade does not lower the expected social cost.",
        bilateral.BILATERAL_ATOMS,
        bilateral.RANDOM_BILATERAL_ATOMS,
        hard_trades.FACES,
        hard_trades.HARD_ZERO_TRADES,
    ),
    _lemma_2(
        "not constant",
        'As literal, and the mechanism is not constant, as the definition of "choice improves" asks',
        conditions,
        improves_and_responds,
        "Conditions i-iv hold, but both agents always want the trade, so that the mechanism does not respond to "
        "preferences and choice does not improve upon the status quo in the sense of its definition.",
        bilateral.BILATERAL,
        bilateral.RANDOM_BILATERAL,
        stated=stated_trade(CONDITIONS, [possible_trade(), saves(), *may_trade(), sometimes_not()]),
    ),
)

ONLY_IF = claim(
    "lemma-2.only-if",
    "section 2.1, Lemma 2",
    "the bilateral trade saves costs => conditions i-iv",
    _lemma_2(
        "literal",
        "If the laws have full support on boxes, the trade is feasible, and the expected social cost falls when "
        "agents trade if they do not lose by it, then conditions i-iv hold",
        improves,
        conditions,
        "The trade happens with positive probability and lowers the social cost whenever it does, but an agent who "
        "agrees to it never strictly gains: all of the positive probability is that of indifference.",
        bilateral.BILATERAL,
        bilateral.RANDOM_BILATERAL,
        stated=stated_trade(IMPROVES, CONDITIONS),
    ),
    _lemma_2(
        "positive widths",
        "As literal, for boxes of positive width in every task",
        improves_on_thick_boxes,
        conditions,
        "The boxes have positive width in every task and the law has full support, with an atom at a corner: the "
        "trade happens with positive probability and saves cost, but an agent who agrees never strictly gains.",
        bilateral.CORNER_ATOMS,
        stated=stated_trade([thick_boxes(), *IMPROVES], CONDITIONS),
    ),
    _lemma_2(
        "positive widths, no atoms",
        "As literal, for laws without atoms on boxes of positive width in every task",
        improves_without_atoms,
        conditions,
        "The law has full support and no atoms, but weight on a face of its box whose types are all indifferent to "
        "the trade. They agree and nobody else does, so that the trade happens with positive probability and saves "
        "cost, and no type strictly gains.",
        hard_trades.FACES,
        bilateral.RANDOM_BILATERAL_THICK,
        stated=stated_trade([thick_boxes(), no_atoms(), *IMPROVES], CONDITIONS),
    ),
    _lemma_2(
        "positive widths, densities",
        "As literal, for laws with a density on boxes of positive width in every task",
        improves_with_densities,
        conditions,
        "The trade improves and one of i-iv fails.",
        bilateral.RANDOM_BILATERAL_THICK,
        hard_trades.HARD_DENSE_TRADES,
    ),
    _lemma_2(
        "indifferent agents do not trade",
        "As literal, for any laws with full support on boxes, when agents trade only if they strictly gain",
        improves_strictly,
        conditions,
        "The trade improves and one of i-iv fails.",
        bilateral.BILATERAL_ATOMS,
        bilateral.RANDOM_BILATERAL_ATOMS,
        hard_trades.FACES,
        hard_trades.HARD_TRADES,
    ),
)

CLAIMS = [IF, ONLY_IF]
