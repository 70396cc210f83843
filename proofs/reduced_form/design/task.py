"""What is to be designed: an objective, incentives, preferences and transfers on a problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from exact.showing.display import Displayed, counted
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Problem

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
    if objective.incentives != "none" and not problem.independent:
        reason = "incentive constraints on interim rules (LY (26), (27)) need independent types"
        raise ValueError(f'prior: {reason}; give an independent prior, or "incentives": "none"')
