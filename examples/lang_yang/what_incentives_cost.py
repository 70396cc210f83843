"""What incentives cost a hundred students: the best rule with true rankings, and the best that makes them tell them."""

from dataclasses import replace
from pathlib import Path

from exact.verdicts import ANSWER
from proofs import checker
from proofs.certificates import certificate
from proofs.formats.problems import load_either_design
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.designing import OptimalGroupRule, design_for_groups
from proofs.reduced_form.classes.group_design import GroupDesign
from proofs.report.groups import about

task = load_either_design(Path(__file__).parents[1] / "groups" / "rankings.json")
assert isinstance(task, GroupDesign)
problem, objective = task.problem, task.objective
print(problem)
print("classes of type profiles:", " and ".join(f"{block.size} of {block.groups[0]}" for block in blocks(problem)))

known = design_for_groups(problem, replace(objective, incentives="none", preferences=()))
told = design_for_groups(problem, objective)
print(f"greatest value where rankings are known:        {about(known.value)}")
print(f"greatest value where students must tell theirs: {about(told.value)}")
cost = known.value - told.value
print(f"so incentives cost {about(cost)} of it, {about(100 * cost / known.value)} percent")
print(f"exactly that is a fraction whose denominator has {len(str(cost.denominator))} digits")

evidence = told.evidence
assert isinstance(evidence, OptimalGroupRule)
print("\nwhat a proof that nothing is better weighs, besides the quotas:")
for condition, multiplier in zip(task.conditions, evidence.multipliers, strict=True):
    if multiplier:
        group, kind, reported = condition.name[1:4]
        print(f"  {group} who rank {kind} shall not gain by telling {reported}: {multiplier}")

written = certificate(told)
print("\nthe checker accepts it:", ANSWER[checker.verify(written) is not None])
