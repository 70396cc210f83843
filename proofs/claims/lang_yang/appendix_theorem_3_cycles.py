"""LY, appendix A.4, proof of Theorem 3: decomposition into entry-disjoint cycles with even row and column sums."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import networkx as nx

from exact.matrices import Matrix, Name
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families.lang_yang import claim, equal, is_bipartite
from proofs.claims.families.structure_cycles import SubmatrixCase, bipartite_graphs
from proofs.reduced_form.problem.structures import stacked_incidence


def even_submatrices(seed: int) -> Iterator[SubmatrixCase]:
    """Random square submatrices with even row and column sums, for bipartite graphs; without end."""
    draw = random.Random(seed)
    graphs = [given for given in bipartite_graphs() if len(given.agents) <= 3]
    while True:
        given = draw.choice(graphs)
        whole = stacked_incidence(given)
        rows = [row for row in whole.rows if draw.random() < 0.9]
        columns = [column for column in whole.columns if draw.random() < 0.7]
        found = _evened(whole, rows, columns)
        if found is not None:
            yield SubmatrixCase(given, *found)


def _evened(whole: Matrix, rows: list[Name], columns: list[Name]) -> tuple[tuple[Name, ...], tuple[Name, ...]] | None:
    """Odd rows and columns dropped until there are none; then zero rows or columns added to make it square."""
    while rows and columns:
        part = whole.submatrix(rows, columns)
        odd = {name for name, line in zip(part.rows, part.entries, strict=True) if len(line) % 2}
        bad = {name for name, line in zip(part.columns, part.transpose().entries, strict=True) if len(line) % 2}
        if not odd and not bad:
            break
        rows, columns = [r for r in rows if r not in odd], [c for c in columns if c not in bad]
    part = whole.submatrix(rows, columns)
    full = [r for r, line in zip(part.rows, part.entries, strict=True) if line]
    wide = [c for c, line in zip(part.columns, part.transpose().entries, strict=True) if line]
    if not full:
        return None
    empty = [r for r in whole.rows if not whole.submatrix([r], wide).nonzeros]
    blank = [c for c in whole.columns if not whole.submatrix(full, [c]).nonzeros]
    lacking = len(wide) - len(full)
    if lacking > len(empty) or -lacking > len(blank):
        return None
    return (*full, *empty[: max(lacking, 0)]), (*wide, *blank[: max(-lacking, 0)])


def even_sums(case: SubmatrixCase) -> Part:
    yield is_bipartite(case.structure)
    square = case.matrix
    yield equal([(len(square.rows), len(square.columns))], "the number of rows", "the number of columns")
    lines = (*square.entries, *square.transpose().entries)
    yield equal(((len(line) % 2, 0) for line in lines), "the sums of rows and columns, modulo 2,")


def entry_cycles(case: SubmatrixCase) -> list[list[tuple[int, int]]]:
    """The entries split into cycles of the bipartite graph of rows and columns."""
    graph = nx.Graph()
    graph.add_edges_from((("row", r), ("column", c)) for r, line in enumerate(case.matrix.entries) for c, _ in line)
    found = []
    while graph.number_of_edges():
        steps = nx.find_cycle(graph)
        graph.remove_edges_from(steps)
        pairs = [(a, b) if a[0] == "row" else (b, a) for a, b in steps]
        found.append([(row[1], column[1]) for row, column in pairs])
    return found


def decomposed(case: SubmatrixCase) -> Part:
    """The cycles hold every entry once, and every row and column of a cycle two entries."""
    found = entry_cycles(case)
    listed_entries = sorted(itertools.chain(*found))
    own = sorted((r, c) for r, line in enumerate(case.matrix.entries) for c, _ in line)
    yield equal([(len(set(listed_entries) ^ set(own)), 0)], "the number of entries in no cycle")
    yield equal([(len(listed_entries), len(own))], "the number of entries of the cycles", "that of the matrix")
    for cycle in found:
        for side in (0, 1):
            counts = [sum(entry[side] == k for entry in cycle) for k in {entry[side] for entry in cycle}]
            yield equal(((count, 2) for count in counts), "the numbers of the cycle's entries in a row or column")


CYCLES = claim(
    "appendix.theorem-3.cycles",
    "appendix A.4, proof of Theorem 3",
    "decomposition into entry-disjoint cycles with even row and column sums",
    Reading(
        wording="A square submatrix of [B; C] with even row and column sums, for a bipartite graph with binary types, "
        "splits into entry-disjoint cycles, each with even row and column sums.",
        hypothesis=even_sums,
        conclusion=decomposed,
        families=(
            Family(
                "random square submatrices with even sums, bipartite graphs on at most 3 agents",
                even_submatrices,
                endless=True,
            ),
        ),
        because=lambda case: "the entries do not split into cycles",
        describe=SubmatrixCase.words,
        budget=120,
    ),
)


CLAIMS = [CYCLES]
