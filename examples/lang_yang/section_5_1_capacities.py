"""LY, section 5.1: a car maker installs capacities that cost something, knowing how it will sell the cars."""

from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.suppliers import load_stages, stages_from_plain
from proofs.reduced_form.classes.capacity_choice import choices
from proofs.report.capacity_choice import capacities_in_words

here = Path(__file__).parents[1] / "suppliers"
found = choices(load_stages(here / "section_5_1_capacity_costs.json"))
for each in found[:4]:
    print(f"{capacities_in_words(each.capacities)}: revenue {each.value}, cost {each.cost}, profit {each.profit}")
print("each revenue is proved to be the greatest:", ANSWER[all(each.verdict.verify() for each in found)])

# A bakery with one customer: the third loaf is never worth its flour.
bakery = {
    "format": "exact-proofs/problem/1",
    "agents": ["guest"],
    "objects": ["loaf"],
    "types": {"guest": ["hungry", "full"]},
    "prior": "uniform",
    "constraints": [],
    "capacity_costs": {"loaf": {"0": 0, "1": "1/2", "2": 1, "3": "7/2"}},
    "objective": {"weights": {"guest": {"hungry": {"loaf": 1}, "full": {"loaf": "1/4"}}}},
}
print()
for each in choices(stages_from_plain(bakery)):
    print(f"{capacities_in_words(each.capacities)}: {each.value} - {each.cost} = {each.profit}")
