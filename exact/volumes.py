"""Volumes of rational boxes cut by half-spaces, exactly.

The question is which *fraction* of a box satisfies `a . x <= b` for each of finitely many half-spaces: the probability
of the event under the uniform law on the box. A side of length 0 is a constant, and the fraction is that of the box
spanned by the other sides, in its own dimension; a box that is a single point has fraction 1 or 0. Open or closed makes
no difference except on the constants, where only `<=` is known here.

An affine change of variables makes the box the unit cube and all data integers. One half-space has a closed formula,
inclusion and exclusion over the vertices of the cube: if all weights are positive (reflect the variables that have
negative ones, leave out those that have none), then

    P(w . u <= t) = sum over vertices v of (-1)^|v| (t - w . v)_+^d / (d! w_1 ... w_d)

(Polya 1912; Barrow & Smith 1979). Several half-spaces: Lasserre's recursion (1983). A polytope {x : A x <= b} is the
union of the cones over its facets from the origin, so its volume in dimension d is 1/d times the sum over its
hyperplanes of (signed distance from the origin) x (volume of the facet), and after elimination of a variable x_k with
weight a_k a facet counts with b / |a_k|. The sides x_i >= 0 pass through the origin and count nothing. A hyperplane may
occur only once among the constraints; if the polytope lies in a hyperplane, the two constraints that say so cancel, as
they should. Faces that are met again are remembered, and variables on which no constraint depends are left out.

Data may be formulas of a parameter (`exact.symbolic`). Both ways are made of sums, products, quotients and comparisons,
so that on a piece where all these comparisons have one answer the fraction is a formula; integers are for speed alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from exact import arguments
from exact.rationals import NotConstant, common_denominator, rational
from exact.showing.display import counted
from exact.symbolic.formulas import Formula, least, up_to_scale

Box = Sequence[tuple[Any, Any]]
HalfSpace = tuple[Sequence[Any], Any]
Number = Any
"""An integer, or a formula (then also a fraction)."""
Cut = tuple[tuple[Number, ...], Number]
"""A half-space `a . u <= b` of the unit cube: of integers, unless numbers in it are formulas."""

MAX_DIMENSION = 20
"""The greatest number of sides of positive length."""
MAX_FACES = 500_000
"""The greatest number of different faces that the recursion visits before it gives up with `ValueError`."""


def volume(box: Box, half_spaces: Sequence[HalfSpace] = ()) -> Fraction:
    """The volume of the part of the box in which `a . x <= b` for every `(a, b)`; 0 for a box with a thin side."""
    sides = _intervals(box)
    size = math.prod((high - low for low, high in sides), start=Fraction(1))
    return size * fraction(sides, half_spaces)


def fraction(box: Box, half_spaces: Sequence[HalfSpace]) -> Fraction:
    """The fraction of the box in which `a . x <= b` for every `(a, b)`, relative to the sides of positive length.

    Raises `ValueError` beyond `MAX_DIMENSION` sides of positive length, or when the recursion meets more than
    `MAX_FACES` faces.

    >>> fraction([(1, 2), (1, 2)], [((1, "-5/4"), 0)])
    Fraction(31, 40)
    """
    sides = _intervals(box)
    thick = [i for i, (low, high) in enumerate(sides) if low < high]
    if len(thick) > MAX_DIMENSION:
        raise ValueError(f"a box with {len(thick)} sides of positive length; at most {MAX_DIMENSION} are treated")
    cuts = [_on_cube(sides, thick, *pair) for pair in _pairs(half_spaces, "half_spaces")]
    return _Recursion().measure(cuts)


def half_space_fraction(box: Box, coefficients: Sequence[Any], bound: Any) -> Fraction:
    """The fraction of the box in which `coefficients . x <= bound`, by the closed formula."""
    return fraction(box, [(coefficients, bound)])


def _intervals(box: Box) -> list[tuple[Fraction, Fraction]]:
    sides = [(rational(low, "box"), rational(high, "box")) for low, high in _pairs(box, "box")]
    for low, high in sides:
        if low > high:
            raise ValueError(f"box: a side runs from {low} down to {high}; swap its ends")
    return sides


def _pairs(values: Any, where: str) -> list[tuple[Any, Any]]:
    pairs = []
    for number, value in enumerate(arguments.listed(values, where)):
        if not isinstance(value, tuple | list) or len(value) != 2:
            raise TypeError(f"{where}[{number}]: a pair was expected, not {arguments.given(value)}")
        pairs.append((value[0], value[1]))
    return pairs


def _on_cube(
    sides: Sequence[tuple[Fraction, Fraction]], thick: Sequence[int], coefficients: Sequence[Any], bound: Any
) -> Cut:
    """The half-space in the variables u of the unit cube, x_i = low_i + (high_i - low_i) u_i."""
    weights = arguments.vector(coefficients, None, "half-space")
    if len(weights) != len(sides):
        where = counted(len(sides), "dimension")
        raise ValueError(f"a half-space with {counted(len(weights), 'coefficient')} in {where}")
    base = sum((a * low for a, (low, _) in zip(weights, sides, strict=True)), Fraction(0))
    rest = rational(bound, "half-space") - base
    scaled = [weights[i] * (sides[i][1] - sides[i][0]) for i in thick]
    try:
        scale = common_denominator([*scaled, rest])
    except NotConstant:
        return tuple(scaled), rest
    return tuple(int(value * scale) for value in scaled), int(rest * scale)


def _one_cut(weights: Sequence[Number], bound: Number) -> Fraction:
    """The volume of `weights . u <= bound` in the unit cube; all weights differ from 0."""
    bound -= sum(w for w in weights if w < 0)  # u -> 1 - u where the weight is negative
    positive = [abs(w) for w in weights]
    corners: dict[Number, int] = {0: 1}  # weight of a vertex -> the sum of its signs
    for w in positive:
        for total, sign in list(corners.items()):
            if total + w < bound:
                corners[total + w] = corners.get(total + w, 0) - sign
    d = len(positive)
    above = sum(sign * (bound - total) ** d for total, sign in corners.items() if total < bound)
    return rational(above) / rational(math.factorial(d) * math.prod(positive))


class _Recursion:
    """Lasserre's recursion on cut unit cubes, remembering what it has met."""

    def __init__(self) -> None:
        self.known: dict[tuple[Cut, ...], Fraction] = {}

    def measure(self, cuts: Sequence[Cut]) -> Fraction:
        """The volume of the unit cube within all `cuts`, whose dimension is the length of their weights."""
        kept = _essential(cuts)
        if kept is None:
            return Fraction(0)
        volume = Fraction(1)
        for block in _independent(kept):
            volume *= self._block(block)
            if not volume:
                break
        return volume

    def _block(self, cuts: tuple[Cut, ...]) -> Fraction:
        """The same for cuts that are reduced and depend on every variable."""
        if len(cuts) == 1:
            return _one_cut(*cuts[0])
        if cuts not in self.known:
            if len(self.known) >= MAX_FACES:
                raise ValueError(f"more than {MAX_FACES} faces; take fewer half-spaces or dimensions")
            self.known[cuts] = self._interval(cuts) if len(cuts[0][0]) == 1 else self._cones(cuts)
        return self.known[cuts]

    def _interval(self, cuts: tuple[Cut, ...]) -> Fraction:
        below = [Fraction(1), *(rational(b) / a[0] for a, b in cuts if a[0] > 0)]
        above = [Fraction(0), *(rational(b) / -a[0] for a, b in cuts if a[0] < 0)]  # the negatives of lower ends
        length = below[least(below)] + above[least(above)]
        return length if length > 0 else Fraction(0)

    def _cones(self, cuts: tuple[Cut, ...]) -> Fraction:
        d = len(cuts[0][0])
        total = Fraction(0)
        for i in range(d):  # the side u_i = 1
            total += self.measure([(a[:i] + a[i + 1 :], b - a[i]) for a, b in cuts])
        for position, (a, b) in enumerate(cuts):
            if isinstance(b, Formula) or b:  # a formula that is 0 somewhere makes no other formula there
                k = next(
                    i for i in range(d) if a[i]
                )  # always the first, so that a face looks the same on every way to it
                total += rational(b) / abs(a[k]) * self.measure(_facet(cuts, position, k))
        return total / d


