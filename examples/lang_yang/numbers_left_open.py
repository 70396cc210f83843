"""Numbers left open: a file with parameters is a problem for each value of them, and for all values one of formulas."""

from fractions import Fraction
from pathlib import Path

import sympy

from exact.rationals import rational
from exact.symbolic.expressions import expression
from exact.symbolic.formulas import variable
from exact.symbolic.reading import in_force
from exact.verdicts import ANSWER
from proofs import design, implementable
from proofs.formats.parametric import load_family
from proofs.formats.problems import load_design
from proofs.reduced_form.problem.data import problem_from_plain

path = Path(__file__).parents[1] / "families" / "two_bidders.json"
family = load_family(path, problem_from_plain)
print("the parameters:", ", ".join(map(str, family.parameters)))

for p in ("1/3", "2/3"):
    problem, rule = family.at({"p": p, "v": 2})
    served = ANSWER[implementable(problem, rule).holds]
    best = design(*load_design(path, {"p": p, "v": 2})).statement.value
    print(f"p = {p}, v = 2: is the rule implementable? {served}; the best weighted sum is {best}")

(unit, _) = family.parameters
p = variable(unit.interval)
problem, rule = family.at({"p": p, "v": 2})
print(f"for {unit}: Q_ann(high) = {problem.value(rule, 'ann', 'high')}", end=", ")
print(f"both are high with probability {problem.probability(('high', 'high'))}")
slack = 1 - (1 - p) ** 2 - 2 * p * problem.value(rule, "ann", "high")
print(f"a high bidder is always served: what Border's inequality leaves over is {slack}")

for values in ({"p": 1, "v": 2}, {"p": "1/2"}, {"p": "1/2", "q": 2}):
    try:
        family.at(values)
    except ValueError as error:
        print("refused:", str(error).removeprefix(f"{path}: "))

written = expression("p*(1 - p)/(p + v)")
print(f"{written} has the parameters {', '.join(written.names)} and at most degree {written.degree}", end="; ")
print(f"at p = 1/2, v = 1 it is {written.value({'p': Fraction(1, 2), 'v': Fraction(1)})}")
print("its derivative in p:", sympy.factor(sympy.diff(written.sympy(), "p")))
with in_force({"p": Fraction(1, 3)}):
    print('while p is 1/3, "2*p - p^2" reads as', rational("2*p - p^2"))
for given in ("os.system", "p^1000000", "2p", "p^(1/2)"):
    try:
        expression(given)
    except ValueError as error:
        print("refused:", error)
