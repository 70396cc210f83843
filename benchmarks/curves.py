"""Curves over logarithmic axes as an SVG drawing: how times grow, for the benchmark page."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from exact.showing.drawing import COLOURS, HALO, LINE, MARGIN, SIZE, Picture, centred, decimal, document, segment, words

Curve = Sequence[tuple[float, float]]
GRID = 'stroke="#ddd" stroke-width="1"'
ROUNDED = 1 + 1e-9
"""So much may a power of ten in floating point be off."""
DASHES = ("", 'stroke-dasharray="6 3"', 'stroke-dasharray="2 3"')


def curves(measured: Mapping[str, Curve], across: str, up: str, caption: str) -> Picture:
    """Named curves of positive numbers, each point marked, in a grid of powers of ten (across also of their doubles and
    halves), with the names below. Raises `ValueError` where there is no point, or a number is not positive."""
    points = [point for curve in measured.values() for point in curve]
    if not points or min(map(min, points)) <= 0:
        raise ValueError("curves over logarithmic axes need points, with positive numbers")
    left, bottom = Fraction(MARGIN), Fraction(MARGIN + SIZE)
    horizontal, vertical = _Axis([x for x, _ in points], (1, 2, 5)), _Axis([y for _, y in points], (1,))

    def at(point: tuple[float, float]) -> tuple[Fraction, Fraction]:
        return left + horizontal.at(point[0]), bottom - vertical.at(point[1])

    body = [words(left, left - 12, up, HALO), words(left + SIZE // 2, bottom + 34, across, 'text-anchor="middle"')]
    for number in horizontal.ticks():
        x = left + horizontal.at(number)
        body.append(segment(x, left, x, bottom, GRID) + centred(x, bottom + 16, f"{number:g}"))
    for number in vertical.ticks():
        y = bottom - vertical.at(number)
        body.append(segment(left, y, left + SIZE, y, GRID) + words(left - 6, y + 4, f"{number:g}", 'text-anchor="end"'))
    for k, (name, curve) in enumerate(measured.items()):
        colour, row = COLOURS[k % len(COLOURS)], bottom + 40 + LINE * (k + 1)
        style = f'stroke="{colour}" stroke-width="2" {DASHES[k // len(COLOURS) % len(DASHES)]}'
        places = [at(point) for point in sorted(curve)]
        body += [segment(*start, *stop, style) for start, stop in itertools.pairwise(places)]
        body += [f'<circle cx="{decimal(x)}" cy="{decimal(y)}" r="3" fill="{colour}"/>' for x, y in places]
        body.append(segment(left, row - 4, left + 30, row - 4, style) + words(left + 38, row, name))
    return document("".join(body), caption, SIZE + 2 * MARGIN, bottom + 40 + LINE * (len(measured) + 1))


class _Axis:
    """Logarithms of numbers, laid over a side of the drawing from tick to tick; rounded, for the drawing alone."""

    def __init__(self, numbers: Sequence[float], steps: Sequence[int]) -> None:
        powers = range(math.floor(math.log10(min(numbers))) - 1, math.ceil(math.log10(max(numbers))) + 2)
        every = [step * 10.0**power for power in powers for step in steps]
        self.low = max(tick for tick in every if tick <= min(numbers) * ROUNDED)
        self.high = min(tick for tick in every if tick * ROUNDED >= max(numbers) and tick > self.low)
        self.every = every

    def at(self, number: float) -> Fraction:
        share = math.log(number / self.low) / math.log(self.high / self.low)
        return Fraction(round(share * SIZE * 100), 100)

    def ticks(self) -> list[float]:
        return [tick for tick in self.every if self.low <= tick <= self.high]
