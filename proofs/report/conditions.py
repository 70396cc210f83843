"""Conditions A and B in words (LY, Propositions 1 and 2), with the inequality that is violated most; capacities."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import ANSWER, Undecided, Verdict
from proofs.reduced_form.conditions.asked import AskedCondition
from proofs.reduced_form.conditions.capacity import Capacity, Extremes
from proofs.reduced_form.conditions.deciding import Condition, GreatestViolation, MostViolated, SignInequality, SignTree
from proofs.reduced_form.implementation.deciding import HasOutcome
from proofs.reduced_form.problem.outcomes import Branch, Cases, Listing, Proof, outcome_in_words
from proofs.report.implementation import explain_implementation, inequality_in_words, opening


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
            *inequality_in_words(statement.problem, statement.rule, found.inequality),
        ]
    elif isinstance(evidence, SignTree):
        what = counted(len(evidence.rules), "ex post rule")
        lines += [f"{what[0].upper()}{what[1:]} together show that none of its inequalities is violated."]
    elif isinstance(evidence, Undecided):
        lines += [f"Tried: {'; '.join(evidence.tried)}."]
    return "\n".join(lines)


def explain_asked(found: AskedCondition) -> str:
    """Whether a rule satisfies a condition, and the tightest inequality, several lines."""
    lines = [opening(found.condition)]
    if isinstance(found.condition.evidence, Undecided):
        lines += [f"Tried: {'; '.join(found.condition.evidence.tried)}."]
    if found.inequality is None:
        return "\n".join([*lines, "The tightest inequality was not found."])
    statement = found.condition.statement
    assert isinstance(statement, Condition)
    lines.append(_tightness(found))
    lines.append(f"In words: {found.inequality.words()}.")
    lines += inequality_in_words(statement.problem, statement.rule, found.inequality.inequality)
    return "\n".join(lines)


def _tightness(found: AskedCondition) -> str:
    statement = found.tightest.statement
    assert isinstance(statement, GreatestViolation)
    if not found.tightest.holds:
        return "This inequality is violated; another may be violated more."
    if statement.value > 0:
        return f"The inequality that is violated most, by {text(statement.value)}:"
    slack = f"with a slack of {text(-statement.value)}" if statement.value else "with equality"
    return f"The tightest of its inequalities holds {slack}:"


def condition_in_short(found: AskedCondition) -> str:
    """`Condition A: yes, least slack 1/4`, for a table."""
    statement = found.tightest.statement
    assert isinstance(statement, GreatestViolation)
    if not found.tightest.holds:
        return f"Condition {found.letter}: {ANSWER[found.condition.holds]}"
    margin = "violated by" if statement.value > 0 else "least slack"
    return f"Condition {found.letter}: {ANSWER[found.condition.holds]}, {margin} {text(abs(statement.value))}"


def condition_to_plain(found: AskedCondition) -> dict[str, Any]:
    """The same as data: "holds", the "violation" (less than 0: a slack), and the "inequality"."""
    statement, plain = found.condition.statement, {"holds": found.condition.holds}
    assert isinstance(statement, Condition)
    if found.inequality is None:
        return plain
    problem, own = statement.problem, found.inequality.inequality
    left, right = own.left(problem, statement.rule), own.right(problem)
    return {
        **plain,
        "violation": text(left - right),
        "tightest": found.tightest.holds is True,
        "inequality": {
            "plus": [list(coordinate) for coordinate in found.inequality.plus],
            "minus": [list(coordinate) for coordinate in found.inequality.minus],
            "value": text(left),
            "at_most": text(right),
        },
    }


def capacity_value(verdict: Verdict) -> str:
    """The capacity as a number."""
    assert isinstance(verdict.statement, Capacity)
    return text(verdict.statement.value)


def explain_capacity(verdict: Verdict, apart: Sequence[Verdict]) -> str:
    """A capacity with an outcome that attains it, and the two sets apart, if there are two, several lines."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, Capacity)
    assert isinstance(evidence, Extremes)
    (entry,) = evidence.entries
    lines = [f"{statement.sentence()}.", f"It is attained by: {outcome_in_words(entry.outcome)}."]
    lines.append(f"No feasible outcome exceeds it: {_shown(entry.proof, statement)}.")
    if apart:
        total = sum((value_of(each) for each in apart), Fraction(0))
        same = "as much as" if total == statement.value else "less than"
        told = " + ".join(f"({capacity_value(each)})" for each in apart)
        lines.append(f"That is {same} beta(U, {{}}) + beta({{}}, V) = {told} = {text(total)} (LY (5)).")
    return "\n".join(lines)


def _shown(proof: Proof, statement: Capacity) -> str:
    """What shows that no outcome exceeds the capacity."""
    if isinstance(proof, Listing):
        return f"there are {counted(len(proof.outcomes), 'feasible outcome')}, all listed"
    if isinstance(proof, Branch | Cases):
        return "by a tree of cases with multipliers of the quotas"
    quotas = statement.outcomes().quotas
    sums = [f"{text(m)} x [{quotas[k].label}]" for k, m in proof.multipliers]
    return f"by {' + '.join(sums) or 'nothing but that quantities are not negative'}"


def value_of(verdict: Verdict) -> Fraction:
    """The capacity that a verdict states."""
    assert isinstance(verdict.statement, Capacity)
    return verdict.statement.value


def capacity_to_plain(verdict: Verdict, apart: Sequence[Verdict]) -> dict[str, Any]:
    """The same as data: "value", the "outcome" that attains it, and "apart", beta(U, {}) and beta({}, V)."""
    evidence = verdict.evidence
    assert isinstance(evidence, Extremes)
    plain: dict[str, Any] = {
        "value": capacity_value(verdict),
        "outcome": [[*cell, text(quantity)] for cell, quantity in evidence.entries[0].outcome],
    }
    return {**plain, "apart": [capacity_value(each) for each in apart]} if apart else plain
