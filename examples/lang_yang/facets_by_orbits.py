"""Three students, two courses, two types each: 176 facets, of which those are alike that differ in names only."""

from exact.verdicts import ANSWER
from proofs import facets, problem_of
from proofs.reduced_form.facets.formulas import symbolic_formula

problem = problem_of(
    agents=["ann", "bob", "cat"],
    objects=["art", "biology"],
    types={agent: ["keen", "idle"] for agent in ("ann", "bob", "cat")},
    constraints=[{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}],
)
found = facets(problem)
print(f"{len(found.facets)} facets in {len(found.orbits)} orbits under exchanging {found.alike}")
for orbit in found.orbits:
    print(f"  {symbolic_formula(problem, found.facets[orbit[0]])}    ({len(orbit)} like this)")
same = facets(problem, "orbits").facets == facets(problem, "rays").facets
print("one orbit at a time is as good:", ANSWER[same])

# A search may end early; what it has met are facets, and one that is none of a condition's refutes it.
early = facets(problem, limit=20)
print(
    f"ended by its {early.end} with {len(early.facets)} facets; is Condition A complete?",
    ANSWER[early.condition_a.holds],
)
print("the whole list says:", ANSWER[found.condition_a.holds])
