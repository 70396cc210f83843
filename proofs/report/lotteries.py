"""A fractional assignment in words and as data: the lottery over integer ones, or what is in its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from exact.linear.named import Labelled, Program, ProgramRow, system_of
from exact.rationals import text
from exact.showing.display import counted
from exact.verdicts import Verdict
from proofs.reduced_form.conditions.decomposition import OutcomeLottery, Separation
from proofs.reduced_form.conditions.fewest import Fewest
from proofs.reduced_form.problem.outcomes import Outcome, outcome_in_words, value
from proofs.reduced_form.problem.problems import Cell, Constraint, Problem
from proofs.report.layout import head, others

Shares = Mapping[Cell, Fraction]


def explain_lottery(lottery: OutcomeLottery, fewest: Fewest | None) -> str:
    """The lottery, a line for each of its outcomes, and whether there are fewer, several lines."""
    entries = lottery.entries
    lines = [f"The matrix is a lottery over {counted(len(entries), 'integer matrix', 'integer matrices')}:"]
    lines += [f"  {text(share)}: {outcome_in_words(outcome)}" for share, outcome in head(entries)]
    lines += others(len(entries))
    if fewest is not None:
        lines.append(_fewest(fewest))
    return "\n".join(lines)


def _fewest(found: Fewest) -> str:
    if found.proved:
        return "No lottery over fewer has this mean."
    least = f"Every lottery with this mean has at least {found.at_least}"
    return f"{least}; whether one has fewer than {found.size} is left open: {found.given_up}."


def lottery_in_short(lottery: OutcomeLottery, fewest: Fewest | None) -> str:
    """The same in a few words, for a table."""
    told = f"a lottery over {len(lottery.entries)}"
    return told if fewest is None else f"{told}, at least {fewest.at_least} needed"


def lottery_to_plain(lottery: OutcomeLottery, fewest: Fewest | None) -> dict[str, Any]:
    """The same as data: "lottery", and "fewest" if it was asked for."""
    plain: dict[str, Any] = {
        "lottery": [{"probability": text(share), "assignment": _nested(outcome)} for share, outcome in lottery.entries]
    }
    if fewest is not None:
        plain["fewest"] = {"outcomes": fewest.size, "at_least": fewest.at_least, "proved": fewest.proved}
    return plain


def _nested(outcome: Outcome) -> dict[str, dict[str, str]]:
    nested: dict[str, dict[str, str]] = {}
    for (agent, thing), quantity in outcome:
        nested.setdefault(agent, {})[thing] = text(quantity)
    return nested


def broken(problem: Problem, shares: Shares) -> list[str]:
    """The quotas that the shares break, each as a sentence without its stop."""
    found = []
    for (agent, thing), share in shares.items():
        if share < 0:
            found.append(f"entry ({agent}, {thing}) is {text(share)}, below 0")
    for quota in problem.constraints:
        total = sum((shares[cell] for cell in quota.cells), Fraction(0))
        if quota.ceiling is not None and total > quota.ceiling:
            found.append(f"{quota.label} {_sums(quota)} {text(total)}, above {text(quota.ceiling)}")
        if total < quota.floor:
            found.append(f"{quota.label} {_sums(quota)} {text(total)}, below {text(quota.floor)}")
    return found


def _sums(quota: Constraint) -> str:
    return "is" if len(quota.cells) == 1 else "sums to"


def explain_separation(problem: Problem, shares: Shares, separation: Separation) -> str:
    """Why the matrix is no lottery: the quotas that it breaks, or else an inequality, several lines."""
    lines = ["The matrix is no lottery over integer matrices that meet the quotas."]
    quotas = broken(problem, shares)
    if quotas:
        lines += [f"  {sentence}" for sentence in head(quotas)]
        return "\n".join([*lines, *others(len(quotas))])
    lines.append("It meets the quotas, but for every integer matrix that does the sum of")
    lines += [f"    {_signed(weight)} x ({', '.join(cell)})" for cell, weight in head(separation.weights)]
    lines += others(len(separation.weights), "other term", "    ")
    reached = value(dict(separation.weights), tuple(shares.items()))
    return "\n".join([*lines, f"  is at most {text(separation.bound)}, and this one gives {text(reached)}."])


def _signed(weight: Fraction) -> str:
    return f"{'-' if weight < 0 else '+'} {text(abs(weight))}"


def separation_in_short(problem: Problem, shares: Shares) -> str:
    """The same in a few words, for a table."""
    quotas = broken(problem, shares)
    return quotas[0] if quotas else "violates an inequality of all integer matrices"


def separation_to_plain(problem: Problem, shares: Shares, separation: Separation) -> dict[str, Any]:
    """The same as data: "broken" quotas, and the "inequality"."""
    return {
        "broken": broken(problem, shares),
        "inequality": {
            "weights": [[*cell, text(weight)] for cell, weight in separation.weights],
            "at_most": text(separation.bound),
            "value": text(value(dict(separation.weights), tuple(shares.items()))),
        },
    }


def quotas_by_name(problem: Problem) -> Labelled:
    """The quotas as a linear system, each row named after its set, to tell conflicts by."""
    names = {cell: f"({', '.join(cell)})" for cell in problem.cells}
    rows = [
        ProgramRow(label, dict.fromkeys(_sorted(names, quota), Fraction(1)), quota.floor, quota.ceiling)
        for label, quota in zip(_labels(problem.constraints), problem.constraints, strict=True)
    ]
    bounds = {name: (Fraction(0), None) for name in names.values()}
    return system_of(Program(None, {}, Fraction(0), tuple(names.values()), tuple(rows), bounds))


def _sorted(names: Mapping[Cell, str], quota: Constraint) -> list[str]:
    return [name for cell, name in names.items() if cell in quota.cells]


def _labels(quotas: Sequence[Constraint]) -> list[str]:
    """What the quotas are called; those that share a name have their number, too."""
    labels = [quota.label for quota in quotas]
    return [f"{label} ({k + 1})" if labels.count(label) > 1 else label for k, label in enumerate(labels)]


def needs_in_words(verdict: Verdict) -> list[str]:
    """A line about what shows that so many outcomes are needed, or are not."""
    from proofs.reduced_form.conditions.fewest import FewerOutcomes, ShareSplit, ShareTree

    if isinstance(verdict.evidence, FewerOutcomes):
        return [f"  {text(share)}: {outcome_in_words(outcome)}" for share, outcome in verdict.evidence.entries]
    assert isinstance(verdict.evidence, ShareTree)
    asked = sum(isinstance(node, ShareSplit) for node in verdict.evidence.nodes)
    leaves = len(verdict.evidence.nodes) - asked
    return [f"Shown by a tree with {counted(leaves, 'leaf', 'leaves')}, each with weights of the cells."]
