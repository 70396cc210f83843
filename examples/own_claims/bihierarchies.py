"""Is a two-sided structure whose quotas can always be met by lotteries over integers a bihierarchy?

Let a structure contain all rows (what one agent gets) and all columns (who gets one object), and let every solution in
fractions of every integer quotas be a lottery over integer solutions. By the theorem of Hoffman and Kruskal the second
is one condition on the sets: the matrix of sets and cells is totally unimodular. That such a structure is the union of
two hierarchies is a known theorem (Budish, Che, Kojima and Milgrom, 2013). Quoted without care for small markets it
fails: with one object there is a single column, and intervals of agents may cross in an odd cycle.
"""

from proofs.hunt import (
    Formula,
    Term,
    all_sets,
    assume,
    cells,
    choose,
    claim,
    defined,
    each,
    families,
    is_bihierarchy,
    is_canonical,
    operation,
    positions,
    reading,
    size,
    totally_unimodular,
)


@defined("all quotas on the sets of {0} have lotteries over integers for their solutions")
def always_lotteries(given: Term) -> Formula:
    rows = each("G", all_sets(given), lambda members: each("c", cells(given), lambda c: choose(c.among(members), 1, 0)))
    matrix = operation("matrix", positions(all_sets(given)), positions(cells(given)), rows)
    return totally_unimodular(matrix)


ONE_GOOD = families.two_sided(5, 0, types=1, sets=families.intervals)
TWO_SIDED = families.two_sided(3, 3, types=1)


@claim("necessary", where="as it is quoted", tries=[ONE_GOOD, TWO_SIDED], budget=400)
def necessary(structure):
    """A structure with all rows and columns, all of whose quotas have lotteries over integers, is a bihierarchy."""
    assume(is_canonical(structure))
    assume(always_lotteries(structure))
    yield is_bihierarchy(structure)


@reading(necessary, "two agents and two objects", tries=TWO_SIDED, budget=200)
def necessary(structure):
    """The same with two agents and two objects at least."""
    assume(size(structure["agents"]) > 1)
    assume(size(cells(structure)) > size(structure["agents"]))
    assume(is_canonical(structure))
    assume(always_lotteries(structure))
    yield is_bihierarchy(structure)
