"""Cycles of the matrix [B; C] of a structure, and the sum of their entries (LY, appendix A.3 and A.4).

Shared by the sentences on which the proofs of Theorems 2 and 3 rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import networkx as nx

from exact.matrices import Matrix, Name
from exact.showing.display import Displayed
from exact.unimodular import Submatrix, total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Family, Part, Reading
from proofs.claims.cone_facts import stated as shown
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import claim, equal, is_bihierarchy, is_bipartite, types_at_most
from proofs.claims.stating import Stated
from proofs.reduced_form.problem.structures import ImplementationStructure, stacked_incidence


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
class SubmatrixCase(Displayed):
    """A square submatrix of [B; C] by names."""

    structure: ImplementationStructure
    rows: tuple[Any, ...]
    columns: tuple[Any, ...]

    @property
    def matrix(self) -> Matrix:
        return stacked_incidence(self.structure).submatrix(self.rows, self.columns)

    def words(self) -> str:
        return f"{ly.shown(self.structure)}; a submatrix with {len(self.rows)} rows and columns"


@cache
def violating_cycle(given: ImplementationStructure) -> Cycle | None:
    """The violator of [B; C] as a cycle, if each of its rows and columns has just two ones."""
    found = total_unimodularity(stacked_incidence(given)).evidence
    if not isinstance(found, Submatrix):
        return None
    square = stacked_incidence(given).submatrix(found.rows, found.columns)
    if any(len(line) != 2 for line in (*square.entries, *square.transpose().entries)):
        return None
    ones = [[place for place, _ in line] for line in square.entries]
    rows: list[Name] = []
    columns: list[Name] = [square.columns[0]]
    here, used = 0, set[int]()
    while len(used) < len(ones):
        row = next((r for r, line in enumerate(ones) if here in line and r not in used), None)
        if row is None:
            return None
        used.add(row)
        rows.append(square.rows[row])
        here = next(place for place in ones[row] if place != here)
        columns.append(square.columns[here])
    return Cycle(given, tuple(columns[:-1]), tuple(rows)) if columns[-1] == columns[0] else None


def with_violators(
    structures: Callable[[], Iterator[ImplementationStructure]], rest: Callable[[int], Iterator[Cycle]]
) -> Callable[[int], Iterator[Cycle]]:
    """The cycles that violate total unimodularity, where there are any, then the others."""

    def stream(seed: int) -> Iterator[Cycle]:
        listed = [cycle for given in structures() if (cycle := violating_cycle(given)) is not None]
        yield from listed
        yield from (cycle for cycle in rest(seed) if cycle not in listed)

    return stream


def with_its_matrix(hypothesis: Callable[[Cycle], Part]) -> Callable[[Cycle], Part]:
    """The hypothesis, and whether the cycle's matrix is totally unimodular, which shows its entries."""
    return lambda case: [*hypothesis(case), shown(total_unimodularity(case.matrix))]


def sum_is_divisible(case: Cycle) -> Part:
    total = case.matrix.nonzeros
    yield equal([(total % 4, 0)], f"the sum of the entries of the cycle ({total}) modulo 4")


def cycle_sums(
    name: str,
    where: str,
    title: str,
    *readings: tuple[str, str, Family],
    hypothesis: Callable[[Cycle], Part],
    stated: Stated,
    rests_on: tuple[str, ...],
) -> Claim:
    """`stated` is the first reading as data."""
    return claim(
        name,
        where,
        title,
        *(
            Reading(
                name=reading,
                wording=wording,
                hypothesis=with_its_matrix(hypothesis),
                conclusion=sum_is_divisible,
                families=(family,),
                because=lambda case: (
                    f"the cycle has {len(case.rows)} rows with two ones each, an odd number of rows, so the sum of its "
                    "entries is not a multiple of four and its determinant is 2 or -2"
                ),
                describe=Cycle.words,
                budget=150,
                stated=stated if place == 0 else None,
            )
            for place, (reading, wording, family) in enumerate(readings)
        ),
        rests_on=rests_on,
    )
