"""Systems of quotas on a structure, for claims about some quotas: one for each set of outcomes that they can leave.

Used by LY, section 3.3 (`section-3.3.unimodular-necessary`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from proofs.claims.families import problems as families
from proofs.claims.families.problems import Quota
from proofs.reduced_form.problem.problems import Cell, Problem
from proofs.reduced_form.problem.structures import ImplementationStructure

Outcomes = frozenset[int]
"""Pure outcomes with at most one unit in a cell, as masks of the cells that get one."""


@cache
def distinct_quotas(given: ImplementationStructure) -> tuple[Problem, ...]:
    """Quotas on all constraint sets, one system for each set of outcomes they can leave, up to names; wide ones first.

    A cell gets at most one unit; ceilings of larger sets go up to their size. Systems without an outcome are left out.
    """
    masks = {members: sum(1 << given.cells.index(cell) for cell in members) for members in given.constraint_sets}
    left: dict[Outcomes, dict[tuple[Cell, ...], Quota]] = {frozenset(range(1 << len(given.cells))): {}}
    for members, mask in masks.items():
        grown: dict[Outcomes, dict[tuple[Cell, ...], Quota]] = {}
        for outcomes, quotas in left.items():
            for high in range(len(members), -1, -1):
                for low in range(high + 1):
                    kept = frozenset(x for x in outcomes if low <= (x & mask).bit_count() <= high)
                    if kept:
                        grown.setdefault(kept, {**quotas, members: (low, high)})
        left = grown
    once = {min(_renamed(given, outcomes)): quotas for outcomes, quotas in reversed(list(left.items()))}
    chosen = sorted(once.items(), key=lambda item: (-len(item[0]), item[0]))
    return tuple(families.problem_on(given, quotas) for _, quotas in chosen)


def _renamed(given: ImplementationStructure, outcomes: Outcomes) -> Iterator[tuple[int, ...]]:
    """The outcomes after every renaming of agents and objects that keeps the structure."""
    masks = tuple(sorted(sum(1 << given.cells.index(cell) for cell in members) for members in given.sets))
    counts = [len(own) for own in given.types]
    for order, places in families.relabellings(len(given.agents), len(given.objects or ".")):
        if families.moved(masks, places) == masks and all(
            counts[new] == count for new, count in zip(order, counts, strict=True)
        ):
            yield families.moved(tuple(outcomes), places)


def wide_problem(draw: random.Random, given: ImplementationStructure) -> Problem:
    """Random quotas with up to three units in a cell, and up to twice its size in a larger set; a uniform prior."""
    quotas: dict[tuple[Cell, ...], Quota] = {}
    for members in given.constraint_sets:
        high = draw.randint(1, 3 if len(members) == 1 else 2 * len(members))
        low = draw.choice((0, 0, draw.randint(0, high if len(members) > 1 else 1)))
        quotas[members] = (low, high)
    return families.problem_on(given, quotas)
