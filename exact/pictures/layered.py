"""A graph without circles in layers: every line leads from a node to one further right.

A node that nothing leads to stands beside the first that it leads to, any other beside the last that leads to it. Lines
that pass layers have a place in each, so that they run between the nodes. Within a layer the order is that of the means
of the neighbours, swept to and fro; of all orders met, one with the fewest crossings is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from exact.showing.display import Displayed
from exact.showing.drawing import LINE, Picture, document, escaped, segment, text_width, words

HEIGHT = 38
"""The height of a node: two lines of text."""
GAP, ASIDE, THIN = 10, 38, 12
"""Between nodes of a layer, between layers, and the height of a line's place."""
SWEEPS = 24

Place = str | tuple[int, int]
"""A node, or a line (by its number) in a layer that it passes."""


@dataclass(frozen=True)
class Node(Displayed):
    """What is drawn: a name and a note below it, in a box; `link` is where the box leads, `said` is its tooltip."""

    name: str
    note: str = ""
    colour: str = "#4a4a4a"
    fill: str = "white"
    style: str = ""
    link: str | None = None
    said: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.note}" if self.note else self.name

    @property
    def width(self) -> int:
        return max(text_width(self.name) * 4 // 5, text_width(self.note) * 2 // 3) + 12


@dataclass(frozen=True)
class Line(Displayed):
    """From one node to another, by their keys; `style` is of SVG."""

    start: str
    stop: str
    style: str = 'stroke="#9aa2aa"'

    def __str__(self) -> str:
        return f"{self.start} -> {self.stop}"


def layered(nodes: Mapping[str, Node], lines: Sequence[Line], caption: str, alone: str = "") -> Picture:
    """The drawing; nodes without lines stand below the others, under the words `alone`.

    Raises `ValueError` if the lines go in a circle.
    """
    joined = {key for line in lines for key in (line.start, line.stop)}
    columns = _ordered([key for key in nodes if key in joined], lines)
    tops = _tops(columns, lines)
    body, lefts, left = "", [], GAP
    for column in columns:
        lefts.append(left)
        left += max((nodes[place].width for place in column if isinstance(place, str)), default=0) + ASIDE
    depth = {place: k for k, column in enumerate(columns) for place in column}
    wide = [max((nodes[place].width for place in column if isinstance(place, str)), default=0) for column in columns]
    for number, line in enumerate(lines):
        body += _curve(_through(number, line, depth, lefts, wide, tops, nodes), line.style)
    for column, x in zip(columns, lefts, strict=True):
        body += "".join(_box(nodes[place], x, tops[place]) for place in column if isinstance(place, str))
    bottom = max((tops[place] + HEIGHT for place in tops), default=0)
    rest, bottom = _alone([node for key, node in nodes.items() if key not in joined], alone, max(left, 600), bottom)
    return document(body + rest, caption, max(left - ASIDE + GAP, 600 if rest else 0), bottom + GAP, role="group")


def _depths(keys: Sequence[str], lines: Sequence[Line]) -> dict[str, int]:
    below: dict[str, list[str]] = {key: [] for key in keys}
    above: dict[str, list[str]] = {key: [] for key in keys}
    for line in lines:
        below[line.stop].append(line.start)
        above[line.start].append(line.stop)
    depths: dict[str, int] = {}
    todo = list(keys)
    while todo:
        ready = [key for key in todo if all(one in depths for one in below[key])]
        if not ready:
            raise ValueError(f"the lines go in a circle among {', '.join(todo)}")
        depths |= {key: 1 + max((depths[one] for one in below[key]), default=-1) for key in ready}
        todo = [key for key in todo if key not in depths]
    return {key: depth if below[key] else min(depths[one] for one in above[key]) - 1 for key, depth in depths.items()}


def _links(lines: Sequence[Line], depths: Mapping[str, int]) -> Iterable[tuple[Place, Place]]:
    """The pieces of the lines, from layer to layer."""
    for number, line in enumerate(lines):
        passed = [(number, layer) for layer in range(depths[line.start] + 1, depths[line.stop])]
        chain: list[Place] = [line.start, *passed, line.stop]
        yield from pairwise(chain)


def _neighbours(lines: Sequence[Line], depths: Mapping[str, int]) -> tuple[dict[Place, list[Place]], ...]:
    """For each place those to which it is joined in the layer before, and in the layer after."""
    before: dict[Place, list[Place]] = {}
    after: dict[Place, list[Place]] = {}
    for start, stop in _links(lines, depths):
        after.setdefault(start, []).append(stop)
        before.setdefault(stop, []).append(start)
    return before, after


def _ordered(keys: Sequence[str], lines: Sequence[Line]) -> list[list[Place]]:
    """The layers, each in an order with few crossings."""
    depths = _depths(keys, lines)
    columns: list[list[Place]] = [[] for _ in range(max(depths.values(), default=-1) + 1)]
    for key, depth in depths.items():
        columns[depth].append(key)
    for number, line in enumerate(lines):
        for layer in range(depths[line.start] + 1, depths[line.stop]):
            columns[layer].append((number, layer))
    before, after = _neighbours(lines, depths)
    best, fewest = [list(column) for column in columns], _crossings(columns, after)
    for sweep in range(SWEEPS):
        joined, order = (before, range(len(columns))) if sweep % 2 == 0 else (after, reversed(range(len(columns))))
        for layer in order:
            _sort(columns[layer], columns, joined)
        crossings = _crossings(columns, after)
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    return best


def _sort(column: list[Place], columns: list[list[Place]], joined: Mapping[Place, list[Place]]) -> None:
    at = {place: k for other in columns for k, place in enumerate(other)}
    means = {
        place: Fraction(sum(at[one] for one in joined[place]), len(joined[place]))
        if place in joined
        else Fraction(at[place])
        for place in column
    }
    column.sort(key=lambda place: means[place])


def _crossings(columns: list[list[Place]], after: Mapping[Place, list[Place]]) -> int:
    at = {place: k for column in columns for k, place in enumerate(column)}
    total = 0
    for column in columns:
        ends = [(at[place], at[one]) for place in column for one in after.get(place, ())]
        total += sum(a < c and b > d for a, b in ends for c, d in ends)
    return total


def _height(place: Place) -> int:
    return HEIGHT if isinstance(place, str) else THIN


def _tops(columns: list[list[Place]], lines: Sequence[Line]) -> dict[Place, int]:
    """The upper end of each place: in the order of its layer, near the mean of its neighbours."""
    depths = {place: k for k, column in enumerate(columns) for place in column if isinstance(place, str)}
    before, after = _neighbours(lines, depths)
    tops: dict[Place, int] = {}
    for column in columns:
        _stack(column, dict.fromkeys(column, 0), tops)
    for sweep in range(SWEEPS):
        joined, order = (before, columns) if sweep % 2 == 0 else (after, columns[::-1])
        for column in order:
            wanted = {}
            for place in column:
                others = [tops[one] + _height(one) // 2 for one in joined.get(place, ())]
                wanted[place] = sum(others) // len(others) - _height(place) // 2 if others else tops[place]
            _stack(column, wanted, tops)
    return _close(tops)


def _close(tops: Mapping[Place, int]) -> dict[Place, int]:
    """The same from the top on, without the bands that no place lies in."""
    closed: dict[Place, int] = {}
    end = shift = 0
    for k, place in enumerate(sorted(tops, key=lambda place: tops[place])):
        if k == 0 or tops[place] - shift > end + GAP:
            shift = tops[place] - end - GAP
        closed[place] = tops[place] - shift
        end = max(end, closed[place] + _height(place))
    return closed


def _stack(column: Sequence[Place], wanted: Mapping[Place, int], tops: dict[Place, int]) -> None:
    """Put places below each other, as near to where they want to be as their order and heights let them.

    Places that would overlap move as one block, to where its members want to be on average.
    """
    blocks: list[list[tuple[Place, int, int]]] = []  # of each place: what lies above it in the column, and its wish
    above = 0
    for place in column:
        blocks.append([(place, above, wanted[place] - above)])
        above += _height(place) + GAP
        while len(blocks) > 1 and _mean(blocks[-2]) >= _mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    for block in blocks:
        for place, offset, _ in block:
            tops[place] = offset + _mean(block)


def _mean(block: Sequence[tuple[Place, int, int]]) -> int:
    return sum(wish for _, _, wish in block) // len(block)


def _through(
    number: int,
    line: Line,
    depth: Mapping[Place, int],
    lefts: Sequence[int],
    wide: Sequence[int],
    tops: Mapping[Place, int],
    nodes: Mapping[str, Node],
) -> list[tuple[int, int]]:
    """The points of a line: where it leaves its node, both ends of its place in each layer, where it arrives."""
    first, last = depth[line.start], depth[line.stop]
    points = [(lefts[first] + nodes[line.start].width, tops[line.start] + HEIGHT // 2)]
    points += [] if wide[first] == nodes[line.start].width else [(lefts[first] + wide[first], points[0][1])]
    for layer in range(first + 1, last):
        y = tops[number, layer] + THIN // 2
        points += [(lefts[layer], y), (lefts[layer] + wide[layer], y)]
    return [*points, (lefts[last], tops[line.stop] + HEIGHT // 2)]


def _curve(points: Sequence[tuple[int, int]], style: str) -> str:
    """A curve through the points, level in each."""
    (x, y), *rest = points
    path = f"M{x} {y}"
    for u, v in rest:
        path += f"H{u}" if v == y else f"C{(x + u) // 2} {y} {(x + u) // 2} {v} {u} {v}"
        x, y = u, v
    return f'<path d="{path}" fill="none" {style}/>'


def _box(node: Node, x: int, y: int) -> str:
    outline = f'<rect x="{x}" y="{y}" width="{node.width}" height="{HEIGHT}" rx="4" fill="{escaped(node.fill)}"'
    outline += f' stroke="{escaped(node.colour)}" {node.style}/>'
    said = f"<title>{escaped(node.said)}</title>" if node.said else ""
    name = words(x + 6, y + 16, node.name, 'font-weight="bold" fill="#1d2126"')
    note = words(x + 6, y + 31, node.note, f'font-size="11" fill="{escaped(node.colour)}"') if node.note else ""
    inside = said + outline + name + note
    return f"<g>{inside}</g>" if node.link is None else f'<a href="{escaped(node.link)}">{inside}</a>'


def _alone(nodes: Sequence[Node], title: str, width: int, top: int) -> tuple[str, int]:
    """Nodes in rows below the others, and where they end."""
    if not nodes:
        return "", top
    body = segment(Fraction(GAP), Fraction(top + GAP), Fraction(width - ASIDE), Fraction(top + GAP), 'stroke="#d5d9de"')
    body += words(GAP, top + GAP + LINE, title, 'font-style="italic"')
    x, y = GAP, top + 2 * GAP + LINE
    for node in nodes:
        if x > GAP and x + node.width > width - ASIDE:
            x, y = GAP, y + HEIGHT + GAP
        body += _box(node, x, y)
        x += node.width + GAP
    return body, y + HEIGHT
