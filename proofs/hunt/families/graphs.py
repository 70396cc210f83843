"""Graphs: all small ones up to isomorphism, kinds of them with names, and random ones."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from exact.showing.display import counted
from proofs.claims.instances import Instances

Graph = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""Vertices and edges."""

ATLAS = 7
"""So many vertices have the graphs of NetworkX's atlas at most."""

LISTED_TREES = 9
"""Trees with so many vertices are listed up to isomorphism, larger ones drawn."""


def graphs(vertices: int = 6, connected: bool = False, kind: str = "any") -> Instances:
    """Graphs on at most so many vertices; sort `data`.

    Of the kind `any` all up to isomorphism, on 7 vertices at most. All of a kind, small ones first: `paths`, `cycles`,
    `stars`, `complete`, `complete bipartite`, `wheels`, `grids`, `trees` (on 9 vertices at most, then random ones).
    Drawn from a seed: `random`, `random bipartite`, `random regular` ones. In a claim `graph["vertices"]` and
    `graph["edges"]`, an edge being a list of two vertices. Raises `ValueError`.
    """
    if kind not in KINDS:
        raise ValueError(f'kind: "{kind}" is none of {", ".join(KINDS)}')
    if kind == "any" and not 1 <= vertices <= ATLAS:
        raise ValueError(f'graphs are listed on 1 to {ATLAS} vertices, not {vertices}; kind="random" draws larger ones')
    if vertices < KINDS[kind]:
        raise ValueError(f"{_in_words(kind)} have {KINDS[kind]} vertices or more, not {vertices}")

    def kept(stream: Iterable[Graph]) -> Iterator[Graph]:
        return filter(_is_connected, stream) if connected else iter(stream)

    own = f"{'connected ' if connected else ''}{_in_words(kind)}"
    drawn = kind in DRAWN
    family = Instances(
        f"{'' if drawn else 'all '}{own} on at most {counted(vertices, 'vertex', 'vertices')}",
        (lambda seed: kept(DRAWN[kind](random.Random(f"{kind} {seed}"), vertices)))
        if drawn
        else (lambda seed: kept(_listed(kind, vertices))),
        endless=drawn,
        sorts=("data",),
        to_plain=lambda graph: ({"vertices": list(graph[0]), "edges": [list(edge) for edge in graph[1]]},),
        describe=lambda graph: (
            f"vertices {', '.join(graph[0])}; edges {', '.join('-'.join(e) for e in graph[1]) or 'none'}"
        ),
        smaller=_smaller_graphs,
        nearby=lambda graph: kept(_nearby(kind, graph, vertices)),
    )
    if kind != "trees" or vertices <= LISTED_TREES:
        return family
    more = replace(
        family,
        words=f"random trees on at most {vertices} vertices",
        instances=lambda seed: _random_trees(random.Random(f"trees {seed}"), vertices),
        endless=True,
    )
    return replace(family, words=f"all trees on at most {LISTED_TREES} vertices").and_then(more)


def _in_words(kind: str) -> str:
    return "graphs" if kind == "any" else kind if kind in PLURAL else f"{kind} graphs"


def _made(count: int, pairs: Iterable[tuple[int, int]]) -> Graph:
    """Vertices "1", "2", ... and the edges between them, sorted."""
    edges = sorted({(min(pair), max(pair)) for pair in pairs})
    return tuple(str(v + 1) for v in range(count)), tuple((str(a + 1), str(b + 1)) for a, b in edges)


def _pairs(graph: Graph) -> set[tuple[int, int]]:
    place = {name: k for k, name in enumerate(graph[0])}
    return {(place[a], place[b]) for a, b in graph[1]}


def _from_networkx(graph: Any) -> Graph:
    place = {vertex: k for k, vertex in enumerate(sorted(graph))}
    return _made(len(place), [(place[a], place[b]) for a, b in graph.edges()])


def _to_networkx(graph: Graph) -> Any:
    from networkx import Graph as Made

    made = Made(graph[1])
    made.add_nodes_from(graph[0])
    return made


