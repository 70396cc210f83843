"""VS, proof of Theorem 2, Claim 2: a set that is not chosen has no gain for the type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proofs.claims.claim import Part
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.stated_mechanisms import MECHANISM, directions, osp
from proofs.claims.families.trading_sets import Sets, of_sets
from proofs.claims.families.valenzuela_stookey import claim, never
from proofs.claims.stating import Stated, dot, every, given, operation
from proofs.trading.dominance.characterization import directions_of
from proofs.trading.dominance.cost_types import TypeFound
from proofs.trading.markets.bundles import texts
from proofs.trading.markets.mechanisms import Mechanism


def claim_2(sets: Sets) -> Callable[[Mechanism], Part]:
    def conclusion(mechanism: Mechanism) -> Part:
        for j in range(len(mechanism.protocol.menus)):
            verdict = common.tempted_elsewhere(mechanism, j, directions_of(mechanism.protocol, j, sets))
            if verdict is not None:
                yield never(verdict)

    return conclusion


def with_type(mechanism: Mechanism) -> dict[str, Any]:
    """The mechanism with an agent and a type of it: one that is tempted by a set that it does not choose, if any is."""
    for j in range(len(mechanism.protocol.menus)):
        found = common.tempted_elsewhere(mechanism, j, directions_of(mechanism.protocol, j, "printed"))
        if found is not None and isinstance(found.evidence, TypeFound):
            return {"mechanism": mechanism.about(), "agent": j, "costs": texts(found.evidence.costs)}
    anybody = common.sample_types(mechanism.market.preferences[0].domain, ())[0]
    return {"mechanism": mechanism.about(), "agent": 0, "costs": texts(anybody)}


OFFERED = directions(given("agent"))
NOT_CHOSEN = operation(
    "without",
    operation("positions", OFFERED),
    operation("choices made", MECHANISM, given("agent"), given("costs")),
)
"""The choices that the type does not make."""


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
        Stated(
            sorts={"mechanism": "mechanism", "agent": "number", "costs": "vector"},
            instances=with_type,
            hypothesis=osp("printed"),
            conclusion=[
                every("k", NOT_CHOSEN, lambda k: every("d", OFFERED[k], lambda d: dot(given("costs"), d) >= 0))
            ],
        ),
    ),
    rests_on=("claim-1",),
)

CLAIMS = [CLAIM_2]
