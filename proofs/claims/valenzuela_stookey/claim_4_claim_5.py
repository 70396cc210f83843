"""VS, section 3, proof of Claim 4, section 3, proof of Claim 5, and appendix A.2, section 3, proof of Claim 5.

* `claim-4.farkas` (section 3, proof of Claim 4): no type gains by one and loses by the other => multiples of one are
  above the other
* `claim-5.farkas` (section 3, proof of Claim 5, and appendix A.2): no type gains by the second without losing by the
  first exactly if multipliers polarize
* `claim-5.strictly` (section 3, proof of Claim 5): a type who gains by one and does not lose by the other => a type
  who gains by both
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
from proofs.claims.families.valenzuela_stookey import (
    ZERO,
    below,
    claim,
)
from proofs.claims.families.valenzuela_stookey_3 import rays_reading


def nonnegative_costs(size: int, at_most: Sequence[Sequence[int]], below: Sequence[Sequence[int]]) -> Verdict:
    """Some c >= 0 has c . d <= 0 for the first directions and c . d < 0 (scaled to <= -1) for the others."""
    rows = [(list(d), 0) for d in at_most] + [(list(d), -1) for d in below]
    return feasibility(LinearSystem.make(size, at_most=rows, lower=0))


def claim_4_multipliers(rays: Rays) -> Verdict:
    """Some y', y'' >= 0, not both 0 (scaled to the sum 1), have y' a >= y'' b."""
    rows = [([-a, b], 0) for a, b in zip(*rays, strict=True)]
    return feasibility(LinearSystem.make(["y'", "y''"], at_most=rows, equal=[([1, 1], 1)], lower=0))


def claim_5_multipliers(rays: Rays) -> Verdict:
    """Some y' >= 0 and y'' > 0 (scaled to 1) have y' a + y'' b >= 0."""
    rows = [([-a], b) for a, b in zip(*rays, strict=True)]
    return feasibility(LinearSystem.make(["y'"], at_most=rows, lower=0))


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


def _unlike_and_tempted(rays: Rays) -> Part:
    """The first direction is not nonnegative; some c >= 0 has c . a <= 0 and c . b < 0."""
    yield below(("the least step of the first", min(rays[0])), ZERO)
    yield nonnegative_costs(len(rays[0]), rays[:1], rays[1:])


NEITHER = "There are such costs and such multipliers, or neither."


CLAIM_OF_CLAIM_4_FARKAS = claim(
    "claim-4.farkas",
    "section 3, proof of Claim 4",
    rays_reading(
        "literal",
        "No c >= 0 has c . a < 0 and c . b > 0 exactly if some y', y'' >= 0, not both 0, have y' a >= y'' b",
        *alternative(
            lambda rays: nonnegative_costs(len(rays[0]), (), (rays[0], [-step for step in rays[1]])),
            claim_4_multipliers,
        ),
        NEITHER,
        tried=PAIRS,
    ),
)

CLAIM_OF_CLAIM_5_FARKAS = claim(
    "claim-5.farkas",
    "section 3, proof of Claim 5, and appendix A.2",
    rays_reading(
        "literal",
        "No c >= 0 has c . a <= 0 and c . b < 0 exactly if some y' >= 0 and y'' > 0 have y' a + y'' b >= 0",
        *alternative(lambda rays: nonnegative_costs(len(rays[0]), rays[:1], rays[1:]), claim_5_multipliers),
        NEITHER,
        tried=PAIRS,
    ),
)

CLAIM_OF_CLAIM_5_STRICTLY = claim(
    "claim-5.strictly",
    "section 3, proof of Claim 5",
    rays_reading(
        "literal",
        "If a is not nonnegative and some c >= 0 has c . a <= 0 and c . b < 0, some c >= 0 has both below 0",
        _unlike_and_tempted,
        lambda rays: (nonnegative_costs(len(rays[0]), (), rays),),
        "No costs have both products below 0.",
        tried=PAIRS,
    ),
)

CLAIMS = [CLAIM_OF_CLAIM_4_FARKAS, CLAIM_OF_CLAIM_5_FARKAS, CLAIM_OF_CLAIM_5_STRICTLY]
