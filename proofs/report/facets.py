"""The implementable interim rules of a problem in words: equations, facets, and whether the conditions suffice."""

from __future__ import annotations

from exact.rationals import text
from proofs.reduced_form.descriptions import PassingRule
from proofs.reduced_form.facets import Facets, formula
from proofs.reduced_form.problems import Problem


def explain(found: Facets) -> str:
    """The whole system, in LY's notation, with a legend."""
    problem = found.problem
    if not found.outcome:
        return "No interim rule is implementable: some type profile has no feasible outcome."
    lines = [
        f"The implementable interim rules have dimension {found.dimension} of {len(problem.coordinates)}: "
        f"{len(found.equations)} equations and {len(found.facets)} facets."
    ]
    lines += [f"  {formula(problem, each, '=')}" for each in found.equations]
    lines += [f"  {formula(problem, each)}" for each in found.facets]
    lines += ["", _legend(problem), ""]
    lines += [_condition(found, letter) for letter in ("A", "B")]
    return "\n".join(lines)


def _condition(found: Facets, letter: str) -> str:
    complete = found.condition_a_complete if letter == "A" else found.condition_b_complete
    if complete:
        return f"Condition {letter} is a complete description for this problem: every facet is one of its inequalities."
    verdict = found.condition_a if letter == "A" else found.condition_b
    line = f"Condition {letter} is not complete for this problem"
    if isinstance(verdict.evidence, PassingRule):
        values = zip(found.problem.coordinates, verdict.evidence.rule.values, strict=True)
        rule = ", ".join(f"Q_{agent}({', '.join(rest)}) = {text(q)}" for (agent, *rest), q in values if q)
        line += f": this rule satisfies every one of its inequalities and is not implementable:\n  {rule or 'Q = 0'}"
    return line + "."


def _legend(problem: Problem) -> str:
    upper, last = ("^j", ", o_j") if problem.objects else ("", "")
    names = "; ".join(f"{a}: {', '.join(kinds)}" for a, kinds in zip(problem.agents, problem.types, strict=True))
    return (
        f"Q_i,k{upper} is Q_i(t_k{last}) times the probability of the type; lambda_kl... is the probability of the "
        f"profile (t_k, t_l, ...).\nTypes in order: {names}"
        + (f"; objects in order: {', '.join(problem.objects)}." if problem.objects else ".")
    )
