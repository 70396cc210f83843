"""Costs for which two trades gain or lose, or else multipliers of the trades: VS, Farkas' lemma in two proofs.

Shared by the sentences in the proofs of Claims 4 and 5 (`claim_4_farkas`, `claim_5_farkas`, `claim_5_strictly`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import rays as rays_module
from proofs.claims.families.rays import Rays


def nonnegative_costs(size: int, at_most: Sequence[Sequence[int]], below: Sequence[Sequence[int]]) -> Verdict:
    """Some c >= 0 has c . d <= 0 for the first directions and c . d < 0 (scaled to <= -1) for the others."""
    rows = [(list(d), 0) for d in at_most] + [(list(d), -1) for d in below]
    return feasibility(LinearSystem.make(size, at_most=rows, lower=0))


def _two_of(family: Family) -> Family:
    """Ordered pairs of directions other than 0."""

    def stream(seed: int) -> Iterator[Rays]:
        for rays in family.instances(seed):
            if len(rays) == 2 and all(map(any, rays)):
                yield rays
                yield rays[::-1]

    return Family(f"ordered pairs among {family.words}", rays_module.remembered(stream), family.endless)


PAIRS = tuple(map(_two_of, (rays_module.SMALL_RAYS, rays_module.RANDOM_RAYS, hard_mechanisms.HARD_RAYS)))


def alternative(costs: Callable[[Rays], Verdict], multipliers: Callable[[Rays], Verdict]) -> tuple[Any, Any]:
    """Hypothesis and conclusion of "there are no such costs exactly if there are such multipliers"."""

    def hypothesis(rays: Rays) -> Part:
        found = costs(rays)
        yield Expected(found, holds=bool(found.holds))

    def conclusion(rays: Rays) -> Part:
        yield Expected(multipliers(rays), holds=not costs(rays).holds)

    return hypothesis, conclusion


NEITHER = "There are such costs and such multipliers, or neither."
