"""VS, examples after Theorem 2: a two-price mechanism is a polarized ray mechanism if and only if p1 <= p2."""

from exact.verdicts import ANSWER
from proofs.trading.dominance.explaining import decide_osp, explain_osp
from proofs.trading.dominance.polarized_menus import decide_polarized, explain_menus
from proofs.trading.markets.families import two_price
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.selections import AnySelection

market = Market.make({"A": 4, "B": 4}, ["j1", "j2"], [[2, 2], [2, 2]], preferences=Preferences.positive(2))
high, low = ("5/4", "3/4"), ("3/4", "5/4")
for first, second in ((low, low), ((1, 1), (1, 1)), (high, high), (high, low)):
    mechanism = two_price(market, {"j1": first, "j2": second}, selection=AnySelection())
    verdict = decide_polarized(mechanism)
    print(f"(p1, p2) = ({first[0]}, {first[1]}) for j1, ({second[0]}, {second[1]}) for j2:")
    print("  polarized:", ANSWER[verdict.holds], "- obviously strategy-proof:", ANSWER[decide_osp(mechanism).holds])

print("\nThe last one:", explain_menus(verdict))
print(explain_osp(decide_osp(mechanism)))

print("\nThe one before is obviously strategy-proof only because nobody takes the other side of any trade:")
print(explain_osp(decide_osp(two_price(market, {"j1": high, "j2": high}, selection=AnySelection()))))
