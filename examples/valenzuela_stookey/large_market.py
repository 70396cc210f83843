"""VS, section 4: the large-market program (5), its dual (6) with Proposition 2's selections, and small replicas."""

from pathlib import Path

from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import ANSWER
from proofs.formats.markets import load_market
from proofs.trading.value.large_markets import decide_large_market, explain_large_market
from proofs.trading.value.outer_program import in_feasible_set, outer_program, support_value
from proofs.trading.value.replicas import replica_cost

mechanism = load_market(Path(__file__).parents[1] / "markets" / "hospital-three-doctors.json")
market, menus = mechanism.market, mechanism.protocol.menus
report = decide_large_market(market, [(menu,) for menu in menus])
for line in explain_large_market(report).splitlines():
    if "lambda" not in line:  # prices need not be unique
        print(line)
prices = report.prices
print(
    "the dual value is the same:",
    ANSWER[prices.dual_value == report.outer.statement.value],
    "- attained:",
    ANSWER[prices.attain],
)
print("verified:", ANSWER[outer_program(market, [(menu,) for menu in menus]).verify()])

w = [price - cost for price, cost in zip(prices.prices, market.performance[0], strict=True)]
support = support_value(market, "Ada", [menus[0]], w)
print("the support function of Ada's set at lambda - pi is certified:", ANSWER[support.verify()])
print(
    "the status quo of Ada is OSP-feasible:",
    ANSWER[bool(in_feasible_set(market, "Ada", [menus[0]], market.status_quo[0]))],
)

print("cost per copy of the market:")
for copies in (1, 2):
    print(f"  {counted(copies, 'copy', 'copies')}: {text(replica_cost(market, menus, copies).statement.value)}")
print(f"  in the limit: {text(report.outer.statement.value)}")
