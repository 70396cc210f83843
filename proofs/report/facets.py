"""The implementable interim rules of a problem in words: equations, facets, and whether the conditions suffice."""

from __future__ import annotations

from exact.adjacency import Estimate, Progress
from exact.showing.display import counted, told_number
from proofs.reduced_form.facets.completeness import ended_early
from proofs.reduced_form.facets.descriptions import PassingRule
from proofs.reduced_form.facets.formulas import formula, symbolic_formula
from proofs.reduced_form.facets.listing import Facets
from proofs.reduced_form.facets.normal_forms import MOST_ORBITS, least_coefficients
from proofs.reduced_form.facets.relations import Relations, relations, written
from proofs.reduced_form.facets.summands import RuleInequality, Summands
from proofs.reduced_form.problem.problems import Problem, value_name
from proofs.report.cones import FEW


def explain_facets(found: Facets, symbolic: bool = False, every: bool = False, quotas: bool = False) -> str:
    """Its size, whether Conditions A and B are complete, and then the system with a legend.

    The system is written in numbers and names or, if `symbolic`, in LY's symbols, for every prior; with `quotas` in the
    floors and ceilings, too, and how far that holds. Of more than `FEW` facets only one of each orbit is written,
    unless `every` one is asked for. Raises `ValueError` where capacities are no linear forms in the quotas.
    """
    if not isinstance(found, Facets):
        raise TypeError(f"explain_facets: what facets(problem) returns was expected, not {type(found).__name__}")
    problem = found.problem
    if not found.outcome:
        return "No interim rule is implementable: some type profile has no feasible outcome."
    lines = [
        f"The implementable interim rules have dimension {found.dimension} of {len(problem.coordinates)}: "
        f"{counted(len(found.equations), 'equation')} and {counted(len(found.facets), 'facet')}{_orbits(found)}."
    ]
    if not found.is_whole:
        lines.append(f"These are not all for certain: {ended_early(found.end, len(found.facets))}.")
    lines += [_condition(found, letter) for letter in ("A", "B")]
    several = not every and len(found.facets) > FEW and len(found.orbits) < len(found.facets)
    chosen = [orbit[0] for orbit in found.orbits] if several else range(len(found.facets))
    rows = (*found.equations, *(found.facets[k] for k in chosen))
    system = relations(problem, rows[: len(found.equations)], rows[len(found.equations) :], quotas) if quotas else None
    if system is not None:
        told = [written(each) for each in (*system.equations, *system.facets)]
    else:
        told = [(symbolic_formula if symbolic else formula)(problem, each) for each in rows]
    if several:
        lines += ["", "The equations, and of each orbit one facet:" if found.equations else "One facet of each orbit:"]
        others = ["" for _ in found.equations] + [_others(orbit) for orbit in found.orbits]
        lines += [f"  {line}{more}" for line, more in zip(told, others, strict=True)]
    else:
        lines += ["", "The equations and facets:" if found.equations else "The facets:"]
        lines += [f"  {line}" for line in told]
    families = [] if quotas else _families(found, symbolic)
    lines += [*families, "", symbols_in_words(problem) if symbolic or quotas else _legend(problem)]
    return "\n".join(lines if system is None else [*lines, *_quotas(system)])


def _quotas(system: Relations) -> list[str]:
    """What the quotas are, and how far the right sides hold."""
    symbols = [symbol for symbol in system.numbers if symbol.name[0] in "bc"]
    meanings = system.meanings()
    lines = [f"  {symbol} is {meanings[symbol]}, here {system.numbers[symbol]}" for symbol in symbols]
    whole = "" if system.problem.divisible else "integer "
    lines = ["The quotas:", *lines, f"Each of these is true, and as tight as it can be, for all {whole}quotas with"]
    lines += [f"  {written(each)}" for each in system.holds_while]
    return [*lines, "That no facet is missing, and the certificate, are about the quotas of the problem itself."]


