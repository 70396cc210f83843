"""LY, section 3.3: 14 integral extreme points."""

from __future__ import annotations

import itertools
from fractions import Fraction

from exact import polyhedra
from proofs.claims.claim import Part, Reading
from proofs.claims.families.ceilings_example import EXAMPLE
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.problems import described_problem
from proofs.reduced_form.conditions.polytope import described, quota_polytope
from proofs.reduced_form.problem.problems import Problem


def fourteen(problem: Problem) -> Part:
    points = polyhedra.hull(quota_polytope(problem)).points
    named = [(0, 0, 0), (2, 2, 2), (3, 1, 0), (3, 0, 0)]
    listed = {tuple(map(Fraction, p)) for base in named for p in itertools.permutations(base)}
    yield equal([(len(points), 14)], "the number of extreme points")
    yield equal(
        [(len(listed - {tuple(point) for point in points}), 0)], "the number of named points that are not extreme"
    )
    yield equal(((entry.denominator, 1) for point in points for entry in point), "the denominators of their entries")
    yield described(problem)


VERTICES = claim(
    "section-3.3.vertices",
    "section 3.3",
    "14 integral extreme points",
    Reading(
        wording="The system of the example has 14 extreme points, all integral, among them (0, 0, 0), (2, 2, 2) "
        "and the permutations of (3, 1, 0) and (3, 0, 0).",
        conclusion=fourteen,
        families=(EXAMPLE,),
        because=lambda problem: "the extreme points are others",
        describe=described_problem,
    ),
)


CLAIMS = [VERTICES]
