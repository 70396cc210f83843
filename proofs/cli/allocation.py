"""Commands about problem files: `implement`, `design`, `facets`."""

from __future__ import annotations

import time
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from proofs.cli.app import (
    INTERRUPTED,
    OUT,
    UNDECIDED,
    Answer,
    AsJson,
    Decision,
    Fault,
    Files,
    Out,
    answers_about,
    app,
    complain,
    decided,
    leave_with,
    print_json,
    saved,
)
from proofs.plain import output
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.adjacency import Estimate, Progress
    from proofs.reduced_form.classes.group_design import GroupDesign
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.design.task import Objective
    from proofs.reduced_form.problem.problems import InterimRule, Problem

MOST_PROFILES = 20_000
"""Beyond so many type profiles they are not listed: single objects and interchangeable agents do without."""

MOST_ASSIGNED = 100_000
"""Up to so many type profiles where each agent takes at most one object and the quotas are ceilings on objects."""

FEW_PROFILES = 500
"""Up to so many type profiles agents are not gathered into groups."""


@app.command()
def implement(files: Files, as_json: AsJson = False, out: Out = OUT) -> None:
    """Is the interim rule implementable? An ex post rule with its lotteries, or the violated inequality."""

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.problems import load_either

        problem, rule = load_either(file)
        if rule is None:
            mend = "add the rule to be decided (`proofs design` finds the best one for an objective)"
            raise BadInput(f'{file}: "interim_rule" is missing; {mend}')
        given = rule

        def decide() -> Decision:
            try:
                return _implemented(problem, given)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        return decided(file, f"{name}.implement", decide, out)

    leave_with(answers_about(files, answer), as_json)


def _implemented(problem: Problem | GroupedProblem, rule: InterimRule) -> Decision:
    """Group by group where agents are interchangeable, by thresholds where profiles are too many, else by profiles."""
    from proofs.reduced_form.classes.groups import GroupedProblem

    if isinstance(problem, GroupedProblem):
        from proofs.reduced_form.classes.implementing import implementable_for_groups
        from proofs.report.groups import explain_groups, groups_in_short

        verdict = implementable_for_groups(problem, rule)
        return Decision(verdict, groups_in_short(verdict), explain_groups(verdict))
    refused = ""
    if problem.profile_count > MOST_PROFILES:
        by_thresholds = _by_thresholds(problem, rule)
        if isinstance(by_thresholds, Decision):
            return by_thresholds
        refused = by_thresholds
    found = _in_groups(problem, rule)
    if found is not None:
        return found
    most = MOST_ASSIGNED if refused and _is_assignment(problem) else MOST_PROFILES
    if refused and problem.profile_count > most:
        count = f"{problem.profile_count} type profiles, more than {most}"
        raise ValueError(
            f"{count}, and not a single-object problem: {refused}; nor are there few classes of interchangeable "
            "agents, whom the rule treats alike"
        )
    from proofs.reduced_form.implementation.deciding import implementable
    from proofs.report.implementation import explain_implementation, in_short

    verdict = implementable(problem, rule)
    return Decision(verdict, in_short(verdict), explain_implementation(verdict))


def _is_assignment(problem: Problem) -> bool:
    """Whether agents take at most one object each, under ceilings on objects."""
    from proofs.reduced_form.implementation.separating import of_assignments

    return of_assignments(problem)


def _by_thresholds(problem: Problem, rule: InterimRule) -> Decision | str:
    """The answer for a single object, or why the problem is another."""
    from proofs.reduced_form.implementation.thresholds import single_object
    from proofs.report.thresholds import explain_thresholds

    try:
        verdict = single_object(problem, rule)
    except ValueError as error:
        return str(error)
    explained = explain_thresholds(verdict)
    return Decision(verdict, explained.splitlines()[0], explained)


def _in_groups(problem: Problem, rule: InterimRule) -> Decision | None:
    """The answer by groups of interchangeable agents, if there are such and that is less work by far."""
    found = _fewer_classes(problem)
    if found is None:
        return None
    from proofs.reduced_form.classes.implementing import implementable_for_groups
    from proofs.reduced_form.classes.listed import group_rule
    from proofs.report.groups import explain_groups, groups_in_short, members_in_words

    alike = group_rule(problem, rule, *found)
    if alike is None:
        return None
    grouped, home = found
    verdict = implementable_for_groups(grouped, alike)
    if verdict.holds is None and problem.profile_count <= MOST_PROFILES:
        return None
    words = [members_in_words(home), explain_groups(verdict)]
    return Decision(verdict, groups_in_short(verdict), "\n".join(words))


class Route(StrEnum):
    AUTO = "auto"
    ORBITS = "orbits"
    RAYS = "rays"
    VERTICES = "vertices"
    BOTH = "both"


