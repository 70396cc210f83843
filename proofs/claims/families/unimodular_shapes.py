"""Which structures preserve total unimodularity, exactly: what replaces LY, Theorems 2(2) and 3.

Single cells aside, sets are joined if they meet, and a *component* is a class of joined sets with its cells. An agent
with two types or more is *uncertain*. M(W) is totally unimodular exactly if [B; C] without rows of single cells is,
block by block of the components, where a block has a copy for each type profile of the agents outside, the *idle*
profiles (`proofs.hunt.boundary.pieces`). The finite facts (F) below are decided by `proofs boundary`, with
certificates.

**Trees suffice.** Let any two crossing sets meet in a single cell, whose agent has one type, let no set contain two
crossing sets, and let the largest sets (in no other), joined where they cross, be a forest. Then total unimodularity
is preserved. *Proof.* A network matrix: take a tree with a node a(A) for each largest set A of a component; for a cell
j in two largest sets A, B the edge B_j between a(A) and a(B); for each profile t an edge A_t that hangs at a(A), below
it the edges D_t of the sets in A, which are nested or disjoint; and for a cell that is in one largest set A only, an
edge for each type of its agent that hangs at a(A). The column of (j, t) is the path D_t, ..., A_t, B_j(, B_t, ...,
E_t), where the inner pieces are nested, as a set D in A with j in D that crosses something crosses it in j. A forest
has two colours; direct edges inwards at sets of one colour and outwards at the other (the edges of cells accordingly),
and every path is directed. Isolated components are put side by side. QED.

**Graphs (Theorem 3).** W preserves total unimodularity exactly if the graph has no odd cycle and either there are at
most two type profiles; or one agent alone is uncertain, and every component is a path or becomes one when that agent,
a leaf, is left out; or every component is a path whose inner agents have one type. (A path of one edge has no inner
agents.) *Proof.* An odd cycle has determinant 2 at one profile. Two profiles: rows have two ones, and [B; C] is the
incidence matrix of two copies of the graph, joined vertex by vertex but at the uncertain agent, whose rows are units;
that graph has no odd cycle. Paths with certain inner agents are trees as above. If i alone is uncertain, its rows in B
are units; in the tree above contract its edge if it is an inner agent of a path; if it is a leaf its column at t is
then in one row only, so it can be left out, and idle profiles take its place. Conversely let there be three profiles
or more, and a component K with three agents or more that is not as said. (F) The following fail: a path 2 - 1 - 3 with
two types of 1 and two of 2, or two idle profiles; a star of three leaves with three idle profiles, or three types in
the middle, or two types at two leaves, or two at one leaf and two idle profiles, or three types at a leaf that has
another neighbour; a square with three idle profiles, or with three types of one agent. So does every longer even cycle
for a square: pivoting on two neighbouring vertices and the first two of their three edges, at each profile, leaves the
edge that a cycle with two vertices less has there. *One inner agent of K and another agent are uncertain:* the first
case. *Two or more are uncertain, inner agents of K not:* K is no path. A cycle has four idle profiles; otherwise K has
a star of three leaves, its middle is certain, and two of its leaves, or one and somebody else, are uncertain, or
nobody in it and there are four idle profiles. *One agent i is uncertain, with three types:* if K has a cycle, or a
star without i, that is in the list. Otherwise K is a tree all of whose stars have i: in the middle; or i is a leaf of
one and has another neighbour, which is not in the star; or i is a leaf of K, and without it K is a tree without a
star: a path, against the assumption. QED.

**One cell an agent, two uncertain agents or more (Theorem 2(2)).** Let the sets be a bihierarchy on cells of different
agents. W preserves total unimodularity exactly if they are trees as above. *Proof.* (F) With two uncertain agents
these fail: {a, x, y}, {b, x, y}; {a, x}, {b, x} with x uncertain; {a, x}, {b, x}, {a, b, x}; a square of pairs;
uncertain agents among these or idle. A cycle of largest sets has a shortest one; it is even; its neighbours meet in
one certain cell each; these are different, as largest sets that meet cross, so they are an even cycle of pairs with
four idle profiles or more. QED.

**Canonical markets with two objects or more (Theorem 2(2)).** Let G be a bihierarchy with all rows and all columns,
and two objects or more. W preserves total unimodularity exactly if nobody is uncertain, or there is one agent, or two
of whom one is certain and has no further set within its row, or two with two types at most, two objects and no further
sets. *Proof.* Nobody uncertain: two hierarchies. One agent: the rows of B are units. Two agents, 2 certain: further
sets are in the row of 1, or unions of columns (all of them among these). Take a tree with a node w, edges B_j that
hang at it, at each type t of agent 1 an edge from w to a node a(t) for the row of 2, below a(t) the edges of the
unions of columns and the columns as they are nested, and on the other side of a(t) those of the row of 1 and of the
sets in it; the columns of [B; C] are directed paths in it (the unit rows of 1 left out). (F) Two agents with two types
and two objects hold. These fail: 3 agents, 2 objects, types 2, 1, 1; 2 agents, 2 objects, types 3, 2; 2 agents, 3
objects, types 2, 2; 2 agents, 3 objects, types 2, 1 and two cells of the row of 2; 2 agents, 2 objects, types 2, 2 and
the set of all four cells. What is not as said has one of these within it; further sets on 2 x 2 cells are the whole or
no bihierarchy. QED.
"""

