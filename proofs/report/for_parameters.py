"""Answers for several parameters in words: where a rule is implementable, and the best value, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exact.pictures.plane import point_name
from exact.rationals import text
from exact.showing.display import counted
from exact.symbolic.affine import Parameter
from exact.symbolic.polynomials import conditions_in_words
from exact.symbolic.regions import formulas_of
from exact.verdicts import Undecided, Verdict
from proofs.reduced_form.design.families import BestRuleForParameters, BoundsAndRules, RulesAndBounds
from proofs.reduced_form.facets.for_parameters import ConditionsOfFacets, ImplementableByPolynomials
from proofs.reduced_form.implementation.deciding import ExPostRule, induced_rule
from proofs.reduced_form.implementation.for_parameters import CornersAndInequalities, ImplementableRegion
from proofs.reduced_form.problem.problems import value_name
from proofs.report.design import binding_in_words, explain_design
from proofs.report.implementation import explain_implementation, sign_of, weights_in_words
from proofs.report.layout import SHOWN


def explain_for_parameters(verdict: Verdict) -> str:
    """The answer of `implement_for_parameters` or `design_for_parameters`, part by part."""
    statement = verdict.statement
    if isinstance(statement, ImplementableRegion):
        return "\n".join(_region_in_words(statement, verdict))
    if isinstance(statement, ImplementableByPolynomials):
        return "\n".join(_conditions_in_words(statement, verdict))
    if isinstance(statement, BestRuleForParameters):
        return "\n".join(_best_in_words(statement, verdict))
    kind = statement.kind
    return explain_implementation(verdict) if kind == "has a feasible outcome" else explain_design(verdict)


def for_parameters_to_plain(verdict: Verdict) -> dict[str, Any]:
    """What the JSON of the answer has: the region, or the value with its parts, as formulas and corners."""
    statement = verdict.statement
    if isinstance(statement, ImplementableRegion):
        corners = statement.corners()
        return {
            **_ranges(statement.parameters),
            "implementable": formulas_of(statement.region, _names(statement.parameters)),
            "corners": [list(map(text, corner)) for corner in corners],
        }
    if isinstance(statement, ImplementableByPolynomials):
        listed = conditions_in_words(statement.conditions, _names(statement.parameters))
        return {**_ranges(statement.parameters), "implementable": listed}
    if not isinstance(statement, BestRuleForParameters):
        return {}
    names = _names(statement.parameters)
    parts = [
        {
            "value": piece.formula(names),
            "where": formulas_of(sides, names),
            "corners": [list(map(text, corner)) for corner in corners],
        }
        for piece, sides, corners in statement.parts()
    ]
    return {**_ranges(statement.parameters), "where": formulas_of(statement.where, names), "parts": parts}


def latex_of_value(statement: BestRuleForParameters) -> str:
    """The best value by cases, as LaTeX."""
    names = _names(statement.parameters)
    lines = []
    for piece, sides, _ in statement.parts():
        where = ",\\ ".join(map(_latex, formulas_of(sides, names)))
        condition = f" & \\text{{if }} {where}" if where else " & \\text{everywhere}"
        lines.append(_latex(piece.formula(names)) + condition)
    return "\\begin{cases}\n" + " \\\\\n".join(lines) + "\n\\end{cases}"


def _latex(formula: str) -> str:
    return formula.replace("<=", r"\le").replace(">=", r"\ge").replace("*", r"\,").replace("_", r"\_")


def _names(parameters: Sequence[Parameter]) -> list[str]:
    return [parameter.name for parameter in parameters]


def _ranges(parameters: Sequence[Parameter]) -> dict[str, Any]:
    return {"parameters": {each.name: {"from": text(each.low), "to": text(each.high)} for each in parameters}}


def _within(parameters: Sequence[Parameter]) -> str:
    return " and ".join(map(str, parameters))


# ------------------------------------------------------------------------------------------------------ implementation


def _region_in_words(statement: ImplementableRegion, verdict: Verdict) -> list[str]:
    evidence, names = verdict.evidence, _names(statement.parameters)
    if isinstance(evidence, Undecided):
        return [f"Undecided, where the interim rule is implementable: tried were {'; '.join(evidence.tried)}."]
    assert isinstance(evidence, CornersAndInequalities)
    within = _within(statement.parameters)
    if not statement.region:
        lines = [f"The interim rule is implementable for all {within}."]
    elif not evidence.corners:
        lines = [f"The interim rule is implementable for no {within}: it would need"]
    else:
        lines = [f"The interim rule is implementable, for {within}, exactly where"]
    lines += [f"  {formula}" for formula in formulas_of(statement.region, names)]
    if evidence.corners:
        corners = [point_name(corner.point) for corner in evidence.corners]
        more = f", ... {len(corners)} in all" if len(corners) > SHOWN else ""
        lines.append(
            f"corners ({', '.join(names)}): {', '.join(corners[:SHOWN])}{more}; at each an ex post rule induces"
        )
        lines.append("  the rule there, and mixtures of these induce it in between (all in the certificate)")
    for side, inequality in zip(statement.region[:SHOWN], evidence.inequalities, strict=False):
        sign, problem = sign_of(inequality), statement.problem
        lines += [
            f"{side.formula(names)}: for every implementable rule Q the sum of",
            *weights_in_words(problem, inequality),
            f"  is at {'most' if sign > 0 else 'least'} {text(sign * inequality.right(problem))}",
        ]
    return lines


def _conditions_in_words(statement: ImplementableByPolynomials, verdict: Verdict) -> list[str]:
    evidence, names = verdict.evidence, _names(statement.parameters)
    assert isinstance(evidence, ConditionsOfFacets)
    opening = f"Wherever the prior is positive, for {_within(statement.parameters)}, the interim rule is implementable"
    count = counted(len(evidence.facets), "facet")
    level = f" and {counted(len(evidence.equations), 'equation')}" if evidence.equations else ""
    rules = f"the {count}{level} of the implementable rules"
    if not statement.conditions:
        return [f"{opening}: {rules}, as polynomials in {' and '.join(names)}, are nowhere broken."]
    return [
        f"{opening} exactly where",
        *(f"  {condition}" for condition in conditions_in_words(statement.conditions, names)),
        f"These are {rules} as polynomials, without those that are never negative,",
        "  as their Bernstein coefficients show; some of these conditions may be implied by the others.",
    ]


# --------------------------------------------------------------------------------------------------------- best values


def _best_in_words(statement: BestRuleForParameters, verdict: Verdict) -> list[str]:
    names, within, task = _names(statement.parameters), _within(statement.parameters), statement.design
    needed = [f"  {formula}" for formula in formulas_of(statement.where, names)]
    if not statement.pieces:
        return [f"There is no implementable rule{task.told_demands} for any {within}: it would need", *needed]
    which = "greatest" if statement.convex else "least"
    shape = "convex" if statement.convex else "concave"
    several = f"the {which} of {len(statement.pieces)} formulas; it is continuous and {shape}"
    pieces = several if len(statement.pieces) > 1 else "one formula"
    lines = [f"The greatest value of an implementable rule{task.told_demands}, for {within}, is {pieces}:"]
    parts = statement.parts()
    wide = max(len(piece.formula(names)) for piece, _, _ in parts)
    for number, (piece, sides, _) in enumerate(parts, 1):
        where = " and ".join(formulas_of(sides, names))
        lines.append(f"  {number}.  {piece.formula(names).ljust(wide)}   {'where ' + where if where else 'everywhere'}")
    if needed:
        lines += ["outside of", *needed, "there is no such rule"]
    return [*lines, *_parts_in_words(statement, verdict)]


def _parts_in_words(statement: BestRuleForParameters, verdict: Verdict) -> list[str]:
    """The rule in each part where the objective moves, what limits the value where the quotas do."""
    evidence, lines = verdict.evidence, list[str]()
    if isinstance(evidence, RulesAndBounds):
        for number, rule in enumerate(evidence.rules[:SHOWN], 1):
            lines += [f"rule of part {number}:", *_rule_in_words(statement, rule.ex_post)]
            lines += [f"  {agent} of type {kind} pays {text(paid)}" for (agent, kind), paid in rule.transfers if paid]
    if isinstance(evidence, BoundsAndRules):
        for number, bound in enumerate(evidence.bounds[:SHOWN], 1):
            binding = binding_in_words(statement.design, bound.multipliers)
            lines += [f"binding in part {number}, besides the quotas:", *binding] if binding else []
    more = len(statement.pieces) - SHOWN
    return [*lines, f"(and {counted(more, 'part')} more, in the certificate)"] if more > 0 else lines


def _rule_in_words(statement: BestRuleForParameters, ex_post: ExPostRule) -> list[str]:
    problem = statement.design.problem
    values = zip(problem.coordinates, induced_rule(problem, ex_post).values, strict=True)
    return [f"  {value_name(coordinate)} = {text(value)}" for coordinate, value in values if value] or ["  Q = 0"]
