"""LY, section 5.2, Example 6: capacity 2 and the minimum covers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from exact.linear import Coefficients, LinearSystem, feasibility
from proofs.claims.claim import LITERAL, Family, Part, Reading
from proofs.claims.families.lang_yang import Cells, claim, equal
from proofs.claims.families.market_capacities import ONE
from proofs.reduced_form.conditions.market import representations
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
