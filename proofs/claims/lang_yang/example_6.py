"""LY, section 5.2, Example 6: capacity 2 and the minimum covers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from exact.linear import Coefficients, LinearSystem, feasibility
from proofs.claims.claim import LITERAL, Family, Part, Reading
from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.lang_yang import Cells, claim, equal
from proofs.claims.families.market_capacities import ONE
from proofs.claims.stating import Formula, Term, defined, each, every, given, operation, positions, size, some, term
from proofs.reduced_form.conditions.market import representations
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.problems import Constraint, Problem, name_of, uniform_prior

EXAMPLE_6_SET: Cells = frozenset({("i1", "j1"), ("i1", "j3"), ("i2", "j2")})


AGENTS, OBJECTS = ("i1", "i2", "i3"), ("j1", "j2", "j3")


LINES: dict[str, Cells] = {
    **{f"row {i}": frozenset((i, j) for j in OBJECTS) for i in AGENTS},
    **{f"column {j}": frozenset((i, j) for i in AGENTS) for j in OBJECTS},
}


SINGLES: dict[str, Cells] = {f"cell ({i}, {j})": frozenset({(i, j)}) for i in AGENTS for j in OBJECTS}


def example_6_market() -> Problem:
    quotas = tuple(Constraint(cells, Fraction(0), ONE) for cells in LINES.values())
    types = tuple(("t",) for _ in AGENTS)
    return Problem(AGENTS, OBJECTS, types, uniform_prior(types), quotas)


def covers(chosen: tuple[str, ...]) -> Part:
    """The chosen sets cover U; they are two, and beta(U) is 2."""
    sets = LINES | SINGLES
    weights = {name: int(name in chosen) for name in sets}
    rows: list[tuple[Coefficients, int]] = [
        ({name: -1 for name, members in sets.items() if cell in members}, -1) for cell in sorted(EXAMPLE_6_SET)
    ]
    total: Coefficients = dict.fromkeys(sets, 1)
    yield feasibility(LinearSystem.make(list(sets), at_most=rows, equal=[(total, 2)], lower=weights, upper=weights))


def is_listed_cover(chosen: tuple[str, ...]) -> Part:
    """Row i1, and row i2 or column j2; and the numbers of the example."""
    weights = {name: int(name in chosen) for name in LINES | SINGLES}
    rows: list[tuple[Coefficients, int]] = [({"row i1": 1}, 1), ({"row i2": 1, "column j2": 1}, 1)]
    yield feasibility(LinearSystem.make(list(weights), equal=rows, lower=weights, upper=weights))
    found = representations(example_6_market(), EXAMPLE_6_SET)
    yield from (found.capacity, found.cover, found.diagonal)
    yield equal(((value, 2) for value in found.values), "the three values")
    for diagonal in ((("i1", "j1"), ("i2", "j2")), (("i1", "j3"), ("i2", "j2"))):
        yield equal(
            [(sum(cell in EXAMPLE_6_SET for cell in diagonal), 2)], "the number of cells of the diagonal in the set"
        )


DIAGONALS = (["j1", "j2", "j3"], ["j3", "j2", "j1"])
"""Of the agents in order; the third cell is not in U."""

P, U = given("P"), given("U")


@defined("problem is the classical assignment market of three agents and three objects")
def is_classical_market() -> Formula:
    """All rows, all columns and all single cells have floor 0 and ceiling 1."""
    unit = every("G", said.quota_sets(), lambda one: said.ceiling(one).equals(1))
    return (
        said.agents().same(list(AGENTS))
        & said.STRUCTURE["objects"].same(list(OBJECTS))
        & said.is_assignment_market()
        & unit
    )


@defined("P is a minimum cover of U")
def is_minimum_cover() -> Formula:
    """By sets of the structure; no cover has fewer sets than beta(U, {}) (LY, section 5.2)."""
    covered = every("cell", U, lambda cell: some("G", P, lambda one: cell.among(one)))
    return P.within(said.all_sets()) & covered & size(P).equals(capacity_of_u())


def capacity_of_u() -> Term:
    return said.beta(U, [], said.profiles()[0])


def line(name: str) -> list[Any]:
    return [list(cell) for cell in sorted(LINES[name])]


COVERS = [[line("row i1"), line("row i2")], [line("row i1"), line("column j2")]]
"""The minimum covers that are listed."""


@defined("P is [row i1, row i2] or [row i1, column j2]")
def is_listed() -> Formula:
    return some("cover", COVERS, lambda cover: P.within(cover) & cover.within(P))


@defined("the diagonal of i1, i2, i3 and {0} meets U twice")
def meets_twice(order: Term) -> Formula:
    cells = each("k", positions(order), lambda k: operation("list", said.agents()[k], order[k]))
    return size(operation("common", U, cells)).equals(2)


STATED = said.stated_problem(
    [is_classical_market(), is_minimum_cover()],
    [
        capacity_of_u().equals(2),
        *(meets_twice(term(order)) for order in DIAGONALS),
        is_listed(),
    ],
    sorts={"problem": "allocation problem", "P": "data"},
    instances=lambda chosen: {
        "problem": problem_to_plain(example_6_market()),
        "P": [[list(cell) for cell in sorted((LINES | SINGLES)[name])] for name in chosen],
    },
    where=[("U", term([list(cell) for cell in sorted(EXAMPLE_6_SET)]))],
)


def example_6(name: str, wording: str, sets: Sequence[str], which: str) -> Reading:
    return Reading(
        name=name,
        wording=wording,
        hypothesis=covers,
        conclusion=is_listed_cover,
        families=(
            Family(
                f"all pairs of {which} of the 3 x 3 market", lambda seed: iter(list(itertools.combinations(sets, 2)))
            ),
        ),
        because=lambda chosen: (
            f"{' and '.join(chosen)} are two sets of the structure, which has all single cells, and cover U = "
            f"{name_of(EXAMPLE_6_SET)}; they are not among the minimum covers listed"
        ),
        describe=" and ".join,
        stated=STATED if name == LITERAL else None,
    )


EXAMPLE_6 = claim(
    "example-6",
    "section 5.2, Example 6",
    "capacity 2 and the minimum covers",
    example_6(
        LITERAL,
        "beta(U) = 2; the minimum covers of U by sets of the structure (single cells included) are {row i1, row i2} "
        "and {row i1, column j2}; two diagonals meet U twice.",
        [*LINES, *SINGLES],
        "rows, columns and single cells",
    ),
    example_6("covers by lines", "The same for covers by rows and columns.", list(LINES), "rows and columns"),
)


CLAIMS = [EXAMPLE_6]
