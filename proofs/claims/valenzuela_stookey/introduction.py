"""VS, introduction: with types in boxes, obviously strategy-proof => polarized rays or no choice.

Section 3 alone assumes C_j = R_+^I. The introduction says of the model at large that all obviously strategy-proof
trading mechanisms are of polarized rays, or leave no choice. With fewer types there are more obviously strategy-proof
mechanisms: two trading sets must not tempt one type *of the box*, while polarized rays must not tempt any c >= 0.

*No choice* on a box: all bundles that every type of the box weakly prefers to the endowment; on the orthant that is the
remedial set.
"""

from __future__ import annotations

from typing import Any

from proofs.claims.claim import Expected, Part, either
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.polarized_rays import ABOVE_OR_COPY, forced_protocol
from proofs.claims.families.trading_mechanisms import market_mechanism_reading, osp_on_boxes
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, claim, never
from proofs.trading.dominance.cost_types import some_type
from proofs.trading.dominance.polarization import Reading as Polarization
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import AnySelection


def rays_or_no_choice(reading: Polarization) -> Any:
    """Of every agent: the rays that hold what is ever selected are polarized, or all of it suits every type.

    Sets above the endowment and further copies of {eta} are left aside.
    """

    def conclusion(mechanism: Mechanism) -> Part:
        forced = forced_protocol(mechanism, ABOVE_OR_COPY)
        for j, preferences in enumerate(mechanism.market.preferences):
            alone = tuple(menu if i == j else (EndowmentOnly(),) for i, menu in enumerate(forced.menus))
            verdict = decide_polarized(Protocol(mechanism.market, alone, AnySelection()), reading)
            offered = dict.fromkeys(d for directions in mechanism.protocol.offers(j) for d in directions if max(d) > 0)
            minded = (some_type(preferences.domain, (common.negative(d),)) for d in offered)
            dislike = next((found for found in minded if found.holds), None)
            if dislike is not None:
                yield either(Expected(verdict), never(dislike))
            elif len(alone[j]) > 2:
                yield verdict

    return conclusion


SINGLE_TYPES = (
    "The mechanism is obviously strategy-proof for the types of these boxes. Two sets hold bundles that polarized rays "
    "cannot hold together, or a set is in no ray; only costs outside of the box would be tempted twice."
)

ALL_AND_ONLY = claim(
    "introduction.all-and-only",
    "introduction",
    "with types in boxes, obviously strategy-proof => polarized rays or no choice",
    market_mechanism_reading(
        "literal",
        "With types in boxes of positive costs, as in section 1, an agent in a mechanism that is obviously "
        "strategy-proof as printed has one set all of which suits every type, or trading sets in polarized "
        "rays ({eta}, its copies and sets above it aside)",
        osp_on_boxes("printed"),
        rays_or_no_choice("beside endowment"),
        SINGLE_TYPES,
        hard_mechanisms.BOX_TABLES,
        hard_mechanisms.MATCHED_BOXES,
    ),
    market_mechanism_reading(
        OTHER_ACTIONS,
        "As literal, an action compared with the other actions",
        osp_on_boxes("deviations"),
        rays_or_no_choice("beside endowment"),
        SINGLE_TYPES,
        hard_mechanisms.BOX_TABLES,
        hard_mechanisms.MATCHED_BOXES,
    ),
)

CLAIMS = [ALL_AND_ONLY]
