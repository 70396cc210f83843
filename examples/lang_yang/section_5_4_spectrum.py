"""LY, section 5.4: licences for seven providers on an interference graph, one without odd cycles and one with one.

LY's Figure 1 is a drawing that the text of the paper does not carry, so both graphs here are ours.
"""

from exact.rationals import text
from exact.set_systems import bipartite_graph
from proofs.reduced_form.conditions.decomposition import decompose
from proofs.reduced_form.conditions.polytope import described, pure_outcomes
from proofs.reduced_form.design.applications import spectrum
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure_of

providers = [f"i{k}" for k in range(1, 8)]
path = [("i1", "i2"), ("i2", "i3"), ("i3", "i4"), ("i4", "i5"), ("i5", "i6"), ("i6", "i7"), ("i2", "i7")]
wheel = [("i1", "i2"), ("i2", "i3"), ("i3", "i4"), ("i4", "i5"), ("i5", "i1"), ("i5", "i6"), ("i6", "i7")]

FIGURES = {}
for title, edges in (("a hexagon with a tail", path), ("a pentagon with a tail", wheel)):
    problem = spectrum(providers, edges)
    graph = bipartite_graph([frozenset(edge) for edge in edges], providers)
    FIGURES[title[0].upper() + title[1:] + (": no odd cycle" if graph else ": an odd cycle")] = graph.show()
    print(f"{title}: {graph}")
    print("  one side:" if graph else "  odd cycle:", *(graph.evidence.side if graph else graph.evidence.cycle))
    print(f"  {len(pure_outcomes(problem))} ways to be on air")
    print("  ", preserves_total_unimodularity(structure_of(problem)))
    print("  ", described(problem))
    halves = decompose(problem, {(i,): "1/2" for i in providers})
    print("   everybody on air half the time:", halves)
    if not halves:
        heavy = ", ".join(f"{text(w)} on {cell[0]}" for cell, w in halves.evidence.weights)
        print(f"     {heavy}: at most {text(halves.evidence.bound)}")
    else:
        print("     a lottery over", len(halves.evidence.entries), "outcomes")