from __future__ import annotations

import itertools
from typing import Any

from exact.set_systems import bihierarchy, cross, edges_of_a_graph
from proofs.claims.claim import Expected, Part, Reading
from proofs.claims.families.lang_yang import (
    at_most,
    constraint_sets,
    equal,
    is_bihierarchy,
    is_bipartite,
    is_canonical,
)
from proofs.claims.families.problems import shown, smaller_structures
from proofs.claims.families.structure_classes import Keeps
from proofs.reduced_form.problem.problems import Cell
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity

Cells = frozenset[Cell]


def uncertain(given: ImplementationStructure) -> frozenset[str]:
    """The agents with two types or more."""
    return frozenset(agent for agent, own in zip(given.agents, given.types, strict=True) if len(own) > 1)


def components(sets: list[Cells]) -> list[list[Cells]]:
    """Classes of sets joined by cells in common."""
    found: list[list[Cells]] = []
    for members in sets:
        meeting = [part for part in found if any(members & other for other in part)]
        found = [part for part in found if part not in meeting]
        found.append([members, *itertools.chain.from_iterable(meeting)])
    return found


def listed_sets(given: ImplementationStructure) -> list[Cells]:
    return [frozenset(members) for members in given.sets]


# ------------------------------------------------------------------------------------------------------------- graphs


def excluded_components(given: ImplementationStructure) -> int:
    """Of a graph, the components that the theorem does not have; 0 with two type profiles."""
    if len(given.profiles) <= 2:
        return 0
    return sum(not _fits(part, uncertain(given)) for part in components(listed_sets(given)))


def _fits(edges: list[Cells], known: frozenset[str]) -> bool:
    degrees = _degrees(edges)
    if len(known) > 1:
        return _is_path(edges) and not any(degrees[cell] > 1 and cell[0] in known for cell in degrees)
    (leaf,) = known
    left = [edge for edge in edges if (leaf,) not in edge]
    return _is_path(edges) or (degrees.get((leaf,)) == 1 and _is_path(left))


def _degrees(edges: list[Cells]) -> dict[Cell, int]:
    return {cell: sum(cell in edge for edge in edges) for cell in frozenset().union(*edges)}


def _is_path(edges: list[Cells]) -> bool:
    """Whether these edges, which are connected, are a path."""
    degrees = _degrees(edges)
    return len(degrees) == len(edges) + 1 and max(degrees.values(), default=0) <= 2


def graph_as_said(given: ImplementationStructure) -> Part:
    yield is_bipartite(given)
    yield equal([(excluded_components(given), 0)], "the number of components that are not as the theorem says")


def graph_not_as_said(given: ImplementationStructure) -> Part:
    yield edges_of_a_graph([frozenset(cell[0] for cell in members) for members in given.sets], given.agents)
    if is_bipartite(given).holds:
        yield at_most([(1, excluded_components(given))], "one", "the number of components that are not as it says")
    else:
        yield Expected(is_bipartite(given), holds=False)


