"""VS, section 3.1: ex-post optimal selection never does worse than the status quo, if that is the endowment."""

from pathlib import Path

from exact.verdicts import ANSWER
from proofs.formats.markets import load_market
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.menus import EndowmentOnly, Ray
from proofs.trading.value.improvement import decide_selection, explain_selection, weak_improvement

mechanism = load_market(Path(__file__).parents[1] / "markets" / "hospital-two-doctors.json")
report = decide_selection(mechanism.market, mechanism.protocol.menus, choices=[1, 1])
print(explain_selection(report))

market = Market.make(
    {"A": 2, "B": 2},
    ["1", "2"],
    status_quo=[[2, 0], [0, 2]],
    endowment=[[1, 1], [1, 1]],
    performance=[[0, 1], [1, 0]],
    preferences=Preferences.positive(2),
)
menus = [(EndowmentOnly(), Ray((1, -1))), (EndowmentOnly(), Ray((-1, 1)))]
verdict = weak_improvement(market, menus)
print("\nWith another endowment than a good status quo:", verdict, "- verified:", ANSWER[verdict.verify()])
print("  worse at choices", verdict.evidence.choices, "where the least cost is", verdict.evidence.value)
