"""In what sense LY's total unimodularity is necessary for Condition A (section 3.3), and where it is not.

Cells, components and *uncertain* agents are those of `proofs.claims.families.unimodular_shapes`.

**One cell an agent, two types or more each.** Condition A is complete for all quotas exactly if the sets are a
hierarchy, and exactly if total unimodularity is preserved. *Proof.* A hierarchy preserves it (LY, Theorem 2(1)), and
then Condition A is complete (LY, Theorem 1; both survive the hunt). If two sets G and H cross, take an agent a of G
alone, b of H alone, and c of both. With quotas 0 for all other agents and none on all other sets what is left is a path
a - c - b in which c and a have two types, and (F) there Condition A fails at unit quotas, with two types of a and of c.
More types do not help (`proofs.reduced_form.universal.statements`). QED. With one type somewhere, or two cells of one
agent, it is false: {1, 2}, {1, 3}, {1, 2, 3} with one type of 1 and two of 2 and 3; {1a, 1b}, {1a, 2a}, {1a, 1b, 2a}
with two types each.

**Quotas at each type profile.** Let the sets be totally unimodular, and let quotas depend on the type profile.
Condition A is complete for all integer quotas exactly if, of every extreme ray (f, g, h) of W, f is a multiple of a
sign vector. *Proof.* The pairs (y, q) of weighted rules and quotas with y implementable are the polyhedral cone of all
(y, q) with f.y <= (g, h).q for all rays: polytopes of integer quotas are integral, and W is pointed. If all f are sign
vectors, these inequalities are Condition A's. Conversely each extreme ray with f other than 0 is a facet of this cone;
in its relative interior all other rays are strict, so at these quotas, which may be rational and then scaled, f is a
facet of the implementable rules, and the only one at y. A sum of sign vectors that are valid and tight at y is then a
multiple of each. QED. Quotas with multiplier 0 may there be as lax as one likes: they appear in the other rays with
multipliers that are not negative.

**Gluing.** Let one agent i alone be uncertain and have one cell, let the sets be totally unimodular, and let the
structure fall apart into branches that share no cell but that of i. If Condition A is complete on each branch for all
quotas (at each type profile), it is on the whole. *Proof.* Let x_t be best for f at type t of i, at which i gets a_t.
On the rest of branch b the best is worth phi_b,t(a), a concave function on an interval, linear between integers; a_t is
best for f_t a + sum of phi_b,t(a), so f_t is a sum of numbers f_t,b with a_t best for f_t,b a + phi_b,t(a). So x_t is
best on each branch for f_t,b and f there; by assumption these are a sum of sign vectors for which x_t is best on the
branch at each t; with zeros elsewhere x_t is best for them on the whole. QED. So a star with three types in the middle,
which does not preserve total unimodularity, does not mind: its branches are single edges.

**Graphs without odd cycle.** Condition A is complete for all quotas that may depend on the type profile exactly if
there are at most two type profiles; or one agent i alone is uncertain, and what is left without i are paths, each
joined to i by at most one edge; or every component is a path whose inner agents have one type. *Proof.* Two profiles,
and the last case, preserve total unimodularity. In the second case components without i are paths, and i with one of
the paths left preserves it, too; so do gluings of these. Conversely (F) an extreme ray of W has an f that is no
multiple of a sign vector, on: a path 2 - 1 - 3 with two types of 1 and two of 2, or two idle profiles; a star of three
leaves with three idle profiles, or two types at two leaves, or two at one leaf and two idle profiles; a square with
three idle profiles, or with three types of one agent. Whatever contains one of these fails too: give further sets lax
quotas, further cells quotas 0, and further types and idle profiles the coefficients and quotas of those that are there.
So does every longer even cycle: on the squares there is such a ray, and a profile at which all multipliers of an edge
are 0, not at agent 1. Put a path of certain agents m in the place of this edge, of odd length, with floors and ceilings
in turn that come to the quota of the edge at the other profiles, and lax ones at that profile. If Condition A were
complete, (f, 0) would be a sum of sign vectors tight at the rule; the quantities of the agents m are free at that
profile, so these vectors are 0 on them, and are valid and tight on the square: multiples of f. Now let there be three
profiles and the graph be none of those. *Two or more uncertain agents:* as for Theorem 3 (`unimodular_shapes`), with
four idle profiles for a cycle or star of certain agents. *One, i, with three types or more:* of what is left without i,
a component is no path, and has a cycle or a star with three idle profiles; or it is a path joined to i by two edges,
and has a cycle through i. QED.

With the same quotas at all profiles idle agents do not matter, and more graphs may do; the second half is open for
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from exact import cones
from exact.set_systems import cross
from exact.verdicts import Verdict
from proofs.claims.claim import Expected, Family, Part
from proofs.claims.families import problems as families
from proofs.claims.families.lang_yang import at_most, equal, is_bipartite, is_hierarchy
from proofs.claims.families.unimodular_shapes import components, listed_sets, uncertain
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.problem import projection
from proofs.reduced_form.problem.problems import Cell, Problem
from proofs.reduced_form.problem.structures import ImplementationStructure, preserves_total_unimodularity
from proofs.reduced_form.universal.deciding import universal_condition

MOST_QUOTAS = 24
"""Extreme rays of W are listed where there are so many quotas, counted at each type profile, or fewer."""


def unlike_signs(given: ImplementationStructure) -> int:
    """How many extreme rays of W have an f that is no multiple of a sign vector."""
    problem = families.problem_on(given, dict.fromkeys(given.sets, (0, 1)))
    cone = projection.projection_cone(problem)
    places = [k for k, name in enumerate(cone.coordinates) if isinstance(name, tuple) and name[0] == "f"]
    return sum(len({abs(ray[k]) for k in places if ray[k]}) > 1 for ray in cones.generators(cone).rays)


def by_sign_vectors(given: ImplementationStructure) -> Verdict:
    return equal([(unlike_signs(given), 0)], "the number of extreme rays of W whose f is no multiple of a sign vector")


def beyond_sign_vectors(given: ImplementationStructure) -> Verdict:
    found = unlike_signs(given)
    return at_most([(1, found)], "one", "the number of extreme rays of W whose f is no multiple of a sign vector")


def unwanted(given: ImplementationStructure) -> int:
    """Of a graph, the components that the theorem does not have: 0 where Condition A is complete."""
    if len(given.profiles) <= 2:
        return 0
    known, edges = uncertain(given), listed_sets(given)
    if len(known) > 1:
        return sum(not _is_path(part) or _inner(part) & known != frozenset() for part in components(edges))
    (alone,) = known
    left = components([edge for edge in edges if (alone,) not in edge])
    ties = [edge - {(alone,)} for edge in edges if (alone,) in edge]
    joined = [sum(tie <= frozenset().union(*part) for tie in ties) for part in left]
    return sum(not _is_path(part) or ways > 1 for part, ways in zip(left, joined, strict=True))


def _degrees(edges: list[frozenset[tuple[str, ...]]]) -> dict[str, int]:
    named = [cell[0] for edge in edges for cell in edge]
    return {agent: named.count(agent) for agent in named}


def _is_path(edges: list[frozenset[tuple[str, ...]]]) -> bool:
    degrees = _degrees(edges)
    return len(degrees) == len(edges) + 1 and max(degrees.values()) <= 2


def _inner(edges: list[frozenset[tuple[str, ...]]]) -> frozenset[str]:
    return frozenset(agent for agent, degree in _degrees(edges).items() if degree > 1)


def graph_as_wanted(given: ImplementationStructure) -> Part:
    yield is_bipartite(given)
    yield equal([(unwanted(given), 0)], "the number of components that are not as the theorem says")


def graph_not_as_wanted(given: ImplementationStructure) -> Part:
    yield is_bipartite(given)
    yield at_most([(1, unwanted(given))], "one", "the number of components that are not as the theorem says")


def graph_without_unimodularity(given: ImplementationStructure) -> Part:
    yield is_bipartite(given)
    yield Expected(preserves_total_unimodularity(given), holds=False)


def one_cell_each(given: ImplementationStructure) -> Part:
    """One object, two types or more each, and sets that are no hierarchy."""
    yield equal([(len(given.objects or "."), 1)], "the number of objects")
    yield _two_types_each(given)
    yield Expected(is_hierarchy(given), holds=False)


def _two_types_each(given: ImplementationStructure) -> Verdict:
    return at_most([(2, min(map(len, given.types)))], "two", "the fewest types of an agent")


def fails_for_some_quotas(given: ImplementationStructure) -> Part:
    yield Expected(universal_condition(given, "A"), holds=False)


def fails_where_sets_cross(given: ImplementationStructure) -> Part:
    """Condition A is not complete for the quotas of the proof."""
    yield Expected(facets(crossing_quotas(given)).condition_a, holds=False)


def crossing_quotas(given: ImplementationStructure) -> Problem:
    """One unit for each of the first two sets that cross and for three of their cells, nothing for the other cells."""
    first, second = next(pair for pair in combinations(listed_sets(given), 2) if cross(*pair))
    kept = [min(first - second), min(first & second), min(second - first)]
    quotas: dict[tuple[Cell, ...], families.Quota] = {}
    for members in given.constraint_sets:
        quotas[members] = (0, 1 if frozenset(members) in (first, second) else len(members))
        if len(members) == 1:
            quotas[members] = (0, int(members[0] in kept))
    return families.problem_on(given, quotas)


def small_graphs(seed: int) -> Iterator[ImplementationStructure]:
    """All graphs on 2 to 5 agents, at most one of them in no edge, at most 3 types, and few quotas."""
    for agents in (2, 3, 4, 5):
        yield from filter(_has_few_quotas, families.structures(agents, 1, 3, families.only_pairs))


def _has_few_quotas(given: ImplementationStructure) -> bool:
    tied = frozenset().union(*listed_sets(given))
    few = len(given.constraint_sets) * len(given.profiles) <= MOST_QUOTAS
    return few and len(given.agents) - len(tied) <= 1


def two_types(seed: int) -> Iterator[ImplementationStructure]:
    """All structures on 2 to 4 agents with one object and two types each; at most two sets of four agents."""
    for agents, most in ((2, None), (3, None), (4, 2)):
        for given in families.structures(agents, 1, 2, families.any_family, most):
            if min(map(len, given.types)) == 2:
                yield given


def all_graphs(seed: int) -> Iterator[ImplementationStructure]:
    """All graphs on 3 and 4 agents with at most 2 types."""
    return iter(families.merged(*(families.structures(agents, 1, 2, families.only_pairs) for agents in (3, 4))))


SMALL_GRAPHS = Family(
    f"all graphs on 2 to 5 agents, one in no edge at most, at most 3 types and {MOST_QUOTAS} quotas by type profiles",
    small_graphs,
)
TWO_TYPES_ONE_OBJECT = Family(
    "all structures with one object and two types each on 2 and 3 agents, and on 4 agents with at most 2 sets",
    two_types,
)
GRAPHS = Family("all graphs on 3 and 4 agents, at most 2 types each", all_graphs)
