"""Expressions: what is read, with which value; what is refused, in one sentence; and that SymPy means the same."""

from __future__ import annotations

import re
import time
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st

from exact.rationals import rational, text
from exact.symbolic.expressions import HIGHEST_DEGREE, LONGEST_EXPRESSION, Expression, expression, place_in_words
from exact.symbolic.reading import in_force

P, V = Fraction(2, 7), Fraction(5, 3)
HERE = {"p": P, "v": V}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("p", P),
        ("1 - p", 1 - P),
        ("p*(1 - p)", P * (1 - P)),
        ("2*v/3", 2 * V / 3),
        ("-p^2", -(P**2)),
        ("(-p)^2", P**2),
        ("p**3 - p^3", 0),
        ("p^-1", 1 / P),
        ("p^-(2)", 1 / P**2),
        ("2^-p^0", None),
        ("p - v - 1", P - V - 1),
        ("p / v / 2", P / V / 2),
        ("p - (v - 1)", P - (V - 1)),
        ("+p - -v", P + V),
        ("0.125*p", P / 8),
        ("1/3 + 1/6", Fraction(1, 2)),
        ("  p\t".replace("\t", " "), P),
        ("p^0 + 0^0", 2),
        ("-" * 400 + "p", P),
        ("+".join(["p"] * 250), 250 * P),
        ("(" * 50 + "p" + ")" * 50, P),
    ],
)
def test_an_expression_has_the_value_that_arithmetic_says(written, value):
    if value is None:
        with pytest.raises(ValueError, match="exponent"):
            expression(written)
    else:
        found = expression(written).value(HERE)
        assert found == value
        assert type(found) is Fraction


MISTAKES = {
    "__import__('os')": "\"__import__('os')\" is no expression: ' (character 12) does not belong there; write names, "
    "numbers, + - * / ^ and parentheses",
    "": "an expression was expected, not an empty text",
    "   ": "an expression was expected, not an empty text",
    "os.system": "os.system (character 1) is no part of an expression",
    "1 + p.real": "p.real (character 5) is no part of an expression",
    "f(p)": "f(p) (character 1) is no part of an expression",
    "2(p)": "2(p) (character 1) is no part of an expression",
    "p if p else v": "p if p else v (character 1) is no part",
    "not p": "not p (character 1) is no part",
    "p and v": "p and v (character 1) is no part",
    "p // 2": "p // 2 (character 1) is no part",
    "()": "() (character 1) is no part",
    "p = 1": "= (character 3) does not belong there",
    "p == 1": "= (character 3) does not belong there",
    "(p := 1)": ": (character 4) does not belong there",
    "lambda: p": ": (character 7) does not belong there",
    "lambda": "mend it at character 1",
    "[p]": "[ (character 1) does not belong there",
    "p, v": ", (character 2) does not belong there",
    "p # v": "# (character 3) does not belong there",
    "p\nv": '"p\\nv" is no expression: \\n (character 2) does not belong there',
    "p\ud800": '"p\\ud800" is no expression: \\ud800 (character 2) does not belong there',
    "p\x00": "(character 2) does not belong there",
    "π": "π (character 1) does not belong there",
    "p̂": "(character 2) does not belong there",
    "\uff12*p": "\uff12 (character 1) does not belong there",
    "True": "True (character 1) is no numeral",
    "p + None": "None (character 5) is no numeral",
    "...": "... (character 1) is no numeral",
    "1.": "1. (character 1) is no numeral",
    ".5*p": ".5 (character 1) is no numeral",
    "1e400": 'e (character 2) follows a number; put "*" between them, and write 1000 for 1e3',
    "p + 2p": "p (character 6) follows a number",
    "1_000": "_ (character 2) follows a number",
    "0x10": "x (character 2) follows a number",
    "3j": "j (character 2) follows a number",
    "007": "mend it at character 1",
    "p +*": "mend it at character 4",
    "p^^2": "mend it at character 3",
    "(p": "mend it at character 1",
    "p)": "mend it at character 2",
    "p) + (v": "mend it at character 2",
    "p v": "mend it at character",
    "p**p": "p (character 4) is no exponent; an exponent is an integer, like 2 or -1",
    "p^(1/2)": "1/2 (character 4) is no exponent",
    "p^0.5": "0.5 (character 3) is no exponent",
    "p^2^3": "2^3 (character 3) is no exponent",
    "10^10^10": "10^10 (character 4) is no exponent",
    "p^1000000": '"p^1000000" may be of degree 1000000; at most 100',
    "p^-1000000": "may be of degree 1000000; at most 100",
    "p^" + "9" * 400: "may be of degree more than 10^9; at most 100",
    "(p^50)^50": "may be of degree 2500; at most 100",
    "+".join(f"1/(p+{k})^3" for k in range(35)): "may be of degree",
    "2^1000000": "may have numbers of 900000 digits; at most 6000",
    "1^" + "9" * 400: "may have numbers of more than 10^9 digits",
    "((10^100)^100)^100": "may have numbers of",
    "p" * 501: "an expression of 501 characters; at most 500 are read",
    "(" * 51 + "p" + ")" * 51: "( (character 51) is nested deeper than 50 parentheses",
    "(" * 250 + ")" * 250: "nested deeper than 50",
    "q + p": '"q" is no parameter; there are p, v',
    "1/(p - 2/7)": '"1/(p - 2/7)" has no value at p = 2/7: it divides by 0',
    "1/(p - p)": "has no value at p = 2/7: it divides by 0",
    "(p - 2/7)^-1": "has no value at p = 2/7: it divides by 0",
    "v/(v-5/3)/p": "has no value at v = 5/3, p = 2/7: it divides by 0",
    "1/0": '"1/0" has no value: it divides by 0',
}


