"""VS, Theorem 1: two doctors who are good at different tasks; choice improves on the status quo, and is optimal."""

from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.markets import load_market
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.bilateral import READINGS, improving_trade
from proofs.trading.value.choice import decide_choice, explain_choice

mechanism = load_market(Path(__file__).parents[1] / "markets" / "hospital-two-doctors.json")
report = decide_choice(mechanism.market)
print(explain_choice(report))
print("choice is optimal:", ANSWER[report.choice_is_optimal], "- the trade verifies:", ANSWER[report.trade.verify()])


def market(performance, preferences):
    return Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], performance, preferences=preferences)


spread = Preferences.uniform((1, 1), (2, 2))
print("\nidentical performance:", improving_trade(market([[1, 2], [1, 2]], spread)))
known = market([[1, 2], [2, 1]], Preferences.uniform((1, 2), (1, 2)))
for reading in READINGS:
    print("known preferences:", improving_trade(known, reading))
print("  (indifferent agents trade for sure: a constant mechanism, which VS do not count as choice)")
print("both, as Theorem 1 wants them:", improving_trade(market([[1, 2], [2, 1]], spread)))
thin = Preferences.uniform((1, 1), (1, 2))
print("preferences of dimension 1 are enough:", improving_trade(market([[1, 2], [2, 1]], thin)))
