"""VS, program (1): the best Bayesian incentive compatible mechanism for finite types, beside the best constant one."""

from exact.rationals import text
from exact.showing.display import brief
from exact.verdicts import ANSWER
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.bilateral import improving_trade
from proofs.trading.value.linear_programs import cheapest_constant, cheapest_incentive_compatible, finite_types

types = Preferences.finite({(1, 2): "1/2", (2, 1): "1/2"})
market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], performance=[[0, 1], [1, 0]], preferences=types)
kinds = (f"costs {brief(costs)} with probability {text(p)}" for costs, p in finite_types(market)[0])
print("types of agent 1:", "; ".join(kinds))
print("status quo:", text(market.social_cost(market.status_quo)))
constant, best = cheapest_constant(market), cheapest_incentive_compatible(market)
print(constant.statement.sentence(), "- verified:", ANSWER[constant.verify()])
print(best.statement.sentence(), "- verified:", ANSWER[best.verify()])
trade = improving_trade(market, best=True)
found = trade.evidence
print(trade, "- the best one moves agent", market.agents[found.first], "by", brief(found.trade))
print("  it gains", text(found.gain), "in expectation; the agents agree with the chances", *map(text, found.chances))
