"""LY, Theorems 1 and 2(2): bihierarchies with binary types make Condition A sufficient."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.claims.claim import Family
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.lang_yang_stated import (
    condition_complete,
    is_bihierarchy,
    stated_problem,
    types_at_most,
)
from proofs.claims.families.structure_classes import (
    binary_bihierarchy,
    class_of_problems,
    crosses,
    of_structure,
    one_uncertain_agent,
    only_pairs,
    small_structures,
    sufficiency,
)
from proofs.reduced_form.problem.problems import Problem


def crossing_bihierarchies(seed: int) -> Iterator[Problem]:
    """All bihierarchies with crossing sets, with ceilings 1 or 2 for these sets and 1 for single cells."""
    for given in filter(crosses, small_structures(families.is_bihierarchy, 2)(seed)):
        yield from families.quota_systems(given, pairs=((0, 1), (0, 2)))


THEOREM_2_2_SUFFICIENCY = claim(
    "theorem-2.2.sufficiency",
    "Theorems 1 and 2(2)",
    "bihierarchies with binary types make Condition A sufficient",
    sufficiency(
        "A",
        of_structure(binary_bihierarchy),
        wording="If G is a bihierarchy and every agent has at most two types, an interim rule is implementable if "
        "and only if Condition A holds.",
        families=(
            Family(
                "all bihierarchies with crossing sets on 3 x 1, 1 x 2 and 2 x 2 cells, at most two types each, "
                "ceilings 1 or 2 for these sets and 1 for single cells",
                crossing_bihierarchies,
            ),
            *class_of_problems(families.is_bihierarchy, 2, "bihierarchies"),
        ),
        budget=1600,
        stated=stated_problem([is_bihierarchy(), types_at_most(2)], [condition_complete("A")]),
    ),
    sufficiency(
        "A",
        of_structure(one_uncertain_agent),
        name="sets of two cells, one agent with two types",
        wording="The same if the sets have at most two cells and only one agent has two types.",
        families=class_of_problems(only_pairs, 2, "bihierarchies of pairs of cells"),
        budget=400,
    ),
    rests_on=("theorem-1", "theorem-2.2"),
)


CLAIMS = [THEOREM_2_2_SUFFICIENCY]
