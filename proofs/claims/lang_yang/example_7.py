"""LY, appendix A.1, Example 7: a course problem, its capacities and an inequality.

* `example-7.table` (appendix A.1, Table 3): the sets and capacities
* `example-7.solution` (appendix A.1, Example 7): the stated optimal solution
* `example-7.inequality` (appendix A.1, Example 7): the stated inequality
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from exact.linear import Coefficients, LinearSystem, feasibility
from proofs.claims.claim import LITERAL, Expected, Family, Part, Reading
from proofs.claims.cone_facts import words
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.lang_yang import Cells, capacity, claim, equal, value_of
from proofs.claims.stating import Formula, Term, defined, every, given, operation, size
from proofs.reduced_form.facets.listing import valid_inequality
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import Constraint, Coordinate, JointPrior, Problem

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


ONES = given("ones")
FIRST, SECOND, LINES = given("row1"), given("row2"), given("columns")


@defined("problem has the quotas of Example 7")
def is_course_problem() -> Formula:
    """Two students, three optional courses, floor 1 and ceiling 2 for each of them, ceiling 1 for single cells."""
    lines = every("G", said.rows_and_columns(), lambda one: said.floor(one).equals(1) & said.ceiling(one).equals(2))
    cells = every(
        "cell",
        said.cells(),
        lambda cell: said.floor(operation("list", cell)).equals(0) & said.ceiling(operation("list", cell)).equals(1),
    )
    return (
        said.agents().same(list(STUDENTS))
        & said.STRUCTURE["objects"].same(list(COURSES))
        & said.is_plain_market()
        & lines
        & cells
    )


@defined("x({0})")
def amount(members: Term) -> Term:
    """What the outcome that is 1 on `ones` and 0 elsewhere gives to a set."""
    return size(operation("common", members, ONES))


STATED = said.stated_problem(
    [is_course_problem(), ONES.same([list(cell) for cell in sorted(STATED_SOLUTION)])],
    [
        every(
            "G",
            said.quota_sets(),
            lambda one: (said.floor(one) <= amount(one)) & (amount(one) <= said.ceiling(one)),
        ),
        (amount(SECOND) - amount(FIRST)).equals(said.beta(SECOND, FIRST, said.profiles()[0])),
        amount(FIRST).equals(said.floor(FIRST)),
        amount(SECOND).equals(said.ceiling(SECOND)),
        every(
            "j",
            LINES,
            lambda column: amount(column).equals(said.floor(column)),
        ),
    ],
    sorts={"problem": "allocation problem", "ones": "data"},
    where=[
        ("row1", said.rows_and_columns()[0]),
        ("row2", said.rows_and_columns()[1]),
        ("columns", operation("without", said.rows_and_columns(), operation("list", FIRST, SECOND))),
    ],
    instances=lambda ones: {"problem": problem_to_plain(courses()), "ones": [list(cell) for cell in sorted(ones)]},
)


def solution(name: str, wording: str, ones: Cells) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        conclusion=optimal_solution,
        families=(Family("the one solution of Example 7", lambda seed: iter((ones,))),),
        because=lambda chosen: (
            "at the stated solution nobody takes course o2, but at least one student must: it is not feasible"
        ),
        stated=STATED if name == LITERAL else None,
        describe=lambda chosen: ", ".join(f"x({i}, {j}) = 1" for i, j in sorted(chosen)) + ", 0 otherwise",
    )


def stated_inequality(weights: Sequence[int]) -> Part:
    """The left-hand side is at most l11 - l12 + 3 l21 + l22 for every implementable rule, and for no less."""
    problem = courses(weights)
    masses = [problem.probability(profile) for profile in (("1", "1"), ("1", "2"), ("2", "1"), ("2", "2"))]
    right = masses[0] - masses[1] + 3 * masses[2] + masses[3]
    signs = {c: 1 if c in PLUS else -1 for c in problem.coordinates if c in PLUS | MINUS}
    yield valid_inequality(problem, signs, right)
    yield Expected(valid_inequality(problem, signs, right - Fraction(1, 1000)), holds=False)


def at(chosen: set[Coordinate], profile: tuple[str, str]) -> Cells:
    """I(t, S)."""
    own = dict(zip(STUDENTS, profile, strict=True))
    return frozenset((c[0], c[2]) for c in chosen if own[c[0]] == c[1])


EXAMPLE_7_TABLE = claim(
    "example-7.table",
    "appendix A.1, Table 3",
    "the sets and capacities",
    Reading(
        wording="At each of the four type profiles the sets I(t, S+) and I(t, S-) and the capacity are those of Table "
        "3, with floor 1 and ceiling 2 for students and courses.",
        conclusion=row_of_table,
        families=(Family("the four rows of Table 3", lambda seed: iter(TABLE)),),
        because=lambda row: "the sets or the capacity differ from the table",
        describe=lambda row: f"profile ({', '.join(row[0])})",
    ),
)


EXAMPLE_7_SOLUTION = claim(
    "example-7.solution",
    "appendix A.1, Example 7",
    "the stated optimal solution",
    solution(
        LITERAL,
        "At the first profile x(i1, o1) = x(i2, o1) = x(i2, o3) = 1 and 0 otherwise is optimal; the floor of i1, the "
        "ceiling of i2 and the floors of all courses bind.",
        STATED_SOLUTION,
    ),
    solution("o2 for o1", "The same for x(i1, o2) = x(i2, o1) = x(i2, o3) = 1.", MENDED_SOLUTION),
)


EXAMPLE_7_INEQUALITY = claim(
    "example-7.inequality",
    "appendix A.1, Example 7",
    "the stated inequality",
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


CLAIMS = [EXAMPLE_7_TABLE, EXAMPLE_7_SOLUTION, EXAMPLE_7_INEQUALITY]
