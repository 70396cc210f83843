"""Families of sets as drawings: hierarchies as trees, bihierarchies as two, odd cycles, and interference graphs.

A hierarchy (LY, Definition 2) is a forest: the parent of a set is the smallest set of the family that contains it. A
bihierarchy (LY, Definition 3) is two forests, one above the other. What is neither has an odd cycle of sets in which
neighbours cross, drawn in a circle with what the neighbours share. An interference graph (LY, 5.4) is drawn in two rows
if it is bipartite (every edge goes between the rows), and in a circle with its odd cycle marked if it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from exact.matrices import Name, spoken
from exact.set_systems import (
    Bihierarchy,
    Bipartition,
    CrossingSets,
    EdgesOfAGraph,
    Hierarchy,
    Members,
    OddCycleOfCrossingSets,
    OddCycleOfVertices,
    SetSystem,
    TwoHierarchies,
    hierarchy,
)
from exact.showing.display import counted
from exact.showing.drawing import (
    COLOURS,
    END,
    HALO,
    LINE,
    MARGIN,
    MARK,
    Html,
    Picture,
    Plane,
    circle,
    decimal,
    document,
    escaped,
    legend,
    radius,
    segment,
    text_width,
    words,
)
from exact.verdicts import Evidence, Verdict

BOX = 24
"""The height of the box around a set's name."""
LEVEL = 54
"""From one level of a tree to the next."""
GAP = 12
LONGEST = 44
"""Set names with more characters are cut off; the full name is the tooltip."""


def hierarchy_picture(sets: Iterable[Members], caption: str = "A hierarchy") -> Picture:
    """The forest of a hierarchy; raises `ValueError` if the sets are none."""
    family = list(sets)
    drawn, width, height = _forest(family, Fraction(GAP))
    return document(drawn, caption, width, height)


def bihierarchy_picture(statement: Bihierarchy, evidence: TwoHierarchies | OddCycleOfCrossingSets) -> Picture:
    """Two forests, or the odd cycle of crossing sets."""
    if isinstance(evidence, OddCycleOfCrossingSets):
        return crossing_cycle_picture([statement.sets[k] for k in evidence.cycle])
    body, width, top = "", Fraction(0), Fraction(0)
    for title, positions in (("one hierarchy", evidence.first), ("the other", evidence.second)):
        if positions:
            drawn, wide, high = _forest([statement.sets[k] for k in positions], top + 24)
            body += words(GAP, top + 16, f"{title}:", 'font-style="italic"') + drawn
            width, top = max(width, wide), high
    return document(body, f"{statement.sentence()}: two hierarchies", width, top)


def crossing_cycle_picture(cycle: Sequence[Members]) -> Picture:
    """Sets in a circle, each of which crosses the next, with what neighbours share."""
    if len(cycle) % 2 == 0:
        raise ValueError(f"an odd number of sets was expected, not {len(cycle)}")
    spots = circle(len(cycle))
    body = ""
    for k, (x, y) in enumerate(spots):
        following = (k + 1) % len(cycle)
        u, v = spots[following]
        body += segment(x, y, u, v, f'stroke="{MARK}" stroke-width="2"')
        body += _tagged((x + u) / 2 + 6, (y + v) / 2, set_name(cycle[k] & cycle[following]), f'fill="#555" {HALO}')
    for k, spot in enumerate(spots):
        body += _node(spot, str(k + 1), COLOURS[0])
    lines = [f"{k + 1} = {set_name(members)}" for k, members in enumerate(cycle)]
    caption = f"An odd cycle of {len(cycle)} sets in which neighbours cross: no split into two hierarchies"
    return _with_legend(body, caption, len(cycle), [*lines, "Beside an edge: what the two sets share."])