@pytest.mark.parametrize("written", MISTAKES)
def test_what_is_no_expression_is_told_in_one_sentence_and_at_once(written):
    start = time.process_time()
    with pytest.raises(ValueError, match=re.escape(MISTAKES[written])) as caught:
        expression(written).value(HERE)
    assert len(str(caught.value)) < 250
    assert time.process_time() - start < 1


def read_or_told(written):
    """The expression, or the sentence that says why there is none."""
    try:
        return expression(written), ""
    except ValueError as error:
        return None, str(error)


@given(st.text(alphabet="pv012.+-*/^() e_", max_size=30))
def test_any_text_is_an_expression_or_refused_in_a_sentence(written):
    read, told = read_or_told(written)
    assert (read is None) == bool(told)
    if read is None:
        return
    assert read.degree <= HIGHEST_DEGREE
    assert expression(str(read)).steps == read.steps
    assert hash(expression(str(read))) == hash(read)


@given(st.text(max_size=20))
def test_no_text_makes_a_traceback(written):
    read, told = read_or_told(written)
    assert (read is None) == bool(told)


def test_long_numbers_meet_low_degrees():
    long = Fraction(10**100_000)
    assert expression("p + 1").value({"p": long}) == long + 1
    with pytest.raises(ValueError, match=r"of too high a degree for a number of 99\d\d\d digits"):
        expression("p^100").value({"p": long})


# ------------------------------------------------------------------------------------------------- against SymPy


