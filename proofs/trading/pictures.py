"""Pictures of menus with two tasks, as SVG text without dependencies.

`menu_picture` draws an agent's bundles: the endowment, every trading set, and for each ray the directions that are not
polarized with it, shaded (VS, Figure 1, which the definition before Theorem 2 refers to). `acceptance_picture` draws
the agent's costs: for each ray the types that gain by it, within the box or the unit square.

Coordinates are computed exactly and written as decimals rounded to a hundredth of a pixel; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from proofs.trading.markets import Box, Bundle, FiniteDomain, bundle, dot
from proofs.trading.menus import (
    Direction,
    PairsFrom,
    Points,
    Polyhedron,
    Ray,
    Remedial,
    TradingSet,
    offers,
    vertices,
)
from proofs.trading.protocols import Mechanism, Protocol

SIZE = 320
MARGIN = 44
COLOURS = ("#1b6ca8", "#c1442e", "#3f8f4f", "#8a5aa8", "#b7791f", "#4a4a4a")


@dataclass(frozen=True)
class Picture:
    """An SVG drawing; notebooks show it."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def __str__(self) -> str:
        return self.svg


@dataclass(frozen=True)
class _Frame:
    """The rectangle of numbers that is drawn, on a square of pixels with the second task upwards."""

    lower: Bundle
    upper: Bundle

    def at(self, point: Sequence[Fraction]) -> tuple[str, str]:
        spans = [high - low for low, high in zip(self.lower, self.upper, strict=True)]
        x, y = ((value - low) / span for value, low, span in zip(point, self.lower, spans, strict=True))
        return _decimal(MARGIN + x * SIZE), _decimal(MARGIN + (1 - y) * SIZE)

    def polygon(self, points: Sequence[Bundle], style: str) -> str:
        corners = " ".join(",".join(self.at(point)) for point in points)
        return f'<polygon points="{corners}" {style}/>'

    def line(self, start: Bundle, stop: Bundle, style: str) -> str:
        (x1, y1), (x2, y2) = self.at(start), self.at(stop)
        return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {style}/>'

    def dot(self, point: Bundle, style: str, radius: int = 4) -> str:
        x, y = self.at(point)
        return f'<circle cx="{x}" cy="{y}" r="{radius}" {style}/>'

    def label(self, point: Bundle, text: str, dx: int = 6, dy: int = -6) -> str:
        x, y = self.at(point)
        return f'<text x="{x}" y="{y}" dx="{dx}" dy="{dy}">{escape(text)}</text>'

    def region(self, halfplanes: Sequence[tuple[Bundle, Fraction]]) -> list[Bundle]:
        """The corners, in order, of the part of the frame with a.x <= b for all half-planes, by clipping."""
        (x0, y0), (x1, y1) = self.lower, self.upper
        corners: list[Bundle] = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        for a, b in halfplanes:
            corners = _clipped(corners, a, b)
        return corners


def menu_picture(protocol: Protocol | Mechanism, agent: str) -> Picture:
    """The menu of an agent in a market with two tasks; `ValueError` if there are not two."""
    protocol = protocol.protocol if isinstance(protocol, Mechanism) else protocol
    market = protocol.market
    if len(market.tasks) != 2:
        raise ValueError(f"picture: the market has {len(market.tasks)} tasks; menus are drawn for two")
    j = market.agent(agent)
    endowment = market.endowment[j]
    top = tuple(Fraction(max(number, 1)) for number in market.numbers)
    frame = _Frame((Fraction(0), Fraction(0)), top)
    drawn, shaded = [], []
    for k, one in enumerate(protocol.menus[j]):
        colour = COLOURS[(k - 1) % len(COLOURS)]
        directions = offers(one, endowment, market.numbers)
        if len(directions) == 1:
            shaded.append(_unpolarized(frame, endowment, directions[0], colour))
        drawn.append(_set(frame, one, endowment, market.numbers, directions, k, colour))
    drawn.append(frame.dot(endowment, 'fill="black"', 5) + frame.label(endowment, "endowment", 8, 16))
    body = "".join(shaded) + _axes(frame, market.tasks) + "".join(drawn)
    return _picture(body, f"The menu of {agent}; shaded: directions not polarized with the ray of that colour")


def _unpolarized(frame: _Frame, endowment: Bundle, ray: Direction, colour: str) -> str:
    """The bundles in directions d for which some costs make both d and the ray tempting, shaded.

    The types tempted by the ray are a cone of costs; d is polarized with it exactly if none of them gains by d, so the
    directions that are not fill the half-planes g.d < 0 of the cone's generators g.
    """
    parts = [frame.region([(cost, dot(cost, endowment))]) for cost in _tempted(ray)]
    style = f'fill="{colour}" fill-opacity="0.10"'
    return "".join(frame.polygon(part, style) for part in parts if len(part) > 2)


def _tempted(ray: Direction) -> list[Bundle]:
    """Generators of the closure of {c >= 0 : c.ray < 0} for two tasks; none if it is empty."""
    axes = [bundle((1, 0)), bundle((0, 1))]
    inside = [axis for axis, step in zip(axes, ray, strict=True) if step <= 0 and min(ray) < 0]
    if inside and max(ray) > 0:
        inside.append(bundle((abs(ray[1]), abs(ray[0]))))
    return inside


