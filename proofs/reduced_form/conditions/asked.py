"""What is to be known of a rule and a condition: whether it satisfies it, and which inequality is the tightest."""

from __future__ import annotations

from dataclasses import dataclass

from exact.showing.display import Displayed
from exact.verdicts import Verdict
from proofs.reduced_form.conditions.deciding import (
    Condition,
    GreatestViolation,
    Letter,
    MostViolated,
    SignInequality,
    condition,
    tightest,
)
from proofs.reduced_form.problem.problems import InterimRule, Problem


@dataclass(frozen=True)
class AskedCondition(Displayed):
    """The verdicts on `Condition` and on `GreatestViolation`; `empty`: that no outcome is feasible, if so."""

    letter: Letter
    condition: Verdict
    tightest: Verdict
    empty: Verdict | None = None

    @property
    def inequality(self) -> SignInequality | None:
        """The inequality that is violated most, or has the least slack; `None` if the search was given up."""
        evidence = self.tightest.evidence
        if isinstance(evidence, MostViolated):
            return evidence.inequality
        return self.condition.evidence if isinstance(self.condition.evidence, SignInequality) else None


def asked_condition(problem: Problem, rule: InterimRule, letter: Letter = "A") -> AskedCondition:
    """Whether the rule satisfies the condition, and its tightest inequality; refuses what `condition` refuses."""
    found = tightest(problem, rule, letter)
    if not isinstance(found.statement, GreatestViolation):
        return AskedCondition(letter, found, found, found)
    statement = Condition(problem, found.statement.rule, letter)
    evidence = found.evidence
    if isinstance(evidence, MostViolated) and found.statement.value > 0:
        return AskedCondition(letter, Verdict(statement, False, evidence.inequality), found)
    if isinstance(evidence, MostViolated) and not found.statement.is_slack:
        return AskedCondition(letter, Verdict(statement, True, evidence.tree), found)
    return AskedCondition(letter, condition(problem, rule, letter), found)
