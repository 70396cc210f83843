"""The checker's numbers that are formulas of a parameter: their signs on a piece, against SymPy and against FLINT."""

from __future__ import annotations

import itertools
import operator
from contextlib import contextmanager
from fractions import Fraction
from math import prod

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exact.rationals import text
from exact.symbolic import formulas
from exact.symbolic.algebraic import AlgebraicNumber, real_roots
from exact.symbolic.pieces import AtPoint, Interval
from proofs import checker
from proofs.checker import Exact, Piece, Refused, Root, TooMuch
from tests.strategies import small_fractions

X = sympy.Symbol("p")
FACTORS = ((0, 1), (-1, 1), (-1, 2), (1, 0, 1), (-2, 0, 1), (1, -3, 1), (-1, 0, 0, 1), (-3, 1, 1))


def times(one, other):
    total = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            total[i + j] += a * b
    return tuple(total)


def products(factors):
    """The product of polynomials."""
    total = (1,)
    for factor in factors:
        total = times(total, factor)
    return total


dense = st.lists(st.integers(-9, 9), min_size=1, max_size=6).map(checker.trimmed).filter(bool)
with_double_roots = st.lists(st.sampled_from(FACTORS), min_size=1, max_size=4).map(products)
polynomials = dense | with_double_roots | st.tuples(dense, with_double_roots).map(lambda pair: times(*pair))


@st.composite
def places(draw):
    """A rational number, or a root of a polynomial that has irrational ones."""
    if draw(st.booleans()):
        return draw(small_fractions)
    found = [place for place in real_roots(draw(polynomials)) if isinstance(place, AlgebraicNumber)]
    assume(found)
    return draw(st.sampled_from(found))


@st.composite
def pieces(draw):
    """An open interval, whose ends may be irrational or infinite, or an irrational point."""
    kind = draw(st.sampled_from(("between", "between", "above", "below", "everywhere", "at")))
    if kind == "between":
        low, high = draw(places()), draw(places())
        assume(low != high)
        return Interval("p", *((low, high) if low < high else (high, low)))
    if kind == "at":
        place = draw(places())
        assume(isinstance(place, AlgebraicNumber))
        return AtPoint("p", place)
    end = None if kind == "everywhere" else draw(places())
    return Interval("p", end if kind == "above" else None, end if kind == "below" else None)


def place_of(end):
    """The place as the checker reads it; a multiple of the minimal polynomial does as well."""
    if isinstance(end, AlgebraicNumber):
        return Root(checker.trimmed(end.polynomial), Exact(end.low), Exact(end.high))
    return None if end is None else Exact(end)


def piece_of(piece):
    if isinstance(piece, AtPoint):
        return Piece("p", None, None, place_of(piece.place))
    return Piece("p", place_of(piece.lower), place_of(piece.upper))


@contextmanager
def on(piece):
    """Numbers may be formulas on this piece."""
    checker.WORK.begin(None)
    checker.WORK.piece = piece
    try:
        yield
    finally:
        checker.WORK.piece = None


def between(low, high):
    checker.WORK.begin(None)
    return on(Piece("p", None if low is None else Exact(low), None if high is None else Exact(high)))


def answer(compare, *operands):
    """The truth of a comparison, or that it has no single one."""
    try:
        return bool(compare(*operands))
    except (Refused, formulas.Splits):
        return "both"


# ---------------------------------------------------------------------------------------------------------- signs


@settings(deadline=None, max_examples=60)
@given(polynomials, small_fractions | st.none(), small_fractions | st.none())
def test_signs_on_rational_intervals_are_those_that_sympy_finds(polynomial, low, high):
    assume(low is None or high is None or low < high)
    poly = sympy.Poly(list(reversed(polynomial)), X)
    roots = [] if poly.degree() < 1 else sorted(set(poly.real_roots()))
    ends = [sympy.Rational(end.numerator, end.denominator) if end is not None else None for end in (low, high)]
    inside = [r for r in roots if (ends[0] is None or r > ends[0]) and (ends[1] is None or r < ends[1])]
    first = ends[0] if ends[0] is not None else (min([*roots, ends[1] or 0, 0]) - 1)
    last = ends[1] if ends[1] is not None else (max([*roots, ends[0] or 0, 0]) + 1)
    marks = [first, *inside, last]
    middles = [sympy.Rational(str(sympy.N((a + b) / 2, 30))) for a, b in itertools.pairwise(marks)]
    expected = {int(sympy.sign(poly.eval(middle))) for middle in middles} | ({0} if inside else set())
    with between(low, high):
        found = checker.WORK.piece.signs(polynomial)
    if 0 in expected and len(expected) == 3:
        assert set(found) == {-1, 0, 1}
    assert set(found) == expected


