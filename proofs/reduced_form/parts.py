"""The parts of answers about allocation problems: `rule`, `lotteries`, `transfers`, `inequality`, `profile`, `problem`.

As plain data a rule is written as problem files write it, so that it can be put into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from exact.showing.display import told_number
from exact.showing.parts import Part
from exact.verdicts import Verdict
from proofs.reduced_form.conditions.deciding import MostViolated, SignInequality
from proofs.reduced_form.design.deciding import BestRule, Contradiction, NoRule, OptimalRule, SomeRule
from proofs.reduced_form.design.task import Payer
from proofs.reduced_form.facets.descriptions import ConditionComplete, PassingRule
from proofs.reduced_form.implementation.deciding import ExPostRule, Inequality, NoOutcome
from proofs.reduced_form.implementation.single_object import SingleObject
from proofs.reduced_form.implementation.thresholds import ViolatedSet
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.outcomes import Outcome, outcome_in_words
from proofs.reduced_form.problem.problems import InterimRule, Problem, Profile
from proofs.reduced_form.problem.statements import RuleStatement
from proofs.reduced_form.universal.statements import FailingQuotas

Parts = dict[str, Part]


def of_rules(verdict: Verdict) -> Parts:
    """Of a question about a given rule: the rule, and the lotteries, or what it violates."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, RuleStatement)
    problem, rule = statement.problem, statement.rule
    found = {"rule": rule_part(problem.coordinates, rule)}
    if isinstance(evidence, ExPostRule):
        found["lotteries"] = lotteries_part(problem, evidence)
    elif isinstance(evidence, NoOutcome):
        found["profile"] = profile_part(problem, evidence.profile)
    elif isinstance(evidence, ViolatedSet):
        found["violated_set"] = _violated_set(SingleObject.of(problem, rule), evidence.members, problem)
    inequality = _inequality_of(evidence)
    return found if inequality is None else {**found, "inequality": inequality_part(problem, inequality, rule)}


def _inequality_of(evidence: Any) -> Inequality | None:
    if isinstance(evidence, MostViolated):
        return evidence.inequality.inequality
    if isinstance(evidence, SignInequality | PassingRule):
        return evidence.inequality
    return evidence if isinstance(evidence, Inequality) else None


def of_outcomes(verdict: Verdict) -> Parts:
    """The type profile at which no outcome is feasible."""
    evidence, problem = verdict.evidence, verdict.statement.problem  # type: ignore[attr-defined]
    return {"profile": profile_part(problem, evidence.profile)} if isinstance(evidence, NoOutcome) else {}


