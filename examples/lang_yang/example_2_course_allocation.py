"""LY, Example 2: two students, one compulsory and three optional courses, with floors as well as ceilings."""

from exact.set_systems import bihierarchy, canonical_two_sided
from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.polytope import described, pure_outcomes
from proofs.reduced_form.conditions.quotas import effective_quotas
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import name_of

optional = ["o1", "o2", "o3"]
students = ["i1", "i2"]
problem = problem_of(
    agents=students,
    objects=["c1", *optional],
    types={"i1": ["t"], "i2": ["t"]},
    constraints=[
        *({"agents": [i], "objects": optional, "floor": 1, "ceiling": 2} for i in students),
        *({"agents": students, "objects": [o], "floor": 1, "ceiling": 2} for o in optional),
        {"agents": students, "objects": ["c1"], "floor": 2, "ceiling": 2},
        {"each": "pair", "ceiling": 1},
    ],
)

sets = [quota.cells for quota in problem.constraints]
split = bihierarchy(sets)
print(split)
for family in (split.evidence.first, split.evidence.second):
    print("  ", "  ".join(name_of(sets[k]) for k in family if len(sets[k]) > 1))
print(
    "canonical two-sided (every row {i} x A is a set):",
    ANSWER[bool(canonical_two_sided(sets, students, problem.objects))],
)
print("  LY call it canonical, but the rows are {i} x O, without the compulsory course")

print(has_outcome(problem))
print("feasible pure outcomes:", len(pure_outcomes(problem)))
print(described(problem), f"({described(problem).evidence.form})")
for quota in effective_quotas(problem):
    if len(quota.constraint.cells) > 1:
        low, high = quota.bounds
        print(f"  {name_of(quota.constraint.cells)}: from {low} to {high}, effective: {ANSWER[quota.is_effective]}")
