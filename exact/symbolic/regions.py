"""A convex set, or a convex or concave function, from its answers at single points.

In a box, a convex set is known by an oracle: at a point it says that the point is in the set, with a witness, or gives
a half-space that contains the set and not the point, with a reason. The corners of the polytope of the half-spaces
known so far are asked; when all of them are in the set, the polytope is the set: it contains the set, and the set,
being convex, contains the hull of the corners. (The cutting planes of Kelley 1960; here they end, if the oracle draws
its half-spaces from finitely many.)

A convex function is known by an oracle that gives at a point its value, and an affine function that is nowhere above it
and equal to it there. The greatest of those known so far is itself convex and piecewise affine, and the corners of what
lies above it in the box are asked; when the function has at each of them that greatest value, both are the same: on a
piece, where the greatest is affine, convexity bounds the function by its values at the corners of the piece. For a
concave function the same holds upside down, and it may be defined in a part of the box alone, which is found as above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from exact import polyhedra
from exact.polyhedra import Hull, Point, Polyhedron
from exact.rationals import primitive, text
from exact.showing.display import Displayed
from exact.symbolic.affine import Parameter, written

Reason = TypeVar("Reason")
Witness = TypeVar("Witness")
Ordered = TypeVar("Ordered", "HalfSpace", "Piece")


@dataclass(frozen=True, order=True)
class HalfSpace(Displayed):
    """All points with `coefficients * point <= bound`."""

    coefficients: tuple[Fraction, ...]
    bound: Fraction

    @classmethod
    def of(cls, coefficients: Iterable[Fraction], bound: Fraction) -> HalfSpace:
        """Scaled to integers without a common factor."""
        *row, limit = map(Fraction, primitive([*coefficients, bound]))
        return cls(tuple(row), limit)

    def contains(self, point: Sequence[Fraction]) -> bool:
        return _dot(self.coefficients, point) <= self.bound

    def formula(self, names: Sequence[str], sign: str = "<=") -> str:
        """`2*p - q <= 1`, or `p - q >= 3` where the first coefficient is negative."""
        first = next((entry for entry in self.coefficients if entry), Fraction(1))
        turned = -1 if first < 0 else 1
        left = written(zip(names, (turned * entry for entry in self.coefficients), strict=True), Fraction(0))
        return f"{left} {'>=' if first < 0 and sign == '<=' else sign} {text(turned * self.bound)}"


@dataclass(frozen=True, order=True)
class Piece(Displayed):
    """The affine function `slopes * point + constant`."""

    slopes: tuple[Fraction, ...]
    constant: Fraction

    def at(self, point: Sequence[Fraction]) -> Fraction:
        return _dot(self.slopes, point) + self.constant

    def formula(self, names: Sequence[str]) -> str:
        """`2*p - q + 1/2`."""
        return written(zip(names, self.slopes, strict=True), self.constant)


@dataclass(frozen=True)
class Outside(Displayed, Generic[Reason]):
    """The point is not in the set: a half-space that contains the set and not the point."""

    side: HalfSpace
    reason: Reason


@dataclass(frozen=True)
class Inside(Displayed, Generic[Witness]):
    """The point is in the set."""

    witness: Witness


@dataclass(frozen=True)
class Valued(Displayed, Generic[Reason, Witness]):
    """The value at the point, and an affine function that bounds the function from one side and touches it there."""

    value: Fraction
    piece: Piece
    reason: Reason
    witness: Witness


@dataclass(frozen=True)
class Region(Displayed, Generic[Reason, Witness]):
    """A polytope within a box: its sides besides those of the box, none implied by others, and its corners."""

    sides: tuple[tuple[HalfSpace, Reason], ...]
    corners: tuple[tuple[Point, Witness], ...]


@dataclass(frozen=True)
class Envelope(Displayed, Generic[Reason, Witness]):
    """A piecewise affine function: the sides of where it is defined besides those of the box, its pieces, the greatest
    or least of which it is, none to be spared, and the corners of the subdivision."""

    sides: tuple[tuple[HalfSpace, Reason], ...]
    pieces: tuple[tuple[Piece, Reason], ...]
    corners: tuple[tuple[Point, Witness], ...]


def formulas_of(sides: Sequence[HalfSpace], names: Sequence[str]) -> list[str]:
    """The sides as formulas; two opposite ones are an equation."""
    opposite = {side: HalfSpace(tuple(-x for x in side.coefficients), -side.bound) for side in sides}
    found: dict[str, None] = {}
    for side in sides:
        level = opposite[side] in opposite
        formula = side.formula(names, "=" if level else "<=")
        found[formula] = None
    return list(found)


def box_of(parameters: Sequence[Parameter]) -> tuple[HalfSpace, ...]:
    """The sides of the box of the parameters' ranges."""
    sides = []
    for place, parameter in enumerate(parameters):
        unit = tuple(Fraction(int(k == place)) for k in range(len(parameters)))
        sides += [HalfSpace(tuple(-x for x in unit), -parameter.low), HalfSpace(unit, parameter.high)]
    return tuple(sides)


