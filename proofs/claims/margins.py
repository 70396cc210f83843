"""By how much an instance refutes a claim, where its conclusion is an inequality.

The last verdict of a trial's conclusion is the one that does not come out as the claim needs. Where it is about an
inequality, the *margin* is the difference of its two sides, in the direction of the violation: of the inequality of
every implementable rule that a rule violates, or of two numbers that are compared.
"""

from __future__ import annotations

from fractions import Fraction

from exact.verdicts import Verdict
from proofs.claims.claim import Trial
from proofs.claims.comparison import Comparison
from proofs.reduced_form.facets.descriptions import ConditionComplete, PassingRule
from proofs.reduced_form.implementation.deciding import Implementable, Inequality
from proofs.reduced_form.problem.problems import InterimRule


def margin(trial: Trial) -> Fraction | None:
    """The margin of a refutation, a formula where the instance has formulas; `None` where no inequality failed."""
    found = [_margin(verdict) for verdict in _failed(trial)[::-1]]
    return next((each for each in found if each is not None), None)


def passing_rule(trial: Trial) -> InterimRule | None:
    """The rule that passes a condition without being implementable, if that is what refutes."""
    for verdict in _failed(trial):
        statement, evidence = verdict.statement, verdict.evidence
        if isinstance(evidence, PassingRule) and isinstance(statement, ConditionComplete):
            return statement.problem.interim_rule(evidence.rule)
    return None


def _failed(trial: Trial) -> list[Verdict]:
    """What did not come out as needed; of a claim by data alone the one statement that is not true, if it is one."""
    unmet = [expected.verdict for expected in trial.conclusion if not expected.met]
    if unmet or trial.hypothesis:
        return unmet
    false = [expected.verdict for expected in trial.conclusion if expected.verdict.holds is False]
    return false if len(false) == 1 else []


def _margin(verdict: Verdict) -> Fraction | None:
    statement, evidence = verdict.statement, verdict.evidence
    if verdict.holds:
        return None
    if isinstance(statement, Implementable) and isinstance(evidence, Inequality):
        return evidence.left(statement.problem, statement.rule) - evidence.right(statement.problem)
    if isinstance(statement, ConditionComplete) and isinstance(evidence, PassingRule):
        inequality, problem = evidence.inequality, statement.problem
        return inequality.left(problem, evidence.rule) - inequality.right(problem)
    if isinstance(statement, Comparison):
        left, right = statement.values
        return abs(left - right)
    return None
