"""LY, section 3.1, (12): M(W) is totally unimodular iff M* is."""

from __future__ import annotations

from exact.matrices import Matrix
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Reading
from proofs.claims.cone_facts import stated, stated_if
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.problems import shown, smaller_structures
from proofs.claims.families.structure_classes import class_of_structures
from proofs.reduced_form.problem.structures import (
    ImplementationStructure,
    structure_incidence_b,
    structure_incidence_c,
    structure_projection_matrix,
)


def stacked(given: ImplementationStructure) -> Matrix:
    """M* = [C; B] of (12), the rows of single cells included."""
    c, b = structure_incidence_c(given), structure_incidence_b(given)
    rows = [*c.rows, *b.rows]
    entries = {
        (row, matrix.columns[place]): entry
        for matrix in (c, b)
        for row, line in zip(matrix.rows, matrix.entries, strict=True)
        for place, entry in line
    }
    return Matrix.sparse(rows, c.columns, entries)


def star(given: ImplementationStructure) -> Verdict:
    return total_unimodularity(stacked(given))


M_STAR = claim(
    "section-3.1.m-star",
    "section 3.1, (12)",
    "M(W) is totally unimodular iff M* is",
    Reading(
        wording="M(W) is totally unimodular if and only if M* = [C1; C2; B] is.",
        hypothesis=lambda given: [stated(star(given))],
        conclusion=lambda given: [
            stated_if(total_unimodularity(structure_projection_matrix(given)), bool(star(given)))
        ],
        families=class_of_structures(families.any_family, 2, "structures"),
        because=lambda given: "one of the two matrices is totally unimodular and the other is not",
        describe=shown,
        smaller=smaller_structures,
        budget=120,
    ),
)


CLAIMS = [M_STAR]
