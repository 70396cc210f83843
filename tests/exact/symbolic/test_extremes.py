"""Greatest and least values against many values of the function, and their statements against wrong ones."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact.linear import LinearSystem, feasibility, optimum
from exact.symbolic.algebraic import AlgebraicNumber, real_roots
from exact.symbolic.extremes import (
    ExtremeValue,
    MonotonePieces,
    extreme_value,
    greatest_value,
    least_value,
    negative,
)
from exact.symbolic.fields import as_number
from exact.symbolic.formulas import Formula, variable
from exact.symbolic.pieces import AtPoint, Interval
from exact.symbolic.splitting import Range, piecewise
from exact.symbolic.statements import for_all_values, where_of
from exact.verdicts import Undecided
from proofs.certificates import NotAccepted, save

OVER = Range("p", Fraction(-2), Fraction(3))
NEAR = Fraction(1, 10**9)
VALUES = [Fraction(k, 40) for k in range(-80, 121)]


def bent(p, entries):
    """A function by cases, with a pole that is out of the range, and jumps."""
    a, b, c, d = entries
    if p * p < a:
        return b * p**3 + c * p + d
    return (c * p * p + d) / (p + 4) if p > b else abs(d * p - a)


def approximate(place):
    return place.within(NEAR).low if isinstance(place, AlgebraicNumber) else place


@settings(deadline=None)
@given(st.tuples(*[st.integers(-4, 4)] * 4))
def test_no_value_is_greater_and_the_extreme_is_one_or_a_limit(entries):
    parts = piecewise(OVER, lambda p: bent(p, entries))
    numbers = [bent(value, entries) for value in VALUES]
    greatest, least = greatest_value(parts), least_value(parts)
    assert greatest.value is not None
    assert least.value is not None
    assert all(least.value <= number <= greatest.value for number in numbers)
    for found in (greatest, least):
        assert bool(found.places) == (not found.approached)
        for piece in found.places:
            there = bent(variable(piece), entries)
            assert as_number(there) == found.value
        for end in found.approached:
            beside = (bent(approximate(end) + step, entries) for step in (-NEAR, NEAR))
            assert any(abs(value - approximate(found.value)) < 1000 * NEAR for value in beside)


def test_a_number_of_the_field_of_a_place_has_its_own_minimal_polynomial():
    root = real_roots((-2, 0, 1))[1]
    p = variable(AtPoint("p", root))
    assert as_number(p) == root
    assert as_number(p * p) == 2
    assert as_number(1 + p).polynomial == (-1, -2, 1)
    assert as_number(1 / (1 + p)).polynomial == (-1, 2, 1)
    cubic = variable(AtPoint("p", real_roots((-2, 0, 0, 1))[0]))
    assert as_number(cubic * cubic - cubic).polynomial == (-2, 6, 0, 1)
    assert negative(as_number(p)) == real_roots((-2, 0, 1))[0]
    assert negative(Fraction(1, 2)) == Fraction(-1, 2)


def test_an_infinite_range_and_poles():
    whole = Range("p", None, None)
    assert greatest_value(piecewise(whole, lambda p: 1 - p * p)).value == 1
    assert least_value(piecewise(whole, lambda p: 1 - p * p)).value is None
    assert least_value(piecewise(whole, lambda p: 1 - p * p)).approached == (None, None)
    above = Range("p", Fraction(0), None, (False, False))
    falling = piecewise(above, lambda p: (2 * p + 1) / p)
    assert least_value(falling).value == 2
    assert least_value(falling).places == ()
    assert greatest_value(falling).value is None
    assert greatest_value(falling).approached == (Fraction(0),)


def test_all_places_are_found():
    found = least_value(piecewise(OVER, lambda p: (p * p - 2) ** 2))
    assert found.value == 0
    assert [piece.place for piece in found.places] == list(real_roots((-2, 0, 1)))
    constant = greatest_value(piecewise(OVER, lambda p: min(p, Fraction(1))))
    assert [type(piece) for piece in constant.places] == [AtPoint, Interval, AtPoint]


def program(p):
    return optimum(LinearSystem.make(1, at_most=[([1], p**3 - 2 * p)]), [1])


def test_the_verdict_is_written_and_read_and_wrong_ones_are_refused(tmp_path):
    verdict, _ = for_all_values(Range("p", Fraction(-1), Fraction(3)), program)
    best, found = extreme_value(verdict, "least")
    statement, evidence = best.statement, best.evidence
    assert isinstance(statement, ExtremeValue)
    assert isinstance(evidence, MonotonePieces)
    assert best.verify()
    assert ExtremeValue.from_about(statement.about()).about() == statement.about()
    assert MonotonePieces.from_data(evidence.data()) == evidence
    save(best, tmp_path / "right.json")
    assert str(found.formula) == "-4/3*p"
    higher, lower = Fraction(0), Fraction(-5)
    wrong = [
        replace(statement, value=higher),
        replace(statement, value=lower),
        replace(statement, value=None, places=()),
        replace(statement, places=()),
        replace(statement, places=(where_of(AtPoint("p", Fraction(1))),)),
        replace(statement, places=(*statement.places, *statement.places)),
        replace(statement, sense="greatest"),
    ]
    for number, each in enumerate(wrong):
        forged = replace(best, statement=each)
        assert not forged.verify()
        with pytest.raises(NotAccepted):
            save(forged, tmp_path / f"wrong{number}.json")
    without = replace(best, evidence=replace(evidence, critical=tuple(() for _ in evidence.critical)))
    assert not without.verify()
    with pytest.raises(NotAccepted):
        save(without, tmp_path / "without.json")


def test_bad_questions_are_told():
    verdict, _ = for_all_values(OVER, program)
    with pytest.raises(ValueError, match='the key "size" is missing'):
        extreme_value(verdict, "least", "size")
    with pytest.raises(ValueError, match=r'"system" of .*: a number was expected'):
        extreme_value(verdict, "least", "system")
    with pytest.raises(TypeError, match='a verdict "for all values" was expected'):
        extreme_value(feasibility(LinearSystem.make(1)), "least")
    with pytest.raises(ValueError, match="not decided"):
        extreme_value(replace(verdict, holds=None, evidence=Undecided(("nothing",))), "least")
    best, _ = extreme_value(verdict, "least")
    with pytest.raises(ValueError, match="sense: one of 'greatest', 'least' was expected"):
        ExtremeValue.from_about({**best.statement.about(), "sense": "best"})


def test_what_is_told():
    verdict, _ = for_all_values(Range("p", Fraction(0), Fraction(3), (False, True)), program)
    assert str(extreme_value(verdict, "greatest")[0].statement) == '"value" is greatest, 21, for p = 3'
    over = Range("p", Fraction(-3), Fraction(3))
    touched, _ = for_all_values(
        over, lambda p: optimum(LinearSystem.make(1, at_most=[([1], min(p * p * (p - 3), 0 * p))]), [1])
    )
    assert str(extreme_value(touched, "greatest")[0].statement) == '"value" is greatest, 0, for p = 0 or p = 3'
    flat, _ = for_all_values(over, lambda p: optimum(LinearSystem.make(1, at_most=[([1], min(p, 0 * p + 1))]), [1]))
    assert str(extreme_value(flat, "greatest")[0].statement) == '"value" is greatest, 1, for p >= 1'
    falling, _ = for_all_values(
        Range("p", Fraction(0), None, (False, False)), lambda p: optimum(LinearSystem.make(1, at_most=[([p], 1)]), [1])
    )
    assert "is 0, and it is not attained" in str(extreme_value(falling, "least")[0].statement)
    assert "has no bound above" in str(extreme_value(falling, "greatest")[0].statement)


def test_random_values_of_a_random_rational_function():
    drawn = random.Random(3)
    for _ in range(20):
        entries = [drawn.randint(-5, 5) for _ in range(5)]

        def value(p, entries=entries):
            a, b, c, d, e = entries
            return (a * p**3 + b * p + c) / (p * p + 1) + d * p * p + e

        found = greatest_value(piecewise(OVER, value))
        assert found.value is not None
        best = max(value(place) for place in VALUES)
        assert best <= found.value < best + 1
        assert isinstance(found.formula, Formula | Fraction)
