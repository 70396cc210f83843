"""VS, Theorem 2, to the letter: a myopic agent who dislikes every trade may choose a ray, and then it is not OSP."""

from proofs.trading.dominance.deciding import ex_post_table
from proofs.trading.dominance.explaining import decide_osp, explain_osp
from proofs.trading.dominance.mechanisms import with_table
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import bundle
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism, Myopic, myopic_choices
from proofs.trading.markets.menus import Ray
from proofs.trading.markets.protocols import Protocol

market = Market.make(
    {"A": 4, "B": 4}, ["j1", "j2"], [[2, 2], [2, 2]], [[1, 2], [2, 1]], preferences=Preferences.positive(2)
)
protocol = Protocol.make(market, {"j1": [Ray((1, -1))], "j2": [Ray((-1, 1))]})

for ties in ("cautious", "any"):
    mechanism = Mechanism.make(protocol, dict.fromkeys(market.agents, Myopic(ties)))
    print(f"ties {ties}: {decide_polarized(mechanism)}")
    print(explain_osp(decide_osp(mechanism)))

table = with_table(mechanism, ex_post_table(protocol))
cautious = Mechanism.make(table.protocol)
costs = bundle((2, 1))
print("\nWith the ex-post optimal selection j1, who dislikes the trade at costs (2, 1), has as cheapest choices")
print("  ", *myopic_choices(table.protocol, 0, costs), "- cautiously:", *cautious.chosen(0, costs))
print(
    "The theorem holds with ties broken in favour of the endowment, and fails as printed: s(c) may be any set of a*(c),"
)
print("and every trading set holds the endowment.")
