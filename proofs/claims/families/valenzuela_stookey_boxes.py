"""What several claims of VS, boxes, share: families of instances, statements, and instances in words."""

from __future__ import annotations

from typing import Any

from proofs.claims.claim import Part
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import ZERO, below
from proofs.trading.dominance.actions import Dominance
from proofs.trading.markets.domains import Box
from proofs.trading.markets.mechanisms import Mechanism


def positive_types(mechanism: Mechanism) -> Part:
    """All types have positive costs, as section 1 asks."""
    least = []
    for preferences in mechanism.market.preferences:
        domain = preferences.domain
        assert isinstance(domain, Box)
        least.append(min(domain.lower))
    yield below(ZERO, ("the least cost of a type", min(least)))


def osp_on_boxes(dominance: Dominance) -> Any:
    def hypothesis(mechanism: Mechanism) -> Part:
        yield from positive_types(mechanism)
        yield from common.osp(mechanism, dominance)

    return hypothesis
