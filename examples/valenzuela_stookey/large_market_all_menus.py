"""VS, section 4.2, which leaves it open: support functions over all menus for two types, and the best large market."""

from fractions import Fraction

from exact.rationals import text
from exact.verdicts import ANSWER
from proofs.trading.markets.laws import Preferences
from proofs.trading.markets.market import Market
from proofs.trading.value.all_menus import TypedAgent, support_over_all_menus
from proofs.trading.value.best_large_market import best_large_market
from proofs.trading.value.polarized_support import polarized_menu, polarized_support
from proofs.trading.value.support_functions import all_menus, explain_all_menus

types = Preferences.finite({(1, 2): "1/2", (2, 1): "1/2"})
market = Market.make({"A": 2, "B": 2}, ["1", "2"], [[1, 1], [1, 1]], performance=[[0, 1], [1, 0]], preferences=types)
agent = TypedAgent.of(market, 0)
found = all_menus(agent, (1, -1))
print(explain_all_menus(found))
print("program (4) has the same value:", ANSWER[found.decided])
print(support_over_all_menus(agent, (1, -1)).statement.sentence())
print(polarized_menu(agent, (1, -1)).statement.sentence())

three = TypedAgent(
    ((Fraction(1), Fraction(5), Fraction(2)), (Fraction(4), Fraction(1), Fraction(5))),
    (Fraction(1, 2), Fraction(1, 2)),
    (Fraction(2), Fraction(1), Fraction(2)),
)
enclosed = polarized_support(three, (1, 1, -1))
print("three tasks:", enclosed.statement.sentence(), "- verified:", ANSWER[enclosed.verify()])

best = best_large_market(market)
print(best.statement.sentence(), "- verified:", ANSWER[best.verify()])
print("prices:", *map(text, best.evidence.prices), "- status quo:", text(market.social_cost(market.status_quo)))
