"""Statements about an interim rule of a problem: they are written as a problem file with the rule in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from exact.plain_data import at_key, fields_from_plain, fields_to_plain
from exact.verdicts import Statement
from proofs.reduced_form.problem.data import problem_from_plain, problem_to_plain
from proofs.reduced_form.problem.problems import InterimRule, Problem


@dataclass(frozen=True)
class RuleStatement(Statement):
    """A statement about an interim rule of a problem."""

    problem: Problem
    rule: InterimRule

    # The rule is written within the problem, as in a problem file.
    def about(self) -> dict[str, Any]:
        plain = fields_to_plain(self)
        del plain["rule"]
        return {**plain, "problem": problem_to_plain(self.problem, self.rule)}

    @classmethod
    def from_about(cls, about: dict[str, Any]) -> Self:
        problem, rule = problem_from_plain(at_key(about, "problem"))
        if rule is None:
            raise ValueError("the problem has no interim rule")
        return fields_from_plain(cls, about, problem=problem, rule=rule)
