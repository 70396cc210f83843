"""Convex sets and piecewise affine functions found by asking at points, beside what they are made of."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exact.symbolic.affine import Parameter
from exact.symbolic.regions import (
    HalfSpace,
    Inside,
    Outside,
    Piece,
    Valued,
    box_of,
    corners_of,
    envelope_at,
    envelope_by_asking,
    formulas_of,
    needed,
    region_by_asking,
    subdivision_corners,
)

BOX = box_of([Parameter("p", Fraction(0), Fraction(1)), Parameter("q", Fraction(-1), Fraction(2))])
GRID = [(Fraction(a, 10), Fraction(b, 10)) for a in range(11) for b in range(-10, 21)]
SMALL = st.integers(-3, 3).map(Fraction)
SIDES = st.lists(st.builds(lambda a, b, c: HalfSpace.of((a, b), c), SMALL, SMALL, SMALL), max_size=5)
PIECES = st.lists(st.builds(lambda a, b, c: Piece((a, b), c), SMALL, SMALL, SMALL), min_size=1, max_size=6)


def oracle(sides):
    def ask(point):
        broken = next((side for side in sides if not side.contains(point)), None)
        return Inside("in it") if broken is None else Outside(broken, "out of it")

    return ask


@settings(max_examples=60, deadline=None)
@given(SIDES)
def test_a_region_is_the_set_and_no_side_can_be_spared(sides) -> None:
    found = region_by_asking(BOX, oracle(sides))
    kept = [side for side, _ in found.sides]
    for point in GRID:
        assert all(side.contains(point) for side in kept) == all(side.contains(point) for side in sides)
    corners = {point for point, _ in found.corners}
    assert corners == set(corners_of([*BOX, *kept]))
    assert all(side.contains(corner) for corner in corners for side in sides)
    for side in kept:
        rest = corners_of([*BOX, *(each for each in kept if each != side)])
        assert any(not side.contains(corner) for corner in rest)


@settings(max_examples=60, deadline=None)
@given(PIECES, st.booleans())
def test_an_envelope_is_the_function_and_no_piece_can_be_spared(pieces, convex) -> None:
    def ask(point):
        value = envelope_at(pieces, point, convex)
        return Valued(value, next(each for each in pieces if each.at(point) == value), "reason", point)

    found = envelope_by_asking(BOX, ask, convex)
    kept = [piece for piece, _ in found.pieces]
    assert not found.sides
    assert all(envelope_at(kept, point, convex) == envelope_at(pieces, point, convex) for point in GRID)
    assert {point for point, _ in found.corners} == set(subdivision_corners(BOX, kept, convex))
    for piece in kept if len(kept) > 1 else ():
        others = [each for each in kept if each != piece]
        corners = subdivision_corners(BOX, others, convex)
        assert any(envelope_at(others, c, convex) != envelope_at(kept, c, convex) for c in corners)


@settings(max_examples=40, deadline=None)
@given(PIECES, SIDES)
def test_a_concave_function_on_a_part_of_the_box(pieces, sides) -> None:
    outside = oracle(sides)

    def ask(point):
        answer = outside(point)
        if isinstance(answer, Outside):
            return answer
        value = envelope_at(pieces, point, False)
        return Valued(value, next(each for each in pieces if each.at(point) == value), "reason", point)

    found = envelope_by_asking(BOX, ask, convex=False)
    where, kept = [side for side, _ in found.sides], [piece for piece, _ in found.pieces]
    for point in GRID:
        inside = all(side.contains(point) for side in sides)
        assert all(side.contains(point) for side in where) == inside
        if inside:
            assert envelope_at(kept, point, False) == envelope_at(pieces, point, False)
    assert bool(kept) == bool(found.corners)


def test_one_and_three_parameters() -> None:
    line = box_of([Parameter("p", Fraction(0), Fraction(1))])
    assert corners_of(line) == ((0,), (1,))
    cube = box_of([Parameter(name, Fraction(0), Fraction(1)) for name in "pqr"])
    assert set(corners_of(cube)) == set(itertools.product((0, 1), repeat=3))
    found = region_by_asking(cube, oracle([HalfSpace.of((1, 1, 1), 2), HalfSpace.of((1, 1, 0), 2)]))
    assert [side for side, _ in found.sides] == [HalfSpace.of((1, 1, 1), 2)]
    assert len(found.corners) == 7


def test_what_is_never_so_is_told_by_sides_that_contradict_each_other() -> None:
    sides = [HalfSpace.of((1, 1), -5), HalfSpace.of((1, 0), -1)]
    assert len(needed(sides, BOX)) == 1
    found = region_by_asking(BOX, oracle([HalfSpace.of((0, 0), -2)]))
    assert [side for side, _ in found.sides] == [HalfSpace((Fraction(0), Fraction(0)), Fraction(-1))]
    assert not found.corners


def test_formulas() -> None:
    one, other = HalfSpace.of((2, -4), 1), HalfSpace.of((-2, 4), -1)
    assert one.formula("pq") == "2*p - 4*q <= 1"
    assert other.formula("pq") == "2*p - 4*q >= 1"
    assert formulas_of([one, other, HalfSpace.of((0, -3), 2)], "pq") == ["2*p - 4*q = 1", "3*q >= -2"]
    assert HalfSpace.of((0, 0), -1).formula("pq") == "0 <= -1"
    assert Piece((Fraction(1, 2), Fraction(0)), Fraction(-1)).formula("pq") == "1/2*p - 1"