@st.composite
def written_expressions(draw, depth=4):
    """Texts of expressions, small enough to be computed in both ways."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(["p", "v", "w", "0.5", "3", "1/7"]) | st.integers(0, 12).map(str))
    one, two = draw(written_expressions(depth - 1)), draw(written_expressions(depth - 1))
    form = draw(
        st.sampled_from(["{0}+{1}", "{0} - {1}", "({0})*({1})", "({0})/({1})", "-{0}", "({0})^{2}", "({0}-{1})"])
    )
    return form.format(one, two, draw(st.sampled_from([0, 1, 2, 3, -1, -2])))


NUMBERS = st.fractions(min_value=-3, max_value=3, max_denominator=20)


@given(written_expressions(), NUMBERS, NUMBERS, NUMBERS)
def test_the_value_is_that_of_sympy(written, p, v, w):
    values = {"p": p, "v": v, "w": w}
    read, told = read_or_told(written)
    if read is None:
        assert "may be of degree" in told or len(written) > LONGEST_EXPRESSION
        return
    try:
        found = read.value(values)
    except ValueError:
        return
    exactly = sympy.sympify(written.replace("^", "**"), rational=True, evaluate=False)
    numbers = {name: sympy.Rational(x.numerator, x.denominator) for name, x in values.items()}
    assert exactly.subs(numbers).doit() == sympy.Rational(found.numerator, found.denominator)
    assert expression(read.sympy()).value(values) == found
    assert set(read.names) == {name for name in values if name in written}


@given(written_expressions(), st.sampled_from([None, Fraction(0), Fraction(1, 3)]))
def test_what_a_formula_writes_is_read_back(written, lower):
    from exact.symbolic.formulas import Splits, variable
    from exact.symbolic.pieces import Interval

    values = {"p": variable(Interval("p", lower, Fraction(1, 2))), "v": Fraction(3, 2), "w": Fraction(-2)}
    try:
        found = expression(written).value(values)
    except (ValueError, Splits):
        assume(False)
    with in_force(values):
        assert rational(text(found)) == found


@given(written_expressions())
def test_the_degree_is_a_bound(written):
    try:
        read = expression(written)
        fraction = sympy.together(read.sympy())
    except ValueError:
        assume(False)
    symbols = sympy.symbols("p v w")
    for part in sympy.fraction(fraction):
        assert sympy.Poly(part, *symbols).total_degree() <= read.degree


def test_sympy_goes_in_and_out():
    p, v = sympy.symbols("p v")
    for given_one in (p * (1 - p), v / 3, 2 * p**2 / (1 + v), p**-2, sympy.Rational(3, 7), sympy.Integer(2) + 0 * p):
        read = expression(given_one)
        assert sympy.simplify(read.sympy() - given_one) == 0
        assert expression(str(read)).value(HERE) == read.value(HERE)
    assert expression(Fraction(3, 7)).value({}) == Fraction(3, 7)
    assert expression(expression("p")) == Expression(("p",), "another text")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (sympy.Float("0.5") * sympy.Symbol("p"), "is a float and floats are not exact; use sympy.Rational"),
        (sympy.sqrt(sympy.Symbol("p")), "sqrt(p) is no part of a rational function with rational coefficients"),
        (sympy.sin(sympy.Symbol("p")), "is no part of a rational function"),
        (sympy.pi, "is no part of a rational function"),
        (sympy.oo, "is no part of a rational function"),
        (sympy.Symbol("p") < 1, "is no part of a rational function"),
        (sympy.Symbol("p q"), '"p q" is no name of a parameter'),
        (sympy.Symbol("p") ** 101, "may be of degree 101; at most 100"),
        (0.5, "0.5 is a float"),
        (None, "None is not an exact number"),
    ],
)
def test_other_values_are_refused_with_the_reason(wrong, said):
    with pytest.raises((TypeError, ValueError), match=re.escape(said)):
        expression(wrong)


def test_a_place_is_told_of_numbers_and_of_formulas():
    from exact.symbolic.algebraic import real_roots
    from exact.symbolic.formulas import variable
    from exact.symbolic.pieces import AtPoint, Interval

    assert place_in_words({}) == ""
    assert place_in_words({"p": P, "v": V}) == "at p = 2/7, v = 5/3"
    assert place_in_words({"p": variable(Interval("p", None, Fraction(1))), "v": V}) == "at v = 5/3 for p < 1"
    point = AtPoint("p", real_roots((-1, 0, 2))[1])
    assert place_in_words({"p": variable(point)}) == "at p = sqrt(2)/2"
    with pytest.raises(ValueError, match=r"has no value at p = sqrt\(2\)/2: it divides by 0"):
        expression("1/(p^2 - 1/2)").value({"p": variable(point)})
