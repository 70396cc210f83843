"""What several claims of VS, boxes, share: families of instances, statements, and instances in words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import at_most, below
from proofs.trading.dominance.actions import Dominance
from proofs.trading.markets.domains import Box
from proofs.trading.markets.mechanisms import Mechanism

ZERO = ("", 0)
HALF = Fraction(1, 2)


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


def _few_choices(mechanism: Mechanism) -> Part:
    largest = max(map(len, mechanism.protocol.menus))
    yield at_most(
        ("the number of choices of an agent", largest), ("the number of tasks plus 1", len(mechanism.market.tasks) + 1)
    )


def _mechanisms(
    name: str, wording: str, hypothesis: Any, conclusion: Any, because: str, *tried: Family, budget: int = 300
) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=tried,
        because=lambda instance: because,
        describe=lambda mechanism: (
            f"{common.market_in_words(mechanism.market)}; {common.mechanism_in_words(mechanism)}"
        ),
        smaller=families.smaller_mechanisms,
        budget=budget,
    )
