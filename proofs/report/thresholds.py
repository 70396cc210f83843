"""Single-object allocation in words: who expects too much, or the rankings that carry the rule out."""

from __future__ import annotations

from exact.rationals import text
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.implementation.single_object import SingleObject, SingleObjectImplementable
from proofs.reduced_form.implementation.thresholds import AllThresholds, NegativeValue, RuleMixture, ViolatedSet


def explain_thresholds(verdict: Verdict) -> str:
    """The answer of `single_object`: who gets too much, or how the rule is carried out; `TypeError` for another."""
    statement, evidence = verdict.statement, verdict.evidence
    if not isinstance(statement, SingleObjectImplementable):
        raise TypeError(f"explain_thresholds: a verdict of single_object was expected, not one on {statement.kind!r}")
    names = [(agent, kind) for agent, kind, *_ in statement.problem.coordinates]
    if isinstance(evidence, ViolatedSet):
        case = SingleObject.of(statement.problem, statement.rule)
        total, most = case.expected(evidence.members), case.capacity(evidence.members)
        who = ", ".join(f"{names[e][0]} of type {names[e][1]}" for e in evidence.members)
        return f"Not implementable: {who} together expect {text(total)}, but at most {text(most)} can go to them."
    if isinstance(evidence, NegativeValue):
        agent, kind = names[evidence.position]
        return f"Not implementable: agent {agent} of type {kind} has a negative value."
    if isinstance(evidence, RuleMixture):
        lines = [
            "Implementable: draw one of these rankings, serve the highest ranked types present, discard any excess."
        ]
        for probability, order in evidence.rules:
            shown = " > ".join(f"{names[e][0]}:{names[e][1]}" for e in order) or "nobody"
            lines.append(f"  with probability {text(probability)}: {shown}")
        return "\n".join(lines)
    if isinstance(evidence, AllThresholds):
        return f"Implementable: every threshold inequality holds. This rests on {evidence.theorem}."
    assert isinstance(evidence, Undecided)
    return f"Undecided whether the interim rule is implementable: {'; '.join(evidence.tried)}."
