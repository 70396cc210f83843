"""How large must coefficients be, as types grow? A path 2 - 1 - 3 of agents, and a compromise, facets by families.

Conditions A and B have coefficients -1, 0 and 1. On a path with one unit for each edge and each agent, where LY's
Theorem 3 fails, the facets of the implementable rules need larger ones, and the more so the more types there are. In
the compromise problem of section 5.6 signs are enough, but not the signs of (34).
"""

from proofs import facets, problem_of
from proofs.claims.families.path_coefficients import Path
from proofs.reduced_form.design.applications import compromise
from proofs.reduced_form.facets.formulas import symbolic_formula
from proofs.reduced_form.facets.listing import facet_proof
from proofs.reduced_form.facets.normal_forms import least_coefficients
from proofs.reduced_form.facets.summands import inequality


def path(*counts):
    """The problem with so many types of agents 1 (in the middle), 2 and 3."""
    types = {str(k + 1): list("uvwxyz"[:count]) for k, count in enumerate(counts)}
    edges = [{"edges": [["1", "2"], ["1", "3"]], "ceiling": 1}, {"each": "agent", "ceiling": 1}]
    return problem_of(agents=list(types), types=types, constraints=edges)


print("Types of the agents 1, 2, 3 on the path 2 - 1 - 3; facets; orbits; least M for coefficients from -M to M:")
for counts in ((2, 2, 1), (2, 2, 2), (4, 2, 2), (2, 3, 3), (3, 3, 2), (3, 3, 3)):
    found = facets(path(*counts))
    print(f"  {counts}: {len(found.facets)}; {len(found.orbits)}; {least_coefficients(found.forms)}")

print("\nWith n types each some facet has the coefficients 1 and 2^(n - 1):")
for types in (2, 3, 4, 5):
    case = Path(types)
    found = inequality(case.problem, case.coefficients)
    largest = max(abs(value) for _, value in found.coefficients)
    print(f"  {types} types: {largest}; a facet: {'yes' if facet_proof(case.problem, found).holds else 'no'}")

print("\nWith two types each LY's inequalities miss, for any prior:")
small = path(2, 2, 2)
for form in facets(small).forms:
    if form.missed:
        print(f"  {symbolic_formula(small, form.inequality)}, and {form.count - 1} like it")

print("\nCompromise, by the numbers of types: what is not among (33) and (34):")
for one, other in ((2, 2), (2, 4), (3, 3)):
    problem = compromise(("a0", "a1", "a2"), {"1": list("uvwx"[:one]), "2": list("uvwx"[:other])})
    missed = [form for form in facets(problem).forms if form.missed]
    told = "; ".join(f"{symbolic_formula(problem, form.inequality)} ({form.count} facets)" for form in missed)
    print(f"  {one} x {other}: {told or 'nothing'}")
