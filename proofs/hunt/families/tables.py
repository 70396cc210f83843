"""Graphs, matrices, vectors and linear systems, small ones first."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exact.matrices import Matrix
from exact.showing.display import counted
from proofs.claims.families import matrices as small_matrices
from proofs.claims.instances import Instances

SMALL_MATRICES = 20_000
"""Matrices of a size are listed while there are no more of them, counted without regard to the order of rows."""

Graph = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""Vertices and edges."""


def graphs(vertices: int = 6, connected: bool = False) -> Instances:
    """All graphs on at most so many vertices (7 at most) up to isomorphism; sort `data`.

    In a claim `graph["vertices"]` and `graph["edges"]`, an edge being a list of two vertices. Raises `ValueError`.
    """
    if not 1 <= vertices <= 7:
        raise ValueError(f"graphs are listed on 1 to 7 vertices, not {vertices}")

    def stream(seed: int) -> Iterator[Graph]:
        from networkx import is_connected
        from networkx.generators.atlas import graph_atlas_g

        for graph in graph_atlas_g()[1:]:
            if graph.number_of_nodes() <= vertices and (not connected or is_connected(graph)):
                edges = sorted((str(a + 1), str(b + 1)) for a, b in map(sorted, graph.edges()))
                yield tuple(str(v + 1) for v in sorted(graph)), tuple(edges)

    return Instances(
        f"all {'connected ' if connected else ''}graphs on at most {counted(vertices, 'vertex', 'vertices')}",
        stream,
        sorts=("data",),
        to_plain=lambda graph: ({"vertices": list(graph[0]), "edges": [list(edge) for edge in graph[1]]},),
        describe=lambda graph: (
            f"vertices {', '.join(graph[0])}; edges {', '.join('-'.join(e) for e in graph[1]) or 'none'}"
        ),
        smaller=_smaller_graphs,
    )


def _smaller_graphs(graph: Graph) -> Iterator[Graph]:
    """Without a vertex and its edges, or without an edge."""
    vertices, edges = graph
    for gone in vertices if len(vertices) > 1 else ():
        yield tuple(v for v in vertices if v != gone), tuple(edge for edge in edges if gone not in edge)
    yield from ((vertices, tuple(edge for edge in edges if edge != gone)) for gone in edges)


Rows = small_matrices.Rows
KINDS = ("any", "unimodular", "nearly unimodular")


def matrices(rows: int = 3, columns: int = 3, entries: Sequence[int] = (-1, 0, 1), kind: str = "any") -> Instances:
    """Matrices of at most the size with these entries, up to the order of rows and of columns; sort `matrix`.

    Of the kind `any` all are listed, size after size, while there are few, and larger ones drawn. `unimodular`: random
    ones with consecutive ones in their rows, or with the arcs of a graph, rows and columns negated; `nearly
    unimodular`: the same with an entry changed. Raises `ValueError`.
    """
    if rows < 1 or columns < 1 or not entries:
        raise ValueError("a matrix has a row, a column and entries to choose from")
    if kind not in KINDS:
        raise ValueError(f'kind: "{kind}" is none of {", ".join(KINDS)}')
    size, values = f"at most {rows} x {columns}", tuple(sorted(set(entries)))
    first = Instances(
        f"random {'totally ' if kind == 'unimodular' else ''}{kind} matrices of {size}",
        lambda seed: small_matrices.random_unimodular(seed, rows, columns),
        endless=True,
        sorts=("matrix",),
        to_plain=lambda given: (Matrix.dense(given).about(),),
        describe=_rows_in_words,
        smaller=small_matrices.smaller_rows,
    )
    if kind == "unimodular":
        return first
    if kind == "nearly unimodular":
        return replace(first, instances=lambda seed: _one_changed(seed, first.instances(seed), values))
    shapes = sorted(itertools.product(range(1, rows + 1), range(1, columns + 1)), key=lambda s: (s[0] * s[1], s))
    few = [(h, w) for h, w in shapes if _count(len(values), h, w) <= SMALL_MATRICES]
    own = ", ".join(map(str, values))
    up_to = size if len(few) == len(shapes) else ", ".join(f"{h} x {w}" for h, w in few)
    small = replace(
        first,
        words=f"all matrices of {up_to} with entries {own}",
        instances=lambda seed: small_matrices.small(few, values),
        endless=False,
    )
    if len(few) == len(shapes):
        return small
    drawn = replace(
        first,
        words=f"random matrices of {size} with entries {own}",
        instances=lambda seed: _random_rows(seed, rows, columns, values),
    )
    return small.and_then(drawn)


