"""VS, section 3, proof of Theorem 2, Claim 1, section 3, proof of Theorem 2, Claim 2, section 3, proof of Theorem 2,
Claim 3, section 3, proof of Theorem 2, Claim 4, section 3, proof of Theorem 2, Claim 5, section 3, proof of Theorem
2, Claim 6.

* `claim-1` (section 3, proof of Theorem 2, Claim 1): every trading set holds the endowment
* `claim-2` (section 3, proof of Theorem 2, Claim 2): a set that is not chosen has no gain for the type
* `claim-3` (section 3, proof of Theorem 2, Claim 3): no type prefers one bundle of a set to the endowment and the
  endowment to another
* `claim-4` (section 3, proof of Theorem 2, Claim 4): every set is above the endowment, below it, or in a ray
* `claim-5` (section 3, proof of Theorem 2, Claim 5): any two sets that are not remedial are polarized
* `claim-6` (section 3, proof of Theorem 2, Claim 6): a set below the endowment leaves only sets below or above it
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from proofs.claims.claim import Part, Reading
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import (
    OTHER_ACTIONS,
    ZERO,
    claim,
    equal,
    never,
)
from proofs.claims.families.valenzuela_stookey_3 import (
    MECHANISMS,
    SELECTED,
    Sets,
    claim_4,
    claim_6,
    gain_and_loss,
    mechanism_reading,
    osp,
)
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.dominance.polarization import polarized
from proofs.trading.markets import menus
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import shape


def claim_1(mechanism: Mechanism) -> Part:
    """The endowment is in every set: the distance from it to the nearest bundle of a finite set is 0."""
    for eta, menu in zip(mechanism.market.endowment, mechanism.protocol.menus, strict=True):
        for one in menu:
            if not menus.in_set(one, eta, eta):
                yield equal(("the number of sets that lack the endowment", 1), ZERO)


def claim_2(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            verdict = common.tempted_elsewhere(mechanism, j, directions_of(mechanism.protocol, j, sets))
            if verdict is not None:
                yield never(verdict)

    return conclusion


def claim_3(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            for directions in directions_of(mechanism.protocol, j, sets):
                yield from map(never, gain_and_loss(directions))

    return conclusion


def claim_5(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            offers = directions_of(mechanism.protocol, j, sets)
            proper = [d for d in offers if shape(d) not in ("remedial", "endowment")]
            for one, two in itertools.combinations(proper, 2):
                yield from (polarized(pair, "pairs") for pair in itertools.product(one, two))

    return conclusion


AS_PRINTED = (families.IDLE, families.IDLE_PAIRS, families.WITHOUT_ENDOWMENT, families.TABLES)
"""Mechanisms that are obviously strategy-proof as printed among them."""


def of_sets(
    words: str, conclusion: Callable[[Sets], Callable[[Mechanism], Part]], never_selected: str, because: str
) -> tuple[Reading, Reading]:
    """What a claim says of the trading sets as printed, and of the bundles of them that are ever selected."""
    return (
        mechanism_reading(
            "literal",
            f"In an obviously strategy-proof mechanism (as printed), {words}",
            osp("printed"),
            conclusion("printed"),
            never_selected,
            *AS_PRINTED,
        ),
        mechanism_reading(
            SELECTED,
            f"In an obviously strategy-proof mechanism (an action compared with the other actions), {words}, of the "
            "bundles that are ever selected",
            osp("deviations"),
            conclusion("reduced"),
            because,
            *MECHANISMS,
        ),
    )


ENDOWMENT_HELD = "every trading set holds the endowment"


CLAIM_OF_CLAIM_1 = claim(
    "claim-1",
    "section 3, proof of Theorem 2, Claim 1",
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

CLAIM_OF_CLAIM_2 = claim(
    "claim-2",
    "section 3, proof of Theorem 2, Claim 2",
    *of_sets(
        "c.x >= c.eta for every bundle x of a set that the type c does not choose",
        claim_2,
        "A trading set that this type does not choose holds a bundle that it strictly prefers to the endowment; the "
        "bundle is never selected.",
        "A trading set that this type does not choose holds a bundle that it strictly prefers to the endowment.",
    ),
)

CLAIM_OF_CLAIM_3 = claim(
    "claim-3",
    "section 3, proof of Theorem 2, Claim 3",
    *of_sets(
        "no c >= 0 strictly prefers one bundle of a set to the endowment and the endowment to another",
        claim_3,
        "For the costs shown one bundle of the set is better and another worse than the endowment; one of them is "
        "never selected.",
        "For the costs shown one bundle of the set is better and another worse than the endowment.",
    ),
)

CLAIM_OF_CLAIM_4 = claim(
    "claim-4",
    "section 3, proof of Theorem 2, Claim 4",
    *of_sets(
        "every set is above the endowment, below it, or contained in a ray of both signs from it",
        claim_4,
        "For some costs one bundle of the set is better and another worse than the endowment, which cannot be if the "
        "set is above or below it or in a ray; one of the bundles is never selected.",
        "For some costs one bundle of the set is better and another worse than the endowment, which cannot be if the "
        "set is above or below it or in a ray.",
    ),
)

CLAIM_OF_CLAIM_5 = claim(
    "claim-5",
    "section 3, proof of Theorem 2, Claim 5",
    *of_sets(
        "any two sets that are not remedial are polarized",
        claim_5,
        "Two sets that are not below the endowment hold bundles in directions that are not polarized; they are never "
        "selected.",
        "Two sets that are not below the endowment hold bundles in directions that are not polarized.",
    ),
)

CLAIM_OF_CLAIM_6 = claim(
    "claim-6",
    "section 3, proof of Theorem 2, Claim 6",
    *of_sets(
        "if a set is below the endowment and more than {eta}, all sets are below or above it",
        claim_6,
        "One set holds a bundle below the endowment, another has bundles that are neither all above nor all below it; "
        "they are never selected.",
        "One set holds a bundle below the endowment, another has bundles that are neither all above nor all below it.",
    ),
)

CLAIMS = [CLAIM_OF_CLAIM_1, CLAIM_OF_CLAIM_2, CLAIM_OF_CLAIM_3, CLAIM_OF_CLAIM_4, CLAIM_OF_CLAIM_5, CLAIM_OF_CLAIM_6]
