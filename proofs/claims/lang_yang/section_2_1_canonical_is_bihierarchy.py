"""LY, section 2.1: canonical assignments are bihierarchies."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from proofs.claims.claim import Family, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim, is_bihierarchy, is_canonical
from proofs.claims.families.problems import shown
from proofs.reduced_form.problem.structures import ImplementationStructure


def canonical_structures(seed: int) -> Iterator[ImplementationStructure]:
    """Rows, columns and up to two further sets; 1 x 2 to 3 x 2 cells, one type each."""
    for most in range(3):
        for agents, objects in ((1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2)):
            sets = [mask for mask in range(1, 1 << agents * objects) if mask.bit_count() > 1]
            seen = set()
            for extra in itertools.combinations(sets, most):
                given = families.canonical(agents, objects, [1] * agents, extra)
                key = frozenset(given.sets)
                if key not in seen and len(given.sets) >= most:
                    seen.add(key)
                    yield given


CANONICAL = Family(
    "all rows and columns with up to two further sets, on 1 x 2 to 3 x 2 cells, one type each", canonical_structures
)


CANONICAL_IS_BIHIERARCHY = claim(
    "section-2.1.canonical-is-bihierarchy",
    "section 2.1",
    "canonical assignments are bihierarchies",
    Reading(
        wording="A canonical two-sided constraint structure, one that contains all rows {i} x A and all columns "
        "N x {j}, is a bihierarchy.",
        hypothesis=lambda given: [is_canonical(given)],
        conclusion=lambda given: [is_bihierarchy(given)],
        families=(CANONICAL,),
        because=lambda given: (
            "the structure contains all rows and all columns and more: three of its sets cross "
            "each other, so they cannot be split between two hierarchies"
        ),
        describe=shown,
        smaller=families.smaller_structures,
        budget=400,
        stated=said.stated_structure([said.is_canonical()], [said.is_bihierarchy()]),
    ),
    Reading(
        name="rows, columns and single cells only",
        wording="The structure that consists of all rows, all columns and all single cells is a bihierarchy.",
        hypothesis=lambda given: [is_canonical(given)],
        conclusion=lambda given: [is_bihierarchy(given)],
        families=(
            Family(
                "all canonical structures without further sets on up to 4 agents, 5 objects, 2 types",
                lambda seed: families.canonical_markets(4, 5, 2),
            ),
            Family(
                "all canonical structures without further sets on up to 5 agents, 6 objects, one type each",
                lambda seed: families.canonical_markets(5, 6, 1),
            ),
        ),
        because=lambda given: "three of the sets cross each other",
        describe=shown,
        budget=400,
    ),
)


CLAIMS = [CANONICAL_IS_BIHIERARCHY]
