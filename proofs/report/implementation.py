"""Implementability in words: the ex post rule as lotteries, or the violated inequality, in exact numbers."""

from __future__ import annotations

from fractions import Fraction

from exact.rationals import text
from exact.verdicts import Verdict
from proofs.reduced_form.implementation import ExPostRule, HasOutcome, Implementable, Inequality, Lottery, NoOutcome
from proofs.reduced_form.pictures import outcome_in_words
from proofs.reduced_form.problems import Coordinate, Problem, Profile

SHOWN = 12
"""Profiles and terms shown before the rest is left to the certificate, with their number."""


def in_short(verdict: Verdict) -> str:
    """The evidence in a few words, for a table."""
    evidence = verdict.evidence
    if isinstance(evidence, ExPostRule):
        pure = sum(len(lottery) for _, lottery in evidence.lotteries)
        return f"ex post rule: {_many(len(evidence.lotteries), 'profile')}, {_many(pure, 'outcome')}"
    if isinstance(evidence, NoOutcome):
        return f"no outcome is feasible at ({', '.join(evidence.profile)})"
    assert isinstance(evidence, Inequality)
    left, right = _sides(verdict, evidence)
    return f"violates an inequality in {_many(len(evidence.coefficients), 'term')}: {text(left)} > {text(right)}"


def explain(verdict: Verdict) -> str:
    """The answer and its evidence, step by step."""
    assert isinstance(verdict.statement, Implementable | HasOutcome)
    problem, evidence = verdict.statement.problem, verdict.evidence
    if isinstance(evidence, ExPostRule):
        return "The interim rule is implementable. This ex post rule induces it:\n" + _lotteries(evidence)
    if isinstance(evidence, NoOutcome):
        where = _profile(problem, evidence.profile)
        return f"The interim rule is not implementable: no outcome meets the quotas when {where}."
    assert isinstance(evidence, Inequality)
    return _inequality(problem, verdict, evidence)


def _lotteries(rule: ExPostRule) -> str:
    lines = []
    for profile, lottery in rule.lotteries[:SHOWN]:
        lines.append(f"  at ({', '.join(profile)}):  {_lottery(lottery)}")
    return "\n".join(lines + _rest(len(rule.lotteries), "profile"))


def _lottery(lottery: Lottery) -> str:
    if len(lottery) == 1:
        return outcome_in_words(lottery[0][1])
    return "  or  ".join(f"{text(share)}: {outcome_in_words(outcome)}" for share, outcome in lottery)


def _inequality(problem: Problem, verdict: Verdict, evidence: Inequality) -> str:
    left, right = _sides(verdict, evidence)
    terms = [_term(problem, coordinate, f) for coordinate, f in evidence.coefficients]
    shown = "\n".join(f"    {term}" for term in terms[:SHOWN])
    bounds = [
        f"    ({', '.join(entry.profile)}):  {text(problem.probability(entry.profile))} x {text(entry.bound)}"
        for entry in evidence.bounds
    ]
    lines = [
        "The interim rule is not implementable. Every implementable rule Q keeps the sum of",
        shown,
        *_rest(len(terms), "term"),
        f"  at or below {text(right)}, and this one reaches {text(left)}.",
        "  The bound adds up, over the type profiles, probability x the most that a feasible outcome gives there:",
        *bounds[:SHOWN],
        *_rest(len(bounds), "profile"),
    ]
    return "\n".join(lines)


def _term(problem: Problem, coordinate: Coordinate, factor: Fraction) -> str:
    agent, kind, *rest = coordinate
    chance = problem.marginals[agent, kind]
    inside = ", ".join((kind, *rest))
    sign = "+" if factor > 0 else "-"
    times = "" if abs(factor) == 1 else f"{text(abs(factor))} x "
    return f"{sign} {times}{text(chance)} x Q_{agent}({inside})"


def _sides(verdict: Verdict, evidence: Inequality) -> tuple[Fraction, Fraction]:
    assert isinstance(verdict.statement, Implementable)
    problem = verdict.statement.problem
    return evidence.left(problem, verdict.statement.rule), evidence.right(problem)


def _profile(problem: Problem, profile: Profile) -> str:
    return ", ".join(f"{agent} has type {kind}" for agent, kind in zip(problem.agents, profile, strict=True))


def _rest(count: int, what: str) -> list[str]:
    return [f"    ... and {_many(count - SHOWN, what)} more, all in the certificate"] if count > SHOWN else []


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")
