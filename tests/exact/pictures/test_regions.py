"""Drawings of parts of a rectangle, and of where polynomials are not negative."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from exact.pictures.regions import COLUMNS, conditions_picture, parts_picture
from exact.symbolic.affine import Parameter
from exact.symbolic.polynomials import polynomial_parameter, terms_of

BOX = (Parameter("p", Fraction(0), Fraction(1)), Parameter("q", Fraction(0), Fraction(2)))
P, Q = polynomial_parameter("p", 0, 1), polynomial_parameter("q", 0, 2)


def corners(svg: str) -> list[list[tuple[float, float]]]:
    """The polygons, in pixels."""
    found = re.findall(r'<polygon points="([^"]+)" fill="#', svg)
    return [[tuple(map(float, each.split(","))) for each in points.split()] for points in found]


def test_parts_are_drawn_with_their_corners_and_formulas() -> None:
    left = [(Fraction(0), Fraction(0)), (Fraction(0), Fraction(2)), (Fraction(1, 2), Fraction(2))]
    right = [*left[:1], left[2], (Fraction(1), Fraction(2)), (Fraction(1), Fraction(0))]
    svg = str(parts_picture(BOX, [("p", left), ("q <= 1", right)], "Two parts"))
    assert [len(each) for each in corners(svg)] == [3, 4]
    assert "1: p" in svg
    assert "2: q &lt;= 1" in svg
    assert "(1/2, 2)" in svg
    assert "nowhere" in str(parts_picture(BOX, [], "No part"))


def test_conditions_are_decided_on_vertical_lines() -> None:
    svg = str(conditions_picture(BOX, [terms_of(1 - P * P - Q * Q, BOX)], "A disc"))
    strips = corners(svg)
    assert len(strips) == COLUMNS
    (_, bottom), _, (_, top), _ = strips[0]
    assert bottom - top == pytest.approx(160, abs=0.5)  # q from 0 to nearly 1, in a frame of 320 pixels for 2
    assert "-p^2 - q^2 + 1 &gt;= 0" in svg
    assert "decided on 150 vertical lines" in svg


def test_several_intervals_on_a_line_and_curves_alone() -> None:
    outside = (Q - 1) * (Q - 1) - Fraction(1, 9)
    assert len(corners(str(conditions_picture(BOX, [terms_of(outside, BOX)], "Two strips")))) == 2 * COLUMNS
    line = [terms_of(P - Q, BOX), terms_of(Q - P, BOX)]
    svg = str(conditions_picture(BOX, line, "A line"))
    assert not corners(svg)
    assert "p - q = 0" in svg
    assert "curves without inner points are not drawn" in svg
    assert not corners(str(conditions_picture(BOX, [terms_of(P - 2, BOX)], "Nowhere")))
    assert len(corners(str(conditions_picture(BOX, [], "Everywhere")))) == COLUMNS


def test_other_numbers_of_parameters_are_not_drawn() -> None:
    for draw in (lambda: parts_picture(BOX[:1], [], ""), lambda: conditions_picture(BOX[:1], [], "")):
        with pytest.raises(ValueError, match="two parameters are drawn, not 1"):
            draw()
