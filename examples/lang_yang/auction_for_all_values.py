"""Comparative statics of one auction: its revenue for every probability of a type, ironed or not; and a rule."""

from fractions import Fraction
from pathlib import Path

from exact.symbolic.curves import conditions
from exact.symbolic.formulas import variable
from exact.symbolic.writing import place_written, written
from proofs.formats.parametric import load_family
from proofs.formats.problems import problem_from_plain
from proofs.reduced_form.design.data import design_from_plain
from proofs.reduced_form.design.for_all_values import best_values
from proofs.reduced_form.implementation.for_all_values import implementable_values
from proofs.report.for_all_values import explain_best_values

path = Path(__file__).parents[1] / "families" / "auction.json"
family = load_family(path, design_from_plain)
(over,) = family.parameters

found = best_values(over, lambda p: family.at({"p": p}))
print(explain_best_values(found))
curve = found.curve
print("\nas LaTeX:", curve.latex(), sep="\n")

p = variable(over.interval)
served = p + Fraction(1, 2)  # the probability of not being high
top = 10 * (1 - served**2)
print("\nby hand, with the virtual values 2, 10 - 3/p and 10:")
print("  the high type alone:", written(top))
print("  the lower two pooled:", written(top + served**2 * (2 * Fraction(1, 2) + p * (10 - 3 / p)) / served))
print("  nothing ironed:", written(top + (served**2 - Fraction(1, 4)) * (10 - 3 / p) + 2 * Fraction(1, 4)))

rules = load_family(path, problem_from_plain)
decided = implementable_values(over, lambda p: rules.at({"p": p}))
print("\nthe file's rule is implementable for", conditions(decided.holds, over))
for segment, _, margin in decided.violations:
    print(f"  beyond, it misses an inequality by {written(margin)} ({segment})")
print("breakpoints of the revenue:", ", ".join(place_written(place) for place in curve.breakpoints))

FIGURES = {"The best revenue, with its breakpoints": curve.show()}
