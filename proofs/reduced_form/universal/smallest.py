"""Small quotas at which a condition fails.

All systems up to a bound are tried as `proofs.reduced_form.universal.listing` lists them, the smallest first; which can
break the condition is seen from the facets in the chambers around. Types come after quotas, few first: with fewer types
a condition fails at fewer quotas.
"""

from __future__ import annotations

import copy
import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from flint import fmpz_mat

from exact import chambers, minkowski, polyhedra, steps
from exact.chambers import Simplices
from exact.minkowski import Point
from proofs.reduced_form.facets.signs import Condition, SignSpace
from proofs.reduced_form.facets.summands import Summands
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Constraint, Problem, uniform_prior
from proofs.reduced_form.problem.structures import ImplementationStructure
from proofs.reduced_form.universal.components import Component, Quotas, Relabelling, components, fewer_types
from proofs.reduced_form.universal.listing import MOST_LISTED, QuotaSystems
from proofs.reduced_form.universal.statements import facets_at, is_sign

LOOKED = 6
"""Steps of a search for facets before all are listed: a facet that is no inequality of the condition is often met."""

MOST_CELLS = 6
"""Of so many cells, or fewer, chambers of quotas and all facets are listed."""

CROWD = 6
"""The facets in a chamber are worth listing for so many quota systems, there or in its images, or more."""

ONE_BY_ONE = 20_000
"""The most sets of feasible outcomes that are listed, before relabelling, where each system is decided by itself."""

LOOKED_LONG = 60
"""Steps of a search for facets where they are not all listed."""

DRAWN = 20
"""So many quota systems are drawn where not all are tried."""


def beyond(component: Component, outcomes: Sequence[Point], condition: Condition) -> bool:
    """Whether the rules that come from lotteries over these outcomes have a facet that is none of the condition's."""
    points = component.at_profiles(outcomes)
    equations = minkowski.equation_normals(points, len(component.coordinates))
    space = SignSpace(component.coordinates, [named(component, row) for row in equations], condition)
    if len(space.equations()) < len(equations) or met(component, outcomes, condition):
        return True
    return any(
        space.rewritten(named(component, each.normal)) is None for each in minkowski.facets_by_rays(points).facets
    )


def named(component: Component, normal: Sequence[int | Fraction]) -> tuple[tuple[tuple[str, ...], Fraction], ...]:
    return tuple((c, Fraction(value)) for c, value in zip(component.coordinates, normal, strict=True) if value)


def met(component: Component, outcomes: Sequence[Point], condition: Condition, steps: int = LOOKED) -> bool:
    """Whether a search of so many steps meets a facet that is none of the condition's; there may be others."""
    points = component.at_profiles(outcomes)
    equations = minkowski.equation_normals(points, len(component.coordinates))
    space = SignSpace(component.coordinates, [named(component, row) for row in equations], condition)
    normals = minkowski.facets_met(points, random.Random(0), steps)
    return any(space.rewritten(named(component, normal)) is None for normal in normals)


def some(component: Component) -> Iterator[tuple[Quotas, list[Point]]]:
    """Quotas up to 2 that are alike for all sets and for all cells, then drawn ones; with the extreme outcomes.

    Quotas that are not attained are put where they are; what has no outcome, or too many, is left out.
    """
    own = component.structure
    one = ImplementationStructure(own.agents, own.objects, own.sets, tuple(kinds[:1] for kinds in own.types))
    for quotas in _some_quotas(component):
        problem = problem_at(one, component, quotas)
        if has_outcome(problem):
            try:
                summands = Summands.of(problem)
            except ValueError:
                continue
            places = [problem.cells.index(cell) for cell in component.cells]
            outcomes = [tuple(point[k] for k in places) for point in summands.points[0]]
            yield quotas_of(component, outcomes), outcomes


