"""LY, section 5: suppliers, club goods and a public compromise, each in one call, and the structure LY claim."""

from exact.set_systems import bihierarchy
from exact.showing.display import counted
from exact.verdicts import ANSWER
from proofs.reduced_form.design.applications import club_goods, compromise, suppliers
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import has_outcome, implementable
from proofs.report.implementation import in_short


def structure(problem):
    return bihierarchy([quota.cells for quota in problem.constraints])


print("5.1 Suppliers (Lemma 8): two makers, three models; one family buys one car, another two")
cars = suppliers({"Toyota": {"Corolla": 1, "Camry": 2}, "Honda": {"Civic": 1}}, single=["x"], double=["y"])
print(" ", structure(cars))
print("  facets of the random outcomes:", len(facets(cars).facets))

print("5.3 Club goods: a museum of cost 2 a unit, two members with endowment 1")
club = club_goods(["m1", "m2"], cost=2, endowment=1)
print(" ", structure(club))
rule = club.interim_rule({"m1": {"t": {"a": 1, "b": "1/2"}}, "m2": {"t": {"a": "1/2", "b": "1/2"}}})
print("  consumption 1 and 1/2, each pays 1/2:", in_short(implementable(club, rule)))
free = club.interim_rule({"m1": {"t": {"a": 1, "b": 1}}, "m2": {"t": {"a": 1, "b": "1/2"}}})
print("  consumption 1 and 1, only one pays 1/2:", in_short(implementable(club, free)))

print("5.6 Compromise: two agents, each in favour of a1 or a2, and a compromise a0")
vote = compromise(["a0", "a1", "a2"], {"one": ["s", "w"], "two": ["s", "w"]})
print(" ", has_outcome(vote))
found = facets(vote)
print(f"  {counted(len(found.equations), 'equation')} and {counted(len(found.facets), 'facet')}")
complete = ANSWER[found.condition_a_complete], ANSWER[found.condition_b_complete]
print(f"  Condition A is complete: {complete[0]}; Condition B: {complete[1]}")
