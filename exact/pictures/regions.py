"""Parts of a rectangle of two parameters as a drawing: where something holds, or where which formula is the value."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact.pictures.plane import LABELLED, point_name
from exact.polyhedra import Point
from exact.showing.drawing import COLOURS, LINE, MARGIN, SIZE, Frame, Picture, convex_hull, document, words
from exact.symbolic.affine import Parameter


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