def _is_connected(graph: Graph) -> bool:
    from networkx import is_connected

    return bool(is_connected(_to_networkx(graph)))


def _is_bipartite(graph: Graph) -> bool:
    from networkx import is_bipartite

    return bool(is_bipartite(_to_networkx(graph)))


# ------------------------------------------------------------------------------------------------------------- listed


def _atlas(most: int) -> Iterator[Graph]:
    from networkx.generators.atlas import graph_atlas_g

    return (_from_networkx(graph) for graph in graph_atlas_g()[1:] if graph.number_of_nodes() <= most)


def _path(count: int) -> Graph:
    return _made(count, itertools.pairwise(range(count)))


def _cycle(count: int) -> Graph:
    return _made(count, [*itertools.pairwise(range(count)), (0, count - 1)])


def _wheel(count: int) -> Graph:
    """A hub joined with every vertex of a cycle."""
    rim = range(1, count)
    return _made(count, [*((0, v) for v in rim), *itertools.pairwise(rim), (1, count - 1)])


def _sizes(most: int, least: int) -> Iterator[tuple[int, int]]:
    """Pairs a <= b, few vertices a b first."""
    pairs = ((a, b) for a in range(least, most + 1) for b in range(a, most // a + 1))
    return iter(sorted(pairs, key=lambda pair: (pair[0] * pair[1], pair)))


def _grid(high: int, wide: int) -> Graph:
    cells = list(itertools.product(range(high), range(wide)))
    right = [(r * wide + c, r * wide + c + 1) for r, c in cells if c + 1 < wide]
    return _made(high * wide, [*right, *((r * wide + c, (r + 1) * wide + c) for r, c in cells if r + 1 < high)])


def _bipartite(one: int, other: int) -> Graph:
    return _made(one + other, itertools.product(range(one), range(one, one + other)))


def _trees(most: int) -> Iterator[Graph]:
    from networkx import nonisomorphic_trees

    yield from map(_path, range(1, min(most, 2) + 1))
    for count in range(3, min(most, LISTED_TREES) + 1):
        yield from map(_from_networkx, nonisomorphic_trees(count))


LISTED: dict[str, Callable[[int], Iterable[Graph]]] = {
    "any": _atlas,
    "paths": lambda most: map(_path, range(1, most + 1)),
    "cycles": lambda most: map(_cycle, range(3, most + 1)),
    "stars": lambda most: (_bipartite(1, count - 1) for count in range(2, most + 1)),
    "complete": lambda most: (_made(n, itertools.combinations(range(n), 2)) for n in range(1, most + 1)),
    "complete bipartite": lambda most: (
        _bipartite(one, count - one) for count in range(2, most + 1) for one in range(1, count // 2 + 1)
    ),
    "wheels": lambda most: map(_wheel, range(4, most + 1)),
    "grids": lambda most: itertools.starmap(_grid, _sizes(most, 2)),
    "trees": _trees,
}


def _listed(kind: str, most: int) -> Iterator[Graph]:
    return iter(LISTED[kind](most))


# -------------------------------------------------------------------------------------------------------------- drawn


def _random_trees(draw: random.Random, most: int) -> Iterator[Graph]:
    while True:
        count = draw.randint(2, most)
        yield _made(count, [(draw.randrange(v), v) for v in range(1, count)])


def _random(draw: random.Random, most: int) -> Iterator[Graph]:
    """Each edge with the same probability, which is drawn."""
    while True:
        count, chance = draw.randint(2, most), draw.choice((0.2, 0.4, 0.6, 0.8))
        yield _made(count, [pair for pair in itertools.combinations(range(count), 2) if draw.random() < chance])


def _random_bipartite(draw: random.Random, most: int) -> Iterator[Graph]:
    while True:
        count, chance = draw.randint(2, most), draw.choice((0.3, 0.5, 0.7, 0.9))
        one = draw.randint(1, count - 1)
        pairs = itertools.product(range(one), range(one, count))
        yield _made(count, [pair for pair in pairs if draw.random() < chance])


def _random_regular(draw: random.Random, most: int) -> Iterator[Graph]:
    from networkx import random_regular_graph

    while True:
        count = draw.randint(3, most)
        degree = draw.choice([d for d in range(2, count) if d * count % 2 == 0])
        yield _from_networkx(random_regular_graph(degree, count, seed=draw))


DRAWN: dict[str, Callable[[random.Random, int], Iterator[Graph]]] = {
    "random": _random,
    "random bipartite": _random_bipartite,
    "random regular": _random_regular,
}
PLURAL = ("paths", "cycles", "stars", "wheels", "grids", "trees")
"""Kinds whose names are nouns."""

KINDS = dict.fromkeys(LISTED, 1) | {
    "cycles": 3,
    "stars": 2,
    "complete bipartite": 2,
    "wheels": 4,
    "grids": 4,
    "random": 2,
    "random bipartite": 2,
    "random regular": 3,
}
"""The kinds, each with the least number of vertices."""


# ---------------------------------------------------------------------------------------------- smaller, and nearby


def _smaller_graphs(graph: Graph) -> Iterator[Graph]:
    """Without a vertex and its edges, or without an edge."""
    vertices, edges = graph
    for gone in vertices if len(vertices) > 1 else ():
        yield tuple(v for v in vertices if v != gone), tuple(edge for edge in edges if gone not in edge)
    yield from ((vertices, tuple(edge for edge in edges if edge != gone)) for gone in edges)


def _nearby(kind: str, graph: Graph, most: int) -> Iterator[Graph]:
    """Small changes that keep the kind: an edge or a vertex more or less, a leaf moved, two edges that swap ends.

    Of a kind that has few graphs of a size: the next larger and the next smaller one.
    """
    if kind in ("any", "random", "random bipartite"):
        made = _edge_or_vertex_changed(graph, most)
        yield from filter(_is_bipartite, made) if kind == "random bipartite" else made
    elif kind == "trees":
        yield from _leaf_changed(graph, most)
    elif kind == "random regular":
        yield from _ends_swapped(graph)
    else:
        listed = list(_listed(kind, most))
        at = listed.index(graph) if graph in listed else -2
        yield from (other for k, other in enumerate(listed) if abs(k - at) == 1)


def _edge_or_vertex_changed(graph: Graph, most: int) -> Iterator[Graph]:
    count, pairs = len(graph[0]), _pairs(graph)
    for pair in itertools.combinations(range(count), 2):
        yield _made(count, pairs ^ {pair})
    if count > 2:
        yield from (_without_vertex(graph, gone) for gone in range(count))
    if count < most:
        yield _made(count + 1, pairs)
        yield from (_made(count + 1, pairs | {(v, count)}) for v in range(count))


def _without_vertex(graph: Graph, gone: int) -> Graph:
    left = [(a, b) for a, b in _pairs(graph) if gone not in (a, b)]
    return _made(len(graph[0]) - 1, [(a - (a > gone), b - (b > gone)) for a, b in left])


def _leaf_changed(graph: Graph, most: int) -> Iterator[Graph]:
    """A leaf less, more, or hung elsewhere."""
    count, pairs = len(graph[0]), _pairs(graph)
    if count < most:
        yield from (_made(count + 1, pairs | {(v, count)}) for v in range(count))
    for leaf in range(count if count > 2 else 0):
        at = [pair for pair in pairs if leaf in pair]
        if len(at) == 1:
            yield _without_vertex(graph, leaf)
            others = (v for v in range(count) if v != leaf and v not in at[0])
            yield from (_made(count, pairs - set(at) | {(min(leaf, v), max(leaf, v))}) for v in others)


def _ends_swapped(graph: Graph) -> Iterator[Graph]:
    """Two edges a-b and c-d become a-c and b-d, so that every vertex has as many edges as before."""
    pairs = _pairs(graph)
    for (a, b), two in itertools.combinations(sorted(pairs), 2):
        for c, d in (two, two[::-1]):
            new = {(min(a, c), max(a, c)), (min(b, d), max(b, d))}
            if len({a, b, c, d}) == 4 and not new & pairs:
                yield _made(len(graph[0]), pairs - {(a, b), two} | new)
