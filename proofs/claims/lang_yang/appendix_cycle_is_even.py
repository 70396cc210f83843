"""LY, appendix A.3, proof of Theorem 2(2)(a): the sum of the entries along a cycle is a multiple of four."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.claims.claim import LITERAL, Family
from proofs.claims.families import problems as ly
from proofs.claims.families.stated_cycles import STANDARD, divisible, stated_cycle, sum_of_entries
from proofs.claims.families.structure_cycles import cycle_sums, cycles, market_cycles, standard, with_violators
from proofs.reduced_form.problem.structures import ImplementationStructure


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
    stated=stated_cycle(STANDARD, [divisible(sum_of_entries(), 4)]),
    rests_on=("appendix.even-changes-objects", "appendix.even-changes-types"),
)


CLAIMS = [CYCLE_EVEN]
