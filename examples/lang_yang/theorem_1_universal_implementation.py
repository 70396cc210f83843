"""LY, Theorem 1 and Corollary 1, on Example 1: M(W) is totally unimodular, so signs describe implementable rules."""

from exact.cones import generators
from exact.verdicts import ANSWER
from proofs.reduced_form.conditions.capacity import linear
from proofs.reduced_form.design.applications import assignment_market
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.problem.projection import reduced_cone, sign_generators
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure_of
from proofs.report import explain

problem = assignment_market(["i1", "i2"], ["j1", "j2"], {"i1": ["s", "t"], "i2": ["s"]})
print(preserves_total_unimodularity(structure_of(problem)))
print(linear(problem))

found = sign_generators(generators(reduced_cone(problem)))
print(f"the reduced projection cone has {len(found.signs.rays)} rays of signs and {len(found.others.rays)} others")

description = facets(problem)
print(explain(description))
print(description.description, "- verified:", ANSWER[description.description.verify()])
print(description.condition_b, "- verified:", ANSWER[description.condition_b.verify()])
print("\nOne facet in words:\n" + description.explain(description.facets[-1]))
print(description.proof(description.facets[-1]))
