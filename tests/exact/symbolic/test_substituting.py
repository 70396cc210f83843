"""Values made of formulas, at one value of the parameter."""

from __future__ import annotations

from fractions import Fraction

from exact.linear import LinearSystem
from exact.symbolic.algebraic import real_roots
from exact.symbolic.formulas import variable
from exact.symbolic.pieces import AtPoint, Interval
from exact.symbolic.substituting import at, samples, scope_of

UNIT = Interval("p", Fraction(0), Fraction(1))
p = variable(UNIT)


def test_every_formula_is_replaced_and_nothing_else():
    third = Fraction(1, 3)
    assert at((p, "p", [p + 1, None], {"a": {p}}, frozenset({2 * p})), third) == (
        third,
        "p",
        [Fraction(4, 3), None],
        {"a": {third}},
        frozenset({Fraction(2, 3)}),
    )
    constant = (Fraction(1), ["x"], {"k": 2})
    assert at(constant, third) is constant


def test_a_system_of_formulas_becomes_one_of_numbers():
    system = LinearSystem.make(["x"], at_most=[({"x": p}, 1 - p)], lower=0)
    assert at(system, Fraction(1, 4)) == LinearSystem.make(["x"], at_most=[({"x": "1/4"}, "3/4")], lower=0)


def test_the_piece_of_a_value():
    assert scope_of([1, {"x": (p,)}]) == UNIT
    assert scope_of([1, {"x": "p"}]) is None
    assert samples(p) == (UNIT.sample,)
    assert samples(Fraction(1)) == ()
    root = real_roots((-2, 0, 1))[1]
    low, high = samples(variable(AtPoint("p", root)))
    assert low < root < high
    assert high - low < Fraction(1, 10**6)
