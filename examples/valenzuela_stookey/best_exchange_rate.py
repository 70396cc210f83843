"""An exchange rate left open: what a trade saves as a function of it, the best rate, and rates that are polarized."""

from fractions import Fraction

from exact.symbolic.algebraic import AlgebraicNumber
from exact.symbolic.curves import Curve, conditions, segments
from exact.symbolic.extremes import extreme_value
from exact.symbolic.reading import in_force
from exact.symbolic.splitting import Part, Range
from exact.symbolic.statements import for_all_values
from exact.symbolic.writing import place_written
from proofs.formats.markets import market_from_plain
from proofs.trading.dominance.polarization import polarized
from proofs.trading.value.costs import expected_cost


def agent(performance, trade):
    costs = {"box": {"A": [1, 2], "B": [1, 2]}, "law": "uniform"}
    return {"status_quo": {"A": 2, "B": 2}, "performance": performance, "costs": costs, "menu": [{"trades": [trade]}]}


market = {
    "format": "exact-proofs/market/1",
    "tasks": {"A": 4, "B": 4},
    "agents": {"ann": agent({"A": 1}, {"A": -1, "B": "r"}), "bob": agent({"B": "1/2"}, {"A": 1, "B": "-r"})},
}


def cost(r):
    """The expected cost where ann may give bob one A for r of B, and they trade if both want to."""
    with in_force({"r": r}):
        mechanism = market_from_plain(market)
    return expected_cost(mechanism.market, mechanism.protocol.menus)


over = Range("r", Fraction(0), Fraction(2))
verdict, parts = for_all_values(over, cost)
saved = Curve.of(over, [Part(part.piece, 3 - part.answer.statement.value) for part in parts], "saved")
print("what is saved, of 3:")
for where, formula, moves in saved.table():
    print(f"  {where}: {formula} ({moves})")

best, found = extreme_value(verdict, "least")
(rate,) = found.places
assert isinstance(rate.place, AlgebraicNumber)
assert isinstance(found.value, AlgebraicNumber)
print("\nthe best rate:", place_written(rate.place), "- near", float(rate.place.within(Fraction(1, 10**9)).low))
print("what is then left to pay:", found.formula, "- at that rate")
print("that is", place_written(found.value))
print("verified:", "yes" if best.verify() else "no")

_, prices = for_all_values(Range("r", Fraction(0), None, (False, False)), lambda r: polarized([(1, -r), (-1, 2)]))
polarizing = [each for each in segments([Part(part.piece, part.answer.holds) for part in prices]) if each.value]
print("\nwith 2 as the other price, rays are polarized for", conditions(polarizing, Range("r", Fraction(0), None)))

FIGURES = {"What an exchange saves, by its rate": saved.show()}