def _families(found: Facets, symbolic: bool) -> list[str]:
    """One facet of each orbit as a reader would write it; what LY do not state; the coefficients needed."""
    if not found.facets:
        return []
    if found.forms is None:
        return ["", f"Families are not told of more than {MOST_ORBITS} orbits."]
    tell = symbolic_formula if symbolic else formula
    orbits = ", one of each orbit" if len(found.orbits) < len(found.facets) else ""
    shortest = ", in the shortest form up to the equations" if found.equations else ""
    lines = ["", f"By families{orbits}{shortest}:"]
    for form in found.forms[:FEW]:
        where = f"{form.family}, missed by LY" if form.missed else form.family
        lines.append(f"  {where} ({counted(form.count, 'facet')}): {tell(found.problem, form.inequality)}")
    if len(found.forms) > FEW:
        lines.append(f"  and {counted(len(found.forms) - FEW, 'orbit')} more (--json has all)")
    least = least_coefficients(found.forms)
    missed = sum(form.count for form in found.forms if form.missed)
    suffice = (
        f"Coefficients of the weighted variables from {-least} to {least} suffice"
        if least is not None
        else "Which coefficients suffice is not known, for too many forms would have to be tried"
    )
    return [*lines, f"{suffice}; {counted(missed, 'facet') if missed else 'no facet'} missed by LY's inequalities."]


def size_in_words(problem: Problem, estimate: Estimate) -> str:
    """What there is to be listed, before a search for facets goes on."""
    points = Summands.of(problem).points
    return (
        f"{counted(len(problem.coordinates), 'coordinate')}, {counted(sum(map(len, points)), 'outcome')} over "
        f"{counted(problem.profile_count, 'type profile')}; by a first look about {counted(estimate.members, 'facet')} "
        f"in {counted(estimate.orbits, 'orbit')}, and often many more"
    )


def progress_in_words(progress: Progress) -> str:
    """How far a search for facets is."""
    return f"{counted(progress.met, 'facet')} in {counted(progress.orbits, 'orbit')}, {progress.gone} of them done"


def _orbits(found: Facets) -> str:
    """In how many orbits the facets are, and what is exchanged within one."""
    if len(found.orbits) == len(found.facets):
        return ""
    return f" in {counted(len(found.orbits), 'orbit')} (exchanging {found.alike})"


def _others(orbit: tuple[int, ...]) -> str:
    return f"    (and {counted(len(orbit) - 1, 'other')} like it)" if len(orbit) > 1 else ""


def _condition(found: Facets, letter: str) -> str:
    complete = found.condition_a_complete if letter == "A" else found.condition_b_complete
    if complete:
        return f"Condition {letter} is a complete description for this problem: every facet is one of its inequalities."
    if complete is None:
        return f"Whether Condition {letter} is complete is open: all facets that were met are inequalities of it."
    verdict = found.condition_a if letter == "A" else found.condition_b
    line = f"Condition {letter} is not complete for this problem"
    if isinstance(verdict.evidence, PassingRule):
        line += ": this rule satisfies every one of its inequalities and is not implementable:"
        return "\n".join([line, *_beyond(found, verdict.evidence)])
    return line + "."


def _beyond(found: Facets, evidence: PassingRule) -> list[str]:
    """The rule, and the facet or equation that it violates."""
    problem, shown = found.problem, evidence.inequality
    values = zip(problem.coordinates, evidence.rule.values, strict=True)
    rule = ", ".join(f"{value_name(coordinate)} = {told_number(q)}" for coordinate, q in values if q)
    violated = RuleInequality(shown.coefficients, tuple(entry.bound for entry in shown.bounds))
    kind = "this facet" if violated in found.facets else "this, which follows from the equations"
    turned = max(f for _, f in shown.coefficients) < 0
    reached = shown.left(problem, evidence.rule)
    return [
        f"  {rule or 'Q = 0'}",
        f"It violates {kind}:",
        f"  {formula(problem, violated)}, for its left side is {told_number(-reached if turned else reached)}.",
    ]


def _legend(problem: Problem) -> str:
    what = "sees alternative j" if problem.public else "receives of object j" if problem.objects else "receives"
    often = "how often" if problem.public else "how much"
    return (
        f"Q_i({'t, j' if problem.objects else 't'}) is {often} agent i {what} on average, given that it is of type t.\n"
        "A coefficient contains the probability of the type, bounds those of the type profiles (--symbolic: any prior)."
    )


def symbols_in_words(problem: Problem) -> str:
    """What LY's symbols stand for in this problem."""
    upper, last = ("^j", ", o_j") if problem.objects else ("", "")
    names = "; ".join(f"{a}: {', '.join(kinds)}" for a, kinds in zip(problem.agents, problem.types, strict=True))
    return (
        f"Q_i,k{upper} is Q_i(t_k{last}) times the probability of the type; lambda_kl... is the probability of the "
        f"profile (t_k, t_l, ...).\nTypes in order: {names}"
        + (f"; objects in order: {', '.join(problem.objects)}." if problem.objects else ".")
    )
