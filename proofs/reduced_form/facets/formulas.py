"""Inequalities and equations of implementable rules as formulas: in numbers and names, in LY's symbols, as LaTeX."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from exact.pictures import latex
from exact.rationals import text
from exact.showing.display import told_factor, told_number
from exact.symbolic.formulas import Formula
from proofs.reduced_form.facets.relations import index_separator, relation, written
from proofs.reduced_form.facets.summands import Normal, RuleInequality
from proofs.reduced_form.problem.problems import Coordinate, Problem, value_name


def symbolic_bound(problem: Problem, each: RuleInequality) -> str:
    """The right side as a form in the prior, as LY have it: `lambda_11 - lambda_12 + 3*lambda_21 + lambda_22`.

    Where all capacities are equal it is that number, for the prior sums to 1. `--json` has this of every facet, so it
    is written without SymPy, which takes ten times as long: 2.4 s instead of 0.2 s for 5,023 facets of 12 profiles.
    """
    if len(set(each.capacities)) == 1:
        return text(each.capacities[0])
    separator = index_separator(problem)
    terms = []
    for profile, value in zip(problem.profiles(), each.capacities, strict=True):
        if value:
            numbers = (str(kinds.index(kind) + 1) for kinds, kind in zip(problem.types, profile, strict=True))
            terms.append((value, f"lambda_{separator.join(numbers)}"))
    return _sum(terms, "*")


def formula(problem: Problem, each: RuleInequality) -> str:
    """The inequality or equation in numbers and names: `1/2 Q_ann(keen, botany) + 1/2 Q_ann(idle, botany) <= 3/4`.

    Q is conditional on the type, so a coefficient is that of the weighted variable times the type's probability, and
    the bound is the number that the prior makes of the capacities. Where no coefficient is positive all signs are
    turned. Raises `TypeError` for anything but a problem and one inequality.
    """
    _expect_inequality(problem, each)
    given, bound = conditional(problem, each.coefficients), each.bound(problem)
    turned = bool(given) and all(f < 0 for f in given.values())
    sign = "=" if each.equal else ">=" if turned else "<="
    factor = -1 if turned else 1
    return f"{_sum((factor * f, value_name(c)) for c, f in given.items())} {sign} {told_number(factor * bound)}"


def symbolic_formula(problem: Problem, each: RuleInequality) -> str:
    """The inequality or equation in LY's symbols, for any prior: `Q_1,2^1 + Q_2,1^1 <= lambda_11 + lambda_21`.

    It is the relation of `proofs.reduced_form.facets.relations`, by SymPy's printer. Here, as in LY, Q_i,k^j is the
    *weighted* variable lambda_i(t_i) Q_i(t_i, j) of agent i's k-th type and object j. Raises `TypeError` for anything
    but a problem and one inequality.
    """
    _expect_inequality(problem, each)
    return written(relation(problem, each))


def conditional(problem: Problem, coefficients: Normal) -> dict[Coordinate, Fraction]:
    """The coefficients of Q itself, the value given the type, from those of the weighted variables lambda_i Q_i."""
    return {c: f * problem.marginals[c[0], c[1]] for c, f in coefficients}


def _expect_inequality(problem: Any, each: Any) -> None:
    if not isinstance(problem, Problem) or not isinstance(each, RuleInequality):
        given = f"{type(problem).__name__} and {type(each).__name__}"
        raise TypeError(f"formula: a Problem and a RuleInequality, one of the facets, were expected, not {given}")


def _sum(terms: Iterable[tuple[Fraction, str]], times: str = " ") -> str:
    written = ""
    for value, name in terms:
        sign = "-" if value < 0 else "+"
        size = "" if not isinstance(value, Formula) and abs(value) == 1 else told_factor(abs(value)) + times
        written += (f" {sign} " if written else ("-" if value < 0 else "")) + size + name
    return written or "0"


def latex_legend(problem: Problem) -> str:
    """What the symbols mean, and which agent, type and object has which number, as two paragraphs."""
    upper, last = ("^{j}", ", o_j") if problem.objects else ("", "")
    names = "; ".join(
        f"{agent}: {', '.join(kinds)}" for agent, kinds in zip(problem.agents, problem.types, strict=True)
    )
    objects = f"; objects in order: {', '.join(problem.objects)}" if problem.objects else ""
    return (
        f"Here $Q_{{i,k}}{upper} := Q_i(t_i^k{last})\\lambda_i(t_i^k)$ and $\\lambda_{{k l \\ldots}} := "
        "\\lambda(t_1^k, t_2^l, \\ldots)$; the coefficients on the left are the same for every positive prior.\n\n"
        f"Agents in order, each with its types in order: {latex.escape(names + objects)}."
    )
