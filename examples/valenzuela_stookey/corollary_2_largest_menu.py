"""VS, Corollary 2: at most I polarized rays in I dimensions, so at most I + 1 choices; the bound is attained."""

from exact.showing.display import brief, counted
from exact.verdicts import ANSWER
from proofs.trading.dominance.polarization import (
    explain_polarized,
    largest_extension,
    largest_menu,
    polarized,
    positive_costs,
)

for tasks in (2, 3, 4):
    verdict = largest_menu(tasks)
    directions = [d for d in verdict.statement.directions if any(d)]
    print(f"{tasks} tasks: {counted(len(directions), 'ray')} {brief(directions)}; verified: {ANSWER[verdict.verify()]}")

start = [(1, -1, 0)]
added = largest_extension(start)
print("\n(1, -1, 0) extended by", *added)
print(polarized([*start, *added]))

crowded = [(1, -1, 0), (0, 1, -1), (-1, 0, 1), (2, 1, -1)]
print("\none ray too many:")
print(explain_polarized(polarized(crowded), ["A", "B", "C"]))
costs = positive_costs(polarized(crowded).evidence.costs, crowded[1], crowded[3])
print("positive costs that tempt both:", costs)
