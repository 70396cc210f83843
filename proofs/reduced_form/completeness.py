"""Are the inequalities of Condition A (or B) complete for one problem?

The facets decide (see `proofs.reduced_form.facets`). If some facet is no inequality of the condition, the condition's
inequalities describe a larger set, and an interim rule of that set beyond the facet shows it: it satisfies every
inequality of the condition, all of which are tried, and is not implementable. Among such rules one with few nonzeros
and small denominators is preferred: vertices of the larger set are compared, and entries set to 0 as long as the rule
still passes and fails.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from exact import cones
from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.rationals import common_denominator, primitive
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.descriptions import (
    Condition,
    ConditionComplete,
    Normal,
    NothingImplementable,
    PassingRule,
    SignDescription,
    belongs,
    sign_vector,
)
from proofs.reduced_form.implementation import NoOutcome
from proofs.reduced_form.problems import InterimRule, Problem

if TYPE_CHECKING:
    from proofs.reduced_form.facets import Facets

MOST_INEQUALITIES = 200_000
"""The most inequalities of a condition that are tried one by one: 3^11 are fewer, 3^12 more."""

TRIED_FACETS = 12
"""How many facets beyond the condition are tried for a small interim rule."""

Vector = tuple[int, ...]


def is_complete(found: Facets, condition: Condition) -> bool:
    """Whether the condition's inequalities describe the implementable rules; not certified."""
    return not found.outcome or sign_form(found, condition) is not None


def completeness(found: Facets, condition: Condition) -> Verdict:
    """Whether the condition's inequalities describe the implementable rules, with evidence.

    Undecided where the evidence would be too large to check: more than `facets.MOST_RECHECKED` facets for a yes, more
    than `MOST_INEQUALITIES` inequalities of the condition for a no. `is_complete` answers all the same.
    """
    from proofs.reduced_form.facets import MOST_RECHECKED, capacity_proof

    problem = found.problem
    statement = ConditionComplete(problem, condition)
    if isinstance(found.outcome.evidence, NoOutcome):
        return Verdict(statement, True, NothingImplementable(found.outcome.evidence))
    form = sign_form(found, condition)
    if form is not None:
        if len(found.facets) > MOST_RECHECKED:
            return Verdict(statement, None, Undecided((f"yes by {len(found.facets)} facets, more than are rechecked",)))
        return Verdict(statement, True, SignDescription(*form))
    if family_size(problem, condition) > MOST_INEQUALITIES:
        tried = f"no by the facets, but the condition has more than {MOST_INEQUALITIES} inequalities to try"
        return Verdict(statement, None, Undecided((tried,)))
    rule, normal = _passing_rule(found, condition)
    return Verdict(statement, False, PassingRule(rule, capacity_proof(problem, normal)))


def sign_form(found: Facets, condition: Condition) -> tuple[tuple[Normal, ...], tuple[Normal, ...]] | None:
    """Equations and facets rewritten as inequalities of the condition, or `None` if that is not possible."""
    space = _Space(found, condition)
    equations = space.equations()
    if len(equations) < len(found.equations):
        return None
    facets = []
    for each in found.facets:
        rewritten = space.rewritten(each.coefficients)
        if rewritten is None:
            return None
        facets.append(rewritten)
    return tuple(equations), tuple(facets)


