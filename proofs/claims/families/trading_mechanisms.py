"""Obviously strategy-proof mechanisms as a hypothesis, and readings about mechanisms (VS, sections 1, 3 and 4).

Costs are all nonnegative vectors, or all positive ones where preferences are strictly monotone; in boxes, as section 1
has them, for `osp_on_boxes`. Trading sets are taken as printed, with bundles that are never selected; the readings
`SELECTED` look at the essential reduction. Shared by Lemma 4, Theorem 2 with the claims of its proof, the corollaries,
and what the introduction and sections 3.1, 4, 4.1 and 4.3 say of mechanisms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import markets as families
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.valenzuela_stookey import ZERO, below
from proofs.trading.dominance.actions import Dominance
from proofs.trading.markets.bundles import Bundle
from proofs.trading.markets.domains import Box
from proofs.trading.markets.mechanisms import Mechanism, Myopic
from proofs.trading.markets.protocols import Protocol


def with_any_ties(family: Family) -> Family:
    def stream(seed: int) -> Iterator[Mechanism]:
        for mechanism in family.instances(seed):
            yield Mechanism(mechanism.protocol, (Myopic("any"),) * len(mechanism.strategies))

    return Family(f"{family.words}, any myopic choice", stream, family.endless)


SELECTED = "other actions, selected bundles"
MECHANISMS = (families.TABLES, families.RANDOM_MECHANISMS, hard_mechanisms.MATCHED)
STRICT = (families.STRICT_TABLES, families.RANDOM_STRICT, hard_mechanisms.MATCHED_STRICT)


def osp(dominance: Dominance) -> Callable[[Mechanism], Iterator[Verdict]]:
    return lambda mechanism: common.osp(mechanism, dominance)


mechanism_reading = common.ReadingsAbout(common.mechanism_in_words, 300, families.smaller_mechanisms)


@dataclass(frozen=True)
class ChoiceCase(Displayed):
    """An agent, its costs and an action in a protocol whose selection is a table."""

    protocol: Protocol
    agent: str
    costs: Bundle
    action: int


def choice_in_words(case: ChoiceCase) -> str:
    return (
        f"agent {case.agent} with costs {common.costs_in_words(case.costs)} takes choice {case.action}; "
        f"{common.protocol_in_words(case.protocol)}"
    )


market_mechanism_reading = common.ReadingsAbout(
    lambda mechanism: f"{common.market_in_words(mechanism.market)}; {common.mechanism_in_words(mechanism)}",
    300,
    families.smaller_mechanisms,
)


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
