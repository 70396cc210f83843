"""VS, proof of Theorem 2, Claim 3: no type prefers one bundle of a set to the endowment, and that to another."""

from __future__ import annotations

from collections.abc import Callable

from proofs.claims.claim import Part
from proofs.claims.families.stated_mechanisms import every_set, gains_and_loses, osp_and
from proofs.claims.families.trading_sets import Sets, gain_and_loss, of_sets
from proofs.claims.families.valenzuela_stookey import claim, never
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.markets.mechanisms import Mechanism


def claim_3(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            for directions in directions_of(mechanism.protocol, j, sets):
                yield from map(never, gain_and_loss(directions))

    return conclusion


CLAIM_3 = claim(
    "claim-3",
    "section 3, proof of Theorem 2, Claim 3",
    "no type prefers one bundle of a set to the endowment and the endowment to another",
    *of_sets(
        "no c >= 0 strictly prefers one bundle of a set to the endowment and the endowment to another",
        claim_3,
        "For the costs shown one bundle of the set is better and another worse than the endowment; one of them is "
        "never selected.",
        "For the costs shown one bundle of the set is better and another worse than the endowment.",
        osp_and(every_set("printed", lambda offered: ~gains_and_loses(offered))),
    ),
    rests_on=("claim-2",),
)

CLAIMS = [CLAIM_3]
