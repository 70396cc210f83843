"""What a balanced budget costs, and what correlated types are worth: further terms of a design."""

from __future__ import annotations

from pathlib import Path

from proofs.formats.problems import load_design
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.design.task import Design

PROBLEMS = Path(__file__).parents[1] / "problems"

# A seller and a buyer. The good is somebody's in any case, and the seller's types have it without taking part.
problem, objective = load_design(PROBLEMS / "design_bilateral_trade.json")
print(design(problem, objective).statement)
unbalanced = {
    "weights": "welfare",
    "incentives": "cardinal",
    "preferences": {"seller": {"low": 4, "high": 8}, "buyer": {"low": 5, "high": 9}},
    "transfers": {"revenue": 0, "participation": False},
    "participation": {"when": "interim", "outside": {"seller": {"low": 4, "high": 8}}},
}
print(design(problem, unbalanced).statement)
for when in ("ex ante", "interim", "ex post"):
    balanced = {**unbalanced, "transfers": {**unbalanced["transfers"], "balance": when}}
    print(f"  balanced {when}:", design(problem, balanced).value)
print("  at every profile, truth a dominant strategy:", design(problem, {**balanced, "strategies": "dominant"}).value)

# Two bidders whose values are correlated: transfers that depend on both leave them nothing.
problem, objective = load_design(PROBLEMS / "design_correlated_auction.json")
verdict = design(problem, objective)
print(verdict.statement)
task = Design(problem, objective)
paid = dict(verdict.evidence.transfers)
for profile in task.profiles:
    print(f"  ({', '.join(profile)}) pay", *(f"{agent} {paid[agent, *profile]}" for agent in problem.agents))
