"""LY, Corollaries 2 and 3: the best implementable, incentive compatible rule; Myerson's auction and an assignment."""

from fractions import Fraction
from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.problems import load_design, problem_of
from proofs.reduced_form.design.data import objective_from_plain, objective_to_plain
from proofs.reduced_form.design.deciding import design
from proofs.report import explain

here = Path(__file__).parents[1] / "problems"
auction, revenue = load_design(here / "design_myerson.json")
verdict = design(auction, revenue)
print(auction)
print(verdict.statement.sentence(), "- verified:", ANSWER[verdict.verify()])
virtual = [2 * value - 5 for value in range(1, 6)]  # v - (1 - F(v)) / f(v)
total = sum(max(one, other, 0) for one in virtual for other in virtual)
print("Myerson: the greatest virtual value, or nothing, is worth", Fraction(total, 25), "on average")

objects = ["tea", "cake"]
market = problem_of(
    agents=["ann", "bob"],
    objects=objects,
    types=["sweet", "thirsty"],
    constraints=[{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}],
)
tastes = {"sweet": {"cake": 3, "tea": 1}, "thirsty": {"cake": 1, "tea": 2}}
welfare = objective_from_plain(
    market, {"incentives": "cardinal", "preferences": dict.fromkeys(market.agents, tastes), "weights": "welfare"}
)
print("\nkeys of an objective file:", *objective_to_plain(market, welfare))
best = design(market, welfare)
print(best.statement.sentence(), "- verified:", ANSWER[best.verify()])
print("a sweet ann gets the cake with probability", market.value(best.evidence.rule(market), "ann", "sweet", "cake"))
print(explain(best))
