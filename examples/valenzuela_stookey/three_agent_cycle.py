"""VS, section 1.1, beyond bilateral trade: no two of three doctors can trade, all three can, and only if all agree."""

import itertools
from pathlib import Path

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.formats.markets import load_market
from proofs.trading.markets.bundles import texts
from proofs.trading.selection.optimal import optimal_selection, selected_assignment
from proofs.trading.value.costs import cost_of_mechanism, expected_cost

mechanism = load_market(Path(__file__).parents[1] / "markets" / "hospital-three-doctors.json")
market, menus = mechanism.market, mechanism.protocol.menus
print("status quo:", text(market.social_cost(market.status_quo)))

for choices in itertools.product((0, 1), repeat=3):
    verdict = optimal_selection(market, [menu[k] for menu, k in zip(menus, choices, strict=True)])
    accepting = [agent for agent, k in zip(market.agents, choices, strict=True) if k]
    print(f"  {', '.join(accepting) or 'nobody'} willing: cost {text(verdict.statement.value)}")

print("with all three:")
for agent, bundle in zip(market.agents, selected_assignment(verdict) or (), strict=True):
    print(f"  {agent}:", ", ".join(f"{n} {task}" for n, task in zip(texts(bundle), market.tasks, strict=True)))
cost = cost_of_mechanism(mechanism)
print(cost.statement.sentence(), "- verified:", ANSWER[cost.verify()])
print(
    "with indifferent agents who trade it is the same:",
    text(expected_cost(market, menus, ties="trade").statement.value),
)
