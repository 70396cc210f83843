"""Border (1991) in LY's words: one object, two bidders; Condition (B) is necessary and sufficient; what breaks it."""

from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.deciding import condition, most_violated, trades_in_words
from proofs.reduced_form.facets.formulas import formula, symbolic_formula
from proofs.reduced_form.facets.listing import facets, with_prior
from proofs.reduced_form.facets.summands import inequality
from proofs.reduced_form.implementation.deciding import implementable
from proofs.reduced_form.pictures import implementable_picture
from proofs.report import explain

bidders = ["ann", "bob"]
one = [{"set": bidders, "ceiling": 1}]
problem = problem_of(agents=bidders, types=["low", "high"], constraints=one)

found = facets(problem)
print(f"{len(found.facets)} facets; Condition B is complete: {ANSWER[found.condition_b_complete]}")
for each in found.facets:
    print("  ", formula(problem, each))
eighth = found.facets[7]
print("in LY's symbols, for any prior, the eighth is", symbolic_formula(problem, eighth))
rare = {"independent": {bidder: {"low": "2/3", "high": "1/3"} for bidder in bidders}}
scarce = with_prior(found, problem_of(agents=bidders, types=["low", "high"], constraints=one, prior=rare))
print("when high types are rare it is", formula(scarce.problem, scarce.facets[7]))

greedy = {bidder: {"low": "1/8", "high": "4/5"} for bidder in bidders}
verdict = condition(problem, greedy, "B")
print("\nhigh types win 4/5 of the time:", verdict)
violated = inequality(problem, dict(verdict.evidence.inequality.coefficients))
print("  violated:", formula(problem, violated), "- the eighth facet:", ANSWER[violated == eighth])
print("  in words:", trades_in_words(verdict.evidence.plus, verdict.evidence.minus))
print(" ", most_violated(problem, greedy, "B").statement.sentence())

auction = {bidder: {"low": "1/4", "high": "3/4"} for bidder in bidders}
print("\nhigh types win 3/4 of the time, as in a fair auction:", condition(problem, auction, "B"))
print(explain(implementable(problem, auction)))

high = [(bidder, "high") for bidder in bidders]
FIGURES = {
    "How often both high types can win at once (the eighth facet is the slanted edge), and how often they do in a fair "
    "auction and under the rule that asks for 4/5 each": implementable_picture(problem, high, [auction, greedy])
}
