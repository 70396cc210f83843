"""Any computation by the four operations and by comparisons, for all values of a number at once."""

from fractions import Fraction

from exact.linear import LinearSystem, optimum
from exact.symbolic.curves import Curve
from exact.symbolic.formulas import variable
from exact.symbolic.pieces import Interval, simplest
from exact.symbolic.splitting import Part, Range, piecewise
from exact.symbolic.statements import for_all_values
from exact.symbolic.writing import written

unit = Interval("p", Fraction(0), Fraction(1))
p = variable(unit)
print("on", unit, "p is less than 2 - p:", "yes" if p < 2 - p else "no")
print("(1 - p)^2 p / 4 is written", written((1 - p) ** 2 * p / 4), "and is the fraction", (1 - p) ** 2 * p / 4)
print("the shortest number between 1/3 and 3/5:", simplest(Fraction(1, 3), Fraction(3, 5)))


def price(p: Fraction) -> Fraction:
    """What is charged, by a rule with cases."""
    return max(p * p, Fraction(1, 2)) if p < Fraction(9, 10) else 1 - p


over = Range("p", Fraction(0), Fraction(1))
print("\nThe pieces of a rule with cases:")
for part in piecewise(over, price):
    print(f"  {part.piece}: {written(part.answer)}")
curve = Curve.of(over, piecewise(over, price), "price")
for where, formula, how in curve.table():
    print(f"  {formula} for {where} ({how})")
print("jumps at", ", ".join(map(str, curve.jumps)))


def best(p: Fraction):
    system = LinearSystem.make(["x", "y"], at_most=[({"x": 1, "y": p}, 1), ({"x": p, "y": 1}, p * p)], lower=0)
    return optimum(system, {"x": 1, "y": 1 + p})


verdict, parts = for_all_values(over, best)
print("\nA linear program whose matrix varies:", verdict.statement.sentence())
values = Curve.of(over, [Part(part.piece, part.answer.value) for part in parts])
print("its value:", values)
print("for every value the evidence holds:", "yes" if verdict.verify() else "no")

FIGURES = {"A price that jumps": curve.show()}
