"""Parameters and their ranges; reading numbers while parameters are in force."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exact.rationals import NotConstant, integer, rational
from exact.symbolic.expressions import expression
from exact.symbolic.formulas import Splits, variable
from exact.symbolic.parameters import MOST_PARAMETERS, Parameters, admits
from exact.symbolic.pieces import Interval
from exact.symbolic.reading import in_force, reading_by
from exact.symbolic.splitting import Range

UNIT = Range("p", Fraction(0), Fraction(1), (True, False))
PRICE = Range("v", Fraction(1), None)
BOTH = Parameters((UNIT, PRICE))


def test_values_are_exact_and_in_range():
    assert BOTH.names == ("p", "v")
    assert BOTH.values({"v": 3, "p": "0.25"}) == {"p": Fraction(1, 4), "v": Fraction(3)}
    assert BOTH.values(BOTH.sample()) == {"p": Fraction(1, 2), "v": Fraction(2)}
    assert not Parameters()
    assert Parameters().values({}) == {}
    with pytest.raises(ValueError, match="a value of p is given, and there are no parameters"):
        Parameters().values({"p": 1})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"p": 1, "v": 1}, "p = 1 is out of its range, 0 <= p < 1"),
        ({"p": 0, "v": "1/2"}, "v = 1/2 is out of its range, 1 <= v"),
        ({"p": 0}, "no value is given for v"),
        ({}, "no value is given for p and v"),
        ({"p": 0, "v": 1, "q": 1}, '"q" is no parameter; there are p, v'),
        ({"p": "v", "v": 1}, 'p: "v" is not an exact number'),
        ({"p": 0.5, "v": 1}, 'p: 0.5 is a float and floats are not exact; write "1/2"'),
    ],
)
def test_other_values_are_refused(values, said):
    with pytest.raises((ValueError, TypeError), match="^" + re.escape(said)):
        BOTH.values(values)


@pytest.mark.parametrize("name", ["lambda", "p q", "", "2p", "π", "p" * 31, "p-q", "None", 3])
def test_a_parameter_has_a_name_that_expressions_can_hold(name):
    with pytest.raises(ValueError, match="is no name of a parameter"):
        Parameters((Range(name, None, None),))


def test_there_are_few_parameters_of_different_names():
    many = [Range(f"p{k}", None, None) for k in range(MOST_PARAMETERS + 1)]
    assert Parameters(tuple(many[1:]))
    with pytest.raises(ValueError, match="7 parameters; at most 6 are taken at once"):
        Parameters(tuple(many))
    with pytest.raises(ValueError, match='the parameter "v" occurs twice'):
        Parameters((PRICE, PRICE))


ENDS = st.none() | st.integers(-3, 3).map(Fraction)


@given(ENDS, ENDS, st.booleans(), st.booleans(), st.fractions(-4, 4, max_denominator=2))
def test_a_range_admits_what_lies_in_it(lower, upper, first, last, value):
    if lower is not None and upper is not None and lower >= upper:
        return
    inside = (lower is None or value > lower) and (upper is None or value < upper)
    at_end = (first and value == lower) or (last and value == upper)
    assert admits(Range("p", lower, upper, (first, last)), value) == (inside or at_end)


def test_a_formula_is_in_range_where_its_piece_is():
    inside = variable(Interval("p", Fraction(0), Fraction(1)))
    assert Parameters((UNIT,)).values({"p": inside}) == {"p": inside}
    beyond = variable(Interval("p", Fraction(0), Fraction(2)))
    with pytest.raises(Splits) as caught:
        Parameters((UNIT,)).values({"p": beyond})
    assert caught.value.points == (1,)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("1/(p - 1/2)", "p = 1/2"),
        ("p + 1/(1/(p - 1/2) - 2)", "p = 1/2"),
        ("p/p", "p = 0"),
        ("(3*p - 2)^-1 + 1/(3*p - 1)", "p = 2/3"),
        ("1/(p^3 - 1/2)", "p = 2**(2/3)/2"),
        ("1/(v - 1)", "v = 1"),
        ("1/(v^2 - v)", "v = 1"),
        ("1/(p - 1)", ""),
        ("1/(p + 1) + v/(p - 1/2) - v", ""),
        ("1/v", ""),
        ("3", ""),
    ],
)
def test_a_denominator_that_vanishes_in_the_range_is_found(written, place):
    if place:
        with pytest.raises(ValueError, match=re.escape(f"has no value at {place}: it divides by 0")):
            BOTH.check_defined(expression(written))
    else:
        BOTH.check_defined(expression(written))


# ------------------------------------------------------------------------------------------------------------- reading


def test_numbers_are_read_as_expressions_while_parameters_are_in_force():
    with in_force({"p": Fraction(1, 3)}):
        assert rational("p*(1-p)") == Fraction(2, 9)
        assert rational("1/7") == Fraction(1, 7)
        assert rational(sympy.Symbol("p") + 1) == Fraction(4, 3)
        with in_force({"q": Fraction(1)}), pytest.raises(ValueError, match=r'^here: "p" is no parameter; there is q$'):
            rational("p", "here")
        with reading_by(None), pytest.raises(ValueError, match='"p" is not an exact number'):
            rational("p")
        with pytest.raises(TypeError, match='"1/2"'):
            rational(0.5)
        with pytest.raises(TypeError, match=r"^here: sqrt\(p\) is no part of a rational function"):
            rational(sympy.sqrt(sympy.Symbol("p")), "here")
    for given_one in ("p", sympy.Symbol("p")):
        with pytest.raises((ValueError, TypeError), match="is not an exact number"):
            rational(given_one)


def test_an_integer_is_no_expression():
    with in_force({"n": Fraction(3)}):
        assert integer("3") == 3
        with pytest.raises(ValueError, match=r'^tasks\.A: "n" is not an integer, and no expression may stand there$'):
            integer("n", "tasks.A")
    with pytest.raises(ValueError, match=r'^tasks\.A: "n" is not an exact number'):
        integer("n", "tasks.A")
    with pytest.raises(NotConstant, match=r"^ceiling: p\^2 varies with a parameter; an integer was expected$"):
        integer(variable(Interval("p", None, None)) ** 2, "ceiling")


def test_what_is_read_is_a_formula_where_a_parameter_varies():
    p = variable(Interval("p", Fraction(0), Fraction(1)))
    with in_force({"p": p}):
        assert rational("p - p^2") == p * (1 - p)
        assert rational("(p + 1)/(p + 1)") == 1
        with pytest.raises(Splits) as caught:
            rational("1/(p - 1/2)")
    assert caught.value.points == (Fraction(1, 2),)


@pytest.mark.parametrize("name", ["of", "the", "every", "Here", "true"])
def test_a_parameter_is_no_word_of_sentences(name):
    with pytest.raises(ValueError, match="sentences use the word"):
        Parameters((Range(name, Fraction(0), Fraction(1)),))
