"""LY, Theorem 2 (1) and (3): hierarchies with any types, and bihierarchies with one type, preserve unimodularity."""

from exact.set_systems import bihierarchy, hierarchy
from exact.verdicts import ANSWER
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure
from proofs.report.matrices import unimodularity_in_short

firm, teams = [("a",), ("b",), ("c",), ("d",)], [[("a",), ("b",)], [("c",), ("d",)]]
agents = ["a", "b", "c", "d"]
print("One hierarchy: the firm of four and two teams in it")
print(hierarchy(map(frozenset, [firm, *teams])))
for count in (1, 2, 3):
    given = structure(agents, None, [firm, *teams], {i: [f"t{k}" for k in range(count)] for i in agents})
    verdict = preserves_total_unimodularity(given)
    print(f"  {verdict}; {unimodularity_in_short(verdict)}; verified: {ANSWER[verdict.verify()]}")

print("Two hierarchies: rows and columns of a 3 x 3 market")
rows = [[(i, j) for j in "123"] for i in "abc"]
columns = [[(i, j) for i in "abc"] for j in "123"]
print(bihierarchy(map(frozenset, rows + columns)))
for kinds in (["t"], ["t1", "t2"]):
    given = structure(["a", "b", "c"], ["1", "2", "3"], rows + columns, dict.fromkeys("abc", kinds))
    verdict = preserves_total_unimodularity(given)
    print(f"  {verdict}; {unimodularity_in_short(verdict)}")
