"""LY, Theorem 3, where it fails: three agents on a path, two types each, one or two units on each edge."""

from exact.set_systems import bipartite_graph
from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.facets.formulas import formula
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure_of
from proofs.report import explain

agents, edges = ["left", "hub", "right"], [["left", "hub"], ["hub", "right"]]
path = problem_of(agents=agents, types=["s", "t"], constraints=[{"edges": edges, "floor": 1, "ceiling": 2}])
graph = bipartite_graph(map(frozenset, edges), agents)
print(graph)
preserved = preserves_total_unimodularity(structure_of(path))
print(preserved)

found = facets(path)
beyond = [each for each in found.facets if not each.is_sign_vector]
print(
    f"{len(found.facets)} facets, {len(beyond)} with coefficients beyond -1, 0, 1 (times the types' probability, 1/2);"
)
print("   for example", formula(path, beyond[-1]))
print("Condition A is complete:", ANSWER[found.condition_a_complete])

rule = found.condition_a.evidence.rule
print("\nA rule that satisfies all of Condition A:")
print("  ", ", ".join(f"Q_{a}({t}) = {q}" for (a, t), q in zip(path.coordinates, rule.values, strict=True)))
print(explain(implementable(path, rule)))
print("So the theorem's conclusion fails, and with it the completeness that Theorem 1 would draw from it.")

FIGURES = {
    "The path has no odd cycle": graph.show(),
    "Why unimodularity is lost: a cycle whose entries (dashed: -1) do not sum to a multiple of 4": preserved.show(),
}
