"""SVG and HTML text without dependencies: what the pictures of both papers are made of.

A `Picture` is an SVG document, an `Html` a fragment of HTML; notebooks show either, and both are well-formed XML. Every
string that is drawn goes through `escaped` (and every helper here does so itself). Coordinates are computed exactly and
written as decimals rounded to a hundredth of a pixel; nothing is decided in a picture.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

SIZE = 320
MARGIN = 44
COLOURS = ("#1b6ca8", "#c1442e", "#3f8f4f", "#8a5aa8", "#b7791f", "#4a4a4a")
MARK = "#c1442e"
"""The colour of what violates something."""
RADIUS = 110
"""The least radius of a circle of vertices."""
LINE = 18
"""The height of a line of text in a legend."""

Plane = tuple[Fraction, ...]
"""A point or a vector of the plane."""


@dataclass(frozen=True)
class Picture:
    """An SVG drawing; notebooks show it."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def __str__(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<Picture of {len(self.svg)} characters of SVG>"


@dataclass(frozen=True)
class Html:
    """A fragment of HTML, well-formed as XML; notebooks show it."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<Html of {len(self.html)} characters>"


def escaped(value: object) -> str:
    """The text of a value, safe within an element or an attribute; what XML cannot carry is left out."""
    printable = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", str(value))
    return html.escape(printable, quote=True)


def decimal(value: Fraction | int) -> str:
    """Rounded to a hundredth, for the drawing alone."""
    hundredths = round(Fraction(value) * 100)
    sign, size = ("-" if hundredths < 0 else ""), abs(hundredths)
    return f"{sign}{size // 100}.{size % 100:02d}"


def document(body: str, caption: str, width: Fraction | int, height: Fraction | int) -> Picture:
    """A drawing of the given size in pixels on a white ground; the caption is its title."""
    size = f"{decimal(width)} {decimal(height)}"
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{decimal(width)}" '
        f'height="{decimal(height)}" role="img" font-family="sans-serif" font-size="12">'
        f'<title>{escaped(caption)}</title><rect width="100%" height="100%" fill="white"/>{body}</svg>\n'
    )


def square(body: str, caption: str) -> Picture:
    """A drawing of one `Frame` with its margin."""
    side = SIZE + 2 * MARGIN
    return document(body, caption, side, side)


def words(x: Fraction | int, y: Fraction | int, text: object, style: str = "") -> str:
    """A line of text that starts at a point."""
    return f'<text x="{decimal(x)}" y="{decimal(y)}" {style}>{escaped(text)}</text>'


def segment(x1: Fraction, y1: Fraction, x2: Fraction, y2: Fraction, style: str) -> str:
    """A straight line."""
    ends = f'x1="{decimal(x1)}" y1="{decimal(y1)}" x2="{decimal(x2)}" y2="{decimal(y2)}"'
    return f"<line {ends} {style}/>"


def legend(lines: Sequence[object], x: Fraction | int, y: Fraction | int) -> str:
    """Lines of text below each other."""
    return "".join(words(x, y + LINE * k, line) for k, line in enumerate(lines))


def radius(count: int) -> int:
    """The radius of a circle on which so many nodes have room."""
    return max(RADIUS, 7 * count)


def circle(count: int) -> list[Plane]:
    """Places on a circle, the first on top, clockwise; rounded, since sines are irrational, for the drawing alone."""
    size = radius(count)
    turns = [2 * math.pi * k / max(count, 1) for k in range(count)]
    return [
        (
            Fraction(round(100 * (size + MARGIN + size * math.sin(turn))), 100),
            Fraction(round(100 * (size + MARGIN - size * math.cos(turn))), 100),
        )
        for turn in turns
    ]


def text_width(text: str) -> int:
    """A generous guess at the width of a line of text in pixels."""
    return 7 * len(text) + 8


def table(rows: Iterable[Sequence[str]], head: Sequence[object] = (), caption: str = "") -> Html:
    """A table whose cells are HTML already; `head` and `caption` are escaped here."""
    style = "padding:2px 8px;text-align:left"
    above = "".join(f'<th scope="col" style="{style}">{escaped(name)}</th>' for name in head)
    named = f'<caption style="white-space:nowrap;text-align:left">{escaped(caption)}</caption>'
    parts = [named if caption else "", f"<tr>{above}</tr>" if head else ""]
    parts += ["<tr>" + "".join(f'<td style="{style}">{cell}</td>' for cell in row) + "</tr>" for row in rows]
    return Html(f'<table style="border-collapse:collapse">{"".join(parts)}</table>')


@dataclass(frozen=True)
class Frame:
    """The rectangle of numbers that is drawn, on a square of pixels with the second coordinate upwards."""

    lower: Plane
    upper: Plane

    def at(self, point: Sequence[Fraction]) -> tuple[str, str]:
        spans = [high - low for low, high in zip(self.lower, self.upper, strict=True)]
        x, y = ((value - low) / span for value, low, span in zip(point, self.lower, spans, strict=True))
        return decimal(MARGIN + x * SIZE), decimal(MARGIN + (1 - y) * SIZE)

    def polygon(self, points: Sequence[Plane], style: str) -> str:
        corners = " ".join(",".join(self.at(point)) for point in points)
        return f'<polygon points="{corners}" {style}/>'

    def line(self, start: Plane, stop: Plane, style: str) -> str:
        (x1, y1), (x2, y2) = self.at(start), self.at(stop)
        return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {style}/>'

    def dot(self, point: Plane, style: str, radius: int = 4) -> str:
        x, y = self.at(point)
        return f'<circle cx="{x}" cy="{y}" r="{radius}" {style}/>'

    def label(self, point: Plane, text: str, dx: int = 6, dy: int = -6) -> str:
        x, y = self.at(point)
        return f'<text x="{x}" y="{y}" dx="{dx}" dy="{dy}">{escaped(text)}</text>'

    def region(self, halfplanes: Sequence[tuple[Plane, Fraction]]) -> list[Plane]:
        """The corners, in order, of the part of the frame with a.x <= b for all half-planes, by clipping."""
        (x0, y0), (x1, y1) = self.lower, self.upper
        corners: list[Plane] = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        for a, b in halfplanes:
            corners = _clipped(corners, a, b)
        return corners

    def axes(self, names: Sequence[str]) -> str:
        """The border of the frame with the numbers at its ends and the names of the coordinates."""
        (x0, y0), (x1, y1) = self.lower, self.upper
        box = self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], 'stroke="#555" stroke-width="1" fill="none"')
        ends = [
            self.label((x0, y0), str(x0), -4, 16) + self.label((x1, y0), str(x1), -6, 16),
            self.label((x0, y0), str(y0), -26, 0) + self.label((x0, y1), str(y1), -26, 4),
            self.label(((x0 + x1) / 2, y0), names[0], -10, 32) + self.label((x0, y1), names[1], 0, -10),
        ]
        return f'<g fill="#333">{box}{"".join(ends)}</g>'


def around(points: Sequence[Plane]) -> list[Plane]:
    """Vertices of a convex polygon in order: the lower ones from left to right, then the upper ones back."""
    if len(points) < 3:
        return list(points)
    left, right = min(points), max(points)
    chord = (right[0] - left[0], right[1] - left[1])
    side = {p: chord[0] * (p[1] - left[1]) - chord[1] * (p[0] - left[0]) for p in points}
    below = sorted(p for p in points if side[p] < 0)
    above = sorted((p for p in points if side[p] > 0), reverse=True)
    return [left, *below, right, *above]


def convex_hull(points: Iterable[Plane]) -> list[Plane]:
    """The vertices of the convex hull of points of the plane, counterclockwise from the lowest of the leftmost."""
    listed = sorted(set(points))
    if len(listed) < 3:
        return listed
    lower, upper = _chain(listed), _chain(listed[::-1])
    return lower[:-1] + upper[:-1]


def _chain(points: Sequence[Plane]) -> list[Plane]:
    chain: list[Plane] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Plane, b: Plane, c: Plane) -> Fraction:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _clipped(corners: list[Plane], a: Plane, b: Fraction) -> list[Plane]:
    """The polygon's part with a.x <= b."""
    kept: list[Plane] = []
    for start, stop in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        before, after = _dot(a, start) - b, _dot(a, stop) - b
        if before <= 0:
            kept.append(start)
        if before * after < 0:
            share = before / (before - after)
            kept.append(tuple(s + share * (t - s) for s, t in zip(start, stop, strict=True)))
    return kept


def _dot(left: Plane, right: Plane) -> Fraction:
    return left[0] * right[0] + left[1] * right[1]
