"""How do the best rule and its value move with a parameter?

The problem and its objective may depend on one number. On each piece of its range (`exact.symbolic`) one basis of the
linear program of `design` is optimal: the value, the rule, the transfers and the multipliers are formulas of the
parameter, and which constraints bind does not change. Together the values are a curve, with its breakpoints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from exact.showing.display import Displayed
from exact.symbolic.curves import Curve
from exact.symbolic.splitting import MOST_PIECES, Part, Range
from exact.symbolic.statements import for_all_values
from exact.verdicts import Verdict
from proofs.reduced_form.design.deciding import design
from proofs.reduced_form.design.task import Objective
from proofs.reduced_form.problem.problems import Problem

Task = tuple[Problem, Objective | Mapping[str, Any]]


@dataclass(frozen=True)
class BestValues(Displayed):
    """The best rule for every value of a parameter, with the verdict on each piece and on all."""

    over: Range
    verdict: Verdict
    parts: tuple[Part[Verdict], ...]

    @property
    def curve(self) -> Curve:
        """The best value; none where there is no rule."""
        numbers = [Part(part.piece, part.answer.value if part.answer.holds else None) for part in self.parts]
        return Curve.of(self.over, numbers, "best value")


def best_values(
    over: Range,
    at: Callable[[Fraction], Task],
    most: int = MOST_PIECES,
    told: Callable[[int], None] | None = None,
) -> BestValues:
    """Design for every value of the parameter.

    `at` gives the problem and the objective at a value of the parameter, a number or a formula. Raises
    `TooManyPieces`, and what `design` raises.
    """
    verdict, parts = for_all_values(over, lambda value: design(*at(value)), most, told)
    return BestValues(over, verdict, parts)
