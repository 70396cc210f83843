"""Optimal design in words: the best rule, the lotteries that carry it out, and what limits its value."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from exact.showing.display import is_just, told_number
from exact.verdicts import Verdict
from proofs.reduced_form.design.deciding import BestRule, Contradiction, NoRule, OptimalRule, SomeRule
from proofs.reduced_form.design.task import Design, Payer, Requirement, listed
from proofs.reduced_form.problem.problems import value_name
from proofs.report.implementation import (
    bounds_in_words,
    lotteries_in_words,
    no_outcome_in_words,
    sign_of,
    weights_in_words,
)
from proofs.report.layout import head, rest


def explain_design(verdict: Verdict) -> str:
    """The answer of `design`: the best rule, or why there is none; `TypeError` for another verdict."""
    statement, evidence = verdict.statement, verdict.evidence
    if isinstance(statement, BestRule) and isinstance(evidence, OptimalRule):
        return "\n".join(_best(statement, evidence))
    if isinstance(statement, SomeRule) and isinstance(evidence, NoRule):
        nothing = no_outcome_in_words(statement.design.problem, evidence.shown)
        return f"There is no implementable rule at all: {nothing}."
    if isinstance(statement, SomeRule) and isinstance(evidence, Contradiction):
        return "\n".join(_contradicted(statement.design, evidence))
    raise TypeError(f"explain_design: a verdict of design was expected, not one on {statement.kind!r}")


def _best(statement: BestRule, evidence: OptimalRule) -> list[str]:
    task, problem = statement.design, statement.design.problem
    imposed = "" if task.objective.incentives != "none" else "; no incentive constraints are imposed"
    lines = [
        f"The greatest value of an implementable rule{task.told_demands} is {told_number(statement.value)}{imposed}."
    ]
    lines += ["", "interim rule:"]
    values = zip(problem.coordinates, evidence.rule(problem).values, strict=True)
    lines += [
        f"  {value_name(coordinate)} = {told_number(value)}" for coordinate, value in values if not is_just(value, 0)
    ] or ["  Q = 0"]
    if evidence.transfers:
        lines += ["transfers paid:", *transfers_in_words(task, evidence.transfers)]
    lines += ["lotteries that carry it out:", *lotteries_in_words(evidence.ex_post), *_impossible(task)]
    return lines + _limits(task, evidence)


def transfers_in_words(task: Design, transfers: Iterable[tuple[Payer, Fraction]]) -> list[str]:
    """A line for each type; or for each type profile, where transfers depend on that."""
    if not task.paid_by_profile:
        return [f"  {payer[0]} of type {payer[1]}: {told_number(paid)}" for payer, paid in transfers]
    known = dict(transfers)
    lines = []
    for profile in head(task.profiles):
        paid = (f"{agent} {told_number(known[agent, *profile])}" for agent in task.problem.agents)
        lines.append(f"  ({', '.join(profile)}): {', '.join(paid)}")
    return lines + rest(len(task.profiles), "profile")


def _impossible(task: Design) -> list[str]:
    """What type profiles of probability 0 mean."""
    listed = [f"({', '.join(profile)})" for profile in task.profiles if task.problem.has_impossible]
    none = [name for name, profile in zip(listed, task.profiles, strict=False) if not task.chances[profile]]
    if not none:
        return []
    means = (
        "they bear on no expectation, but a feasible outcome is needed there, and constraints at single profiles hold"
    )
    return [f"type profiles of probability 0: {', '.join(none)}; {means}"]


def _limits(task: Design, evidence: OptimalRule) -> list[str]:
    """The constraints whose multipliers are positive; the quotas limit the value in any case."""
    binding = binding_in_words(task, evidence.multipliers)
    if binding:
        return ["a proof that nothing is better weighs, besides the quotas at every type profile:", *binding]
    closing = " and the sets that are closed if too few" if task.objective.further.closing else ""
    quotas = f"the quotas{closing} at every type profile"
    if task.conditions:
        return [f"what limits the value: {quotas} alone; the {listed(task.kinds)} constraints cost nothing"]
    return [f"what limits the value: {quotas}"]


def _contradicted(task: Design, evidence: Contradiction) -> list[str]:
    if task.beyond:
        most = evidence.most(task)
        assert most is not None, "the evidence was verified"
        return [
            f"There is no implementable rule{task.told_demands}. These constraints",
            *binding_in_words(task, evidence.multipliers),
            "contradict each other and the quotas: added up, each times its multiplier, they ask for "
            f"{told_number(-most)} more than feasible outcomes at all type profiles give together.",
        ]
    sign, bound = sign_of(evidence.inequality), evidence.inequality.right(task.problem)
    asked, known = ("least", "most") if sign > 0 else ("most", "least")
    return [
        f"There is no implementable rule{task.told_demands}. These constraints",
        *binding_in_words(task, evidence.multipliers),
        "add up, each times its multiplier, to the demand that the sum of",
        *weights_in_words(task.problem, evidence.inequality),
        f"  is at {asked} 0, but for every implementable rule Q it is at {known} {told_number(sign * bound)}.",
        *bounds_in_words(task.problem, evidence.inequality),
    ]


def binding_in_words(task: Design, multipliers: Iterable[Fraction]) -> list[str]:
    """The conditions whose multipliers are positive, with these."""
    pairs = zip(task.conditions, multipliers, strict=True)
    return [f"  {_words(condition)}, with multiplier {told_number(m)}" for condition, m in pairs if not is_just(m, 0)]


def _words(condition: Requirement) -> str:
    at = f" at ({', '.join(condition.profile)})" if condition.profile else ""
    kind, *names = condition.name
    if kind == "participation":
        return f"participation of {names[0]} of type {names[1]}{at}"
    if kind == "own":
        name, relation = names
        bound = -condition.bound if relation == "<=" else condition.bound
        return f"{name} {relation} {told_number(bound)}"
    if kind in ("balance", "deficit"):
        what = "transfers sum to 0" if kind == "balance" else "transfers sum to at least 0"
        return what + (at or (f" for {names[0]} of type {names[1]}" if names else " in expectation"))
    agent, true, told, *k = names
    best = f" by {'its best object' if k[0] == '1' else f'its best {k[0]} objects'}" if k else ""
    return f"{agent} of type {true} does not gain by reporting {told}{best}{at}"
