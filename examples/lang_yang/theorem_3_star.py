"""LY, Theorem 3, on a star: one agent adjacent to three others, two types each, at most one unit on each edge."""

from exact.set_systems import bipartite_graph
from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.facets.formulas import formula
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure_of
from proofs.report.matrices import unimodularity_in_short

agents = ["hub", "x", "y", "z"]
edges = [["hub", leaf] for leaf in "xyz"]
star = problem_of(agents=agents, types=["s", "t"], constraints=[{"edges": edges, "ceiling": 1}])

print("The hypothesis:", bipartite_graph(map(frozenset, edges), agents))
verdict = preserves_total_unimodularity(structure_of(star))
print("The conclusion:", verdict, f"({unimodularity_in_short(verdict)})")

found = facets(star)
print(f"\nThe implementable rules have {len(found.facets)} facets;", end=" ")
print(f"Condition A is complete: {ANSWER[found.condition_a_complete]}")
beyond = max(found.facets, key=lambda each: max(value for _, value in each.coefficients))
print("a facet that is none of its inequalities (a coefficient is 1 or 3 times the probability of a type, 1/2):")
print("  ", formula(star, beyond))

rule = found.condition_a.evidence.rule
print("\nThis rule satisfies every inequality of Condition A:")
values = dict(zip(star.coordinates, rule.values, strict=True))
print("  ", ", ".join(f"Q_{agent}({kind}) = {q}" for (agent, kind), q in values.items() if q))
print(
    "  implementable:",
    ANSWER[bool(implementable(star, rule))],
    "- so what Theorems 3 and 1 promise together fails on the star",
)
