"""LY, section 4, Remark 1: an extreme ray may give a redundant inequality."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact import cones
from exact.linear import LinearSystem, Optimal, optimum
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.cone_facts import extreme
from proofs.claims.families.cone_generators import no_lines
from proofs.claims.families.lang_yang import at_most, claim
from proofs.claims.families.matrices import PolyhedronCase, ProjectionCase


def projection_of(case: PolyhedronCase) -> ProjectionCase:
    """The matrix [A1; A2] of Z, whose cone (15) is P."""
    rows = (*case.equations, *case.inequalities)
    return ProjectionCase(tuple(row[: case.hidden] for row in rows), len(case.equations))


def inequality_of(case: PolyhedronCase, ray: Sequence[int]) -> tuple[list[int], Fraction]:
    """The inequality (16) that a vector of P gives: coefficients of y, and the bound."""
    rows = (*case.equations, *case.inequalities)
    sums = [sum(m * row[k] for m, row in zip(ray, rows, strict=True)) for k in range(len(rows[0]))]
    return sums[case.hidden : -1], Fraction(sums[-1])


def implied(case: PolyhedronCase, ray: tuple[int, ...]) -> tuple[Verdict, Fraction]:
    """The greatest left side of the ray's inequality under those of the other rays, and its bound."""
    others = [other for other in cones.generators(projection_of(case).cone).rays if other != ray]
    row, bound = inequality_of(case, ray)
    system = LinearSystem.make(len(row), at_most=[inequality_of(case, other) for other in others])
    return optimum(system, row), bound


def some_ray_is_redundant(case: PolyhedronCase) -> Part:
    """P is pointed, and an extreme ray's inequality follows from those of the others."""
    projection = projection_of(case)
    yield from no_lines(projection)
    for ray in cones.generators(projection.cone).rays:
        found, bound = implied(case, ray)
        if isinstance(found.statement, Optimal) and found.statement.value <= bound:
            yield from extreme(projection.cone, ray)
            yield found
            yield at_most([(found.statement.value, bound)], "the greatest left side under the other inequalities")
            return
    yield at_most([(1, 0)], "the least number of inequalities that are needed, less the number of extreme rays, plus 1")


def loose_ceiling() -> PolyhedronCase:
    """The system F of (8) for one object and two agents with one type each: single ceilings 1, and 2 in all."""
    equations = ((1, 0, -1, 0, 0), (0, 1, 0, -1, 0))
    ceilings = ((1, 0, 0, 0, 1), (0, 1, 0, 0, 1), (1, 1, 0, 0, 2))
    floors = ((-1, 0, 0, 0, 0), (0, -1, 0, 0, 0))
    return PolyhedronCase(equations, (*ceilings, *floors), 2, (Fraction(0), Fraction(0)))


REDUNDANT = claim(
    "section-4.remark-1.redundant",
    "section 4, Remark 1",
    "an extreme ray may give a redundant inequality",
    Reading(
        wording="In some polyhedron Z with a pointed cone P an extreme ray of P gives an inequality (16) that follows "
        "from those of the other extreme rays.",
        conclusion=some_ray_is_redundant,
        families=(
            Family(
                "the system F of (8) for one object and two agents with one type each, who get at most 1 and 2 in all",
                lambda seed: iter((loose_ceiling(),)),
            ),
        ),
        because=lambda case: "every extreme ray gives an inequality that the others do not imply",
        describe=PolyhedronCase.words,
    ),
)


CLAIMS = [REDUNDANT]
