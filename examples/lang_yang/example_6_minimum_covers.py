"""LY, Example 6: beta(U) of a 3 x 3 assignment market in four ways, and its minimum covers by rows and columns."""

from exact.rationals import text
from exact.showing.display import brief
from exact.verdicts import ANSWER
from proofs.reduced_form.conditions.market import is_classical, minimum_covers, representations
from proofs.reduced_form.design.applications import assignment_market

problem = assignment_market(["i1", "i2", "i3"], ["j1", "j2", "j3"])
chosen = [("i1", "j1"), ("i1", "j3"), ("i2", "j2")]
print("classical market:", ANSWER[is_classical(problem)])

found = representations(problem, chosen)
names = ("capacity", "support function", "payoffs and prices", "minimum cover", "maximum diagonal")
for name, value in zip(names, found.values, strict=True):
    print(f"  {name:>18}: {text(value)}")
print("all equal:", ANSWER[found.equal])
print("elements on a diagonal:", *map(brief, found.diagonal.evidence.elements))

print("the minimum covers:")
for cover in sorted(minimum_covers(problem, chosen), key=sorted):
    print("  ", " and ".join({"agent": "row ", "object": "column "}[side] + name for side, name in sorted(cover)))
