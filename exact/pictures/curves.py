"""Curves of one parameter (`exact.symbolic.curves`) as drawings and as LaTeX."""

from __future__ import annotations

import itertools
from fractions import Fraction

from exact.showing.drawing import COLOURS, MARK, Frame, Picture, square
from exact.symbolic.algebraic import Place
from exact.symbolic.curves import Curve, Segment, approximate, at_place
from exact.symbolic.formulas import Formula
from exact.symbolic.writing import place_written, written

STEPS = 160
"""So many points of a curve are joined by straight lines."""

BEYOND = Fraction(2)
"""How far an infinite range is drawn beyond its last breakpoint or end."""


def latex_cases(curve: Curve) -> str:
    """The curve by cases."""
    lines = [
        f"{'-' if each.value is None else written(each.value, latex=True)} & \\text{{if }} {_condition(each)}"
        for each in curve.segments
    ]
    return "\\begin{cases}\n" + " \\\\\n".join(lines) + "\n\\end{cases}"


def _condition(segment: Segment) -> str:
    if segment.is_point:
        assert segment.lower is not None
        return f"{segment.parameter} = {place_written(segment.lower, latex=True)}"
    signs = [r"\le" if closed else "<" for closed in segment.closed]
    low = "" if segment.lower is None else f"{place_written(segment.lower, latex=True)} {signs[0]} "
    high = "" if segment.upper is None else f" {signs[1]} {place_written(segment.upper, latex=True)}"
    return f"{low}{segment.parameter}{high}" if low or high else rf"{segment.parameter} \in \mathbb{{R}}"


def curve_picture(curve: Curve) -> Picture:
    """The curve over its range, with its breakpoints.

    An infinite range is cut off. A dot is a value at an end; a circle an end that the curve comes near to alone.
    """
    low, high = _shown_range(curve)
    drawn = [(each, _points(each, low, high)) for each in curve.segments if each.value is not None]
    heights = [y for _, points in drawn for _, y in points]
    bottom, top = (min(heights), max(heights)) if heights else (Fraction(0), Fraction(1))
    if bottom == top:
        bottom, top = bottom - 1, top + 1
    frame = Frame((low, bottom), (high, top))
    body = frame.axes((curve.over.parameter, curve.name))
    for place in curve.breakpoints:
        x = approximate(place)
        body += frame.line((x, bottom), (x, top), f'stroke="{COLOURS[5]}" stroke-width="0.8" stroke-dasharray="2 4"')
        body += frame.label((x, bottom), place_written(place), -4)
    for segment, points in drawn:
        for one, two in itertools.pairwise(points):
            body += frame.line(one, two, f'stroke="{COLOURS[0]}" stroke-width="2"')
        body += _ends(frame, curve, segment, points)
    dashed = "; dashed: where one formula ends and another begins" if curve.breakpoints else ""
    return square(body, f"{curve.name} for {curve.over}{dashed}")


def _ends(frame: Frame, curve: Curve, segment: Segment, points: list[tuple[Fraction, Fraction]]) -> str:
    """The ends of a segment at which the curve jumps: dots that belong to it, and circles that do not."""
    if segment.is_point:
        return frame.dot(points[0], f'fill="{MARK}"', 4)
    body = ""
    for end, closed, point in zip((segment.lower, segment.upper), segment.closed, (points[0], points[-1]), strict=True):
        if end is not None and end in curve.jumps:
            fill = f'fill="{COLOURS[0]}"' if closed else f'fill="white" stroke="{COLOURS[0]}"'
            body += frame.dot(point, fill, 4)
    return body


def _shown_range(curve: Curve) -> tuple[Fraction, Fraction]:
    known = [end for end in (curve.over.lower, *curve.breakpoints, curve.over.upper) if end is not None]
    places = [approximate(end) for end in known] or [Fraction(0)]
    low = min(places) - (BEYOND if curve.over.lower is None else 0)
    return low, max(places) + (BEYOND if curve.over.upper is None else 0)


def _points(segment: Segment, low: Fraction, high: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Points of the graph, at rational values of the parameter alone: near an irrational end instead of at it."""
    if segment.is_point:
        assert segment.lower is not None
        return [(approximate(segment.lower), _height(segment, segment.lower))]
    start = low if segment.lower is None else max(low, approximate(segment.lower))
    stop = high if segment.upper is None else min(high, approximate(segment.upper))
    steps = STEPS if isinstance(segment.value, Formula) else 1
    found = []
    for k in range(steps + 1):
        x = start + (stop - start) * Fraction(k, steps)
        y = at_place(segment.value, segment.parameter, x)
        if y is not None:
            found.append((x, Fraction(y)))
    return found


def _height(segment: Segment, place: Place) -> Fraction:
    """About the value at a point, for the drawing alone."""
    value = segment.value
    if not isinstance(value, Formula):
        return Fraction(value)
    free = Formula(value.above, value.below, value.scope)
    return free.at(approximate(place))
