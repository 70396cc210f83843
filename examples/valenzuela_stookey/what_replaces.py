"""What replaces the theorems: the rays that a box allows, and what they are good for.

VS prove that I tasks allow at most I polarized rays, on the orthant of all costs. On a box an agent may have 2^I - 2:
one for each corner but two (`proofs.claims.families.corrected_menus` has the proof). An agent who is better at all
tasks by the same, and whose law is on corners, gets a trade for each: that is obviously strategy-proof on the whole
box, no incentive compatible mechanism does better, and bilateral trade saves less than a quarter of it.
"""

from exact.rationals import text
from exact.showing.display import brief
from exact.verdicts import ANSWER
from proofs.claims.families.corner_mechanisms import SIX_CORNERS, corner_mechanism
from proofs.claims.families.corrected_menus import box_of_ends, corner_rays
from proofs.claims.families.smallest_markets import DIFFERENCES, values_of
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.dominance.polarization import largest_menu, polarized
from proofs.trading.dominance.polarized_on_domain import polarized_on_domain
from proofs.trading.value.costs import cost_of_mechanism

for size in (2, 3, 4):
    box = box_of_ends(*[(1, 2)] * size)
    rays = corner_rays(box)
    held, orthant = polarized_on_domain(box, rays).holds, polarized(rays).holds
    most = len(largest_menu(size).statement.directions)
    print(f"{size} tasks: {most} rays on the orthant; {len(rays)} on the box [1, 2]^{size}, polarized: {ANSWER[held]}")
    print(f"  {', '.join(map(brief, rays[:3]))}{', ...' if len(rays) > 3 else ''}; on the orthant: {ANSWER[orthant]}")

corners = [brief(costs) for costs, _ in SIX_CORNERS.preferences[0].law.atoms]
print("types", ", ".join(corners), "of agent 1, who is better at all three tasks")
for row in values_of(SIX_CORNERS).values():
    print(f"  {row.among}: {text(row.most)}")
mechanism = corner_mechanism(SIX_CORNERS)
verdict = obviously_strategy_proof(mechanism)
print(f"a trade for each costs {text(cost_of_mechanism(mechanism).statement.value)}")
print(f"it is obviously strategy-proof on the box: {ANSWER[verdict.holds]}; verified: {ANSWER[verdict.verify()]}")

print("the smallest markets in which two classes differ (status quo, constant, ..., incentive compatible):")
for difference in DIFFERENCES:
    costs = ", ".join(text(row.most) for row in values_of(difference.market).values())
    print(f"  {difference.words}: {costs}")
