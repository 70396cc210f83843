"""Formulas of verdicts as LaTeX, in LY's notation, and any formula of LaTeX as MathML for pages."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from exact.matrices import Matrix
from exact.pictures import latex
from exact.pictures.mathml import NotRead, mathml
from exact.showing.display import Displayed
from exact.symbolic.writing import written
from exact.verdicts import Verdict
from proofs.reduced_form.implementation.deciding import Implementable, Inequality
from proofs.reduced_form.problem.problems import Coordinate, Problem
from proofs.report.html import Html, element, printable
from proofs.report.implementation import sign_of

LONG, LONGEST = 2_000, 20_000
"""Characters of LaTeX of a formula that is folded away, and of one that is set at all: the data are on the page too."""


def formula(given: str | None, block: bool = True) -> Html | None:
    """A formula on a line of its own that scrolls by itself, or in its line; `None` for what cannot be set."""
    if given is None or len(given) > LONGEST:
        return None
    try:
        made = Html(printable(mathml(given, block)))
    except NotRead:
        return None
    if not block:
        return made
    box = element("div", made, class_="formula", tabindex=0, role="region", aria_label="formula")
    return box if len(given) <= LONG else element("details", element("summary", "As a formula"), box)


def formulas_of(verdict: Verdict | None, values: Iterable[Any]) -> list[Html]:
    """The formula of a verdict, and of the values that are formulas."""
    found: list[Html | None] = []
    if verdict is not None and isinstance(verdict.statement, Implementable):
        evidence = verdict.evidence
        found += [formula(violated(verdict.statement, evidence))] if isinstance(evidence, Inequality) else []
    written = (value for value in values if isinstance(value, Displayed) and not isinstance(value, Matrix))
    found += [formula(value.latex()) for value in written]
    return list(dict.fromkeys(shown for shown in found if shown is not None))


def violated(statement: Implementable, evidence: Inequality) -> str:
    """The violated inequality, true of every implementable rule, and what its left side is at the rule."""
    problem, sign = statement.problem, sign_of(evidence)
    left, right = sign * evidence.left(problem, statement.rule), sign * evidence.right(problem)
    relations = (r"\le", ">") if sign > 0 else (r"\ge", "<")
    terms = _linear(problem, [(c, sign * f) for c, f in evidence.coefficients])
    true = rf"{terms} & {relations[0]} {_number(right)} & \text{{ for every implementable }} Q"
    false = rf"{_number(left)} & {relations[1]} {_number(right)} & \text{{ at the given rule}}"
    return rf"\begin{{array}}{{rll}}{true} \\ {false}\end{{array}}"


def _linear(problem: Problem, weights: Iterable[tuple[Coordinate, Fraction]]) -> str:
    """The sum of weight times probability of the type times the rule's value."""
    terms = ""
    for (agent, kind, *rest), weight in weights:
        size = weight * problem.marginals[agent, kind]
        known = type(size) is Fraction
        sign = "-" if known and size < 0 else "+" if terms else ""
        shown = _number(abs(size)) if known else rf"\left({_number(size)}\right)"
        inside = ", ".join(map(latex.named, [kind, *rest]))
        terms += rf"{sign}{'' if shown == '1' else shown} Q_{{{latex.named(agent)}}}({inside})"
    return terms or "0"


def _number(value: Fraction) -> str:
    return written(value, latex=True)
