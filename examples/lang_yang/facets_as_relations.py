"""Facets as relations of SymPy: substitute a prior, differentiate, solve; what remains where a type is impossible."""

import sympy

from exact.computer_algebra import linear_system
from exact.verdicts import ANSWER
from proofs import facets, problem_of
from proofs.reduced_form.facets.surviving import at_the_ends
from proofs.reduced_form.implementation.deciding import implementable
from proofs.report.facet_ends import explain_survival

BIDDERS = ["ann", "bob"]
p, q = sympy.symbols("p q")


def auction(chance):
    """One unit for two bidders, each of high value with this probability."""
    prior = {"independent": {i: {"low": 1 - chance, "high": chance} for i in BIDDERS}}
    constraints = [{"set": BIDDERS, "ceiling": 1}]
    return problem_of(agents=BIDDERS, types=["low", "high"], prior=prior, constraints=constraints)


found = facets(auction(sympy.Rational(1, 3)))
system = found.relations(quotas=True)
print(f"{len(system.facets)} facets, whatever the prior, with right sides that hold while", *system.holds_while)
print("The eighth:")
border = system.facets[7]
print(" ", border)

prior = system.independent({i: {"low": 1 - p, "high": p} for i in BIDDERS})
right = border.rhs.subs(prior)
print("\nWith types of probability 1 - p and p its right side is", sympy.factor(right))
print("its derivative by the quota is", sympy.factor(right.diff("c_1")), "and by p", sympy.factor(right.diff(p)))

rule = system.rule({i: {"low": 0, "high": "2/3"} for i in BIDDERS})
margin = sympy.factor((border.rhs - border.lhs.subs(rule)).subs(prior).subs("c_1", 1))
print("\nIf a high bidder wins with probability 2/3 there is left", margin)
(edge,) = [root for root in sympy.solve(margin, p) if root > 0]
for chance in (edge - sympy.Rational(1, 100), edge, edge + sympy.Rational(1, 100)):
    problem = auction(chance)
    verdict = implementable(problem, problem.interim_rule({i: {"low": 0, "high": "2/3"} for i in BIDDERS}))
    print(f"  p = {chance}: implementable: {ANSWER[verdict.holds]}")

print("\nBack from relations to a system, and a solution of it:")
numbers = {**prior, "c_1": 1, p: sympy.Rational(1, 3)}
back = linear_system([each.subs(numbers).subs(p, sympy.Rational(1, 3)) for each in system.facets])
solves = ANSWER[back.contains(dict.fromkeys(back.variables, 0))]
print(f"  is Q = 0 a solution in {', '.join(back.variables)}? {solves}")

ends = at_the_ends(found, prior, sympy.Interval(0, 1))
print(f"\nAt p = 0 {explain_survival(ends[0])}")
print("At p = 1 what remains are the facets", *(k + 1 for k in ends[1].survivors))
