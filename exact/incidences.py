"""Which rows are tight at which generators, and which of these are neighbours, as cddlib means it.

Of a polyhedron and its generators, or of generators and the inequalities of their hull: the *incidence* of each thing
listed are the numbers of the given ones that touch it, an inequality a generator and the other way round. Two are
*adjacent* if they span a face of the homogenization of the least dimension there is beyond their own (Fukuda, cddlib
reference manual): vertices with an edge between them, a vertex and a ray that is an edge from it, two rays that are
edges of the same face of dimension 2 at infinity; facets that meet in a ridge, which may be at infinity. That is so
exactly if no third one touches all that both touch, where rays touch the hyperplane at infinity, too. All is meant up
to the lineality space; lines touch everything and are not listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exact import arguments
from exact.cones import Cone, Generators, Rows, product
from exact.polyhedra import Hull, Polyhedron
from exact.rationals import primitive
from exact.showing.display import Displayed

Shape = Cone | Generators | Polyhedron | Hull


@dataclass(frozen=True)
class Incidence(Displayed):
    """For each thing listed (points and then rays, or inequalities) the places of the given ones that touch it, and of
    the listed ones that are adjacent. Given are counted inequalities and then equations, or points, rays and lines."""

    tight: tuple[tuple[int, ...], ...]
    adjacent: tuple[tuple[int, ...], ...]


def incidence(given: Shape, found: Shape) -> Incidence:
    """The incidence of what a description was made into: rows into generators (`hull`, `generators`) or back.

    Raises `TypeError` where one is not rows and the other generators.
    """
    if isinstance(given, Cone | Polyhedron) == isinstance(found, Cone | Polyhedron):
        raise TypeError("incidence: one description by rows and one by generators are expected")
    for shape in (given, found):
        if not isinstance(shape, Shape):
            raise TypeError(f"incidence: a cone or a polyhedron was expected, not {arguments.given(shape)}")
    rows, generators = (given, found) if isinstance(given, Cone | Polyhedron) else (found, given)
    above, level = _rows(rows)
    movable, lines = _generators(generators)
    if given is rows:
        everything, listed = [*above, *level], movable
    else:
        everything, listed = [*movable, *lines], above
    tight = [sum(1 << k for k, each in enumerate(everything) if product(each, one) == 0) for one in listed]
    at_infinity = isinstance(found, Hull)
    masks = [
        mask | int(at_infinity and not one[-1]) << len(everything) for mask, one in zip(tight, listed, strict=True)
    ]
    return Incidence(tuple(map(_places, tight)), _adjacent(masks, len(everything) + 1))


def _rows(rows: Cone | Polyhedron | Generators | Hull) -> tuple[Rows, Rows]:
    """Inequalities and equations as vectors whose product with (x, 1) is 0 where they are tight."""
    if isinstance(rows, Cone):
        return rows.inequalities, rows.equations
    assert isinstance(rows, Polyhedron)
    above, level = (tuple((*row, -bound) for row, bound in part) for part in (rows.inequalities, rows.equations))
    return above, level


def _generators(generated: Shape) -> tuple[Rows, Rows]:
    """Points (x, 1) and rays (x, 0), and lines; of a cone the rays alone, without the last coordinate."""
    if isinstance(generated, Generators):
        return generated.rays, generated.lines
    assert isinstance(generated, Hull)
    points = (primitive((*point, 1)) for point in generated.points)
    return (*points, *((*ray, 0) for ray in generated.rays)), tuple((*line, 0) for line in generated.lines)


def _adjacent(masks: Sequence[int], width: int) -> tuple[tuple[int, ...], ...]:
    """For each set those others that, together with it, are all that contain what the two have in common."""
    touching = [sum(1 << k for k, mask in enumerate(masks) if mask >> row & 1) for row in range(width)]
    everyone = (1 << len(masks)) - 1
    neighbours: list[list[int]] = [[] for _ in masks]
    for k, mask in enumerate(masks):
        for other in range(k + 1, len(masks)):
            common, left = mask & masks[other], everyone
            while common and left.bit_count() > 2:
                lowest = common & -common
                left &= touching[lowest.bit_length() - 1]
                common ^= lowest
            if left.bit_count() == 2:
                neighbours[k].append(other)
                neighbours[other].append(k)
    return tuple(tuple(sorted(each)) for each in neighbours)


def _places(mask: int) -> tuple[int, ...]:
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)
