"""Projection cones, and whether vectors with entries -1, 0, 1 generate them (LY, section 4).

Cones have finitely many generators up to positive scaling, which LY leave out of the wording; here "is a vector with
entries -1, 0, 1" and "is listed" are read up to positive scaling throughout. Shared by Lemma 3, Remarks 1 to 3 and what
appendix A.6 says of multiples of extreme rays.
"""

from __future__ import annotations

from exact.linear import Coefficients, LinearSystem, feasibility
from exact.unimodular import total_unimodularity
from proofs.claims.claim import Expected, Family, Part, Reading
from proofs.claims.cone_facts import generated, generating_set, sign_vectors, words
from proofs.claims.families import matrices as fm
from proofs.claims.families.matrices import ProjectionCase

SHAPES = ((1, 1), (2, 1), (1, 2), (3, 1), (2, 2), (3, 2))


PROJECTIONS = (
    Family(
        "all cones (15) of matrices with entries -1, 0, 1 of at most 3 multipliers and 2 equations, or 1 and 3",
        lambda seed: fm.projection_cases(SHAPES[:5]),
    ),
    Family(
        "random cones (15), most of a totally unimodular matrix, at most 5 multipliers and 4 equations",
        fm.random_projections,
        endless=True,
    ),
)


def unimodular_cone(case: ProjectionCase) -> Part:
    yield total_unimodularity(case.matrix)


def generated_by_signs(case: ProjectionCase) -> Part:
    """Every generator is a nonnegative combination of the vectors of the cone with entries -1, 0, 1."""
    vectors = sign_vectors(case.cone)
    for target in generating_set(case.cone):
        yield generated(vectors, target)


def not_generated(case: ProjectionCase) -> str:
    return (
        "the matrix is totally unimodular, but a vector of the cone is no nonnegative combination of the vectors in "
        f"it with entries -1, 0, 1, which are {', '.join(map(words, sign_vectors(case.cone))) or 'none but 0'}"
    )


def generation(wording: str) -> Reading:
    return Reading(
        wording=wording,
        hypothesis=unimodular_cone,
        conclusion=generated_by_signs,
        families=PROJECTIONS,
        because=not_generated,
        describe=ProjectionCase.words,
        smaller=fm.smaller_projections,
        budget=420,
    )


def no_lines(case: ProjectionCase) -> Part:
    """P is pointed: no vector other than 0 makes all its inequalities equations."""
    size = len(case.rows)
    units = [[int(k == place) for k in range(size)] for place in range(size)]
    no_line: list[tuple[Coefficients, int]] = [(column, 0) for column in zip(*case.rows, strict=True)]
    no_line += [(units[k], 0) for k in range(case.free, size)]
    for unit in units[: case.free]:
        yield Expected(feasibility(LinearSystem.make(case.names, equal=[*no_line, (unit, 1)])), holds=False)
