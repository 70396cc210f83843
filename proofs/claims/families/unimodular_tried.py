"""Structures on which the exact forms of LY, Theorems 2(2) and 3 are tried: small ones all, larger near the edge.

Random ones are made where the theorems say that something changes: paths, cycles and stars with a few types more; sets
that are glued to trees in single cells, and the same with one set, one cell or one type more; markets of two agents.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

from proofs.claims.claim import Family
from proofs.claims.families import problems as families
from proofs.reduced_form.problem.structures import ImplementationStructure

MOST_TRIED = 700
"""Structures with more variables of an ex post rule than these are left out."""


def not_too_large(given: ImplementationStructure) -> bool:
    return len(given.cells) * len(given.profiles) <= MOST_TRIED


def counts(draw: random.Random, agents: int, most: int = 4) -> list[int]:
    """Mostly ones; up to three agents have up to so many types."""
    found = [1] * agents
    for agent in draw.sample(range(agents), min(agents, draw.randint(1, 3))):
        found[agent] = draw.randint(1, most)
    return found


def near_graphs(seed: int) -> Iterator[ImplementationStructure]:
    """Paths, cycles, stars and trees on 5 to 9 agents, some with an edge more or less; without end."""
    draw = random.Random(f"near graphs {seed}")
    while True:
        n = draw.randint(5, 9)
        tied = draw.randint(3, n)  # the others are in no edge
        kind = draw.choice(("path", "path", "cycle", "star", "tree", "branch"))
        edges = {(k - 1, k) for k in range(1, tied)}
        if kind == "cycle":
            edges.add((0, tied - 1))
        elif kind == "star":
            edges = {(0, k) for k in range(1, tied)}
        elif kind == "tree":
            edges = {(draw.randrange(k), k) for k in range(1, tied)}
        elif kind == "branch":
            edges = edges - {(tied - 2, tied - 1)} | {(draw.randrange(tied - 1), tied - 1)}
        if draw.random() < 0.2:
            edges ^= {tuple(sorted(draw.sample(range(n), 2)))}  # type: ignore[arg-type]
        given = families.build(n, 1, sorted(1 << one | 1 << other for one, other in edges), counts(draw, n))
        if edges and not_too_large(given):
            yield given


def glued(seed: int) -> Iterator[ImplementationStructure]:
    """Laminar families glued in single cells along a tree, most of them as they are, the others with a change."""
    draw = random.Random(f"glued {seed}")
    while True:
        objects = draw.choice((1, 1, 2))
        agents = draw.randint(4, 8) if objects == 1 else draw.randint(2, 4)
        masks = _glued(draw, agents * objects)
        if draw.random() < 0.4:
            masks.add(draw.randrange(1, 1 << agents * objects))
        given = families.build(agents, objects, _proper(masks), counts(draw, agents, 3))
        if given.sets and not_too_large(given):
            yield given


def one_uncertain(agents: int, types: int) -> Callable[[int], Iterator[ImplementationStructure]]:
    """Bihierarchies on so many agents with one uncertain agent, who may be in no set; few agents first, each once."""

    def stream(seed: int) -> Iterator[ImplementationStructure]:
        for n in range(2, agents + 1):
            for masks in families.set_families(n, 1, families.is_bihierarchy):
                same = [order for order, cells in families.relabellings(n, 1) if families.moved(masks, cells) == masks]
                for agent in range(n):
                    if masks and agent == min(order[agent] for order in same):
                        for count in range(2, types + 1):
                            yield families.build(n, 1, masks, [count if k == agent else 1 for k in range(n)])

    return stream


def near_one_uncertain(seed: int) -> Iterator[ImplementationStructure]:
    """Bihierarchies of pairs and a few larger sets, even cycles, glued sets, with one uncertain agent; without end."""
    draw = random.Random(f"one uncertain agent {seed}")
    while True:
        n = draw.randint(4, 8)
        kind = draw.choice(("glued", "cycle", "sets"))
        masks = _glued(draw, n) if kind == "glued" else set()
        if kind == "cycle":
            tied = draw.randrange(4, n + 1, 2)
            masks = {1 << k | 1 << (k + 1) % tied for k in range(tied)}
        for _ in range(draw.randint(kind == "sets", 5 if kind == "sets" else 2)):
            extra = sum(1 << k for k in draw.sample(range(n), draw.choice((2, 2, 2, 3, 3, 4))))
            if families.is_bihierarchy((*masks, extra)):
                masks.add(extra)
        chosen = [1] * n
        chosen[draw.randrange(n)] = draw.choice((2, 2, 3, 4))
        given = families.build(n, 1, _proper(masks), chosen)
        if given.sets and families.is_bihierarchy(tuple(masks)) and not_too_large(given):
            yield given


def _proper(masks: set[int]) -> list[int]:
    return sorted(mask for mask in masks if mask.bit_count() > 1)


def _glued(draw: random.Random, cells: int) -> set[int]:
    """Blocks of cells, each with one cell of an earlier block, and sets nested in them."""
    order = draw.sample(range(cells), cells)
    masks: set[int] = set()
    placed = [order.pop()]
    while order:
        fresh = [order.pop() for _ in range(min(len(order), draw.randint(1, 3)))]
        block = [draw.choice(placed), *fresh]
        masks.add(sum(1 << k for k in block))
        for size in range(len(block) - 1, 1, -1):
            if draw.random() < 0.3:
                masks.add(sum(1 << k for k in block[:size]))
        placed += fresh
    return masks


def wide_markets(seed: int) -> Iterator[ImplementationStructure]:
    """Rows and columns of two or three agents and two to five objects, and up to three further sets; without end."""
    draw = random.Random(f"wide markets {seed}")
    while True:
        n, m = draw.choice(((2, 2), (2, 3), (2, 4), (2, 5), (3, 2), (3, 3), (1, 4), (4, 2)))
        chosen = [1] * n
        for agent in draw.sample(range(n), draw.randint(0, min(n, 2))):
            chosen[agent] = draw.randint(2, 4)
        further: list[int] = []
        for _ in range(draw.randint(0, 3)):
            columns = sum(1 << j for j in draw.sample(range(m), draw.randint(1, m)))
            rows = draw.choice([[draw.randrange(n)], [draw.randrange(n)], range(n)])
            further.append(sum(columns << i * m for i in rows))
        given = families.canonical(n, m, chosen, further)
        if not_too_large(given):
            yield given


def small(
    shapes: tuple[tuple[int, int], ...], types: int, keep: families.Keep
) -> Callable[[int], Iterator[ImplementationStructure]]:
    """All structures of the shapes with the property, and so many types at most."""
    return lambda seed: iter(families.merged(*(families.structures(n, m, types, keep) for n, m in shapes)))


def small_markets(seed: int) -> Iterator[ImplementationStructure]:
    """Plain markets, then those on 2 x 2 and 2 x 3 cells with up to two further sets."""
    yield from (given for given in families.canonical_markets(4, 4, 3) if not_too_large(given))
    for m, chosen in itertools.product((2, 3), itertools.product((1, 2, 3), repeat=2)):
        sets = [mask for mask in range(1, 1 << 2 * m) if mask.bit_count() > 1]
        for further in itertools.chain(((mask,) for mask in sets), itertools.combinations(sets, 2) if m == 2 else ()):
            yield families.canonical(2, m, chosen, further)


SMALL_GRAPHS = Family(
    "all graphs on 2 to 4 agents, at most 3 types each", small(((2, 1), (3, 1), (4, 1)), 3, families.only_pairs)
)
GRAPHS_OF_FIVE = Family("all graphs on 5 agents, at most 2 types each", small(((5, 1),), 2, families.only_pairs))
NEAR_GRAPHS = Family("random paths, cycles, stars and trees on 5 to 9 agents, up to 4 types", near_graphs, endless=True)
SMALL_SETS = Family(
    "all bihierarchies on 3 x 1, 4 x 1 and 2 x 2 cells, at most 2 types each",
    small(((3, 1), (4, 1), (2, 2)), 2, families.is_bihierarchy),
)
GLUED = Family("random laminar families glued in single cells, up to 8 cells and 3 types", glued, endless=True)
SMALL_ONE_UNCERTAIN = Family(
    "all bihierarchies on 2 to 4 agents, one of whom has 2, 3 or 4 types, the others one", one_uncertain(4, 4)
)
NEAR_ONE_UNCERTAIN = Family(
    "random bihierarchies on 4 to 8 agents, one of whom has 2 to 4 types, the others one", near_one_uncertain, True
)
SMALL_MARKETS = Family(
    "plain markets up to 4 x 4 cells and 3 types, and those on 2 x 2 and 2 x 3 cells with one further set, or two",
    small_markets,
)
WIDE_MARKETS = Family("random markets of up to 4 agents and 5 objects with up to 3 further sets", wide_markets, True)
