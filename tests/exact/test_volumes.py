"""Exact fractions of boxes: numbers that can be worked out by hand, laws that volumes obey, and simulation."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exact.symbolic.algebraic import real_roots
from exact.symbolic.formulas import variable
from exact.symbolic.pieces import AtPoint, Interval
from exact.symbolic.splitting import Range, piecewise
from exact.symbolic.substituting import at
from exact.volumes import fraction, half_space_fraction, volume

SAMPLES = 1_000_000


def random_question(rng: random.Random, dimension: int, count: int) -> tuple[list, list]:
    """A random box with small rational sides, and half-spaces that cut near its middle."""
    lows = [Fraction(rng.randint(0, 8), rng.randint(1, 4)) for _ in range(dimension)]
    box = [(low, low + Fraction(rng.randint(1, 9), rng.randint(1, 4))) for low in lows]
    half_spaces = []
    for _ in range(count):
        normal = [rng.randint(-4, 4) for _ in range(dimension)]
        middle = sum((a * (low + high) / 2 for a, (low, high) in zip(normal, box, strict=True)), Fraction(0))
        half_spaces.append((normal, middle + Fraction(rng.randint(-3, 6), 2)))
    return box, half_spaces


def test_the_numbers_of_the_issue() -> None:
    square = [(1, 2), (1, 2)]
    assert half_space_fraction(square, (1, "-5/4"), 0) == Fraction(31, 40)
    assert half_space_fraction(square, (1, "-3/2"), 0) == Fraction(11, 12)
    assert half_space_fraction([(1, 3), (1, 2), (1, 2)], (-1, 1, 1), 0) == Fraction(1, 12)


def test_a_million_samples_agree_on_fifty_random_events() -> None:
    rng, draws = random.Random(2026), np.random.default_rng(2026)
    for case in range(50):
        box, half_spaces = random_question(rng, 1 + case % 5, 1 + case % 3)
        exact = fraction(box, half_spaces)
        inside = np.ones(SAMPLES, dtype=bool)
        points = [float(low) + float(high - low) * draws.random(SAMPLES) for low, high in box]
        for normal, bound in half_spaces:
            inside &= sum(a * x for a, x in zip(normal, points, strict=True)) <= float(bound)
        error = math.sqrt(max(float(exact * (1 - exact)), 1e-6) / SAMPLES)
        assert abs(inside.mean() - float(exact)) < 5 * error, (box, half_spaces)


@pytest.mark.parametrize("dimension", range(1, 8))
def test_the_standard_simplex(dimension: int) -> None:
    cube = [(0, 1)] * dimension
    assert fraction(cube, [([1] * dimension, 1)]) == Fraction(1, math.factorial(dimension))
    ordered = [([int(i == k) - int(i == k + 1) for i in range(dimension)], 0) for k in range(dimension - 1)]
    assert fraction(cube, ordered) == Fraction(1, math.factorial(dimension))


@given(st.integers(1, 5), st.integers(1, 3), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_a_half_space_and_its_complement_add_up(dimension: int, count: int, seed: int) -> None:
    box, half_spaces = random_question(random.Random(seed), dimension, count + 1)
    (normal, bound), rest = half_spaces[0], half_spaces[1:]
    if not any(normal):
        normal = [1] * dimension
    opposite = ([-a for a in normal], -bound)
    together = fraction(box, [(normal, bound), *rest]) + fraction(box, [opposite, *rest])
    assert together == fraction(box, rest)


@given(st.integers(1, 4), st.integers(1, 3), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_cutting_the_box_in_two_changes_nothing(dimension: int, count: int, seed: int) -> None:
    box, half_spaces = random_question(random.Random(seed), dimension, count)
    low, high = box[0]
    middle = low + (high - low) / 3
    parts = volume([(low, middle), *box[1:]], half_spaces) + volume([(middle, high), *box[1:]], half_spaces)
    assert parts == volume(box, half_spaces)


def polygon_area(box: list, half_spaces: list) -> Fraction:
    """The area by clipping the rectangle (Sutherland & Hodgman) and the shoelace formula."""
    (a, b), (c, d) = box
    corners = [(a, c), (b, c), (b, d), (a, d)]
    for (p, q), bound in half_spaces:
        value = [p * x + q * y - bound for x, y in corners]
        clipped = []
        for k, (corner, here) in enumerate(zip(corners, value, strict=True)):
            following, there = corners[(k + 1) % len(corners)], value[(k + 1) % len(corners)]
            if here <= 0:
                clipped.append(corner)
            if here * there < 0:
                t = here / (here - there)
                clipped.append(tuple(u + t * (v - u) for u, v in zip(corner, following, strict=True)))
        corners = clipped
        if not corners:
            return Fraction(0)
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return abs(sum((x * v - u * y for (x, y), (u, v) in pairs), Fraction(0))) / 2


@given(st.integers(1, 5), st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_two_dimensions_agree_with_clipping_a_polygon(count: int, seed: int) -> None:
    box, half_spaces = random_question(random.Random(seed), 2, count)
    assert volume(box, half_spaces) == polygon_area(box, half_spaces)


def test_repeated_opposite_and_redundant_constraints() -> None:
    square = [(0, 1), (0, 1)]
    assert fraction(square, [((1, 1), 1), ((2, 2), 2), ((3, 3), 4)]) == Fraction(1, 2)
    assert fraction(square, [((1, 1), 1), ((-1, -1), -1)]) == 0
    assert fraction(square, [((1, 0), 1), ((-1, 0), 0)]) == 1
    assert fraction(square, [((1, 0), 0)]) == 0
    assert fraction(square, [((1, 0), -1), ((0, 1), 1)]) == 0


def test_thin_boxes_have_the_law_of_their_own_dimension() -> None:
    assert fraction([(1, 2), (3, 3)], [((2, -1), 0)]) == Fraction(1, 2)
    assert fraction([(1, 1), (3, 3)], [((3, -1), 0)]) == 1
    assert fraction([(1, 1), (3, 3)], [((4, -1), 0)]) == 0
    assert volume([(1, 2), (3, 3)], [((2, -1), 0)]) == 0


def test_bad_input_is_refused() -> None:
    with pytest.raises(TypeError, match="floats are not exact"):
        fraction([(0, 1)], [((0.5,), 1)])
    with pytest.raises(ValueError, match="swap its ends"):
        fraction([(1, 0)], [])
    with pytest.raises(ValueError, match="3 coefficients in 2 dimensions"):
        fraction([(0, 1), (0, 1)], [((1, 1, 1), 0)])
    with pytest.raises(ValueError, match="at most 20"):
        fraction([(0, 1)] * 21, [])


# ---------------------------------------------------------------------------------------------------------- parameters


@settings(deadline=None, max_examples=40)
@given(
    st.integers(1, 3).flatmap(
        lambda size: st.lists(
            st.lists(st.integers(-2, 2), min_size=2 * size + 2, max_size=2 * size + 2), min_size=1, max_size=2
        )
    )
)
def test_the_formulas_of_cuts_that_move_are_the_volumes_at_each_value(rows):
    """Each cut has weights and a bound of the form a + b p; volumes without a parameter are tested above."""
    size = len(rows[0]) // 2 - 1

    def ask(p):
        cuts = []
        for row in rows:
            weights = zip(row[:size], row[size : 2 * size], strict=True)
            cuts.append(([a + b * p for a, b in weights], row[-2] + row[-1] * p))
        return fraction([(0, 1)] * size, cuts)

    parts = piecewise(Range("p", Fraction(-2), Fraction(2)), ask)
    for value in (Fraction(k, 7) for k in range(-14, 15)):
        (part,) = (
            part
            for part in parts
            if (part.piece.contains(value) if isinstance(part.piece, Interval) else part.piece.place == value)
        )
        assert at(part.answer, value) == ask(value)


def test_a_volume_at_an_irrational_value():
    """u1 <= p u2 with p = 1/sqrt(2): half of a triangle with the legs 1 and p."""
    p = variable(AtPoint("p", real_roots((-1, 0, 2))[1]))
    assert fraction([(0, 1), (0, 1)], [((1, -p), 0)]) == p / 2
