"""Integer optima with a proof: at most one of each two friends may be invited, and branching shows what is best."""

from fractions import Fraction

from exact.integer import maximize, points, proves
from exact.linear import LinearSystem, optimum
from exact.showing.display import brief
from exact.verdicts import ANSWER

guests = ["ann", "bob", "eve"]
quarrels = [{"ann": 1, "bob": 1}, {"bob": 1, "eve": 1}, {"ann": 1, "eve": 1}]
system = LinearSystem.make(guests, at_most=[(pair, 1) for pair in quarrels], lower=0, upper=1)
objective = dict.fromkeys(guests, 1)

relaxed = optimum(system, objective)
print("with half guests:", relaxed.value, "-", brief(system.named(relaxed.evidence.values)))

best = maximize(system, objective)
print("with whole guests:", best.value, "-", brief(dict(zip(guests, best.point, strict=True))))
print("the tree proves that no more are possible:", ANSWER[proves(best.tree, system, objective, best.value)])
print("it does not prove less:", ANSWER[not proves(best.tree, system, objective, Fraction(0))])
print("all guest lists:", *points(system, most=10))
