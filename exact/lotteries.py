"""A fractional point as a lottery over integer points.

A point of a polytope is a convex combination of at most dimension + 1 vertices (Carathéodory). Walking finds one:
from the point move along the face it lies in until a vertex is met, draw the vertex with the largest weight that
leaves a point of the polytope, and go on with what is left on a smaller face (Grötschel, Lovász & Schrijver 1988,
Theorem 6.5.11). When every vertex met is integral this is the decomposition of Birkhoff and von Neumann, and of
Budish, Che, Kojima & Milgrom (2013).

A matrix is *doubly stochastic* if its entries are nonnegative and every row and every column sums to 1. Such a matrix
is a lottery over permutations (Birkhoff 1946): its positive entries contain a permutation, and taking out as much of
that as there is leaves fewer of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_mat

from exact import arguments
from exact.linear import LinearSystem, Row
from exact.rationals import text
from exact.showing.display import Displayed, counted
from exact.showing.drawing import Html, escaped, table


@dataclass(frozen=True)
class Lottery(Displayed):
    """Positive probabilities that sum to 1, each with an integer point."""

    entries: tuple[tuple[Fraction, tuple[int, ...]], ...]

    def show(self) -> Html:
        rows = [[text(share), escaped("(" + ", ".join(map(str, point)) + ")")] for share, point in self.entries]
        return table(rows, ("probability", "point"), "A lottery over integer points")

    def mean(self) -> tuple[Fraction, ...]:
        """The random point's expectation."""
        size = len(self.entries[0][1])
        return tuple(sum((p * point[j] for p, point in self.entries), Fraction(0)) for j in range(size))


@dataclass(frozen=True)
class PermutationLottery(Displayed):
    """Positive probabilities that sum to 1, each with a permutation: `permutation[r]` is the column of row r."""

    entries: tuple[tuple[Fraction, tuple[int, ...]], ...]

    def show(self) -> Html:
        rows = [[text(share), escaped("(" + ", ".join(map(str, each)) + ")")] for share, each in self.entries]
        return table(rows, ("probability", "column of each row"), "A lottery over permutations")

    def mean(self) -> tuple[tuple[Fraction, ...], ...]:
        """The expected permutation matrix."""
        size = len(self.entries[0][1])
        chances = [[Fraction(0)] * size for _ in range(size)]
        for share, permutation in self.entries:
            for row, column in enumerate(permutation):
                chances[row][column] += share
        return tuple(map(tuple, chances))


def birkhoff(matrix: Sequence[Sequence[Any]]) -> PermutationLottery:
    """A doubly stochastic matrix as a lottery over at most (n - 1)^2 + 1 permutations.

    `matrix` is rows of exact numbers. Raises `ValueError` that says which entry, row or column is wrong.
    """
    rest = [list(row) for row in _doubly_stochastic(matrix)]
    remaining, entries = Fraction(1), []
    while remaining:
        permutation = _permutation_within(rest)
        share = min(row[column] for row, column in zip(rest, permutation, strict=True))
        for row, column in zip(rest, permutation, strict=True):
            row[column] -= share
        remaining -= share
        entries.append((share, permutation))
    return PermutationLottery(tuple(entries))


def _doubly_stochastic(matrix: Sequence[Sequence[Any]]) -> list[tuple[Fraction, ...]]:
    rows = arguments.rows(matrix, None, "matrix")
    size = len(rows)
    if not size or len(rows[0]) != size:
        width = len(rows[0]) if rows else 0
        raise ValueError(f"matrix: {counted(size, 'row')} and {counted(width, 'column')}; a square one has a lottery")
    for r, row in enumerate(rows):
        for c, entry in enumerate(row):
            if entry < 0:
                raise ValueError(f"matrix: the entry in row {r}, column {c} is {text(entry)}, below 0")
    for which, lines in (("row", rows), ("column", list(zip(*rows, strict=True)))):
        for number, line in enumerate(lines):
            if sum(line) != 1:
                raise ValueError(f"matrix: {which} {number} sums to {text(sum(line))}, not 1")
    return rows


def _permutation_within(matrix: list[list[Fraction]]) -> tuple[int, ...]:
    """A permutation on positive entries of a matrix whose rows and columns have one positive sum (Hall's theorem)."""
    import networkx as nx

    size = len(matrix)
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from((r, size + c) for r, row in enumerate(matrix) for c, entry in enumerate(row) if entry)
    matched = nx.bipartite.hopcroft_karp_matching(graph, range(size))
    return tuple(matched[r] - size for r in range(size))


