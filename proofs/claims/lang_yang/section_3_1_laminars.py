"""LY, section 3.1, before Theorem 2: hierarchies: B and C are laminars; bihierarchies: three laminars."""

from __future__ import annotations

from exact.matrices import Matrix, Name
from exact.set_systems import bihierarchy, hierarchy
from proofs.claims.claim import Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim, is_bihierarchy, is_hierarchy
from proofs.claims.families.problems import shown, smaller_structures
from proofs.claims.families.structure_classes import class_of_structures
from proofs.reduced_form.problem.structures import ImplementationStructure, structure_incidence_b, structure_incidence_c


def rows_as_sets(matrix: Matrix) -> list[frozenset[Name]]:
    """Each row as the set of the columns of its ones; a column is a cell and a profile, in one."""
    named = [_column(name) for name in matrix.columns]
    return [frozenset(named[place] for place, _ in line) for line in matrix.entries]


def _column(name: Name) -> tuple[str, ...]:
    assert isinstance(name, tuple)
    _, cell, profile = name
    return (*cell, "at", *profile)


def laminar_rows(given: ImplementationStructure) -> Part:
    """The rows of B are laminar; those of C are laminar for a hierarchy, and two laminars for a bihierarchy."""
    yield hierarchy(rows_as_sets(structure_incidence_b(given)))
    own = list(dict.fromkeys(rows_as_sets(structure_incidence_c(given))))
    yield hierarchy(own) if is_hierarchy(given) else bihierarchy(own)


LAMINARS = claim(
    "section-3.1.laminars",
    "section 3.1, before Theorem 2",
    "hierarchies: B and C are laminars; bihierarchies: three laminars",
    Reading(
        wording="If G is a hierarchy, the rows of B and those of C are a laminar family each; if it is a bihierarchy, "
        "those of C are two and those of B are one.",
        hypothesis=lambda given: [is_bihierarchy(given)],
        conclusion=laminar_rows,
        families=class_of_structures(families.is_bihierarchy, 2, "bihierarchies"),
        because=lambda given: "rows cross that should not",
        describe=shown,
        smaller=smaller_structures,
        budget=150,
    ),
)


CLAIMS = [LAMINARS]