class _Space:
    """The equations of a description, and the condition's vectors modulo them."""

    def __init__(self, found: Facets, condition: Condition) -> None:
        from proofs.reduced_form.facets import Summands

        self.condition = condition
        self.summands = Summands.of(found.problem)
        self.size = len(found.problem.coordinates)
        self.basis = [self._dense(each.coefficients) for each in found.equations]
        self.boxes = [(-1, 1)] if condition == "A" else [(0, 1), (-1, 0)]

    def _dense(self, normal: Normal) -> list[int]:
        return list(primitive(self.summands.normal(dict(normal))))

    def rewritten(self, normal: Normal) -> Normal | None:
        """A vector of the condition that is a positive multiple of the normal up to an equation."""
        if belongs(normal, self.condition) or not self.basis:
            return normal if belongs(normal, self.condition) else None
        facet = self._dense(normal)
        goal = self._vanishing(self.basis, facet)
        for low, high in self.boxes:
            found = sign_vector([facet, *self.basis], goal, low, high)
            if found is not None:
                return self.summands.named(found)
        return None

    def equations(self) -> list[Normal]:
        """As many independent vectors of the condition among the equations' normals as there are."""
        found: list[list[int]] = []
        while len(found) < len(self.basis):
            fresh = self._fresh(found)
            if fresh is None:
                break
            found.append(list(fresh))
        return [self.summands.named(row) for row in found]

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


def family_size(problem: Problem, condition: Condition) -> int:
    """How many inequalities the condition has, the empty one included."""
    size = len(problem.coordinates)
    return int(3**size if condition == "A" else 2 * 2**size)


@dataclass(frozen=True, eq=False)
class SignInequalities:
    """All inequalities `signs * y <= height` of a condition; heights are integers over `denominator`."""

    problem: Problem
    signs: Any
    heights: Any
    denominator: int

    @staticmethod
    @cache
    def of(problem: Problem, condition: Condition) -> SignInequalities:
        """Raises `ValueError` beyond `MOST_INEQUALITIES`."""
        import numpy as np

        from proofs.reduced_form.facets import Summands

        if family_size(problem, condition) > MOST_INEQUALITIES:
            raise ValueError(f"Condition {condition} has more than {MOST_INEQUALITIES} inequalities here")
        size = len(problem.coordinates)
        if condition == "A":
            signs = np.array(list(itertools.product((-1, 0, 1), repeat=size)), dtype=np.int64)
        else:
            upper = np.array(list(itertools.product((0, 1), repeat=size)), dtype=np.int64)
            signs = np.concatenate([upper, -upper])
        points = Summands.of(problem).points
        prior = [problem.probability(profile) for profile in problem.profiles()]
        entries = [Fraction(x) for listed in points for point in listed for x in point]
        scale = common_denominator(entries)
        below = common_denominator(prior)
        largest = max(abs(entry) * scale for entry in entries)
        kind: Any = np.int64 if largest * size * below < 2**60 else object
        heights = np.zeros(len(signs), dtype=kind)
        for weight, listed in zip(prior, points, strict=True):
            columns = np.array([[int(x * scale) for x in point] for point in listed], dtype=kind).T
            heights = heights + int(weight * below) * (signs.astype(kind) @ columns).max(axis=1)
        return SignInequalities(problem, signs, heights, scale * below)

    def weighted(self, rule: InterimRule) -> list[Fraction]:
        marginals = self.problem.marginals
        pairs = zip(self.problem.coordinates, rule.values, strict=True)
        return [marginals[c[0], c[1]] * value for c, value in pairs]

    def worst(self, point: Sequence[Fraction]) -> Vector | None:
        """The inequality that the weighted rule violates most; `None` if it satisfies all."""
        import numpy as np

        below = common_denominator([*point, Fraction(1, self.denominator)])
        entries = [int(value * below) for value in point]
        factor = below // self.denominator
        largest = sum(map(abs, entries)) + factor * int(abs(self.heights).max())
        kind: Any = np.int64 if largest < 2**60 else object
        excess = self.signs.astype(kind) @ np.array(entries, dtype=kind) - factor * self.heights.astype(kind)
        position = int(excess.argmax())
        return tuple(int(sign) for sign in self.signs[position]) if excess[position] > 0 else None

    def height(self, signs: Sequence[int]) -> Fraction:
        from proofs.reduced_form.facets import inequality

        pairs = zip(self.problem.coordinates, signs, strict=True)
        return inequality(self.problem, {c: sign for c, sign in pairs if sign}).bound(self.problem)


