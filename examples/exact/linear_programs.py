"""Linear programs, exactly: every optimum comes with the dual solution that proves it, or a ray that never stops."""

from exact.linear import LinearSystem, feasibility, optimum
from exact.rationals import text
from exact.showing.display import brief
from exact.verdicts import ANSWER
from proofs.report import explain

# A baker has 10 of flour and 6 of butter; a cake takes 2 and 1 of them, a pie 1 and 3/2.
stocks = [({"cake": 2, "pie": 1}, 10), ({"cake": 1, "pie": "3/2"}, 6)]
system = LinearSystem.make(["cake", "pie"], at_most=stocks, lower=0)

best = optimum(system, {"cake": 3, "pie": 2}, "max")
print(best.statement.sentence())
print("  cakes and pies:", ", ".join(map(text, best.evidence.values)))
print("  shadow prices of flour and butter:", ", ".join(map(text, best.evidence.multipliers)))
print("  verified:", ANSWER[best.verify()])

free = LinearSystem.make(["cake", "pie"], at_most=[({"cake": 1, "pie": -1}, 1)], lower=0)
endless = optimum(free, {"cake": 1}, "max")
print(f"\n{endless.statement.sentence()}: {'yes' if endless.holds else 'no'}")
print("  from", brief(endless.evidence.values), "along", brief(endless.evidence.direction))

tight = LinearSystem.make(["x"], at_most=[({"x": 3}, 1)], lower="2/5")
print("\n3x <= 1 and x >= 2/5:", explain(feasibility(tight)))
