"""Are the inequalities of Condition A (or B) complete for one problem?

The facets decide (see `proofs.reduced_form.facets.listing`). If some facet is no inequality of the condition, the
condition's inequalities describe a larger set, and an interim rule of that set beyond the facet shows it: it satisfies
every inequality of the condition (`proofs.reduced_form.conditions.deciding` proves it) and is not implementable. Among
such rules one with few nonzeros and small denominators is preferred: vertices of the larger set are compared, and
entries set to simple numbers as long as the rule still passes and fails. Where probabilities are formulas of a
parameter the rule is a vertex, the best one for the facet's normal, so that it moves along with them.

One such facet is enough for a no: `refuted` looks for it from face to face (`exact.minkowski.facets_met`),
also where all facets are too many to list.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

from exact import cones, minkowski
from exact.aside import WHY, End
from exact.fans import NormalFan
from exact.linear import LinearSystem, PrimalDual, Row, optimum
from exact.showing.display import counted
from exact.symbolic.substituting import scope_of
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.conditions import deciding as conditions
from proofs.reduced_form.conditions.deciding import SignInequality, SignTree
from proofs.reduced_form.facets.descriptions import (
    ConditionComplete,
    NothingImplementable,
    PassingRule,
    SignDescription,
)
from proofs.reduced_form.facets.signs import Condition, SignSpace
from proofs.reduced_form.facets.summands import Normal, RuleInequality, Summands, capacity_proof, inequality
from proofs.reduced_form.implementation.deciding import NoOutcome, has_outcome
from proofs.reduced_form.problem.problems import InterimRule, Problem

COMPARED_FACETS = 12
"""How many facets that are no inequalities of the condition a search looks for, to go on with the shortest."""

TRIED_FACETS = 3
"""How many interim rules, each beyond another facet, are compared for the smallest."""

Vector = tuple[int, ...]


class ListedFacets(Protocol):
    """What `proofs.reduced_form.facets.listing.facets` returns, as far as it is needed here."""

    @property
    def problem(self) -> Problem: ...
    @property
    def outcome(self) -> Verdict: ...
    @property
    def equations(self) -> tuple[RuleInequality, ...]: ...
    @property
    def facets(self) -> tuple[RuleInequality, ...]: ...
    @property
    def fan(self) -> NormalFan | None: ...
    @property
    def is_recheckable(self) -> bool: ...
    @property
    def is_whole(self) -> bool: ...
    @property
    def end(self) -> End: ...
    @property
    def orbits(self) -> tuple[tuple[int, ...], ...]: ...


def is_complete(found: ListedFacets, condition: Condition) -> bool | None:
    """Whether the condition's inequalities describe the implementable rules; not certified.

    `None` if the search for facets ended early and all that were met are inequalities of the condition.
    """
    if found.outcome and sign_form(found, condition) is None:
        return False
    return True if found.is_whole else None


def ended_early(end: End, count: int) -> str:
    """That a search ended early, and what it has met."""
    return f"the search met {counted(count, 'facet')} and ended because {WHY[end]}; there may be others"


def completeness(found: ListedFacets, condition: Condition) -> Verdict:
    """Whether the condition's inequalities describe the implementable rules, with evidence.

    Undecided where a yes has facets that are too many to be checked, as `Facets.description` says, or where the search
    for a rule or for the proof that it passes is given up. `is_complete` answers all the same.
    """
    problem = found.problem
    statement = ConditionComplete(problem, condition)
    if isinstance(found.outcome.evidence, NoOutcome):
        return Verdict(statement, True, NothingImplementable(found.outcome.evidence))
    form = sign_form(found, condition)
    if form is not None:
        if not found.is_whole:
            return Verdict(statement, None, Undecided((ended_early(found.end, len(found.facets)),)))
        if not found.is_recheckable:
            return Verdict(statement, None, Undecided((f"yes by {len(found.facets)} facets, more than are rechecked",)))
        return Verdict(statement, True, SignDescription(*form, found.fan))
    space = SignSpace(problem.coordinates, [each.coefficients for each in found.equations], condition)
    candidates = [each.coefficients for each in found.facets if space.rewritten(each.coefficients) is None]
    if not candidates:  # some equation is not implied
        candidates = [tuple((c, sign * f) for c, f in e.coefficients) for e in found.equations for sign in (1, -1)]
    shown = _by_a_rule(problem, condition, space, candidates)
    if shown is None:
        tried = "no by the facets, but no rule was found that is shown to satisfy the condition"
        return Verdict(statement, None, Undecided((tried,)))
    return shown


def refuted(problem: Problem, condition: Condition, steps: int, seed: int = 0) -> Verdict | None:
    """The verdict that the condition is not complete, if a search for facets of so many steps shows it; else `None`.

    Raises `ValueError` for a problem with too many outcomes, as `facets` does.
    """
    if not has_outcome(problem):
        return None
    summands = Summands.of(problem)
    equations = minkowski.equation_normals(summands.points, len(problem.coordinates))
    space = SignSpace(problem.coordinates, [summands.named(row) for row in equations], condition)
    known: list[Normal] = []
    beyond: list[Normal] = []
    for normal in map(summands.named, minkowski.facets_met(summands.points, random.Random(seed), steps)):
        rewritten = space.rewritten(normal)
        if rewritten is not None:
            known.append(rewritten)
        else:
            beyond.append(normal)
            if len(beyond) == COMPARED_FACETS:
                break
    return _by_a_rule(problem, condition, space, beyond, known) if beyond else None


def _by_a_rule(
    problem: Problem, condition: Condition, space: SignSpace, candidates: Iterable[Normal], known: Iterable[Normal] = ()
) -> Verdict | None:
    """The verdict that the condition is not complete, by a rule beyond one of the facets that are none of its own.

    `known` are inequalities of the condition to begin with.
    """
    larger = _Larger(problem, condition)
    for normal in known:
        larger.add(tuple(map(int, space.vector(normal))))
    found = _passing_rule(larger, space, candidates)
    passes = None if found is None else conditions.condition(problem, found[0], condition).evidence
    if found is None or not isinstance(passes, SignTree):
        return None
    rule, normal = found
    evidence = PassingRule(rule, passes, capacity_proof(problem, normal))
    return Verdict(ConditionComplete(problem, condition), False, evidence)


def sign_form(found: ListedFacets, condition: Condition) -> tuple[tuple[Normal, ...], tuple[Normal, ...]] | None:
    """Equations and facets rewritten as inequalities of the condition, or `None` if that is not possible."""
    space = SignSpace(found.problem.coordinates, [each.coefficients for each in found.equations], condition)
    equations = space.equations()
    if len(equations) < len(found.equations):
        return None
    facets = []
    first = [orbit[0] for orbit in found.orbits]  # what is true of one facet is true of those that are like it
    if any(space.rewritten(found.facets[k].coefficients) is None for k in first):
        return None
    for each in found.facets:
        rewritten = space.rewritten(each.coefficients)
        assert rewritten is not None, "the facets of an orbit are alike"
        facets.append(rewritten)
    return tuple(equations), tuple(facets)


class GivenUpError(RuntimeError):
    """A search for a violated inequality ended without an answer."""


class _Larger:
    """The set of all y that satisfy the condition; its inequalities are sought as they are needed."""

    def __init__(self, problem: Problem, condition: Condition) -> None:
        self.problem, self.condition = problem, condition
        size = len(problem.coordinates)
        self.points = Summands.of(problem).points
        self.prior = [problem.probability(profile) for profile in problem.profiles()]
        self.rows: dict[Vector, Fraction] = {}
        for j, sign in itertools.product(range(size), (1, -1)):
            self.add(tuple(sign * int(j == k) for k in range(size)))

    def add(self, signs: Vector) -> None:
        reached = minkowski.with_bounds(self.points, signs).bounds
        self.rows[signs] = sum((p * b for p, b in zip(self.prior, reached, strict=True)), Fraction(0))

    def violated(self, point: Sequence[Fraction]) -> Vector | None:
        """An inequality that the point violates; `None` if it satisfies all."""
        for signs, height in self.rows.items():
            if cones.product(signs, point) > height:
                return signs
        verdict = conditions.condition(self.problem, _rule(self.problem, point), self.condition)
        if isinstance(verdict.evidence, SignInequality):
            signs_at = dict(verdict.evidence.inequality.coefficients)
            return tuple(int(signs_at.get(c, 0)) for c in self.problem.coordinates)
        if verdict.holds is None:
            raise GivenUpError
        return None

    def best(self, normal: Sequence[Fraction]) -> tuple[Fraction, ...]:
        """A point of the set at which the normal is greatest."""
        size = len(self.problem.coordinates)
        while True:
            rows = tuple(
                Row(tuple((j, Fraction(sign)) for j, sign in enumerate(signs) if sign), "<=", height)
                for signs, height in self.rows.items()
            )
            system = LinearSystem(tuple(range(size)), rows, (None,) * size, (None,) * size)
            evidence = optimum(system, list(normal)).evidence
            assert isinstance(evidence, PrimalDual), "the condition bounds every coordinate"
            violated = self.violated(evidence.values)
            if violated is None:
                return evidence.values
            self.add(violated)


def _passing_rule(larger: _Larger, space: SignSpace, candidates: Iterable[Normal]) -> tuple[InterimRule, Normal] | None:
    """A small rule that satisfies the condition, and the normal, one of `candidates`, of an inequality it violates."""
    rules: list[tuple[InterimRule, Normal]] = []
    for normal in sorted(candidates, key=lambda normal: (len(normal), sum(abs(f) for _, f in normal))):
        try:
            rule = _beyond(larger, space, normal)
        except GivenUpError:
            continue
        rules += [(rule, normal)] if rule is not None else []
        if len(rules) == TRIED_FACETS or (rules and scope_of(larger.prior) is not None):
            break
    if len(rules) == 1:
        return rules[0]
    return min(rules, key=lambda pair: _complexity(pair[0]), default=None)


def _beyond(larger: _Larger, space: SignSpace, normal: Normal) -> InterimRule | None:
    """A rule of the larger set beyond the inequality with this normal, if there is one."""
    problem, weights = larger.problem, space.vector(normal)
    bound = inequality(problem, dict(normal)).bound(problem)

    def violates(point: Sequence[Fraction]) -> bool:
        return sum((f * y for f, y in zip(weights, point, strict=True)), Fraction(0)) > bound

    point = list(larger.best(weights))
    if not violates(point):
        return None
    if scope_of(larger.prior) is not None:
        return _rule(problem, point)
    marginals = [problem.marginals[c[0], c[1]] for c in problem.coordinates]
    for j, simple in itertools.product(range(len(point)), (Fraction(0), Fraction(1), Fraction(1, 2))):
        if not simple or (point[j] / marginals[j]).denominator > simple.denominator:
            changed = [*point[:j], simple * marginals[j], *point[j + 1 :]]
            if violates(changed) and larger.violated(changed) is None:
                point = changed
    return _rule(problem, point)


def _rule(problem: Problem, point: Sequence[Fraction]) -> InterimRule:
    marginals = problem.marginals
    return InterimRule(tuple(y / marginals[c[0], c[1]] for c, y in zip(problem.coordinates, point, strict=True)))


def _complexity(rule: InterimRule) -> tuple[int, int, int]:
    nonzero = [value for value in rule.values if value]
    return len(nonzero), max((value.denominator for value in nonzero), default=1), sum(v.denominator for v in nonzero)
