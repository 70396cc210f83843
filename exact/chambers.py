"""For which right sides b the polytopes {x : a_k x <= b_k for all k} have the same normal fan.

The rows a_1, ..., a_m are fixed, pairwise no positive multiples of each other, and span the space positively, so that
P(b) = {x : a_k x <= b_k} is bounded. Call b *tight* if P(b) is not empty and every row is attained there, a_k x = b_k
for some x of P(b). A right side that is not tight can be lowered to the tight one with the same polytope. Tight right
sides are a closed convex cone, since P(b) + P(b') lies in P(b + b').

A *chamber* is the set of all right sides to which one simplicial fan belongs: a tight b such that at each vertex of
P(b) just as many rows meet as there are dimensions. The *simplices* are the sets of rows that meet at the vertices;
they span the cones of the normal fan, and every row is in one. Two simplices that share a wall, all rows but one,
have one *relation*: r with sum of r_k a_k = 0 on their rows, positive on the two that are not shared. That the vertex
of the one satisfies the row of the other says r * b >= 0.

1. *Closed chambers are given by their relations, and their fan refines those of their boundary.* If r * b >= 0 for all
   relations of a chamber, then the function that is linear on each of its cones with the values b_k at the rows is
   convex, as it is at every wall; so it is the support function of P(b), b is tight, and the support function being
   linear on the cones of the fan, the fan refines the normal fan of P(b): P(b) is a weak Minkowski summand of the
   polytopes of the chamber.
2. *Few relations can be crossed.* Let p lie in the relative interior of a facet r * b = 0 of the closed chamber. If r
   has one negative entry at most, r * b >= 0 for all tight b, and p lies on the boundary of the cone of tight right
   sides. Otherwise let K be the rows that meet at a vertex of P(p). Two neighbouring simplices within K differ by the
   relation r, since no other one vanishes at p; so each consists of Z, the rows of r, without one at which r is
   positive, and of the same other rows L, and K is Z and L. Such a K with one relation has two triangulations, the
   other one of Z without a row at which r is negative. Close to p, beyond the facet, the fan is therefore the *flip*:
   the simplices (Z without z) + L for all z with r_z > 0 are replaced by those for all z with r_z < 0. For it the sets
   L have to be the same for all z; where they are not, r is no facet. Nor is it if r is a sum of nonnegative multiples
   of other relations.
3. *A list of chambers that leads nowhere else covers everything.* If the flip of each chamber of a list along each
   relation that 2 leaves is the image of a chamber of the list under a symmetry of the rows, the images of the list are
   all chambers. For take a straight way within the interior of the tight cone from a chamber of the list to any right
   side in general position: it leaves closed chambers through relative interiors of facets alone. So each tight right
   side is in the closure of an image.

This is the part of the secondary fan (Gelfand, Kapranov & Zelevinsky 1994) in which all rows are used; the flips are
those of De Loera, Rambau & Santos (2010), Triangulations.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import isqrt, lcm

from flint import fmpz_mat

from exact import cones
from exact.cones import Cone, Vector
from exact.linear import LinearSystem, Point, PrimalDual, feasibility, optimum
from exact.rationals import primitive
from exact.showing.display import Displayed
from exact.symmetries import Permutation

Simplices = frozenset[int]
"""Sets of rows, each as the bits of an integer."""

Relation = tuple[tuple[int, int], ...]
"""The entries other than 0, each with its row, in the order of the rows."""

LONG = 1_000
"""About how far from the origin the rows of the first polytope are, so that small changes keep each of them tight."""


@dataclass(frozen=True)
class Crossing(Displayed):
    """The flip along a relation is the image of chamber `to` under the symmetry `by`, the k-th of a list."""

    to: int
    by: int


@dataclass(frozen=True)
class Implied(Displayed):
    """A relation is the sum of these multiples of others, which are given by their places."""

    weights: tuple[tuple[int, Fraction], ...]


Wall = Crossing | Implied


@dataclass(frozen=True)
class Chamber(Displayed):
    """A right side in the interior, the simplices, and what each of the relations that `to_cross` lists leads to."""

    right: Vector
    simplices: Simplices
    walls: tuple[Wall, ...]


def simplices(rows: Sequence[Vector], right: Sequence[int]) -> Simplices | None:
    """The sets of rows that meet at the vertices; `None` if the right side is in the interior of no chamber."""
    size, found, met = len(rows[0]), set[int](), 0
    for point, scale in vertices(rows, right):
        tight = sum(
            1 << k for k, (row, b) in enumerate(zip(rows, right, strict=True)) if cones.product(row, point) == scale * b
        )
        if tight.bit_count() != size:
            return None
        found.add(tight)
        met |= tight
    return frozenset(found) if met == (1 << len(rows)) - 1 else None


def generic(rows: Sequence[Vector]) -> Vector:
    """A right side in a chamber, of a polytope near a ball: all rows are at about the same distance from the origin."""
    draw = random.Random(0)
    while True:
        right = tuple(isqrt(LONG**2 * sum(entry**2 for entry in row)) + draw.randint(0, LONG // 20) for row in rows)
        if simplices(rows, right) is not None:
            return right


def refined(rows: Sequence[Vector], met: int, right: Sequence[int]) -> Simplices | None:
    """What becomes of a vertex at which the rows `met` meet if right sides change a little, in proportion to `right`.

    At each vertex of {x : a_k x <= right_k for the rows met} that many rows meet as there are dimensions; `None` if
    at one there are more.
    """
    own = list(_bits(met))
    chosen, sides, found = [rows[k] for k in own], [right[k] for k in own], set[int]()
    for point, scale in vertices(chosen, sides):
        tight = [k for k, row, b in zip(own, chosen, sides, strict=True) if cones.product(row, point) == scale * b]
        if len(tight) != len(rows[0]):
            return None
        found.add(sum(1 << k for k in tight))
    return frozenset(found)


def vertices(rows: Sequence[Vector], right: Sequence[int]) -> list[tuple[Vector, int]]:
    """The vertices of {x : rows x <= right}, if it has any, each as an integer point and what to divide it by."""
    size = len(rows[0])
    inequalities = [(*(-entry for entry in row), b) for row, b in zip(rows, right, strict=True)]
    rays = cones.generators(Cone(tuple(range(size + 1)), ((*(0,) * size, 1), *inequalities))).rays
    return [(ray[:-1], ray[-1]) for ray in rays if ray[-1]]


def relations(rows: Sequence[Vector], within: Simplices) -> list[Relation]:
    """The relations of neighbouring simplices, each once, in order."""
    table = tuple(map(tuple, rows))
    beside: dict[int, list[int]] = {}
    for simplex in within:
        for bit in _bits(simplex):
            beside.setdefault(simplex & ~(1 << bit), []).append(bit)
    found = set()
    for wall, ends in beside.items():
        assert len(ends) == 2, "a wall is between two simplices"
        found.add(_relation(table, wall, *sorted(ends)))
    return sorted(found)


@lru_cache(maxsize=100_000)
def _relation(rows: tuple[Vector, ...], wall: int, one: int, other: int) -> Relation:
    """The same walls are met in one chamber after another."""
    chosen = [*_bits(wall), one, other]
    kernel, nullity = fmpz_mat([list(rows[k]) for k in chosen]).transpose().nullspace()
    assert nullity == 1, "the rows of a simplex are independent"
    entries = primitive([int(kernel[k, 0]) for k in range(len(chosen))])
    sign = 1 if entries[-1] > 0 else -1
    return tuple(sorted((k, sign * entry) for k, entry in zip(chosen, entries, strict=True) if entry))


def flipped(within: Simplices, relation: Relation) -> Simplices | None:
    """What becomes of the simplices beyond a relation; `None` if it cannot be crossed (see 2 in the module's text)."""
    rows = sum(1 << k for k, _ in relation)
    sides = [[1 << k for k, entry in relation if entry * sign > 0] for sign in (1, -1)]
    if len(sides[1]) < 2:
        return None
    links = [frozenset(each & ~rows for each in within if each & rows == rows & ~bit) for bit in sides[0]]
    if not links[0] or any(link != links[0] for link in links):
        return None
    gone, fresh = ({rows & ~bit | rest for bit in side for rest in links[0]} for side in sides)
    return frozenset((within - gone) | fresh)


def to_cross(listed: Sequence[Relation], within: Simplices) -> list[tuple[int, Simplices]]:
    """The places of the relations that may be facets of the chamber, with the flips along them."""
    flips = ((place, flipped(within, relation)) for place, relation in enumerate(listed))
    return [(place, flip) for place, flip in flips if flip is not None]


def moved(within: Simplices, symmetry: Permutation) -> Simplices:
    """The simplices with row k replaced by row `symmetry[k]`."""
    return frozenset(sum(1 << symmetry[k] for k in _bits(simplex)) for simplex in within)


def walk(rows: Sequence[Vector], symmetries: Sequence[Permutation], level: Sequence[int]) -> Iterator[Chamber]:
    """All chambers, one for each orbit under the symmetries, which are a group; small right sides, 0 at `level`.

    The rows at `level` are independent. Chambers come in the order in which walls refer to them.
    """
    weights = _weights(rows)
    known: dict[Simplices, Crossing] = {}
    queue: list[tuple[Simplices, Vector]] = []

    def meet(found: Simplices, right: Vector) -> None:
        for number, symmetry in enumerate(symmetries):
            known.setdefault(moved(found, symmetry), Crossing(len(queue), number))
        queue.append((found, right))

    first = simplices(rows, generic(rows))
    assert first is not None, "a generic right side is in a chamber"
    start = _representative(relations(rows, first), weights, level)
    assert start is not None, "the first fan is that of a polytope"
    meet(first, start)
    done = 0
    while done < len(queue):
        here, right = queue[done]
        done += 1
        listed, walls = relations(rows, here), list[Wall]()
        for place, flip in to_cross(listed, here):
            beyond = None if flip in known else _representative(relations(rows, flip), weights, level)
            if beyond is not None:
                meet(flip, beyond)
            walls.append(known[flip] if flip in known else _implied(listed, place))
        yield Chamber(right, here, tuple(walls))


def cover(rows: Sequence[Vector], symmetries: Sequence[Permutation], listed: Sequence[Chamber]) -> bool:
    """Whether the images of these chambers are all; the symmetries must be linear maps that permute the rows."""
    if not listed or any(simplices(rows, each.right) != each.simplices for each in listed):
        return False
    for chamber in listed:
        own = relations(rows, chamber.simplices)
        flips = to_cross(own, chamber.simplices)
        if len(flips) != len(chamber.walls):
            return False
        for (place, flip), wall in zip(flips, chamber.walls, strict=True):
            if not (
                _leads_to(listed, symmetries, wall, flip)
                if isinstance(wall, Crossing)
                else _is_implied(own, place, wall)
            ):
                return False
    return True


def _leads_to(listed: Sequence[Chamber], symmetries: Sequence[Permutation], wall: Crossing, flip: Simplices) -> bool:
    named = 0 <= wall.to < len(listed) and 0 <= wall.by < len(symmetries)
    return named and moved(listed[wall.to].simplices, symmetries[wall.by]) == flip


def _is_implied(listed: Sequence[Relation], place: int, wall: Implied) -> bool:
    total: dict[int, Fraction] = {}
    for other, weight in wall.weights:
        if other == place or weight < 0:
            return False
        for k, entry in listed[other]:
            total[k] = total.get(k, Fraction(0)) + weight * entry
    return {k: value for k, value in total.items() if value} == dict(listed[place])


def _implied(listed: Sequence[Relation], place: int) -> Implied:
    """Why a relation with a flip that no polytope has is no facet."""
    others = [k for k in range(len(listed)) if k != place]
    sums: dict[int, dict[int, int]] = {k: {} for k, _ in listed[place]}
    for other in others:
        for k, entry in listed[other]:
            sums.setdefault(k, {})[other] = entry
    goal = dict(listed[place])
    system = LinearSystem.make(others, equal=[(row, goal.get(k, 0)) for k, row in sums.items()], lower=0)
    found = feasibility(system).evidence
    assert isinstance(found, Point), "beyond a facet lies a chamber"
    return Implied(tuple((k, weight) for k, weight in zip(others, found.values, strict=True) if weight))


def _weights(rows: Sequence[Vector]) -> list[Fraction]:
    """Positive multiples of the rows that add up to 0, so that moving a polytope does not change the sum of theirs."""
    sums = [(dict(enumerate(column)), 0) for column in zip(*rows, strict=True)]
    system = LinearSystem.make(len(rows), equal=sums, lower=1)
    found = optimum(system, [1] * len(rows), "min").evidence
    assert isinstance(found, PrimalDual), "the rows span the space positively"
    return list(found.values)


def _representative(listed: Sequence[Relation], weights: Sequence[Fraction], level: Sequence[int]) -> Vector | None:
    """An integer right side at which all relations are positive, with a small weighted sum; `None` if there is none."""
    free = [k for k in range(len(weights)) if k not in level]
    positive = [({k: entry for k, entry in relation if k not in level}, 1) for relation in listed]
    system = LinearSystem.make(free, at_least=positive)
    found = optimum(system, [weights[k] for k in free], "min").evidence
    if not isinstance(found, PrimalDual):
        return None
    known = dict(zip(free, found.values, strict=True))
    scale = lcm(*(value.denominator for value in found.values))
    return tuple(int(scale * known.get(k, Fraction(0))) for k in range(len(weights)))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1
