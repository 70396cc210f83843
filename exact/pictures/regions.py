"""Parts of a rectangle of two parameters as a drawing: where something holds, or where which formula is the value."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from exact.pictures.plane import LABELLED, point_name
from exact.polyhedra import Point
from exact.rationals import primitive
from exact.showing.drawing import COLOURS, LINE, MARGIN, SIZE, Frame, Picture, convex_hull, document, words
from exact.symbolic.affine import Parameter
from exact.symbolic.algebraic import Place, real_roots
from exact.symbolic.curves import approximate
from exact.symbolic.pieces import Interval
from exact.symbolic.polynomials import Terms, conditions_in_words

COLUMNS = 150
"""On so many vertical lines it is decided where conditions hold."""


def conditions_picture(parameters: Sequence[Parameter], conditions: Sequence[Terms], caption: str) -> Picture:
    """Where polynomials in two parameters are all not negative, decided exactly on vertical lines.

    On each line the roots of the polynomials are isolated, and between them their signs do not change. `ValueError` if
    there are not two parameters.
    """
    if len(parameters) != 2:
        raise ValueError(f"two parameters are drawn, not {len(parameters)}")
    first, second = parameters
    frame = Frame((first.low, second.low), (first.high, second.high))
    half = (first.high - first.low) / (2 * COLUMNS)
    body = ""
    for column in range(COLUMNS):
        x = first.low + (2 * column + 1) * half
        for low, high in _holding(x, second, conditions):
            strip = [(x - half, low), (x + half, low), (x + half, high), (x - half, high)]
            body += frame.polygon(strip, f'fill="{COLOURS[0]}" fill-opacity="0.35" stroke="none"')
    names = (first.name, second.name)
    body += frame.axes(names)
    below = SIZE + 2 * MARGIN
    listed = conditions_in_words(conditions, names) or ["everywhere"]
    for number, said in enumerate(listed[:WRITTEN_BELOW], 1):
        body += words(MARGIN, below + number * LINE, said)
    if len(listed) > WRITTEN_BELOW:
        body += words(MARGIN, below + (WRITTEN_BELOW + 1) * LINE, f"... {len(listed)} in all")
    level = any(said.endswith(" = 0") for said in listed)
    exact = f"{caption}; decided on {COLUMNS} vertical lines" + ("; curves without inner points are not drawn" * level)
    return document(body, exact, below, below + (min(len(listed), WRITTEN_BELOW) + 2) * LINE)


WRITTEN_BELOW = 12
"""So many conditions are written below the drawing."""


def _holding(x: Fraction, second: Parameter, conditions: Sequence[Terms]) -> list[tuple[Fraction, Fraction]]:
    """Where on the line through x the conditions hold, ends about: the intervals, and no single points."""
    lines = []
    for terms in conditions:
        entries: dict[int, Fraction] = {}
        for (power, height), coefficient in terms:
            entries[height] = entries.get(height, Fraction(0)) + coefficient * x**power
        lines.append([entries.get(k, Fraction(0)) for k in range(max(entries, default=0) + 1)])
    roots = {root for line in lines if any(line[1:]) for root in real_roots(primitive(_without_zeros(line)))}
    stops: list[Place] = sorted({root for root in roots if second.low < root < second.high})
    ends: list[Place] = [second.low, *stops, second.high]
    found = []
    for low, high in itertools.pairwise(ends):
        inside = Interval(second.name, low, high).sample
        if all(sum((c * inside**k for k, c in enumerate(line)), Fraction(0)) >= 0 for line in lines):
            found.append((approximate(low), approximate(high)))
    return found


def _without_zeros(line: Sequence[Fraction]) -> list[Fraction]:
    """The coefficients up to the last one that is not 0."""
    return list(line[: max(k for k, entry in enumerate(line) if entry) + 1])


def parts_picture(
    parameters: Sequence[Parameter], parts: Sequence[tuple[str, Sequence[Point]]], caption: str
) -> Picture:
    """Convex parts of the rectangle, each by its corners and with a formula, by number; with the corners of them all.

    `ValueError` if there are not two parameters.
    """
    if len(parameters) != 2:
        raise ValueError(f"two parameters are drawn, not {len(parameters)}")
    first, second = parameters
    frame = Frame((first.low, second.low), (first.high, second.high))
    body = ""
    for number, (_, corners) in enumerate(parts):
        colour = COLOURS[number % len(COLOURS)]
        style = f'fill="{colour}" fill-opacity="0.20" stroke="{colour}" stroke-width="1.5"'
        body += frame.polygon(convex_hull(corners), style)
    body += frame.axes((first.name, second.name))
    places = sorted({corner for _, corners in parts for corner in corners})
    for place in places:
        body += frame.dot(place, f'fill="{COLOURS[0]}"', 3)
        body += frame.label(place, point_name(place)) if len(places) <= LABELLED else ""
    for number, (_, corners) in enumerate(parts, 1):
        middle = tuple(sum(values, Fraction(0)) / len(corners) for values in zip(*corners, strict=True))
        body += frame.centred(middle, str(number))
    body += "" if parts else frame.centred(frame.middle(), "nowhere")
    below = SIZE + 2 * MARGIN
    for number, (formula, _) in enumerate(parts, 1):
        body += words(MARGIN, below + number * LINE, f"{number}: {formula}")
    return document(body, caption, below, below + (len(parts) + 1) * LINE)
