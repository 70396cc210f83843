"""Capacities as linear forms in the quotas, and for which quotas.

At a type profile the greatest value of a weighting f of the cells over the outcomes with floors b and ceilings c is, by
linear programming duality (Schrijver 1986, section 7.4), the least `y (c, -b)` over all y >= 0 with `y A >= f`; A has a
row for each ceiling and, turned, for each floor. The multipliers y that are best for the quotas of a problem give the
form. They are best for other quotas, too, as long as some x meets those quotas and is complementary to y: tight where
y > 0, zero where `y A > f`. By Farkas' lemma there is such an x exactly if `u (c, -b) >= 0` for all u with `u A = 0`
(the rows `-x_j <= 0` are rows of A, with right side 0) that are nonnegative but where y > 0. The extreme rays of that
cone are the region, a cone of quotas itself. An equation stays one where, besides, its greatest and its least value
agree; for other quotas they may agree by other multipliers, too.

With indivisible objects all this is about integer points, so the constraint sets must be totally unimodular (Hoffman &
Kruskal 1956): then every vertex is integer, for all integer quotas. Floors of 0 are no quotas here, for quantities are
nonnegative anyway. Quotas of restrictions (LY 5.5) are quotas of their own, beside those of the problem.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from exact import cones
from exact.cones import Cone, Vector
from exact.linear import LinearSystem, Optimal, PrimalDual, Row, optimum
from exact.linear.redundancy import redundancy
from exact.matrices import Matrix
from exact.showing.display import Displayed, counted
from exact.unimodular import total_unimodularity
from proofs.reduced_form.facets.summands import RuleInequality
from proofs.reduced_form.problem.outcomes import OutcomeSets
from proofs.reduced_form.problem.problems import Constraint, Problem, Profile

Quota = tuple[Literal["b", "c"], int]
"""The floor b or the ceiling c of the constraint set of that number, from 1 on."""

Form = tuple[tuple[Quota, Fraction], ...]
"""A linear form in the quotas."""

NEAR = 1_000_000
"""Quotas are loosened by at most a thousandth, in units of a millionth."""

MOST_ROWS = 40
"""The most quotas and cells together for which the region is listed."""


@dataclass(frozen=True)
class QuotaForms(Displayed):
    """Of one inequality the capacity at every type profile as a form in the quotas, where they hold.

    `regions` are vectors in the order of `Quotas.all`: the forms hold where each is nonnegative.
    """

    capacities: tuple[Form, ...]
    regions: tuple[Vector, ...]
    levels: tuple[Vector, ...] = ()
    """These must be 0: for an equation, that the greatest and the least value agree."""


class Quotas:
    """The quotas of a problem as symbols. Raises `ValueError` where capacities are no linear forms in them."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.sets = problem, OutcomeSets(problem)
        self.constraints: list[tuple[int | None, Constraint]] = [(None, each) for each in problem.constraints]
        for number, restriction in enumerate(problem.restrictions):
            self.constraints += [(number, each) for each in restriction.constraints]
        self.values: dict[Quota, Fraction] = {}
        for k, (_, constraint) in enumerate(self.constraints, start=1):
            if constraint.floor:
                self.values["b", k] = constraint.floor
            if constraint.ceiling is not None:
                self.values["c", k] = constraint.ceiling
        self._known: dict[tuple[tuple[Quota, ...], tuple[Fraction, ...]], tuple[Form, list[Form]]] = {}
        _check(self)

    @cached_property
    def all(self) -> tuple[Quota, ...]:
        """All quotas, floors and ceilings, by the numbers of their sets."""
        return tuple(sorted(self.values, key=lambda quota: (quota[1], quota[0])))

    @cached_property
    def _looser(self) -> dict[Quota, int]:
        """By how much each is loosened: numbers without simple relations."""
        draw = random.Random(0)
        return {quota: draw.randint(NEAR // 2_000, NEAR // 1_000) for quota in self.all}

    def at(self, profile: Profile) -> tuple[Quota, ...]:
        """The quotas in force at a type profile."""
        kinds = set(zip(self.problem.agents, profile, strict=True))
        here = [
            k
            for k, (number, _) in enumerate(self.constraints, start=1)
            if number is None or set(self.problem.restrictions[number].profile) <= kinds
        ]
        return tuple(quota for quota in self.all if quota[1] in here)

    def forms(self, each: RuleInequality) -> QuotaForms:
        """The capacities of an inequality or an equation as forms in the quotas."""
        capacities, regions, levels = [], [], []
        for profile, value in zip(self.problem.profiles(), each.capacities, strict=True):
            weights = self.sets.vector(self.sets.weights(dict(each.coefficients), profile))
            form, region = self._form(self.at(profile), weights, value)
            capacities.append(form)
            regions += region
            if each.equal:
                least, region = self._form(self.at(profile), tuple(-weight for weight in weights), -value)
                regions += region
                levels.append(_sum(form, least))
        listed = dict.fromkeys(map(self._vector, regions))
        return QuotaForms(tuple(capacities), tuple(filter(any, listed)), tuple(filter(any, map(self._vector, levels))))

    def region(self, found: list[QuotaForms]) -> LinearSystem:
        """Where all these forms hold: an irredundant system in the quotas, with right sides 0."""
        level = dict.fromkeys(row for each in found for row in each.levels)
        above = dict.fromkeys(row for each in found for row in each.regions)
        zero = Fraction(0)
        rows = [Row(_sparse(row), "=", zero) for row in level]
        rows += [Row(_sparse([-entry for entry in row]), "<=", zero) for row in above]
        none = (None,) * len(self.all)
        names = tuple(f"{letter}_{k}" for letter, k in self.all)
        kept = redundancy(LinearSystem(names, tuple(rows), none, none))
        assert kept is not None, "all quotas 0 solve it"
        return LinearSystem(names, tuple(rows[number] for number in kept.kept), none, none)

    def value(self, form: Form) -> Fraction:
        """The form with the problem's own quotas."""
        return sum((factor * self.values[quota] for quota, factor in form), Fraction(0))

    def _vector(self, form: Form) -> Vector:
        given = dict(form)
        return cones.primitive_row([given.get(quota, 0) for quota in self.all], len(self.all), "form")

    def _form(
        self, quotas: tuple[Quota, ...], weights: tuple[Fraction, ...], value: Fraction
    ) -> tuple[Form, list[Form]]:
        key = quotas, weights
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._solved(quotas, weights)
        if self.value(known[0]) != value:
            raise ArithmeticError("a capacity differs from the value of its linear program")
        return known

    def _solved(self, quotas: tuple[Quota, ...], weights: tuple[Fraction, ...]) -> tuple[Form, list[Form]]:
        """The best multipliers as a form, and the forms that must be nonnegative for them to be best.

        Of several that are best those are taken that are so for quotas a little looser, the same ones at all profiles
        and for all inequalities: then the forms hold together for quotas around these.
        """
        rows = [self._row(quota) for quota in quotas]
        size = len(weights)
        bounds = [NEAR * self.values[quota] * _sign(quota) + self._looser[quota] for quota in quotas]
        system = LinearSystem(
            tuple(range(size)),
            tuple(Row(_sparse(row), "<=", bound) for row, bound in zip(rows, bounds, strict=True)),
            (Fraction(0),) * size,
            (None,) * size,
        )
        verdict = optimum(system, weights)
        assert isinstance(verdict.evidence, PrimalDual), "quantities are bounded, and there is an outcome"
        assert isinstance(verdict.statement, Optimal)
        y = verdict.evidence.multipliers
        form = tuple((quota, factor * _sign(quota)) for quota, factor in zip(quotas, y, strict=True) if factor)
        used = [j for j in range(size) if sum(f * row[j] for f, row in zip(y, rows, strict=True)) > weights[j]]
        return form, self._best_while(quotas, rows, [bool(factor) for factor in y], used)

    def _best_while(
        self, quotas: tuple[Quota, ...], rows: list[list[int]], tight: list[bool], zero: list[int]
    ) -> list[Form]:
        """The extreme rays of all u with `u A = 0`, nonnegative but for rows that are tight, as forms."""
        size = len(self.problem.cells)
        table = [*rows, *([-int(j == k) for j in range(size)] for k in range(size))]
        free = [*tight, *(k in zero for k in range(size))]
        unit = [tuple(int(r == k) for r in range(len(table))) for k in range(len(table)) if not free[k]]
        columns = [tuple(row[j] for row in table) for j in range(size)]
        generated = cones.generators(Cone(tuple(range(len(table))), tuple(unit), tuple(columns)))
        rays = [*generated.rays, *generated.lines, *(tuple(-entry for entry in line) for line in generated.lines)]
        return [
            tuple(
                (quota, Fraction(factor) * _sign(quota)) for quota, factor in zip(quotas, ray, strict=False) if factor
            )
            for ray in rays
        ]

    def _row(self, quota: Quota) -> list[int]:
        cells = self.constraints[quota[1] - 1][1].cells
        return [_sign(quota) * int(cell in cells) for cell in self.problem.cells]


def _check(quotas: Quotas) -> None:
    """Raise `ValueError` where capacities are not given by multipliers of the quotas, or the quotas are too many."""
    problem = quotas.problem
    many = len(quotas.all) + len(problem.cells)
    if many > MOST_ROWS:
        size = f"{counted(len(quotas.all), 'quota')} and {counted(len(problem.cells), 'cell')}"
        raise ValueError(
            f"right sides in the quotas: {size} are more than {MOST_ROWS} together; leave the quotas numbers"
        )
    if problem.divisible:
        return
    sets = dict.fromkeys(constraint.cells for _, constraint in quotas.constraints)
    entries = [[int(cell in cells) for cell in problem.cells] for cells in sets]
    if not total_unimodularity(Matrix.dense(entries, columns=range(len(problem.cells)))).holds:
        raise ValueError(
            "right sides in the quotas: the constraint sets are not totally unimodular, so capacities are in general "
            "no linear forms in the quotas; leave the quotas numbers"
        )


def _sign(quota: Quota) -> int:
    return 1 if quota[0] == "c" else -1


def _sparse(row: Sequence[int]) -> tuple[tuple[int, Fraction], ...]:
    return tuple((j, Fraction(entry)) for j, entry in enumerate(row) if entry)


def _sum(one: Form, other: Form) -> Form:
    total: dict[Quota, Fraction] = dict(one)
    for quota, factor in other:
        total[quota] = total.get(quota, Fraction(0)) + factor
    return tuple((quota, factor) for quota, factor in total.items() if factor)
