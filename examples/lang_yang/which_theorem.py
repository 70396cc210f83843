"""LY, Theorems 1 to 4: what a structure is, which theorems are for it, and what became of them."""

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.asked import asked_condition
from proofs.reduced_form.conditions.deciding import tightest
from proofs.report.structures import pictures, structure_report

path = problem_of(
    agents=["1", "2", "3"],
    types={"1": ["u", "v"], "2": ["u", "v"], "3": ["u", "v"]},
    constraints=[{"edges": [["1", "2"], ["1", "3"]], "ceiling": 1}, {"each": "agent", "ceiling": 1}],
)
report = structure_report(path)
for each in report.properties:
    print(f"{each.name}: {ANSWER[each.holds]}")
for each in report.theorems:
    if each.applies:
        print(f"{each.claim.where}: {each.conclusion}\n  {each.record[0].partition(' (')[0]}")
    for reading, _ in each.instead:
        print(f"{each.claim.where}, {reading.name}: holds here")

# README's rule: it satisfies Condition A, and is not implementable.
rule = {"1": {"u": "1/2", "v": 1}, "2": {"u": 0, "v": "1/2"}, "3": {"u": 0, "v": "1/2"}}
found = asked_condition(path, rule, "A")
print(f"\n{found.condition}; the tightest inequality: {found.inequality.words()}")
halved = {agent: dict.fromkeys(kinds, "1/8") for agent, kinds in rule.items()}
print("an eighth everywhere:", tightest(path, halved, "A"))
print("slack:", text(-tightest(path, halved, "A").value))

FIGURES = {f"The path of three agents: {name}": picture for name, picture in pictures(report).items()}
