"""LY, section 5.5: bilateral trade on a graph of compatible types; Lemma 9, and Proposition 3's inequalities."""

from exact.cones import generators, is_pointed
from exact.showing.display import counted
from exact.verdicts import ANSWER
from proofs.reduced_form.design.applications import bilateral_trade
from proofs.reduced_form.facets.formulas import formula
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.problem.projection import reduced_cone, sign_generators
from proofs.report.implementation import in_short

everyone = bilateral_trade(["b1", "b2"], ["s1", "s2"])
some = bilateral_trade(["b1", "b2"], ["s1", "s2"], compatible=[("b1", "s1"), ("b2", "s1"), ("b2", "s2")])

for title, problem in (("all pairs compatible", everyone), ("b1 and s2 are not compatible", some)):
    cone = reduced_cone(problem)
    rays = generators(cone)
    print(f"{title}: the cone is pointed: {ANSWER[is_pointed(cone)]}")
    print(f"  {counted(len(rays.rays), 'ray')} and {counted(len(rays.lines), 'line')}")
    print("  generators beyond signs (Lemma 10):", len(sign_generators(rays).others.rays))
    found = facets(problem)
    for each in found.equations:
        print("  equation:", formula(problem, each))
    for each in found.facets:
        print("  ", formula(problem, each))

rule = {"i1": {"b1": "1/2", "b2": 1}, "i2": {"s1": 0, "s2": "1/2"}}
for title, problem in (("all pairs", everyone), ("some pairs", some)):
    print(f"trade unless (b1, s2), {title}:", in_short(implementable(problem, problem.interim_rule(rule))))
always = some.interim_rule({"i1": {"b1": 1, "b2": 1}, "i2": {"s1": 0, "s2": 0}})
print("trade always, some pairs:", in_short(implementable(some, always)))
