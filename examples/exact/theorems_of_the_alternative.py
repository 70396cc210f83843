"""Gordan, Stiemke, Motzkin: of two systems exactly one has a solution (behind polarized rays: VS, Lemma 5)."""

from exact.linear.alternatives import gordan, motzkin, stiemke
from exact.rationals import text
from exact.verdicts import ANSWER


def answer(verdict):
    if verdict.holds:
        return "x = (" + ", ".join(map(text, verdict.evidence.values)) + ")"
    return "none; multipliers (" + ", ".join(map(text, verdict.evidence.multipliers)) + ")"


print("Gordan: A x > 0 in every row, or y >= 0, y != 0 with y A = 0")
print("  rows (1, -1), (-1, 2):", answer(gordan([[1, -1], [-1, 2]])))
print("  rows (1, -1), (-1, 1):", answer(gordan([[1, -1], [-1, 1]])))

print("Stiemke: A x = 0 with x > 0, or y with y A >= 0, y A != 0")
print("  row (1, -2):", answer(stiemke([[1, -2]])))
print("  row (1, 2): ", answer(stiemke([[1, 2]])))

print("Motzkin: strict, weak and equal rows at once")
print("  Do costs c > 0 dislike both (-1, 1) and (1, -2)?")
unit = [[1, 0], [0, 1]]
print("  ", answer(motzkin([[-1, 1], [1, -2], *unit])))
print("  Does a type c >= 0, c != 0 gain from both rays of the two-price menu, (1, -3/4) and (-1, 5/4)?")
tempted = motzkin([[-1, "3/4"], [1, "-5/4"]], unit)
print("  ", answer(tempted), "- verified:", ANSWER[tempted.verify()])
