"""VS leave open which mechanism is best: six classes for a hospital of finitely many types, and its large market."""

from pathlib import Path

from exact.rationals import text
from exact.showing.display import brief
from exact.verdicts import ANSWER
from proofs.formats.market_writing import market_to_plain
from proofs.formats.markets import load_market, market_from_plain
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.value.best import decide_best, explain_best
from proofs.trading.value.best_obvious import cheapest_obviously_strategy_proof, obvious_mechanism
from proofs.trading.value.best_trade import best_bilateral_trade, best_trade
from proofs.trading.value.linear_programs import cheapest_incentive_compatible_large

MARKETS = Path(__file__).parents[1] / "markets"
market = load_market(MARKETS / "hospital-three-wards.json").market
for large in (False, True):
    print("in the large market:" if large else "for the three doctors:")
    print(explain_best(decide_best(market, 60, large=large)))

verdict = cheapest_obviously_strategy_proof(market)
mechanism = obvious_mechanism(verdict)
again = market_from_plain(market_to_plain(mechanism))
print("the best obviously strategy-proof mechanism is verified:", ANSWER[verdict.verify()])
print("written as a market file and read again it is the same:", ANSWER[again == mechanism])
print("it is obviously strategy-proof:", ANSWER[decide_osp(again).holds])
print(cheapest_incentive_compatible_large(market).statement.sentence())

doctors = load_market(MARKETS / "hospital-two-doctors.json").market
verdict = best_bilateral_trade(doctors)
trade = best_trade(verdict)
print("with uniform costs on boxes:", verdict.statement.sentence(), "- verified:", ANSWER[verdict.verify()])
names = [doctors.agents[j] for j in (trade.first, trade.second)]
chances = " and ".join(text(p) for p in trade.wanted(doctors))
print(f"{names[0]} moves by {brief(trade.moves)}, {names[1]} back; they want it with the chances {chances}")
