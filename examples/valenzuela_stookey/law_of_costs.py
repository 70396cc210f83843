"""VS, Proposition 3: the whole law of the cost per copy, and how fast it settles on the large market's value."""

from pathlib import Path

from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import ANSWER
from proofs.formats.markets import load_market
from proofs.trading.value.cost_laws import cost_law, cost_settles, decide_cost_laws, explain_cost_laws

mechanism = load_market(Path(__file__).parents[1] / "markets" / "hospital-two-doctors.json")
market, menus = mechanism.market, mechanism.protocol.menus
report = decide_cost_laws(market, menus, 4, within="1/4")
print(explain_cost_laws(report))

settles = cost_settles(market, menus, "1/4")
value = settles.statement.value
print("\nthe bound is verified:", ANSWER[settles.verify()])
print("How likely the cost per copy is more than 1/4 from", text(value), "- exactly, and at most:")
for copies in (1, 8, 16, 32):
    verdict = cost_law(market, menus, copies, beyond=(value, "1/4"))
    exact, most = verdict.statement.beyond[2], settles.statement.bound(copies)
    assert exact <= most
    print(f"  {counted(copies, 'copy', 'copies')}: {float(exact):.6f}, {float(most):.6f};", end=" ")
    print("verified:", ANSWER[verdict.verify()])
