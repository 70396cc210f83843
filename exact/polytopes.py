"""The volume of a polytope that is given by a linear system.

A *polytope* is a bounded polyhedron; one that does not have the dimension of the space around it has volume 0. Another
one is cut into simplices, which are *pulled* from its vertices: it is the union of the cones from one vertex over the
facets that miss this vertex, and each facet is cut in the same way. The facets of a face are the greatest of its
intersections with the facets of the polytope, so that all of it is read off which vertex is on which facet. The volume
of a simplex is a determinant, divided by the factorial of the dimension. (The volume of a box that a few half-spaces
cut is found more quickly by `exact.volumes`, which needs no vertices.)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from exact import arguments, cones, polyhedra
from exact.double_descriptions import MAKES, ListedAgain, SeenByListing, polyhedron_of
from exact.linear.deciding import feasibility
from exact.linear.systems import LinearSystem
from exact.rationals import primitive, text
from exact.verdicts import Verdict

MAX_SIMPLICES = 100_000
"""The greatest number of simplices, those of faces included."""


@dataclass(frozen=True)
class Volume(SeenByListing):
    """The volume of the solutions of a system. Evidence: `ListedAgain`."""

    kind: ClassVar[str] = "volume"
    system: LinearSystem
    value: Fraction

    def sentence(self) -> str:
        return f"the volume of the solutions of the system is {text(self.value)}"

    def is_so(self) -> bool:
        return _volume(self.system) == self.value


def polytope_volume(system: LinearSystem) -> Verdict:
    """The volume of the solutions, or `Feasible` with answer no where there are none (the volume is then 0).

    Raises `ValueError` where they are not bounded, and for more than `MAX_SIMPLICES` simplices.
    """
    solvable = feasibility(arguments.expected(system, LinearSystem, "system", MAKES))
    if not solvable:
        return solvable
    found = _volume(system)
    if found is None:
        raise ValueError("the solutions are not bounded, so they have no volume")
    return Verdict(Volume(system, found), True, ListedAgain())


def _volume(system: LinearSystem) -> Fraction | None:
    """The volume; `None` if the solutions are not bounded or there are none."""
    generated = polyhedra.hull(polyhedron_of(system))
    if not generated.points or generated.rays or generated.lines:
        return None
    described = polyhedra.constraints(generated)
    if described.equations:
        return Fraction(0)
    whole = [primitive((*point, 1)) for point in generated.points]
    sides = [
        sum(1 << k for k, point in enumerate(generated.points) if cones.product(row, point) == bound)
        for row, bound in described.inequalities
    ]
    size = len(system.variables)
    total = sum(
        (_parallelepiped([whole[k] for k in each]) for each in _simplices(sides, len(whole), size)), Fraction(0)
    )
    return total / math.factorial(size)


def _parallelepiped(corners: list[tuple[int, ...]]) -> Fraction:
    """The volume of a simplex times the factorial of its dimension; corners (x, z) stand for the points x / z."""
    from flint import fmpz_mat

    volume = abs(int(fmpz_mat([list(corner) for corner in corners]).det()))
    return Fraction(volume, math.prod(corner[-1] for corner in corners))


def _simplices(sides: list[int], count: int, dimension: int) -> list[tuple[int, ...]]:
    """Simplices that fill a polytope and overlap in their boundaries alone, each by the numbers of its vertices.

    `sides` has the vertices on each facet, as bits. Raises `ValueError` for more than `MAX_SIMPLICES`.
    """
    known: dict[int, list[tuple[int, ...]]] = {}
    made = 0

    def cut(face: int, dimension: int) -> list[tuple[int, ...]]:
        nonlocal made
        if face not in known:
            first = (face & -face).bit_length() - 1
            known[face] = [(first,)] if dimension == 0 else []
            for part in _facets(face, sides) if dimension else ():
                if not part >> first & 1:
                    known[face] += [(first, *rest) for rest in cut(part, dimension - 1)]
            made += len(known[face])
            if made > MAX_SIMPLICES:
                raise ValueError(f"the polytope is cut into more than {MAX_SIMPLICES} simplices")
        return known[face]

    return cut((1 << count) - 1, dimension)


def _facets(face: int, sides: list[int]) -> list[int]:
    """The facets of a face: the greatest of its intersections with the sides that are not the face itself."""
    parts = {face & side for side in sides} - {face, 0}
    return [part for part in parts if not any(part & other == part != other for other in parts)]