def crossing_picture(one: Members, other: Members) -> Picture:
    """Two sets that cross, as overlapping circles with the members of each part."""
    parts = ((one - other, 70, 116), (one & other, 180, 116), (other - one, 280, 116))
    circles = "".join(
        f'<circle cx="{x}" cy="130" r="100" fill="{colour}" fill-opacity="0.15" stroke="{colour}"/>'
        for x, colour in ((140, COLOURS[0]), (260, COLOURS[1]))
    )
    names = _tagged(Fraction(40), Fraction(20), set_name(one), f'fill="{COLOURS[0]}"')
    names += _tagged(Fraction(360), Fraction(250), set_name(other), f'fill="{COLOURS[1]}" {END}')
    body = circles + names + "".join(_part(members, x, y) for members, x, y in parts)
    caption = f"{set_name(one)} (left) and {set_name(other)} (right) cross: they share members, and each has others"
    return document(body, caption, 400, 260)


def _part(members: Members, x: int, y: int) -> str:
    """The first members below each other, and how many there are."""
    names = [_member(name) for name in sorted(members, key=repr)]
    shown = names if len(names) <= 5 else [*names[:4], f"... {len(names)} in all"]
    return "".join(_tagged(Fraction(x), Fraction(y + LINE * k), name, longest=14) for k, name in enumerate(shown))


def graph_picture(statement: EdgesOfAGraph, evidence: Evidence) -> Picture:
    """A graph in two rows, or in a circle with its odd cycle marked; every set is a pair of vertices."""
    marked: set[frozenset[Name]] = set()
    if isinstance(evidence, Bipartition):
        rows = [[v for v in statement.vertices if (v in evidence.side) == upper] for upper in (True, False)]
        places: dict[Name, Plane] = {
            v: (Fraction(50 + 80 * k), Fraction(50 + 110 * r)) for r, row in enumerate(rows) for k, v in enumerate(row)
        }
        said = "every edge goes between the two rows, so there is no odd cycle"
    else:
        order = list(statement.vertices)
        said = ""
        if isinstance(evidence, OddCycleOfVertices):
            cycle = evidence.cycle
            marked = {frozenset((a, b)) for a, b in zip(cycle, (*cycle[1:], cycle[0]), strict=True)}
            order = [*cycle, *(v for v in order if v not in cycle)]
            said = f"in red an odd cycle of {len(cycle)} vertices"
        places = dict(zip(order, circle(len(order)), strict=True))
    body = ""
    for edge in statement.sets:
        (x, y), (u, v) = (places[end] for end in sorted(edge, key=repr))
        style = f'stroke="{MARK}" stroke-width="3"' if edge in marked else 'stroke="#555" stroke-width="1.5"'
        body += segment(x, y, u, v, style)
    for name, spot in places.items():
        inside = any(name in edge for edge in marked)
        body += _node(spot, _member(name), MARK if inside else COLOURS[0])
    size = f"{counted(len(places), 'vertex', 'vertices')} and {counted(len(statement.sets), 'edge')}"
    caption = f"A graph with {size}" + (f": {said}" if said else "")
    if isinstance(evidence, Bipartition):
        return document(body, caption, max((spot[0] + 50 for spot in places.values()), default=100), 210)
    side = 2 * (radius(len(places)) + MARGIN)
    return document(body, caption, side, side)


def family_exhibits(statement: SetSystem, verdict: Verdict) -> tuple[Picture | Html, ...] | None:
    """The drawing of a family of sets with its evidence, if one suits."""
    drawn = family_picture(statement, verdict.evidence)
    return None if drawn is None else (drawn,)


def family_picture(statement: SetSystem, evidence: Evidence) -> Picture | None:
    """The drawing that suits a statement on a family of sets with its evidence, if one does."""
    if isinstance(statement, Bihierarchy) and isinstance(evidence, TwoHierarchies | OddCycleOfCrossingSets):
        return bihierarchy_picture(statement, evidence)
    if isinstance(statement, EdgesOfAGraph) and all(len(edge) == 2 for edge in statement.sets):
        return graph_picture(statement, evidence)
    if isinstance(statement, Hierarchy) and isinstance(evidence, CrossingSets):
        return crossing_picture(statement.sets[evidence.first], statement.sets[evidence.second])
    if isinstance(statement, Hierarchy) and hierarchy(statement.sets):
        return hierarchy_picture(statement.sets, statement.sentence())
    return None


