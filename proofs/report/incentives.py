"""Incentives of a given rule in words: who gains by which report, transfers that make nobody gain, or the cycle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from exact.rationals import text
from exact.showing.display import counted
from proofs.reduced_form.design.incentives import (
    GivenRule,
    Misreport,
    TransfersFound,
    cycle_terms,
    misreports,
)
from proofs.reduced_form.design.task import Payer
from proofs.report.layout import SHOWN


def incentives_in_short(given: GivenRule) -> str:
    """How many reports make types gain, and the greatest gain, for a table."""
    gains = misreports(given)
    if not gains:
        return "no type gains by a report"
    return f"{counted(len(gains), 'gain')}, the greatest {text(gains[0].gain)}"


def explain_incentives(given: GivenRule, found: TransfersFound | None, every: bool = False) -> str:
    """Who gains and how much, who would rather stay away, and what transfers could do (`None` for rankings)."""
    gains = misreports(given)
    place = "LY (27)" if given.priced and not given.transfers else "LY (26)" if not given.priced else ""
    rule = "The interim rule" + (" with its transfers" if given.transfers else "")
    kind = "" if given.priced else "ordinally "
    verdict = f"is {kind}incentive compatible" if not gains else f"is not {kind}incentive compatible"
    lines = [f"{rule} {verdict}{f' ({place})' if place else ''}{':' if gains else '.'}"]
    shown = gains if every else gains[:SHOWN]
    lines += [f"  {gain_in_words(each)}" for each in shown]
    if len(shown) < len(gains):
        lines.append(f"  ... and {len(gains) - len(shown)} more, {len(gains)} in all (--all lists them)")
    if given.priced:
        lines += _participation(given)
    if found is not None:
        lines += _transfers(given, found)
    return "\n".join(lines)


def gain_in_words(each: Misreport) -> str:
    """Who gains by which report, and how much."""
    who = f"{each.agent} of type {each.kind}"
    if each.objects:
        best = "its best object" if each.objects == 1 else f"its best {each.objects} objects"
        got = f"{text(each.lying)} instead of {text(each.honest)} of {best}"
        return f"{who} gets {got} by reporting {each.report}: {text(each.gain)} more"
    values = f"{text(each.lying)} instead of {text(each.honest)}"
    return f"{who} gains {text(each.gain)} by reporting {each.report}: {values}"


def honest_values(given: GivenRule) -> dict[Payer, Fraction]:
    """What each type expects by the truth, less what it pays."""
    conditions = given.design.conditions
    return {(c.name[1], c.name[2]): given.slack(c) for c in conditions if c.name[0] == "participation"}


def _participation(given: GivenRule) -> list[str]:
    away = {payer: value for payer, value in honest_values(given).items() if value < 0}
    if not away:
        return ["It is individually rational: no type expects less than 0."]
    lines = ["It is not individually rational:"]
    return lines + [f"  {agent} of type {kind} expects {text(value)}" for (agent, kind), value in away.items()]


def _transfers(given: GivenRule, found: TransfersFound) -> list[str]:
    lines = (
        [] if not given.transfers else [f"The transfers earn {text(given.revenue(given.transfers))} in expectation."]
    )
    if found.cycles:
        lines.append("No transfers make it incentive compatible (Rochet):")
        for agent, cycle in found.cycles.items():
            around = " -> ".join((*cycle, cycle[0]))
            terms = cycle_terms(given, agent, cycle)
            added = " + ".join(f"({text(term)})" if term < 0 else text(term) for term in terms)
            lines.append(f"  for {agent} along {around} the losses by reporting the next type, before transfers,")
            lines.append(f"  add up to {added} = {text(sum(terms, Fraction(0)))}, and transfers cancel")
        return lines
    revenue = given.revenue(found.transfers.items())
    lines.append("The greatest transfers at which nobody gains by a report and all participate:")
    lines += [f"  {agent} of type {kind} pays {text(paid)}" for (agent, kind), paid in found.transfers.items()]
    if revenue < 0:
        return [*lines, f"so whatever such transfers are, they cost at least {text(-revenue)} in expectation"]
    return [*lines, f"so no such transfers earn more than {text(revenue)} in expectation"]


def incentives_to_plain(given: GivenRule, found: TransfersFound | None) -> dict[str, Any]:
    """The same as data."""
    gains = misreports(given)
    plain: dict[str, Any] = {
        "incentives": given.incentives,
        "incentive_compatible": not gains,
        "gains": [_gain_to_plain(each) for each in gains],
    }
    if given.priced:
        values = honest_values(given)
        plain |= {
            "individually_rational": all(value >= 0 for value in values.values()),
            "expected": _nested(values.items()),
            "transfers": _nested(given.paid.items()),
            "revenue": text(given.revenue(given.paid.items())),
        }
    if found is not None:
        plain["some_transfers"] = _some_to_plain(given, found)
    return plain


def _some_to_plain(given: GivenRule, found: TransfersFound) -> dict[str, Any]:
    if found.cycles:
        cycles = {
            agent: {"types": list(cycle), "losses": list(map(text, cycle_terms(given, agent, cycle)))}
            for agent, cycle in found.cycles.items()
        }
        return {"exist": False, "cycles": cycles}
    revenue = given.revenue(found.transfers.items())
    return {"exist": True, "transfers": _nested(found.transfers.items()), "revenue": text(revenue)}


def _gain_to_plain(each: Misreport) -> dict[str, Any]:
    plain = {"agent": each.agent, "type": each.kind, "report": each.report}
    numbers = {"gain": text(each.gain), "honest": text(each.honest), "lying": text(each.lying)}
    return {**plain, **numbers, **({"objects": each.objects} if each.objects else {})}


def _nested(values: Iterable[tuple[Payer, Fraction]]) -> Mapping[str, Mapping[str, str]]:
    nested: dict[str, dict[str, str]] = {}
    for (agent, kind), value in values:
        nested.setdefault(agent, {})[kind] = text(value)
    return nested
