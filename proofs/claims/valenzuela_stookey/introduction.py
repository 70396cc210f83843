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
from proofs.claims.families.stated_markets import positive_box
from proofs.claims.families.stated_mechanisms import (
    AGENTS,
    MECHANISM,
    above,
    all_choices,
    dominating_menu,
    osp,
    polarized_menus,
    selected_directions,
    some_type,
    stated_mechanism,
)
from proofs.claims.families.trading_mechanisms import market_mechanism_reading, osp_on_boxes
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, claim, never
from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    choose,
    defined,
    each,
    every,
    greatest,
    operation,
    size,
    those,
)
from proofs.trading.dominance.actions import Dominance
from proofs.trading.dominance.cost_types import some_type as find_type
from proofs.trading.dominance.polarization import Reading as Polarization
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import EndowmentOnly, shape
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
            left = [one for one in mechanism.protocol.offers(j) if shape(one) not in ABOVE_OR_COPY]
            offered = dict.fromkeys(d for directions in left for d in directions if max(d) > 0)
            minded = (find_type(preferences.domain, (common.negative(d),)) for d in offered)
            dislike = next((found for found in minded if found.holds), None)
            if dislike is not None:
                yield either(Expected(verdict), never(dislike))
            elif len(alone[j]) > 2:
                yield verdict

    return conclusion


@defined("agent {0} has at most one set beside the endowment, its copies and sets above it, and it suits every type")
def suits_every_type(j: Term) -> Formula:
    """No type likes a bundle that is selected from the set less than the endowment."""
    size_of = size(MECHANISM["numbers"])
    offered = operation("all of", each("k", choices_left(j), lambda k: selected_directions(j)[k]))

    def minded(direction: Term) -> Formula:
        return some_type(MECHANISM["domains"][j], size_of, [operation("times", -1, direction)])

    rising = those("d", offered, lambda d: greatest(d) > 0)
    return (size(choices_left(j)) <= 1) & every("d", rising, lambda d: ~minded(d))


@defined("the choices of agent {0} beside the endowment whose selected bundles are neither above it nor it alone")
def choices_left(j: Term) -> Term:
    offered = selected_directions(j)
    return those("k", all_choices(j), lambda k: ~above(offered[k]))


@defined("the bundles selected for agent {0} lie in polarized rays or are remedial")
def lies_in_rays(j: Term) -> Formula:
    """The menu that a polarized ray mechanism has for it is polarized, the others having {eta} alone."""
    own = dominating_menu(j, choices_left(j))
    menus = each("i", AGENTS, lambda i: choose(i.equals(j), own, ["endowment"]))
    return polarized_menus("beside endowment", menus)


def stated_rays_or_no_choice(dominance: Dominance) -> Stated:
    """With boxes of positive costs: if obviously strategy-proof, every agent has polarized rays or no choice."""
    positive = every("C", MECHANISM["domains"], positive_box)
    return stated_mechanism(
        [positive, *osp(dominance)], [every("j", AGENTS, lambda j: suits_every_type(j) | lies_in_rays(j))]
    )


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
        stated=stated_rays_or_no_choice("printed"),
    ),
    market_mechanism_reading(
        OTHER_ACTIONS,
        "As literal, an action compared with the other actions",
        osp_on_boxes("deviations"),
        rays_or_no_choice("beside endowment"),
        SINGLE_TYPES,
        hard_mechanisms.BOX_TABLES,
        hard_mechanisms.MATCHED_BOXES,
        stated=stated_rays_or_no_choice("deviations"),
    ),
    rests_on=("theorem-2.first", "theorem-2.second"),
)

CLAIMS = [ALL_AND_ONLY]
