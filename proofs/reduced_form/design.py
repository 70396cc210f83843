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
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal, Self

from exact.display import Displayed, counted
from exact.linear import FarkasVector, LinearSystem, PrimalDual, Row, optimum
from exact.rationals import rational, text
from exact.verdicts import Evidence, Statement, Verdict
from proofs.plain import object_at, unknown_key, unknown_name, unknown_word
from proofs.reduced_form.descriptions import proved_bound
from proofs.reduced_form.implementation import (
    ExPostRule,
    HasOutcome,
    Inequality,
    NoOutcome,
    ProfileBound,
    has_outcome,
    induced_rule,
)
from proofs.reduced_form.outcomes import Outcome, OutcomeSets
from proofs.reduced_form.problems import Coordinate, IndependentPrior, InterimRule, Problem
from proofs.told import ToldStatement

Incentives = Literal["ordinal", "cardinal", "none"]
Payer = tuple[str, str]
"""(agent, type), whose transfer it is."""


@dataclass(frozen=True)
class Objective(Displayed):
    """What is maximized, and what rules must satisfy.

    `weights` has one number for each coordinate. `preferences` has one entry for each agent's type in order: numbers
    by object (cardinal), object names from best to worst (ordinal). `revenue` is the factor of the expected revenue,
    `None` where there are no transfers.
    """

    weights: tuple[Fraction, ...]
    incentives: Incentives = "none"
    preferences: tuple[tuple[Any, ...], ...] = ()
    revenue: Fraction | None = None
    participation: bool = False


@dataclass(frozen=True)
class IncentiveConstraint(Displayed):
    """`sum of coefficients * Q + sum of payments * m >= 0`: truth-telling or participation, as its name says."""

    name: tuple[str, ...]
    coefficients: tuple[tuple[Coordinate, Fraction], ...]
    payments: tuple[tuple[Payer, Fraction], ...] = ()


