"""LY, Theorem 2 (2), fails: Example 7 is a bihierarchy with binary types, and M(W) is not totally unimodular."""

from pathlib import Path

from exact.set_systems import bihierarchy
from proofs import checker
from proofs.certificates import certificate
from proofs.formats.problems import load_problem
from proofs.reduced_form.problem.structures import preserves_total_unimodularity, structure_of
from proofs.report.matrices import explain_unimodularity

problem, _ = load_problem(Path(__file__).parents[1] / "problems" / "example_7_course_allocation.json")
hypothesis = bihierarchy([quota.cells for quota in problem.constraints])
print("The hypothesis:", hypothesis)
print("                every agent has", max(map(len, problem.types)), "types")

conclusion = preserves_total_unimodularity(structure_of(problem))
print("The conclusion:", explain_unimodularity(conclusion))

words = "Theorem 2 (2) says that a bihierarchy with at most two types each preserves total unimodularity."
print("\nThe independent checker, on the certificate:")
for line in checker.verify(certificate([hypothesis, conclusion], words)):
    print("-", line)
