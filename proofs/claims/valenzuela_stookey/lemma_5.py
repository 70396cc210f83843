"""VS, Lemma 5: polarized exactly if no type gains by two directions."""

from __future__ import annotations

import itertools
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Expected
from proofs.claims.families.polarized_rays import RAYS, exactly_if
from proofs.claims.families.rays import Rays
from proofs.claims.families.valenzuela_stookey import BESIDE, claim, never
from proofs.claims.stating import Formula, Term, at_most_row, every, feasible, operation, some, system


def tempts(one: Any, two: Any) -> Verdict:
    """Some c >= 0 has c . k'' <= 0 and c . k' < 0 (scaled to <= -1), so that the minimum in Lemma 5 is negative."""
    return feasibility(LinearSystem.make(len(one), at_most=[(two, 0), (one, -1)], lower=0))


def tempting(one: Term, two: Term) -> Formula:
    """`tempts` as data: some c >= 0 has c . two <= 0 and c . one <= -1."""
    rows = [at_most_row(two, 0), at_most_row(one, -1)]
    return feasible(system(operation("positions", one), rows, 0, None))


MINIMA = every(
    "pair",
    operation("pairs", RAYS),
    lambda pair: ~some("step", pair[1], lambda step: ~step.equals(0)) | ~tempting(pair[0], pair[1]),
)
"""min {c.k' : c >= 0, c.k'' <= 0} >= 0 for all k' and k'' at different places of the list, k'' not 0."""


def _programs(rays: Rays) -> list[Expected]:
    pairs = itertools.permutations(rays, 2)
    return [never(tempts(one, two)) for one, two in pairs if any(two)]


LEMMA_5 = claim(
    "lemma-5",
    "section 4.2, Lemma 5",
    "polarized exactly if no type gains by two directions",
    exactly_if(
        "literal",
        "A menu (the direction 0 standing for {eta}) is of polarized rays as printed exactly if "
        "min {c.k' : c >= 0, c.k'' <= 0} >= 0 for all k' != k'' other than {eta}",
        _programs,
        "printed",
        "All minima are nonnegative, and the menu is not of polarized rays as printed: {eta} is no ray of both signs.",
        same=MINIMA,
    ),
    exactly_if(
        BESIDE,
        "Rays (beside the endowment) are polarized exactly if all minima are nonnegative",
        _programs,
        "beside endowment",
        "All minima are nonnegative (a single ray has none to compare), and a ray has only one sign.",
        same=MINIMA,
    ),
    exactly_if(
        "second condition alone",
        "The condition on pairs of different rays holds exactly if all minima are nonnegative",
        _programs,
        "pairs",
        "The pair has multipliers with y' = 0, and the minimum in the other order is negative: the proof takes "
        "y' > 0 without loss of generality, but the condition of the lemma is on both orders.",
        same=MINIMA,
    ),
    exactly_if(
        "rays of both signs",
        "Rays of both signs are polarized exactly if all minima are nonnegative",
        _programs,
        "beside endowment",
        "One of the two holds without the other.",
        mixed=True,
    ),
    # The definition of polarized rays, which nothing satisfies as printed, is looked at in that claim.
    rests_on=("definition.disjoint-negatives", "claim-5.farkas"),
)

CLAIMS = [LEMMA_5]
