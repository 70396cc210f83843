"""VS, section 1.1: the fixed-price pseudo-market, a continuum of demands or a grid, is not obviously strategy-proof."""

from proofs.trading.dominance.explaining import decide_osp, explain_osp
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.bundles import bundle, texts
from proofs.trading.markets.families import budget_grid, grid_points, pseudo_market
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.selections import AnySelection

market = Market.make({"A": 4, "B": 4}, ["j1", "j2"], [[2, 2], [2, 2]], preferences=Preferences.positive(2))
whole = pseudo_market(market, (1, 1))
print(decide_polarized(whole))
print(explain_osp(decide_osp(whole)))

print("\nthe grid of whole tasks on the budget A + B = 4:")
points = grid_points(market, bundle((1, 1)), bundle((1,))[0], market.endowment[0])
print("  ", *("(" + ", ".join(texts(point)) + ")" for point in points))
grid = budget_grid(market, (1, 1), 1, selection=AnySelection())
print(explain_osp(decide_osp(grid)))
