"""The implementable interim rules as a Minkowski sum over type profiles, and the inequalities valid on it.

In the weighted variables lambda_i(t_i) Q_i(t_i, j) the set is the sum over type profiles t of lambda(t) times the
hull of the pure outcomes feasible at t, each written into the coordinates of the types in t (see `exact.minkowski`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from math import lcm
from typing import Any

from exact import cones, integer, minkowski, polyhedra
from exact.minkowski import SumInequality
from exact.rationals import primitive, rational
from exact.showing.display import Displayed
from exact.symbolic.substituting import scope_of
from proofs.reduced_form.implementation.deciding import (
    Inequality,
    ProfileBound,
)
from proofs.reduced_form.problem.outcomes import (
    Outcome,
    Outcomes,
    OutcomeSets,
)
from proofs.reduced_form.problem.problems import Coordinate, Problem, Weighted

MOST_OUTCOMES = 5_000
"""The most pure outcomes at a type profile."""

MOST_ROWS = 20_000
"""The most extreme outcomes over all type profiles together."""


@dataclass(frozen=True)
class RuleInequality(Displayed):
    """`sum of f lambda_i Q_i <= sum over t of lambda(t) beta_t`: f by coordinate, beta by type profile.

    With `equal` all implementable rules meet it with equality, and it is an equation.
    """

    coefficients: Normal
    capacities: tuple[Fraction, ...]
    equal: bool = False

    def bound(self, problem: Problem) -> Fraction:
        """The right side under the problem's prior."""
        chances, scale = _chances(problem)
        total = sum(
            (chance * value for chance, value in zip(chances, self.capacities, strict=True) if value), Fraction(0)
        )
        return total / scale

    @property
    def is_sign_vector(self) -> bool:
        """Whether this is an inequality of Condition A as it stands."""
        return all(abs(value) == 1 for _, value in self.coefficients)


@lru_cache(maxsize=8)
def _chances(problem: Problem) -> tuple[tuple[int | Fraction, ...], int]:
    """The probabilities of the type profiles, all multiplied by the same number: integers, but for formulas."""
    chances = [problem.probability(profile) for profile in problem.profiles()]
    if scope_of(chances) is not None:
        return tuple(chances), 1
    scale = lcm(*(chance.denominator for chance in chances))
    return tuple(int(scale * chance) for chance in chances), scale


@dataclass(frozen=True)
class Summands(Displayed):
    """The extreme outcomes at every type profile, as outcomes and as points in the problem's coordinates."""

    problem: Problem
    outcomes: tuple[tuple[Outcome, ...], ...]
    points: tuple[tuple[minkowski.Point, ...], ...]

    @staticmethod
    @cache
    def of(problem: Problem) -> Summands:
        """Raises `ValueError` beyond `MOST_OUTCOMES` at a profile or `MOST_ROWS` in all."""
        sets = OutcomeSets(problem)
        known: dict[int, tuple[Outcome, ...]] = {}
        outcomes: list[tuple[Outcome, ...]] = []
        for profile in problem.profiles():
            at = sets.at(profile)
            if id(at) not in known:
                known[id(at)] = _extreme_outcomes(problem, at)
            outcomes.append(known[id(at)])
            if sum(map(len, outcomes)) > MOST_ROWS:
                raise ValueError(f"more than {MOST_ROWS} extreme outcomes over all type profiles; facets lists no more")
        place = {coordinate: k for k, coordinate in enumerate(problem.coordinates)}
        points = tuple(
            tuple(_point(problem, place, profile, outcome) for outcome in listed)
            for profile, listed in zip(problem.profiles(), outcomes, strict=True)
        )
        return Summands(problem, tuple(outcomes), points)

    def normal(self, coefficients: Mapping[Coordinate, Fraction]) -> tuple[Fraction, ...]:
        return tuple(coefficients.get(coordinate, Fraction(0)) for coordinate in self.problem.coordinates)

    def inequality(self, found: SumInequality, equal: bool) -> RuleInequality:
        return RuleInequality(self.named(found.normal), found.bounds, equal)

    def named(self, normal: Iterable[int | Fraction]) -> Normal:
        return tuple((c, Fraction(f)) for c, f in zip(self.problem.coordinates, normal, strict=True) if f)

    def independent(
        self, coefficients: Mapping[Coordinate, Fraction]
    ) -> tuple[tuple[Outcome, ...], tuple[tuple[tuple[str, ...], Outcome], ...]]:
        """Affinely independent rules on the face: one outcome a profile, and changes of it at single profiles."""
        normal = primitive(self.normal(coefficients))
        base: list[Outcome] = []
        moves: list[tuple[tuple[str, ...], Outcome]] = []
        steps: list[list[Fraction]] = []
        for profile, listed, points in zip(self.problem.profiles(), self.outcomes, self.points, strict=True):
            values = [cones.product(normal, point) for point in points]
            best = [k for k, value in enumerate(values) if value == max(values)]
            base.append(listed[best[0]])
            for k in best[1:]:
                steps.append([Fraction(a - b) for a, b in zip(points[k], points[best[0]], strict=True)])
                moves.append((profile, listed[k]))
        return tuple(base), tuple(moves[k] for k in independent_rows(steps))

    def away(self, coefficients: Mapping[Coordinate, Fraction]) -> tuple[tuple[str, ...], Outcome]:
        """An outcome at one profile that is worse than the best there, so that a rule with it is not on the face."""
        normal = primitive(self.normal(coefficients))
        for profile, listed, points in zip(self.problem.profiles(), self.outcomes, self.points, strict=True):
            values = [cones.product(normal, point) for point in points]
            if min(values) < max(values):
                return profile, listed[values.index(min(values))]
        raise ValueError("every implementable rule meets this inequality with equality, so it is no facet")


