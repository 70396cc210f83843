"""What agents of a group and type get together, dealt out to single agents: so many of them get this bundle.

Let n agents get X(j) whole units of each object j, so that `n floor <= X(O) <= n ceiling` for sets O that are pairwise
nested or disjoint. Put the objects in an order in which each O is an interval, the units in a line in this order, and
deal them like cards: agent k gets the units at k, k + n, k + 2n, ... Then everybody gets X(O)/n of each O, rounded up
or down, and that is between the integers floor and ceiling. Neighbours have the same bundle except where some object
begins or ends, so there are at most two bundles for each object. (These are the integer decompositions of Baum &
Trotter 1978 for the simplest unimodular systems.) Divisible objects are shared equally.

Which agents get which bundle is drawn uniformly, so each of the n expects X(j)/n.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from proofs.reduced_form.classes.counts import Block
from proofs.reduced_form.classes.groups import Counts

Bundle = tuple[Fraction, ...]
"""A quantity of each object, in the order of the problem."""


def dealing_order(sets: Iterable[frozenset[tuple[str, ...]]], objects: Sequence[tuple[str, ...]]) -> list[int]:
    """The places of the objects, in an order in which each of the nested or disjoint sets is an interval."""
    ranked = sorted(sets, key=lambda members: -len(members))

    def chain(place: int) -> tuple[int, ...]:
        return tuple(k for k, members in enumerate(ranked) if objects[place] in members)

    return sorted(range(len(objects)), key=lambda place: (chain(place), place))


def dealing_orders(block: Block) -> list[list[int]]:
    """For each group and type of a block, the order in which its objects are dealt."""
    by_group = {
        g: dealing_order((q.objects for q in block.single if q.group == g), block.problem.object_parts)
        for g in block.groups
    }
    return [by_group[g] for g, _ in block.pairs]


def dealt(quantities: Sequence[int], agents: int, order: Sequence[int]) -> list[tuple[int, Bundle]]:
    """How many agents get which bundle."""
    ends, total = {0, agents}, 0
    starts = [0] * len(quantities)
    for place in order:
        starts[place] = total
        total += quantities[place]
        ends |= {starts[place] % agents, total % agents} if agents else set()
    found: dict[tuple[int, ...], int] = {}
    edges = sorted(ends)
    for first, after in itertools.pairwise(edges):
        bundle = tuple(
            [q // agents + ((first - start) % agents < q % agents) for q, start in zip(quantities, starts, strict=True)]
        )
        found[bundle] = found.get(bundle, 0) + after - first
    return [(count, _fractions(bundle)) for bundle, count in found.items()]


@lru_cache(maxsize=1000)
def _fractions(bundle: tuple[int, ...]) -> Bundle:
    """Many classes deal the same few bundles."""
    return tuple(map(Fraction, bundle))


def shared(quantities: Sequence[Fraction], agents: int) -> list[tuple[int, Bundle]]:
    """Divisible objects: everybody gets the same."""
    return [(agents, tuple(q / agents for q in quantities))] if agents else []


def deal_out(
    block: Block, outcome: Sequence[Fraction], counts: Counts, orders: Sequence[Sequence[int]]
) -> list[list[tuple[int, Bundle]]]:
    """For each group and type how many agents get which bundle, from what they get together; `orders` to deal in."""
    width, found = len(block.problem.object_parts), []
    for k, (agents, order) in enumerate(zip(counts, orders, strict=True)):
        own = outcome[k * width : (k + 1) * width]
        divisible = block.problem.divisible
        found.append(shared(own, agents) if divisible else dealt([int(q) for q in own], agents, order))
    return found
