"""VS, Theorem 2 and Claims 1-6: a small OSP mechanism with point trades, and the polarized rays that dominate it."""

from fractions import Fraction

from exact.verdicts import ANSWER
from proofs.trading.dominance.characterization import claims, classify
from proofs.trading.dominance.dominating import dominating_mechanism, explain_dominating
from proofs.trading.dominance.dominating_report import decide_dominating, explain_dominating_report
from proofs.trading.dominance.domination import dominated, explain_domination
from proofs.trading.dominance.explaining import decide_osp
from proofs.trading.dominance.polarized_menus import decide_polarized
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import Points
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.reduction import essential_reduction, non_redundant
from proofs.trading.markets.selections import SelectionTable

market = Market.make({"A": 4, "B": 4}, ["a", "b"], [[2, 2], [2, 2]], preferences=Preferences.positive(2))
moves = {(1, 1): (1, -1), (2, 2): (-1, 1)}  # at choices (1, 1) agent a takes one A for one B, at (2, 2) the reverse
table = []
for profile, (x, y) in moves.items():
    table.append((profile, ((Fraction(2 + x), Fraction(2 + y)), (Fraction(2 - x), Fraction(2 - y)))))
sets = {
    "a": [Points(((2, 2), (3, 1), (4, 0))), Points(((2, 2), (1, 3)))],
    "b": [Points(((2, 2), (1, 3))), Points(((2, 2), (3, 1)))],
}
protocol = Protocol.make(market, sets, SelectionTable(tuple(table)))
mechanism = Mechanism.make(protocol)

print("shapes of a's sets (Claim 4):", *classify(protocol, "a"))
print(non_redundant(protocol))
print("  and the essential reduction:", ANSWER[non_redundant(essential_reduction(protocol)).holds])
print(decide_osp(mechanism))
for finding in claims(mechanism):
    print(" ", finding)

found = dominating_mechanism(mechanism)
print(explain_dominating(found))
assert found.mechanism is not None
print(decide_polarized(found.mechanism))
verdict = dominated(mechanism, found.mechanism, effectively=True)
print(explain_domination(verdict), "- verified:", ANSWER[verdict.verify()])
print(explain_domination(dominated(mechanism, found.mechanism)))
for line in explain_dominating_report(decide_dominating(found.mechanism)).splitlines()[:4]:
    print(" ", line)
