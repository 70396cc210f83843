"""LY, Theorem 4 with Lemmas 5-7: greedy chains over paramodular quotas; Lemma 7 says which rays W+(C) has."""

from exact.cones import contains, is_extreme_ray
from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.greedy import chain_cone, chain_rays, greedy_optimum, profile_chains
from proofs.reduced_form.conditions.quotas import paramodular, quota_pair
from proofs.reduced_form.problem.problems import name_of

agents = ["a", "b", "c"]
problem = problem_of(
    agents=agents,
    types=["t"],
    constraints=[{"set": agents, "floor": 1, "ceiling": 2}, {"each": "agent", "ceiling": 1}],
)
print(paramodular(problem, "effective"))
found = greedy_optimum(quota_pair(problem, "effective"), {("a",): 3, ("b",): 1, ("c",): -2})
print(
    "weights 3, 1, -2: greedy gives",
    *(f"{cell[0]}: {text(q)}" for cell, q in found.outcome),
    "worth",
    text(found.value),
)
for name, chain in (("ceilings", found.upper), ("floors", found.lower)):
    print(f"  chain of {name}:", ", ".join(f"{text(y)} on {name_of(cells)}" for cells, y in chain))
print(" ", found.verdict, "- verified:", ANSWER[found.verdict.verify()])

bidders = ["a", "b"]
auction = problem_of(agents=bidders, types=["L", "H"], constraints=[{"set": bidders, "ceiling": 1}])
upper, lower = profile_chains(auction, {("a", "H"): 2, ("b", "H"): 1})
print("\nchains in an auction at (H, H):", *(name_of(cells) for cells, _ in upper["H", "H"]))

chains = {profile: [[("a",)], [("a",), ("b",)]] for profile in auction.profiles()}
rays = chain_rays(auction, chains)
print(
    f"W+(C) for the chain {{a}}, {{a, b}} at every profile: {len(rays.rays)} extreme rays, all of Lemma 7's form:",
    ANSWER[not rays.other],
)
(split,) = rays.split
cone = chain_cone(auction, chains)
print(
    "of Lemma 7's form and in the cone:",
    ANSWER[contains(cone, split)],
    "- extreme:",
    ANSWER[is_extreme_ray(cone, split)],
)
print("So Lemma 7 fails as printed: S = both types of a is the sum of its types.")