@settings(deadline=None, max_examples=40)
@given(st.lists(polynomials, min_size=2, max_size=2), pieces())
def test_comparisons_and_operations_agree_with_the_library(listed, piece):
    with on(piece_of(piece)):
        ours = [checker.lowest_terms(each, (1,)) for each in listed]
        theirs = [formulas.formula(formulas.fmpq_poly(list(each)), formulas._ONE, piece) for each in listed]
        pool = list(zip(ours, theirs, strict=True))
        for operation in (operator.add, operator.sub, operator.mul, operator.truediv):
            for (one, other), (two, further) in itertools.pairwise(pool[:3]):
                if operation is operator.truediv and answer(bool, further) is not True:
                    with pytest.raises((Refused, ZeroDivisionError)):  # also where the zero cancels
                        operation(one, two)
                    continue
                pool.append((operation(one, two), operation(other, further)))
        for one, other in pool:
            for compare in (operator.eq, operator.lt, operator.le, operator.gt, operator.ge, operator.ne):
                assert answer(compare, one, 0) == answer(compare, other, 0)
                assert answer(compare, Fraction(1, 2), one) == answer(compare, Fraction(1, 2), other)
            assert answer(bool, one) == answer(bool, other)
            assert answer(bool, checker.number(text(other)) == one) is True


@settings(deadline=None, max_examples=60)
@given(st.lists(polynomials, min_size=2, max_size=3), pieces(), small_fractions)
def test_a_formula_evaluated_is_the_number_computed(listed, piece, value):
    """Sums and products of formulas are at a number what the numbers give."""
    assume(isinstance(piece, Interval) and piece.contains(value))
    numbers = [sum((c * value**k for k, c in enumerate(each)), Fraction(0)) for each in listed]
    with on(piece_of(piece)):
        first, *rest = (checker.lowest_terms(each, (1,)) for each in listed)
        written = checker.told(sum(rest, first) / (1 + prod(rest, start=first) ** 2))
    with on(Piece("p", None, None, Exact(value))):
        assert checker.number(written) == sum(numbers) / (1 + prod(numbers) ** 2)


@settings(deadline=None, max_examples=60)
@given(places(), places())
def test_places_are_ordered_as_the_library_orders_them(one, other):
    checker.WORK.begin(None)
    expected = 0 if one == other else -1 if one < other else 1
    assert checker.order_of(place_of(one), place_of(other)) == expected


@settings(deadline=None, max_examples=60)
@given(places(), polynomials)
def test_a_reducible_polynomial_gives_the_same_place(place, factor):
    assume(isinstance(place, AlgebraicNumber))
    checker.WORK.begin(None)
    multiple = times(place.polynomial, factor)
    while any(place.low <= root <= place.high for root in real_roots(factor) if root != place):
        place = place.narrowed()
    same = Root(checker.trimmed(multiple), Exact(place.low), Exact(place.high))
    assert checker.order_of(same, place_of(place)) == 0
    with on(Piece("p", None, None, same)):
        assert checker.number("p") != place.low
        assert not checker.lowest_terms(checker.trimmed(place.polynomial), (1,))


@settings(deadline=None, max_examples=60)
@given(polynomials)
def test_every_root_is_counted_once(polynomial):
    checker.WORK.begin(None)
    roots = real_roots(polynomial)
    simple = checker.simple_part(polynomial)
    assert checker.roots_within(simple, Exact(-100), Exact(100)) == len(roots)
    odd = checker.odd_part(polynomial)
    poly = sympy.Poly(list(reversed(polynomial)), X)
    total = sum(m % 2 * sympy.Poly(part, X).count_roots() for part, m in poly.sqf_list()[1])
    assert checker.roots_within(odd, Exact(-100), Exact(100)) == total


# ---------------------------------------------------------------------------------------------- what a formula is not


def test_a_formula_has_no_integers_and_hides_in_no_set():
    with between(0, 1):
        p = checker.number("p")
        for needs in (int, round, operator.index, hash, lambda q: q.numerator, lambda q: q.denominator, Exact, float):
            if needs is hash:
                assert hash(p) == hash(checker.number("1/2"))
            else:
                with pytest.raises((Refused, TypeError)):
                    needs(p)
        with pytest.raises(Refused, match="has not the same sign"):
            {p, checker.number("1/2")}
        assert len({p, checker.number("p"), p * 1, checker.number(2)}) == 2


