"""LY, Propositions 1 and 2: Conditions (A) and (B) are necessary; with floors (A) catches what (B) lets pass."""

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.problems import problem_of
from proofs.reduced_form.conditions.capacity import linear
from proofs.reduced_form.conditions.deciding import condition, most_violated, trades_in_words
from proofs.reduced_form.facets.listing import facets
from proofs.reduced_form.implementation.deciding import implementable

problem = problem_of(
    agents=["hub", "left", "right"],
    types={"hub": ["s"], "left": ["t", "u"], "right": ["s"]},
    constraints=[{"edges": [["left", "hub"], ["hub", "right"]], "floor": 1, "ceiling": 2}],
)
print("three agents on a path, one or two units on each edge;", linear(problem))

found = facets(problem)
print(
    "Condition A is complete:", ANSWER[found.condition_a_complete], "- Condition B:", ANSWER[found.condition_b_complete]
)
rule = found.condition_b.evidence.rule
print("the rule", ", ".join(f"Q_{a}({t}) = {q}" for (a, t), q in zip(problem.coordinates, rule.values, strict=True)))
print("  implementable:", ANSWER[bool(implementable(problem, rule))])

for letter in "BA":
    verdict = condition(problem, rule, letter)
    print(f"  {verdict}; verified: {ANSWER[verdict.verify()]}")
worst = most_violated(problem, rule, "A")
print(" ", worst.statement.sentence())
trades = worst.evidence.inequality
print("  the trading strategies:", trades_in_words(trades.plus, trades.minus))
left, right = trades.inequality.left(problem, rule), trades.inequality.right(problem)
print(f"  expected demand less supply: {text(left)} > {text(right)}")