def corners_of(sides: Sequence[HalfSpace]) -> tuple[Point, ...]:
    """The vertices of a polytope that these half-spaces, of which there is at least one, bound."""
    return _hull(sides, len(sides[0].coefficients)).points


def region_by_asking(
    box: Sequence[HalfSpace], ask: Callable[[Point], Inside[Witness] | Outside[Reason]]
) -> Region[Reason, Witness]:
    """The convex set within the box of which the oracle `ask` knows."""
    sides: dict[HalfSpace, Reason] = {}
    known: dict[Point, Witness] = {}
    while True:
        corners = corners_of([*box, *sides])
        asked = [corner for corner in corners if corner not in known]
        for corner in asked:
            if not all(side.contains(corner) for side in sides):
                continue  # cut off since it was found
            answer = ask(corner)
            if isinstance(answer, Inside):
                known[corner] = answer.witness
            else:
                assert not answer.side.contains(corner), "what is outside is cut off"
                sides[answer.side] = answer.reason
        if all(corner in known for corner in corners):
            kept = _in_order(needed(tuple(sides), box))
            return Region(tuple((side, sides[side]) for side in kept), tuple((c, known[c]) for c in corners))


def envelope_by_asking(
    box: Sequence[HalfSpace],
    ask: Callable[[Point], Valued[Reason, Witness] | Outside[Reason]],
    convex: bool,
) -> Envelope[Reason, Witness]:
    """The convex function on the box, or the concave one on a part of it, of which the oracle `ask` knows."""
    sides: dict[HalfSpace, Reason] = {}
    pieces: dict[Piece, Reason] = {}
    known: dict[Point, Valued[Reason, Witness]] = {}
    while True:
        around = [*box, *sides]
        corners = subdivision_corners(around, tuple(pieces), convex) if pieces else corners_of(around)
        for corner in corners:
            if corner in known or not all(side.contains(corner) for side in sides):
                continue
            answer = ask(corner)
            if isinstance(answer, Outside):
                assert not answer.side.contains(corner), "what is outside is cut off"
                sides[answer.side] = answer.reason
                continue
            known[corner] = answer
            if not pieces or envelope_at(tuple(pieces), corner, convex) != answer.value:
                assert answer.piece.at(corner) == answer.value, "the affine function touches at the point"
                pieces[answer.piece] = answer.reason
        settled = [corner in known and known[corner].value == _at(pieces, corner, convex) for corner in corners]
        if all(settled) and set(corners) == set(_corners(around, pieces, convex)):
            break
    kept_sides = _in_order(needed(tuple(sides), box))
    kept = _in_order(_needed_pieces(around, tuple(pieces), convex)) if corners else ()
    return Envelope(
        tuple((side, sides[side]) for side in kept_sides),
        tuple((piece, pieces[piece]) for piece in kept),
        tuple((corner, known[corner].witness) for corner in corners),
    )


def envelope_at(pieces: Sequence[Piece], point: Sequence[Fraction], convex: bool) -> Fraction:
    """The greatest (of a convex function) or least value of the pieces at a point."""
    return (max if convex else min)(piece.at(point) for piece in pieces)


def subdivision_corners(around: Sequence[HalfSpace], pieces: Sequence[Piece], convex: bool) -> tuple[Point, ...]:
    """The corners of the subdivision of a polytope into the parts where each of the pieces is the greatest, or least:
    those of what lies above, or below, all of them."""
    lifted = [*map(_lifted, around), *(_beyond(piece, convex) for piece in pieces)]
    return tuple(point[:-1] for point in _hull(lifted, len(around[0].coefficients) + 1).points)


