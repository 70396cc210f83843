"""Linear programs of formulas against the same programs of numbers at many values; the method over a field alone."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exact.linear import FarkasVector, LinearSystem, Point, PrimalDual, feasibility, optimum
from exact.linear.ordered_fields import solve
from exact.linear.varying import eliminated
from exact.symbolic.algebraic import real_roots
from exact.symbolic.curves import Curve
from exact.symbolic.formulas import Formula, variable
from exact.symbolic.pieces import AtPoint, Everywhere
from exact.symbolic.splitting import Part, Range, piecewise
from exact.symbolic.statements import for_all_values

OVER = Range("p", Fraction(-2), Fraction(2))
VALUES = [Fraction(k, 17) for k in range(-34, 35, 2)]
small = st.integers(-2, 2)


@st.composite
def programs(draw):
    """A program in two variables whose numbers are a + b p, as a function of p."""
    rows = draw(st.lists(st.tuples(*[small] * 6, st.booleans()), min_size=1, max_size=3))
    cost = draw(st.tuples(*[small] * 4))
    box = draw(st.sampled_from([None, 3]))

    def system(p):
        at_most, equal = [], []
        for a, b, c, d, e, f, is_equal in rows:
            (equal if is_equal else at_most).append(({"x": a + b * p, "y": c + d * p}, e + f * p))
        return LinearSystem.make(["x", "y"], at_most, equal, lower=0, upper=box)

    return system, lambda p: {"x": cost[0] + cost[1] * p, "y": cost[2] + cost[3] * p}


@settings(deadline=None)
@given(programs())
def test_the_optimum_is_that_of_each_value(program):
    system, cost = program

    def ask(p):
        verdict = optimum(system(p), cost(p))
        assert verdict.verify()
        return verdict

    verdict, parts = for_all_values(OVER, ask)
    assert verdict.verify()
    kinds = Curve.of(OVER, [Part(part.piece, part.answer.statement.kind) for part in parts])
    numbers = [
        Part(part.piece, part.answer.value if isinstance(part.answer.evidence, PrimalDual) else None) for part in parts
    ]
    values = Curve.of(OVER, numbers)
    for place in VALUES:
        there = ask(place)
        expected = there.value if isinstance(there.evidence, PrimalDual) else None
        assert values.at(place) == expected
        kind = next(each.value for each in kinds.segments if _holds(each, place))
        assert kind == there.statement.kind


def _holds(segment, place):
    if segment.is_point:
        return segment.lower == place
    ends = zip((segment.lower, segment.upper), segment.closed, strict=True)
    return segment.interval.contains(place) or any(closed and end == place for end, closed in ends)


@given(programs())
def test_the_method_over_a_field_decides_as_the_engines_do(program):
    system, cost = program
    for place in (Fraction(-1), Fraction(0), Fraction(3, 2)):
        numbers = system(place)
        objective = tuple((column, Fraction(weight)) for column, weight in enumerate(cost(place).values()) if weight)
        ended = solve(numbers, objective)
        known = optimum(numbers, cost(place))
        if isinstance(known.evidence, FarkasVector):
            assert ended.values is None
            assert numbers.proved_bound((), ended.multipliers) < 0
            continue
        assert numbers.contains(ended.values)
        if isinstance(known.evidence, PrimalDual):
            assert numbers.proved_bound(objective, ended.multipliers) == known.value
        else:
            assert ended.multipliers is None


@settings(deadline=None)
@given(programs())
def test_at_an_irrational_value_the_method_over_a_field_agrees_with_the_bases_near_by(program):
    system, cost = program
    point = variable(AtPoint("p", real_roots((-2, 0, 1))[1]))
    numbers = system(point)
    known = optimum(numbers, cost(point))
    assert known.verify()
    objective = tuple((column, weight) for column, weight in enumerate(cost(point).values()) if weight)
    ended = solve(numbers, tuple((column, weight + Fraction(0)) for column, weight in objective))
    if isinstance(known.evidence, PrimalDual):
        assert numbers.proved_bound(objective, ended.multipliers) == known.value
    elif isinstance(known.evidence, FarkasVector):
        assert ended.values is None
    else:
        assert ended.multipliers is None


def test_a_system_that_has_a_solution_at_one_irrational_value_alone():
    def ask(p):
        return feasibility(LinearSystem.make(["x"], equal=[({"x": 1}, (p * p - 2) ** 2)], upper=0))

    parts = piecewise(Range("p", Fraction(0), Fraction(2)), ask)
    assert [bool(part.answer) for part in parts] == [False, False, True, False, False]
    assert isinstance(parts[2].answer.evidence, Point)
    assert all(part.answer.verify() for part in parts)


@given(
    st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=3, max_size=3),
    st.lists(small, min_size=3, max_size=3),
)
def test_elimination_solves_or_says_singular(matrix, right):
    p = variable(Everywhere("p"))
    rows = [
        {c: entry + (p if r == c else 0) for c, entry in enumerate(row) if entry or r == c}
        for r, row in enumerate(matrix)
    ]
    solution = eliminated(rows, [Fraction(entry) for entry in right])
    assert solution is not None, "the determinant has the term p^3"
    for row, entry in zip(rows, right, strict=True):
        assert sum((value * solution[c] for c, value in row.items()), Fraction(0)) == entry
    assert eliminated([{0: p, 1: 2 * p}, {0: Fraction(1), 1: Fraction(2)}], [Fraction(0)] * 2) is None


def test_only_what_varies_is_a_formula():
    parts = piecewise(
        Range("p", Fraction(0), Fraction(1)),
        lambda p: optimum(LinearSystem.make(["x", "y"], at_most=[({"x": 1, "y": 1}, 2)], lower=p), {"x": 1, "y": 1}),
    )
    inner = parts[1].answer
    assert inner.value == 2
    assert sum(isinstance(value, Formula) for value in inner.evidence.values) >= 1
