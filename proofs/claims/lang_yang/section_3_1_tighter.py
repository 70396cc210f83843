"""LY, after Theorem 1: Condition A is tighter than its separate parts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.claims.claim import Family, Reading
from proofs.claims.families.lang_yang import at_most, claim
from proofs.claims.families.problems import described_problem
from proofs.claims.families.quota_problems import random_typed
from proofs.reduced_form.facets.listing import valid_inequality
from proofs.reduced_form.facets.summands import inequality
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Coordinate, Problem


@dataclass(frozen=True)
class SignCase(Displayed):
    """A problem and disjoint sets S+ and S- of coordinates."""

    problem: Problem
    plus: tuple[Coordinate, ...]
    minus: tuple[Coordinate, ...]


def sign_cases(seed: int) -> Iterator[SignCase]:
    for number, problem in enumerate(random_typed(seed)):
        if not has_outcome(problem).holds:
            continue
        draw = random.Random(seed + number)
        for _ in range(3):
            signs = [draw.choice((-1, 0, 1)) for _ in problem.coordinates]
            pairs = list(zip(problem.coordinates, signs, strict=True))
            plus = tuple(c for c, sign in pairs if sign > 0)
            yield SignCase(problem, plus, tuple(c for c, sign in pairs if sign < 0))


def right_sides(case: SignCase) -> list[Verdict]:
    """The right sides of Condition A for (S+, S-), (S+, {}) and ({}, S-): valid, and no smaller number is."""
    signs = [dict.fromkeys(case.plus, 1), dict.fromkeys(case.minus, -1)]
    both = {**signs[0], **signs[1]}
    return [
        valid_inequality(case.problem, chosen, inequality(case.problem, chosen).bound(case.problem))
        for chosen in (both, *signs)
    ]


def bounds_of(case: SignCase) -> tuple[Fraction, Fraction, Fraction]:
    both, above, below = (getattr(verdict.statement, "bound", Fraction(0)) for verdict in right_sides(case))
    return both, above, below


def both_sides(case: SignCase) -> tuple[Fraction, Fraction]:
    both, above, below = bounds_of(case)
    return both, above + below


TIGHTER = claim(
    "section-3.1.tighter",
    "after Theorem 1",
    "Condition A is tighter than its separate parts",
    Reading(
        wording="The inequality of Condition A for (S+, S-) is at least as tight as the sum of those for "
        "(S+, {}) and ({}, S-): the left sides agree, and its right side is at most the sum of theirs.",
        hypothesis=right_sides,
        conclusion=lambda case: [at_most([both_sides(case)], "the right side for (S+, S-)", "the sum of the others")],
        families=(Family("random problems up to 3 x 2 cells and 2 types, three pairs each", sign_cases, True),),
        because=lambda case: "the right side for both sets exceeds the sum of the separate ones",
        describe=lambda case: f"{described_problem(case.problem)}; S+ = {case.plus}, S- = {case.minus}",
        budget=130,
    ),
    rests_on=("section-2.sublinear",),
)


CLAIMS = [TIGHTER]
