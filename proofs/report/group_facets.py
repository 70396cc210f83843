"""The symmetric implementable rules of groups in words: equations, facets, and whether the conditions suffice."""

from __future__ import annotations

from exact.showing.display import counted
from proofs.reduced_form.classes.capacities import symbolic_row
from proofs.reduced_form.classes.counts import blocks
from proofs.reduced_form.classes.describing import GroupFacets, row_formula
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.facets.signs import Condition, belongs
from proofs.report.groups import about, counts_in_words
from proofs.report.mathematics import typeset
from proofs.report.names import known, names_of


def explain_group_facets(found: GroupFacets, symbolic: bool = False) -> str:
    """The size of the system, whether Conditions A and B describe the rules, and then all rows with a legend.

    They are written in numbers and names or, if `symbolic`, for any prior.
    """
    if not isinstance(found, GroupFacets):
        expected = "what facets_for_groups(problem) returns"
        raise TypeError(f"explain_group_facets: {expected} was expected, not {type(found).__name__}")
    problem = found.problem
    if found.empty is not None:
        where = blocks(problem)[found.empty.block]
        nothing = f"no outcome meets the quotas when there are {counts_in_words(where, found.empty.counts)}"
        return f"No interim rule is implementable for {problem.everybody}: {nothing}."
    alike = "The implementable interim rules, the same for all agents of a group, have dimension"
    lines = [
        f"{alike} {found.dimension} of {len(problem.coordinates)} for {problem.everybody}: "
        f"{counted(len(found.equations), 'equation')} and {counted(len(found.facets), 'facet')}."
    ]
    lines += [_condition(found, "A"), _condition(found, "B")]
    lines += ["", "The equations and facets:" if found.equations else "The facets:"]
    if symbolic:
        for row, capacity, equal in found.capacities():
            lines += [f"  {symbolic_row(problem, row, capacity, equal)}"]
        return "\n".join([*lines, "", *_symbols(problem)])
    rows = [(row, True) for row in found.equations] + [(row, False) for row in found.facets]
    lines += [f"  {row_formula(problem, row, equal, about)}" for row, equal in rows]
    return "\n".join([*lines, "", *_legend(problem)])


def group_facets_in_latex(found: GroupFacets) -> str:
    """The system for a paper, for any prior: an `align*` environment with a legend."""
    body = found.latex().replace("aligned", "align*")
    with known(names_of(found.problem)):
        legend = "\n\n".join(map(typeset, _symbols(found.problem)))
    return f"{legend}\n{body}\n"


def _condition(found: GroupFacets, letter: Condition) -> str:
    if found.is_complete(letter):
        every = "every equation and facet is one of its inequalities"
        return f"Condition {letter} describes the rules that treat agents of a group alike: {every}."
    row = next(row for row in (*found.facets, *found.equations) if not belongs(row.coefficients, letter))
    return (
        f"Condition {letter}, asked of the same signs for all agents of a group, does not describe these rules: it "
        f"lacks the row of {row_formula(found.problem, row, row in found.equations, about)}."
    )


def _legend(problem: GroupedProblem) -> list[str]:
    what = "receives of object j" if problem.objects else "receives"
    return [
        f"Q_g({'t, j' if problem.objects else 't'}) is how much each agent of group g {what} on average, given that it "
        "is of type t.",
        "A coefficient contains the expected number of agents of the type, a bound the probabilities of the counts of "
        "types (--symbolic: any prior).",
    ]


def _symbols(problem: GroupedProblem) -> list[str]:
    upper, thing = ("^j", "of the j-th object ") if problem.objects else ("", "")
    names = "; ".join(f"{g}: {', '.join(kinds)}" for g, kinds in zip(problem.groups, problem.types, strict=True))
    objects = f"; objects in order: {', '.join(problem.objects)}" if problem.objects else ""
    return [
        f"Q_g,k{upper} is what all agents of the g-th group with its k-th type expect {thing}together: Q times their "
        "expected number.",
        "n_g,k is how many agents of the g-th group have its k-th type, and E the expectation over these counts.",
        f"Groups and types in order: {names}{objects}.",
    ]
