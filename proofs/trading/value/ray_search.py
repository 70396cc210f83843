"""The search for the best polarized ray mechanism: branch and bound over regions of directions.

Definitions, and why the bounds hold, are in `proofs.trading.value.best_rays`. A *region* has a division of the types
into classes and, for classes, sides on which their rays lie. The region with the least bound is looked at first. Its
programs' solutions tell where to cut, by what a wrong direction can cost at most: between the directions that a class
is given at two profiles, or by a cost vector that two rays of an agent tempt. And they propose mechanisms:

* *one profile after another*: the directions of the profile that saves most are kept as rays, the programs of all
  others are solved again on these rays, and so on, until nothing more is saved;
* *directions of small numbers* near to what the classes are given on average;
* *given lengths*: how far along its ray each class is moved at each profile is kept, from the region's programs or from
  the best mechanism met, and the rays are chosen anew, again by a linear program.

Floats choose where to cut and what to propose; whether a cut is one, what a mechanism costs and what bounds it, is
decided exactly. The best cost may be irrational or not attained (by rays whose one side vanishes), so the search stops
where bound and cost are close, after `CLOSING` further regions that may close the rest.
"""

from __future__ import annotations

import heapq
import itertools
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from exact.linear import LinearSystem, PrimalDual, Row, Sense, Vector, optimum
from exact.rationals import primitive
from exact.verdicts import Verdict
from proofs.trading.dominance.polarization import polarizing_multipliers, tempting_costs
from proofs.trading.markets.bundles import ZERO, Assignment, Bundle, Direction, dot, minus, plus
from proofs.trading.markets.market import Market
from proofs.trading.value.best_obvious import Classes
from proofs.trading.value.best_rays import (
    BestPolarizedRays,
    Bounded,
    BranchedRays,
    Cut,
    Division,
    Opened,
    RayPrograms,
    Region,
    are_rays,
    division_cost,
)
from proofs.trading.value.enclosing import CLOSE, rounded_up

MAX_REGIONS = 10_000
"""The greatest number of regions that are looked at."""
CLOSING = 100
"""Regions that are looked at where bound and cost are close already."""
PROPOSING = 60
"""So many regions propose mechanisms, and after them one of `SELDOM`."""
SELDOM = 8
SMALL = (3, 8, 20, 60, 1000)
"""The greatest denominators of directions that are proposed, relative to their greatest step."""
FLAT = 1e-9
"""Where a wrong direction can cost no more than this, nothing is cut; the region then keeps the bound it has."""
GRIDS = (8, 64, 4096, 10**6, 10**9)
"""Normals are rounded to the coarsest of these grids on which they still cut well."""

Key = tuple[int, int]
Chosen = dict[Key, Direction]
"""The rays of agents and classes."""


@dataclass(frozen=True)
class _Solved:
    """A program solved: what it contributes to the cost, its multipliers, and what everybody's bundle changes by."""

    cost: Fraction
    multipliers: Vector
    moves: tuple[Bundle, ...]


@dataclass
class _Node:
    """A region, what is added in it to what is known above, and what became of it."""

    division: Division
    sides: dict[Key, tuple[Direction, ...]]
    solved: dict[Classes, _Solved]
    better: list[Classes]
    bound: Fraction
    cut: Cut | None = None
    parts: list[_Node] = field(default_factory=list)

    def regions(self, least: Fraction) -> Iterator[Region]:
        """The tree from here, without what the bound does not need."""
        bounds = tuple(Bounded(classes, self.solved[classes].multipliers) for classes in self.better)
        if self.bound >= least or self.cut is None:
            yield Region(bounds)
            return
        yield Region(bounds, self.cut)
        for part in self.parts:
            yield from part.regions(least)


@dataclass(frozen=True)
class _Found:
    """A mechanism and its cost."""

    cost: Fraction
    division: Division
    rays: Chosen


