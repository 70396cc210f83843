"""What an answer consists of: by attribute, as the JSON of the commands has it, as a table, and as LaTeX for a paper.

`ask` is the entrance; a verdict has its parts as attributes (and as frames of pandas, where that is installed).
"""

import json

from exact.showing.parts import parts_to_plain
from proofs import ask
from proofs.report.mathematics import typeset
from proofs.report.paper import told
from proofs.report.paper_parts import part_in_latex

courses = {
    "format": "exact-proofs/problem/1",
    "agents": ["ann", "bob"],
    "objects": ["algebra", "botany"],
    "types": {"ann": ["keen", "idle"], "bob": ["any"]},
    "prior": "uniform",
    "constraints": [{"each": "agent", "ceiling": 1}, {"each": "object", "floor": 1, "ceiling": 1}],
    "interim_rule": {
        "ann": {"keen": {"algebra": 1}, "idle": {"algebra": "1/2"}},
        "bob": {"any": {"algebra": "1/4", "botany": "3/4"}},
    },
}

asked = ask(courses)
verdict = asked.implementable()
print(verdict)
print("parts:", ", ".join(verdict.parts))
print("the rule gives", verdict.inequality.left(asked.problem, verdict.rule))
print("at most       ", verdict.inequality.right(asked.problem))

print("\nas data:")
for term in parts_to_plain(verdict)["inequality"]["terms"]:
    print(" ", json.dumps(term))

print("\nrow by row:", *verdict.parts["inequality"].columns)
for row in verdict.parts["inequality"].rows:
    print(" ", *row)

print("\nfor a paper:")
print("\n".join(part_in_latex("inequality", verdict.parts["inequality"], verdict)[:3]))
print(typeset("It violates Q_ann(keen, algebra) + 2 x Q_bob(any) <= 3/4."))

better = {"ann": {"keen": {"algebra": 1}, "idle": {"algebra": 1}}, "bob": {"any": {"botany": 1}}}
yes = asked.implementable(better)
print("\na rule that is implementable:")
print("\n".join(told(["The interim rule is implementable. This ex post rule induces it:"], [yes])))