@dataclass(frozen=True)
class Design(Displayed):
    """A problem with an objective."""

    problem: Problem
    objective: Objective

    @property
    def demands(self) -> str:
        """What rules must satisfy besides being implementable, as the end of a noun phrase; empty if nothing."""
        incentive = ["incentive"] if self.objective.incentives != "none" else []
        kinds = incentive + (["participation"] if self.objective.participation else [])
        return f" that satisfies the {' and '.join(kinds)} constraints" if kinds else ""

    @cached_property
    def payers(self) -> tuple[Payer, ...]:
        if self.objective.revenue is None:
            return ()
        return tuple((a, t) for a, kinds in zip(self.problem.agents, self.problem.types, strict=True) for t in kinds)

    @cached_property
    def tastes(self) -> dict[Payer, tuple[Any, ...]]:
        types = [(a, t) for a, kinds in zip(self.problem.agents, self.problem.types, strict=True) for t in kinds]
        return dict(zip(types, self.objective.preferences, strict=True)) if self.objective.preferences else {}

    @cached_property
    def conditions(self) -> tuple[IncentiveConstraint, ...]:
        """All incentive constraints, then all participation constraints."""
        found: list[IncentiveConstraint] = []
        for agent, kinds in zip(self.problem.agents, self.problem.types, strict=True):
            for true in kinds:
                for told in kinds:
                    if told != true and self.objective.incentives != "none":
                        found += self._truthful(agent, true, told)
        if self.objective.participation:
            for agent, kind in self.payers:
                value = tuple(self._worth(agent, kind, kind, 1).items())
                found.append(
                    IncentiveConstraint(("participation", agent, kind), value, (((agent, kind), Fraction(-1)),))
                )
        return tuple(found)

    def _truthful(self, agent: str, true: str, told: str) -> Iterator[IncentiveConstraint]:
        if self.objective.incentives == "cardinal":
            gain = self._worth(agent, true, true, 1) | self._worth(agent, true, told, -1)
            paid = (((agent, true), Fraction(-1)), ((agent, told), Fraction(1))) if self.payers else ()
            yield IncentiveConstraint(("truth", agent, true, told), tuple(gain.items()), paid)
            return
        ranking = self.tastes[agent, true]
        for k in range(1, len(ranking) + 1):
            best = {(agent, true, j): Fraction(1) for j in ranking[:k]}
            other = {(agent, told, j): Fraction(-1) for j in ranking[:k]}
            yield IncentiveConstraint(("truth", agent, true, told, str(k)), tuple((best | other).items()))

    def _worth(self, agent: str, true: str, told: str, sign: int) -> dict[Coordinate, Fraction]:
        """What type `true` expects of the report `told`, times the sign."""
        values = zip(self.problem.object_parts, self.tastes[agent, true], strict=True)
        return {(agent, told, *rest): sign * value for rest, value in values if value}

    def value(self, rule: InterimRule, transfers: Mapping[Payer, Fraction]) -> Fraction:
        """The objective at a rule with transfers."""
        total = sum((w * q for w, q in zip(self.objective.weights, rule.values, strict=True)), Fraction(0))
        marginals = self.problem.marginals
        revenue = sum((marginals[payer] * paid for payer, paid in transfers.items()), Fraction(0))
        return total + (self.objective.revenue or Fraction(0)) * revenue

    def satisfied(self, rule: InterimRule, transfers: Mapping[Payer, Fraction]) -> bool:
        """Whether all conditions hold, and exactly the payers have transfers."""
        at = dict(zip(self.problem.coordinates, rule.values, strict=True))
        if set(transfers) != set(self.payers):
            return False
        for condition in self.conditions:
            left = sum((f * at[c] for c, f in condition.coefficients), Fraction(0))
            if left + sum((f * transfers[payer] for payer, f in condition.payments), Fraction(0)) < 0:
                return False
        return True

    def combined(self, multipliers: tuple[Fraction, ...], with_objective: bool) -> dict[Coordinate, Fraction] | None:
        """Objective plus multiples of the conditions, per weighted variable; `None` if transfers do not cancel."""
        marginals, problem = self.problem.marginals, self.problem
        zero = Fraction(0)
        total = dict.fromkeys(problem.coordinates, zero)
        paid = dict.fromkeys(self.payers, zero)
        if with_objective:
            total = dict(zip(problem.coordinates, self.objective.weights, strict=True))
            paid = {payer: (self.objective.revenue or zero) * marginals[payer] for payer in self.payers}
        for multiplier, condition in zip(multipliers, self.conditions, strict=True):
            if multiplier:
                for coordinate, factor in condition.coefficients:
                    total[coordinate] += multiplier * factor
                for payer, factor in condition.payments:
                    paid[payer] += multiplier * factor
        if any(paid.values()):
            return None
        return {c: weight / marginals[c[0], c[1]] for c, weight in total.items() if weight}


@dataclass(frozen=True)
class BestRule(ToldStatement):
    """`value` is the greatest value of the objective over implementable rules that satisfy the conditions.

    Evidence: `OptimalRule`.
    """

    kind: ClassVar[str] = "best rule"
    design: Design
    value: Fraction

    def sentence(self) -> str:
        return f"the best implementable rule{self.design.demands} has value {text(self.value)}"

    def about(self) -> dict[str, Any]:
        return {"problem": _to_plain(self.design), "value": text(self.value)}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        return cls(_from_plain(about["problem"]), rational(about["value"]))


@dataclass(frozen=True)
class SomeRule(ToldStatement):
    """Some implementable rule satisfies the conditions. Evidence for no: `Contradiction`, `NoOutcome`."""

    kind: ClassVar[str] = "some rule"
    design: Design

    def sentence(self) -> str:
        return f"there is an implementable rule{self.design.demands}"

    def about(self) -> dict[str, Any]:
        return {"problem": _to_plain(self.design)}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        return cls(_from_plain(about["problem"]))


