"""LY (2): a random outcome as a lottery over as few pure outcomes as there can be, and why fewer do not do."""

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.fewest import fewest, greatest_shares, needs_outcomes

names, courses = ["ann", "bob", "eve"], ["x", "y", "z"]
one_each = [{"each": side, "floor": 1, "ceiling": 1} for side in ("agent", "object")]
market = problem_of(agents=names, objects=courses, types=["t"], constraints=one_each)
numbers = ["1/2", "1/3", "1/6", "1/4", "1/4", "1/2", "1/4", "5/12", "1/3"]
shares = dict(zip(market.cells, numbers, strict=True))

found = fewest(market, shares)
for share, outcome in found.lottery.evidence.entries:
    print(f"{text(share):>5}:", ", ".join(f"{agent} gets {course}" for (agent, course), _ in outcome))
print(found.needs)
print("both verified:", ANSWER[found.lottery.verify()], "and", ANSWER[found.needs.verify()])

print(f"the proof is a tree with {len(found.needs.evidence.nodes)} nodes")

numbers = ["1/2", "1/2", 0, 0, "1/2", "1/2", "1/2", 0, "1/2"]
loop = dict(zip(market.cells, numbers, strict=True))
two = needs_outcomes(market, loop, 2)
(leaf,) = two.evidence.nodes
print("\nA loop of halves:", two)
print("weights:", ", ".join(f"{text(weight)} on ({', '.join(cell)})" for cell, weight in leaf.weights) or "none")
print("constant:", text(leaf.constant))
for outcome, share in greatest_shares(two.statement.outcomes(), dict(two.statement.outcome)).items():
    worth = sum(dict(leaf.weights).get(cell, 0) * quantity for cell, quantity in outcome) + leaf.constant
    got = ", ".join(course for (_, course), _ in outcome)
    print(f"  ({got}) has probability at most {text(share)}, and is worth {text(worth)}, at most {text(1 / share)}")
print("three are needed:", needs_outcomes(market, loop, 3))
