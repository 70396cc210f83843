"""LY, appendix A.3, proof of Theorem 2(2)(a): the index changes along a cycle.

* `appendix.even-changes-objects`: the number of index changes on N x A along a cycle is even
* `appendix.even-changes-types`: the number of index changes on T along a cycle is even
"""

from __future__ import annotations

from exact.matrices import Matrix, Name
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Family, Part, Reading
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.stated_cycles import STANDARD, divisible, number_of_rows, stated_cycle
from proofs.claims.families.structure_cycles import Cycle, market_cycles, standard


def parity(name: str, title: str, wording: str, which: str, what: str) -> Claim:
    return claim(
        name,
        "appendix A.3, proof of Theorem 2(2)(a)",
        title,
        Reading(
            wording=wording,
            hypothesis=standard,
            conclusion=lambda case: even(case.changes(which), what),
            families=(
                Family("short cycles of the canonical 2 x 2, 2 x 3 and 3 x 2 markets, binary types", market_cycles),
            ),
            because=lambda case: (
                f"the cycle has {case.changes(which)} changes {what}, an odd number: their matrix, with ones at the "
                "places before and after each, has determinant 2"
            ),
            describe=Cycle.words,
            budget=180,
            stated=stated_cycle(STANDARD, [divisible(number_of_rows(which), 2)]),
        ),
    )


def circulant(length: int, name: str) -> Verdict:
    """The changes as LY's Table 2 shows them, a row for each, ones at the places before and after it: unimodular?"""
    names = [f"change {k + 1} {name}" for k in range(length)]
    places = [f"place {k + 1}" for k in range(length)]
    entries: dict[tuple[Name, Name], int] = {}
    for k, row in enumerate(names):
        entries[row, places[k]] = entries[row, places[(k + 1) % length]] = 1
    return total_unimodularity(Matrix.sparse(names, places, entries))


def even(count: int, name: str) -> Part:
    """The count is even; from three changes on also as the matrix of the cycle of changes, unimodular if even."""
    if count > 2:
        yield circulant(count, name)
    yield equal([(count % 2, 0)], f"the number of changes {name} ({count}) modulo 2")


EVEN_OBJECTS = parity(
    "appendix.even-changes-objects",
    "the number of index changes on N x A along a cycle is even",
    "In a bihierarchy with standard constraints and binary types the number of index changes on N x A along a cycle of "
    "[B; C] with two ones in every row and column is even.",
    "g",
    "on N x A",
)


EVEN_TYPES = parity(
    "appendix.even-changes-types",
    "the number of index changes on T along a cycle is even",
    "In a bihierarchy with standard constraints and binary types the number of index changes on T along such a cycle "
    "is even.",
    "f",
    "on T",
)


CLAIMS = [EVEN_OBJECTS, EVEN_TYPES]
