"""Lang & Yang (2023), appendix: Example 7, Lemmas 12 to 14, and what an extreme ray is."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from exact import cones
from exact.cones import Cone
from exact.linear import Coefficients, LinearSystem, feasibility
from exact.matrices import Matrix
from exact.rationals import text
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import LITERAL, Claim, Expected, Family, Part, Reading
from proofs.claims.cone_facts import (
    extreme,
    generated,
    generating_set,
    member,
    nonzero,
    not_extreme,
    rows_in_words,
    sign_vectors,
    sizes_equal,
    slack_rows,
    some,
    stated,
    words,
)
from proofs.claims.families import matrices as fm
from proofs.claims.lang_yang.common import (
    Cells,
    at_most,
    capacity,
    equal,
    value_of,
)
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.section_4_chains import (
    SystemCase,
    all_supports,
    chain_violations,
    smaller_systems,
    system_cases,
    violation,
)
from proofs.claims.lang_yang.titles import claim
from proofs.reduced_form.conditions.quotas import paramodular
from proofs.reduced_form.facets.listing import valid_inequality
from proofs.reduced_form.problem.problems import Constraint, Coordinate, JointPrior, Problem

# -------------------------------------------------------------------------------------------------------- Example 7

STUDENTS, COURSES = ("i1", "i2"), ("o1", "o2", "o3")
PLUS: set[Coordinate] = {("i1", "2", "o2"), ("i2", "1", "o1"), ("i2", "1", "o2"), ("i2", "1", "o3")}
MINUS: set[Coordinate] = {("i1", "1", "o1"), ("i1", "1", "o2"), ("i1", "1", "o3"), ("i2", "2", "o2")}
FLOOR, STUDENT_CEILING, CELL_CEILING = 1, 2, 1
Row = tuple[tuple[str, str], str, str, int]
"""A profile of Table 3, its two sets as listed there (student 1's courses, student 2's), and the capacity."""
TABLE: tuple[Row, ...] = (
    (("1", "1"), "/o1 o2 o3", "o1 o2 o3/", STUDENT_CEILING - FLOOR),
    (("1", "2"), "/", "o1 o2 o3/o2", -FLOOR),
    (("2", "1"), "o2/o1 o2 o3", "/", CELL_CEILING + STUDENT_CEILING),
    (("2", "2"), "o2/", "/o2", CELL_CEILING),
)


def courses(weights: Sequence[int] = (1, 1, 1, 1)) -> Problem:
    """The optional courses of Example 7; the compulsory one is left out, as there."""
    low, high = Fraction(FLOOR), Fraction(STUDENT_CEILING)
    quotas = [Constraint(frozenset((i, j) for j in COURSES), low, high) for i in STUDENTS]
    quotas += [Constraint(frozenset((i, j) for i in STUDENTS), low, high) for j in COURSES]
    quotas += [
        Constraint(frozenset({cell}), Fraction(0), Fraction(CELL_CEILING))
        for cell in itertools.product(STUDENTS, COURSES)
    ]
    prior = JointPrior(tuple(Fraction(w, sum(weights)) for w in weights))
    return Problem(STUDENTS, COURSES, (("1", "2"),) * 2, prior, tuple(quotas))


def at(chosen: set[Coordinate], profile: tuple[str, str]) -> Cells:
    """I(t, S)."""
    own = dict(zip(STUDENTS, profile, strict=True))
    return frozenset((c[0], c[2]) for c in chosen if own[c[0]] == c[1])


def listed(text: str) -> Cells:
    parts = zip(STUDENTS, text.split("/"), strict=True)
    return frozenset((i, j) for i, part in parts for j in part.split())


def row_of_table(row: Row) -> Part:
    profile, plus, minus, stated_value = row
    apart = len(at(PLUS, profile) ^ listed(plus)) + len(at(MINUS, profile) ^ listed(minus))
    yield equal([(apart, 0)], "the number of cells in the printed sets and not in those of S+ and S-, or the reverse,")
    found = capacity(courses(), listed(plus), listed(minus))
    yield found
    yield equal([(value_of(found), stated_value)], "the capacity", "the printed one")


EXAMPLE_7_TABLE = claim(
    "example-7.table",
    "appendix A.1, Table 3",
    Reading(
        wording="At each of the four type profiles the sets I(t, S+) and I(t, S-) and the capacity are those of Table "
        "3, with floor 1 and ceiling 2 for students and courses.",
        conclusion=row_of_table,
        families=(Family("the four rows of Table 3", lambda seed: iter(TABLE)),),
        because=lambda row: "the sets or the capacity differ from the table",
        describe=lambda row: f"profile ({', '.join(row[0])})",
    ),
)

STATED_SOLUTION = frozenset({("i1", "o1"), ("i2", "o1"), ("i2", "o3")})
MENDED_SOLUTION = frozenset({("i1", "o2"), ("i2", "o1"), ("i2", "o3")})


def optimal_solution(ones: Cells) -> Part:
    """The outcome is feasible, its value is the capacity, and the named limits bind at it."""
    cells = list(itertools.product(STUDENTS, COURSES))
    values = {cell: int(cell in ones) for cell in cells}
    limits: list[tuple[Coefficients, int]] = []
    for line in [[(i, j) for j in COURSES] for i in STUDENTS] + [[(i, j) for i in STUDENTS] for j in COURSES]:
        limits += [(dict.fromkeys(line, 1), STUDENT_CEILING), (dict.fromkeys(line, -1), -FLOOR)]
    yield feasibility(LinearSystem.make(cells, at_most=limits, lower=values, upper=values))
    found = capacity(courses(), listed("/o1 o2 o3"), listed("o1 o2 o3/"))
    yield found
    amounts = {i: sum(i == student for student, _ in ones) for i in STUDENTS}
    yield equal([(amounts["i2"] - amounts["i1"], value_of(found))], "i2's number of courses less i1's", "the capacity")
    seats = [(sum(j == course for _, course in ones), FLOOR) for j in COURSES]
    what = "the numbers of courses of i1 and i2, and of seats taken,"
    yield equal([(amounts["i1"], FLOOR), (amounts["i2"], STUDENT_CEILING), *seats], what, "their quotas")


def solution(name: str, wording: str, ones: Cells) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=optimal_solution,
        families=(Family("the one solution of Example 7", lambda seed: iter((ones,))),),
        because=lambda chosen: (
            "at the stated solution nobody takes course o2, but at least one student must: it is not feasible"
        ),
        describe=lambda chosen: ", ".join(f"x({i}, {j}) = 1" for i, j in sorted(chosen)) + ", 0 otherwise",
    )


EXAMPLE_7_SOLUTION = claim(
    "example-7.solution",
    "appendix A.1, Example 7",
    solution(
        LITERAL,
        "At the first profile x(i1, o1) = x(i2, o1) = x(i2, o3) = 1 and 0 otherwise is optimal; the floor of i1, the "
        "ceiling of i2 and the floors of all courses bind.",
        STATED_SOLUTION,
    ),
    solution("o2 for o1", "The same for x(i1, o2) = x(i2, o1) = x(i2, o3) = 1.", MENDED_SOLUTION),
)


def stated_inequality(weights: Sequence[int]) -> Part:
    """The left-hand side is at most l11 - l12 + 3 l21 + l22 for every implementable rule, and for no less."""
    problem = courses(weights)
    masses = [problem.probability(profile) for profile in (("1", "1"), ("1", "2"), ("2", "1"), ("2", "2"))]
    right = masses[0] - masses[1] + 3 * masses[2] + masses[3]
    signs = {c: 1 if c in PLUS else -1 for c in problem.coordinates if c in PLUS | MINUS}
    yield valid_inequality(problem, signs, right)
    yield Expected(valid_inequality(problem, signs, right - Fraction(1, 1000)), holds=False)


EXAMPLE_7_INEQUALITY = claim(
    "example-7.inequality",
    "appendix A.1, Example 7",
    Reading(
        wording="The inequality of Condition A for the sets of Example 7 has right-hand side l11 - l12 + 3 l21 + l22, "
        "whatever the prior: every implementable rule satisfies it, and some rule with equality.",
        conclusion=stated_inequality,
        families=(
            Family(
                "all priors on the four profiles with weights from 1 to 3",
                lambda seed: iter(list(itertools.product(range(1, 4), repeat=4))),
            ),
        ),
        because=lambda weights: "the right-hand side is another number",
        describe=lambda weights: f"prior in proportion to {words(weights)}",
        budget=100,
    ),
)


# ------------------------------------------------------------------------------------- Lemma 12, and extreme rays


@dataclass(frozen=True)
class RowCone(Displayed):
    """P = {x : M x <= 0}."""

    rows: fm.Rows

    @property
    def cone(self) -> Cone:
        return Cone.of([[-e for e in row] for row in self.rows], dimension=len(self.rows[0]))

    def words(self) -> str:
        return f"M = {rows_in_words(self.rows)}"


def row_cones(seed: int) -> Iterator[RowCone]:
    return map(RowCone, fm.small(((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (1, 3), (2, 3))))


def random_row_cones(seed: int) -> Iterator[RowCone]:
    return map(RowCone, fm.random_unimodular(seed, 7, 4))


def smaller_row_cones(case: RowCone) -> Iterator[RowCone]:
    return map(RowCone, fm.smaller_rows(case.rows))


def pointed(case: RowCone) -> Part:
    """M x = 0 has no solution with some x_k = 1."""
    rows: list[tuple[Coefficients, int]] = [(row, 0) for row in case.rows]
    size = len(case.rows[0])
    for k in range(size):
        unit: Coefficients = [int(j == k) for j in range(size)]
        yield Expected(feasibility(LinearSystem.make(size, equal=[*rows, (unit, 1)])), holds=False)


def non_pointed(case: RowCone) -> Part:
    """M x = 0 for some x that is not 0."""
    rows: list[tuple[Coefficients, int]] = [(row, 0) for row in case.rows]
    size = len(case.rows[0])
    lines = cones.lineality(case.cone)
    point = lines[0] if lines else [0] * size
    yield feasibility(LinearSystem.make(size, equal=rows, lower=point, upper=point))
    yield nonzero(point)


def by_sign_rays(case: RowCone) -> Part:
    """Every generator is an extreme ray all of whose nonzero entries have one size."""
    for ray in generating_set(case.cone):
        yield from extreme(case.cone, ray)
        yield from sizes_equal(ray)


def by_sign_vectors(case: RowCone) -> Part:
    vectors = sign_vectors(case.cone)
    for target in generating_set(case.cone):
        yield generated(vectors, target)


def lemma_12(name: str, where: str, wording: str, premise: Any, conclusion: Any) -> Claim:
    return claim(
        name,
        where,
        Reading(
            wording=wording,
            hypothesis=lambda case: [
                total_unimodularity(Matrix.dense(case.rows, columns=range(len(case.rows[0])))),
                *premise(case),
            ],
            conclusion=conclusion,
            families=(
                Family("all cones of matrices with entries -1, 0, 1 up to 3 x 2 and 2 x 3", row_cones),
                Family("random totally unimodular matrices up to 7 x 4", random_row_cones, endless=True),
            ),
            because=lambda case: "M is totally unimodular, and the certified vector shows that such vectors do not do",
            describe=RowCone.words,
            smaller=smaller_row_cones,
            budget=400,
        ),
    )


LEMMA_12_POINTED = lemma_12(
    "lemma-12.pointed",
    "appendix A.6, Lemma 12(1)",
    "If M is totally unimodular and P = {x : M x <= 0} is pointed, P is generated by extreme rays with entries -1, "
    "0, 1.",
    pointed,
    by_sign_rays,
)
LEMMA_12_NON_POINTED = lemma_12(
    "lemma-12.non-pointed",
    "appendix A.6, Lemma 12(2)",
    "If M is totally unimodular and P = {x : M x <= 0} is non-pointed, P is generated by vectors with entries -1, "
    "0, 1.",
    non_pointed,
    by_sign_vectors,
)


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
    )


EXTREME_MAXIMAL = claim(
    "appendix.extreme-ray-maximal",
    "appendix A.6, before Lemma 12",
    extreme_reading(
        LITERAL,
        "A point x of a pointed cone P = {x : M x <= 0} is an extreme ray if and only if no other point of P has a "
        "strictly larger set of active inequalities that is not all of them.",
        False,
    ),
    extreme_reading("x is not 0", "The same for x other than 0.", True),
)


# ------------------------------------------------------------------------------------------------------- Lemma 13


@cache
def f_verdicts(case: SystemCase) -> tuple[Verdict, tuple[Verdict, ...], Verdict]:
    """Whether F1 is violated (quotas as printed, unweighted); and the verdicts on F2."""
    weights = dict.fromkeys(case.structure.profiles, Fraction(1))
    first = violation(case, all_supports(case, True, True), weights)
    before, last = some(chain_violations(case, weights, (True, True), 0))
    return first, tuple(before), last


def lemma_13_hypothesis(case: SystemCase) -> Part:
    first, before, _ = f_verdicts(case)
    yield paramodular(case.problem)
    yield stated(first)
    yield from map(stated, before)


LEMMA_13 = claim(
    "lemma-13",
    "appendix A.7, Lemma 13",
    Reading(
        wording="If (b, c) is paramodular, a vector y satisfies F1 (f y <= g c - h b for all of W) if and only if it "
        "satisfies F2 (the same for g and h on chains with disjoint ground sets at every profile).",
        hypothesis=lemma_13_hypothesis,
        conclusion=lambda case: [Expected(f_verdicts(case)[2], bool(f_verdicts(case)[0]))],
        families=(
            Family(
                "random paramodular quotas and y on 1 or 2 cells and at most 2 types each", system_cases, endless=True
            ),
        ),
        because=lambda case: "some vector of W violates F1 at y, and none on chains with disjoint ground sets does",
        describe=SystemCase.words,
        smaller=smaller_systems,
        budget=130,
    ),
)


# -------------------------------------------------------------------------------------------- Lemma 14


@dataclass(frozen=True)
class Rational(Displayed):
    """A rational matrix."""

    rows: tuple[tuple[Fraction, ...], ...]

    def words(self) -> str:
        return rows_in_words(self.rows)


@cache
def unimodular(case: Rational) -> Verdict:
    """Total unimodularity; a nonzero entry other than 1 and -1 is a nonsingular submatrix that violates it."""
    for entry in itertools.chain(*case.rows):
        if entry.denominator != 1:
            return equal([(abs(entry), 1)], f"the absolute value of the entry {text(entry)}")
    rows = [[int(e) for e in row] for row in case.rows]
    return total_unimodularity(Matrix.dense(rows, columns=range(len(rows[0]))))


def signing(case: Rational, chosen: Sequence[int]) -> Verdict:
    """A partition of the columns that keeps every row between -1 and 1; the last one tried if there is none."""
    rows = case.rows
    what = "the greatest absolute sum of a row, the columns so signed,"
    verdict = at_most([(0, 1)], what)
    for signs in itertools.product((1, -1), repeat=len(chosen)):
        sums = [sum((s * row[c] for s, c in zip(signs, chosen, strict=True)), Fraction(0)) for row in rows]
        verdict = at_most(((abs(total), 1) for total in sums), what)
        if verdict.holds:
            return verdict
    return verdict


@cache
def signings(case: Rational) -> tuple[tuple[Verdict, ...], Verdict | None]:
    """A partition for every set of columns; or the verdict on a set that has none."""
    found: list[Verdict] = []
    width = len(case.rows[0])
    for size in range(1, width + 1):
        for chosen in itertools.combinations(range(width), size):
            verdict = signing(case, chosen)
            if not verdict.holds:
                return tuple(found), verdict
            found.append(verdict)
    return tuple(found), None


def ghouila_houri_hypothesis(case: Rational) -> Part:
    yield stated(unimodular(case))
    found, missing = signings(case)
    if missing is None:
        yield from found[:-1]


def ghouila_houri(case: Rational) -> Part:
    """Totally unimodular: every set of columns has its partition; otherwise some set has none."""
    found, missing = signings(case)
    yield Expected(missing if missing is not None else found[-1], bool(unimodular(case)))


def rational_matrices(seed: int) -> Iterator[Rational]:
    """All matrices with entries 0, 1/2, -1/2, 1, -1."""
    for rows in fm.small(((1, 1), (2, 1), (1, 2), (2, 2)), (-2, -1, 0, 1, 2)):
        yield Rational(tuple(tuple(Fraction(e, 2) for e in row) for row in rows))


def integer_matrices(seed: int) -> Iterator[Rational]:
    for rows in fm.small(((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (2, 3), (3, 3)), (-1, 0, 1)):
        yield Rational(tuple(tuple(map(Fraction, row)) for row in rows))


def random_integers(seed: int) -> Iterator[Rational]:
    for rows in fm.random_matrices(seed, 5, 5, (-2, -1, 0, 1, 2)):
        yield Rational(tuple(tuple(map(Fraction, row)) for row in rows))
    raise AssertionError


def ghouila_houri_reading(name: str, wording: str, families: tuple[Family, ...], budget: int) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=ghouila_houri_hypothesis,
        conclusion=ghouila_houri,
        families=families,
        because=lambda case: (
            "an entry that is not 0 is a nonsingular square submatrix whose determinant is neither 1 nor -1, so the "
            "matrix is not totally unimodular; yet the certified partitions are one for every set of columns"
        ),
        describe=Rational.words,
        budget=budget,
    )


LEMMA_14 = claim(
    "lemma-14",
    "appendix A.11, Lemma 14",
    ghouila_houri_reading(
        LITERAL,
        "A matrix is totally unimodular if and only if every set of columns has a partition into two parts whose sums "
        "differ by at most 1 in every row; any real matrix.",
        (Family("all matrices up to 2 x 2 with entries 0, 1/2, -1/2, 1, -1", rational_matrices),),
        200,
    ),
    ghouila_houri_reading(
        "integer matrices",
        "The same for matrices of integers.",
        (
            Family("all matrices up to 3 x 2 and 2 x 3 with entries -1, 0, 1, then 3 x 3", integer_matrices),
            Family("random matrices up to 5 x 5 with entries -2 to 2", random_integers, endless=True),
        ),
        500,
    ),
)


CLAIMS = quoted(
    [
        EXAMPLE_7_TABLE,
        EXAMPLE_7_SOLUTION,
        EXAMPLE_7_INEQUALITY,
        EXTREME_MAXIMAL,
        LEMMA_12_POINTED,
        LEMMA_12_NON_POINTED,
        LEMMA_13,
        LEMMA_14,
    ]
)