def set_name(members: Iterable[Name]) -> str:
    """`{(i1, o1), (i2, o1)}`, or `{a, b}`."""
    return "{" + ", ".join(_member(name) for name in sorted(members, key=repr)) + "}"


def _member(name: Name) -> str:
    """A member's name; a cell of one name is written as the name."""
    return spoken(name[0] if isinstance(name, tuple) and len(name) == 1 else name)


# ------------------------------------------------------------------------------------------------------------- drawing


def _forest(sets: Sequence[Members], top: Fraction) -> tuple[str, Fraction, Fraction]:
    """The drawing of a forest below `top`, with its width and the height at which it ends."""
    verdict = hierarchy(sets)
    if not verdict:
        raise ValueError("these sets are no hierarchy: two of them cross")
    ordered = sorted(sets, key=lambda members: (-len(members), sorted(map(repr, members))))
    children: dict[Members | None, list[Members]] = {}
    for members in ordered:
        above = [other for other in ordered if members < other]
        children.setdefault(min(above, key=len) if above else None, []).append(members)
    body: list[str] = []
    width, depth = Fraction(GAP), 0
    for root in children.get(None, []):
        wide, deep, _ = _tree(root, children, width, top, body)
        width, depth = width + wide + GAP, max(depth, deep)
    return "".join(body), width, top + depth * LEVEL


def _tree(
    root: Members, children: dict[Members | None, list[Members]], left: Fraction, top: Fraction, body: list[str]
) -> tuple[Fraction, int, Fraction]:
    """Draw a tree from `left` on: its width, its depth, and the middle of its root."""
    label = _cut(set_name(root))
    own = Fraction(text_width(label))
    at, depth, middles = left, 0, []
    for child in children.get(root, []):
        wide, deep, middle = _tree(child, children, at, top + LEVEL, body)
        middles.append(middle)
        at, depth = at + wide + GAP, max(depth, deep)
    below = at - left - GAP if middles else Fraction(0)
    width = max(own, below)
    middle = (middles[0] + middles[-1]) / 2 if middles else left + own / 2
    middle = min(max(middle, left + own / 2), left + width - own / 2)
    body += [segment(middle, top + BOX, end, top + LEVEL, 'stroke="#555"') for end in middles]
    body.append(_boxed(middle, top, label, set_name(root), own))
    return width, depth + 1, middle


def _boxed(middle: Fraction, top: Fraction, label: str, full: str, width: Fraction) -> str:
    place = f'x="{decimal(middle - width / 2)}" y="{decimal(top)}" width="{decimal(width)}" height="{BOX}"'
    box = f'<rect {place} rx="5" fill="#eef4f9" stroke="{COLOURS[0]}"/>'
    return f"<g><title>{escaped(full)}</title>{box}{words(middle - width / 2 + 5, top + 16, label)}</g>"


def _node(spot: Plane, label: str, colour: str) -> str:
    x, y = spot
    ring = f'<circle cx="{decimal(x)}" cy="{decimal(y)}" r="15" fill="white" stroke="{colour}" stroke-width="2"/>'
    return ring + words(x, y + 4, label, 'text-anchor="middle"')


def _tagged(x: Fraction, y: Fraction, text: str, style: str = "", longest: int = LONGEST) -> str:
    return f"<g><title>{escaped(text)}</title>{words(x, y, _cut(text, longest), style)}</g>"


def _with_legend(body: str, caption: str, count: int, lines: Sequence[str]) -> Picture:
    """A circle of `count` nodes, with lines of text below."""
    side = 2 * (radius(count) + MARGIN)
    body += legend([_cut(line, 90) for line in lines], GAP, side + LINE)
    return document(body, caption, side, side + LINE * (len(lines) + 1))


def _cut(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 3] + "..."
