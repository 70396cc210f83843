"""A supplier's choice at two stages (LY, section 5.1): first capacities with their costs, then the best rule for them.

To install capacity k_j of model j costs C_j(k_j). The capacities k are the ceilings (21) on what all agents get of each
model, and R(k) is the greatest value of the supplier's objective over the rules that are implementable with them and
satisfy its incentive and participation constraints (`proofs.reduced_form.design.deciding`, or for groups with sizes
`proofs.reduced_form.classes.designing`). At the first stage k is chosen to maximize the *profit* R(k) minus the sum of
C_j(k_j). The tables of costs are finite, and each vector of capacities has its own verdict: a best rule, with
multipliers and capacities that bound every other one, or the reason why there is no rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.reduced_form.classes.designing import BestGroupRule, design_for_groups
from proofs.reduced_form.classes.group_design import GroupDesign
from proofs.reduced_form.design.deciding import BestRule, design
from proofs.reduced_form.design.task import Design

Capacities = tuple[tuple[str, Fraction], ...]
"""(object, its capacity), in the order of the file."""


@dataclass(frozen=True)
class Stage(Displayed):
    """A vector of capacities, what it costs, and the design of the second stage."""

    capacities: Capacities
    cost: Fraction
    design: Design | GroupDesign


@dataclass(frozen=True)
class Choice(Displayed):
    """A vector of capacities with the verdict on its best rule; `value` is R(k), `None` where there is no rule."""

    capacities: Capacities
    cost: Fraction
    verdict: Verdict

    @property
    def value(self) -> Fraction | None:
        statement = self.verdict.statement
        return statement.value if isinstance(statement, BestRule | BestGroupRule) and self.verdict.holds else None

    @property
    def profit(self) -> Fraction | None:
        """R(k) less the cost."""
        return None if self.value is None else self.value - self.cost


def choices(stages: tuple[Stage, ...]) -> tuple[Choice, ...]:
    """Every vector of capacities with its best rule: the greatest profits first, then those without a rule.

    Those that are equally good are in the order of `stages`. Groups may leave a vector undecided.
    """
    found = [Choice(each.capacities, each.cost, _best_rule(each.design)) for each in stages]
    ranked = [each for each in found if each.profit is not None]
    others = [each for each in found if each.profit is None]
    return (*sorted(ranked, key=lambda each: -(each.profit or Fraction(0))), *others)


def _best_rule(task: Design | GroupDesign) -> Verdict:
    if isinstance(task, GroupDesign):
        return design_for_groups(task.problem, task.objective)
    return design(task.problem, task.objective)