def test_a_formula_outside_a_piece_is_none():
    checker.WORK.begin(None)
    for written in ("p", "p^2", "1/2*p", "(p)/(p+1)"):
        with pytest.raises(Refused, match="is not an exact number"):
            checker.number(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "q",
        "p+",
        "+p",
        "p-",
        "2p",
        "p*2",
        "p^",
        "p^-1",
        "p**2",
        "p+p",
        "1+p",
        "p^2+p^2",
        "p ",
        "(p)",
        "(p)/p",
        "((p))/(p+1)",
        "(p)/(p+1)/(p+2)",
        "()/()",
        "(p)/()",
        "p/2",
        "p^٣",
        "1e3",
        "0x10",
        "p^1.5",
        "2*3",
        "--p",
        "1/0*p",
    ],
)
def test_what_is_no_formula_is_refused(written):
    with between(0, 1), pytest.raises(Refused):
        checker.number(written)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("p", "p"),
        ("-p^2+1/2*p-3", "-p^2+1/2*p-3"),
        ("p^1", "p"),
        ("1*p", "p"),
        ("(p^2)/(p)", "p"),
        ("(2)/(4*p+2)", "(1)/(2*p+1)"),
    ],
)
def test_formulas_are_read_and_told(written, canonical):
    with between(0, 1):
        assert checker.told(checker.number(written)) == canonical


def test_a_pole_in_the_piece_is_refused_and_one_at_its_end_is_not():
    with between(0, 1):
        for written in ("(1)/(2*p-1)", "(2*p-1)/(2*p-1)", "(1)/(4*p^2-4*p+1)"):
            with pytest.raises(Refused, match="vanishes"):
                checker.number(written)
        assert checker.number("(1)/(p)") > 1
        with pytest.raises(Refused, match="vanishes"):
            1 / (checker.number("p") - Exact(1, 3))


def test_a_number_that_touches_another_is_at_most_that():
    with between(0, 1):
        square = (checker.number("p") - Exact(1, 3)) ** 2
        assert square >= 0
        for compare in (operator.gt, operator.eq, operator.le):
            assert answer(compare, square, 0) == "both"


def test_close_roots_do_not_hide_a_change_of_sign():
    """The sign is different only between 1/2 and a number 10^-40 above it."""
    with between(0, 1):
        p, gap = checker.number("p"), Exact(1, 10**40)
        assert answer(operator.ge, (p - Exact(1, 2)) * (p - Exact(1, 2) - gap), 0) == "both"
        assert (p - Exact(1, 2)) ** 2 + gap > 0


def test_a_root_that_is_not_isolated_is_no_place():
    checker.WORK.begin(None)
    no_places = {
        "two roots": ((-2, 0, 1), -2, 2),
        "no root": ((-2, 0, 1), 0, 1),
        "a root at an end": ((0, -1, 1), 0, 2),
        "three roots": ((0, -1, 0, 1), -2, 2),
        "a double root and another": (products([(-1, 1), (-1, 1), (-2, 1)]), 0, 3),
        "ends in the wrong order": ((-2, 0, 1), 2, 1),
        "a constant": ((5,), 0, 1),
        "zero": ((), 0, 1),
        "two close roots": (products([(-(10**12), 2 * 10**12), (-(10**12) - 1, 2 * 10**12)]), 0, 1),
    }
    for polynomial, low, high in no_places.values():
        with pytest.raises(Refused):
            Root(polynomial, Exact(low), Exact(high))
    assert Root(products([(-1, 1)] * 3), Exact(0), Exact(3)).is_root_of((-1, 1))


@pytest.mark.parametrize(
    "work",
    [
        lambda: checker.number("p^10001"),
        lambda: checker.number("p^9999+1") > checker.number("p^9998+p"),
        lambda: sum(checker.number("p^10000+1") for _ in range(10_000)),
        lambda: checker.number("p+1") ** 100_000,
        lambda: sum(1 / (checker.number("p") + k) for k in range(1, 2000)),
        lambda: checker.number(f"p^40-{'9' * 100_000}*p+1") < 7,
    ],
)
def test_long_formulas_cost_what_they_take(work):
    with between(0, 1), pytest.raises(TooMuch):
        work()


def test_a_root_closer_than_can_be_told_is_left_open():
    """Two places that agree in more digits than there is work for."""
    checker.WORK.begin(None)
    huge = 10**30_000
    close = Root((-2 * huge**2 - 1, 0, huge**2), Exact(1), Exact(2))
    with pytest.raises(TooMuch):
        checker.order_of(Root((-2, 0, 1), Exact(1), Exact(2)), close)


def test_short_texts_of_high_powers_take_no_gigabytes():
    with between(0, 1), pytest.raises(TooMuch):
        list(map(checker.number, (f"p^{power}" for power in range(10_000, 5_000, -1))))


@given(st.lists(st.integers(-6, 6), min_size=2, max_size=7).filter(lambda row: any(row[1:])), st.integers(-3, 3))
def test_the_roots_on_an_interval_are_all_in_order(row, low):
    """Against the library's; the ends of the interval may be roots, which are not in it."""
    checker.WORK.begin({})
    piece = checker.Piece("p", checker.Exact(low), checker.Exact(low + 3))
    found = piece.roots(checker.trimmed(row))
    expected = [root for root in real_roots(checker.trimmed(row)) if low < root < low + 3]
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one.low < other < one.high
        assert not one.polynomial or checker.sign_at(one.polynomial, one.low) != 0
