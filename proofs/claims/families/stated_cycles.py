"""What the stated claims of LY share about cycles of [B; C] (appendix A.3 and A.4).

See `proofs.claims.stating` for the language. Rows of [B; C] are named [f, cell, type] and [g, set, profile], columns
[x, cell, profile], as the columns and rows of M(W) are, which has the entries of B with the other sign. A cycle is told
by its columns and its rows in order, row k between column k and the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proofs.claims.families import lang_yang_stated as said
from proofs.claims.families.structure_cycles import Cycle, sides
from proofs.claims.stating import (
    Formula,
    Plain,
    Stated,
    Term,
    absolute,
    defined,
    each,
    every,
    given,
    operation,
    positions,
    size,
    those,
    total,
)

ROWS, COLUMNS, SQUARE, MATRIX, SIDE = map(given, ("rows", "columns", "square", "M", "N1"))


def stated_cycle(hypothesis: Sequence[Formula], conclusion: Sequence[Formula], with_side: bool = False) -> Stated:
    """A claim about a structure and a cycle of its [B; C]; `with_side` also about one side N1 of its graph."""
    return Stated(
        sorts={"structure": "structure", "columns": "data", "rows": "data", **({"N1": "data"} if with_side else {})},
        instances=lambda case: {**_cycle(case), **({"N1": _side(case)} if with_side else {})},
        where=[
            ("M", operation("M(W)", said.STRUCTURE)),
            ("table", operation("rows", MATRIX)),
            ("inRows", each("row", ROWS, lambda row: operation("position", row, MATRIX["columns"]))),
            ("inColumns", each("column", COLUMNS, lambda column: operation("position", column, MATRIX["rows"]))),
            (
                "square",
                each(
                    "r",
                    given("inRows"),
                    lambda r: each("c", given("inColumns"), lambda c: absolute(given("table")[c][r])),
                ),
            ),
        ],
        hypothesis=[*hypothesis, is_cycle()],
        conclusion=conclusion,
    )


def _cycle(case: Cycle) -> dict[str, Plain]:
    return {
        "structure": case.structure.about(),
        "columns": [["x", list(cell), list(profile)] for _, cell, profile in case.columns],
        "rows": [_row(*row) for row in case.rows],
    }


def _row(kind: str, where: Any, at: Any) -> Plain:
    if kind == "f":
        return ["f", list(where), at]
    return ["g", [list(cell) for cell in where], list(at)]


def _side(case: Cycle) -> list[str]:
    """The agents of one side of the graph."""
    return [cell[0] for cell, side in sides(case.structure).items() if side == 0]


def after(place: Term, listed: Term) -> Term:
    """The next position in a list, round its end."""
    return operation("modulo", place + 1, size(listed))


@defined("rows and columns are a cycle of [B, C], in order, with just two ones in every row and column")
def is_cycle() -> Formula:
    """Rows of B, or of C for sets other than single cells; each has its ones at its column and at the next."""
    large = every("row", ROWS, lambda row: row[0].same("f") | (row[0].same("g") & (size(row[1]) > 1)))
    apart = size(operation("distinct", ROWS)).equals(size(ROWS)) & size(operation("distinct", COLUMNS)).equals(
        size(COLUMNS)
    )
    two_ones = every(
        "k",
        positions(SQUARE),
        lambda k: every(
            "m",
            positions(COLUMNS),
            lambda m: SQUARE[k][m].equals(1).iff(m.equals(k) | m.equals(after(k, COLUMNS))),
        ),
    )
    return size(ROWS).equals(size(COLUMNS)) & (size(ROWS) > 1) & large & apart & two_ones


@defined("every cell is in just two sets other than single cells")
def is_standard() -> Formula:
    """So that every column of [B; C] has three ones, that of B included."""
    holding = "cell", said.cells()
    return every(*holding, lambda cell: size(those("G", said.sets(), lambda one: cell.among(one))).equals(2))


STANDARD = (said.is_bihierarchy(), is_standard(), said.types_at_most(2))
"""LY, appendix A.3, (a): a bihierarchy with standard constraints and binary types."""

GRAPH = (said.is_bipartite(), said.types_at_most(2))
"""LY, appendix A.4: a bipartite graph and binary types."""


def sum_of_entries() -> Term:
    return total(each("row", SQUARE, total))


def number_of_rows(kind: str) -> Term:
    """Of C, `g`: the index changes on N x A; of B, `f`: those on T."""
    return size(those("row", ROWS, lambda row: row[0].same(kind)))


def divisible(count: Term, by: int) -> Formula:
    return operation("modulo", count, by).equals(0)


def is_side() -> Formula:
    """Every edge has one end in N1."""
    inside = "G", said.edges()
    return every(*inside, lambda edge: size(operation("common", edge, SIDE)).equals(1))


@defined("the places of the rows of B")
def places_of_b() -> Term:
    return those("k", positions(ROWS), lambda k: ROWS[k][0].same("f"))


def number_of_odd_paths() -> Term:
    """Of the paths from a row of B to the next one, those that start and end on one side."""

    def first(k: Term) -> Term:
        return COLUMNS[after(places_of_b()[k], ROWS)][1][0]

    def last(k: Term) -> Term:
        return COLUMNS[places_of_b()[after(k, places_of_b())]][1][0]

    return size(those("k", positions(places_of_b()), lambda k: first(k).among(SIDE).iff(last(k).among(SIDE))))
