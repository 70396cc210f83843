"""LY, Tables 1 and 2: the ten-row cycle."""

from __future__ import annotations

import itertools

import networkx as nx

from exact.matrices import Name
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import claim, equal
from proofs.claims.families.problems import shown
from proofs.claims.families.quota_problems import one, same_entries
from proofs.reduced_form.problem.structures import ImplementationStructure, stacked_incidence

TABLE_1 = """
1   uu  | 1a:uu 1b:uu
2   vv  | 2b:vv 2c:vv
3   uv  | 3c:uv 3a:uv
a   uv  | 3a:uv 1a:uv
b   uv  | 1b:uv 2b:uv
c   vv  | 2c:vv 3c:vv
1a  u   | 1a:uu 1a:uv
1b  u   | 1b:uu 1b:uv
2b  v   | 2b:uv 2b:vv
3c  u   | 3c:vv 3c:uv
"""
"""Table 1, u for t and v for t'; agent 3 keeps its type, the u that is left out of the profiles as in the paper."""


def table_rows() -> dict[Name, list[Name]]:
    """Row names of M* and the columns in which the table has a 1."""
    rows: dict[Name, list[Name]] = {}
    for line in TABLE_1.strip().splitlines():
        head, _, ones = line.partition("|")
        row, at = head.split()
        columns: list[Name] = []
        for entry in ones.split():
            cell, profile = entry.split(":")
            columns.append(("x", tuple(cell), (*profile, "u")))
        rows[_row_name(row, at)] = columns
    return rows


def _row_name(row: str, at: str) -> Name:
    if len(row) == 2:
        return ("f", tuple(row), at)
    cells = [(row, j) for j in "abc"] if row in "123" else [(i, row) for i in "123"]
    return ("g", tuple(cells), (*at, "u"))


def tables(given: ImplementationStructure) -> Part:
    rows = table_rows()
    columns = list(dict.fromkeys(itertools.chain(*rows.values())))
    found = stacked_incidence(given).submatrix(list(rows), columns)
    printed = [[int(column in ones) for column in columns] for ones in rows.values()]
    yield same_entries(printed, found.to_lists())
    sums = [sum(line) for line in printed] + [sum(line) for line in zip(*printed, strict=True)]
    yield equal([(total, 2) for total in sums], "the sums of the rows and columns")
    graph = nx.Graph((row, column) for row, ones in rows.items() for column in ones)
    changes = [isinstance(row, tuple) and row[0] == "g" for row in rows]
    yield equal([(nx.number_connected_components(graph), 1)], "the number of cycles")
    yield equal([(sum(map(sum, printed)) % 4, 0)], "the sum of the entries modulo 4")
    yield equal([(sum(changes), 6)], "the number of changes on N x A")
    yield equal([(len(changes) - sum(changes), 4)], "the number of changes on T")


TABLES = claim(
    "section-3.1.tables-1-2",
    "Tables 1 and 2",
    "the ten-row cycle",
    Reading(
        wording="In the canonical 3 x 3 market with two types each, the ten rows and columns of Table 1 cut out of "
        "M* exactly the printed entries: a single cycle with two ones in every row and column, 6 changes on N x A "
        "and 4 on T, and the sum of its entries divisible by four.",
        conclusion=tables,
        families=(Family("the example", one(families.canonical(3, 3, (2, 2, 2)))),),
        because=lambda given: "the submatrix is not the printed one, or is no even cycle",
        describe=shown,
    ),
)


CLAIMS = [TABLES]