def _facet(cuts: Sequence[Cut], position: int, k: int) -> list[Cut]:
    """The facet on the hyperplane of one cut, as cuts of the cube of the variables other than u_k."""
    a, b = cuts[position]
    pivot, sign = abs(a[k]), 1 if a[k] > 0 else -1

    def eliminate(weights: Sequence[Number], bound: Number) -> Cut:
        factor = sign * weights[k]
        row = tuple(pivot * w - factor * v for i, (w, v) in enumerate(zip(weights, a, strict=True)) if i != k)
        return row, pivot * bound - factor * b

    unit = tuple(int(i == k) for i in range(len(a)))
    rest = [eliminate(*cut) for other, cut in enumerate(cuts) if other != position]
    return [*rest, eliminate(unit, 1), eliminate(tuple(-u for u in unit), 0)]


def _essential(cuts: Sequence[Cut]) -> list[Cut] | None:
    """The cuts that remove something, one for each direction, in lowest terms; `None` if nothing of volume remains."""
    tightest: dict[tuple[Number, ...], Fraction] = {}
    for weights, bound in cuts:
        if not any(weights):
            if bound < 0:
                return None
            continue
        if bound <= sum(w for w in weights if w < 0):
            return None
        if bound < sum(w for w in weights if w > 0):
            direction, scale = _direction(weights)
            limit = rational(bound) / scale
            known = tightest.get(direction, limit)
            tightest[direction] = limit if limit < known else known
    return [_lowest_terms(direction, limit) for direction, limit in tightest.items()]


def _direction(weights: Sequence[Number]) -> tuple[tuple[Number, ...], Number]:
    """Weights that are not all 0 as a positive number times what is the same for all half-spaces that are parallel."""
    if all(type(w) is int for w in weights):
        divisor = math.gcd(*weights)
        return tuple(w // divisor for w in weights), divisor
    direction = up_to_scale(weights)
    place = next(i for i, w in enumerate(weights) if w)
    return direction, weights[place] / direction[place]


def _lowest_terms(direction: tuple[Number, ...], limit: Fraction) -> Cut:
    if isinstance(limit, Formula) or any(isinstance(w, Formula) for w in direction):
        return direction, limit
    return tuple(w * limit.denominator for w in direction), limit.numerator


def _independent(cuts: list[Cut]) -> list[tuple[Cut, ...]]:
    """The cuts in blocks without a variable in common, each in its own variables, sorted so that equals look equal."""
    blocks: list[tuple[set[int], list[Cut]]] = []
    for cut in cuts:
        used, members = {i for i, w in enumerate(cut[0]) if w}, [cut]
        apart = []
        for variables, others in blocks:
            if variables & used:
                used, members = used | variables, others + members
            else:
                apart.append((variables, others))
        blocks = [*apart, (used, members)]
    return [_in_order((tuple(a[i] for i in sorted(used)), b) for a, b in members) for used, members in blocks]


def _in_order(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Cuts in an order that is the same whatever the order they come in; formulas by how they are written."""
    listed = list(cuts)
    vary = any(isinstance(number, Formula) for a, b in listed for number in (*a, b))
    return tuple(sorted(listed, key=repr if vary else None))