@app.command()
def design(files: Files, as_json: AsJson = False, out: Out = OUT) -> None:
    """The best implementable, incentive compatible rule for a linear objective, with lotteries that carry it out."""

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.problems import load_either_design
        from proofs.reduced_form.classes.group_design import GroupDesign

        task = load_either_design(file)

        def decide() -> Decision:
            try:
                return _designed_for_groups(task) if isinstance(task, GroupDesign) else _designed(*task)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        return decided(file, f"{name}.design", decide, out)

    leave_with(answers_about(files, answer), as_json)


def _designed(problem: Problem, objective: Objective) -> Decision:
    """By groups of interchangeable agents, if there are such and that is less work by far; else by profiles."""
    from proofs.reduced_form.classes.group_design import GroupDesign
    from proofs.reduced_form.classes.listed import group_objective
    from proofs.reduced_form.design.deciding import design as best
    from proofs.report.design import explain_design
    from proofs.report.groups import members_in_words

    found = _fewer_classes(problem)
    alike = None if found is None else group_objective(problem, objective, *found)
    if found is not None and alike is not None:
        grouped, home = found
        decision = _designed_for_groups(GroupDesign(grouped, alike))
        if decision.verdict.holds is not None:
            return replace(decision, long=f"{members_in_words(home)}\n{decision.long}")
    verdict = best(problem, objective)
    explained = explain_design(verdict)
    return Decision(verdict, explained.splitlines()[0], explained)


def _designed_for_groups(task: GroupDesign) -> Decision:
    from proofs.reduced_form.classes.designing import design_for_groups
    from proofs.report.groups import explain_group_design

    verdict = design_for_groups(task.problem, task.objective)
    explained = explain_group_design(verdict)
    return Decision(verdict, explained.splitlines()[0], explained)


def _fewer_classes(problem: Problem) -> tuple[GroupedProblem, dict[str, str]] | None:
    """The groups of interchangeable agents, where type profiles are many and their classes few."""
    from proofs.reduced_form.classes.counts import MOST_CLASSES, blocks
    from proofs.reduced_form.classes.listed import groups_of

    found = groups_of(problem) if problem.profile_count > FEW_PROFILES else None
    if found is None:
        return None
    sizes = [block.size for block in blocks(found[0])]
    return None if max(sizes) > MOST_CLASSES or 4 * sum(sizes) > problem.profile_count else found


@app.command()
def facets(
    file: Annotated[str, typer.Argument(help="a problem file", metavar="FILE")],
    engine: Annotated[
        Route, typer.Option(help="orbits: from facet to facet, one of each orbit; both: rays and vertices must agree")
    ] = Route.AUTO,
    seconds: Annotated[
        float | None, typer.Option(min=0, help="end the search for facets then, and tell what it has met")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="end it with so many facets, or more; 50000 if left out")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="print every facet, not one of each orbit")] = False,
    latex: Annotated[bool, typer.Option("--latex", help="print the system for a paper, in LY's symbols")] = False,
    symbolic: Annotated[bool, typer.Option("--symbolic", help="in LY's symbols, for any prior")] = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The irredundant description of all implementable interim rules; are Conditions A and B complete?

    The certificate shows the description, the completeness of both conditions, and of each orbit of facets one by
    itself. A search that ends early tells what it has met, with status 3, or 130 after Ctrl-C.
    """
    from proofs.certificates import NotAccepted, certificate
    from proofs.formats.problems import load_problem
    from proofs.reduced_form.facets.completeness import ended_early
    from proofs.reduced_form.facets.listing import facets as listed
    from proofs.report.facets import explain_facets, progress_in_words, size_in_words
    from proofs.report.progress import working

    problem, _ = load_problem(file)
    start = time.perf_counter()
    try:
        with working(f"facets {file}") as shown:

            def tell(progress: Progress, estimate: Estimate) -> None:
                if not shown.how_far and not progress.complete:
                    complain(f"{file}: {size_in_words(problem, estimate)}")
                shown.tell(progress_in_words(progress))

            found = listed(problem, engine.value, seconds, limit, tell)
            verdicts = [found.outcome, found.description, found.condition_a, found.condition_b]
            verdicts += [found.proof(found.facets[orbit[0]]) for orbit in found.orbits]
    except ValueError as error:
        raise BadInput(f"{file}: {error}") from error
    written = certificate([verdict for verdict in verdicts if verdict.holds is not None])
    seconds_taken = time.perf_counter() - start
    try:
        path, checking = saved(written, out, f"{output.names([file])[file]}.facets")
    except NotAccepted as refusal:
        leave_with([Fault(file, refusal)], as_json)
    if as_json:
        took = {"seconds": round(seconds_taken, 3), "checking_seconds": round(checking, 3)}
        print_json({"file": file, **found.to_plain(), "certificate": str(path), **took})
    else:
        print(found.to_latex() if latex else explain_facets(found, symbolic, every))
        if not latex:
            print(f"certificate: {path}  (check it: proofs verify {path})")
    if not found.is_whole:
        complain(f"{file}: not all facets: {ended_early(found.end, len(found.facets))}")
        raise typer.Exit(INTERRUPTED if found.end == "interrupt" else UNDECIDED)
