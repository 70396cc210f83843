"""LY, section 4, Lemma 2: projection by generators of the projection cone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from exact.linear import LinearSystem, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Reading
from proofs.claims.cone_facts import generating_set, stated, stated_if
from proofs.claims.families import matrices as fm
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.matrices import PolyhedronCase, ProjectionCase


def inside_z(case: PolyhedronCase) -> Verdict:
    """Whether some x has (x, y) in Z, with y put into the right-hand sides."""

    def rest(row: tuple[Any, ...]) -> tuple[list[int], Fraction]:
        *entries, bound = row
        shift = sum((b * y for b, y in zip(entries[case.hidden :], case.point, strict=True)), Fraction(0))
        return entries[: case.hidden], bound - shift

    equal_rows, rows = map(rest, case.equations), map(rest, case.inequalities)
    return feasibility(LinearSystem.make(case.hidden, at_most=rows, equal=equal_rows))


def inside_projection(case: PolyhedronCase) -> Verdict:
    """Whether y satisfies (16), with the rays and both directions of the lines of P as generators."""
    multipliers = ProjectionCase(
        tuple(row[: case.hidden] for row in (*case.equations, *case.inequalities)) or ((0,) * case.hidden,),
        len(case.equations),
    )
    listed = (*case.equations, *case.inequalities)
    rows = []
    for vector in generating_set(multipliers.cone) if listed else []:
        sums = [sum(m * row[k] for m, row in zip(vector, listed, strict=True)) for k in range(len(listed[0]))]
        rows.append((sums[case.hidden : -1], sums[-1]))
    return feasibility(LinearSystem.make(len(case.point), at_most=rows, lower=case.point, upper=case.point))


def smaller_polyhedra(case: PolyhedronCase) -> Iterator[PolyhedronCase]:
    for k in range(len(case.equations)):
        yield replace(case, equations=case.equations[:k] + case.equations[k + 1 :])
    for k in range(len(case.inequalities)):
        yield replace(case, inequalities=case.inequalities[:k] + case.inequalities[k + 1 :])


LEMMA_2 = claim(
    "lemma-2",
    "section 4, Lemma 2",
    "projection by generators of the projection cone",
    Reading(
        wording="Let P be the projection cone (15) of the polyhedron Z of (13) and P^ a finite set of generators of P. "
        "A point y is the projection of a point of Z if and only if it satisfies (16) for every (f, g) in P^.",
        hypothesis=lambda case: [stated(inside_projection(case))],
        conclusion=lambda case: [stated_if(inside_z(case), bool(inside_projection(case)))],
        families=(
            Family(
                "all Z with one x, one y and at most one equation or two inequalities with entries -1, 0, 1; y = 0",
                fm.polyhedra,
            ),
            Family("random Z with at most 3 x, 2 y, 2 equations and 4 inequalities", fm.random_polyhedra, endless=True),
        ),
        because=lambda case: "the inequalities of the generators and the polyhedron itself disagree about y",
        describe=PolyhedronCase.words,
        smaller=smaller_polyhedra,
        budget=560,
    ),
)


CLAIMS = [LEMMA_2]