def inequality(problem: Problem, coefficients: Mapping[Coordinate, Any]) -> RuleInequality:
    """The tightest inequality with these coefficients that every implementable rule satisfies.

    Coefficients are those of the weighted variables lambda_i(t_i) Q_i(t_i, j). Raises `ValueError` for an unknown
    coordinate and for a problem without a feasible outcome.
    """
    known = set(problem.coordinates)
    for coordinate in coefficients:
        if coordinate not in known:
            raise ValueError(f"({', '.join(coordinate)}) is not a coordinate of the problem's interim rules")
    exact = {
        c: rational(coefficients[c]) for c in problem.coordinates if c in coefficients and rational(coefficients[c])
    }
    sets = OutcomeSets(problem)
    capacities: list[Fraction] = []
    for profile in problem.profiles():
        best = sets.at(profile).maximum(sets.vector(sets.weights(exact, profile)))
        if best.value is None:
            raise ValueError(f"no outcome is feasible at type profile ({', '.join(profile)})")
        capacities.append(best.value)
    return RuleInequality(tuple(exact.items()), tuple(capacities))


def capacity_proof(problem: Problem, coefficients: Normal) -> Inequality:
    """The capacities with their proofs, profile by profile."""
    sets = OutcomeSets(problem)
    bounds: list[ProfileBound] = []
    for profile in problem.profiles():
        best = sets.at(profile).maximum(sets.vector(sets.weights(dict(coefficients), profile)))
        assert best.value is not None, "there is an outcome at every profile"
        bounds.append(ProfileBound(profile, best.value, best.proof))
    return Inequality(coefficients, tuple(bounds))


def independent_rows(rows: list[list[Fraction]]) -> list[int]:
    """Positions of rows that form a basis of the row space."""
    from flint import fmpz_mat

    if not rows:
        return []
    columns = fmpz_mat([list(primitive(row)) for row in rows]).transpose()
    reduced, _, rank = columns.rref()
    return [next(k for k in range(len(rows)) if reduced[r, k] != 0) for r in range(rank)]


def _extreme_outcomes(problem: Problem, at: Outcomes) -> tuple[Outcome, ...]:
    """The outcomes whose hull is that of all feasible ones; 0-1 points are extreme as they stand."""
    if problem.divisible:
        system = at.system
        rows = [(row.coefficients, row.bound) for row in system.rows if row.sense == "<="]
        rows += [(((j, Fraction(1)),), high) for j, high in enumerate(system.upper) if high is not None]
        rows += [(((j, Fraction(-1)),), -low) for j, low in enumerate(system.lower) if low is not None]
        equal = [(row.coefficients, row.bound) for row in system.rows if row.sense == "="]
        size = len(problem.cells)
        polytope = polyhedra.Polyhedron.of(
            [_dense(row, size) for row, _ in rows],
            [bound for _, bound in rows],
            [_dense(row, size) for row, _ in equal],
            [bound for _, bound in equal],
            dimension=size,
        )
        return tuple(at.outcome(point) for point in polyhedra.hull(polytope).points)
    found = integer.points(at.closed_box(), MOST_OUTCOMES)
    if found is None:
        raise ValueError(f"more than {MOST_OUTCOMES} pure outcomes at a type profile; facets lists no more")
    listed = tuple(at.outcome(point) for point in found)
    if all(quantity == 1 for outcome in listed for _, quantity in outcome):
        return listed
    points = [[dict(outcome).get(cell, Fraction(0)) for cell in problem.cells] for outcome in listed]
    convex = polyhedra.hull(polyhedra.constraints(polyhedra.Hull.of(points)))
    return tuple(at.outcome(point) for point in convex.points)


def _dense(row: Iterable[tuple[int, Fraction]], size: int) -> list[Fraction]:
    dense = [Fraction(0)] * size
    for j, value in row:
        dense[j] = value
    return dense


def _point(
    problem: Problem, place: Mapping[Coordinate, int], profile: tuple[str, ...], outcome: Outcome
) -> minkowski.Point:
    """The outcome in the coordinates of the types at the profile."""
    point: list[int | Fraction] = [0] * len(place)
    quantities = dict(outcome)
    for agent, kind in zip(problem.agents, profile, strict=True):
        for rest in problem.object_parts:
            coordinate = (agent, kind, *rest)
            quantity = quantities.get(problem.cell_of(coordinate))
            if quantity:
                point[place[coordinate]] = quantity.numerator if quantity.denominator == 1 else quantity
    return tuple(point)


Normal = tuple[Weighted, ...]
"""Nonzero coefficients, in the order of the problem's coordinates."""
