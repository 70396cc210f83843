"""What is to be designed for groups: an objective that counts each of their agents, and what rules must satisfy.

Weights, preferences and transfers are written by group and hold for each of its agents, so the objective adds up, over
the groups, size times what one agent contributes. Incentive and participation constraints are those of one agent of
each group (`proofs.reduced_form.design.task`); all agents of a group have the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from exact.plain_data import Converter, register
from exact.showing.display import Displayed
from proofs.plain.reading import BadInput
from proofs.reduced_form.classes.data import grouped_to_plain, read_grouped
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.design.data import objective_in_file, objective_to_plain
from proofs.reduced_form.design.task import NOTHING_FURTHER, Design, Objective, Payer, Requirement
from proofs.reduced_form.problem.problems import Coordinate, InterimRule


@dataclass(frozen=True)
class GroupDesign(Displayed):
    """A problem of groups with an objective; raises `ValueError` for incentives with types that are not independent."""

    problem: GroupedProblem
    objective: Objective

    def __post_init__(self) -> None:
        if self.objective.incentives != "none" and not self.problem.independent:
            reason = "incentive constraints on interim rules (LY (26), (27)) need independent types"
            raise ValueError(f'prior: {reason}; give an independent prior, or "incentives": "none"')
        if self.objective.further != NOTHING_FURTHER or (self.objective.participation and not self.of_one.payers):
            terms = "strategies, participation beside transfers, balance, no_deficit, constraints, closing"
            raise ValueError(f"objective: of groups none of these is asked ({terms}); list the agents by name")

    @cached_property
    def of_one(self) -> Design:
        """The design with one agent of each group, whose constraints are everybody's."""
        return Design(self.problem.one_of_each, self.objective)

    @property
    def demands(self) -> str:
        """What rules must satisfy besides being implementable, as the end of a noun phrase; empty if nothing."""
        return self.of_one.demands

    @property
    def told_demands(self) -> str:
        """The demands in an answer's words."""
        return self.of_one.told_demands

    @property
    def conditions(self) -> tuple[Requirement, ...]:
        return self.of_one.conditions

    @property
    def payers(self) -> tuple[Payer, ...]:
        return self.of_one.payers

    @cached_property
    def weights(self) -> dict[Coordinate, Fraction]:
        """What an agent's expectation counts for, times how many there are."""
        sizes = self.problem.size_of
        pairs = zip(self.problem.coordinates, self.objective.weights, strict=True)
        return {c: sizes[c[0]] * weight for c, weight in pairs}

    @cached_property
    def revenues(self) -> dict[Payer, Fraction]:
        """What a unit that each agent of a group and type pays counts for."""
        factor = self.objective.revenue or Fraction(0)
        return {payer: factor * self.problem.expected_counts[payer[0], payer[1]] for payer in self.payers}

    def combined(self, multipliers: Mapping[int, Fraction]) -> tuple[dict[Coordinate, Fraction], dict[Payer, Fraction]]:
        """Objective plus multiples of the conditions, by number: the coefficients of what agents of a group and type
        expect together, and of their payments."""
        total, paid = dict(self.weights), dict(self.revenues)
        for number, multiplier in multipliers.items():
            condition = self.conditions[number]
            for coordinate, factor in condition.coefficients:
                total[coordinate] += multiplier * factor
            for payer, factor in condition.payments:
                paid[payer] += multiplier * factor
        counts = self.problem.expected_counts
        return {c: w / counts[c[0], c[1]] for c, w in total.items() if w}, paid

    def value(self, expected: Mapping[Coordinate, Fraction], transfers: Mapping[Payer, Fraction]) -> Fraction:
        """The objective, from what agents of a group and type expect together."""
        counts = self.problem.expected_counts
        total = sum((w * expected[c] / counts[c[0], c[1]] for c, w in self.weights.items()), Fraction(0))
        return total + sum((self.revenues[payer] * paid for payer, paid in transfers.items()), Fraction(0))

    def satisfied(self, expected: Mapping[Coordinate, Fraction], transfers: Mapping[Payer, Fraction]) -> bool:
        """Whether all conditions hold, and exactly the payers have transfers."""
        return self.of_one.satisfied(self.rule(expected), transfers)

    def rule(self, expected: Mapping[Coordinate, Fraction]) -> InterimRule:
        """What each agent expects, from what agents of a group and type expect together."""
        counts, coordinates = self.problem.expected_counts, self.problem.coordinates
        return InterimRule(tuple(expected[c] / counts[c[0], c[1]] for c in coordinates), coordinates)


def group_design_from_plain(data: Any) -> GroupDesign:
    """The problem of groups that plain data describes, with its objective, which it must have."""
    problem, model = read_grouped(data)
    try:
        return GroupDesign(problem, objective_in_file(problem.one_of_each, model))
    except (TypeError, ValueError) as error:
        raise BadInput(str(error)) from error


def group_design_to_plain(task: GroupDesign) -> dict[str, Any]:
    """The problem with its objective written out; `group_design_from_plain` reads it back."""
    plain = grouped_to_plain(task.problem)
    return {**plain, "objective": objective_to_plain(task.problem.one_of_each, task.objective)}


register(GroupDesign, Converter(group_design_to_plain, group_design_from_plain))
