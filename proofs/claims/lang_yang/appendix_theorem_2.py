"""LY, appendix A.3, proof of Theorem 2(2)(b): the row operations reduce the general case to the standard one."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

import networkx as nx

from exact.matrices import Matrix
from proofs.claims.claim import Family, Part, Reading
from proofs.claims.families import problems as ly
from proofs.claims.families.lang_yang import at_most, claim, equal, is_bihierarchy
from proofs.claims.families.structure_cycles import SubmatrixCase
from proofs.reduced_form.problem.structures import ImplementationStructure, stacked_incidence


def square_submatrices(seed: int) -> Iterator[SubmatrixCase]:
    """Random square submatrices of [B; C] for bihierarchies with binary types; without end."""
    draw = random.Random(seed)
    for given in ly.random_structures(seed, 3, 2, 2, ly.is_bihierarchy, 6):
        whole = stacked_incidence(given)
        size = draw.randint(2, min(7, *whole.shape))
        yield SubmatrixCase(given, tuple(draw.sample(whole.rows, size)), tuple(draw.sample(whole.columns, size)))


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


def reduced(case: SubmatrixCase) -> list[list[int]]:
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


def reduces(case: SubmatrixCase) -> Part:
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
    "the row operations reduce the general case to the standard one",
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
        describe=SubmatrixCase.words,
        budget=200,
    ),
)


CLAIMS = [REDUCTION]
