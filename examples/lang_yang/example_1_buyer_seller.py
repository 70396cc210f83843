"""LY, Example 1: two buyers demand, two sellers supply, one unit each; which interim rules can be implemented?"""

from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.implementation.deciding import implementable, induced_rule
from proofs.report import explain
from proofs.report.implementation import in_short

problem = problem_of(
    agents=["i1", "i2"],
    objects=["j1", "j2"],
    types={"i1": ["low", "high"], "i2": ["low", "high"]},
    constraints=[{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}],
)

fair = problem.interim_rule({i: {"low": {"j2": 1}, "high": {"j1": "3/4", "j2": "1/4"}} for i in ("i1", "i2")})
print("The high types get j1 three times in four, the low types always j2:")
print(explain(implementable(problem, fair)))

modest = problem.interim_rule({i: {"low": {"j2": "1/2"}, "high": {"j1": "3/4", "j2": "1/4"}} for i in ("i1", "i2")})
verdict = implementable(problem, modest)
print("\nThe low types get j2 every second time:", in_short(verdict))
print(explain(verdict))
print("the ex post rule induces the interim rule:", ANSWER[induced_rule(problem, verdict.evidence) == modest])
