"""Implementability in words: the ex post rule as lotteries, or the violated inequality, in exact numbers.

The inequality is written so that both its sides can be computed again by hand: a term is a weight, the probability of a
type and the rule's value given the type, and the weights alone say what a feasible outcome is worth at a type profile.
Where no weight is positive, all signs are turned: implementable rules then give at least so much.
"""

from __future__ import annotations

from fractions import Fraction

from exact.showing.display import counted, told_factor, told_number
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.implementation.deciding import (
    ExPostRule,
    HasOutcome,
    Implementable,
    Inequality,
    Lottery,
    NoOutcome,
    SomeOutcomes,
)
from proofs.reduced_form.problem.outcomes import outcome_in_words
from proofs.reduced_form.problem.problems import Coordinate, InterimRule, Problem, Profile, value_name
from proofs.report.layout import head, rest


def in_short(verdict: Verdict) -> str:
    """The evidence for an answer of `implementable` in a few words, for a table."""
    evidence = verdict.evidence
    if isinstance(evidence, ExPostRule):
        pure = sum(len(lottery) for _, lottery in evidence.lotteries)
        return f"ex post rule: {counted(len(evidence.lotteries), 'profile')}, {counted(pure, 'outcome')}"
    if isinstance(evidence, NoOutcome):
        return f"no outcome is feasible at ({', '.join(evidence.profile)})"
    if isinstance(evidence, Undecided):
        return f"undecided after {'; '.join(evidence.tried)}"
    if not isinstance(verdict.statement, Implementable) or not isinstance(evidence, Inequality):
        raise TypeError(f"in_short: a verdict of implementable was expected, not one on {verdict.statement.kind!r}")
    problem, sign = verdict.statement.problem, sign_of(evidence)
    left, right = sign * evidence.left(problem, verdict.statement.rule), sign * evidence.right(problem)
    violated = f"violates an inequality in {counted(len(evidence.coefficients), 'term')}"
    return f"{violated}: {told_number(left)} {'>' if sign > 0 else '<'} {told_number(right)}"


def explain_implementation(verdict: Verdict) -> str:
    """The answer of `implementable` or `has_outcome` and its evidence, step by step; `TypeError` for another one."""
    statement, evidence = verdict.statement, verdict.evidence
    if not isinstance(statement, Implementable | HasOutcome):
        expected = "a verdict of implementable or has_outcome"
        raise TypeError(f"explain_implementation: {expected} was expected, not one on {statement.kind!r}")
    if isinstance(evidence, SomeOutcomes):
        lines = [f"  at ({', '.join(t)}):  {outcome_in_words(x)}" for t, x in head(evidence.outcomes)]
        more = rest(len(evidence.outcomes), "profile")
        return "\n".join(["At every type profile some outcome is feasible, for example:", *lines, *more])
    if isinstance(evidence, Undecided):
        return f"Undecided, whether {statement.sentence()}: tried were {'; '.join(evidence.tried)}."
    if isinstance(evidence, NoOutcome):
        nothing = no_outcome_in_words(statement.problem, evidence)
        if isinstance(statement, HasOutcome):
            return f"{nothing[0].upper()}{nothing[1:]}."
        return f"The interim rule is not implementable: {nothing}."
    if isinstance(evidence, ExPostRule):
        lines = ["The interim rule is implementable. This ex post rule induces it:", *lotteries_in_words(evidence)]
        return "\n".join(lines)
    assert isinstance(evidence, Inequality)
    assert isinstance(statement, Implementable)
    return "\n".join(
        ["The interim rule is not implementable.", *inequality_in_words(statement.problem, statement.rule, evidence)]
    )


def opening(verdict: Verdict) -> str:
    """`The interim rule satisfies Condition A: no.`"""
    told = str(verdict)
    return f"{told[0].upper()}{told[1:]}."


