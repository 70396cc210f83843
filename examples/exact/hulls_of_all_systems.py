"""The integer hulls of all systems `l <= A x <= u` with the same rows: which facets can they have?

Three people, and bounds for each pair of them and for each one. The hull of the integer solutions changes with the
bounds, but at a vertex it is one of finitely many cones, which *steps* between solutions generate.
"""

from __future__ import annotations

import itertools

from exact import steps
from exact.verdicts import ANSWER

PAIRS = [(0, 1), (0, 2), (1, 2)]
ROWS = [tuple(int(k in members) for k in range(3)) for members in [(0,), (1,), (2,), *PAIRS]]

found = steps.steps(ROWS)
print(f"{len(found)} steps, those that are no sums of two others of the same signs, on every row:")
print(*(step for step in found if step > (0, 0, 0)))

symmetries = [(cells, turned) for cells in itertools.permutations(range(3)) for turned in (False, True)]
corners = list(steps.Corners(ROWS, symmetries))
print(f"\nUp to symmetry there are {len(corners)} cones at vertices, such as that of the steps")
print(*corners[40])

chosen = [each for each in itertools.product((0, 1), repeat=3) if any(each)]
sets = [tuple(sign * entry for entry in each) for each in chosen for sign in (1, -1)]
print("\nWhatever the bounds, each facet bounds the sum of a set of people, from above or from below:")
print(ANSWER[all(steps.generate(sets, corner) for corner in corners)])
print("and pairs and single people alone are not enough, as 2 (x1 + x2 + x3) <= 3 leaves x1 + x2 + x3 <= 1:")
pairs = [each for each in sets if sum(map(abs, each)) < 3]
print(ANSWER[all(steps.generate(pairs, corner) for corner in corners)])