class RaySearch:
    """The search for a market of finitely many types."""

    def __init__(self, market: Market, seconds: float) -> None:
        self.programs = RayPrograms.of(market)
        self.market = self.programs.market
        self.size = len(market.tasks)
        self.until = time.monotonic() + seconds
        self.cost = dict(self.programs.classified.cost())
        nobody = tuple((everybody,) for everybody in self.programs.everybody)
        self.best = _Found(self.programs.base, nobody, {})
        self.alone = {classes: self._solved(classes, {}) for classes in self.programs.lists()}
        """The program of every list of classes, without sides."""
        self.looked = 0

    def run(self) -> Verdict:
        """The best mechanism met, with the bound."""
        known = {classes: one.cost for classes, one in self.alone.items()}
        order = itertools.count()
        heap: list[tuple[Fraction, int, _Node]] = []
        for division in self.programs.divisions():
            bound = division_cost(known, division)
            if bound < self.best.cost:
                heap.append((bound, next(order), _Node(division, {}, self.alone, [], bound)))
        heapq.heapify(heap)
        roots = [node for *_, node in sorted(heap, key=lambda each: each[1])]
        closing = 0
        while heap and heap[0][0] < self.best.cost and closing < CLOSING and self._goes_on():
            node = heapq.heappop(heap)[2]
            closing += node.bound >= self.best.cost - CLOSE * self._saved()
            for part in self._parts(node):
                if part.bound < self.best.cost:
                    heapq.heappush(heap, (part.bound, next(order), part))
        least = min([self.best.cost, *(leaf.bound for root in roots for leaf in _leaves(root))])
        saved = self._saved()
        bound = self.programs.base - rounded_up(self.programs.base - least, saved) if saved else least
        opened = [Opened(root.division, tuple(root.regions(bound))) for root in roots if root.bound < bound]
        return self._verdict(bound, tuple(opened))

    def _goes_on(self) -> bool:
        return self.looked < MAX_REGIONS and time.monotonic() < self.until

    def _saved(self) -> Fraction:
        return self.programs.base - self.best.cost

    def _verdict(self, bound: Fraction, opened: tuple[Opened, ...]) -> Verdict:
        found, own = self.best, self.market.status_quo
        used = {key: ray for key, ray in found.rays.items() if any(ray)}
        rays = tuple(
            tuple(used.get((j, mask), (0,) * self.size) for mask in masks) for j, masks in enumerate(found.division)
        )
        selected = []
        for classes in itertools.product(*found.division):
            moves = self._along(classes, used)
            selected.append(tuple(plus(x, d) for x, d in zip(own, moves, strict=True)))
        vectors = tuple(self.alone[classes].multipliers for classes in self.programs.lists())
        statement = BestPolarizedRays(self.market, found.cost, bound)
        return Verdict(statement, True, BranchedRays(found.division, rays, tuple(selected), vectors, opened))

    # -------------------------------------------------------------------------------------------------------- programs

    def _solved(self, classes: Classes, sides: Mapping[Key, tuple[Direction, ...]]) -> _Solved:
        found, moves = self._optimum(self.programs.system(classes, sides))
        cost = self.programs.base + self.market.social_cost(moves)
        return _Solved(self.programs.chance(classes) * cost, found.multipliers, moves)

    def _optimum(self, system: LinearSystem) -> tuple[PrimalDual, Assignment]:
        """The optimum of a system whose first variables are everybody's bundles, and what these change by."""
        found = optimum(system, {system.variables[k]: pi for k, pi in self.cost.items()}, "min").evidence
        assert isinstance(found, PrimalDual), "the status quo is a solution, and bundles are bounded"
        rows = [found.values[j * self.size : (j + 1) * self.size] for j in range(len(self.market.agents))]
        return found, tuple(minus(row, own) for row, own in zip(rows, self.market.status_quo, strict=True))

    def _along(self, classes: Classes, rays: Mapping[Key, Direction]) -> Assignment:
        """The best moves at these classes along the rays: no ray, no move; 0, the remedial menu, gives anything."""
        return self._completed(classes, {key: rays.get(key, (0,) * self.size) for key in enumerate(classes) if key[1]})

    def _completed(self, classes: Classes, rays: Mapping[Key, Direction]) -> Assignment:
        """The best moves at these classes, along rays that are known, otherwise polarized with an agent's others."""
        plain = self.programs.system(classes, {})
        rows, names = list(plain.rows), list(plain.variables)
        for j, mask in enumerate(classes):
            own = list(enumerate(self.market.status_quo[j], j * self.size))
            others = [ray for (k, _), ray in rays.items() if k == j and any(ray)] if mask else []
            for ray in [rays[j, mask]] if (j, mask) in rays else others:
                length = len(names)
                names.append(("length", length))
                if (j, mask) in rays:
                    rows += [_sparse({k: 1, length: -h}, "=", x) for (k, x), h in zip(own, ray, strict=True)]
                else:
                    rows += [_sparse({k: -1, length: -h}, "<=", -x) for (k, x), h in zip(own, ray, strict=True)]
        extra = len(names) - len(plain.variables)
        lower, upper = (*plain.lower, *[ZERO] * extra), (*plain.upper, *[None] * extra)
        return self._optimum(LinearSystem(tuple(names), tuple(rows), lower, upper))[1]

    # ------------------------------------------------------------------------------------------------------- proposals

    def _propose(self, node: _Node) -> None:
        for found in (
            self._one_after_another(node),
            *self._of_small_numbers(node),
            self._of_lengths(node.division, self._lengths(node), self._means(node)),
        ):
            while found is not None and found.cost < self.best.cost:
                self.best = found
                found = self._of_lengths(found.division, self._lengths_of(found), found.rays)

    def _one_after_another(self, node: _Node) -> _Found:
        """Directions are kept as rays, those of the most that is saved first."""
        open_lists = {classes: node.solved[classes].moves for classes in itertools.product(*node.division)}
        gains = {classes: self._gain(classes, moves) for classes, moves in open_lists.items()}
        rays: Chosen = {}
        cost = self.programs.base
        while open_lists:
            classes = min(open_lists, key=lambda each: (gains[each], each))
            moves = open_lists.pop(classes)
            if gains[classes] >= 0:
                break
            fresh = {
                (j, mask): primitive(moves[j])
                for j, mask in enumerate(classes)
                if mask and any(moves[j]) and (j, mask) not in rays
            }
            if not all(min(ray) < 0 < max(ray) for ray in fresh.values()):
                continue
            cost += gains[classes]
            rays |= fresh
            touched = {j for j, _ in fresh}
            for other in open_lists if touched else ():
                if gains[other] < 0 and any(other[j] for j in touched):
                    open_lists[other] = self._completed(other, _of_classes(rays, other))
                    gains[other] = self._gain(other, open_lists[other])
        return _Found(cost, node.division, rays)

    def _of_small_numbers(self, node: _Node) -> Iterator[_Found]:
        """Directions near to what the classes are given on average."""
        means = self._means(node)
        seen = set()
        for most in SMALL:
            rays = {}
            for key, mean in means.items():
                longest = max(map(abs, mean))
                steps = [Fraction(step / longest).limit_denominator(most) for step in mean]
                rays[key] = primitive(steps)
            known = tuple(rays.items())
            if known in seen or not self._are_rays(node.division, rays):
                continue
            seen.add(known)
            yield self._found(node.division, rays)

    def _lengths(self, node: _Node) -> dict[tuple[Classes, int], Fraction]:
        """How far each class is moved along its mean direction, nearly."""
        means, found = self._means(node), {}
        for classes in itertools.product(*node.division):
            for j, mask in enumerate(classes):
                if (mean := means.get((j, mask))) is not None:
                    moves = list(map(float, node.solved[classes].moves[j]))
                    length = _times(moves, mean) / _times(mean, mean)
                    found[classes, j] = max(ZERO, Fraction(length).limit_denominator(SMALL[-1]))
        return found

    def _lengths_of(self, found: _Found) -> dict[tuple[Classes, int], Fraction]:
        """How far each class is moved along its ray."""
        lengths = {}
        for classes in itertools.product(*found.division):
            moves = self._along(classes, found.rays)
            for j, mask in enumerate(classes):
                if any(ray := found.rays.get((j, mask), (0,))):
                    at = next(i for i, h in enumerate(ray) if h)
                    lengths[classes, j] = moves[j][at] / ray[at]
        return lengths

    def _of_lengths(
        self, division: Division, lengths: Mapping[tuple[Classes, int], Fraction], near: Mapping[Key, Sequence[float]]
    ) -> _Found | None:
        """The best rays on which the classes are moved so far, pairs being polarized by the multipliers of those near.

        `near` are directions of the classes that have a ray; `None` where there are no such rays.
        """
        size, columns = self.size, {key: k * self.size for k, key in enumerate(near)}
        width = size * len(columns)
        gain = dict.fromkeys(range(width), ZERO)
        rows: list[Row] = []
        for (j, mask), start in columns.items():
            for t, (costs, _) in enumerate(self.programs.classified.types[j]):
                sign = 1 if mask >> t & 1 else -1
                rows.append(_sparse({start + i: sign * c for i, c in enumerate(costs)}, "<="))
        for (j, first), (k, second) in itertools.combinations(columns, 2):
            if j == k:
                if (weights := polarizing_multipliers(_rough(near[j, first]), _rough(near[j, second]))) is None:
                    return None
                one, two = columns[j, first], columns[j, second]
                rows += [_sparse({one + i: -weights[0], two + i: -weights[1]}, "<=") for i in range(size)]
        upper: list[Fraction | None] = []
        for classes in itertools.product(*division):
            chance = self.programs.chance(classes)
            moving = [
                (j, columns[j, mask], lengths[classes, j]) for j, mask in enumerate(classes) if (j, mask) in columns
            ]
            free = [j for j, mask in enumerate(classes) if not mask]
            for j, start, length in moving:
                for i, (own, pi) in enumerate(zip(self.market.status_quo[j], self.market.performance[j], strict=True)):
                    gain[start + i] += chance * length * pi
                    if length:
                        rows.append(Row(((start + i, -length),), "<=", own))
            for i in range(size):
                entries = {start + i: length for _, start, length in moving}
                for j in free:
                    entries[width + len(upper)] = Fraction(-1)
                    gain[width + len(upper)] = -chance * self.market.performance[j][i]
                    upper.append(self.market.status_quo[j][i])
                rows.append(_sparse(entries, "="))
        bounds = ((None,) * width + (ZERO,) * len(upper), (None,) * width + tuple(upper))
        system = LinearSystem(tuple(range(width + len(upper))), tuple(row for row in rows if row.coefficients), *bounds)
        found = optimum(system, {k: value for k, value in gain.items() if value}, "min").evidence
        if not isinstance(found, PrimalDual):
            return None
        rays = {key: primitive(found.values[start : start + size]) for key, start in columns.items()}
        rays = {key: ray for key, ray in rays.items() if any(ray)}
        return self._found(division, rays) if self._are_rays(division, rays) else None

    def _found(self, division: Division, rays: Chosen) -> _Found:
        """A mechanism of these rays, with the best selection."""
        lists = itertools.product(*division)
        cost = self.programs.base + sum((self._gain(at, self._along(at, rays)) for at in lists), ZERO)
        return _Found(cost, division, rays)

    def _are_rays(self, division: Division, rays: Chosen) -> bool:
        zero = (0,) * self.size
        every = [[rays.get((j, mask), zero) for mask in masks] for j, masks in enumerate(division)]
        return are_rays(self.programs, division, every)

    def _gain(self, classes: Classes, moves: Assignment) -> Fraction:
        return self.programs.chance(classes) * self.market.social_cost(moves)

    # ---------------------------------------------------------------------------------------------------- where to cut

    def _parts(self, node: _Node) -> list[_Node]:
        """The regions into which one is cut; none where nothing differs that matters."""
        self.looked += 1
        cut = self._best_cut(node)
        if cut is None or self.looked <= PROPOSING or not self.looked % SELDOM:
            self._propose(node)
        if cut is None or node.bound >= self.best.cost:
            return []
        node.cut = cut
        for key, normal in node.cut.sides():
            sides = node.sides | {key: (*node.sides.get(key, ()), normal)}
            solved = dict(node.solved)
            better = []
            for classes in itertools.product(*node.division):
                if classes[key[0]] == key[1] and _towards(normal, node.solved[classes].moves[key[0]]) < 0:
                    solved[classes] = self._solved(classes, sides)
                    better.append(classes)
            bound = division_cost({at: one.cost for at, one in solved.items()}, node.division)
            node.parts.append(_Node(node.division, sides, solved, better, bound))
        return node.parts

    def _directions(self, node: _Node) -> dict[Key, list[tuple[float, list[float]]]]:
        """What each class is given, of length 1, with what the profile saves."""
        found: dict[Key, list[tuple[float, list[float]]]] = {}
        for classes in itertools.product(*node.division):
            moves = node.solved[classes].moves
            saved = -float(self._gain(classes, moves))
            for j, mask in enumerate(classes):
                if saved > 0 and mask and any(moves[j]):
                    steps = list(map(float, moves[j]))
                    length = math.hypot(*steps)
                    found.setdefault((j, mask), []).append((saved, [step / length for step in steps]))
        return found

    def _means(self, node: _Node) -> dict[Key, list[float]]:
        found = {}
        for key, given in self._directions(node).items():
            total = sum(saved for saved, _ in given)
            mean = [sum(saved * step[i] for saved, step in given) / total for i in range(self.size)]
            if any(mean):
                found[key] = mean
        return found

    def _best_cut(self, node: _Node) -> Cut | None:
        """The cut where a wrong direction costs most."""
        given = self._directions(node)
        most, best = FLAT, None
        for (j, mask), directions in given.items():
            for (saved, one), (other, two) in itertools.combinations(directions, 2):
                distance = math.dist(one, two)
                if min(saved, other) * distance > most and (normal := _between(one, two)) is not None:
                    most, best = min(saved, other) * distance, Cut(j, mask, None, normal)
        means = self._means(node)
        for (j, first), (k, second) in itertools.combinations(means, 2):
            if j != k or (tempted := _tempted(means[j, first], means[j, second])) is None:
                continue
            costs, depth = tempted
            weight = 2 * depth * min(sum(saved for saved, _ in given[j, mask]) for mask in (first, second))
            if weight > most:
                most, best = weight, Cut(j, first, second, costs)
        return best


