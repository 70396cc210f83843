"""Lang & Yang (2023), appendix A.2 to A.4: the sentences on which the proofs of Theorems 1 to 3 rest."""

from __future__ import annotations

import itertools
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import networkx as nx

from exact.linear import Coefficients, LinearSystem, optimum
from exact.matrices import Matrix, Name
from exact.showing.display import Displayed
from exact.unimodular import total_unimodularity
from exact.verdicts import Verdict
from proofs.claims.claim import Claim, Expected, Family, Part, Reading
from proofs.claims.cone_facts import (
    rows_in_words,
    stated,
)
from proofs.claims.families import matrices as fm
from proofs.claims.families import problems as ly
from proofs.claims.lang_yang.common import (
    CapacityCase,
    at_most,
    capacity,
    equal,
    is_bihierarchy,
    is_bipartite,
    shown_capacity_case,
    types_at_most,
    value_of,
)
from proofs.claims.lang_yang.printed import quoted
from proofs.claims.lang_yang.titles import claim
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.structures import (
    ImplementationStructure,
    preserves_total_unimodularity,
    stacked_incidence,
)


def few_nonzeros(rows: fm.Rows, most: int) -> Verdict:
    """Every column has at most so many nonzero entries."""
    counts = ((sum(map(bool, column)), most) for column in zip(*rows, strict=True))
    return at_most(counts, "the most nonzero entries of a column")


@cache
def two_a_column(rows: fm.Rows) -> tuple[list[Verdict], Verdict]:
    """For "some submatrix with at most two nonzeros a column is not totally unimodular", by sets of rows."""

    def verdicts() -> Iterator[Verdict]:
        for size in range(1, len(rows) + 1):
            for chosen in itertools.combinations(rows, size):
                kept = [c for c in zip(*chosen, strict=True) if sum(map(bool, c)) <= 2]
                if kept:
                    yield total_unimodularity(Matrix.dense(zip(*kept, strict=True), columns=range(len(kept))))

    good: list[Verdict] = []
    for verdict in verdicts():
        if verdict.holds is not True:
            return [], verdict
        good.append(verdict)
    return good[:-1], good[-1]


def three_hypothesis(rows: fm.Rows) -> Part:
    yield few_nonzeros(rows, 3)
    yield stated(total_unimodularity(Matrix.dense(rows, columns=range(len(rows[0])))))
    yield from two_a_column(rows)[0]


def three_conclusion(rows: fm.Rows) -> Part:
    whole = total_unimodularity(Matrix.dense(rows, columns=range(len(rows[0]))))
    yield Expected(two_a_column(rows)[1], bool(whole))


def three_a_column(seed: int) -> Iterator[fm.Rows]:
    """Random matrices with at most three nonzeros a column, entries -2 to 2, mostly -1, 0, 1."""
    draw = random.Random(seed)
    while True:
        height, width = draw.randint(3, 6), draw.randint(2, 6)
        columns = []
        for _ in range(width):
            places = draw.sample(range(height), draw.randint(1, 3))
            columns.append(
                [
                    draw.choice((1, 1, 1, -1, -1, 2 if draw.random() < 0.1 else 1)) if k in places else 0
                    for k in range(height)
                ]
            )
        yield tuple(zip(*columns, strict=True))


THREE_NONZEROS = claim(
    "appendix.three-nonzeros",
    "appendix A.3, proof of Theorem 2(2)(a)",
    Reading(
        wording="A matrix with at most three nonzero entries in each column is totally unimodular if and only if each "
        "of its submatrices with at most two in each column is.",
        hypothesis=three_hypothesis,
        conclusion=three_conclusion,
        families=(
            Family(
                "all matrices up to 3 x 3 with entries -1, 0, 1",
                lambda seed: fm.small(((1, 1), (2, 2), (3, 2), (3, 3))),
            ),
            Family("random matrices up to 6 x 6 with at most three nonzeros a column", three_a_column, endless=True),
        ),
        because=lambda rows: "the submatrices are totally unimodular, and the matrix is not",
        describe=rows_in_words,
        budget=450,
    ),
)


# ------------------------------------------------------------------------------------- cycles in [B; C], and parity


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


def parity(name: str, wording: str, which: str, what: str) -> Claim:
    return claim(
        name,
        "appendix A.3, proof of Theorem 2(2)(a)",
        Reading(
            wording=wording,
            hypothesis=standard,
            conclusion=lambda case: even(case.changes(which), what),
            families=(
                Family("short cycles of the canonical 2 x 2, 2 x 3 and 3 x 2 markets, binary types", market_cycles),
            ),
            because=lambda case: (
                f"the cycle has {case.changes(which)} changes {what}, an odd number: their matrix, with ones at the "
                "places before and after each, has determinant 2"
            ),
            describe=Cycle.words,
            budget=180,
        ),
    )


