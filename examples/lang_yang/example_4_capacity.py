"""LY, Example 4: the 2 x 2 assignment market, whose generalized capacity (Definition 1) is not submodular."""

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.reduced_form.conditions.capacity import capacity
from proofs.reduced_form.conditions.quotas import effective_quotas, paramodular, quota_pair
from proofs.reduced_form.design.applications import assignment_market
from proofs.reduced_form.problem.problems import name_of

problem = assignment_market(["i1", "i2"], ["j1", "j2"])
staircase = [("i1", "j1"), ("i1", "j2"), ("i2", "j2")]


def beta(cells):
    verdict = capacity(problem, cells)
    assert verdict.verify()
    print(f"  beta({name_of(cells)}, {{}}) = {text(verdict.statement.value)}")
    return verdict.statement.value


print("The two sides of the law c(G) + c(G') >= c(G | G') + c(G & G'):")
above = beta(staircase[:2]) + beta(staircase[1:])
below = beta(staircase) + beta(staircase[1:2])
print(f"{above} < {below}: the capacity is not submodular")

for reading in ("listed", "effective"):
    verdict = paramodular(problem, reading)
    found = verdict.evidence
    print(f"{verdict}; verified: {ANSWER[verdict.verify()]}")
    print(f"  {found.law} fails at {name_of(found.first)} and {name_of(found.second)}")

pair = quota_pair(problem, "effective")
print("c of the staircase:", pair.ceiling(staircase), "- c of everything:", pair.ceiling(problem.cells))
print("every listed quota is attained:", ANSWER[all(quota.is_effective for quota in effective_quotas(problem))])
