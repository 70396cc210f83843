"""Small matrices, projection cones and polyhedra for the claims of Lang & Yang (2023), section 4 and appendix.

Matrices come once up to the order of rows and of columns, fewer entries and nonzeros first. The cone (15) belongs to a
matrix whose rows are the multipliers: `free` first rows of any sign (f), the others nonnegative (g).
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from exact.cones import Cone
from exact.matrices import Matrix
from exact.showing.display import Displayed

Rows = tuple[tuple[int, ...], ...]
SIGNS = (-1, 0, 1)


def canonical(rows: Rows) -> Rows:
    """The least matrix among those with rows and columns in another order."""
    width = len(rows[0])
    return min(
        tuple(sorted(tuple(row[k] for k in order) for row in rows)) for order in itertools.permutations(range(width))
    )


@cache
def matrices(height: int, width: int, entries: tuple[int, ...] = SIGNS) -> tuple[Rows, ...]:
    """All matrices of the size, once each up to the order of rows and columns; few nonzeros first."""
    lines = itertools.product(entries, repeat=width)
    stacked = itertools.combinations_with_replacement(sorted(lines), height)
    found = {canonical(rows) for rows in stacked}
    return tuple(sorted(found, key=lambda rows: (sum(e != 0 for row in rows for e in row), rows)))


def small(shapes: Sequence[tuple[int, int]], entries: tuple[int, ...] = SIGNS) -> Iterator[Rows]:
    """All matrices of the shapes, shape after shape."""
    for height, width in shapes:
        yield from matrices(height, width, entries)


def random_matrices(seed: int, rows: int, columns: int, entries: tuple[int, ...] = SIGNS) -> Iterator[Rows]:
    """Random matrices of at most the size, without end; about half of the entries are zero."""
    draw = random.Random(seed)
    while True:
        height, width = draw.randint(2, rows), draw.randint(1, columns)
        weighted = [*entries, *([0] * (len(entries) - 2))]
        yield tuple(tuple(draw.choice(weighted) for _ in range(width)) for _ in range(height))


def random_unimodular(seed: int, rows: int, columns: int) -> Iterator[Rows]:
    """Random totally unimodular matrices: consecutive ones, or arcs of a graph, with rows and columns negated."""
    draw = random.Random(seed)
    while True:
        height, width = draw.randint(1, rows), draw.randint(1, columns)
        lines = [_interval(draw, width) if draw.random() < 0.5 else None for _ in range(height)]
        kind = draw.random() < 0.5
        found = []
        for line in lines:
            row = (line or _interval(draw, width)) if kind else _arc(draw, width)
            sign = draw.choice((1, -1))
            found.append([sign * e for e in row])
        for k in range(width):
            if draw.random() < 0.3:
                for row in found:
                    row[k] = -row[k]
        yield tuple(map(tuple, found))


def _interval(draw: random.Random, width: int) -> list[int]:
    start = draw.randrange(width)
    stop = draw.randint(start, width)
    return [int(start <= k < stop) for k in range(width)]


def _arc(draw: random.Random, width: int) -> list[int]:
    row = [0] * width
    row[draw.randrange(width)] = 1
    row[draw.randrange(width)] -= 1
    return row


def smaller_rows(rows: Rows) -> Iterator[Rows]:
    """Without a row, without a column, or with an entry set to 0 or 1."""
    for k in range(len(rows)):
        if len(rows) > 1:
            yield rows[:k] + rows[k + 1 :]
    for c in range(len(rows[0])):
        if len(rows[0]) > 1:
            yield tuple(row[:c] + row[c + 1 :] for row in rows)
    for k, row in enumerate(rows):
        for c, entry in enumerate(row):
            for simpler in (0, 1):
                if abs(simpler) < abs(entry) or (entry < 0 and simpler == 1):
                    yield (*rows[:k], (*row[:c], simpler, *row[c + 1 :]), *rows[k + 1 :])


@dataclass(frozen=True)
class ProjectionCase(Displayed):
    """The cone (15): one row of `rows` = [A1; A2] for each multiplier, the first `free` of them of any sign."""

    rows: Rows
    free: int

    @property
    def cone(self) -> Cone:
        size = len(self.rows)
        units = [tuple(int(k == place) for k in range(size)) for place in range(self.free, size)]
        return Cone.of(units, list(zip(*self.rows, strict=True)), coordinates=self.names)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"f{k + 1}" if k < self.free else f"g{k - self.free + 1}" for k in range(len(self.rows)))

    @property
    def matrix(self) -> Matrix:
        """The constraint matrix: the equations, then the signs of g, as in (10)."""
        columns = [list(column) for column in zip(*self.rows, strict=True)]
        units = [[int(k == place) for k in range(len(self.rows))] for place in range(self.free, len(self.rows))]
        return Matrix.dense([*columns, *units], columns=self.names)

    def words(self) -> str:
        """The equations in words: `f1 + g1 = 0, g1 - g2 = 0; g >= 0`."""
        equations = []
        for column in zip(*self.rows, strict=True):
            terms = [_term(e, name) for e, name in zip(column, self.names, strict=True) if e]
            equations.append(" + ".join(terms).replace("+ -", "- ") + " = 0" if terms else "0 = 0")
        signs = "" if self.free == len(self.rows) else "; " + ", ".join(self.names[self.free :]) + " >= 0"
        return ", ".join(equations) + signs


def _term(entry: int, name: str) -> str:
    return {1: name, -1: f"-{name}"}.get(entry, f"{entry} {name}")


def projection_cases(shapes: Sequence[tuple[int, int]], entries: tuple[int, ...] = SIGNS) -> Iterator[ProjectionCase]:
    """Every small matrix with every number of free multipliers."""
    for rows in small(shapes, entries):
        for free in range(len(rows) + 1):
            for order in _splits(rows, free):
                yield ProjectionCase(order, free)


def _splits(rows: Rows, free: int) -> Iterator[Rows]:
    """The ways to choose which rows are free."""
    seen = set()
    for chosen in itertools.combinations(range(len(rows)), free):
        first = tuple(sorted(rows[k] for k in chosen))
        rest = tuple(sorted(rows[k] for k in range(len(rows)) if k not in chosen))
        if (first, rest) not in seen:
            seen.add((first, rest))
            yield first + rest


def random_projections(seed: int) -> Iterator[ProjectionCase]:
    """Totally unimodular ones with up to 5 multipliers and 4 equations, mixed with any; without end."""
    draw = random.Random(seed)
    tame, wild = random_unimodular(seed, 5, 4), random_matrices(seed, 4, 3)
    while True:
        rows = next(tame) if draw.random() < 0.8 else next(wild)
        yield ProjectionCase(rows, draw.randint(0, len(rows)))


def smaller_projections(case: ProjectionCase) -> Iterator[ProjectionCase]:
    """With a smaller matrix, or with a free multiplier made nonnegative."""
    for k in range(len(case.rows)):
        if len(case.rows) > 1:
            yield ProjectionCase(case.rows[:k] + case.rows[k + 1 :], case.free - (k < case.free))
    if case.free:
        yield ProjectionCase(case.rows, case.free - 1)
    for rows in smaller_rows(case.rows):
        if len(rows) == len(case.rows):
            yield ProjectionCase(rows, case.free)


@dataclass(frozen=True)
class PolyhedronCase(Displayed):
    """Z of (13) and a point y: rows ((A1 row), (B1 row), b1) for equations, and for inequalities."""

    equations: tuple[tuple[Any, ...], ...]
    inequalities: tuple[tuple[Any, ...], ...]
    hidden: int
    point: tuple[Fraction, ...]

    def words(self) -> str:
        """Z in words, and the point."""
        names = [f"x{k + 1}" for k in range(self.hidden)] + [f"y{k + 1}" for k in range(len(self.point))]
        shown = []
        for sense, rows in (("=", self.equations), ("<=", self.inequalities)):
            for *entries, bound in rows:
                terms = [_term(e, name) for e, name in zip(entries, names, strict=True) if e]
                shown.append(f"{' + '.join(terms) or '0'} {sense} {bound}".replace("+ -", "- "))
        y = ", ".join(map(str, self.point))
        return f"Z: {', '.join(shown) or 'everything'}; y = ({y})"


def polyhedra(seed: int) -> Iterator[PolyhedronCase]:
    """All Z with one x, one y and at most one equation or two inequalities with entries -1, 0, 1; y = 0."""
    rows = sorted(itertools.product(SIGNS, repeat=3), key=lambda row: (sum(map(abs, row)), row))
    origin = (Fraction(0),)
    yield PolyhedronCase((), (), 1, origin)
    for row in rows:
        yield PolyhedronCase((row,), (), 1, origin)
    for row in rows:
        yield PolyhedronCase((), (row,), 1, origin)
    for pair in itertools.combinations(rows, 2):
        yield PolyhedronCase((), pair, 1, origin)


def random_polyhedra(seed: int) -> Iterator[PolyhedronCase]:
    """Random Z with at most 3 x, 2 y, 2 equations and 4 inequalities, and a random y; without end."""
    draw = random.Random(seed)
    while True:
        hidden, shown = draw.randint(1, 3), draw.randint(1, 2)
        size = hidden + shown

        def rows(most: int, size: int = size) -> tuple[tuple[int, ...], ...]:
            return tuple(
                (*(draw.choice((-2, -1, -1, 0, 0, 0, 1, 1, 2)) for _ in range(size)), draw.randint(-2, 3))
                for _ in range(draw.randint(0, most))
            )

        point = tuple(Fraction(draw.randint(-4, 4), draw.choice((1, 2))) for _ in range(shown))
        yield PolyhedronCase(rows(2), rows(4), hidden, point)
