"""Birkhoff and von Neumann: a doubly stochastic matrix as a lottery over permutations (LY (2); Budish et al. 2013)."""

from fractions import Fraction

from exact.linear import LinearSystem
from exact.lotteries import birkhoff, fewest, walk
from exact.rationals import rational, text
from exact.verdicts import ANSWER

size = 3
cells = [(r, c) for r in range(size) for c in range(size)]
lines = [{(r, c): 1 for c in range(size)} for r in range(size)] + [
    {(r, c): 1 for r in range(size)} for c in range(size)
]
system = LinearSystem.make(cells, equal=[(line, 1) for line in lines], lower=0)
chances = [rational(x) for x in ("1/2", "1/3", "1/6", "1/4", "1/4", "1/2", "1/4", "5/12", "1/3")]

lottery = walk(system, chances)
for probability, point in lottery.entries:
    matched = [c + 1 for r in range(size) for c in range(size) if point[size * r + c]]
    print(f"{text(probability):>5}: agents 1, 2, 3 get objects {', '.join(map(str, matched))}")
print("the mean is the matrix:", ANSWER[lottery.mean() == tuple(chances)])
print("the probabilities sum to", sum((p for p, _ in lottery.entries), Fraction(0)))

direct = birkhoff([chances[size * r : size * (r + 1)] for r in range(size)])
print("by permutations alone:", ", ".join(f"{text(p)} x {columns}" for p, columns in direct.entries))
try:
    birkhoff([["1/2", "1/2"], ["1/2", "2/5"]])
except ValueError as wrong:
    print("another matrix is refused:", wrong)

everything = [point for _, point in lottery.entries] + [(1, 0, 0, 0, 1, 0, 0, 0, 1)]
shares = [p / 2 for p, _ in lottery.entries] + [Fraction(1, 2)]
print("an affine relation saves entries of another lottery:", len(shares), "to", len(fewest(shares, everything)))

edges = LinearSystem.make("abc", at_most=[({"a": 1, "b": 1}, 1), ({"b": 1, "c": 1}, 1), ({"a": 1, "c": 1}, 1)], lower=0)
print("\nA half of each corner of a triangle, at most one for each edge:")
found = walk(edges, [Fraction(1, 2)] * 3)
print("the walk finds", "a lottery" if found else "no lottery: the point is a fractional vertex")
