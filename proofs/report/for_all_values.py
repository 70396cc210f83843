"""Answers for all values of a parameter in words: where a rule is implementable, and how a best value moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from exact.rationals import text
from exact.showing.display import counted, is_just, told_number
from exact.symbolic.curves import Curve, Segment, conditions, segments
from exact.symbolic.extremes import Extreme, extreme_value, greatest_value, least_value
from exact.symbolic.formulas import Formula
from exact.symbolic.pieces import AtPoint, Interval, Piece
from exact.symbolic.splitting import Part, Range
from exact.symbolic.statements import end_to_plain
from exact.symbolic.writing import place_written
from exact.verdicts import Verdict
from proofs.reduced_form.design.deciding import BestRule, OptimalRule
from proofs.reduced_form.design.for_all_values import BestValues
from proofs.reduced_form.implementation.deciding import ExPostRule, Implementable, Inequality, NoOutcome
from proofs.reduced_form.implementation.for_all_values import ImplementableValues
from proofs.reduced_form.problem.problems import value_name
from proofs.report.design import binding_in_words, explain_design, transfers_in_words
from proofs.report.implementation import inequality_in_words, lotteries_in_words, no_outcome_in_words

FEW_PIECES = 4
"""Of so many pieces each is told in full; of more, the certificate has them."""


def implementable_in_short(found: ImplementableValues) -> str:
    """`implementable exactly for p <= 3 - sqrt(5)`."""
    if found.verdict.holds is None:
        return "undecided for some values"
    if not found.holds:
        return "never implementable"
    where = conditions(found.holds, found.over)
    return "implementable for " + where if where.startswith("every") else f"implementable exactly for {where}"


def explain_implementable_values(found: ImplementableValues) -> str:
    """The values for which the rule is implementable, the ex post rules there, and elsewhere what it violates."""
    lines = [f"The interim rule is {implementable_in_short(found)} ({found.over})."]
    yes = [part for part in found.parts if isinstance(part.answer.evidence, ExPostRule)]
    intervals = [part for part in yes if isinstance(part.piece, Interval)]
    shown = (intervals or yes)[:FEW_PIECES]
    for part in shown:
        assert isinstance(part.answer.evidence, ExPostRule)
        lines += [f"For {part.piece} this ex post rule induces it:", *lotteries_in_words(part.answer.evidence)]
    if len(yes) > len(shown):
        lines.append(f"(The certificate has the ex post rules on all {counted(len(yes), 'piece')}.)")
    for segment, verdict, margin in found.violations:
        lines += _violated(segment.told(found.over), verdict, margin)
    return "\n".join(lines)


def _violated(where: str, verdict: Verdict, margin: Any) -> list[str]:
    statement, evidence = verdict.statement, verdict.evidence
    if isinstance(evidence, NoOutcome):
        return [f"For {where}: {no_outcome_in_words(statement.problem, evidence)}."]  # type: ignore[attr-defined]
    assert isinstance(statement, Implementable)
    assert isinstance(evidence, Inequality)
    told = inequality_in_words(statement.problem, statement.rule, evidence)
    return [f"For {where} it is not; it misses an inequality by {told_number(margin)}:", *told]


def implementable_values_to_plain(found: ImplementableValues) -> dict[str, Any]:
    """What the JSON of the answer has: the values for which it is implementable, and what it violates elsewhere."""
    violations = [
        {**_segment_to_plain(segment), "margin": _value(margin), "inequality": _weights(verdict)}
        for segment, verdict, margin in found.violations
    ]
    return {
        "parameter": found.over.parameter,
        "condition": conditions(found.holds, found.over),
        "implementable": [_segment_to_plain(each) for each in found.holds],
        "violations": violations,
    }


def _weights(verdict: Verdict) -> list[Any] | None:
    if not isinstance(verdict.evidence, Inequality):
        return None
    return [[*coordinate, text(weight)] for coordinate, weight in verdict.evidence.coefficients]


# ---------------------------------------------------------------------------------------------------------- best rules


def best_in_short(found: BestValues) -> str:
    """The formulas with their conditions, in a line."""
    return str(found.curve)


def explain_best_values(found: BestValues) -> str:
    """The best value by cases, how it moves, and on each piece the rule and the constraints that limit it."""
    curve = found.curve
    first = next((part.answer.statement for part in found.parts if isinstance(part.answer.statement, BestRule)), None)
    demands = "" if first is None else first.design.told_demands
    lines = [f"The greatest value of an implementable rule{demands}, for {found.over}:", *curve_in_words(curve)]
    pieces = [part for part in found.parts if isinstance(part.piece, Interval)] or list(found.parts)
    for part in pieces[:FEW_PIECES]:
        lines += ["", f"For {part.piece}:", *_rule_in_words(part)]
    if len(pieces) > FEW_PIECES:
        lines += ["", f"(The certificate has the rules on all {counted(len(found.parts), 'piece')}.)"]
    return "\n".join(lines)


def curve_in_words(curve: Curve) -> list[str]:
    """A line for each segment, then breakpoints, continuity and monotonicity."""
    rows = curve.table()
    wide = max(len(value) for _, value, _ in rows)
    lines = [f"  {value.ljust(wide)}   for {where}   ({how})" for where, value, how in rows]
    if not curve.breakpoints:
        return [*lines, f"one formula for all values; {_monotone(curve)}"]
    places = ", ".join(place_written(place) for place in curve.breakpoints)
    jumps = ", ".join(place_written(place) for place in curve.jumps)
    continuous = "continuous" if curve.is_continuous else f"not continuous at {jumps}"
    return [*lines, f"breakpoints: {places}; {continuous}; {_monotone(curve)}"]


def _monotone(curve: Curve) -> str:
    how = curve.monotone
    return f"{how} in {curve.over.parameter}" if how in ("increasing", "decreasing") else how


def _rule_in_words(part: Part[Verdict]) -> list[str]:
    statement, evidence = part.answer.statement, part.answer.evidence
    if not isinstance(statement, BestRule) or not isinstance(evidence, OptimalRule):
        return [f"  {line}" for line in explain_design(part.answer).splitlines()]
    task, problem = statement.design, statement.design.problem
    values = zip(problem.coordinates, evidence.rule(problem).values, strict=True)
    rule = [
        f"  {value_name(coordinate)} = {told_number(value)}" for coordinate, value in values if not is_just(value, 0)
    ]
    lines = ["  interim rule:", *(f"  {line}" for line in rule or ["  Q = 0"])]
    if evidence.transfers:
        lines += ["  transfers paid:", *(f"  {line}" for line in transfers_in_words(task, evidence.transfers))]
    binding = binding_in_words(task, evidence.multipliers)
    if binding:
        return [*lines, "  binding, besides the quotas:", *(f"  {line}" for line in binding)]
    return [*lines, "  binding: the quotas alone"]


def best_values_to_plain(found: BestValues) -> dict[str, Any]:
    """What the JSON of the answer has: the value by cases, with breakpoints, and the rule on each piece."""
    curve = found.curve
    return {**curve_to_plain(curve), "rules": [each for part in found.parts if (each := _rule_to_plain(part))]}


def _rule_to_plain(part: Part[Verdict]) -> dict[str, Any] | None:
    statement, evidence = part.answer.statement, part.answer.evidence
    if not isinstance(statement, BestRule) or not isinstance(evidence, OptimalRule):
        return None
    problem = statement.design.problem
    values = zip(problem.coordinates, evidence.rule(problem).values, strict=True)
    return {
        "where": str(part.piece),
        "rule": [[*coordinate, _value(value)] for coordinate, value in values if not is_just(value, 0)],
        "transfers": [[*payer, _value(paid)] for payer, paid in evidence.transfers],
        "binding": [
            [*map(str, condition.name), _value(multiplier)]
            for condition, multiplier in zip(statement.design.conditions, evidence.multipliers, strict=True)
            if not is_just(multiplier, 0)
        ],
    }


def curve_to_plain(curve: Curve) -> dict[str, Any]:
    """A curve as JSON has it."""
    return {
        "parameter": curve.over.parameter,
        curve.name.replace(" ", "_"): [
            {**_segment_to_plain(each), "formula": None if each.value is None else _value(each.value)}
            for each in curve.segments
        ],
        "breakpoints": [end_to_plain(place) for place in curve.breakpoints],
        "continuous": curve.is_continuous,
        "monotone": curve.monotone,
        "latex": curve.latex(),
    }


def _segment_to_plain(segment: Segment) -> dict[str, Any]:
    return {
        "where": str(segment),
        "lower": end_to_plain(segment.lower),
        "upper": end_to_plain(segment.upper),
        "closed": list(segment.closed),
    }


def _value(value: Any) -> str:
    """A number, or a formula; at an irrational point in words, since there it has no canonical text of its own."""
    if isinstance(value, Formula) and isinstance(value.scope, AtPoint):
        return told_number(value)
    return text(value)


# ------------------------------------------------------------------------------------------------------------- markets


@dataclass(frozen=True)
class MarketValues:
    """What a question about a market has for answers on the pieces of a parameter's range: verdicts, and words."""

    over: Range
    parts: tuple[Part[tuple[tuple[Verdict, ...], str]], ...]

    @classmethod
    def of(cls, over: Range, parts: Sequence[Part[tuple[Verdict, str, str, tuple[Verdict, ...]]]]) -> MarketValues:
        """From the answers of `proofs.cli.market_questions`."""
        answers = ((part.piece, *part.answer) for part in parts)
        return cls(over, tuple(Part(piece, ((main, *others), words)) for piece, main, _, words, others in answers))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of statements that there are on every piece, the one that was asked for first."""
        each = [dict.fromkeys(verdict.statement.kind for verdict in part.answer[0]) for part in self.parts]
        return tuple(kind for kind in each[0] if all(kind in others for others in each))

    def of_kind(self, kind: str) -> tuple[Part[Verdict], ...]:
        """The first verdict of a kind on each piece."""
        return tuple(
            Part(part.piece, next(verdict for verdict in part.answer[0] if verdict.statement.kind == kind))
            for part in self.parts
        )

    def curve(self, kind: str) -> Curve | None:
        """The number that the statements of a kind name, if they name one wherever they hold."""
        parts = self.of_kind(kind)
        if not all(hasattr(part.answer.statement, "value") for part in parts):
            return None
        numbers = [Part(part.piece, part.answer.value if part.answer.holds else None) for part in parts]
        named = [Part(part.piece, part.answer if isinstance(part.answer, Fraction) else None) for part in numbers]
        return Curve.of(self.over, named, kind)

    def extremes(self, verdicts: Mapping[str, Verdict]) -> tuple[Verdict, ...]:
        """Where each number is least, as verdicts."""
        found = []
        for kind, verdict in verdicts.items():
            curve = self.curve(kind)
            if curve is not None and verdict.holds and _has_extremes(curve):
                found.append(extreme_value(verdict, "least")[0])
        return tuple(found)

    def in_short(self) -> str:
        """The answer to what was asked, in a line."""
        return _holds_or_value(self, self.kinds[0])[0]


def explain_market_values(found: MarketValues) -> str:
    """Each kind of statement: its number as a curve with its extreme values, or where it holds; then some pieces."""
    lines: list[str] = []
    for kind in found.kinds:
        lines += _holds_or_value(found, kind)
    inner = [part for part in found.parts if isinstance(part.piece, Interval)]
    for part in inner[:FEW_PIECES]:
        lines += ["", f"For {part.piece}:", *(f"  {line}" for line in part.answer[1].splitlines())]
    if len(inner) > FEW_PIECES:
        lines += ["", f"(The certificate has all {counted(len(found.parts), 'piece')}.)"]
    return "\n".join(lines)


def _holds_or_value(found: MarketValues, kind: str) -> list[str]:
    curve = found.curve(kind)
    if curve is not None:
        lines = [f"{kind}, for {found.over}:", *curve_in_words(curve)]
        if _has_extremes(curve):
            numbers = [Part(part.piece, part.answer.value) for part in found.of_kind(kind)]
            lines += [
                _extreme("least", least_value(numbers), found.over.parameter),
                _extreme("greatest", greatest_value(numbers), found.over.parameter),
            ]
        return lines
    where = segments([Part(part.piece, part.answer.holds) for part in found.of_kind(kind)])
    told = []
    for holds, word in ((True, "yes"), (False, "no"), (None, "undecided")):
        chosen = [each for each in where if each.value is holds]
        if chosen:
            told.append(f"{word} for {conditions(chosen, found.over)}")
    return [f"{kind}, for {found.over}: {'; '.join(told)}"]


def _has_extremes(curve: Curve) -> bool:
    """Whether it is a number everywhere, and not always the same."""
    return curve.monotone != "constant" and all(each.value is not None for each in curve.segments)


def _extreme(word: str, found: Extreme, parameter: str) -> str:
    ends = [f"{parameter} = {end}" if end is not None else f"infinite {parameter}" for end in found.approached]
    towards = f"towards {' and '.join(dict.fromkeys(ends))}"
    if found.value is None:
        return f"{word}: without bound {towards}"
    value = place_written(found.value)
    if found.places:
        return f"{word}: {value}, at {', '.join(map(str, _joined(found.places)))}"
    return f"{word}: {value} is approached {towards}, and not attained"


def _joined(places: Sequence[Piece]) -> list[Segment]:
    """The places in order, neighbours as one."""
    joined: list[Segment] = []
    for place in places:
        (part,) = segments([Part(place, True)])
        before = joined[-1] if joined else None
        if before is not None and before.upper == part.lower and (before.closed[1] or part.closed[0]):
            joined[-1] = replace(before, upper=part.upper, closed=(before.closed[0], part.closed[1]))
        else:
            joined.append(part)
    return joined


def market_values_to_plain(found: MarketValues) -> dict[str, Any]:
    """What the JSON of the answer has: for each kind of statement its number by cases, or where it holds."""
    answers: dict[str, Any] = {}
    for kind in found.kinds:
        curve = found.curve(kind)
        if curve is not None:
            answers[kind] = curve_to_plain(curve)
            continue
        where = segments([Part(part.piece, part.answer.holds) for part in found.of_kind(kind)])
        answers[kind] = [{**_segment_to_plain(each), "holds": each.value} for each in where]
    return {"parameter": found.over.parameter, "answers": answers}
