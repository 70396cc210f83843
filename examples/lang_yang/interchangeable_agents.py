"""A hundred students: agents who are alike are counted, not listed, for 2^60 type profiles have 61 classes."""

from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.problems import load_groups
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.designing import design_for_groups
from proofs.reduced_form.classes.groups import GroupedProblem, SingleQuota, StatesPrior
from proofs.reduced_form.classes.implementing import implementable_for_groups
from proofs.reduced_form.classes.listed import groups_of, listed, listed_rule
from proofs.reduced_form.implementation.thresholds import single_object
from proofs.reduced_form.problem.problems import Constraint
from proofs.report.groups import about

problem, rule = load_groups(Path(__file__).parents[1] / "groups" / "course_allocation.json")
print(problem)
(block,) = blocks(problem)
print(f"classes of type profiles: {len(block.classes)}")

verdict = implementable_for_groups(problem, rule)
print(verdict)
print("implementable, if keen juniors get algebra whenever they want it:", end=" ")
more = problem.interim_rule(
    {
        "juniors": {"keen": {"algebra": 1}, "idle": {"botany": "1/2"}},
        "seniors": {"any": {"algebra": "1/4", "botany": "1/8"}},
    }
)
print(ANSWER[implementable_for_groups(problem, more).holds])

found, _ = groups_of(listed(problem))
print(f"found among the {sum(problem.sizes)} agents by name: {found.everybody}")

welfare = {
    "weights": "welfare",
    "incentives": "cardinal",
    "preferences": {
        "juniors": {"keen": {"algebra": 3, "botany": 1}, "idle": {"algebra": 1, "botany": 1}},
        "seniors": {"any": {"algebra": 2, "botany": 1}},
    },
}
best = design_for_groups(problem, welfare)
print(f"the greatest welfare of an incentive compatible rule: {about(best.value)}")

quota = SingleQuota("bidders", frozenset({()}), ceiling=1)
one_object = Constraint(frozenset({("bidders",)}), ceiling=1)
law = StatesPrior(((1, ((problem.marginals["juniors", "keen"], problem.marginals["juniors", "idle"]),)),))
auction = GroupedProblem(("bidders",), (10,), (), (("high", "low"),), law, (quota,), (one_object,))
for share in ("1/4", "1/3"):
    served = auction.interim_rule({"bidders": {"high": share, "low": 0}})
    by_counts = implementable_for_groups(auction, served).holds
    by_sets = single_object(listed(auction), listed_rule(auction, served)).holds
    answers = ANSWER[by_counts], ANSWER[by_sets]
    print(f"ten bidders, {share} to the high type: by counts {answers[0]}, by Border's theorem {answers[1]}")