@dataclass(frozen=True)
class OptimalRule(Evidence):
    """An ex post rule with transfers that attains the value, and multipliers with capacities that bound it."""

    form: ClassVar[str] = "optimal rule"
    ex_post: ExPostRule
    transfers: tuple[tuple[Payer, Fraction], ...]
    multipliers: tuple[Fraction, ...]
    inequality: Inequality

    def rule(self, problem: Problem) -> InterimRule:
        """The best interim rule itself, which the ex post rule induces."""
        return induced_rule(problem, self.ex_post)

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, BestRule) or not holds:
            return False
        design, problem = statement.design, statement.design.problem
        rule, transfers = self.rule(problem), dict(self.transfers)
        from proofs.reduced_form.implementation import Implementable

        if not self.ex_post.supports(Implementable(problem, rule), True) or not design.satisfied(rule, transfers):
            return False
        if len(self.multipliers) != len(design.conditions) or min(self.multipliers, default=Fraction(0)) < 0:
            return False
        weights = design.combined(self.multipliers, True)
        bounded = weights == dict(self.inequality.coefficients)
        reached = design.value(rule, transfers) == statement.value
        return bounded and reached and proved_bound(problem, self.inequality, statement.value)

    def data(self) -> dict[str, Any]:
        return {
            "profiles": self.ex_post.data()["profiles"],
            "transfers": [[*payer, text(paid)] for payer, paid in self.transfers],
            "multipliers": [text(multiplier) for multiplier in self.multipliers],
            "inequality": self.inequality.data(),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(
            ExPostRule.from_data({"profiles": data["profiles"]}),
            tuple(((agent, kind), rational(paid)) for agent, kind, paid in data["transfers"]),
            tuple(rational(multiplier) for multiplier in data["multipliers"]),
            Inequality.from_data(data["inequality"]),
        )


@dataclass(frozen=True)
class Contradiction(Evidence):
    """Multiples of the conditions add up to f * y >= 0, but by its capacities f * y is negative at every rule."""

    form: ClassVar[str] = "contradiction"
    multipliers: tuple[Fraction, ...]
    inequality: Inequality

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, SomeRule) or holds:
            return False
        design = statement.design
        if len(self.multipliers) != len(design.conditions) or min(self.multipliers, default=Fraction(0)) < 0:
            return False
        if design.combined(self.multipliers, False) != dict(self.inequality.coefficients):
            return False
        bound = self.inequality.right(design.problem)
        return bound < 0 and proved_bound(design.problem, self.inequality, bound)

    def data(self) -> dict[str, Any]:
        multipliers = [text(multiplier) for multiplier in self.multipliers]
        return {"multipliers": multipliers, "inequality": self.inequality.data()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(tuple(rational(m) for m in data["multipliers"]), Inequality.from_data(data["inequality"]))


@dataclass(frozen=True)
class NoRule(Evidence):
    """At some type profile no outcome is feasible, so there is no rule at all."""

    form: ClassVar[str] = "no rule"
    shown: NoOutcome

    def supports(self, statement: Statement, holds: bool) -> bool:
        if not isinstance(statement, SomeRule) or holds:
            return False
        return self.shown.supports(HasOutcome(statement.design.problem), False)

    def data(self) -> dict[str, Any]:
        return self.shown.data()

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(NoOutcome.from_data(data))


def design(problem: Problem, objective: Objective | Mapping[str, Any]) -> Verdict:
    """The best implementable rule that satisfies the objective's incentive and participation constraints.

    `objective` may be what a file has there (`objective_from_plain`). The best interim rule of the verdict is
    `verdict.evidence.rule(problem)`, its lotteries are `verdict.evidence.ex_post`.

    The statement is `BestRule` with its value, or `SomeRule` with answer no. Raises `ValueError` where the constraints
    make no sense: incentives with correlated types (then Q_i(t') is not what type t expects of the report t'), or
    revenue that is unbounded for want of participation. Raises `TypeError` for another kind of objective.
    """
    if isinstance(objective, Mapping):
        objective = objective_from_plain(problem, objective)
    if not isinstance(objective, Objective):
        expected = "an Objective, or a mapping as in a problem file,"
        raise TypeError(f"objective: {expected} was expected, not {type(objective).__name__}")
    check_objective(problem, objective)
    some = has_outcome(problem)
    task = Design(problem, objective)
    if isinstance(some.evidence, NoOutcome):
        return Verdict(SomeRule(task), False, NoRule(some.evidence))
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


def check_objective(problem: Problem, objective: Objective) -> None:
    """Raises `ValueError` with one sentence for an objective that does not fit the problem."""
    if len(objective.weights) != len(problem.coordinates):
        given, expected = len(objective.weights), len(problem.coordinates)
        raise ValueError(f"objective.weights: {counted(given, 'number')}, not {expected}, one for each coordinate")
    if objective.incentives not in ("ordinal", "cardinal", "none"):
        raise ValueError('objective.incentives: "ordinal", "cardinal" or "none" was expected')
    needed = objective.incentives != "none" or objective.participation
    if needed and len(objective.preferences) != sum(map(len, problem.types)):
        raise ValueError("objective.preferences: every type of every agent needs an entry")
    if objective.incentives == "ordinal" and not problem.objects:
        raise ValueError("objective.incentives: ordinal preferences need named objects")
    if objective.revenue is not None:
        if objective.incentives == "ordinal":
            raise ValueError("objective.transfers: transfers need cardinal preferences")
        if objective.revenue < 0 or (objective.revenue and not objective.participation):
            raise ValueError("objective.transfers: revenue is unbounded; give a positive factor and participation")
    elif objective.participation:
        raise ValueError("objective.transfers: participation is a constraint on transfers")
    if objective.incentives != "none" and not _independent(problem):
        reason = "incentive constraints on interim rules (LY (26), (27)) need independent types"
        raise ValueError(f'prior: {reason}; give an independent prior, or "incentives": "none"')


def _independent(problem: Problem) -> bool:
    if isinstance(problem.prior, IndependentPrior):
        return True
    for profile in problem.profiles():
        product = Fraction(1)
        for agent, kind in zip(problem.agents, profile, strict=True):
            product *= problem.marginals[agent, kind]
        if product != problem.probability(profile):
            return False
    return True


class _Program:
    """The linear program over the pure outcomes known so far."""

    def __init__(self, task: Design) -> None:
        self.task, self.problem = task, task.problem
        self.sets = OutcomeSets(self.problem)
        self.profiles = list(self.problem.profiles())
        self.prior = [self.problem.probability(profile) for profile in self.profiles]
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
                if inequality.right(self.problem) < 0:
                    return Verdict(SomeRule(self.task), False, Contradiction(multipliers, inequality))
            else:
                assert isinstance(evidence, PrimalDual), "participation bounds what agents pay"
                multipliers = evidence.multipliers[:conditions]
                inequality = self._bounded(multipliers, True)
                found = self._rule(evidence.values)
                transfers = self._transfers(evidence.values)
                value = self.task.value(induced_rule(self.problem, found), dict(transfers))
                if inequality.right(self.problem) == value:
                    return Verdict(
                        BestRule(self.task, value), True, OptimalRule(found, transfers, multipliers, inequality)
                    )
            grown = self._add_best(dict(inequality.coefficients))
            assert grown, "a program whose bound is not attained lacks an outcome"

    # The columns: Q by coordinate, transfers by payer, then the probability of each known outcome with its profile.

    def _system(self) -> LinearSystem:
        marginals, zero, one = self.problem.marginals, Fraction(0), Fraction(1)
        place = {c: k for k, c in enumerate(self.problem.coordinates)}
        payer = {p: len(place) + k for k, p in enumerate(self.task.payers)}
        rows = []
        for condition in self.task.conditions:
            entries = [(place[c], -f) for c, f in condition.coefficients]
            entries += [(payer[p], -f) for p, f in condition.payments]
            rows.append(Row(tuple(sorted(entries)), "<=", zero))
        reported = {c: [(place[c], -marginals[c[0], c[1]])] for c in place}
        column = first = len(place) + len(payer)
        for profile, weight, outcomes in zip(self.profiles, self.prior, self.known, strict=True):
            rows.append(Row(tuple((column + k, one) for k in range(len(outcomes))), "=", weight))
            cells = [
                (self.problem.cell_of(c), c)
                for agent, kind in zip(self.problem.agents, profile, strict=True)
                for rest in self.problem.object_parts
                for c in [(agent, kind, *rest)]
            ]
            for outcome in outcomes:
                quantities = dict(outcome)
                for cell, coordinate in cells:
                    if cell in quantities:
                        reported[coordinate].append((column, quantities[cell]))
                column += 1
        rows += [Row(tuple(entries), "=", zero) for entries in reported.values()]
        lower = (None,) * first + (zero,) * (column - first)
        return LinearSystem(tuple(range(column)), tuple(rows), lower, (None,) * column)

    def _cost(self) -> list[Fraction]:
        revenue, marginals = self.task.objective.revenue or Fraction(0), self.problem.marginals
        paid = [revenue * marginals[payer] for payer in self.task.payers]
        return [*self.task.objective.weights, *paid, *([Fraction(0)] * sum(map(len, self.known)))]

    def _bounded(self, multipliers: tuple[Fraction, ...], with_objective: bool) -> Inequality:
        coefficients = self.task.combined(multipliers, with_objective)
        assert coefficients is not None, "transfers are free, so their column is balanced"
        bounds = []
        for profile in self.profiles:
            best = self.sets.at(profile).maximum(self.sets.vector(self.sets.weights(coefficients, profile)))
            assert best.value is not None
            bounds.append(ProfileBound(profile, best.value, best.proof))
        return Inequality(tuple(coefficients.items()), tuple(bounds))

    def _rule(self, values: tuple[Fraction, ...]) -> ExPostRule:
        column = len(self.problem.coordinates) + len(self.task.payers)
        lotteries = []
        for profile, weight, outcomes in zip(self.profiles, self.prior, self.known, strict=True):
            pairs = zip(values[column : column + len(outcomes)], outcomes, strict=True)
            lotteries.append((profile, tuple((share / weight, outcome) for share, outcome in pairs if share)))
            column += len(outcomes)
        return ExPostRule(tuple(lotteries))

    def _transfers(self, values: tuple[Fraction, ...]) -> tuple[tuple[Payer, Fraction], ...]:
        return tuple(zip(self.task.payers, values[len(self.problem.coordinates) :], strict=False))

    def _add_best(self, coefficients: dict[Coordinate, Fraction]) -> bool:
        grown = False
        for profile, outcomes in zip(self.profiles, self.known, strict=True):
            weights = self.sets.vector(self.sets.weights(coefficients, profile))
            best = self.sets.at(profile).maximum(weights).outcome
            if best is not None and best not in outcomes:
                outcomes.append(best)
                grown = True
        return grown


# ----------------------------------------------------------------------------------------------------- plain data


def objective_from_plain(problem: Problem, plain: Any) -> Objective:
    """The objective that a file's `objective` describes; raises `ValueError` with the place.

    Keys: `weights` (like an interim rule, or "welfare": each type's values times its probability), `incentives`,
    `preferences`, `transfers` with `revenue` (the factor of the expected revenue, 1) and `participation` (true).
    """
    if not isinstance(plain, Mapping):
        raise ValueError("objective: an object was expected")
    known = ("weights", "incentives", "preferences", "transfers")
    for key in plain:
        if key not in known:
            raise ValueError(unknown_key(key, known, "objective"))
    if "transfers" in plain and "incentives" not in plain:
        choices = '"cardinal" (nobody gains by a wrong report) or "none"'
        raise ValueError(f'objective: "incentives" is missing; where there are transfers, say {choices}')
    incentives = plain.get("incentives", "none")
    if incentives not in ("ordinal", "cardinal", "none"):
        raise ValueError(unknown_word(incentives, ("ordinal", "cardinal", "none"), "objective.incentives"))
    preferences = _preferences(problem, plain["preferences"], incentives) if "preferences" in plain else ()
    if incentives != "none" and not preferences:
        raise ValueError('objective: "preferences" is missing')
    revenue, participation = _transfers(plain["transfers"]) if "transfers" in plain else (None, False)
    if "weights" not in plain and revenue is None:
        raise ValueError('objective: "weights" is missing; give what each agent\'s quantities are worth, or "welfare"')
    given = plain.get("weights", {})
    if given == "welfare":
        if incentives == "ordinal" or not preferences:
            raise ValueError('objective.weights: "welfare" needs preferences with values')
        types = [(a, t) for a, kinds in zip(problem.agents, problem.types, strict=True) for t in kinds]
        pairs = zip(types, preferences, strict=True)
        weights = tuple(problem.marginals[kind] * value for kind, values in pairs for value in values)
    else:
        weights = _weights(problem, given)
    objective = Objective(weights, incentives, preferences, revenue, participation)
    check_objective(problem, objective)
    return objective


def _weights(problem: Problem, given: Any) -> tuple[Fraction, ...]:
    """Like an interim rule, but whatever is left out is 0."""
    place = "objective.weights"
    if isinstance(given, str):
        raise ValueError(unknown_word(given, ("welfare",), place) + ", or an object: agents, types, objects, numbers")
    _known(given, problem.agents, place, "agents")
    numbers = []
    for agent, kinds in zip(problem.agents, problem.types, strict=True):
        by_type = given.get(agent, {})
        _known(by_type, kinds, f"{place}.{agent}", f"types of agent {agent}")
        for kind in kinds:
            entry = by_type.get(kind, 0 if not problem.objects else {})
            if not problem.objects:
                numbers.append(_number(entry, f"{place}.{agent}.{kind}"))
                continue
            _known(entry, problem.objects, f"{place}.{agent}.{kind}", "objects")
            numbers += [_number(entry.get(j, 0), f"{place}.{agent}.{kind}.{j}") for j in problem.objects]
    return tuple(numbers)


def _preferences(problem: Problem, given: Any, incentives: str) -> tuple[tuple[Any, ...], ...]:
    place = "objective.preferences"
    _known(given, problem.agents, place, "agents")
    found: list[tuple[Any, ...]] = []
    for agent, kinds in zip(problem.agents, problem.types, strict=True):
        by_type = given.get(agent)
        _known(by_type, kinds, f"{place}.{agent}", f"types of agent {agent}")
        for kind in kinds:
            here = f"{place}.{agent}.{kind}"
            if kind not in by_type:
                raise ValueError(f'{place}.{agent}: "{kind}" is missing')
            entry = by_type[kind]
            if incentives == "ordinal":
                if not isinstance(entry, list) or sorted(map(str, entry)) != sorted(problem.objects):
                    raise ValueError(f"{here}: a ranking of all objects, best first, was expected")
                found.append(tuple(entry))
            elif not problem.objects:
                found.append((_number(entry, here),))
            else:
                _known(entry, problem.objects, here, "objects")
                found.append(tuple(_number(entry.get(j, 0), f"{here}.{j}") for j in problem.objects))
    return tuple(found)


def _transfers(given: Any) -> tuple[Fraction, bool]:
    object_at(given, "objective.transfers", (), ("revenue", "participation"))
    participation = given.get("participation", True)
    if not isinstance(participation, bool):
        raise ValueError("objective.transfers.participation: true or false was expected")
    return _number(given.get("revenue", 1), "objective.transfers.revenue"), participation


def _known(given: Any, allowed: tuple[str, ...], place: str, what: str) -> None:
    if not isinstance(given, Mapping):
        raise ValueError(f"{place}: an object with keys from the {what} was expected")
    for key in given:
        if key not in allowed:
            raise ValueError(unknown_name(key, allowed, what, place))


def _number(value: Any, place: str) -> Fraction:
    try:
        return rational(value, place)
    except TypeError as error:
        raise ValueError(str(error)) from error


def objective_to_plain(problem: Problem, objective: Objective) -> dict[str, Any]:
    """The objective written out; `objective_from_plain` reads it back."""
    from proofs import files

    plain: dict[str, Any] = {
        "weights": files.rule_to_plain(problem, InterimRule(objective.weights)),
        "incentives": objective.incentives,
    }
    if objective.preferences:
        nested: dict[str, Any] = {agent: {} for agent in problem.agents}
        types = [(a, t) for a, kinds in zip(problem.agents, problem.types, strict=True) for t in kinds]
        for (agent, kind), entry in zip(types, objective.preferences, strict=True):
            if objective.incentives == "ordinal":
                nested[agent][kind] = list(entry)
            elif problem.objects:
                nested[agent][kind] = {j: text(value) for j, value in zip(problem.objects, entry, strict=True)}
            else:
                nested[agent][kind] = text(entry[0])
        plain["preferences"] = nested
    if objective.revenue is not None:
        plain["transfers"] = {"revenue": text(objective.revenue), "participation": objective.participation}
    return plain


def _to_plain(task: Design) -> dict[str, Any]:
    from proofs import files

    plain = files.problem_to_plain(task.problem)
    return {**plain, "objective": objective_to_plain(task.problem, task.objective)}


def _from_plain(plain: dict[str, Any]) -> Design:
    from proofs import files

    return Design(*files.design_from_plain(plain))
