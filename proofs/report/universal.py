"""Whether a condition is complete for all quotas of a structure, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import ANSWER, Undecided, Verdict
from proofs.reduced_form.facets.descriptions import ConditionComplete
from proofs.reduced_form.problem.problems import Problem, name_of
from proofs.reduced_form.universal.components import Component, Quotas, components
from proofs.reduced_form.universal.smallest import named
from proofs.reduced_form.universal.statements import (
    AloneComponent,
    ByComponents,
    Chambers,
    FailingQuotas,
    HierarchicalComponent,
    Shown,
    StepsAlone,
    ThreeCells,
    UnimodularComponent,
    UniversalCondition,
    facets_at,
)
from proofs.report.statements import TELLERS

WRITTEN = 4
"""So many chambers are written out."""


def explain_universal(verdict: Verdict) -> str:
    """The verdict in words: what decided each component, or the quotas, prior and rule that break the condition."""
    statement, evidence = verdict.statement, verdict.evidence
    if not isinstance(statement, UniversalCondition):
        raise TypeError(f"explain_universal: a verdict on all quotas was expected, not one on {statement.kind!r}")
    lines = [f"{statement.sentence()}: {ANSWER[verdict.holds]}."]
    if isinstance(evidence, Undecided):
        return "\n".join([*lines, *(f"  {each}" for each in evidence.tried)])
    if isinstance(evidence, FailingQuotas):
        lines += broken(statement, evidence)
    elif isinstance(evidence, ByComponents):
        found = components(statement.structure)
        if not found:
            lines.append(
                "No constraint set joins two cells: all rules within the bounds of the cells are implementable."
            )
        for component, shown in zip(found, evidence.components, strict=True):
            lines += _component(component, shown, statement)
    return "\n".join(lines)


def universal_in_short(verdict: Verdict) -> str:
    """What decided it, for a table."""
    evidence = verdict.evidence
    if isinstance(evidence, FailingQuotas):
        return "a rule that passes and is not implementable"
    if isinstance(evidence, ByComponents):
        return ", ".join(dict.fromkeys(each.form for each in evidence.components)) or "no sets"
    return "undecided"


def chambers_to_plain(verdict: Verdict) -> list[dict[str, Any]]:
    """Of a yes by chambers each quota system, set by set, with the normals of the facets there."""
    statement, evidence, plain = verdict.statement, verdict.evidence, list[dict[str, Any]]()
    if isinstance(statement, UniversalCondition) and isinstance(evidence, ByComponents):
        for component, shown in zip(components(statement.structure), evidence.components, strict=True):
            for chamber in shown.chambers if isinstance(shown, Chambers) else ():
                quotas = [
                    {"set": [list(cell) for cell in members], "floor": low, "ceiling": high}
                    for members, (low, high) in zip(component.sets, chamber.quotas, strict=True)
                ]
                normals = facets_at(component, component.right(chamber.quotas))
                facets = [[[*c, text(v)] for c, v in named(component, normal)] for normal in normals]
                plain.append({"quotas": quotas, "facets": facets})
    return plain


def broken(statement: UniversalCondition, evidence: FailingQuotas) -> Iterator[str]:
    """The problem at which the condition fails, and the rule."""
    problem = evidence.problem
    yield "It fails at these quotas:"
    for quota in problem.constraints:
        if quota.ceiling:
            yield f"  {_quota(name_of(quota.cells), quota.floor, quota.ceiling)}"
    yield from _left_out(statement, problem)
    yield "for every other positive prior there is such a rule, too."
    inner = Verdict(ConditionComplete(problem, statement.condition), False, evidence.shown)
    yield from TELLERS["condition complete"](inner)


def _left_out(statement: UniversalCondition, problem: Problem) -> Iterator[str]:
    nothing = [min(quota.cells) for quota in problem.constraints if quota.ceiling == 0 and len(quota.cells) == 1]
    if nothing:
        yield f"  nothing for the other cells, {name_of(nothing)}"
    kept = [f"{agent}: {', '.join(own)}" for agent, own in zip(problem.agents, problem.types, strict=True)]
    fewer = problem.types != statement.structure.types
    yield f"with {'some of the' if fewer else 'the'} types ({'; '.join(kept)}), uniform and independent;"


def _quota(name: str, floor: int | Fraction, ceiling: int | Fraction) -> str:
    return f"{text(floor)} <= x{name} <= {text(ceiling)}"


def _component(component: Component, shown: Shown, statement: UniversalCondition) -> Iterator[str]:
    cells = name_of(component.cells)
    if isinstance(shown, UnimodularComponent):
        yield f"{cells}: M(W) is totally unimodular, so the projection cone is generated by sign vectors."
    elif isinstance(shown, HierarchicalComponent):
        yield f"{cells}: the sets are nested or disjoint, and so the facets have coefficients of one sign, 1 or -1."
    elif isinstance(shown, ThreeCells):
        yield f"{cells}: three cells of one agent, or with one type each: the facets are sets of cells."
    elif isinstance(shown, StepsAlone):
        yield (
            f"{cells}: one agent, or one type each. From {counted(len(shown.steps), 'step')} follow the cones of hulls "
            f"of outcomes at their vertices; the normals are sums of vectors of Condition {statement.condition}."
        )
    elif isinstance(shown, AloneComponent):
        yield f"{cells}: one agent, or one type each: the facets are constraint sets."
    else:
        yield (
            f"{cells}: up to relabelling {counted(len(shown.chambers), 'chamber')} of quotas. There the facets of the "
            f"implementable rules are inequalities of Condition {statement.condition}; all other quotas are limits."
        )
        for number, chamber in enumerate(shown.chambers[:WRITTEN], 1):
            facets = facets_at(component, component.right(chamber.quotas))
            yield f"  {number}. {_system(component, chamber.quotas)}: {counted(len(facets), 'facet')}"
        if len(shown.chambers) > WRITTEN:
            yield f"  ... and {len(shown.chambers) - WRITTEN} more"


def _system(component: Component, quotas: Quotas) -> str:
    pairs = zip(component.sets, quotas, strict=True)
    return ", ".join(_quota(name_of(members), low, high) for members, (low, high) in pairs)