def _count(values: int, height: int, width: int) -> int:
    """How many lists of rows there are, without regard to the order of rows."""
    lines = values**width
    count = 1
    for k in range(height):
        count = count * (lines + k) // (k + 1)
    return count


def _random_rows(seed: int, rows: int, columns: int, entries: tuple[int, ...]) -> Iterator[Rows]:
    draw = random.Random(f"matrices {seed}")
    while True:
        height, width = draw.randint(max(1, rows - 1), rows), draw.randint(max(1, columns - 1), columns)
        yield tuple(tuple(draw.choice(entries) for _ in range(width)) for _ in range(height))


def _one_changed(seed: int, stream: Iterator[Rows], entries: tuple[int, ...]) -> Iterator[Rows]:
    draw = random.Random(f"one entry changed {seed}")
    for rows in stream:
        r, c = draw.randrange(len(rows)), draw.randrange(len(rows[0]))
        changed = (*rows[r][:c], draw.choice(entries), *rows[r][c + 1 :])
        yield (*rows[:r], changed, *rows[r + 1 :])


def _rows_in_words(rows: Rows) -> str:
    return "rows " + ", ".join(_vector_in_words(row) for row in rows)


def _vector_in_words(vector: Sequence[int]) -> str:
    return f"({', '.join(map(str, vector))})"


def vectors(size: int, entries: Sequence[int] = (-1, 0, 1)) -> Instances:
    """All vectors of the size with these entries, small entries first; sort `vector`."""
    values = sorted(set(entries), key=lambda e: (abs(e), e))
    return Instances(
        f"all vectors of size {size} with entries {', '.join(map(str, values))}",
        lambda seed: iter(sorted(itertools.product(values, repeat=size), key=lambda v: sum(map(abs, v)))),
        sorts=("vector",),
        to_plain=lambda vector: (list(vector),),
        describe=_vector_in_words,
        smaller=_smaller_vectors,
    )


def _smaller_vectors(vector: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for k, entry in enumerate(vector):
        if entry:
            yield (*vector[:k], entry - (1 if entry > 0 else -1), *vector[k + 1 :])


def systems(rows: int = 2, variables: int = 2, entries: Sequence[int] = (-1, 0, 1)) -> Instances:
    """A and b of linear systems A x <= b, A x = b and the like: sorts `vectors` (the rows of A) and `vector` (b).

    All of at most the size while there are few, then random ones, half of their entries 0 or nearly. Raises
    `ValueError`.
    """
    if rows < 1 or variables < 1 or not entries:
        raise ValueError("a system has a row, a variable and coefficients to choose from")
    values = tuple(sorted(set(entries), key=lambda e: (abs(e), e)))
    shapes = sorted(itertools.product(range(1, rows + 1), range(1, variables + 1)), key=lambda s: (s[0] * s[1], s))
    few = [(h, w) for h, w in shapes if _count(len(values), h, w + 1) <= SMALL_MATRICES]
    own = ", ".join(map(str, values))

    def listing(seed: int) -> Iterator[tuple[Rows, tuple[int, ...]]]:
        for height, width in few:
            lines = sorted(itertools.product(values, repeat=width + 1), key=lambda row: sum(map(abs, row)))
            for table in itertools.combinations_with_replacement(lines, height):
                yield _split(table)

    def drawing(seed: int) -> Iterator[tuple[Rows, tuple[int, ...]]]:
        return map(_split, _random_rows(seed, rows, variables + 1, (*values, *([0] * (len(values) - 1)))))

    up_to = f"at most {rows} x {variables}" if len(few) == len(shapes) else ", ".join(f"{h} x {w}" for h, w in few)
    small = Instances(
        f"all A, b with A of {up_to} and entries {own}",
        listing,
        sorts=("vectors", "vector"),
        to_plain=lambda case: ([list(row) for row in case[0]], list(case[1])),
        describe=lambda case: f"A with {_rows_in_words(case[0])}; b = {_vector_in_words(case[1])}",
        smaller=_smaller_systems,
    )
    words = f"random A, b with A of at most {rows} x {variables} and entries {own}"
    return (
        small
        if len(few) == len(shapes)
        else small.and_then(replace(small, words=words, instances=drawing, endless=True))
    )


def _split(table: Rows) -> tuple[Rows, tuple[int, ...]]:
    wide = [row if len(row) > 1 else (*row, 0) for row in table]
    return tuple(row[:-1] for row in wide), tuple(row[-1] for row in wide)


def _smaller_systems(case: tuple[Rows, tuple[int, ...]]) -> Iterator[tuple[Rows, tuple[int, ...]]]:
    table = tuple((*row, bound) for row, bound in zip(*case, strict=True))
    yield from (_split(less) for less in small_matrices.smaller_rows(table) if len(less[0]) > 1)
