"""VS, proof of Theorem 2, Claim 5: any two sets that are not remedial are polarized."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from proofs.claims.claim import Part
from proofs.claims.families.corrected_menus import CLAIM_5_CORRECTED
from proofs.claims.families.stated_mechanisms import AGENTS, below, directions, osp_and, polarized_directions
from proofs.claims.families.trading_sets import Sets, of_sets
from proofs.claims.families.valenzuela_stookey import claim
from proofs.claims.stating import Formula, Term, every, operation, those
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import shape


def claim_5(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            proper = [d for d in offers if shape(d) not in ("remedial", "endowment")]
            for one, two in itertools.combinations(proper, 2):
                yield from (polarized(pair, "pairs") for pair in itertools.product(one, two))

    return conclusion


def polarized_pairs(j: Term) -> Formula:
    """Any two sets of the agent that are not below the endowment: any two directions to their bundles are polarized."""
    proper = those("X", directions(j), lambda offered: ~below(offered))

    def pair(two: Term) -> Formula:
        return every("d", two[0], lambda d: every("e", two[1], lambda e: polarized_directions([d, e], "pairs")))

    return every("pair", operation("pairs", proper), pair)


CLAIM_5 = claim(
    "claim-5",
    "section 3, proof of Theorem 2, Claim 5",
    "any two sets that are not remedial are polarized",
    *of_sets(
        "any two sets that are not remedial are polarized",
        claim_5,
        "Two sets that are not below the endowment hold bundles in directions that are not polarized; they are never "
        "selected.",
        "Two sets that are not below the endowment hold bundles in directions that are not polarized.",
        osp_and(every("j", AGENTS, polarized_pairs)),
    ),
    CLAIM_5_CORRECTED,
    rests_on=("claim-2", "claim-4", "claim-5.farkas", "claim-5.strictly"),
)

CLAIMS = [CLAIM_5]