# -------------------------------------------------------------------------------------------------------------- trees


def knots(given: ImplementationStructure) -> int:
    """Crossing pairs that do not meet in one cell of a certain agent, or lie in one set; and cycles of largest sets."""
    return knots_of(listed_sets(given), uncertain(given))


def knots_of(sets: list[Cells], known: frozenset[str]) -> int:
    """The same of sets of which these agents are uncertain."""
    crossing = [(one, other) for one, other in itertools.combinations(sets, 2) if cross(one, other)]
    wide = sum(len(one & other) > 1 or any(cell[0] in known for cell in one & other) for one, other in crossing)
    held = sum(any(one | other <= third for third in sets) for one, other in crossing)
    largest = [one for one in sets if not any(one < other for other in sets)]
    joined = [frozenset(pair) for pair in crossing if all(one in largest for one in pair)]
    cycles = len(joined) - len(largest) + len(_classes(largest, joined))
    return wide + held + cycles


def _classes(nodes: list[Cells], joined: list[frozenset[Cells]]) -> list[set[Cells]]:
    found: list[set[Cells]] = [{node} for node in nodes]
    for pair in joined:
        meeting = [part for part in found if part & pair]
        found = [part for part in found if part not in meeting] + [set().union(*meeting)]
    return found


def trees(given: ImplementationStructure) -> Part:
    yield equal([(knots(given), 0)], "the number of crossing sets and cycles that are in the way of a tree")


def not_trees(given: ImplementationStructure) -> Part:
    """A bihierarchy on one object whose sets are no trees, and two uncertain agents or more."""
    yield bihierarchy(constraint_sets(given))
    yield equal([(len(given.objects or "."), 1)], "the number of objects")
    yield at_most([(2, len(uncertain(given)))], "two", "the number of agents with two types or more")
    yield at_most([(1, knots(given))], "one", "the number of crossing sets and cycles in the way of a tree")


# ------------------------------------------------------------------------------------------------------------ markets


def is_market_as_said(given: ImplementationStructure) -> bool:
    """Whether a canonical bihierarchy with two objects or more is one of those that the theorem names."""
    known, things = uncertain(given), given.objects or (".",)
    further = [members for members in listed_sets(given) if not _is_row_or_column(members, given)]
    if not known or len(given.agents) == 1:
        return True
    if len(given.agents) > 2:
        return False
    if len(known) == 1:
        (other,) = frozenset(given.agents) - known
        return not any({cell[0] for cell in members} == {other} for members in further)
    return len(things) == 2 and max(map(len, given.types)) == 2 and not further


def _is_row_or_column(members: Cells, given: ImplementationStructure) -> bool:
    agents, things = ({cell[k] for cell in members} for k in (0, 1))
    row = len(agents) == 1 and len(members) == len(given.objects or ".")
    return row or (len(things) == 1 and len(members) == len(given.agents))


def _market(given: ImplementationStructure) -> Part:
    yield is_canonical(given)
    yield is_bihierarchy(given)
    yield at_most([(2, len(given.objects or "."))], "two", "the number of objects")


def market_as_said(given: ImplementationStructure) -> Part:
    yield from _market(given)
    yield equal([(int(not is_market_as_said(given)), 0)], "1 if the market is none that the theorem names, else 0,")


def market_not_as_said(given: ImplementationStructure) -> Part:
    yield from _market(given)
    yield equal([(int(is_market_as_said(given)), 0)], "1 if the market is one that the theorem names, else 0,")


def never_preserving(hypothesis: Keeps, **more: Any) -> Reading:
    """A reading that says: then the projection cone does not preserve total unimodularity."""
    return Reading(
        hypothesis=hypothesis,
        conclusion=lambda given: [Expected(preserves_total_unimodularity(given), holds=False)],
        because=lambda given: "the structure is as said, and M(W) is totally unimodular",
        describe=shown,
        smaller=smaller_structures,
        **more,
    )