EVEN_OBJECTS = parity(
    "appendix.even-changes-objects",
    "In a bihierarchy with standard constraints and binary types the number of index changes on N x A along a cycle of "
    "[B; C] with two ones in every row and column is even.",
    "g",
    "on N x A",
)
EVEN_TYPES = parity(
    "appendix.even-changes-types",
    "In a bihierarchy with standard constraints and binary types the number of index changes on T along such a cycle "
    "is even.",
    "f",
    "on T",
)


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


def even_paths(case: Cycle) -> Part:
    """The numbers of paths, and of odd ones (first and last agent on the same side), are even."""
    side = sides(case.structure)
    runs = case.runs()
    odd = sum(side[first] == side[last] for first, last, _ in runs)
    yield equal([(odd % 2, 0)], f"the number of odd paths ({odd}) modulo 2")
    yield equal([(len(runs) % 2, 0)], f"the number of paths ({len(runs)}) modulo 2")


PATHS = claim(
    "appendix.theorem-3.paths",
    "appendix A.4, proof of Theorem 3",
    Reading(
        wording="In a bipartite graph with binary types the number of odd paths (those whose ends are on one side of "
        "the graph) in a cycle of [B; C] is even, and so is the number of all paths.",
        hypothesis=graph_cycle,
        conclusion=even_paths,
        families=(Family("short cycles of all bipartite graphs on at most 4 agents, binary types", graph_cycles),),
        because=lambda case: (
            f"the graph has no odd cycle and every agent has two types, but the cycle has {len(case.runs())} paths "
            "between its rows of B, and the number of paths or of odd ones among them is odd"
        ),
        describe=Cycle.words,
        budget=150,
    ),
)


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


def even_submatrices(seed: int) -> Iterator[Submatrix]:
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
            yield Submatrix(given, *found)


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


def even_sums(case: Submatrix) -> Part:
    yield is_bipartite(case.structure)
    square = case.matrix
    yield equal([(len(square.rows), len(square.columns))], "the number of rows", "the number of columns")
    lines = (*square.entries, *square.transpose().entries)
    yield equal(((len(line) % 2, 0) for line in lines), "the sums of rows and columns, modulo 2,")


def entry_cycles(case: Submatrix) -> list[list[tuple[int, int]]]:
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


def decomposed(case: Submatrix) -> Part:
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
        describe=Submatrix.words,
        budget=120,
    ),
)


# --------------------------------------------------------------------------- the reduction, and the pointwise minimum


def square_submatrices(seed: int) -> Iterator[Submatrix]:
    """Random square submatrices of [B; C] for bihierarchies with binary types; without end."""
    draw = random.Random(seed)
    for given in ly.random_structures(seed, 3, 2, 2, ly.is_bihierarchy, 6):
        whole = stacked_incidence(given)
        size = draw.randint(2, min(7, *whole.shape))
        yield Submatrix(given, tuple(draw.sample(whole.rows, size)), tuple(draw.sample(whole.columns, size)))


def two_sides(given: ImplementationStructure) -> tuple[set[Any], set[Any]]:
    """The two hierarchies of the sets of two cells or more."""
    graph = nx.Graph()
    graph.add_nodes_from(given.sets)
    graph.add_edges_from(
        (one, other)
        for one, other in itertools.combinations(given.sets, 2)
        if set(one) & set(other) and not set(one) <= set(other) and not set(other) <= set(one)
    )
    side = nx.bipartite.color(graph)
    return {s for s in given.sets if not side[s]}, {s for s in given.sets if side[s]}


def reduced(case: Submatrix) -> list[list[int]]:
    """Rows of C less the rows of the greatest sets within theirs that are rows of the submatrix too."""
    lists = dict(zip(case.rows, case.matrix.to_lists(), strict=True))
    result = []
    families = two_sides(case.structure)
    for row in case.rows:
        line = list(lists[row])
        if row[0] == "g":
            family = next(f for f in families if row[1] in f)
            inside = [
                other
                for other in case.rows
                if other[0] == "g" and other[2] == row[2] and other[1] in family and set(other[1]) < set(row[1])
            ]
            for other in inside:
                if not any(set(other[1]) < set(between[1]) for between in inside):
                    line = [a - b for a, b in zip(line, lists[other], strict=True)]
        result.append(line)
    return result


