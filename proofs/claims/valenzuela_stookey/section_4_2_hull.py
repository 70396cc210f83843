"""VS, section 4.2, before Lemma 5: polarized exactly if segments between directions meet the orthant."""

from __future__ import annotations

import itertools
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Expected
from proofs.claims.families.polarized_rays import RAYS, exactly_if
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import BESIDE, claim
from proofs.claims.stating import Formula, Term, at_most_row, each, equal_row, every, feasible, operation, system


def hull_meets(one: Any, two: Any) -> Verdict:
    """Some point of the segment between the directions is nonnegative."""
    rows = [([-a, -b], 0) for a, b in zip(one, two, strict=True)]
    return feasibility(LinearSystem.make(["t'", "t''"], at_most=rows, equal=[([1, 1], 1)], lower=0))


def segment_meets(one: Term, two: Term) -> Formula:
    """`hull_meets` as data: t' one + t'' two >= 0 for some t', t'' >= 0 with t' + t'' = 1."""
    coordinates = operation("transposed", [one, two])
    negative = each("row", coordinates, lambda row: at_most_row(operation("times", -1, row), 0))
    return feasible(system(["t'", "t''"], operation("joined", negative, [equal_row([1, 1], 1)]), 0, None))


ALL_SEGMENTS = every("d", RAYS, lambda one: every("e", RAYS, lambda two: segment_meets(one, two)))
DIFFERENT = every("pair", operation("pairs", RAYS), lambda pair: segment_meets(pair[0], pair[1]))


def _hull(rays: Rays, itself: bool) -> list[Expected]:
    pairs = itertools.combinations_with_replacement if itself else itertools.combinations
    return [Expected(hull_meets(*pair)) for pair in pairs(rays, 2)]


_HULL_BECAUSE = "Every segment between the directions meets the nonnegative orthant, and the rays are not polarized"

HULL = claim(
    "section-4.2.hull",
    "section 4.2",
    "polarized exactly if segments between directions meet the orthant",
    exactly_if(
        "literal",
        "A menu (the direction 0 standing for {eta}) is of polarized rays as printed exactly if all segments "
        "between two directions, equal ones included, meet the nonnegative orthant",
        lambda rays: _hull(rays, True),
        "printed",
        f"{_HULL_BECAUSE} as printed, for some direction does not have both signs.",
        same=ALL_SEGMENTS,
    ),
    exactly_if(
        BESIDE,
        "Rays (beside the endowment) are polarized exactly if all segments between different ones, and those to 0, "
        "meet the nonnegative orthant",
        lambda rays: _hull(rays, False),
        "beside endowment",
        f"{_HULL_BECAUSE}, for one of them has only one sign.",
        same=DIFFERENT,
    ),
    exactly_if(
        "rays of both signs",
        "Rays of both signs are polarized exactly if all segments between different ones meet the nonnegative orthant",
        lambda rays: _hull(rays, False),
        "beside endowment",
        "One of the two holds without the other.",
        mixed=True,
    ),
    # The definition of polarized rays, which nothing satisfies as printed, is looked at in that claim.
    rests_on=("definition.disjoint-negatives",),
)

CLAIMS = [HULL]
