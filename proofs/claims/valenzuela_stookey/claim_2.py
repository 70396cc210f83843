"""VS, proof of Theorem 2, Claim 2: a set that is not chosen has no gain for the type."""

from __future__ import annotations

from collections.abc import Callable

from proofs.claims.claim import Part
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.trading_sets import Sets, of_sets
from proofs.claims.families.valenzuela_stookey import claim, never
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.markets.mechanisms import Mechanism


def claim_2(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            verdict = common.tempted_elsewhere(mechanism, j, directions_of(mechanism.protocol, j, sets))
            if verdict is not None:
                yield never(verdict)

    return conclusion


CLAIM_2 = claim(
    "claim-2",
    "section 3, proof of Theorem 2, Claim 2",
    "a set that is not chosen has no gain for the type",
    *of_sets(
        "c.x >= c.eta for every bundle x of a set that the type c does not choose",
        claim_2,
        "A trading set that this type does not choose holds a bundle that it strictly prefers to the endowment; the "
        "bundle is never selected.",
        "A trading set that this type does not choose holds a bundle that it strictly prefers to the endowment.",
    ),
)

CLAIMS = [CLAIM_2]
