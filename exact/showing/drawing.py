"""SVG and HTML text without dependencies: what the pictures of both papers are made of.

A `Picture` is an SVG document, an `Html` a fragment of HTML; notebooks show either, and both are well-formed XML. Every
string that is drawn goes through `escaped` (and every helper here does so itself). Coordinates are computed exactly and
written as decimals rounded to a hundredth of a pixel; nothing is decided in a picture.
"""

from __future__ import annotations

import html
import math
import re
import textwrap
import unicodedata
import xml.etree.ElementTree as ElementTree
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
"""The height of a line of text in a legend or a caption."""
LETTER, WIDE = 8, 13
"""Generous widths, in pixels, of a letter and of one of the widest."""
CAPTION = 320
"""Captions of narrower drawings are wrapped to this width."""
END = 'text-anchor="end"'
"""The style of a text that ends at its place."""
HALO = 'paint-order="stroke" stroke="white" stroke-width="3"'
"""A white rim around letters, so that no line strikes them through."""

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


def document(body: str, caption: str, width: Fraction | int, height: Fraction | int, role: str = "img") -> Picture:
    """A drawing on a white ground, with its caption below and as its title.

    The size is in pixels; it grows as the texts of the body and the caption need it. A drawing with links is a `group`
    to those who hear it: of an image they hear the title alone.
    """
    left, top, right, bottom = _with_texts(body, Fraction(width), Fraction(height))
    lines = textwrap.wrap(caption, int(max(right - left, Fraction(CAPTION))) // LETTER - 2)
    right = max([right, *(left + LETTER + text_width(line) for line in lines)])
    told = legend(lines, left + LETTER, bottom + LINE)
    width, height = right - left, bottom + LINE * len(lines) + LETTER - top
    ground = f'<rect x="{decimal(left)}" y="{decimal(top)}" width="100%" height="100%" fill="white"/>'
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="{" ".join(map(decimal, (left, top, width, height)))}" width="{decimal(width)}" '
        f'height="{decimal(height)}" role="{role}" font-family="sans-serif" font-size="12">'
        f"<title>{escaped(caption)}</title>{ground}{body}{told}</svg>\n"
    )


def _with_texts(body: str, width: Fraction, height: Fraction) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """The left, upper, right and lower end of a drawing of the given size, moved outwards to hold all its texts."""
    xs, ys = [Fraction(0), width], [Fraction(0), height]
    for element in ElementTree.fromstring(f"<g>{body}</g>").iter("text"):
        x, y, length = Fraction(element.get("x", "0")), Fraction(element.get("y", "0")), text_width(element.text or "")
        start = x - {"end": Fraction(length), "middle": Fraction(length, 2)}.get(element.get("text-anchor", ""), 0)
        xs += [start, start + length]
        ys += [y - LINE, y + LINE - 12]
    return min(xs), min(ys), max(xs), max(ys)


def square(body: str, caption: str) -> Picture:
    """A drawing of one `Frame` with its margin."""
    side = SIZE + 2 * MARGIN
    return document(body, caption, side, side)


def words(x: Fraction | int, y: Fraction | int, text: object, style: str = "") -> str:
    """A line of text that starts at a point, unless the style anchors it otherwise."""
    return f'<text x="{decimal(x)}" y="{decimal(y)}" {style}>{escaped(text)}</text>'


def centred(x: Fraction | int, y: Fraction | int, text: object, style: str = "") -> str:
    """A line of text with its middle at a point, legible over lines."""
    return words(x, y, text, f'text-anchor="middle" {HALO} {style}')


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
    """A generous guess at the width of a line of text in pixels, with a little room."""
    return LETTER + sum(WIDE if _wide(letter) else LETTER for letter in text)


def _wide(letter: str) -> bool:
    return letter in "MWmw@%" or unicodedata.east_asian_width(letter) in "WF"


def table(rows: Iterable[Sequence[str]], head: Sequence[object] = (), caption: str = "") -> Html:
    """A table whose cells are HTML already; `head` and `caption` are escaped here."""
    style = "padding:2px 8px;text-align:left"
    above = "".join(f'<th scope="col" style="{style}">{escaped(name)}</th>' for name in head)
    lines = "".join("<tr>" + "".join(f'<td style="{style}">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    parts = [table_caption(caption) if caption else "", f"<thead><tr>{above}</tr></thead>" if head else ""]
    return Html(f'<table style="border-collapse:collapse">{"".join(parts)}<tbody>{lines}</tbody></table>')


def table_caption(said: str) -> str:
    """The caption of a table: wrapped, but not to the width of a narrow table."""
    return f'<caption style="text-align:left;min-width:16em">{escaped(said)}</caption>'


@dataclass(frozen=True)
class Frame:
    """The rectangle of numbers that is drawn, on a square of pixels with the second coordinate upwards."""

    lower: Plane
    upper: Plane

    def at(self, point: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
        """The pixel, exactly."""
        spans = [high - low for low, high in zip(self.lower, self.upper, strict=True)]
        x, y = ((value - low) / span for value, low, span in zip(point, self.lower, spans, strict=True))
        return MARGIN + x * SIZE, MARGIN + (1 - y) * SIZE

    def polygon(self, points: Sequence[Plane], style: str) -> str:
        corners = " ".join(",".join(map(decimal, self.at(point))) for point in points)
        return f'<polygon points="{corners}" {style}/>'

    def line(self, start: Plane, stop: Plane, style: str) -> str:
        return segment(*self.at(start), *self.at(stop), style)

    def dot(self, point: Plane, style: str, radius: int = 4) -> str:
        x, y = self.at(point)
        return f'<circle cx="{decimal(x)}" cy="{decimal(y)}" r="{radius}" {style}/>'

    def label(self, point: Plane, text: str, down: int = -6) -> str:
        """A text beside a point: to its left if the point is in the right half and the text would cross the frame."""
        x, y = self.at(point)
        if 2 * (x - MARGIN) > SIZE and x + text_width(text) > MARGIN + SIZE:
            return words(x - 6, y + down, text, f"{END} {HALO}")
        return words(x + 6, y + down, text, HALO)

    def centred(self, point: Plane, text: str) -> str:
        """A text with its middle at a point."""
        x, y = self.at(point)
        return centred(x, y + 4, text)

    def middle(self) -> Plane:
        """The middle of the frame."""
        (x0, y0), (x1, y1) = self.lower, self.upper
        return ((x0 + x1) / 2, (y0 + y1) / 2)

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
        below = MARGIN + SIZE + 16
        beside = text_width(f"{x0} {x1}") <= SIZE
        right = below if beside else below + LINE  # numbers too long for one line
        ends = [
            words(MARGIN, below, x0) + words(MARGIN + SIZE, right, x1, END),
            words(MARGIN - 6, MARGIN + SIZE, y0, END) + words(MARGIN - 6, MARGIN + 4, y1, END),
            words(MARGIN + Fraction(SIZE, 2), right + 16, names[0], 'text-anchor="middle"'),
            words(MARGIN, MARGIN - 24, names[1]),  # above what is written beside points on the frame
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
