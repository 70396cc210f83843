"""LY, appendix A.3, proof of Theorem 2(1): two laminar families are totally unimodular."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from exact.matrices import Matrix
from exact.set_systems import hierarchy
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from proofs.claims.claim import Family, Reading
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import claim


@dataclass(frozen=True)
class TwoFamilies(Displayed):
    """Two families of sets of elements, by masks."""

    elements: int
    first: tuple[int, ...]
    second: tuple[int, ...]

    def matrix(self) -> Matrix:
        """A row for each set of either family."""
        rows = [[mask >> k & 1 for k in range(self.elements)] for mask in (*self.first, *self.second)]
        return Matrix.dense(rows, columns=range(self.elements))

    def words(self) -> str:
        def listed(masks: tuple[int, ...]) -> str:
            return ", ".join(
                "{" + ", ".join(str(k + 1) for k in range(self.elements) if m >> k & 1) + "}" for m in masks
            )

        return f"{self.elements} elements; {listed(self.first)}; and {listed(self.second)}"


def members_of(masks: tuple[int, ...]) -> list[frozenset[int]]:
    return [frozenset(k + 1 for k in range(mask.bit_length()) if mask >> k & 1) for mask in masks]


def laminar_pairs(seed: int) -> Iterator[TwoFamilies]:
    """All pairs of laminar families on three elements, then random ones on up to seven; without end."""
    sets = [mask for mask in range(1, 8) if mask.bit_count() > 1]
    listed = [c for size in range(1, 5) for c in itertools.combinations(sets, size) if ly.is_hierarchy(c)]
    for first, second in itertools.combinations_with_replacement(listed, 2):
        yield TwoFamilies(3, first, second)
    draw = random.Random(seed)
    while True:
        size = draw.randint(3, 7)
        chosen = []
        for _ in range(2):
            masks: tuple[int, ...] = ()
            for _ in range(2 * size):
                extra = draw.randrange(1, 1 << size)
                if extra not in masks and ly.is_hierarchy((*masks, extra)):
                    masks = (*masks, extra)
            chosen.append(masks)
        yield TwoFamilies(size, chosen[0], chosen[1])


TWO_LAMINARS = claim(
    "appendix.two-laminars",
    "appendix A.3, proof of Theorem 2(1)",
    "two laminar families are totally unimodular",
    Reading(
        wording="The incidence matrix of the union of two laminar families is totally unimodular (Edmonds).",
        hypothesis=lambda case: [hierarchy(members_of(case.first)), hierarchy(members_of(case.second))],
        conclusion=lambda case: [total_unimodularity(case.matrix())],
        families=(
            Family("all pairs of laminar families on 3 elements, random ones on up to 7", laminar_pairs, endless=True),
        ),
        because=lambda case: "both families are laminar, and the matrix is not totally unimodular",
        describe=TwoFamilies.words,
        budget=250,
    ),
)


CLAIMS = [TWO_LAMINARS]
