"""Hierarchies, bihierarchies, graphs (LY, Definitions 2-4): small families of sets, with evidence for each answer."""

import textwrap

from exact.set_systems import bihierarchy, bipartite_graph, canonical_two_sided, cross, edges_of_a_graph, hierarchy
from exact.verdicts import ANSWER
from proofs.report import explain


def show(verdict):
    print(textwrap.indent(explain(verdict), "  "))


print("An organisation: everybody, two departments, one team")
tree = [frozenset("abcd"), frozenset("ab"), frozenset("cd"), frozenset("c")]
show(hierarchy(tree))

print("Overlapping intervals")
intervals = [frozenset("ab"), frozenset("bc"), frozenset("cd")]
show(hierarchy(intervals))
show(bihierarchy(intervals))
print("  the first two cross:", ANSWER[cross(intervals[0], intervals[1])])

print("Rows and columns of a 2 x 2 market")
rows = [frozenset((i, j) for j in "12") for i in "ab"]
columns = [frozenset((i, j) for i in "ab") for j in "12"]
show(bihierarchy(rows + columns))
show(canonical_two_sided(rows + columns, "ab", "12"))
show(canonical_two_sided(rows, "ab", "12"))

print("A triangle and a path as graphs")
triangle = [frozenset("ab"), frozenset("bc"), frozenset("ac")]
show(bihierarchy(triangle))
show(edges_of_a_graph(triangle, "abc"))
show(bipartite_graph(triangle, "abc"))
show(bipartite_graph(intervals, "abcd"))
