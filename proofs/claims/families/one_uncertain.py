"""Bihierarchies with one object and exactly one uncertain agent: which preserve total unimodularity.

This goes on where `proofs.claims.families.unimodular_shapes` ends: there two agents or more have several types, here
one agent u, who has k. Cells are agents; *trees*, components, the finite facts (F) and pivoting are as there. S' is S
without u, and S' of all sets, where they have two agents or more, are *the sets without u*.

**Three types or more.** W preserves total unimodularity exactly if the sets without u are trees, and

1. crossing sets that contain u are, without u, in different components of the sets without u;
2. if there are none: for no S, T with u and D without, S' is within D, D within T', and S', D, T' are different;
3. if there are some: for no T with u that has more than two agents and is in no other set with u, S with u in T (or T
   itself), and D without u, S' is within D and not D, and D within T' or T' within D.

*Proof.* Suppose 1 to 3. The columns of all agents but u are those of the sets without u at k idle profiles (sets S, T
with S' = T' are rows that are alike: edges one after the other). Take their network as for trees, S' of one agent
being sets as well: each lies in a largest set, as the innermost one, or, if {b, u} is what 3 leaves aside, {b} is a
largest set by itself, which b joins to the one that has b (there is one at most: {b, u} crosses it, and G is a
bihierarchy). The rows of u in B are units. A column of u has the rows of the sets with u at one profile. Are these
nested, all sets between are among them by 2, and if D = S' for a smallest S or D = T' for a largest T, D's edge can be
put before or after; so they are a piece of the path of any agent of the smallest S'. Otherwise they are two chains, in
two components by 1 (the sets without u that belong to one component do not cross in u, and three sets never cross one
another), and by 3 each is the end of such a path, at the node of a largest set. Put these two nodes together, and
choose the colours of the two components so that one chain is directed inwards, the other outwards. QED of that side.

Conversely, if the sets without u are no trees, their block with three idle profiles or more is not totally unimodular,
as was seen for trees, and so is that of G. Let them be trees. (F) These fail with three types of u, or two: {a, u},
{b, u}, {a, b, u}; {a, b, u}, {a, c, u}; a square of pairs with u; {a, u}, {a, b}, {a, b, c, u}; {a, u}, {a, b}, {a, b,
u}, {u, c}; {c, u}, {u, a, b}, {a, b, d}. The fourth is what 2 excludes, and the last two are what 3 excludes. For 1
let S, T cross in u and be in one component of the sets without u, joined by as few sets as possible (over all such S,
T). If S' and T' meet, that is the second. If one of the sets on the way contains u and crosses S or T, there are
fewer; if it is around both, that is the first; if it is within both, S' and T' meet. If none contains u, agents in
which neighbours meet make, with u, a cycle of pairs, which is even as G is totally unimodular. QED.

**Two types.** By the same facts, W does not preserve total unimodularity if for some sets and agents, all different,
of which nothing is asked but whether these agents are in these sets,

1. S, T, Q are {a, b}, {a, c}, {a, b, c}, and u is neither b nor c; or u is b, and Q has d as well;
2. or so, u is b, and a set D has u and d alone of these agents, while Q, S, T have not d;
3. an even number of sets, four or more, are a cycle of pairs but for one, which has a further agent w, not u;
4. or so, w is u, and a set D has u and d alone of all these agents, while the others have not d.

Longer cycles come to squares by pivoting away from u and from the larger set; (F) has the rest.

That nothing else fails is tested, not proved.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from exact.set_systems import bihierarchy, cross
from proofs.claims.claim import Part
from proofs.claims.families.lang_yang import at_most, constraint_sets, equal
from proofs.claims.families.unimodular_shapes import Cells, components, knots_of, listed_sets, uncertain
from proofs.reduced_form.problem.problems import Cell
from proofs.reduced_form.problem.structures import ImplementationStructure


def obstacles(given: ImplementationStructure) -> int:
    """With three types or more: how many things are in the way of the network, by the three conditions; 0 if none."""
    (agent,) = uncertain(given)
    cell = (agent,)
    known, others = _with_and_without(given, cell)
    rest = [one - {cell} for one in [*known, *others]]
    crossing = [(one, other) for one, other in itertools.combinations(known, 2) if cross(one, other)]
    wide = list(dict.fromkeys(one for one in rest if len(one) > 1))
    home = {one: k for k, part in enumerate(components(list(dict.fromkeys(rest)))) for one in part}
    joined = sum(home[one - {cell}] == home[other - {cell}] for one, other in crossing)
    between = sum(
        _ends_below(one, other, third, cell) if crossing else one - {cell} < other < third - {cell}
        for one, third in itertools.product(known, repeat=2)
        if one <= third and not (crossing and any(third < each for each in known))
        for other in others
    )
    return knots_of(wide, frozenset()) + joined + between


def _with_and_without(given: ImplementationStructure, cell: Cell) -> tuple[list[Cells], list[Cells]]:
    listed = listed_sets(given)
    return [one for one in listed if cell in one], [one for one in listed if cell not in one]


def _ends_below(one: Cells, other: Cells, third: Cells, cell: Cell) -> bool:
    """What the third condition excludes: sets with u, one within the third, and another set without u."""
    low, high = one - {cell}, third - {cell}
    return len(high) > 1 and low < other and (other <= high or high <= other)


# ---------------------------------------------------------------------------------------------------------- two types


def patterns(given: ImplementationStructure) -> int:
    """With two types: how many of the patterns are met; 0 if none."""
    (agent,) = uncertain(given)
    sets, cell = listed_sets(given), (agent,)
    held = sum(_is_held(*three, cell, sets) for three in itertools.permutations(sets, 3))
    return held + sum(_has_further(path, agents, cell, sets) for path, agents in cycles(sets))


def _is_held(one: Cells, other: Cells, around: Cells, cell: Cell, sets: list[Cells]) -> bool:
    """The first two patterns: two sets cross within what a third has of them."""
    middle, left, right = one & other & around, (one & around) - other, (other & around) - one
    if not middle or not right - {cell}:
        return False
    if left - {cell}:
        return True
    if cell not in left:
        return False
    further = around - one - other
    return bool(further) or any(
        cell in fourth and middle - fourth and right - fourth and fourth - one - other - around for fourth in sets
    )


def cycles(sets: list[Cells]) -> Iterator[tuple[list[Cells], Cells]]:
    """Four sets or more in a cycle, each agent named in two neighbours alone; with these agents."""
    ways: list[tuple[list[Cells], tuple[Cell, ...]]] = [([one], ()) for one in sets]
    while ways:
        path, agents = ways.pop()
        for last in path[-1] & path[0] if len(path) > 3 else ():
            if sum(last in each for each in path) == 2 and last not in agents:
                yield path, frozenset((*agents, last))
        for beyond in sets:
            if beyond not in path and not any(agent in beyond for agent in agents):
                fresh = path[-1] & beyond - frozenset().union(*path[:-1])
                ways += [([*path, beyond], (*agents, agent)) for agent in fresh]


def _has_further(path: list[Cells], agents: Cells, cell: Cell, sets: list[Cells]) -> bool:
    """The last two patterns: a cycle one of whose sets has a further agent."""
    everybody: Cells = frozenset().union(*path)
    further = {agent for agent in everybody - agents if sum(agent in each for each in path) == 1}
    if further - {cell}:
        return True
    return cell in further and any(cell in one and not one & agents and one - everybody for one in sets)


# ----------------------------------------------------------------------------------------------------------- readings


def _one_object(given: ImplementationStructure) -> Part:
    yield bihierarchy(constraint_sets(given))
    yield equal([(len(given.objects or "."), 1)], "the number of objects")
    yield equal([(len(uncertain(given)), 1)], "the number of agents with two types or more")


def _types(given: ImplementationStructure) -> int:
    return max(map(len, given.types))


def many_types_as_said(given: ImplementationStructure) -> Part:
    yield from _one_object(given)
    yield at_most([(3, _types(given))], "three", "the number of types of that agent")
    yield equal([(obstacles(given), 0)], "the number of obstacles to the network")


def many_types_not_as_said(given: ImplementationStructure) -> Part:
    yield from _one_object(given)
    yield at_most([(3, _types(given))], "three", "the number of types of that agent")
    yield at_most([(1, obstacles(given))], "one", "the number of obstacles to the network")


def two_types_as_said(given: ImplementationStructure) -> Part:
    yield from _one_object(given)
    yield equal([(_types(given), 2)], "the number of types of that agent")
    yield equal([(patterns(given), 0)], "the number of excluded patterns")


def two_types_not_as_said(given: ImplementationStructure) -> Part:
    yield from _one_object(given)
    yield equal([(_types(given), 2)], "the number of types of that agent")
    yield at_most([(1, patterns(given))], "one", "the number of excluded patterns")
