"""Is a point in the convex hull of a finite set that is known only by its best points? (Separation is optimization.)

The set has too many points to list, but for every direction f of integers one of its points with the greatest f * v
can be had. Either the point is a *mixture* of some of them, or a direction *separates*: f * point > f * v for every v
(Grötschel, Lovász & Schrijver 1981).

Floats suggest: Wolfe's (1976) nearest point of the hull, whose difference from the point is the next direction. They
end at a direction that separates, which is seen exactly, or near the point. Then exact linear programs decide over the
points met: how far one can go from their middle toward the point within their hull. All the way, and the shares are a
mixture; else the multipliers are the normal of the face where one gets stuck, and the next direction. If that does not
separate, its best point is new; so this ends.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from exact import arguments
from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.rationals import primitive
from exact.showing.display import Displayed

Vertex = tuple[int, ...]
Best = Callable[[tuple[int, ...]], Vertex]
"""For a direction, a point of the set with the greatest product."""

FINE = 1 << 40
"""Directions in floats are rounded to integers of this size."""

COARSE = (4, 16, 64, 256, 4096)
"""A direction that separates is tried rounded to integers of these sizes: what is written with it is shorter."""

NEAR = 1e-10
"""Where the nearest point is as near as this, measured by the size of the set, exact programs take over."""

CLOSER = 1e-3
"""A point that was met before comes in where it promises to shorten the distance by such a part; else one is asked."""


@dataclass(frozen=True)
class Mixture(Displayed):
    """Positive shares that sum to 1, each with a point of the set; their mean is the point asked about."""

    parts: tuple[tuple[Fraction, Vertex], ...]


@dataclass(frozen=True)
class Direction(Displayed):
    """Weights whose product with the point asked about exceeds that with every point of the set."""

    weights: tuple[int, ...]


def separate(
    point: Sequence[Fraction], best: Best, most: int, known: Iterable[Vertex] = ()
) -> Mixture | Direction | None:
    """The point as a mixture, or a direction that separates it; `None` after asking for `most` best points in vain.

    `best` must give points of one finite set of integer points; otherwise the answer is about the points that it gave.
    `known` are points of the set that need not be asked for, as those that an earlier search met.
    """
    exact = arguments.vector(point, None, "point")
    if not exact:
        raise ValueError("point: it has no coordinate")
    met = [tuple(arguments.whole(v, "known") for v in arguments.listed(each, "known")) for each in known]
    if any(len(each) != len(exact) for each in met):
        raise ValueError(f"known: points with {len(exact)} coordinates were expected")
    return _Separation(exact, best, arguments.whole(most, "most", 1), met).run()


class _Separation:
    """One question: the points met, and whether one of the directions separates."""

    def __init__(self, point: tuple[Fraction, ...], best: Best, most: int, known: Sequence[Vertex]) -> None:
        self.point, self.best, self.left = point, best, most
        self.met: dict[Vertex, None] = dict.fromkeys(known)
        self.found: Direction | None = None
        self.scale = Fraction(1)
        self.differences: list[Any] = []  # from the point, in floats: of the points met
        self.reached = math.inf  # the square of the distance when a point that was met came in last

    def run(self) -> Mixture | Direction | None:
        try:
            support = self._wolfe()
        except (OverflowError, np.linalg.LinAlgError):  # some points are too far for floats
            support = None
        while self.found is None and self.left > 0:
            answer = self._exactly(support)
            if isinstance(answer, Mixture):
                return answer
            support = None
            self.ask(answer)
        return None if self.found is None else self._shorter(self.found)

    def ask(self, direction: tuple[int, ...]) -> Vertex:
        """The best point in a direction; whether it separates is seen on the way."""
        self.left -= 1
        vertex = self.best(direction)
        self.met.setdefault(vertex)
        if self.separates(direction, vertex):
            self.found = Direction(primitive(direction))
        return vertex

    def separates(self, direction: tuple[int, ...], vertex: Vertex) -> bool:
        """Whether the point lies beyond the best point in this direction."""
        beyond = sum((f * y for f, y in zip(direction, self.point, strict=True)), Fraction(0))
        return beyond > sum(f * v for f, v in zip(direction, vertex, strict=True))

    def _shorter(self, direction: Direction) -> Direction:
        """The same direction in small integers, if it still separates."""
        largest = max(map(abs, direction.weights))
        for size in COARSE:
            if size >= largest:
                break
            coarse = tuple(round(Fraction(f * size, largest)) for f in direction.weights)
            self.found = None
            self.ask(coarse)
            if self.found is not None:
                return self.found
        return direction

    def _wolfe(self) -> list[Vertex] | None:
        """The points of which the nearest point found is a mixture, in floats."""
        corners = [next(iter(self.met))] if self.met else [self.ask(tuple(1 for _ in self.point))]
        self.scale = max(max(map(abs, self.point)), Fraction(max(map(abs, corners[0])))) or Fraction(1)
        away = [self._away(corners[0])]
        shares = np.array([1.0])
        before: tuple[int, ...] = ()
        while self.left > 0 and self.found is None:
            nearest = shares @ np.array(away)
            length = float(np.abs(nearest).max())
            if length <= NEAR:
                return corners
            direction = tuple(round(float(-x) / length * FINE) for x in nearest)
            vertex = self._nearer(nearest)
            if vertex is None:
                vertex = self.ask(direction)
                if vertex in corners or direction == before:
                    return None
                before = direction
            corners.append(vertex)
            away.append(self._away(vertex))
            shares, kept = _inside(np.append(shares, 0.0), np.array(away))
            corners, away = [corners[k] for k in kept], [away[k] for k in kept]
        return None

    def _nearer(self, nearest: Any) -> Vertex | None:
        """Of the points met, one that makes the nearest point a good deal nearer; nearer each time, so this ends."""
        known = list(self.met)
        self.differences += [self._away(vertex) for vertex in known[len(self.differences) :]]
        square = float(nearest @ nearest)
        if not known or square >= self.reached * (1 - CLOSER):
            return None
        products = np.array(self.differences) @ nearest
        best = int(products.argmin())
        if products[best] > square * (1 - CLOSER):
            return None
        self.reached = square
        return known[best]

    def _away(self, vertex: Vertex) -> Any:
        """The difference from the point, in floats."""
        return np.array([float((v - y) / self.scale) for v, y in zip(vertex, self.point, strict=True)])

    def _exactly(self, vertices: list[Vertex] | None) -> Mixture | tuple[int, ...]:
        """A mixture of the points met (of `vertices` first), or a direction in which none of them reaches the point."""
        known = list(self.met) if vertices is None else vertices
        way = len(known)  # the variable that says which part of the way from the middle to the point is gone
        rows = []
        for i, y in enumerate(self.point):
            middle = Fraction(sum(v[i] for v in known), len(known))
            terms = [(k, Fraction(v[i])) for k, v in enumerate(known) if v[i]]
            terms += [(way, middle - y)] if middle != y else []
            rows.append(Row(tuple(terms), "=", middle))
        rows.append(Row(tuple((k, Fraction(1)) for k in range(len(known))), "=", Fraction(1)))
        lower, upper = (Fraction(0),) * (way + 1), (*(None,) * way, Fraction(1))
        evidence = optimum(LinearSystem(tuple(range(way + 1)), tuple(rows), lower, upper), {way: 1}).evidence
        assert isinstance(evidence, PrimalDual), "the middle is a mixture"
        if evidence.values[way] == 1:
            parts = tuple((share, v) for share, v in zip(evidence.values[:way], known, strict=True) if share)
            return Mixture(parts)
        if vertices is not None:
            return self._exactly(None)
        return primitive([-m for m in evidence.multipliers[: len(self.point)]])


def _inside(shares: Any, points: Any) -> tuple[Any, list[int]]:
    """Shares of the nearest point of the hull of some of the points, and which these are (Wolfe's minor cycle).

    In floats, with what is nearly 0 taken for 0: it decides about nothing but which direction is asked next, and which
    points the exact program is given first.
    """
    kept = list(range(len(points)))
    while True:
        size = len(kept)
        system = np.ones((size + 1, size + 1))
        system[:size, :size] = points[kept] @ points[kept].T
        system[size, size] = 0.0
        right = np.zeros(size + 1)
        right[size] = 1.0
        affine = np.linalg.lstsq(system, right, rcond=1e-14)[0][:size]
        if (affine > -1e-12).all():
            inside = np.maximum(affine, 0.0)
            return inside / inside.sum(), kept
        below = affine < 0
        step = min(1.0, float(np.min(shares[below] / (shares[below] - affine[below]))))
        shares = step * affine + (1 - step) * shares
        stay = shares > 1e-12
        if stay.all():
            stay[int(np.argmin(shares))] = False
        kept = [k for k, stays in zip(kept, stay, strict=True) if stays]
        shares = shares[stay] / shares[stay].sum()