def _towards(normal: Direction, moves: Bundle) -> Fraction:
    return dot(tuple(map(Fraction, normal)), moves)


def _leaves(root: _Node) -> Iterator[_Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += node.parts
        if not node.parts:
            yield node


def _of_classes(rays: Chosen, classes: Classes) -> Chosen:
    """The rays that matter at these classes: those of agents who are not remedial."""
    return {(j, mask): ray for (j, mask), ray in rays.items() if classes[j]}


def _sparse(entries: Mapping[int, Fraction | int], sense: Sense, bound: Fraction = ZERO) -> Row:
    return Row(tuple((k, Fraction(value)) for k, value in sorted(entries.items()) if value), sense, bound)


def _rough(direction: Sequence[float]) -> Direction:
    return primitive([Fraction(step).limit_denominator(SMALL[-1]) for step in direction])


def _between(one: Sequence[float], two: Sequence[float]) -> Direction | None:
    """The normal of a plane between two directions of length 1, with small numbers."""
    across = [a - b for a, b in zip(one, two, strict=True)]
    longest, distance = max(map(abs, across)), math.dist(one, two)
    for grid in GRIDS:
        normal = [round(step / longest * grid) for step in across]
        least = grid / longest * distance**2 / 4
        if _times(normal, one) > least and _times(normal, two) < -least:
            return primitive(list(map(Fraction, normal)))
    return None


def _tempted(one: Sequence[float], two: Sequence[float]) -> tuple[Direction, float] | None:
    """A cost vector of small numbers that two directions tempt, and how much, if there is one."""
    rounded = [tuple(round(step * GRIDS[-2]) for step in direction) for direction in (one, two)]
    if polarizing_multipliers(*rounded) is not None:
        return None
    costs = tempting_costs(*rounded)
    for grid in GRIDS:
        small = [round(Fraction(c * grid, max(costs))) for c in costs]
        if all(2 * _times(small, step) * max(costs) < _times(costs, step) * grid for step in rounded):
            depth = min(-_times(small, direction) for direction in (one, two))
            return primitive(list(map(Fraction, small))), depth / math.hypot(*small)
    return None


def _times(one: Sequence[float], two: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, two, strict=True))


def best_polarized_rays(market: Market, seconds: float = 60) -> Verdict:
    """The best polarized ray mechanism with ex-post optimal selection, enclosed.

    Raises `ValueError` where the types are not finitely many with probabilities, or too many, or a number is beyond all
    floats, with which the search proposes where to cut.
    """
    try:
        return RaySearch(market, seconds).run()
    except OverflowError as error:
        raise ValueError("a number is too large for the search, which uses floats; measure in larger units") from error