def _set(
    frame: _Frame,
    one: TradingSet,
    endowment: Bundle,
    numbers: Sequence[int],
    directions: Sequence[Direction],
    k: int,
    colour: str,
) -> str:
    stroke = f'stroke="{colour}" stroke-width="2.5" fill="none"'
    if isinstance(one, Ray) and directions:
        end = _exit(frame, endowment, directions[0])
        return frame.line(endowment, end, stroke) + frame.label(_middle(endowment, end), str(k))
    if isinstance(one, Remedial):
        corners = [bundle((0, 0)), (endowment[0], Fraction(0)), endowment, (Fraction(0), endowment[1])]
        return frame.polygon(corners, f'{stroke} fill-opacity="0.2"') + frame.label(corners[0], str(k))
    if isinstance(one, Points):
        dots = [frame.dot(point, f'fill="{colour}"') + frame.label(point, str(k)) for point in one.points]
        return "".join(dots)
    if isinstance(one, Polyhedron | PairsFrom):
        corners = vertices(one.constraints, numbers)
        ordered = _around(corners)
        return frame.polygon(ordered, stroke) + (frame.label(ordered[0], str(k)) if ordered else "")
    return ""


def acceptance_picture(mechanism: Mechanism, agent: str) -> Picture:
    """For each offer of an agent's menu, the costs at which it is a gain: within the box, or up to 1 on an orthant."""
    market = mechanism.market
    if len(market.tasks) != 2:
        raise ValueError(f"picture: the market has {len(market.tasks)} tasks; acceptance regions are drawn for two")
    j = market.agent(agent)
    domain = market.preferences[j].domain
    lower, upper = bundle((0, 0)), bundle((1, 1))
    if isinstance(domain, Box):
        lower, upper = domain.lower, tuple(h if h > low else low + 1 for low, h in domain.intervals())
    if isinstance(domain, FiniteDomain):
        upper = tuple(max([Fraction(1), *(costs[i] for costs in domain.types)]) for i in range(2))
    frame = _Frame(lower, upper)
    parts = []
    for k, directions in enumerate(mechanism.protocol.offers(j)):
        colour = COLOURS[(k - 1) % len(COLOURS)]
        for d in directions:
            region = frame.region([(tuple(map(Fraction, d)), Fraction(0))])
            if len(region) > 2:
                parts.append(frame.polygon(region, f'fill="{colour}" fill-opacity="0.35" stroke="{colour}"'))
                centre = tuple(sum((c[i] for c in region), Fraction(0)) / len(region) for i in range(2))
                parts.append(frame.label(centre, str(k), 0, 0))
    if isinstance(domain, FiniteDomain):
        parts += [frame.dot(costs, 'fill="black"') for costs in domain.types]
    names = [f"cost of {task}" for task in market.tasks]
    return _picture("".join(parts) + _axes(frame, names), f"Costs at which {agent} gains by each choice")


# ------------------------------------------------------------------------------------------------------------- drawing


def _picture(body: str, caption: str) -> Picture:
    side = SIZE + 2 * MARGIN
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}" '
        f'font-family="sans-serif" font-size="12"><title>{escape(caption)}</title>'
        f'<rect width="100%" height="100%" fill="white"/>{body}</svg>\n'
    )


def _axes(frame: _Frame, names: Sequence[str]) -> str:
    (x0, y0), (x1, y1) = frame.lower, frame.upper
    style = 'stroke="#555" stroke-width="1" fill="none"'
    box = frame.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], style)
    ends = [
        frame.label((x0, y0), _number(x0), -4, 16) + frame.label((x1, y0), _number(x1), -6, 16),
        frame.label((x0, y0), _number(y0), -26, 0) + frame.label((x0, y1), _number(y1), -26, 4),
        frame.label(((x0 + x1) / 2, y0), names[0], -10, 32) + frame.label((x0, y1), names[1], 0, -10),
    ]
    return f'<g fill="#333">{box}{"".join(ends)}</g>'


def _clipped(corners: list[Bundle], a: Bundle, b: Fraction) -> list[Bundle]:
    """The polygon's part with a.x <= b."""
    kept: list[Bundle] = []
    for start, stop in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        before, after = dot(a, start) - b, dot(a, stop) - b
        if before <= 0:
            kept.append(start)
        if before * after < 0:
            share = before / (before - after)
            kept.append(tuple(s + share * (t - s) for s, t in zip(start, stop, strict=True)))
    return kept


def _exit(frame: _Frame, start: Bundle, direction: Direction) -> Bundle:
    """Where a ray leaves the frame."""
    lengths = [
        ((high if step > 0 else low) - value) / step
        for value, step, low, high in zip(start, direction, frame.lower, frame.upper, strict=True)
        if step
    ]
    return tuple(value + min(lengths) * step for value, step in zip(start, direction, strict=True))


def _middle(start: Bundle, stop: Bundle) -> Bundle:
    return tuple((a + b) / 2 for a, b in zip(start, stop, strict=True))


def _around(points: Sequence[Bundle]) -> list[Bundle]:
    """Vertices of a convex polygon in order: the lower ones from left to right, then the upper ones back."""
    if len(points) < 3:
        return list(points)
    left, right = min(points), max(points)
    chord = (right[0] - left[0], right[1] - left[1])
    side = {p: chord[0] * (p[1] - left[1]) - chord[1] * (p[0] - left[0]) for p in points}
    below = sorted(p for p in points if side[p] < 0)
    above = sorted((p for p in points if side[p] > 0), reverse=True)
    return [left, *below, right, *above]


def _number(value: Fraction) -> str:
    return str(value)


def _decimal(value: Fraction) -> str:
    """Rounded to a hundredth, for the drawing alone."""
    hundredths = round(value * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
