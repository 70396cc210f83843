"""VS, proof of Theorem 2, Claim 1: every trading set holds the endowment."""

from __future__ import annotations

from proofs.claims.claim import Part
from proofs.claims.families import markets as families
from proofs.claims.families.trading_mechanisms import MECHANISMS, mechanism_reading, osp
from proofs.claims.families.trading_sets import AS_PRINTED
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, ZERO, claim, equal
from proofs.trading.markets import menus
from proofs.trading.markets.mechanisms import Mechanism


def claim_1(mechanism: Mechanism) -> Part:
    """The endowment is in every set: the distance from it to the nearest bundle of a finite set is 0."""
    for eta, menu in zip(mechanism.market.endowment, mechanism.protocol.menus, strict=True):
        for one in menu:
            if not menus.in_set(one, eta, eta):
                yield equal(("the number of sets that lack the endowment", 1), ZERO)


ENDOWMENT_HELD = "every trading set holds the endowment"

CLAIM_1 = claim(
    "claim-1",
    "section 3, proof of Theorem 2, Claim 1",
    "every trading set holds the endowment",
    mechanism_reading(
        "literal",
        f"In an obviously strategy-proof mechanism (as printed), {ENDOWMENT_HELD}",
        osp("printed"),
        claim_1,
        "A trading set does not hold the endowment.",
        *AS_PRINTED,
    ),
    mechanism_reading(
        OTHER_ACTIONS,
        f"In an obviously strategy-proof mechanism (an action compared with the other actions), {ENDOWMENT_HELD}",
        osp("deviations"),
        claim_1,
        "A trading set does not hold the endowment.",
        families.WITHOUT_ENDOWMENT,
        *MECHANISMS,
    ),
)

CLAIMS = [CLAIM_1]