def _some_quotas(component: Component) -> Iterator[Quotas]:
    for ceiling, cell in itertools.product((1, 2), repeat=2):
        for floor in range(ceiling + 1):
            yield tuple((floor, ceiling) if len(members) > 1 else (0, cell) for members in component.sets)
    draw = random.Random(0)
    for _ in range(DRAWN):
        quotas = []
        for members in component.sets:
            ceiling = draw.randint(1, 2 if len(members) == 1 else 3)
            quotas.append((0 if len(members) == 1 else draw.choice((0, 0, 1)), ceiling))
        yield tuple(quotas)


def quotas_of(component: Component, outcomes: Sequence[Point]) -> Quotas:
    """The least and the greatest quantity of each set."""
    quotas = []
    for row in component.rows[: len(component.sets)]:
        sums = [int(sum(entry * x for entry, x in zip(row, point, strict=True))) for point in outcomes]
        quotas.append((min(sums), max(sums)))
    return tuple(quotas)


def around(component: Component, slacks: Sequence[tuple[int, int]]) -> tuple[Quotas, list[Point]]:
    """Quotas with so much above and below at one outcome, floors of single cells 0, with the extreme outcomes."""
    rows, singles = component.rows[: len(component.sets)], slacks[-len(component.cells) :]
    outcomes: list[Point] = []
    for move in itertools.product(*(range(-below, above + 1) for above, below in singles)):
        amounts = steps.amounts(rows, move)
        if all(-below <= amount <= above for amount, (above, below) in zip(amounts, slacks, strict=True)):
            outcomes.append(tuple(below + x for x, (_, below) in zip(move, singles, strict=True)))
    return quotas_of(component, outcomes), extreme(outcomes)


def extreme(outcomes: Sequence[Point]) -> list[Point]:
    """The vertices of the hull; 0-1 points are vertices as they stand."""
    if max(map(max, outcomes)) <= 1:
        return list(outcomes)
    hull = polyhedra.hull(polyhedra.constraints(polyhedra.Hull.of([list(point) for point in outcomes])))
    return [tuple(Fraction(entry) for entry in point) for point in hull.points]


class Trial:
    """All quota systems up to a bound, small ones first, and whether the condition fails there.

    Guided by facets, where the sets are totally unimodular: the facets of the rules are listed once in each chamber
    that systems are at (`proofs.reduced_form.universal.listing`), of chambers that a relabelling takes to each other in
    one; `normals` are those that are none of the condition's. The fan at a system is coarser, so its rays are among
    those of the chamber, and the condition fails there exactly if one of `normals`, relabelled, is still a facet: if
    the outcomes that are best for it differ in as many directions as there are coordinates, less one. Systems whose
    outcomes are of less dimension, those whose chambers few others are at, and all of them without a guide, are decided
    by their own facets.
    """

    def __init__(
        self,
        component: Component,
        bound: int,
        condition: Condition,
        *,
        floors: bool = True,
        guided: bool = True,
        most: int | None = None,
        crowd: int = CROWD,
    ) -> None:
        self.component, self.condition, self.crowd = component, condition, crowd
        self.guided = guided and component.integral is not None
        known = MOST_LISTED if self.guided else ONE_BY_ONE
        self.systems = QuotaSystems(component, bound, floors=floors, most=known if most is None else most)
        self.facets: dict[Simplices, list[Point]] = {}
        self.normals: dict[Simplices, list[Point]] = {}

    def about(self, condition: Condition) -> Trial:
        """The same of another condition; what is listed is shared."""
        other = copy.copy(self)
        other.condition, other.normals = condition, {}
        return other

    def __iter__(self) -> Iterator[tuple[Quotas, bool]]:
        for quotas in self.systems.listed:
            yield quotas, self.fails(quotas)

    @cached_property
    def met(self) -> dict[Simplices, tuple[Simplices, Relabelling]]:
        """Each chamber that systems are at as the image of one, the first met, under a relabelling."""
        symmetries = [(by, self.component.of_rows(by)) for by in self.component.relabellings]
        found: dict[Simplices, tuple[Simplices, Relabelling]] = {}
        for chamber in self.systems.at_chambers:
            if chamber is not None and chamber not in found:
                for by, rows in symmetries:
                    found.setdefault(chambers.moved(chamber, rows), (chamber, by))
        return found

    @cached_property
    def chambers(self) -> dict[Quotas, Simplices | None]:
        """The chamber of each system."""
        return {quotas: chamber for chamber, own in self.systems.at_chambers.items() for quotas in own}

    @cached_property
    def crowds(self) -> Counter[Simplices]:
        """How many systems are at each chamber and its images."""
        found: Counter[Simplices] = Counter()
        for chamber, own in self.systems.at_chambers.items():
            if chamber is not None:
                found[self.met[chamber][0]] += len(own)
        return found

    def outcomes(self, quotas: Quotas) -> list[Point]:
        """The extreme outcomes."""
        if self.component.integral is not None:
            return list(self.systems.fan(quotas).values())
        return extreme(self.systems.outcomes(quotas))

    def fails(self, quotas: Quotas) -> bool:
        """Whether the condition fails at a system."""
        chamber = self.chambers[quotas] if self.guided else None
        if chamber is None or self.crowds[self.met[chamber][0]] < self.crowd:
            return beyond(self.component, self.outcomes(quotas), self.condition)
        first, by = self.met[chamber]
        normals = self._normals(first)
        if not normals:
            return False
        outcomes = self.outcomes(quotas)
        points = self.component.at_profiles(outcomes)
        if minkowski.equation_normals(points, len(self.component.coordinates)):
            return beyond(self.component, outcomes, self.condition)
        return any(_is_facet(points, self.component.moved(normal, by)) for normal in normals)

    def _normals(self, chamber: Simplices) -> list[Point]:
        if chamber not in self.facets:
            quotas = self.systems.at_chambers[chamber][0]
            self.facets[chamber] = facets_at(self.component, self.systems.near(quotas, chamber))
        if chamber not in self.normals:
            found = self.facets[chamber]
            self.normals[chamber] = [each for each in found if not is_sign(self.component, each, self.condition)]
        return self.normals[chamber]