def walk(system: LinearSystem, point: Sequence[Any]) -> Lottery | None:
    """A lottery over integer points of the system with mean `point`, or `None` if a fractional vertex was met.

    The lottery has at most dimension + 1 entries. `None` says nothing about other lotteries: where the system has
    fractional vertices, one may still exist. Raises `ValueError` if the point does not lie in the system, saying which
    row or bound it breaks, or if the walk meets no end because the system is unbounded.
    """
    arguments.expected(system, LinearSystem, "system", "LinearSystem.make makes one")
    exact = arguments.vector(point, len(system.variables), "point")
    broken = system.violation(exact)
    if broken is not None:
        raise ValueError(f"the point does not lie in the system: {broken}")
    polytope = _Polytope(system)
    remaining, current = Fraction(1), [fmpq(value.numerator, value.denominator) for value in exact]
    entries: list[tuple[Fraction, tuple[int, ...]]] = []
    while True:
        vertex = polytope.vertex(current)
        if any(value.q != 1 for value in vertex):
            return None
        drawn = tuple(int(value.p) for value in vertex)
        away = [value - corner for value, corner in zip(current, vertex, strict=True)]
        if not any(away):
            entries.append((remaining, drawn))
            return Lottery(tuple(entries))
        # current = (1 - 1/s) vertex + (1/s) beyond, where beyond is the last point of the ray in the polytope.
        stretch = 1 + polytope.longest(current, away)
        share = Fraction(int(stretch.q), int(stretch.p))
        entries.append((remaining * (1 - share), drawn))
        remaining *= share
        current = [corner + stretch * step for corner, step in zip(vertex, away, strict=True)]


def fewest(shares: Sequence[Fraction], points: Sequence[Sequence[Fraction]]) -> list[tuple[int, Fraction]]:
    """The same mean from affinely independent points among those given: (index, positive share), by index.

    As long as the points in use satisfy an affine relation, the shares are moved along it until one is zero
    (Carathéodory), so at most dimension + 1 points remain. There is a share, not negative, for each point.
    """
    points = arguments.rows(points, None, "points")
    shares = arguments.vector(shares, len(points), "shares")
    if not any(shares):
        raise ValueError("shares: one of them must be positive")
    for k, share in enumerate(shares):
        if share < 0:
            raise ValueError(f"shares[{k}]: {text(share)} is below 0")
    kept = [(k, share) for k, share in enumerate(shares) if share]
    while True:
        columns = [[*points[k], Fraction(1)] for k, _ in kept]
        rows = [[(j, _exact(column[r])) for j, column in enumerate(columns)] for r in range(len(columns[0]))]
        relation = _kernel_vector(rows, len(kept))
        if relation is None:
            return kept
        moves = [Fraction(int(entry.p), int(entry.q)) for entry in relation]
        step = min(share / -move for (_, share), move in zip(kept, moves, strict=True) if move < 0)
        moved = [(k, share + step * move) for (k, share), move in zip(kept, moves, strict=True)]
        kept = [(k, share) for k, share in moved if share]


class _Polytope:
    """A bounded system as a list of inequalities `row * x <= bound`, equations apart."""

    def __init__(self, system: LinearSystem) -> None:
        self.size = len(system.variables)
        self.equations = [self._sparse(row) for row in system.rows if row.sense == "="]
        self.inequalities = [(self._sparse(row), _exact(row.bound)) for row in system.rows if row.sense == "<="]
        for j, (low, high) in enumerate(zip(system.lower, system.upper, strict=True)):
            if low is not None:
                self.inequalities.append(([(j, fmpq(-1))], -_exact(low)))
            if high is not None:
                self.inequalities.append(([(j, fmpq(1))], _exact(high)))

    @staticmethod
    def _sparse(row: Row) -> list[tuple[int, Any]]:
        return [(j, _exact(value)) for j, value in row.coefficients]

    def vertex(self, point: list[Any]) -> list[Any]:
        """A vertex of the smallest face that contains the point."""
        while True:
            tight = [row for row, bound in self.inequalities if _dot(row, point) == bound]
            direction = _kernel_vector([*self.equations, *tight], self.size)
            if direction is None:
                return point
            step = self.longest(point, direction)
            point = [value + step * move for value, move in zip(point, direction, strict=True)]

    def longest(self, point: list[Any], direction: list[Any]) -> Any:
        """The greatest s with `point + s * direction` in the polytope."""
        best = None
        for row, bound in self.inequalities:
            speed = _dot(row, direction)
            if speed > 0:
                step = (bound - _dot(row, point)) / speed
                if best is None or step < best:
                    best = step
        if best is None:
            raise ValueError("the system is unbounded")
        return best


def _kernel_vector(rows: list[list[tuple[int, Any]]], size: int) -> list[Any] | None:
    """A nonzero vector on which all rows vanish, or `None`."""
    if not rows:
        return [fmpq(1)] + [fmpq(0)] * (size - 1) if size else None
    entries = [fmpq(0)] * (len(rows) * size)
    for r, row in enumerate(rows):
        for j, value in row:
            entries[r * size + j] = value
    reduced, rank = fmpq_mat(len(rows), size, entries).rref()
    if rank == size:
        return None
    pivots = [next(j for j in range(size) if reduced[r, j] != 0) for r in range(rank)]
    free = next(j for j in range(size) if j not in pivots)
    vector = [fmpq(0)] * size
    vector[free] = fmpq(1)
    for r, pivot in enumerate(pivots):
        vector[pivot] = -reduced[r, free]
    return vector


def _dot(row: list[tuple[int, Any]], point: list[Any]) -> Any:
    return sum((value * point[j] for j, value in row), fmpq(0))


def _exact(value: Fraction) -> Any:
    return fmpq(value.numerator, value.denominator)