def lotteries_in_words(rule: ExPostRule) -> list[str]:
    """A line for each of the first type profiles: its lottery over outcomes."""
    lines = [f"  at ({', '.join(profile)}):  {_lottery(lottery)}" for profile, lottery in head(rule.lotteries)]
    return lines + rest(len(rule.lotteries), "profile")


def no_outcome_in_words(problem: Problem, evidence: NoOutcome) -> str:
    """`no outcome meets the quotas when ann has type keen, bob has type any`."""
    return f"no outcome meets the quotas when {_profile(problem, evidence.profile)}"


def weights_in_words(problem: Problem, inequality: Inequality, rule: InterimRule | None = None) -> list[str]:
    """The left side of an inequality, a term in each line, with its value at the rule if one is given."""
    at = {} if rule is None else dict(zip(problem.coordinates, rule.values, strict=True))
    sign = sign_of(inequality)
    terms = [(c, sign * f, at.get(c)) for c, f in inequality.coefficients]
    return [f"    {_term(problem, *term)}" for term in head(terms)] + rest(len(terms), "term")


def bounds_in_words(problem: Problem, inequality: Inequality) -> list[str]:
    """The right side of an inequality, a type profile in each line, after a sentence that says what is added up."""
    sign = sign_of(inequality)
    bounds = []
    for entry in inequality.bounds:
        chance, most = told_factor(problem.probability(entry.profile)), told_factor(sign * entry.bound)
        bounds.append(f"    ({', '.join(entry.profile)}):  {chance} x {most}")
    return [
        "  The bound adds up, over the type profiles, probability x the "
        f"{'most' if sign > 0 else 'least'} that a feasible outcome gives there,",
        "  where what an agent gets counts with the first number above (its weight) for the agent's type:",
        *head(bounds),
        *rest(len(bounds), "profile"),
    ]


def inequality_in_words(problem: Problem, rule: InterimRule, evidence: Inequality) -> list[str]:
    """An inequality in full: the terms of its left side at the rule, and how its bound comes about."""
    sign = sign_of(evidence)
    left, right = sign * evidence.left(problem, rule), sign * evidence.right(problem)
    return [
        "For every implementable rule Q the sum of",
        *weights_in_words(problem, evidence, rule),
        f"  is at {'most' if sign > 0 else 'least'} {told_number(right)}, and this one gives {told_number(left)}.",
        *bounds_in_words(problem, evidence),
    ]


def sign_of(inequality: Inequality) -> int:
    """-1 where all weights are negative and the inequality is better told as `at least`."""
    return -1 if inequality.coefficients and all(_is_negative(f) for _, f in inequality.coefficients) else 1


def _is_negative(number: Fraction) -> bool:
    """Whether it is negative, for all values of its parameter if it has one."""
    if type(number) is Fraction:
        return number < 0
    from exact.symbolic.formulas import Splits

    try:
        return number < 0
    except Splits:
        return False


def _term(problem: Problem, coordinate: Coordinate, weight: Fraction, value: Fraction | None) -> str:
    """`+ 1 x P(ann is keen) x Q_ann(keen, algebra)`, with the two numbers where the rule is known."""
    agent, kind, *_ = coordinate
    negative, chance = _is_negative(weight), told_number(problem.marginals[agent, kind])
    sign, size = ("-", told_factor(-weight)) if negative else ("+", told_factor(weight))
    known = "" if value is None else f", Q = {told_number(value)}"
    return f"{sign} {size} x P({agent} is {kind}) x {value_name(coordinate)}   (P = {chance}{known})"


def _lottery(lottery: Lottery) -> str:
    if len(lottery) == 1:
        return outcome_in_words(lottery[0][1])
    return "  or  ".join(f"{told_number(share)}: {outcome_in_words(outcome)}" for share, outcome in lottery)


def _profile(problem: Problem, profile: Profile) -> str:
    return ", ".join(f"{agent} has type {kind}" for agent, kind in zip(problem.agents, profile, strict=True))
