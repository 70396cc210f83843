"""Totally unimodular matrices by construction: networks, their transposes, and sums of these.

A network matrix has a row for each edge of a directed tree and a column for each arc between two of its vertices: the
signed path of the arc through the tree. Totally unimodular are also transposes of these, and what is put together of
such matrices as a 1-sum, 2-sum or 3-sum (Seymour 1980; Schrijver 1986, 19.4).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from proofs.claims.families.matrices import Rows

Lines = list[list[int]]


class Tree:
    """A random directed tree: vertex v > 0 hangs on a vertex below v by edge v - 1."""

    def __init__(self, draw: random.Random, edges: int) -> None:
        self.above = [0, *(draw.randrange(v) for v in range(1, edges + 1))]
        self.sign = [0, *(draw.choice((1, -1)) for _ in range(edges))]

    def path(self, tail: int, head: int) -> list[int]:
        """The column of an arc."""
        column = [0] * (len(self.above) - 1)
        while tail != head:  # of two vertices the later one is no ancestor of the other
            if tail > head:
                column[tail - 1] = self.sign[tail]
                tail = self.above[tail]
            else:
                column[head - 1] = -self.sign[head]
                head = self.above[head]
        return column

    def arcs(self, draw: random.Random, count: int) -> Lines:
        return [self.path(*draw.sample(range(len(self.above)), 2)) for _ in range(count)]


def transposed(lines: Lines) -> Lines:
    return [list(line) for line in zip(*lines, strict=True)]


def network(draw: random.Random, rows: int, columns: int) -> Lines:
    """A network matrix of the size."""
    return transposed(Tree(draw, rows).arcs(draw, columns))


def transposed_network(draw: random.Random, rows: int, columns: int) -> Lines:
    return transposed(network(draw, columns, rows))


def sum_of_parts(draw: random.Random, rows: int, columns: int) -> Lines:
    """A 1-, 2- or 3-sum of networks and transposes, or of such sums, of the size: at least 2 x 2."""
    high, wide = draw.randint(1, rows - 1), draw.randint(1, columns - 1)
    low, narrow = rows - high, columns - wide
    make = draw.choice((one_sum, two_sum, three_sum))
    if make is one_sum:
        parts = _part(draw, high, wide), _part(draw, low, narrow)
    elif make is two_sum:
        parts = _part(draw, high, wide + 1), _part(draw, low + 1, narrow)
    else:
        parts = _linked(draw, high + 1, wide + 2), _linked(draw, low + 1, narrow + 2)
    made = make(*parts)
    draw.shuffle(made)
    return _columns_shuffled(draw, made)


def _part(draw: random.Random, rows: int, columns: int) -> Lines:
    if min(rows, columns) > 1 and draw.random() < 0.25:
        return sum_of_parts(draw, rows, columns)
    return draw.choice((network, transposed_network))(draw, rows, columns)


def _columns_shuffled(draw: random.Random, lines: Lines) -> Lines:
    columns = transposed(lines)
    draw.shuffle(columns)
    return transposed(columns)


def one_sum(one: Lines, other: Lines) -> Lines:
    """[A 0; 0 B]."""
    wide, narrow = len(one[0]), len(other[0])
    return [*(row + [0] * narrow for row in one), *([0] * wide + row for row in other)]


def two_sum(one: Lines, other: Lines) -> Lines:
    """[A ab; 0 B] of [A a] and [b; B]."""
    upper = [row[:-1] + [row[-1] * entry for entry in other[0]] for row in one]
    return upper + [[0] * (len(one[0]) - 1) + row for row in other[1:]]


def three_sum(one: Lines, other: Lines) -> Lines:
    """[A ab; dc B] of [1 0 c; a a A] and [1 0 b; d d B]."""
    c, b = one[0][2:], other[0][2:]
    upper = [row[2:] + [row[1] * entry for entry in b] for row in one[1:]]
    return upper + [[row[1] * entry for entry in c] + row[2:] for row in other[1:]]


def _linked(draw: random.Random, rows: int, columns: int) -> Lines:
    """A network or a transpose of the form [1 0 c; a a A]."""
    lines = draw.choice((_triangle, _triad))(draw, rows, columns)
    return lines if lines[0][0] > 0 else [[-entry for entry in lines[0]], *lines[1:]]


def _triangle(draw: random.Random, rows: int, columns: int) -> Lines:
    """A network in which the first two arcs and the edge of the first row, which has a leaf, close a triangle."""
    tree = Tree(draw, rows)
    foot = tree.above[rows]
    start = draw.choice([v for v in range(rows) if v != foot])
    lines = transposed([tree.path(start, rows), tree.path(start, foot), *tree.arcs(draw, columns - 2)])
    return [lines[-1], *lines[:-1]]


def _triad(draw: random.Random, rows: int, columns: int) -> Lines:
    """The transpose of a network in which an edge of the tree is cut in two, and an arc ends in between.

    The halves are the first two columns, and the arc is the first row.
    """
    tree = Tree(draw, columns - 1)
    split = draw.randrange(1, columns)  # the edge above this vertex is cut
    arcs = tree.arcs(draw, rows - 1)
    ends = [v for v in range(columns) if not tree.path(split, v)[split - 1]]
    first = tree.path(split, draw.choice(ends))
    first[split - 1] = -tree.sign[split]
    lines = []
    for number, arc in enumerate([first, *arcs]):
        halves = [arc[split - 1], arc[split - 1] if number else 0]
        lines.append([*halves, *(entry for e, entry in enumerate(arc) if e != split - 1)])
    return lines


CONSTRUCTIONS: dict[str, tuple[Callable[[random.Random, int, int], Lines], int]] = {
    "networks": (network, 1),
    "transposed networks": (transposed_network, 1),
    "sums": (sum_of_parts, 2),
}
"""How a matrix of a kind and a size is made, and the least numbers of its rows and columns."""


def random_of_kind(kind: str, seed: int, rows: int, columns: int) -> Iterator[Rows]:
    """Random matrices of a kind, at most of the size, without end."""
    make, least = CONSTRUCTIONS[kind]
    draw = random.Random(f"{kind} {seed}")
    while True:
        made = make(draw, draw.randint(least, rows), draw.randint(least, columns))
        yield tuple(map(tuple, made))


# ------------------------------------------------------------------------------------------------------------- nearby


def near_unimodular(given: Rows, rows: int, columns: int) -> Iterator[Rows]:
    """Changes that keep networks networks, their transposes transposes, and sums of such sums.

    A line less; a line negated; a line more, which has a single entry or is a copy; a pivot.
    """
    for turned in (False, True):
        lines = tuple(zip(*given, strict=True)) if turned else given
        for near in _lines_changed(lines, columns if turned else rows):
            yield tuple(zip(*near, strict=True)) if turned else near
    for r, row in enumerate(given):
        for c, entry in enumerate(row):
            if entry:
                yield _pivoted(given, r, c)


def _lines_changed(lines: Rows, most: int) -> Iterator[Rows]:
    yield from lines_removed(lines)
    for k, line in enumerate(lines):
        if any(line):
            yield (*lines[:k], tuple(-entry for entry in line), *lines[k + 1 :])
    if len(lines) < most:
        yield from ((*lines, line) for line in dict.fromkeys(lines))
        yield from lines_added(lines, (0, 1))


def lines_removed(lines: Rows) -> Iterator[Rows]:
    if len(lines) > 1:
        yield from (lines[:k] + lines[k + 1 :] for k in range(len(lines)))


def lines_added(lines: Rows, entries: tuple[int, ...]) -> Iterator[Rows]:
    """A line more, all of whose entries but one are the least in absolute value."""
    nothing = min(entries, key=abs)
    width = len(lines[0])
    yield from (
        (*lines, tuple(entry if c == k else nothing for c in range(width)))
        for k in range(width)
        for entry in entries
        if entry != nothing
    )
    if len(entries) == 1:
        yield (*lines, (nothing,) * width)


def _pivoted(given: Rows, r: int, c: int) -> Rows:
    """The pivot on an entry e = 1 or -1: [e y; x D] becomes [-e ey; ex D - exy]."""
    e = given[r][c]
    return tuple(
        tuple(
            (-e if k == c else e * entry) if line == r else (e * entry if k == c else entry - e * row[c] * given[r][k])
            for k, entry in enumerate(row)
        )
        for line, row in enumerate(given)
    )
