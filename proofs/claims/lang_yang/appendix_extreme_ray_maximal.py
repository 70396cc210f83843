"""LY, appendix A.6, before Lemma 12: x is an extreme ray iff its active set is maximal."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from exact import cones
from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, feasibility
from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import member, nonzero, not_extreme, rows_in_words, slack_rows, some, stated, words
from proofs.claims.families import matrices as fm
from proofs.claims.families import stated_rays as said
from proofs.claims.families.lang_yang import claim
from proofs.claims.families.row_cones import RowCone, pointed, row_cones
from proofs.claims.stating import (
    Formula,
    Stated,
    Term,
    at_most_row,
    defined,
    each,
    equal_row,
    feasible,
    operation,
    positions,
    system,
)
from proofs.claims.stating import some as some_of


@dataclass(frozen=True)
class ConePoint(Displayed):
    """A cone {x : M x <= 0} and a point."""

    rows: fm.Rows
    point: tuple[int, ...]

    @property
    def cone(self) -> Cone:
        return RowCone(self.rows).cone

    def words(self) -> str:
        return f"M = {rows_in_words(self.rows)}, x = {words(self.point)}"


def more_binding(case: ConePoint) -> Iterator[LinearSystem]:
    """Systems: some x' of P with all of x's binding rows and a further one binding, but not all rows."""
    slack = slack_rows(case.cone, case.point)
    for extra, loose in itertools.permutations(slack, 2):
        equations: list[tuple[Coefficients, int]] = [
            (row, 0) for k, row in enumerate(case.rows) if k not in slack or k == extra
        ]
        equations.append((case.rows[loose], -1))
        limits: list[tuple[Coefficients, int]] = [(row, 0) for row in case.rows]
        yield LinearSystem.make(len(case.point), at_most=limits, equal=equations)


@cache
def maximal(case: ConePoint) -> tuple[tuple[Verdict, ...], bool]:
    """What shows that x's active set is maximal (every system infeasible), or is not (one of them is feasible)."""
    systems = list(more_binding(case))
    if not systems:
        return (), True
    before, last = some(map(feasibility, systems))
    return ((last,), False) if last.holds else ((*before, last), True)


def maximal_hypothesis(case: ConePoint) -> Part:
    yield from pointed(RowCone(case.rows))
    yield member(case.cone, case.point)
    yield from map(stated, maximal(case)[0])


def extreme_as_maximal(case: ConePoint) -> Part:
    """If the active set is maximal, x is not 0 and has no rival; if not, x has a rival."""
    rival = not_extreme(case.cone, case.point) if slack_rows(case.cone, case.point) else None
    if maximal(case)[1]:
        yield nonzero(case.point)
        if rival is not None:
            yield Expected(rival, holds=False)
    else:
        yield rival if rival is not None else member(case.cone, [-e for e in case.point])


def cone_points(seed: int, nonzero: bool) -> Iterator[ConePoint]:
    for case in row_cones(seed):
        for point in itertools.product(range(-1, 2), repeat=len(case.rows[0])):
            if (any(point) or not nonzero) and cones.contains(case.cone, point):
                yield ConePoint(case.rows, point)


def random_cone_points(seed: int) -> Iterator[ConePoint]:
    """Rays, sums of two rays, and other points of random pointed cones."""
    draw = random.Random(seed)
    for rows in fm.random_matrices(seed, 6, 3, (-2, -1, 0, 1, 2)):
        found = cones.generators(RowCone(rows).cone)
        if found.lines or not found.rays:
            continue
        first, second = draw.choice(found.rays), draw.choice(found.rays)
        yield ConePoint(rows, first)
        yield ConePoint(rows, tuple(map(sum, zip(first, second, strict=True))))


@defined("some point of P has a strictly larger set of active inequalities than {0}, but not all of them")
def is_surpassed(x: Term) -> Formula:
    """All of x's active inequalities are active there and a further one is, while another one is slack."""

    def rival(extra: Term, loose: Term) -> Term:
        equations = each(
            "row", operation("joined", said.active(x), operation("list", extra)), lambda row: equal_row(row, 0)
        )
        limits = each("row", said.M, lambda row: at_most_row(row, 0))
        rows = operation("joined", operation("joined", equations, [equal_row(loose, -1)]), limits)
        return system(positions(x), rows)

    return some_of(
        "one", said.slack(x), lambda one: some_of("other", said.slack(x), lambda other: feasible(rival(one, other)))
    )


STATED = Stated(
    sorts={"M": "vectors", "x": "vector"},
    instances=lambda case: {"M": [list(row) for row in case.rows], "x": list(case.point)},
    hypothesis=[said.is_pointed(), said.in_p(said.X)],
    conclusion=[said.is_extreme(said.X).iff(~is_surpassed(said.X))],
)


def extreme_reading(name: str, wording: str, nonzero: bool) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=maximal_hypothesis,
        conclusion=extreme_as_maximal,
        families=(
            Family(
                "points with entries -1, 0, 1 of the cones of matrices with entries -1, 0, 1 up to 3 x 2 and 2 x 3",
                lambda seed: cone_points(seed, nonzero),
            ),
            Family("rays of random cones and their sums", random_cone_points, endless=True),
        ),
        because=lambda case: (
            "all inequalities are active at x = 0, so no other point has more of them active, yet 0 is no extreme ray"
            if not any(case.point)
            else "maximality of the active set and extremality disagree"
        ),
        describe=ConePoint.words,
        budget=700,
        stated=None if nonzero else STATED,
    )


EXTREME_MAXIMAL = claim(
    "appendix.extreme-ray-maximal",
    "appendix A.6, before Lemma 12",
    "x is an extreme ray iff its active set is maximal",
    extreme_reading(
        LITERAL,
        "A point x of a pointed cone P = {x : M x <= 0} is an extreme ray if and only if no other point of P has a "
        "strictly larger set of active inequalities that is not all of them.",
        False,
    ),
    extreme_reading("x is not 0", "The same for x other than 0.", True),
)


CLAIMS = [EXTREME_MAXIMAL]
