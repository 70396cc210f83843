"""LY, section 3.3 (after Che, Kim and Mierendorff): Condition (B) promises 147/8 where 18 is the most there is."""

import itertools
from pathlib import Path

from exact.linear import LinearSystem, optimum
from exact.polyhedra import hull
from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.problems import load_problem
from proofs.reduced_form.conditions.capacity import capacity, linear
from proofs.reduced_form.conditions.deciding import condition, most_violated
from proofs.reduced_form.conditions.polytope import quota_polytope
from proofs.reduced_form.conditions.quotas import effective_quotas, paramodular
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.facets.summands import inequality
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import InterimRule
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure_of
from proofs.report.implementation import in_short

problem, _ = load_problem(Path(__file__).parents[1] / "problems" / "section_3_3_three_agents.json")
print("ceilings attained:", ANSWER[all(quota.is_effective for quota in effective_quotas(problem))])
print(paramodular(problem, "effective"), "-", preserves_total_unimodularity(structure_of(problem)))
feasible = hull(quota_polytope(problem))
corners = feasible.points
print(len(corners), "extreme points, integral:", ANSWER[all(x.denominator == 1 for point in corners for x in point)])
print(
    "  footnote 8 lists three kinds of nonzero ones; there are also those of (3, 1, 1):", ANSWER[(3, 1, 1) in corners]
)
print(linear(problem), "- so Conditions A and B say the same")

objective = {(agent, kind): {"t1": 1, "t2": 2}[kind] for agent, kind in problem.coordinates}
by_b = []
for size in range(1, 7):
    for chosen in itertools.combinations(problem.coordinates, size):
        bound = inequality(problem, dict.fromkeys(chosen, 1)).bound(problem)
        by_b.append(({c: problem.marginals[c] for c in chosen}, bound))
promise = optimum(LinearSystem.make(problem.coordinates, at_most=by_b, lower=0), objective)
rule = InterimRule(promise.evidence.values)

exact = [
    ({c: f * problem.marginals[c] for c, f in each.coefficients}, each.bound(problem))
    for each in facets(problem).facets
]
truth = optimum(LinearSystem.make(problem.coordinates, at_most=exact), objective)
print("sum of Q_i(t1) + 2 Q_i(t2) under Condition B:", text(promise.statement.value))
print("over all implementable rules:", text(truth.statement.value), "- LY: 18.375 > 18")
print("the best rule under Condition B:", condition(problem, rule, "B"))
print("  ", most_violated(problem, rule, "A").statement.sentence())
print("  ", in_short(implementable(problem, rule)))
print("beta of all three:", capacity(problem, problem.cells).statement.value)

FIGURES = {"What the three agents can get together": feasible.show()}
