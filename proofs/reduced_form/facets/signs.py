"""Inequalities of Conditions A and B among those that are the same up to equations.

The inequalities of Condition A (LY, Proposition 1) have coefficients in {-1, 0, 1}; those of Condition B have them all
of one sign. Where all rules satisfy some equations, an inequality plus a combination of these says the same, and is
perhaps one of the condition: a vector of signs is sought in the span.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Literal

from exact import cones, integer
from exact.cones import Vector
from exact.linear import LinearSystem, Row
from exact.rationals import primitive
from proofs.reduced_form.facets.summands import Normal
from proofs.reduced_form.problem.problems import Coordinate

Condition = Literal["A", "B"]


def belongs(normal: Normal, condition: Condition) -> bool:
    """Whether the normal is that of an inequality of Condition A: signs; of B: all of one sign."""
    signs = {value for _, value in normal}
    return signs <= {1, -1} if condition == "A" else signs in ({Fraction(1)}, {Fraction(-1)})


def sign_vector(span: list[list[int]], goal: list[Fraction], low: int, high: int) -> tuple[int, ...] | None:
    """An integer vector in the span, with entries from low to high, that makes `goal * vector` positive."""
    size = len(goal)
    kernel = cones.lineality(cones.Cone(tuple(range(size)), (), tuple(map(tuple, span))))
    rows = tuple(
        Row(tuple((j, Fraction(entry)) for j, entry in enumerate(row) if entry), "=", Fraction(0)) for row in kernel
    )
    system = LinearSystem(tuple(range(size)), rows, (Fraction(low),) * size, (Fraction(high),) * size)
    found = integer.maximize(system, goal)
    return found.point if found.value is not None and found.value > 0 else None


class SignSpace:
    """The equations of a description, and the condition's vectors modulo them."""

    def __init__(self, coordinates: Sequence[Coordinate], equations: Iterable[Normal], condition: Condition) -> None:
        self.condition = condition
        self.coordinates, self.size = tuple(coordinates), len(coordinates)
        self.basis = [self._dense(each) for each in equations]
        self.boxes = [(-1, 1)] if condition == "A" else [(0, 1), (-1, 0)]

    def vector(self, normal: Normal) -> tuple[Fraction, ...]:
        """The coefficients by coordinate."""
        known = dict(normal)
        return tuple(known.get(c, Fraction(0)) for c in self.coordinates)

    def named(self, vector: Iterable[int | Fraction]) -> Normal:
        return tuple((c, Fraction(f)) for c, f in zip(self.coordinates, vector, strict=True) if f)

    def _dense(self, normal: Normal) -> list[int]:
        return list(primitive(self.vector(normal)))

    def rewritten(self, normal: Normal) -> Normal | None:
        """A vector of the condition that is a positive multiple of the normal up to an equation."""
        if belongs(normal, self.condition) or not self.basis:
            return normal if belongs(normal, self.condition) else None
        facet = self._dense(normal)
        goal = self._vanishing(self.basis, facet)
        for low, high in self.boxes:
            found = sign_vector([facet, *self.basis], goal, low, high)
            if found is not None:
                return self.named(found)
        return None

    def equations(self) -> list[Normal]:
        """As many independent vectors of the condition among the equations' normals as there are."""
        found: list[list[int]] = []
        while len(found) < len(self.basis):
            fresh = self._fresh(found)
            if fresh is None:
                break
            found.append(list(fresh))
        return [self.named(row) for row in found]

    def _fresh(self, found: list[list[int]]) -> Vector | None:
        """A vector of the condition in the span of the equations, but not in that of those found."""
        # A basis of the span that begins with those found: what is new has a part in one of the others.
        completed = list(found)
        for row in self.basis:
            if cones.rank([tuple(other) for other in (*completed, row)], self.size) > len(completed):
                completed.append(row)
        for extra in completed[len(found) :]:
            goal = self._vanishing([row for row in completed if row != extra], extra)
            for (low, high), sign in itertools.product(self.boxes, (1, -1)):
                vector = sign_vector(self.basis, [sign * weight for weight in goal], low, high)
                if vector is not None:
                    return vector
        return None

    def _vanishing(self, rows: list[list[int]], one: list[int]) -> list[Fraction]:
        """A linear form on the span that vanishes on the rows and is 1 at `one`."""
        from flint import fmpq, fmpq_mat

        table = [*rows, one]
        matrix = fmpq_mat(len(table), self.size, [fmpq(entry) for row in table for entry in row])
        right = fmpq_mat(len(table), 1, [fmpq(0)] * len(rows) + [fmpq(1)])
        gram = matrix * matrix.transpose()
        weights = matrix.transpose() * gram.solve(right)
        return [Fraction(int(weights[j, 0].p), int(weights[j, 0].q)) for j in range(self.size)]