class _Larger:
    """The set of all y that satisfy the condition; rows are added as they are needed."""

    def __init__(self, family: SignInequalities) -> None:
        self.family = family
        size = len(family.problem.coordinates)
        self.rows: dict[Vector, Fraction] = {}
        for j, sign in itertools.product(range(size), (1, -1)):
            self.add(tuple(sign * int(j == k) for k in range(size)))

    def add(self, signs: Vector) -> None:
        self.rows[signs] = self.family.height(signs)

    def best(self, normal: Sequence[Fraction]) -> tuple[Fraction, ...]:
        """A point of the set at which the normal is greatest."""
        size = len(self.family.problem.coordinates)
        while True:
            rows = tuple(
                Row(tuple((j, Fraction(sign)) for j, sign in enumerate(signs) if sign), "<=", height)
                for signs, height in self.rows.items()
            )
            system = LinearSystem(tuple(range(size)), rows, (None,) * size, (None,) * size)
            evidence = optimum(system, list(normal)).evidence
            assert isinstance(evidence, PrimalDual), "the condition bounds every coordinate"
            violated = self.family.worst(evidence.values)
            if violated is None:
                return evidence.values
            self.add(violated)


def _passing_rule(found: Facets, condition: Condition) -> tuple[InterimRule, Normal]:
    """A small rule that satisfies the condition, and the normal of an inequality that it violates."""
    from proofs.reduced_form.facets import inequality

    problem = found.problem
    space, larger = _Space(found, condition), _Larger(SignInequalities.of(problem, condition))
    candidates = [each.coefficients for each in found.facets if space.rewritten(each.coefficients) is None]
    candidates.sort(key=lambda normal: (len(normal), sum(abs(f) for _, f in normal)))
    candidates = candidates[:TRIED_FACETS]
    if not candidates:  # some equation is not implied
        candidates = [tuple((c, sign * f) for c, f in e.coefficients) for e in found.equations for sign in (1, -1)]
    best: tuple[Any, InterimRule, Normal] | None = None
    for normal in candidates:
        weights = space.summands.normal(dict(normal))
        bound = inequality(problem, dict(normal)).bound(problem)
        point = larger.best(weights)
        if sum((f * y for f, y in zip(weights, point, strict=True)), Fraction(0)) <= bound:
            continue
        rule = _simplified(larger.family, weights, bound, _rule(problem, point))
        key = _complexity(rule)
        if best is None or key < best[0]:
            best = key, rule, normal
    assert best is not None, "the condition does not imply this inequality"
    return best[1], best[2]


def _rule(problem: Problem, point: Sequence[Fraction]) -> InterimRule:
    marginals = problem.marginals
    return InterimRule(tuple(y / marginals[c[0], c[1]] for c, y in zip(problem.coordinates, point, strict=True)))


def _simplified(
    family: SignInequalities, weights: Sequence[Fraction], bound: Fraction, rule: InterimRule
) -> InterimRule:
    """Entries set to 0, 1 or 1/2 one after the other, as long as the rule passes and violates the inequality."""
    values = list(rule.values)
    for j, simple in itertools.product(range(len(values)), (Fraction(0), Fraction(1), Fraction(1, 2))):
        if values[j].denominator <= simple.denominator and simple:
            continue
        changed = [*values[:j], simple, *values[j + 1 :]]
        point = family.weighted(InterimRule(tuple(changed)))
        violates = sum((f * y for f, y in zip(weights, point, strict=True)), Fraction(0)) > bound
        if violates and family.worst(point) is None:
            values = changed
    return InterimRule(tuple(values))


def _complexity(rule: InterimRule) -> tuple[int, int, int]:
    nonzero = [value for value in rule.values if value]
    return len(nonzero), max((value.denominator for value in nonzero), default=1), sum(v.denominator for v in nonzero)