def of_designs(verdict: Verdict) -> Parts:
    """The best rule, its lotteries and transfers; or the inequality, or the profile, that shows that there is none."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, BestRule | SomeRule)
    problem = statement.design.problem
    if isinstance(evidence, OptimalRule):
        found = {
            "rule": rule_part(problem.coordinates, evidence.rule(problem)),
            "lotteries": lotteries_part(problem, evidence.ex_post),
        }
        return (
            {**found, "transfers": transfers_part(problem.agents, evidence.transfers)} if evidence.transfers else found
        )
    if isinstance(evidence, Contradiction):
        return {"inequality": inequality_part(problem, evidence.inequality)}
    return {"profile": profile_part(problem, evidence.shown.profile)} if isinstance(evidence, NoRule) else {}


def of_completeness(verdict: Verdict) -> Parts:
    """The rule that passes and is not implementable, with the inequality that it violates."""
    statement, evidence = verdict.statement, verdict.evidence
    assert isinstance(statement, ConditionComplete)
    return _passing(statement.problem, evidence) if isinstance(evidence, PassingRule) else {}


def of_universal(verdict: Verdict) -> Parts:
    """The problem with the quotas that break the condition, the rule that passes there, and what it violates."""
    evidence = verdict.evidence
    if not isinstance(evidence, FailingQuotas):
        return {}
    problem = evidence.problem
    return {"problem": Part(problem, problem_to_plain(problem)), **_passing(problem, evidence.shown)}


def _passing(problem: Problem, evidence: PassingRule) -> Parts:
    return {
        "rule": rule_part(problem.coordinates, evidence.rule),
        "inequality": inequality_part(problem, evidence.inequality, evidence.rule),
    }


def of_groups(verdict: Verdict) -> Parts:
    """The same for groups of interchangeable agents, group by group."""
    from proofs.reduced_form.classes.designing import BestGroupRule, OptimalGroupRule
    from proofs.reduced_form.classes.implementing import GroupInequality, GroupsImplementable

    statement, evidence = verdict.statement, verdict.evidence
    if isinstance(statement, BestGroupRule) and isinstance(evidence, OptimalGroupRule):
        design = statement.design
        found = {"rule": rule_part(design.problem.coordinates, evidence.rule(design))}
        return {**found, "transfers": transfers_part((), evidence.transfers)} if evidence.transfers else found
    if not isinstance(statement, GroupsImplementable):
        return {}
    found = {"rule": rule_part(statement.problem.coordinates, statement.rule)}
    if isinstance(evidence, GroupInequality):
        right = evidence.inequality.right(statement.problem)
        terms = [(c, f, None, None) for c, f in evidence.inequality.coefficients]
        found["inequality"] = _inequality(evidence, terms, evidence.left(statement), right, ())
    return found


def rule_part(coordinates: Sequence[tuple[str, ...]], rule: InterimRule) -> Part:
    """An interim rule; as plain data agent by agent, type by type, as problem files have it."""
    nested = _nested(zip(coordinates, rule.values, strict=True))
    rows = tuple((*c, value) for c, value in zip(coordinates, rule.values, strict=True))
    return Part(rule, nested, (*_NAMES[: len(coordinates[0])], "value"), rows)


_NAMES = ("agent", "type", "object")


def lotteries_part(problem: Problem, rule: ExPostRule) -> Part:
    """An ex post rule: at every type profile a lottery over outcomes."""
    plain = [
        {
            "profile": dict(zip(problem.agents, profile, strict=True)),
            "lottery": [
                {"probability": told_number(chance), "outcome": outcome_to_plain(outcome)}
                for chance, outcome in lottery
            ],
        }
        for profile, lottery in rule.lotteries
    ]
    rows = tuple(
        (*profile, chance, outcome_in_words(outcome))
        for profile, lottery in rule.lotteries
        for chance, outcome in lottery
    )
    return Part(rule, plain, (*problem.agents, "probability", "outcome"), rows)


def outcome_to_plain(outcome: Outcome) -> dict[str, Any]:
    """What everybody gets of each object, or how much of each alternative; what is not listed is 0."""
    return _nested(outcome)


def _nested(entries: Iterable[tuple[tuple[str, ...], Fraction]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for (*path, last), value in entries:
        inner = found
        for name in path:
            inner = inner.setdefault(name, {})
        inner[last] = told_number(value)
    return found


def transfers_part(agents: Sequence[str], transfers: Iterable[tuple[Payer, Fraction]]) -> Part:
    """What each type of each agent pays; or each agent at each type profile, where transfers depend on that."""
    paid = dict(transfers)
    by_type = all(len(payer) == 2 for payer in paid)
    types = ("type",) if by_type else tuple(f"type of {agent}" for agent in agents)
    rows = tuple((*payer, value) for payer, value in paid.items())
    return Part(paid, _nested(paid.items()), ("agent", *types, "pays"), rows)


def profile_part(problem: Problem, profile: Profile) -> Part:
    """A type for each agent."""
    named = dict(zip(problem.agents, profile, strict=True))
    return Part(named, named, ("agent", "type"), tuple(named.items()))


def inequality_part(problem: Problem, inequality: Inequality, rule: InterimRule | None = None) -> Part:
    """`sum weight x P(type) x Q <= bound`, true of all implementable rules; `left` is what this rule gives."""
    at: Mapping[Any, Fraction] = {} if rule is None else dict(zip(problem.coordinates, rule.values, strict=True))
    terms = [(c, f, problem.marginals[c[0], c[1]], at.get(c)) for c, f in inequality.coefficients]
    left = None if rule is None else inequality.left(problem, rule)
    profiles = [
        (dict(zip(problem.agents, b.profile, strict=True)), problem.probability(b.profile), b.bound)
        for b in inequality.bounds
    ]
    return _inequality(inequality, terms, left, inequality.right(problem), profiles)


def _inequality(value: Any, terms: Sequence[Any], left: Any, right: Any, profiles: Sequence[Any]) -> Part:
    known = ("weight", "probability", "value")
    plain: dict[str, Any] = {
        "terms": [
            dict(zip(_NAMES, c, strict=False))
            | {name: told_number(number) for name, number in zip(known, numbers, strict=True) if number is not None}
            for c, *numbers in terms
        ],
        "sense": "<=",
        "bound": told_number(right),
    }
    if left is not None:
        plain["left"] = told_number(left)
    if profiles:
        plain["profiles"] = [
            {"profile": profile, "probability": told_number(chance), "bound": told_number(bound)}
            for profile, chance, bound in profiles
        ]
    width = len(terms[0][0]) if terms else 2
    return Part(value, plain, (*_NAMES[:width], *known), tuple((*c, *numbers) for c, *numbers in terms))


def _violated_set(case: SingleObject, members: Sequence[int], problem: Problem) -> Part:
    """Types that together get more than agents with such types can be given (Border)."""
    chosen = [problem.coordinates[e][:2] for e in members]
    plain = {
        "types": [dict(zip(_NAMES, each, strict=False)) for each in chosen],
        "expected": told_number(case.expected(members)),
        "most": told_number(case.capacity(members)),
    }
    return Part(chosen, plain, ("agent", "type"), tuple(chosen))
