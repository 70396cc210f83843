"""LY, section 5.2: assignment markets whose types are preferences; the best incentive compatible rule (Corollary 2)."""

from exact.linear import LinearSystem, optimum
from exact.rationals import text
from exact.showing.display import brief, counted
from exact.verdicts import ANSWER
from proofs.reduced_form.design.applications import cardinal_market, ordinal_market
from proofs.reduced_form.facets.formulas import conditional
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.problems import InterimRule, value_name

market = ordinal_market(["i1", "i2"], ["j1", "j2"], {"i1": [["j1", "j2"], ["j2", "j1"]], "i2": [["j1", "j2"]]})
problem = market.problem
print("ordinal types:", "; ".join(f"{i} {' or '.join(k)}" for i, k in zip(problem.agents, problem.types, strict=True)))
found = facets(problem)
print(
    f"{len(found.facets)} facets; Condition B, which Theorem 5 says is enough, is complete:",
    ANSWER[found.condition_b_complete],
)

rows = [(conditional(problem, each.coefficients), each.bound(problem)) for each in found.facets]
own, other = "j1>j2", "j2>j1"
for truth, lie in ((own, other), (other, own)):  # (26): stochastic dominance, for each upper set of the true ranking
    best = truth.split(">")
    for size in (1, 2):
        upper = best[:size]
        row = {("i1", lie, j): 1 for j in upper} | {("i1", truth, j): -1 for j in upper}
        rows.append((row, 0))

objective = {("i1", own, "j1"): 1, ("i1", other, "j2"): 1, ("i2", own, "j1"): 1}
value = optimum(LinearSystem.make(problem.coordinates, at_most=rows), objective)
print("most first choices in an ordinally incentive compatible rule:", text(value.statement.value))
rule = InterimRule(value.evidence.values)
for coordinate, q in zip(problem.coordinates, rule.values, strict=True):
    if q:
        print(f"  {value_name(coordinate)} = {text(q)}")
print(implementable(problem, rule))

paid = cardinal_market(
    {"i1": {"keen": {"j1": 3, "j2": 1}, "cool": {"j1": 1}}, "i2": {"t": {"j2": "5/2"}}}, ["j1", "j2"]
)
print("\ncardinal types:")
for agent, kinds in paid.preferences.items():
    print(f"  {agent}:", ", ".join(f"{kind} values {brief(values)}" for kind, values in kinds.items()))
print(counted(len(facets(paid.problem).facets), "facet"))
