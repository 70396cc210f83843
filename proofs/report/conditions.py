"""Conditions A and B in words (LY, Propositions 1 and 2): the answer, and the inequality that is violated most."""

from __future__ import annotations

from exact.showing.display import counted
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.conditions.deciding import Condition, GreatestViolation, MostViolated, SignInequality, SignTree
from proofs.reduced_form.implementation.deciding import HasOutcome
from proofs.report.implementation import explain_implementation, opening, violated_in_words


def explain_condition(verdict: Verdict) -> str:
    """The answer of `condition` or `most_violated`, with a violated inequality in full; `TypeError` for another."""
    statement, evidence = verdict.statement, verdict.evidence
    if isinstance(statement, HasOutcome):
        return explain_implementation(verdict)
    if not isinstance(statement, Condition | GreatestViolation):
        expected = "a verdict of condition or most_violated"
        raise TypeError(f"explain_condition: {expected} was expected, not one on {statement.kind!r}")
    lines = [opening(verdict)]
    found = evidence.inequality if isinstance(evidence, MostViolated) else evidence
    if isinstance(found, SignInequality) and found.inequality.coefficients:
        lines += [
            f"In words: {found.words()}.",
            *violated_in_words(statement.problem, statement.rule, found.inequality),
        ]
    elif isinstance(evidence, SignTree):
        what = counted(len(evidence.rules), "ex post rule")
        lines += [f"{what[0].upper()}{what[1:]} together show that none of its inequalities is violated."]
    elif isinstance(evidence, Undecided):
        lines += [f"Tried: {'; '.join(evidence.tried)}."]
    return "\n".join(lines)
