"""LY, Example 3: all edges between {1, 2, 3} and {4, 5} have adjacency and are no bihierarchy; G' is the reverse."""

from exact.set_systems import bihierarchy, bipartite_graph, edges_of_a_graph
from exact.showing.display import counted
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure
from proofs.report import explain

agents = ["1", "2", "3", "4", "5"]
edges = [frozenset((i, k)) for i in "123" for k in "45"]


def named(members):
    return "{" + ", ".join(sorted(members)) + "}"


print("G =", *map(named, edges))
print(edges_of_a_graph(edges, agents))
print(bipartite_graph(edges, agents), "- one side:", *bipartite_graph(edges, agents).evidence.side)
verdict = bihierarchy(edges)
print(verdict, "- each of these crosses the next:", *(named(edges[k]) for k in verdict.evidence.cycle))

other = [frozenset("12"), frozenset("123"), frozenset("345")]
print("\nG' =", *map(named, other))
print(explain(bihierarchy(other)))
print(edges_of_a_graph(other, agents), "-", named(other[edges_of_a_graph(other, agents).evidence.position]))

for count in (1, 2):
    types = {agent: [f"t{k + 1}" for k in range(count)] for agent in agents}
    given = structure(agents, None, [[(i,) for i in sorted(edge)] for edge in edges], types)
    print(f"\nG, {counted(count, 'type')} each:", preserves_total_unimodularity(given))
print("Theorem 3 says yes for two types each, since the graph has no odd cycle. It fails on LY's own example.")
