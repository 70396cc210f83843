"""A system of LY's beside the facets in words: what it contains, what it misses, and rules that show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exact.rationals import text
from exact.showing.display import counted
from proofs.reduced_form.facets.formulas import formula
from proofs.reduced_form.facets.listing import Facets
from proofs.reduced_form.facets.two_agents import Compared, Inequalities
from proofs.reduced_form.problem.data import rule_to_plain
from proofs.reduced_form.problem.problems import InterimRule, Problem, value_name
from proofs.report.layout import SHOWN


def system_name(system: Inequalities) -> str:
    """`(31)-(32)`."""
    return f"({system.name.replace('-', ')-(')})"


def against_in_short(found: Facets, compared: Sequence[Compared]) -> str:
    """How many facets are missed, for a table."""
    missed = sum(each.count for each in compared if each.missed)
    return f"{missed} of {counted(len(found.facets), 'facet')} missed"


def explain_against(found: Facets, system: Inequalities, compared: Sequence[Compared], every: bool = False) -> str:
    """Whether the system describes the implementable rules, and one facet of each orbit, the missed ones first."""
    problem, name = found.problem, system_name(system)
    missed = [each for each in compared if each.missed]
    lost = sum(each.count for each in missed)
    size = f"{counted(len(system.equations), 'equation')} and {counted(len(system.rows), 'inequality', 'inequalities')}"
    facets, orbits = counted(len(found.facets), "facet"), counted(len(compared), "orbit")
    if not missed:
        all_of = f"It contains all {facets} in {orbits}" + ("" if found.is_whole else " that were met")
        answer = "describes the implementable rules" if found.is_whole else "misses nothing so far"
    else:
        all_of = f"It misses {lost} of {facets}, in {len(missed)} of {orbits}"
        answer = "does not describe the implementable rules"
    lines = [f"LY {name} {answer}.", f"Every implementable rule satisfies it: {size}. {all_of}."]
    shown = missed if every else missed[:SHOWN]
    for each in shown:
        assert each.rule is not None
        lines += [f"missed ({counted(each.count, 'facet')} like it):", f"  {formula(problem, each.facet)}"]
        lines += [f"  a rule that satisfies {name}, with {text(each.value)} there, and is not implementable:"]
        lines += [f"    {line}" for line in _values(problem, each.rule)]
    if len(shown) < len(missed):
        lines.append(f"... and {len(missed) - len(shown)} more orbits, {len(missed)} in all (--all lists them)")
    kept = [each for each in compared if not each.missed]
    shown = kept if every else kept[:SHOWN]
    lines += ["contained, one of each orbit:"] if kept else []
    lines += [f"  {formula(problem, each.facet)}   ({counted(each.count, 'facet')})" for each in shown]
    if len(shown) < len(kept):
        lines.append(f"... and {len(kept) - len(shown)} more orbits, {len(kept)} in all (--all lists them)")
    return "\n".join(lines)


def _values(problem: Problem, rule: InterimRule) -> list[str]:
    """The values other than 0, the types of an agent on a line each."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for coordinate, value in zip(problem.coordinates, rule.values, strict=True):
        if value:
            lines.setdefault(coordinate[:2], []).append(f"{value_name(coordinate)} = {text(value)}")
    return [", ".join(line) for line in lines.values()]


def against_to_plain(found: Facets, system: Inequalities, compared: Sequence[Compared]) -> dict[str, Any]:
    """The same as data."""
    missed = [each for each in compared if each.missed]
    return {
        "against": system.name,
        "complete": False if missed else True if found.is_whole else None,
        "facets": len(found.facets),
        "missed": sum(each.count for each in missed),
        "orbits": [_compared_to_plain(found.problem, each) for each in compared],
    }


def _compared_to_plain(problem: Problem, each: Compared) -> dict[str, Any]:
    plain = {
        "facet": formula(problem, each.facet),
        "coefficients": [[*c, text(f)] for c, f in each.facet.coefficients],
        "bound": text(each.facet.bound(problem)),
        "count": each.count,
        "missed": each.missed,
        "greatest": text(each.value),
    }
    return plain if each.rule is None else {**plain, "rule": rule_to_plain(problem, each.rule)}
