"""Integer points: the best one, with a proof, and all of them, against plain enumeration."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Matrix

from exact import integer
from exact.linear import LinearSystem, feasibility


@st.composite
def boxed_systems(draw):
    size = draw(st.integers(1, 4))
    row = st.tuples(st.lists(st.integers(-2, 2), min_size=size, max_size=size), st.fractions(-2, 4, max_denominator=2))
    at_most, equal = draw(st.lists(row, max_size=4)), draw(st.lists(row, max_size=1))
    upper = draw(st.lists(st.fractions(0, 2, max_denominator=2), min_size=size, max_size=size))
    return LinearSystem.make(size, at_most=at_most, equal=equal, lower=-1, upper=upper)


def enumerated(system):
    box = itertools.product(range(-1, 3), repeat=len(system.variables))
    return [point for point in box if system.contains([Fraction(x) for x in point])]


@settings(deadline=None, max_examples=300)
@given(boxed_systems(), st.data())
def test_the_best_integer_point_agrees_with_enumeration_and_is_proved(system, data):
    weights = data.draw(st.lists(st.fractions(-2, 2, max_denominator=3), min_size=len(system.variables), max_size=4))
    weights = weights[: len(system.variables)]
    found = integer.maximize(system, weights)
    values = [sum(w * x for w, x in zip(weights, point, strict=True)) for point in enumerated(system)]
    assert found.value == max(values, default=None)
    assert integer.proves(found.tree, system, weights, found.value)
    if found.value is not None:
        assert not integer.proves(found.tree, system, weights, found.value - Fraction(1, 100))
        assert found.point in enumerated(system)


@settings(deadline=None, max_examples=200)
@given(boxed_systems())
def test_listing_agrees_with_enumeration(system):
    assert integer.points(system, 10**4) == enumerated(system)


def test_a_list_that_would_be_too_long_is_not_begun():
    wide = LinearSystem.make(2, lower=0, upper=10**9)
    assert integer.points(wide, 100) is None
    assert integer.points(LinearSystem.make(3, lower=0, upper=9), 999) is None
    assert len(integer.points(LinearSystem.make(3, lower=0, upper=9), 1000)) == 1000


def test_listing_needs_a_box_and_maximizing_a_bound():
    with pytest.raises(ValueError, match="both bounds"):
        integer.points(LinearSystem.make(1, lower=0), 10)
    with pytest.raises(ValueError, match="unbounded"):
        integer.maximize(LinearSystem.make(1, lower=0), [1])


@pytest.mark.parametrize("bounds", [{"lower": 0, "upper": 500}, {"lower": 0}, {}])
def test_equations_without_an_integer_solution_are_settled_by_divisibility(bounds):
    system = LinearSystem.make(["a", "b"], equal=[({"a": 2, "b": -2}, 1)], **bounds)
    found = integer.maximize(system, {"a": 1, "b": 1} if "upper" in bounds else {})
    assert found == integer.IntegerOptimum(None, None, integer.Indivisible((Fraction(1, 2),)))
    assert integer.proves(found.tree, system, [1, 1], None)


def test_a_combination_of_equations_may_be_indivisible_where_each_alone_is_not():
    system = LinearSystem.make(3, equal=[([1, 1, 0], 1), ([0, 1, 1], 1), ([1, 0, 1], 1)])
    found = integer.maximize(system, [0, 0, 0])
    assert isinstance(found.tree, integer.Indivisible)
    assert integer.proves(found.tree, system, [0, 0, 0], None)
    branched = integer.maximize(
        LinearSystem.make(3, equal=[([1, 1, 0], 1), ([0, 1, 1], 1), ([1, 0, 1], 1)], lower=0),
        [0, 0, 0],
        divisibility=False,
    )
    assert isinstance(branched.tree, integer.Split)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.lists(st.integers(-4, 4), min_size=3, max_size=3), st.integers(-5, 5)), max_size=3))
def test_indivisible_exactly_when_the_equations_have_no_integer_solution(equations):
    """That is, exactly when A and (A, b) have different greatest common divisors of minors (Schrijver, section 4.4)."""
    system = LinearSystem.make(3, equal=equations)
    if not feasibility(system):
        return
    rank_minors = [gcd_of_minors([row for row, _ in equations]), gcd_of_minors([[*row, b] for row, b in equations])]
    found = integer.maximize(system, [0, 0, 0]) if rank_minors[0] != rank_minors[1] else None
    if found is not None:
        assert isinstance(found.tree, integer.Indivisible)
        assert integer.proves(found.tree, system, [0, 0, 0], None)
    else:
        try:
            tree = integer.maximize(system, [0, 0, 0]).tree
        except ValueError:
            return
        assert not isinstance(tree, integer.Indivisible)


def gcd_of_minors(rows):
    """The greatest common divisor of the minors of the size of the rank, by listing them."""
    for size in range(len(rows), 0, -1):
        chosen = itertools.product(
            itertools.combinations(range(len(rows)), size), itertools.combinations(range(len(rows[0])), size)
        )
        minors = [int(Matrix([[rows[r][c] for c in columns] for r in lines]).det()) for lines, columns in chosen]
        if any(minors):
            return math.gcd(*minors)
    return 1


def test_a_long_branching_neither_recurses_nor_ends_early():
    system = LinearSystem.make(2, at_most=[([2, -2], 1)], at_least=[([2, -2], 1)], lower=0, upper=1500)
    found = integer.maximize(system, [1, 1])
    assert found.value is None
    assert integer.proves(found.tree, system, [1, 1], None)
    assert "3001 leaves" in repr(found)


def test_free_variables_are_refused_where_branching_has_no_end():
    system = LinearSystem.make(["a", "b"], at_most=[([3, -3], 2)], at_least=[([3, -3], 1)])
    with pytest.raises(ValueError, match="'a' is not bounded above, and 1000 branchings found no end"):
        integer.maximize(system, [0, 0])