def _is_facet(points: Sequence[Sequence[Point]], normal: Point) -> bool:
    """Whether the points that are best for the normal, one from each summand, differ in all directions but one."""
    rows: list[list[int]] = []
    for own in points:
        values = [sum(a * b for a, b in zip(normal, point, strict=True)) for point in own]
        best = [point for point, value in zip(own, values, strict=True) if value == max(values)]
        rows += [[int(a - b) for a, b in zip(point, best[0], strict=True)] for point in best[1:]]
    return bool(rows) and fmpz_mat(rows).rank() == len(normal) - 1


def problem_at(
    given: ImplementationStructure, component: Component, quotas: Quotas, divisible: bool = False
) -> Problem:
    """The problem with these quotas on the component's sets; all cells without get nothing; uniform prior."""
    constraints = [
        Constraint(frozenset(members), Fraction(low), Fraction(high))
        for members, (low, high) in zip(component.sets, quotas, strict=True)
    ]
    nothing = (cell for cell in given.cells if cell not in set(component.cells))
    constraints += [Constraint(frozenset((cell,)), Fraction(0), Fraction(0)) for cell in nothing]
    prior = uniform_prior(given.types)
    return Problem(given.agents, given.objects or (), given.types, prior, tuple(constraints), divisible=divisible)


def with_fewest_types(
    given: ImplementationStructure, component: Component, outcomes: Sequence[Point], condition: Condition
) -> ImplementationStructure:
    """The structure with the fewest types with which the condition fails at these outcomes, as it does with all."""
    first, listed = component.cells[0], len(component.cells) <= MOST_CELLS
    idle = {agent for agent in given.agents if agent not in component.structure.agents}
    for fewer in fewer_types(given):
        if any(len(own) > 1 for agent, own in zip(fewer.agents, fewer.types, strict=True) if agent in idle):
            continue
        own = next(each for each in components(fewer) if first in each.cells)
        if beyond(own, outcomes, condition) if listed else met(own, outcomes, condition, LOOKED_LONG):
            return fewer
    raise AssertionError("with all types the condition fails")
