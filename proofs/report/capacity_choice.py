"""A supplier's capacities in words: the best ones, all of them by profit, and the rule of the second stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exact.rationals import text
from exact.showing.display import counted
from proofs.reduced_form.classes.capacity_choice import Capacities, Choice
from proofs.reduced_form.classes.designing import BestGroupRule, OptimalGroupRule, SomeGroupRule
from proofs.reduced_form.design.deciding import BestRule, OptimalRule
from proofs.reduced_form.problem.data import rule_to_plain
from proofs.report.design import explain_design
from proofs.report.groups import explain_group_design
from proofs.report.layout import SHOWN


def capacities_in_words(capacities: Capacities) -> str:
    """`corolla 2, camry 1`."""
    return ", ".join(f"{j} {text(k)}" for j, k in capacities)


def explain_choices(found: Sequence[Choice], every: bool = False) -> str:
    """The best capacities, all that were tried with values and costs, and what the best rule is."""
    undecided = [each for each in found if each.verdict.holds is None]
    if undecided:
        which = capacities_in_words(undecided[0].capacities)
        return f"Undecided, for with capacities {which}:\n{_told(undecided[0])}"
    best = found[0]
    if best.profit is None:
        which = capacities_in_words(best.capacities)
        lines = [f"With none of {counted(len(found), 'vector')} of capacities there is a rule. With {which}:"]
        return "\n".join([*lines, _told(best)])
    ties = sum(each.profit == best.profit for each in found)
    also = f"; {counted(ties - 1, 'other')} equally good" if ties > 1 else ""
    lines = [
        f"The best capacities are {capacities_in_words(best.capacities)}: the profit is {text(best.profit)}{also}."
    ]
    lines += [f"Of {counted(len(found), 'vector')} of capacities, value less cost:"]
    shown = found if every else found[:SHOWN]
    lines += [f"  {capacities_in_words(each.capacities)}: {_profit(each)}" for each in shown]
    if len(shown) < len(found):
        lines.append(f"  ... and {len(found) - len(shown)} more, {len(found)} in all (--all lists them)")
    return "\n".join([*lines, f"With {capacities_in_words(best.capacities)}:", _told(best)])


def _profit(each: Choice) -> str:
    if each.value is None or each.profit is None:
        return "no rule"
    cost = text(each.cost) if each.cost >= 0 else f"({text(each.cost)})"
    return f"{text(each.value)} - {cost} = {text(each.profit)}"


def _told(each: Choice) -> str:
    grouped = isinstance(each.verdict.statement, BestGroupRule | SomeGroupRule)
    return explain_group_design(each.verdict) if grouped else explain_design(each.verdict)


def choices_to_plain(found: Sequence[Choice]) -> dict[str, Any]:
    """The same as data: the best capacities with their profit (`value`), the rule, and the whole table."""
    plain: dict[str, Any] = {"table": [_choice_to_plain(each) for each in found]}
    best = found[0]
    if best.profit is None or any(each.verdict.holds is None for each in found):
        return plain
    statement, evidence = best.verdict.statement, best.verdict.evidence
    chosen = {"value": text(best.profit), "capacities": _capacities(best.capacities)}
    if isinstance(statement, BestGroupRule) and isinstance(evidence, OptimalGroupRule):
        one = statement.grouped.one_of_each
        return {**chosen, "rule": rule_to_plain(one, evidence.rule(statement.design)), **plain}
    assert isinstance(statement, BestRule)
    assert isinstance(evidence, OptimalRule)
    problem = statement.design.problem
    return {**chosen, "rule": rule_to_plain(problem, evidence.rule(problem)), **plain}


def _choice_to_plain(each: Choice) -> dict[str, Any]:
    numbers = {"value": each.value, "cost": each.cost, "profit": each.profit}
    told = {key: None if number is None else text(number) for key, number in numbers.items()}
    return {"capacities": _capacities(each.capacities), **told}


def _capacities(capacities: Capacities) -> dict[str, str]:
    return {j: text(k) for j, k in capacities}
