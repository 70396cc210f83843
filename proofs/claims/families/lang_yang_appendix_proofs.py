"""What several claims of LY, appendix proofs, share: families of instances, statements, and instances in words."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import networkx as nx

from exact.matrices import Matrix, Name
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Part
from proofs.claims.families import matrices as fm
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import (
    at_most,
    equal,
    is_bihierarchy,
    is_bipartite,
    types_at_most,
)
from proofs.reduced_form.problem.structures import (
    ImplementationStructure,
    stacked_incidence,
)


def few_nonzeros(rows: fm.Rows, most: int) -> Verdict:
    """Every column has at most so many nonzero entries."""
    counts = ((sum(map(bool, column)), most) for column in zip(*rows, strict=True))
    return at_most(counts, "the most nonzero entries of a column")


@dataclass(frozen=True)
class Cycle(Displayed):
    """A cycle of [B; C]: columns ("x", cell, profile) and between neighbours a row of B or of C; no further ones."""

    structure: ImplementationStructure
    columns: tuple[Any, ...]
    rows: tuple[Any, ...]

    @property
    def matrix(self) -> Matrix:
        """M': the square submatrix with exactly two ones in every row and column."""
        return stacked_incidence(self.structure).submatrix(self.rows, self.columns)

    def changes(self, which: str) -> int:
        """The numbers of index changes on N x A (rows of C, "g") or on T (rows of B, "f")."""
        return sum(row[0] == which for row in self.rows)

    def runs(self) -> list[tuple[Any, Any, int]]:
        """The paths between rows of B: first and last cell, and the number of their rows of C."""
        size = len(self.rows)
        starts = [k for k, row in enumerate(self.rows) if row[0] == "f"]
        found = []
        for k, start in enumerate(starts):
            length = (starts[(k + 1) % len(starts)] - start - 1) % size
            first = self.columns[(start + 1) % size][1]
            found.append((first, self.columns[(start + 1 + length) % size][1], length))
        return found

    def words(self) -> str:
        steps = " - ".join(f"{''.join(cell)} at {''.join(profile)}" for _, cell, profile in self.columns)
        return f"{ly.shown(self.structure)}; cycle {steps} - back"


def cycles(given: ImplementationStructure, longest: int, most: int) -> Iterator[Cycle]:
    """Cycles whose rows hold just two of their columns, short ones first, through the first column."""
    incidence = stacked_incidence(given)
    members: dict[Name, frozenset[Name]] = {
        name: frozenset(incidence.columns[c] for c, _ in entries)
        for name, entries in zip(incidence.rows, incidence.entries, strict=True)
    }
    through: dict[Name, list[Name]] = {
        column: [row for row in incidence.rows if column in members[row]] for column in incidence.columns
    }
    found: set[frozenset[Name]] = set()
    waiting: deque[tuple[tuple[Name, ...], tuple[Name, ...]]] = deque([((incidence.columns[0],), ())])
    while waiting and len(found) < most:
        columns, rows = waiting.popleft()
        for row in through[columns[-1]]:
            held = members[row].intersection(columns)
            if row in rows:
                continue
            if held == {columns[0], columns[-1]} and len(columns) > 2 and frozenset(columns) not in found:
                found.add(frozenset(columns))
                yield Cycle(given, columns, (*rows, row))
            if len(columns) < longest and held == {columns[-1]}:
                for column in incidence.columns:
                    new = column in members[row] and column != columns[-1]
                    if new and not any(column in members[other] for other in rows):
                        waiting.append(((*columns, column), (*rows, row)))


def market_cycles(seed: int) -> Iterator[Cycle]:
    """Short cycles of canonical markets with binary types, in which every column has three ones."""
    for n, m in ((2, 2), (2, 3), (3, 2)):
        yield from cycles(ly.canonical(n, m, [2] * n), 7, 60)


def standard(case: Cycle) -> Part:
    """A bihierarchy with two types each; every column of [B; C] has three ones, those of the cycle's two."""
    yield is_bihierarchy(case.structure)
    yield types_at_most(case.structure, 2)
    columns = stacked_incidence(case.structure).transpose().entries
    yield equal(((len(column), 3) for column in columns), "the numbers of ones in the columns of [B; C]")
    yield two_in_each_line(case)


def two_in_each_line(case: Cycle) -> Verdict:
    """Each row and each column of the cycle's matrix has two nonzero entries."""
    square = case.matrix
    lines = (*square.entries, *square.transpose().entries)
    return equal(((len(line), 2) for line in lines), "the numbers of entries in the cycle's rows and columns")


def circulant(length: int, name: str) -> Verdict:
    """The changes as LY's Table 2 shows them, a row for each, ones at the places before and after it: unimodular?"""
    names = [f"change {k + 1} {name}" for k in range(length)]
    places = [f"place {k + 1}" for k in range(length)]
    entries: dict[tuple[Name, Name], int] = {}
    for k, row in enumerate(names):
        entries[row, places[k]] = entries[row, places[(k + 1) % length]] = 1
    return total_unimodularity(Matrix.sparse(names, places, entries))


def even(count: int, name: str) -> Part:
    """The count is even; from three changes on also as the matrix of the cycle of changes, unimodular if even."""
    if count > 2:
        yield circulant(count, name)
    yield equal([(count % 2, 0)], f"the number of changes {name} ({count}) modulo 2")


@cache
def bipartite_graphs() -> tuple[ImplementationStructure, ...]:
    """All bipartite graphs on 2 to 4 agents without isolated ones, or with one; two types each."""
    return tuple(given for given in ly.graphs(4, 2) if is_bipartite(given).holds)


def graph_cycles(seed: int) -> Iterator[Cycle]:
    for given in bipartite_graphs():
        if len(given.agents) <= 4 and given.profiles:
            yield from cycles(given, 8, 25)


def graph_cycle(case: Cycle) -> Part:
    yield is_bipartite(case.structure)
    yield types_at_most(case.structure, 2)
    yield two_in_each_line(case)


def sides(given: ImplementationStructure) -> dict[Any, int]:
    """A side for every agent, by a colouring of the graph."""
    graph = nx.Graph()
    graph.add_nodes_from(given.cells)
    graph.add_edges_from(given.sets)
    return dict(nx.bipartite.color(graph))


@dataclass(frozen=True)
class Submatrix(Displayed):
    """A square submatrix of [B; C] by names."""

    structure: ImplementationStructure
    rows: tuple[Any, ...]
    columns: tuple[Any, ...]

    @property
    def matrix(self) -> Matrix:
        return stacked_incidence(self.structure).submatrix(self.rows, self.columns)

    def words(self) -> str:
        return f"{ly.shown(self.structure)}; a submatrix with {len(self.rows)} rows and columns"
