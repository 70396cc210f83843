"""The best implementable and incentive compatible rule for a linear objective (LY, Corollaries 2 and 3).

LY describe the implementable interim rules by (25), the *ordinally* incentive compatible ones by (26): Q_i(t) dominates
Q_i(t') stochastically in t's ranking, that is, it gives at least as much of the best k objects for every k; and the
*cardinally* incentive compatible ones by (27): v_i(t) * Q_i(t) >= v_i(t) * Q_i(t'). With quasi-linear transfers m_i(t),
paid by the agent, (27) becomes v_i(t) * Q_i(t) - m_i(t) >= v_i(t) * Q_i(t') - m_i(t'), and interim participation
v_i(t) * Q_i(t) - m_i(t) >= 0. The objective is `sum of weights * Q`, plus a multiple of the expected revenue
`sum of lambda_i(t) m_i(t)`.

Implementable means by lotteries over *pure* outcomes, whatever their linear relaxation is like. The linear program has
a variable for each pure outcome known so far at each type profile (all of them where they are few). Its multipliers of
the incentive and participation constraints turn the objective into weights f on the coordinates, and by the capacities
of f, profile by profile, no rule whatever does better than `sum over t of lambda(t) beta_t(f)`: either that is the
value attained, or the outcomes that attain the capacities are new, and the program is solved again with them.

Further terms (`proofs.reduced_form.design.task`) are rows of the same program. What they weigh at a type profile joins
the weights there, a profile of probability 0 counts once with what they weigh there alone, and where sets may be closed
(`proofs.reduced_form.design.closing`) the capacities are those of the outcomes that remain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from exact import arguments
from exact.linear import FarkasVector, LinearSystem, PrimalDual, Row, optimum
from exact.plain_data import flattened, written
from exact.rationals import text
from exact.verdicts import Evidence, Statement, Verdict
from proofs.reduced_form.design.checking import check_objective
from proofs.reduced_form.design.closing import DesignSets
from proofs.reduced_form.design.data import objective_from_plain
from proofs.reduced_form.design.task import Design, Objective, Payer
from proofs.reduced_form.implementation.deciding import (
    ExPostRule,
    Inequality,
    NoOutcome,
    ProfileBound,
    induced_rule,
)
from proofs.reduced_form.problem.outcomes import Outcome, value
from proofs.reduced_form.problem.problems import Cell, Coordinate, InterimRule, Problem, Profile
from proofs.told import ToldStatement


@dataclass(frozen=True)
class BestRule(ToldStatement):
    """`value` is the greatest value of the objective over implementable rules that satisfy the conditions.

    Evidence: `OptimalRule`.
    """

    kind: ClassVar[str] = "best rule"
    design: Design = field(metadata=written("problem"))
    value: Fraction

    def sentence(self) -> str:
        return f"the best implementable rule{self.design.demands} has value {text(self.value)}"


@dataclass(frozen=True)
class SomeRule(ToldStatement):
    """Some implementable rule satisfies the conditions. Evidence for no: `Contradiction`, `NoOutcome`."""

    kind: ClassVar[str] = "some rule"
    design: Design = field(metadata=written("problem"))

    def sentence(self) -> str:
        return f"there is an implementable rule{self.design.demands}"


@dataclass(frozen=True)
class OptimalRule(Evidence):
    """An ex post rule with transfers that attains the value, and multipliers with capacities that bound it."""

    form: ClassVar[str] = "optimal rule"
    ex_post: ExPostRule = field(metadata=written(inline=True))
    transfers: tuple[Annotated[tuple[Payer, Fraction], flattened], ...]
    multipliers: tuple[Fraction, ...]
    inequality: Inequality

    def rule(self, problem: Problem) -> InterimRule:
        """The best interim rule itself, which the ex post rule induces."""
        return induced_rule(problem, self.ex_post)

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestRule) or not holds:
            return False
        design, value = statement.design, statement.value
        reached = attained(design, self.ex_post, self.transfers)
        return reached == value and bounds_value(design, self.multipliers, self.inequality, value)


def attained(design: Design, ex_post: ExPostRule, transfers: tuple[tuple[Payer, Fraction], ...]) -> Fraction | None:
    """The objective at an ex post rule with transfers, or `None` if it is not feasible or violates a condition."""
    sets, given = DesignSets(design), dict(ex_post.lotteries)
    expected: dict[tuple[Profile, Cell], Fraction] = {}
    for profile in design.profiles:
        lottery = given.get(profile, ())
        if sum(share for share, _ in lottery) != 1 or any(share <= 0 for share, _ in lottery):
            return None
        if not all(sets.at(profile).contains(outcome) for _, outcome in lottery):
            return None
        for share, outcome in lottery:
            for cell, quantity in outcome:
                expected[profile, cell] = expected.get((profile, cell), Fraction(0)) + share * quantity
    rule, paid = induced_rule(design.problem, ex_post), dict(transfers)
    return design.value(rule, paid) if design.satisfied(rule, paid, expected) else None


def bounds_value(design: Design, multipliers: tuple[Fraction, ...], inequality: Inequality, value: Fraction) -> bool:
    """Whether the multipliers of the conditions lead to the inequality, which shows that no rule exceeds the value."""
    most = _most(design, multipliers, inequality, True)
    return most is not None and most <= value


def _most(
    design: Design, multipliers: tuple[Fraction, ...], inequality: Inequality, with_objective: bool
) -> Fraction | None:
    """What no implementable rule exceeds with the objective (or else 0) plus multiples of what conditions are kept by.

    `None` if the multipliers do not lead to the inequality, or the inequality is not shown.
    """
    coefficients = dict(inequality.coefficients)
    if not design.admits(multipliers) or design.combined(multipliers, with_objective) != coefficients:
        return None
    if tuple(entry.profile for entry in inequality.bounds) != design.profiles:
        return None
    sets, weighed = DesignSets(design), design.weighed(multipliers)
    total = -design.constant(multipliers)
    for entry in inequality.bounds:
        weights = _weights(design, sets, coefficients, weighed, entry.profile)
        if not sets.at(entry.profile).proves(entry.proof, weights, entry.bound):
            return None
        total += design.scale(entry.profile) * entry.bound
    return total


def _weights(
    design: Design,
    sets: DesignSets,
    coefficients: Mapping[Coordinate, Fraction],
    weighed: Mapping[Profile, Mapping[Cell, Fraction]],
    profile: Profile,
) -> dict[Cell, Fraction]:
    """What each cell counts at a profile: through the interim rule, unless it is impossible, and by itself."""
    weights = sets.weights(coefficients, profile) if design.chances[profile] else {}
    for cell, weight in weighed.get(profile, {}).items():
        weights[cell] = weights.get(cell, Fraction(0)) + weight / design.scale(profile)
    return weights


@dataclass(frozen=True)
class Contradiction(Evidence):
    """Multiples of the conditions add up to f * y >= r, but by its capacities f * y is less at every rule."""

    form: ClassVar[str] = "contradiction"
    multipliers: tuple[Fraction, ...]
    inequality: Inequality

    def most(self, design: Design) -> Fraction | None:
        """What f * y - r is at most, which is negative; `None` if that is not shown."""
        return _most(design, self.multipliers, self.inequality, False)

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, SomeRule) or holds:
            return False
        most = self.most(statement.design)
        return most is not None and most < 0


@dataclass(frozen=True)
class NoRule(Evidence):
    """At some type profile no outcome is feasible, so there is no rule at all."""

    form: ClassVar[str] = "no rule"
    shown: NoOutcome = field(metadata=written(inline=True))

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, SomeRule) or holds:
            return False
        return DesignSets(statement.design).at(self.shown.profile).proves(self.shown.proof, {}, None)


def design(problem: Problem, objective: Objective | Mapping[str, Any]) -> Verdict:
    """The best implementable rule that satisfies the objective's incentive and participation constraints.

    `objective` may be what a file has there (`objective_from_plain`). The best interim rule of the verdict is
    `verdict.evidence.rule(problem)`, its lotteries are `verdict.evidence.ex_post`.

    The statement is `BestRule` with its value, or `SomeRule` with answer no. Raises `ValueError` where the constraints
    make no sense, such as revenue that is unbounded for want of participation. Raises `TypeError` for another kind of
    objective.
    """
    arguments.expected(problem, Problem, "problem", "problem_of and load_problem make one")
    if isinstance(objective, Mapping):
        objective = objective_from_plain(problem, objective)
    if not isinstance(objective, Objective):
        expected = "an Objective, or a mapping as in a problem file,"
        raise TypeError(f"objective: {expected} was expected, not {type(objective).__name__}")
    check_objective(problem, objective)
    task = Design(problem, objective)
    sets, none = DesignSets(task), tuple(Fraction(0) for _ in problem.cells)
    for profile in task.profiles:
        best = sets.at(profile).maximum(none)
        if best.outcome is None:
            return Verdict(SomeRule(task), False, NoRule(NoOutcome(profile, best.proof)))
    verdict = _simplest(task, _Program(task).solve())
    if not verdict.verify():
        raise AssertionError("evidence does not support the verdict")
    return verdict


def _simplest(task: Design, verdict: Verdict) -> Verdict:
    """The same answer, by a proof without incentive constraints where their absence leaves the value as it is.

    A program with several dual solutions may weigh constraints that cost nothing. Participation is kept where revenue
    is maximized, since without it there is no greatest value.
    """
    evidence = verdict.evidence
    if (
        not isinstance(evidence, OptimalRule)
        or task.beyond
        or not any(evidence.multipliers)
        or not isinstance(verdict.statement, BestRule)
    ):
        return verdict
    kept = replace(task.objective, incentives="none")
    if not kept.revenue:
        kept = replace(kept, revenue=None, participation=False)
    relaxed = Design(task.problem, kept)
    if len(relaxed.conditions) == len(task.conditions):
        return verdict
    without = _Program(relaxed).solve()
    assert isinstance(without.statement, BestRule), "a rule that satisfies more constraints satisfies fewer"
    assert isinstance(without.evidence, OptimalRule)
    if without.statement.value != verdict.statement.value:
        return verdict
    dropped = (Fraction(0),) * (len(task.conditions) - len(relaxed.conditions))
    multipliers = (*dropped, *without.evidence.multipliers)  # participation comes last
    simpler = replace(evidence, multipliers=multipliers, inequality=without.evidence.inequality)
    return replace(verdict, evidence=simpler)


class _Program:
    """The linear program over the pure outcomes known so far."""

    def __init__(self, task: Design) -> None:
        self.task, self.problem = task, task.problem
        self.sets = DesignSets(task)
        self.profiles = task.profiles
        self.scales = [task.scale(profile) for profile in self.profiles]
        zero = tuple(Fraction(0) for _ in self.problem.cells)
        self.known: list[list[Outcome]] = []
        for profile in self.profiles:
            at = self.sets.at(profile)
            first = at.maximum(zero).outcome
            assert first is not None
            self.known.append(list(at.short_list) if at.short_list is not None else [first])

    def solve(self) -> Verdict:
        conditions = len(self.task.conditions)
        while True:
            verdict = optimum(self._system(), self._cost())
            evidence = verdict.evidence
            if isinstance(evidence, FarkasVector):
                multipliers = evidence.multipliers[:conditions]
                inequality = self._bounded(multipliers, False)
                if self._right(multipliers, inequality) < 0:
                    return Verdict(SomeRule(self.task), False, Contradiction(multipliers, inequality))
            else:
                if not isinstance(evidence, PrimalDual):
                    raise ValueError("objective.transfers: the expected revenue is unbounded under these constraints")
                multipliers = evidence.multipliers[:conditions]
                inequality = self._bounded(multipliers, True)
                found = self._rule(evidence.values)
                transfers = self._transfers(evidence.values)
                reached = self.task.value(induced_rule(self.problem, found), dict(transfers))
                if self._right(multipliers, inequality) == reached:
                    return Verdict(
                        BestRule(self.task, reached), True, OptimalRule(found, transfers, multipliers, inequality)
                    )
            grown = self._add_best(multipliers, dict(inequality.coefficients))
            assert grown, "a program whose bound is not attained lacks an outcome"

    # The columns: Q by coordinate, transfers by payer, then the probability of each known outcome with its profile.

    def _system(self) -> LinearSystem:
        marginals, zero, one = self.problem.marginals, Fraction(0), Fraction(1)
        place = {c: k for k, c in enumerate(self.problem.coordinates)}
        payer = {p: len(place) + k for k, p in enumerate(self.task.payers)}
        required = [
            [(place[c], -f) for c, f in condition.coefficients] + [(payer[p], -f) for p, f in condition.payments]
            for condition in self.task.conditions
        ]
        weighing: dict[Profile, list[tuple[int, dict[Cell, Fraction]]]] = {}
        for k, condition in enumerate(self.task.conditions):
            own: dict[Profile, dict[Cell, Fraction]] = {}
            for (profile, cell), factor in condition.ex_post:
                own.setdefault(profile, {})[cell] = factor
            for profile, weights in own.items():
                weighing.setdefault(profile, []).append((k, weights))
        drawn = []
        reported = {c: [(place[c], -marginals[c[0], c[1]])] for c in place}
        column = first = len(place) + len(payer)
        for profile, scale, outcomes in zip(self.profiles, self.scales, self.known, strict=True):
            drawn.append(Row(tuple((column + k, one) for k in range(len(outcomes))), "=", scale))
            cells = [
                (self.problem.cell_of(c), c)
                for agent, kind in zip(self.problem.agents, profile, strict=True)
                for rest in self.problem.object_parts
                for c in [(agent, kind, *rest)]
            ]
            for outcome in outcomes:
                quantities = dict(outcome)
                for cell, coordinate in cells if self.task.chances[profile] else ():
                    if cell in quantities:
                        reported[coordinate].append((column, quantities[cell]))
                for k, weights in weighing.get(profile, ()):
                    worth = value(weights, outcome)
                    if worth:
                        required[k].append((column, -worth / scale))
                column += 1
        rows = [
            Row(tuple(sorted(entries)), "=" if condition.exact else "<=", -condition.bound)
            for entries, condition in zip(required, self.task.conditions, strict=True)
        ]
        rows += drawn
        rows += [Row(tuple(entries), "=", zero) for entries in reported.values()]
        lower = (None,) * first + (zero,) * (column - first)
        return LinearSystem(tuple(range(column)), tuple(rows), lower, (None,) * column)

    def _cost(self) -> list[Fraction]:
        revenue = self.task.objective.revenue or Fraction(0)
        paid = [revenue * self.task.revenue_weights[payer] for payer in self.task.payers]
        return [*self.task.objective.weights, *paid, *([Fraction(0)] * sum(map(len, self.known)))]

    def _bounded(self, multipliers: tuple[Fraction, ...], with_objective: bool) -> Inequality:
        coefficients = self.task.combined(multipliers, with_objective)
        assert coefficients is not None, "transfers are free, so their column is balanced"
        bounds = []
        for profile, weights in self._weighted(multipliers, coefficients):
            best = self.sets.at(profile).maximum(self.sets.vector(weights))
            assert best.value is not None
            bounds.append(ProfileBound(profile, best.value, best.proof))
        return Inequality(tuple(coefficients.items()), tuple(bounds))

    def _weighted(
        self, multipliers: tuple[Fraction, ...], coefficients: dict[Coordinate, Fraction]
    ) -> Iterator[tuple[Profile, dict[Cell, Fraction]]]:
        weighed = self.task.weighed(multipliers)
        for profile in self.profiles:
            yield profile, _weights(self.task, self.sets, coefficients, weighed, profile)

    def _right(self, multipliers: tuple[Fraction, ...], inequality: Inequality) -> Fraction:
        """What the inequality proves of the objective, or of nothing at all."""
        pairs = zip(self.scales, inequality.bounds, strict=True)
        return sum((scale * entry.bound for scale, entry in pairs), -self.task.constant(multipliers))

    def _rule(self, values: tuple[Fraction, ...]) -> ExPostRule:
        column = len(self.problem.coordinates) + len(self.task.payers)
        lotteries = []
        for profile, weight, outcomes in zip(self.profiles, self.scales, self.known, strict=True):
            pairs = zip(values[column : column + len(outcomes)], outcomes, strict=True)
            lotteries.append((profile, tuple((share / weight, outcome) for share, outcome in pairs if share)))
            column += len(outcomes)
        return ExPostRule(tuple(lotteries))

    def _transfers(self, values: tuple[Fraction, ...]) -> tuple[tuple[Payer, Fraction], ...]:
        return tuple(zip(self.task.payers, values[len(self.problem.coordinates) :], strict=False))

    def _add_best(self, multipliers: tuple[Fraction, ...], coefficients: dict[Coordinate, Fraction]) -> bool:
        grown = False
        weighted = self._weighted(multipliers, coefficients)
        for (profile, weights), outcomes in zip(weighted, self.known, strict=True):
            best = self.sets.at(profile).maximum(self.sets.vector(weights)).outcome
            if best is not None and best not in outcomes:
                outcomes.append(best)
                grown = True
        return grown
