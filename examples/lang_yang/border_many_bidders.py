"""Border's theorem for twenty bidders: 4^20 type profiles, none of them listed, since nested sets of types suffice."""

from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.implementation.thresholds import single_object
from proofs.report import explain

bidders = [f"b{k}" for k in range(1, 21)]
kinds = ["v1", "v2", "v3", "v4"]
problem = problem_of(agents=bidders, types=kinds, constraints=[{"set": bidders, "ceiling": 1}])
print(problem, "-", len(problem.coordinates), "coordinates,", problem.profile_count, "type profiles")

for top in ("1/5", "1/6"):
    rule = problem.interim_rule({b: {"v1": 0, "v2": 0, "v3": "1/100", "v4": top} for b in bidders})
    verdict = single_object(problem, rule)
    print(f"the highest type wins with probability {top}: {verdict}")
    print(f"  evidence: {verdict.evidence.form}; verified: {ANSWER[verdict.verify()]}")

two = ["ann", "bob"]
small = problem_of(agents=two, types=["low", "high"], constraints=[{"set": two, "ceiling": 1}])
fair = single_object(small, small.interim_rule({b: {"low": "1/4", "high": "3/4"} for b in two}))
print("\n" + explain(fair))
greedy = single_object(small, small.interim_rule({b: {"low": "1/8", "high": "4/5"} for b in two}))
print(explain(greedy))
