"""Facts about cones and numbers as verdicts on linear systems, which the checker knows.

"x lies in the cone" is the feasibility of the cone's rows with every variable fixed. A vector v is an *extreme ray*
(modulo the lineality space) if it lies in the cone, some constraint is slack at it, and its *rivals* are infeasible:
whatever lies in the cone and keeps v's binding constraints binding has slacks in the same proportion as v. For a
pointed cone this says that q - 1 linearly independent constraints bind at v (LY, section 3).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from exact import cones
from exact.cones import Cone, Generators
from exact.linear import LinearSystem, Point, feasibility
from exact.verdicts import Verdict
from proofs.claims.claim import Expected
from proofs.claims.comparison import compare

Vector = tuple[int, ...]


def stated(verdict: Verdict) -> Expected:
    """A verdict that a certificate shall show whichever way it comes out."""
    return Expected(verdict, verdict.holds is True)


def stated_if(verdict: Verdict, holds: bool) -> Expected:
    """The verdict, expected to come out as told."""
    return Expected(verdict, holds)


def some(verdicts: Iterable[Verdict]) -> tuple[list[Verdict], Verdict]:
    """For "at least one of them holds": the verdicts before the one that decides, and that one.

    If one holds it decides alone; if none does, the last decides and the others are to be shown with it.
    """
    failed: list[Verdict] = []
    for verdict in verdicts:
        if verdict.holds is not False:
            return [], verdict
        failed.append(verdict)
    return failed[:-1], failed[-1]


def system_of(cone: Cone, point: Sequence[Any] | None = None) -> LinearSystem:
    """The cone as a linear system, its variables fixed at `point` if one is given."""
    rows = [([-entry for entry in row], 0) for row in cone.inequalities]
    equations = [(row, 0) for row in cone.equations]
    return LinearSystem.make(cone.coordinates, at_most=rows, equal=equations, lower=point, upper=point)


def member(cone: Cone, point: Sequence[Any]) -> Verdict:
    """Whether the point lies in the cone."""
    return feasibility(system_of(cone, point))


def slack_rows(cone: Cone, vector: Sequence[int]) -> list[int]:
    """The inequalities that are slack at a vector of the cone."""
    return [k for k, row in enumerate(cone.inequalities) if cones.product(row, vector) > 0]


def rivals(cone: Cone, vector: Vector) -> Iterator[LinearSystem]:
    """Systems, all infeasible if `vector`, of the cone and not in the lineality space, is an extreme ray."""
    slack = slack_rows(cone, vector)
    first, *others = slack
    rows = [([-e for e in row], 0) for k, row in enumerate(cone.inequalities) if k in slack]
    binding = [(row, 0) for k, row in enumerate(cone.inequalities) if k not in slack]
    binding += [(row, 0) for row in cone.equations]
    base = cone.inequalities[first]
    for other in others:
        own = cone.inequalities[other]
        scale, less = cones.product(base, vector), cones.product(own, vector)
        ratio = [scale * e - less * b for e, b in zip(own, base, strict=True)]
        yield LinearSystem.make(cone.coordinates, at_most=rows, equal=[*binding, (ratio, 1)])


def extreme(cone: Cone, vector: Vector) -> list[Expected]:
    """What shows that a vector of a cone is an extreme ray modulo the lineality space."""
    return [Expected(member(cone, vector)), *(Expected(feasibility(s), False) for s in rivals(cone, vector))]


def not_extreme(cone: Cone, vector: Vector) -> Verdict | None:
    """The verdict on a feasible rival, if there is one: `vector` is a sum of two vectors in other directions."""
    verdicts = map(feasibility, rivals(cone, vector))
    return next((verdict for verdict in verdicts if verdict.holds), None)


def sign_vectors(cone: Cone, low: int = -1) -> list[Vector]:
    """The vectors of the cone other than 0 whose entries are -1, 0 and 1 (0 and 1 if `low` is 0)."""
    entries = range(low, 2)
    return [
        vector
        for vector in itertools.product(entries, repeat=cone.dimension)
        if any(vector) and cones.contains(cone, vector)
    ]


def generated(vectors: Sequence[Vector], target: Sequence[Any]) -> Verdict:
    """Whether the target is a sum of nonnegative multiples of the vectors."""
    rows = [([vector[k] for vector in vectors], value) for k, value in enumerate(target)]
    return feasibility(LinearSystem.make(len(vectors), equal=rows, lower=0))


def generating_set(cone: Cone) -> list[Vector]:
    """Finitely many vectors whose nonnegative combinations are the cone: rays, and lines both ways."""
    found = cones.generators(cone)
    return [*found.rays, *found.lines, *(tuple(-entry for entry in line) for line in found.lines)]


def beyond(cone: Cone, vectors: Sequence[Vector]) -> Iterator[LinearSystem]:
    """Systems, all infeasible exactly if the vectors generate all of the cone: a point of it beyond some facet."""
    hull = cones.constraints(Generators(cone.coordinates, tuple(vectors)))
    limits = [*hull.inequalities, *hull.equations, *(tuple(-e for e in row) for row in hull.equations)]
    own = system_of(cone)
    for row in limits:
        yield LinearSystem.make(
            own.variables,
            at_most=[([-e for e in r], 0) for r in cone.inequalities],
            equal=[*((r, 0) for r in cone.equations), (row, -1)],
        )


def solution(verdict: Verdict) -> tuple[Fraction, ...]:
    """The point that a feasible verdict shows."""
    assert isinstance(verdict.evidence, Point)
    return verdict.evidence.values


def is_sign_vector(vector: Sequence[int]) -> bool:
    """Whether the vector is a positive multiple of one with entries -1, 0, 1."""
    return len({abs(entry) for entry in vector if entry}) <= 1


def sizes_equal(vector: Sequence[int]) -> Iterator[Verdict]:
    """Verdicts that all hold exactly if the vector is a multiple of one with entries -1, 0, 1."""
    sizes = [abs(entry) for entry in vector if entry]
    for size in sorted(set(sizes)):
        yield compare((f"an absolute value in {words(vector)}", size), "=", ("the greatest", max(sizes)))


def nonzero(vector: Sequence[Any]) -> Expected:
    """The vector is not 0."""
    total = sum(map(abs, vector))
    return Expected(compare((f"the sum of the absolute values of {words(vector)}", total), "=", ("", 0)), holds=False)


def words(vector: Sequence[Any]) -> str:
    """`(1, -1, 0)`."""
    return "(" + ", ".join(map(str, vector)) + ")"


def rows_in_words(rows: Sequence[Sequence[Any]]) -> str:
    """`[1 0; 1 -1]`, or `[]`."""
    return "[" + "; ".join(" ".join(map(str, row)) for row in rows) + "]"
