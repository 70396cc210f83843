"""All rules for a hundred students, drawn: the system does not grow with the students, and what it tends to."""

from fractions import Fraction

from exact.verdicts import ANSWER
from proofs.plain.keys import PROBLEM
from proofs.reduced_form.classes.conditions import condition_for_groups
from proofs.reduced_form.classes.data import grouped_from_plain
from proofs.reduced_form.classes.describing import facets_for_groups, row_formula
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.unimodular import preserves_for_groups
from proofs.reduced_form.pictures import implementable_picture
from proofs.report.group_facets import explain_group_facets
from proofs.report.groups import about


def courses(students: int) -> GroupedProblem:
    """Two courses with seats for three students in ten each; a third of the students is keen."""
    plain = {
        "format": PROBLEM,
        "agents": {"students": students},
        "objects": ["algebra", "botany"],
        "types": {"students": ["keen", "idle"]},
        "prior": {"independent": {"students": {"keen": "1/3", "idle": "2/3"}}},
        "constraints": [{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 3 * students // 10}],
    }
    return grouped_from_plain(plain)[0]


problem = courses(100)
found = facets_for_groups(problem)
print(explain_group_facets(found, symbolic=True))
print(f"\n{found.description}")

print("\nhow often a keen student may get algebra, at most:")
for students in (10, 20, 50, 100, 200):
    smaller = facets_for_groups(courses(students))
    assert [row.coefficients for row in smaller.facets] == [row.coefficients for row in found.facets]
    bound = next(row for row in smaller.facets if row.coefficients == ((("students", "keen", "algebra"), 1),))
    print(f"  of {students} students: {about(bound.bound / students * 3)}")

keen, idle = (("students", kind, "algebra") for kind in ("keen", "idle"))
rules = {
    "everybody alike": {"keen": {"algebra": "3/10", "botany": "3/10"}, "idle": {"algebra": "3/10", "botany": "3/10"}},
    "algebra for the keen alone": {"keen": {"algebra": "9/10"}, "idle": {"botany": "9/20"}},
}
for words, rule in rules.items():
    verdict = condition_for_groups(problem, {"students": rule}, "A")
    print(f"Condition A, {words}:", ANSWER[verdict.holds])
violated = next(row for row in found.facets if row.coefficients == ((keen, Fraction(1)),))
print("the facet that the second violates:", row_formula(problem, violated, False, about))
print("total unimodularity is preserved:", ANSWER[preserves_for_groups(problem).holds])

drawn = [problem.interim_rule({"students": rule}) for rule in rules.values()]
FIGURES = {
    f"How often keen and idle students get algebra, {n} of them": implementable_picture(courses(n), [keen, idle], drawn)
    for n in (10, 100)
}
