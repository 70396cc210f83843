"""VS, section 4.2, section 4.2, Lemma 5.

* `section-4.2.hull` (section 4.2): polarized exactly if segments between directions meet the orthant
* `lemma-5` (section 4.2, Lemma 5): polarized exactly if no type gains by two directions
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Part, Reading
from proofs.claims.families import hard_mechanisms
from proofs.claims.families import rays as rays_module
from proofs.claims.families import valenzuela_stookey as common
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import (
    BESIDE,
    claim,
    never,
)
from proofs.trading.dominance.polarization import Reading as Polarization
from proofs.trading.dominance.polarization import polarized


def hull_meets(one: Any, two: Any) -> Verdict:
    """Some point of the segment between the directions is nonnegative."""
    rows = [([-a, -b], 0) for a, b in zip(one, two, strict=True)]
    return feasibility(LinearSystem.make(["t'", "t''"], at_most=rows, equal=[([1, 1], 1)], lower=0))


def tempts(one: Any, two: Any) -> Verdict:
    """Some c >= 0 has c . k'' <= 0 and c . k' < 0 (scaled to <= -1), so that the minimum in Lemma 5 is negative."""
    return feasibility(LinearSystem.make(len(one), at_most=[(two, 0), (one, -1)], lower=0))


def _hull(rays: Rays, itself: bool) -> list[Expected]:
    pairs = itertools.combinations_with_replacement if itself else itertools.combinations
    return [Expected(hull_meets(*pair)) for pair in pairs(rays, 2)]


def _programs(rays: Rays) -> list[Expected]:
    pairs = itertools.permutations(rays, 2)
    return [never(tempts(one, two)) for one, two in pairs if any(two)]


def both_or_neither(
    tests: Callable[[Rays], list[Expected]], reading: Polarization, mixed: bool = False
) -> tuple[Callable[[Rays], Part], Callable[[Rays], Part]]:
    """Hypothesis and conclusion of "polarized exactly if the tests come out": what holds, and what then must."""

    def split(rays: Rays) -> tuple[list[Any], list[Any]]:
        side, other = [Expected(polarized(rays, reading))], tests(rays)
        if all(expected.met for expected in side):
            return side, other
        return (other, side) if all(expected.met for expected in other) else ([], [])

    def hypothesis(rays: Rays) -> Part:
        if mixed:
            yield from (polarized((ray,)) for ray in rays)
        yield from split(rays)[0]

    return hypothesis, lambda rays: iter(split(rays)[1])


def exactly_if(
    name: str,
    wording: str,
    tests: Callable[[Rays], list[Expected]],
    reading: Polarization,
    because: str,
    mixed: bool = False,
) -> Reading:
    hypothesis, conclusion = both_or_neither(tests, reading, mixed)
    return Reading(
        name=name,
        wording=wording,
        hypothesis=hypothesis,
        conclusion=conclusion,
        families=(rays_module.SMALL_RAYS, rays_module.RANDOM_RAYS, hard_mechanisms.HARD_RAYS),
        because=lambda rays: because,
        describe=common.rays_in_words,
        smaller=rays_module.smaller_rays,
        budget=600,
    )


_HULL_BECAUSE = "Every segment between the directions meets the nonnegative orthant, and the rays are not polarized"


CLAIM_OF_SECTION_4_2_HULL = claim(
    "section-4.2.hull",
    "section 4.2",
    exactly_if(
        "literal",
        "A menu (the direction 0 standing for {eta}) is of polarized rays as printed exactly if all segments "
        "between two directions, equal ones included, meet the nonnegative orthant",
        lambda rays: _hull(rays, True),
        "printed",
        f"{_HULL_BECAUSE} as printed, for some direction does not have both signs.",
    ),
    exactly_if(
        BESIDE,
        "Rays (beside the endowment) are polarized exactly if all segments between different ones, and those to 0, "
        "meet the nonnegative orthant",
        lambda rays: _hull(rays, False),
        "beside endowment",
        f"{_HULL_BECAUSE}, for one of them has only one sign.",
    ),
    exactly_if(
        "rays of both signs",
        "Rays of both signs are polarized exactly if all segments between different ones meet the nonnegative orthant",
        lambda rays: _hull(rays, False),
        "beside endowment",
        "One of the two holds without the other.",
        mixed=True,
    ),
)

CLAIM_OF_LEMMA_5 = claim(
    "lemma-5",
    "section 4.2, Lemma 5",
    exactly_if(
        "literal",
        "A menu (the direction 0 standing for {eta}) is of polarized rays as printed exactly if "
        "min {c.k' : c >= 0, c.k'' <= 0} >= 0 for all k' != k'' other than {eta}",
        _programs,
        "printed",
        "All minima are nonnegative, and the menu is not of polarized rays as printed: {eta} is no ray of both signs.",
    ),
    exactly_if(
        BESIDE,
        "Rays (beside the endowment) are polarized exactly if all minima are nonnegative",
        _programs,
        "beside endowment",
        "All minima are nonnegative (a single ray has none to compare), and a ray has only one sign.",
    ),
    exactly_if(
        "second condition alone",
        "The condition on pairs of different rays holds exactly if all minima are nonnegative",
        _programs,
        "pairs",
        "The pair has multipliers with y' = 0, and the minimum in the other order is negative: the proof takes "
        "y' > 0 without loss of generality, but the condition of the lemma is on both orders.",
    ),
    exactly_if(
        "rays of both signs",
        "Rays of both signs are polarized exactly if all minima are nonnegative",
        _programs,
        "beside endowment",
        "One of the two holds without the other.",
        mixed=True,
    ),
)

CLAIMS = [CLAIM_OF_SECTION_4_2_HULL, CLAIM_OF_LEMMA_5]
