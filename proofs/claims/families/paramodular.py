"""Pairs of set functions: paramodular ones, exhaustively on few cells, and drawn at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import permutations, product

from proofs.claims.families.problems import Masks, Quota, build, crossing, problem_on
from proofs.reduced_form.problem.problems import (
    Cell,
    Problem,
)
from proofs.reduced_form.problem.structures import ImplementationStructure


def quotas_on_all_sets(given: ImplementationStructure, floors: Masks, ceilings: Masks) -> Problem:
    """The problem with b and c on every nonempty set of cells, by mask (entry 0 is the empty set's)."""
    every = build(len(given.agents), len(given.objects or "."), range(1, len(floors)), map(len, given.types))
    place = {cell: k for k, cell in enumerate(every.cells)}
    quotas: dict[tuple[Cell, ...], Quota] = {}
    for members in every.constraint_sets:
        mask = sum(1 << place[cell] for cell in members)
        quotas[members] = (floors[mask], ceilings[mask])
    return problem_on(every, quotas)


@cache
def paramodular_pairs(cells: int, most: int = 2) -> tuple[tuple[Masks, Masks], ...]:
    """All paramodular pairs (b, c) on at most 3 cells with c at most `most`, each up to relabelling the cells once.

    b and c by mask; b(empty) = c(empty) = 0.
    """
    size = 1 << cells
    tables = [(0, *rest) for rest in product(range(most + 1), repeat=size - 1)]
    upper = [c for c in tables if is_submodular(c)]
    lower = [b for b in tables if is_submodular(tuple(-x for x in b))]
    orders = [
        tuple(sum(1 << order[k] for k in range(cells) if mask >> k & 1) for mask in range(size))
        for order in permutations(range(cells))
    ]
    pairs = ((b, c) for c in upper for b in lower if is_compliant(b, c))
    return tuple(pair for pair in pairs if pair == min(tuple(tuple(f[k] for k in o) for f in pair) for o in orders))


def is_submodular(f: Masks) -> bool:
    return all(f[g] + f[h] >= f[g & h] + f[g | h] for g in range(len(f)) for h in range(g))


def is_compliant(b: Masks, c: Masks) -> bool:
    """c(G) - b(G') >= c(G - G') - b(G' - G), LY, Definition 5(2), and b <= c."""
    pairs = list(product(range(len(b)), repeat=2))
    return all(x <= y for x, y in zip(b, c, strict=True)) and all(
        c[g] - b[h] >= c[g & ~h] - b[h & ~g] for g, h in pairs
    )


def random_pair(draw: random.Random, cells: int, most: int = 3) -> tuple[Masks, Masks]:
    """A random paramodular pair: b and c by mask, c({k}) at most `most`.

    The least and greatest amounts of a laminar system of quotas; a coverage function (each of some suppliers serves
    certain cells) with zero floors; or the sum of two such pairs. Then, by chance, cut by bounds on the total, and
    turned round: what is left of a box. All of these keep paramodularity (Fujishige 2005; Frank et al. 2013).
    """
    while True:
        parts = [draw.choice((laminar_pair, coverage_pair))(draw, cells) for _ in range(draw.choice((1, 1, 2)))]
        pair = _table_sum([b for b, _ in parts]), _table_sum([c for _, c in parts])
        if draw.randrange(3) == 0:
            pair = _cut(draw, pair)
        if draw.randrange(3) == 0:
            pair = _turned(pair, cells)
        if all(pair[1][1 << k] <= most for k in range(cells)):
            return pair


def laminar_pair(draw: random.Random, cells: int) -> tuple[Masks, Masks]:
    """The effective quotas of a random laminar system of quotas with an outcome."""
    size = 1 << cells
    while True:
        family = [1 << k for k in range(cells)]
        for _ in range(draw.randint(0, cells)):
            extra = draw.randrange(1, size)
            if extra not in family and not any(crossing(extra, other) for other in family):
                family.append(extra)
        quotas = {}
        for mask in family:
            high = draw.randint(1, 1 + mask.bit_count())
            quotas[mask] = (draw.choice((0, 0, 0, draw.randint(0, high))), high)
        points = [
            x
            for x in product(range(3), repeat=cells)
            if all(low <= sum(x[k] for k in range(cells) if m >> k & 1) <= high for m, (low, high) in quotas.items())
        ]
        if points:
            sums = [[sum(x[k] for k in range(cells) if mask >> k & 1) for x in points] for mask in range(size)]
            return tuple(map(min, sums)), tuple(map(max, sums))


def coverage_pair(draw: random.Random, cells: int) -> tuple[Masks, Masks]:
    """Floors zero; a set's ceiling is what the suppliers have who serve some cell of it."""
    size = 1 << cells
    suppliers = [(draw.randrange(1, size), draw.choice((1, 1, 2))) for _ in range(draw.randint(1, cells))]
    return (0,) * size, tuple(sum(own for served, own in suppliers if served & mask) for mask in range(size))


def _table_sum(tables: Sequence[Masks]) -> Masks:
    return tuple(map(sum, zip(*tables, strict=True)))


def _cut(draw: random.Random, pair: tuple[Masks, Masks]) -> tuple[Masks, Masks]:
    """The pair with tighter bounds on the total, which bind other sets as well."""
    floors, ceilings = pair
    every = len(floors) - 1
    low = draw.randint(floors[every], ceilings[every])
    high = draw.randint(low, ceilings[every])
    return (
        tuple(max(b, low - ceilings[every ^ mask]) for mask, b in enumerate(floors)),
        tuple(min(c, high - floors[every ^ mask]) for mask, c in enumerate(ceilings)),
    )


def _turned(pair: tuple[Masks, Masks], cells: int) -> tuple[Masks, Masks]:
    """The pair of what is left of each cell's ceiling."""
    floors, ceilings = pair
    box = [sum(ceilings[1 << k] for k in range(cells) if mask >> k & 1) for mask in range(len(floors))]
    turned = [tuple(u - x for u, x in zip(box, table, strict=True)) for table in (ceilings, floors)]
    return turned[0], turned[1]
