"""VS, footnote 12: two classes of tasks, each agent's amount of a class in the shares of its status quo."""

from dataclasses import replace
from pathlib import Path

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.markets import load_classes
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.classes import amounts_clear, keeps_shares
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Points
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.selections import SelectionTable
from proofs.trading.markets.two_tasks import mechanism_of_classes
from proofs.trading.value.classification import decide_classes, explain_classes
from proofs.trading.value.costs import cost_of_mechanism

path = Path(__file__).parents[1] / "markets" / "two-classes.json"
mechanism, classes = load_classes(path)
print(explain_classes(decide_classes(mechanism.protocol, classes)))
print("obviously strategy-proof (two prices, 1 <= 3/2):", ANSWER[decide_osp(mechanism).holds])

known = [Preferences.finite({(1, 1, 2): "1/2", (2, 2, 1): "1/2"})] * 2
typed = Mechanism.make(replace(mechanism.protocol, market=replace(mechanism.market, preferences=tuple(known))))
two = mechanism_of_classes(typed, classes)
print("with two types each, and the classes as tasks:", two.market)
print("expected cost of both:", *(text(cost_of_mechanism(one).statement.value) for one in (typed, two)))

print("\nWith other shares, amounts that clear leave a task undone:")
market = Market.make({"x": 3, "y": 3}, ["ann", "bob"], [[1, 2], [2, 1]])
protocol = Protocol.make(market, {}, SelectionTable())
print(explain_classes(decide_classes(protocol, {"both": [0, 1]})))
verdict = amounts_clear(market, [[0, 1]])
print("verified:", ANSWER[verdict.verify()])

print("\nA mechanism that swaps single tasks keeps no shares:")
sets = [Points((x, bundle(y))) for x, y in zip(market.endowment, ((2, 1), (1, 2)), strict=True)]
swapped = SelectionTable((((1, 1), (bundle((2, 1)), bundle((1, 2)))),))
swap = Protocol.make(market, {"ann": sets[:1], "bob": sets[1:]}, swapped)
print(keeps_shares(swap, [[0, 1]]))
