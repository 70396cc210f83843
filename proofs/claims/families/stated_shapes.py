"""The exact forms of LY, Theorems 2(2) and 3, as data (`proofs.claims.families.unimodular_shapes` has them as code).

Of graphs without odd cycle, and of forests, what matters is said by ranks: pairs are the edges of a forest exactly if
the rows with 1 at one end of a pair and -1 at the other are independent, and with 1 at both ends if there is no odd
cycle.
"""

from __future__ import annotations

from proofs.claims.families import lang_yang_stated as said
from proofs.claims.stating import Formula, Stated, Term, choose, defined, each, every, operation, size, some, those


@defined("the agents with two types or more")
def uncertain() -> Term:
    return those("i", said.agents(), lambda agent: size(said.types(agent)) > 1)


@defined("the edges of {1} at {0}")
def edges_at(agent: Term, edges: Term) -> Term:
    return those("e", edges, lambda edge: agent.among(edge))


@defined("the incidence matrix of {0}")
def incidence(edges: Term) -> Term:
    """A row for each edge, a column for each agent."""
    return each("e", edges, lambda edge: each("i", said.agents(), lambda agent: choose(agent.among(edge), 1, 0)))


@defined("the components of the graph of the edges {0} are paths")
def paths(edges: Term) -> Formula:
    """No agent has three edges, and no cycle is even; there is no odd one."""
    few = every("i", said.agents(), lambda agent: size(edges_at(agent, edges)) <= 2)
    return few & operation("rank", incidence(edges)).equals(size(edges))


@defined("all components are paths, or are so without agent {0}, a leaf")
def paths_without(agent: Term) -> Formula:
    at = edges_at(agent, said.edges())
    return paths(said.edges()) | (size(at).equals(1) & paths(operation("without", said.edges(), at)))


@defined("there are at most two type profiles, or one uncertain agent and paths but for it, or paths that end there")
def graph_as_said() -> Formula:
    """Of a graph without odd cycle: it is one that Theorem 3 should name."""
    alone = size(uncertain()).equals(1) & every("i", uncertain(), paths_without)
    ends = every("i", uncertain(), lambda agent: size(edges_at(agent, said.edges())) <= 1)
    return (size(said.profiles()) <= 2) | alone | (paths(said.edges()) & ends)


def graphs(holds: bool) -> Stated:
    """As Theorem 3 should say; with `holds` false, that there are no other graphs."""
    if holds:
        return said.stated_structure([said.is_bipartite(), graph_as_said()], [said.preserves()])
    return said.stated_structure([said.is_adjacency(), ~(said.is_bipartite() & graph_as_said())], [~said.preserves()])


# -------------------------------------------------------------------------------------------------------------- trees


@defined("{0} and {1} cross")
def crosses(one: Term, other: Term) -> Formula:
    meet = size(operation("common", one, other)) > 0
    return meet & ~one.within(other) & ~other.within(one)


@defined("{0} and {1} meet in one cell, whose agent has one type")
def meet_in_a_certain_cell(one: Term, other: Term) -> Formula:
    common = operation("common", one, other)
    return size(common).equals(1) & every("x", common, lambda cell: size(said.types(cell[0])).equals(1))


@defined("{0} and {1} are not both within a set")
def not_held(one: Term, other: Term) -> Formula:
    return ~some("K", said.sets(), lambda third: one.within(third) & other.within(third))


@defined("the largest sets")
def largest() -> Term:
    """Those in no other."""

    def inside(one: Term) -> Formula:
        return some("H", said.sets(), lambda other: one.within(other) & ~other.within(one))

    return those("G", said.sets(), lambda one: ~inside(one))


@defined("the crossing pairs of largest sets, in both orders")
def crossing_pairs() -> Term:
    return those("p", operation("pairs", largest()), lambda pair: crosses(pair[0], pair[1]))


@defined("the largest sets, joined where they cross, are a forest")
def is_forest() -> Formula:
    def end(pair: Term, one: Term) -> Term:
        return choose(one.same(pair[0]), 1, choose(one.same(pair[1]), -1, 0))

    rows = each("p", crossing_pairs(), lambda pair: each("G", largest(), lambda one: end(pair, one)))
    return (operation("rank", rows) * 2).equals(size(crossing_pairs()))


@defined("crossing sets meet in one certain cell and are within no set, and the largest sets are a forest")
def is_trees() -> Formula:
    def harmless(one: Term, other: Term) -> Formula:
        return crosses(one, other).implies(meet_in_a_certain_cell(one, other) & not_held(one, other))

    return (
        every("G", said.sets(), lambda one: every("H", said.sets(), lambda other: harmless(one, other))) & is_forest()
    )


def trees(holds: bool) -> Stated:
    """Trees preserve total unimodularity; with `holds` false, nothing else does, with one object and two agents."""
    if holds:
        return said.stated_structure([is_trees()], [said.preserves()])
    two = size(uncertain()) >= 2
    return said.stated_structure(
        [said.is_bihierarchy(), said.one_good(), two, ~is_trees()],
        [~said.preserves()],
    )


# ------------------------------------------------------------------------------------------------------------ markets


@defined("the sets other than rows, columns and single cells")
def further() -> Term:
    return operation("without", said.sets(), said.rows_and_columns())


@defined("no further set is within the row of {0}")
def none_in_the_row(agent: Term) -> Formula:
    return ~some("G", further(), lambda one: every("x", one, lambda cell: cell[0].same(agent)))


@defined("nobody is uncertain, or there is one agent, or two of the kinds that the theorem names")
def market_as_said() -> Formula:
    two = size(said.agents()).equals(2)
    certain = operation("without", said.agents(), uncertain())
    alone = two & size(uncertain()).equals(1) & every("i", certain, none_in_the_row)
    square = two & size(said.STRUCTURE["objects"]).equals(2) & said.types_at_most(2) & size(further()).equals(0)
    return size(uncertain()).equals(0) | size(said.agents()).equals(1) | alone | square


def markets(holds: bool) -> Stated:
    """The canonical markets that preserve total unimodularity, and no others."""
    market = [said.is_canonical(), said.is_bihierarchy(), ~said.one_good()]
    if holds:
        return said.stated_structure([*market, market_as_said()], [said.preserves()])
    return said.stated_structure([*market, ~market_as_said()], [~said.preserves()])
