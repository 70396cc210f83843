"""Small quotas at which a condition fails.

A quota system matters by its set of feasible outcomes alone. Those of all systems up to a bound are listed, set by set,
each once up to relabelling and up to moving all outcomes; the smallest come first: by the greatest ceiling, then by the
sum of all ceilings, each ceiling and floor being put where it is attained. Types come after quotas, few first: with
fewer types a condition fails at fewer quotas.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from fractions import Fraction

from exact import minkowski, polyhedra
from exact.minkowski import Point
from proofs.reduced_form.facets.signs import Condition, SignSpace
from proofs.reduced_form.facets.summands import Summands
from proofs.reduced_form.implementation.deciding import has_outcome
from proofs.reduced_form.problem.problems import Constraint, Problem, uniform_prior
from proofs.reduced_form.problem.structures import ImplementationStructure
from proofs.reduced_form.universal.components import Component, Quotas, components, fewer_types

LOOKED = 6
"""Steps of a search for facets before all are listed: a facet that is no inequality of the condition is often met."""

MOST_CELLS = 6
"""Of so many cells, or fewer, chambers of quotas and all facets are listed."""

MOST_LISTED = 100_000
"""The most sets of feasible outcomes that are listed."""

LOOKED_LONG = 60
"""Steps of a search for facets where they are not all listed."""

DRAWN = 20
"""So many quota systems are drawn where not all are tried."""

Outcomes = tuple[tuple[int, ...], ...]
"""Integer points, sorted."""


class TooManyError(ValueError):
    """Quotas up to a bound leave more sets of feasible outcomes than are listed."""


def outcome_sets(component: Component, bound: int, *, floors: bool = True) -> list[Outcomes]:
    """The sets of feasible outcomes of all quotas up to the bound, each once; small quotas first.

    Each once means up to relabelling and up to moving; in each set the least quantity of every cell is 0. Without
    `floors` those of ceilings alone. Raises `TooManyError` beyond `MOST_LISTED`.
    """
    cells = len(component.cells)
    grid = list(itertools.product(range(bound + 1), repeat=cells))
    found = {(1 << len(grid)) - 1}
    for row in component.rows[: len(component.sets)]:
        sums = [sum(entry * x for entry, x in zip(row, point, strict=True)) for point in grid]
        pairs = itertools.product(range(bound + 1) if floors else (0,), (*range(bound + 1), max(sums)))
        slabs = {sum(1 << k for k, total in enumerate(sums) if low <= total <= high) for low, high in pairs}
        found = {kept & slab for kept in found for slab in slabs if kept & slab}
        if len(found) > MOST_LISTED:
            raise TooManyError(f"quotas up to {bound} leave more than {MOST_LISTED:,} sets of outcomes")
    listed = {_canonical(component, [point for k, point in enumerate(grid) if mask >> k & 1]) for mask in found}
    return sorted(listed, key=lambda outcomes: (size(quotas_of(component, outcomes)), outcomes))


def _canonical(component: Component, points: Sequence[tuple[int, ...]]) -> Outcomes:
    """The least of the images under relabelling, moved to the axes."""
    best: Outcomes | None = None
    for each in component.relabellings:
        sign, images = -1 if each.turned else 1, []
        for point in points:
            image = [0] * len(point)
            for k, value in enumerate(point):
                image[each.cells[k]] = sign * value
            images.append(image)
        lowest = list(map(min, zip(*images, strict=True)))
        moved = tuple(sorted(tuple(a - b for a, b in zip(image, lowest, strict=True)) for image in images))
        if best is None or (_weight(moved), moved) < (_weight(best), best):
            best = moved
    assert best is not None
    return best


def _weight(points: Outcomes) -> int:
    return sum(map(sum, points))


def quotas_of(component: Component, outcomes: Sequence[Point]) -> Quotas:
    """The least and the greatest quantity of each set."""
    quotas = []
    for row in component.rows[: len(component.sets)]:
        sums = [int(sum(entry * x for entry, x in zip(row, point, strict=True))) for point in outcomes]
        quotas.append((min(sums), max(sums)))
    return tuple(quotas)


def size(quotas: Quotas) -> tuple[int, int, int]:
    """By what quotas are smaller than others."""
    ceilings = [high for _, high in quotas]
    return max(ceilings), sum(ceilings), sum(low for low, _ in quotas)


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


def extreme(outcomes: Outcomes) -> list[Point]:
    """The vertices of the hull; 0-1 points are vertices as they stand."""
    if max(map(max, outcomes)) <= 1:
        return list(outcomes)
    hull = polyhedra.hull(polyhedra.constraints(polyhedra.Hull.of([list(point) for point in outcomes])))
    return [tuple(Fraction(entry) for entry in point) for point in hull.points]


def tried(
    component: Component, bound: int, condition: Condition, *, floors: bool = True
) -> Iterator[tuple[Outcomes, bool]]:
    """The sets of `outcome_sets`, and whether the condition fails at their quotas."""
    for outcomes in outcome_sets(component, bound, floors=floors):
        yield outcomes, beyond(component, extreme(outcomes), condition)


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
