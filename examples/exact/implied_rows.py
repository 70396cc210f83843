"""What does a system say twice? Rows that others imply, with multipliers, and inequalities that are equations."""

from exact.linear import LinearSystem
from exact.linear.redundancy import redundancy
from exact.rationals import text
from exact.verdicts import ANSWER

# Shares of three partners: each at most one half, together one; the last two rows say less, or the same again.
ROWS = {
    "a at most 1/2": ({"a": 1}, "1/2"),
    "b at most 1/2": ({"b": 1}, "1/2"),
    "c at most 1/2": ({"c": 1}, "1/2"),
    "a and b at most 1": ({"a": 1, "b": 1}, 1),
    "twice b at most 1": ({"b": 2}, 1),
}
shares = LinearSystem.make(["a", "b", "c"], at_most=ROWS.values(), equal=[({"a": 1, "b": 1, "c": 1}, 1)], lower=0)
names = [*ROWS, "together 1", "a at least 0", "b at least 0", "c at least 0"]
found = redundancy(shares)
for number in found.implied:
    sums = [f"{text(factor)} x [{names[row]}]" for row, factor in found.multipliers(number).items()]
    print(f"{names[number]}: implied by", " + ".join(sums))
print("kept:", ", ".join(names[number] for number in found.kept))
print("every answer verified:", ANSWER[all(verdict.verify() for verdict in found.verdicts)])

# Nobody can have less than a third if nobody has more: what was written as inequalities are equations.
fair = LinearSystem.make(
    ["a", "b", "c"], at_most=[({name: 3}, 1) for name in "abc"], at_least=[(dict.fromkeys("abc", 1), 1)]
)
found = redundancy(fair)
print("\ninequalities that hold with equality:", len(found.equations), "of", len(found.system.rows))
print("a solution:", ", ".join(map(text, found.solution.evidence.values)))
