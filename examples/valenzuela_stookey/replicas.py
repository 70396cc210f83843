"""VS, Proposition 3: the cost per head of a market with N copies, exact for few profiles, then simulated."""

from pathlib import Path

from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import ANSWER
from proofs.formats.markets import load_market
from proofs.trading.value.outer_program import outer_program
from proofs.trading.value.replicas import Simulation, explain_simulation, replica, simulate

mechanism = load_market(Path(__file__).parents[1] / "markets" / "hospital-two-doctors.json")
market, menus = mechanism.market, mechanism.protocol.menus
limit = outer_program(market, [(menu,) for menu in menus]).statement.value
print("large market:", text(limit), "- status quo:", text(market.social_cost(market.status_quo)))

for copies in (1, 2, 4):
    found = replica(market, menus, copies)
    assert not isinstance(found, Simulation)
    value = found.statement.value
    print(f"{counted(copies, 'copy', 'copies')}: {text(value)}, {text(value - limit)} above the limit;", end=" ")
    print("verified:", ANSWER[found.verify()])

drawn = simulate(market, menus, copies=20, draws=30, seed=1)
print(explain_simulation(drawn))
