"""LY, appendix A.3, proof of Theorem 2: two laminar families, balanced matrices, and sums along cycles.

* `appendix.two-laminars` (appendix A.3, proof of Theorem 2(1)): two laminar families are totally unimodular
* `appendix.camion` (appendix A.3, proof of Theorem 2(2)(a)): two nonzeros a column: totally unimodular iff balanced
* `appendix.cycle-is-even` (appendix A.3, proof of Theorem 2(2)(a)): the sum of the entries along a cycle is a
  multiple of four (Theorem 2)
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from exact.matrices import Matrix
from exact.set_systems import hierarchy
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from proofs.claims.claim import LITERAL, Family, Reading
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.lang_yang_appendix_proofs import (
    cycles,
    market_cycles,
    standard,
)
from proofs.claims.families.lang_yang_appendix_steps import characterization, cycle_sums, lines_of, with_violators
from proofs.reduced_form.problem.structures import ImplementationStructure


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


def two_in_each(square: list[list[int]]) -> bool:
    """Whether every row and every column has exactly two nonzero entries."""
    return all(sum(map(bool, line)) == 2 for line in lines_of(square))


CAMION = characterization(
    "appendix.camion",
    "appendix A.3, proof of Theorem 2(2)(a)",
    "two nonzeros a column: totally unimodular iff balanced",
    "A matrix with entries -1, 0, 1 and at most two nonzero entries in each column is totally unimodular if and only "
    "if it is balanced: in every square submatrix with exactly two nonzero entries per row and per column the sum of "
    "the entries is a multiple of four.",
    two_in_each,
    "two nonzero entries in each row and column",
    2,
)


def small_markets() -> Iterator[ImplementationStructure]:
    return (ly.canonical(n, m, [2] * n) for n, m in ((2, 2), (3, 2)))


CYCLE_EVEN = cycle_sums(
    "appendix.cycle-is-even",
    "appendix A.3, proof of Theorem 2(2)(a)",
    "the sum of the entries along a cycle is a multiple of four (Theorem 2)",
    (
        LITERAL,
        "In a bihierarchy with standard constraints and binary types the sum of the entries along every cycle of [B; "
        "C] with two ones in every row and column is a multiple of four.",
        Family(
            "cycles of the canonical 2 x 2, 2 x 3 and 3 x 2 markets with binary types, violators and short ones",
            with_violators(small_markets, market_cycles),
        ),
    ),
    (
        "two agents and two objects",
        "The same for the canonical market with two agents and two objects.",
        Family("short cycles of the canonical 2 x 2 market", lambda seed: cycles(ly.canonical(2, 2, [2, 2]), 9, 120)),
    ),
    hypothesis=standard,
)

CLAIMS = [TWO_LAMINARS, CAMION, CYCLE_EVEN]
