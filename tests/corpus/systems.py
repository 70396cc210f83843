"""Linear systems and programs, comparisons, families of sets."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction

from exact.linear import LinearSystem, feasibility, optimum
from exact.mixed_integer import integer_feasibility, integer_optimum
from exact.set_systems import bihierarchy, bipartite_graph, canonical_two_sided, edges_of_a_graph, hierarchy
from exact.verdicts import Verdict
from proofs.claims.comparison import compare

MIXED = LinearSystem.make(
    3,
    at_most=[([1, 2, 0], 4), ([0, "1/2", 1], 3)],
    equal=[([1, 1, 1], "7/2")],
    lower=[0, -1, 0],
    upper=[None, 2, None],
)
IMPOSSIBLE = LinearSystem.make(2, at_most=[([1, 1], 1), ([-1, 0], -1)], equal=[([0, 3], 2)], lower=0)
ENDLESS = LinearSystem.make(2, at_most=[([1, -1], 1)], lower=0)
FREE = LinearSystem.make(["x", "y"], at_least=[({"x": 1, "y": 1}, 1)], equal=[({"x": 2, "y": -1}, 0)])
FIXED = LinearSystem.make(["x", "y"], at_most=[([1, 1], 1)], lower={"x": 1, "y": "1/2"}, upper={"x": 1, "y": 4})
EMPTY = LinearSystem.make([])
LONG = LinearSystem.make(["x"], equal=[({"x": 3 * 10**4000 + 7}, "1/7")])
NAMED = LinearSystem.make([-1, 0, 1], equal=[([1, 1, 1], 1)], lower=0)

PAIRS = [frozenset(pair) for pair in ("ab", "bc", "ac", "cd", "de", "ea")]
ROWS = [frozenset((i, j) for j in "xy") for i in "ab"]
COLUMNS = [frozenset((i, j) for i in "ab") for j in "xy"]

QUESTIONS: dict[str, Callable[[], Verdict]] = {
    "feasible: yes, rows and bounds of every sense": lambda: feasibility(MIXED),
    "feasible: yes, free variables": lambda: feasibility(FREE),
    "feasible: yes, no variables": lambda: feasibility(EMPTY),
    "feasible: yes, a number of 4,000 digits": lambda: feasibility(LONG),
    "feasible: yes, variables named -1, 0, 1": lambda: feasibility(NAMED),
    "feasible: yes, names beyond ASCII, and that do not print": lambda: feasibility(
        LinearSystem.make(["\u00e9", "\U0001f600", "\u202e", "\n"], at_most=[([1, 1, 1, 1], 5)], lower=0)
    ),
    "feasible: yes, names that are nested tuples": lambda: feasibility(
        LinearSystem.make([("x", (1, "a")), ("x", (1, "b")), 7, ""], at_most=[([1, 1, 1, 1], 5)], lower=0)
    ),
    "feasible: no, rows and bounds": lambda: feasibility(IMPOSSIBLE),
    "feasible: no, a fixed variable": lambda: feasibility(FIXED),
    "feasible: no, equations": lambda: feasibility(LinearSystem.make(["x", "y"], equal=[([1, 1], 1), ([2, 2], 3)])),
    "feasible: no, a row without variables": lambda: feasibility(LinearSystem.make(1, at_most=[([0], -1)])),
    "optimal: max": lambda: optimum(MIXED, [1, "2/3", 2]),
    "optimal: min": lambda: optimum(MIXED, [1, "2/3", 2], "min"),
    "optimal: of nothing": lambda: optimum(MIXED, [0, 0, 0]),
    "optimal: free variables, min": lambda: optimum(FREE, {"x": 1, "y": 3}, "min"),
    "optimal: at upper bounds": lambda: optimum(LinearSystem.make(2, lower=-1, upper="5/2"), [1, -1]),
    "unbounded: max": lambda: optimum(ENDLESS, [1, 0]),
    "unbounded: min": lambda: optimum(ENDLESS, [-1, 0], "min"),
    "unbounded: below, a variable with an upper bound": lambda: optimum(LinearSystem.make(["x"], upper=0), [1], "min"),
    "feasible: no, of a program": lambda: optimum(IMPOSSIBLE, [1, 1]),
}

KNAPSACK = LinearSystem.make(["a", "b", "c"], at_most=[([5, 7, 3], 14)], lower=0, upper=["7/2", 2, None])
HALVES = LinearSystem.make(["x", "y"], equal=[([2, 2], 5)], lower=0, upper=2)
THIN = LinearSystem.make(["x", "y"], at_most=[([2, -2], 1), ([-3, 3], -1)], lower=[0, None], upper=[4, None])

QUESTIONS |= {
    "integer feasible: yes, all variables": lambda: integer_feasibility(KNAPSACK),
    "integer feasible: yes, one variable": lambda: integer_feasibility(HALVES, ["x"]),
    "integer feasible: no, by divisibility": lambda: integer_feasibility(HALVES),
    "integer feasible: no, by divisibility beside a free variable": lambda: integer_feasibility(
        LinearSystem.make(3, at_most=[([1, 0, 1], 2)], equal=[(["1/2", -1, 0], "1/3")]), [0, 1]
    ),
    "integer feasible: no, by branching": lambda: integer_feasibility(THIN),
    "integer feasible: no, between two integers": lambda: integer_feasibility(
        LinearSystem.make(2, at_most=[([1, 1], 2)], lower=["1/5", 0], upper=["4/5", None])
    ),
    "integer feasible: no, without the integers either": lambda: integer_optimum(IMPOSSIBLE, [1, 1]),
    "integer optimal: max, all variables": lambda: integer_optimum(KNAPSACK, [7, 10, 4]),
    "integer optimal: max, two variables": lambda: integer_optimum(KNAPSACK, [7, 10, 4], "max", ["a", "c"]),
    "integer optimal: min, fractional weights": lambda: integer_optimum(KNAPSACK, ["-1/3", "-1/2", "-1/5"], "min"),
    "integer optimal: min, no weights": lambda: integer_optimum(KNAPSACK, {}, "min"),
    "integer optimal: max, without lower bounds": lambda: integer_optimum(
        LinearSystem.make(2, at_most=[([3, 2], 5), ([-2, 3], 4)]), [3, 4]
    ),
    "integer unbounded: max": lambda: integer_optimum(ENDLESS, [1, 0]),
    "integer unbounded: min, one variable": lambda: integer_optimum(ENDLESS, ["-1/2", 0], "min", [1]),
}

for sense, (left, right) in itertools.product(("<", "<=", "="), (("1/3", 1), (1, 1), (2, "-1/2"))):
    for named, sides in (
        ("both named", ("the cost of [B; C]", "the bound")),
        ("the first named", ("the cost", "")),
        ("the second named", ("", "the bound")),
    ):
        QUESTIONS[f"comparison: {left} {sense} {right}, {named}"] = lambda x=left, y=right, s=sense, n=sides: compare(
            (n[0], x), s, (n[1], Fraction(y))
        )

QUESTIONS |= {
    "hierarchy: yes": lambda: hierarchy([frozenset("a"), frozenset("ab"), frozenset("c"), frozenset("abcd")]),
    "hierarchy: yes, no sets": lambda: hierarchy([]),
    "hierarchy: no": lambda: hierarchy([frozenset("ab"), frozenset("c"), frozenset("bc")]),
    "bihierarchy: yes": lambda: bihierarchy(ROWS + COLUMNS),
    "bihierarchy: no": lambda: bihierarchy(PAIRS[:3]),
    "bihierarchy: no, a longer cycle": lambda: bihierarchy([PAIRS[k] for k in (0, 1, 3, 4, 5)]),
    "canonical two-sided: yes": lambda: canonical_two_sided([*ROWS, *COLUMNS, ROWS[0] | ROWS[1]], "ab", "xy"),
    "canonical two-sided: no": lambda: canonical_two_sided([*ROWS, COLUMNS[0]], "ab", "xy"),
    "edges of a graph: yes": lambda: edges_of_a_graph(PAIRS, "abcde"),
    "edges of a graph: no, three vertices": lambda: edges_of_a_graph([*PAIRS, frozenset("abc")], "abcde"),
    "edges of a graph: no, a stranger": lambda: edges_of_a_graph(PAIRS, "abcd"),
    "bipartite graph: yes": lambda: bipartite_graph([PAIRS[0], PAIRS[1], PAIRS[3]], "abcd"),
    "bipartite graph: yes, a vertex without edges": lambda: bipartite_graph([PAIRS[0]], "abz"),
    "bipartite graph: no, a triangle": lambda: bipartite_graph(PAIRS[:3], "abc"),
    "bipartite graph: no, a pentagon": lambda: bipartite_graph([PAIRS[k] for k in (0, 1, 3, 4, 5)], "abcde"),
    "bipartite graph: no, not an edge": lambda: bipartite_graph([frozenset("abc")], "abc"),
    "hierarchy: yes, names that are integers below 0 and tuples": lambda: hierarchy(
        [frozenset([-1, ("a", -2)]), frozenset([-1]), frozenset([3])]
    ),
}
