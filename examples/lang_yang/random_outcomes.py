"""LY (2) and Budish et al. (2013): a random outcome is feasible if it is a lottery over pure ones; two attempts."""

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.decomposition import decompose
from proofs.reduced_form.conditions.polytope import convex_hull, described, quota_polytope
from proofs.reduced_form.design.applications import assignment_market
from proofs.report import explain

market = assignment_market(["i1", "i2"], ["j1", "j2"])
half = decompose(market, {("i1", "j1"): "1/2", ("i1", "j2"): "1/3", ("i2", "j1"): "1/4", ("i2", "j2"): "1/2"})
print(half)
for share, outcome in half.evidence.entries:
    print(f"  {text(share):>5}:", ", ".join(f"{i} gets {j}" for (i, j), _ in outcome) or "nothing")
print("  mean and feasibility verified:", ANSWER[half.verify()])

friends = ["ann", "bob", "eve"]
triangle = problem_of(
    agents=friends,
    types=["t"],
    constraints=[{"edges": [["ann", "bob"], ["bob", "eve"], ["ann", "eve"]], "ceiling": 1}],
)
each_half = decompose(triangle, {(friend,): "1/2" for friend in friends})
print("\nthree friends, at most one of each two:", each_half)
worth = ", ".join(f"{text(w)} on {cell[0]}" for cell, w in each_half.evidence.weights)
print(f"  weights {worth}: no pure outcome is worth more than {text(each_half.evidence.bound)}")
print(described(triangle))
print(
    "the quotas alone:", explain(quota_polytope(triangle)), "the lotteries:", explain(convex_hull(triangle)), sep="\n"
)