def part_of(around: Sequence[HalfSpace], pieces: Sequence[Piece], piece: Piece, convex: bool) -> tuple[HalfSpace, ...]:
    """Where a piece is the greatest, or least: the sides of that part besides those of `around`, none to be spared."""
    sides = []
    for other in pieces:
        if other != piece:
            more, less = (other, piece) if convex else (piece, other)
            gap = [a - b for a, b in zip(more.slopes, less.slopes, strict=True)]
            sides.append(HalfSpace.of(gap, less.constant - more.constant))
    return tuple(_in_order(needed(tuple(dict.fromkeys(sides)), around)))


def needed(sides: Sequence[HalfSpace], others: Sequence[HalfSpace]) -> tuple[HalfSpace, ...]:
    """Those of the sides, in order, that neither the others nor the sides that are kept imply; the last go first.

    Of a set with inner points they are its facets. Else one after another is left out if the rest implies it.
    """
    described = polyhedra.irredundant(_polyhedron([*others, *sides]))
    if not described.equations and all(any(row) for row, _ in described.inequalities):
        facets = {HalfSpace.of(map(Fraction, row), Fraction(bound)) for row, bound in described.inequalities}
        facets -= {HalfSpace.of(other.coefficients, other.bound) for other in others}
        first = {HalfSpace.of(side.coefficients, side.bound): side for side in reversed(sides)}
        kept_facets = {first[facet] for facet in facets}
        return tuple(side for side in sides if side in kept_facets)
    kept = list(sides)
    for side in reversed(sides):
        rest = [each for each in kept if each != side]
        if _implied(side, [*others, *rest]):
            kept = rest
    return tuple(kept)


# ------------------------------------------------------------------------------------------------------------ helpers


def _in_order(found: Sequence[Ordered]) -> list[Ordered]:
    """Those with the greatest slope in the first parameter first, whoever was found first."""
    return sorted(found, reverse=True)


def _at(pieces: Iterable[Piece], point: Point, convex: bool) -> Fraction | None:
    listed = tuple(pieces)
    return envelope_at(listed, point, convex) if listed else None


def _corners(around: Sequence[HalfSpace], pieces: Iterable[Piece], convex: bool) -> tuple[Point, ...]:
    listed = tuple(pieces)
    return subdivision_corners(around, listed, convex) if listed else corners_of(around)


def _needed_pieces(around: Sequence[HalfSpace], pieces: Sequence[Piece], convex: bool) -> tuple[Piece, ...]:
    beyond = {_beyond(piece, convex): piece for piece in pieces}
    return tuple(beyond[side] for side in needed(tuple(beyond), tuple(map(_lifted, around))))


def _lifted(side: HalfSpace) -> HalfSpace:
    """A half-space in one more dimension, which it does not bound."""
    return HalfSpace((*side.coefficients, Fraction(0)), side.bound)


def _beyond(piece: Piece, convex: bool) -> HalfSpace:
    """What lies above the graph of the piece, or below it."""
    if convex:
        return HalfSpace((*piece.slopes, Fraction(-1)), -piece.constant)
    return HalfSpace((*(-slope for slope in piece.slopes), Fraction(1)), piece.constant)


def _implied(side: HalfSpace, others: Sequence[HalfSpace]) -> bool:
    generated = _hull(others, len(side.coefficients))
    if not all(side.contains(point) for point in generated.points):
        return False
    rays = (_dot(side.coefficients, ray) <= 0 for ray in generated.rays)
    lines = (_dot(side.coefficients, line) == 0 for line in generated.lines)
    return all(rays) and all(lines)


def _hull(sides: Sequence[HalfSpace], dimension: int) -> Hull:
    return polyhedra.hull(_polyhedron(sides, dimension))


def _polyhedron(sides: Sequence[HalfSpace], dimension: int | None = None) -> Polyhedron:
    rows = [side.coefficients for side in sides]
    return Polyhedron.of(rows, [side.bound for side in sides], dimension=dimension)


def _dot(left: Sequence[Fraction], right: Sequence[int | Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(left, right, strict=True)), Fraction(0))
