"""VS, section 3, before the essential reduction: the essential reduction stays obviously strategy-proof."""

from __future__ import annotations

from collections.abc import Callable

from proofs.claims.claim import Expected, Part
from proofs.claims.families import markets as families
from proofs.claims.families.trading_mechanisms import MECHANISMS, mechanism_reading
from proofs.claims.families.valenzuela_stookey import OTHER_ACTIONS, ZERO, claim, equal
from proofs.trading.dominance.actions import Dominance
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.protocols import feasible
from proofs.trading.markets.reduction import essential_reduction


def same_as_reduced(dominance: Dominance) -> Callable[[Mechanism], Part]:
    """The essential reduction is a protocol, selects the same, and is as (little) obviously strategy-proof."""

    def conclusion(mechanism: Mechanism) -> Part:
        reduced = Mechanism(essential_reduction(mechanism.protocol), mechanism.strategies)
        yield feasible(reduced.protocol)
        for profile in mechanism.protocol.profiles:
            if mechanism.protocol.selected(profile) != reduced.protocol.selected(profile):
                yield equal(("the number of profiles where the reduction selects something else", 1), ZERO)
        whole = obviously_strategy_proof(mechanism, dominance)
        yield Expected(obviously_strategy_proof(reduced, dominance), holds=bool(whole.holds))

    return conclusion


def is_feasible(mechanism: Mechanism) -> Part:
    yield feasible(mechanism.protocol)


REDUNDANCY = claim(
    "section-3.redundancy-irrelevant",
    "section 3, before the essential reduction",
    "the essential reduction stays obviously strategy-proof",
    mechanism_reading(
        "literal",
        "The essential reduction of a mechanism is a protocol, selects the same, and is obviously strategy-proof (as "
        "printed) exactly if the mechanism is",
        is_feasible,
        same_as_reduced("printed"),
        "The reduction differs.",
        families.IDLE,
        families.TABLES,
    ),
    mechanism_reading(
        OTHER_ACTIONS,
        "As literal, an action compared with the other actions",
        is_feasible,
        same_as_reduced("deviations"),
        "The reduction differs.",
        families.IDLE,
        *MECHANISMS,
    ),
)

CLAIMS = [REDUNDANCY]
