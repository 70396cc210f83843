"""LY, Example 7: Condition (A) for one choice of S+ and S-, and Table 3, on the optional courses of Example 2."""

from pathlib import Path

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.problems import load_problem
from proofs.reduced_form.conditions.capacity import capacity
from proofs.reduced_form.facets.formulas import formula, symbolic_bound, symbolic_formula
from proofs.reduced_form.facets.listing import is_facet, valid_inequality
from proofs.reduced_form.facets.summands import inequality
from proofs.reduced_form.problem.problems import name_of

problem, _ = load_problem(Path(__file__).parents[1] / "problems" / "example_7_course_allocation.json")
plus = {("i1", "t12", "o2"), ("i2", "t21", "o1"), ("i2", "t21", "o2"), ("i2", "t21", "o3")}
minus = {("i1", "t11", "o1"), ("i1", "t11", "o2"), ("i1", "t11", "o3"), ("i2", "t22", "o2")}

print("Table 3:")
for profile in problem.profiles():
    kinds = dict(zip(problem.agents, profile, strict=True))
    up, down = ([(i, o) for i, kind, o in sorted(side) if kinds[i] == kind] for side in (plus, minus))
    verdict = capacity(problem, up, down)
    print(f"  ({', '.join(profile)}): beta({name_of(up)}, {name_of(down)}) = {text(verdict.statement.value)}")
    if profile == ("t11", "t21"):
        best = verdict.evidence.entries[0].outcome
        print("    attained by", ", ".join(f"x({i}, {o}) = {q}" for (i, o), q in best))

coefficients = {**dict.fromkeys(plus, 1), **dict.fromkeys(minus, -1)}
found = inequality(problem, coefficients)
print("\n" + symbolic_formula(problem, found))
print("LY print the right side lambda_11 - lambda_12 + 3 lambda_21 + lambda_22; here:", symbolic_bound(problem, found))
bound = found.bound(problem)
print("under the uniform prior, with the names:", formula(problem, found))
print(valid_inequality(problem, coefficients, bound))
print("anything less is refuted:", valid_inequality(problem, coefficients, bound - 1))
print("it is a facet:", ANSWER[is_facet(problem, found)])