def reduces(case: Submatrix) -> Part:
    """The determinants have one size; entries 0 and 1; at most one 1 in each column for each hierarchy and for B."""
    after = reduced(case)
    size = Matrix.dense(after, columns=range(len(after)))
    sizes = abs(case.matrix.determinant()), abs(size.determinant())
    yield equal([sizes], "the absolute value of the determinant", "that after the reduction")
    yield equal(((e * (e - 1), 0) for e in itertools.chain(*after)), "e (e - 1), for all entries e,")
    for family in two_sides(case.structure):
        rows = [line for row, line in zip(case.rows, after, strict=True) if row[0] == "g" and row[1] in family]
        yield at_most(
            ((sum(column), 1) for column in zip(*rows, strict=True)), "the most ones of a hierarchy in a column"
        )
    yield at_most(((sum(column), 3) for column in zip(*after, strict=True)), "the most ones of a column")


REDUCTION = claim(
    "appendix.theorem-2.reduction",
    "appendix A.3, proof of Theorem 2(2)(b)",
    Reading(
        wording="By subtracting rows of sets from those of sets that contain them, a square submatrix of [B; C] for a "
        "bihierarchy becomes one with entries 0 and 1, at most one 1 in each column for each hierarchy and at most "
        "three in all, and with a determinant of the same size.",
        hypothesis=lambda case: [is_bihierarchy(case.structure)],
        conclusion=reduces,
        families=(
            Family(
                "random square submatrices up to 7 x 7, bihierarchies on at most 3 agents and 2 objects, binary types",
                square_submatrices,
                endless=True,
            ),
        ),
        because=lambda case: "the matrix after the row operations is not of that form",
        describe=Submatrix.words,
        budget=200,
    ),
)


def pointwise(case: CapacityCase) -> Part:
    """min g c - h b over g, h >= 0 with (g - h) chi = sign(U, V), and the capacity."""
    cells, quotas = case.problem.cells, case.problem.constraints
    names: list[Name] = [(which, k) for which in ("g", "h") for k in range(len(quotas))]
    rows: list[tuple[Coefficients, int]] = []
    for cell in cells:
        row: dict[Any, int] = {("g", k): 1 for k, quota in enumerate(quotas) if cell in quota.cells}
        row |= {("h", k): -1 for k, quota in enumerate(quotas) if cell in quota.cells}
        rows.append((row, int(cell in case.plus) - int(cell in case.minus)))
    cost: dict[Any, Fraction] = {}
    for k, quota in enumerate(quotas):
        assert quota.ceiling is not None
        cost |= {("g", k): quota.ceiling, ("h", k): -quota.floor}
    least = optimum(LinearSystem.make(names, equal=rows, lower=0), cost, "min")
    own = capacity(case.problem, case.plus, case.minus)
    yield least
    yield own
    yield equal([(value_of(least), value_of(own))], "the least value of the dual", "the capacity")


def duality_cases(seed: int) -> Iterator[CapacityCase]:
    """Random quotas on small structures and random bihierarchies, and random disjoint sets; without end."""
    draw = random.Random(seed)
    small = ly.merged(ly.structures(2, 1, 2), ly.structures(1, 3, 1), ly.structures(2, 2, 1)[:60])
    larger = ly.random_structures(seed, 3, 2, 2, ly.is_bihierarchy)
    while True:
        given = draw.choice(small) if draw.random() < 0.5 else next(larger)
        problem = ly.random_problem(draw, given)
        marks = {cell: draw.choice((0, 1, -1)) for cell in problem.cells}
        plus, minus = (frozenset(c for c, mark in marks.items() if mark == sign) for sign in (1, -1))
        yield CapacityCase(problem, plus, minus)


def smaller_duality(case: CapacityCase) -> Iterator[CapacityCase]:
    for problem in ly.smaller_problems(case.problem):
        cells = set(problem.cells)
        yield CapacityCase(problem, frozenset(case.plus & cells), frozenset(case.minus & cells))


DUALITY = claim(
    "appendix.theorem-1.duality",
    "appendix A.2, proof of Theorem 1",
    Reading(
        wording="If the projection cone preserves total unimodularity and some outcome is feasible, the least g c - h "
        "b over g, h >= 0 on the constraint sets with (g - h) chi = sign(U, V) is beta(U, V).",
        hypothesis=lambda case: [
            has_outcome(case.problem),
            preserves_total_unimodularity(ly.structure_of(case.problem)),
        ],
        conclusion=pointwise,
        families=(
            Family(
                "random quotas and sets on small structures and random bihierarchies on at most 3 agents and 2 objects",
                duality_cases,
                endless=True,
            ),
        ),
        because=lambda case: "the minimum and the capacity differ",
        describe=shown_capacity_case,
        smaller=smaller_duality,
        budget=250,
    ),
)

CLAIMS = quoted([DUALITY, EVEN_OBJECTS, EVEN_TYPES, THREE_NONZEROS, REDUCTION, CYCLES, PATHS])
