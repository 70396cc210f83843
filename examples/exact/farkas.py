"""Farkas' lemma (Schrijver 1986, 7.1): a system has a solution, or multipliers of its rows that prove it has none."""

from exact.linear import Feasible
from exact.linear.alternatives import farkas, farkas_inequalities, farkas_nonnegative
from exact.rationals import text
from exact.verdicts import ANSWER


def show(verdict):
    print(f"{verdict}; the evidence verifies: {ANSWER[verdict.verify()]}")
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, Feasible)
    if verdict.holds:
        print("  a solution:", ", ".join(map(text, evidence.values)))
    else:
        print("  Farkas multipliers:", ", ".join(map(text, evidence.multipliers)))
        right = sum(y * row.bound for y, row in zip(evidence.multipliers, statement.system.rows, strict=True))
        print(f"  the rows, so combined, say that something nonnegative is at most {text(right)}")


print("x + 2y = 4, x + y = 3, x, y >= 0")
show(farkas([[1, 2], [1, 1]], [4, 3]))

print("\nx + 2y = 4, x + y = 5, x, y >= 0: the second row less the first says -y = 1")
show(farkas([[1, 2], [1, 1]], [4, 5]))

print("\nx + y <= 1/2, -x <= -1/3, -y <= -1/3")
show(farkas_inequalities([[1, 1], [-1, 0], [0, -1]], ["1/2", "-1/3", "-1/3"]))

print("\nx - 2y <= -1, y - 2x <= -1, x + y <= 3, x, y >= 0")
show(farkas_nonnegative([[1, -2], [-2, 1], [1, 1]], [-1, -1, 3]))
