"""VS, section 1.1 and Lemma 2: a bilateral trade of one surgery for one ward round between two doctors."""

from fractions import Fraction

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.trading.dominance.actions import obviously_dominant
from proofs.trading.dominance.deciding import obviously_strategy_proof
from proofs.trading.markets.families import bilateral
from proofs.trading.markets.laws import Law, Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.protocols import Protocol, feasible
from proofs.trading.markets.selections import SelectionTable
from proofs.trading.selection.probabilities import HalfSpace, decide_chance
from proofs.trading.value.lottery_costs import decide_lottery_cost, explain_lottery_cost
from proofs.trading.value.mechanism_costs import decide_cost, explain_cost

market = Market.make(
    {"surgery": 2, "ward": 2},
    ["Ada", "Bela"],
    [[1, 1], [1, 1]],
    performance=[[1, 2], [2, 1]],
    preferences=Preferences.uniform((1, 1), (2, 2)),
)
trade = (1, "-3/4")
mechanism = bilateral(market, "Ada", "Bela", trade)
print(feasible(mechanism.protocol))
print(obviously_strategy_proof(mechanism))
for costs in ((1, 2), (2, 1)):
    print(f"  to trade at costs {costs}:", obviously_dominant(mechanism.protocol, "Ada", costs, 1))

law = market.preferences[0].law
assert isinstance(law, Law)
wants = decide_chance(law, [HalfSpace.make(trade)])
print("Ada wants to trade with probability", text(wants.statement.probability), "- verified:", ANSWER[wants.verify()])
back = decide_chance(law, [HalfSpace.make((-1, "3/4"))])
print("Bela with probability", text(back.statement.probability))
print(explain_cost(decide_cost(mechanism)))
offered_half_the_time = [
    (mechanism, Fraction(1, 2)),
    (Mechanism.make(Protocol.make(market, {}, SelectionTable())), Fraction(1, 2)),
]
print(*explain_lottery_cost(decide_lottery_cost(offered_half_the_time)).splitlines()[-2:], sep="\n")
