"""Commands about problem files: `implement`, `design`, `facets`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proofs.cli.answers import UNDECIDED, Answer, Decision
from proofs.cli.app import (
    INTERRUPTED,
    OUT,
    AsJson,
    At,
    Fault,
    Files,
    Out,
    Whole,
    answers_about,
    app,
    complain,
    decided,
    leave_with,
    names_at,
    print_json,
    saved,
    values_of,
)
from proofs.cli.for_all_values import designed_for_all, implemented_for_all, opened
from proofs.cli.forms import document_asked
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from exact.verdicts import Verdict
    from proofs.reduced_form.classes.group_design import GroupDesign
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.design.task import Objective
    from proofs.reduced_form.problem.problems import InterimRule, Problem

Drawn = Annotated[
    Path | None,
    typer.Option("--svg", help="draw the answer for all values of the parameters to a file", metavar="FILE"),
]


MOST_ASSIGNED = 100_000
"""Up to so many type profiles where each agent takes at most one object and the quotas are ceilings on objects."""

FEW_PROFILES = 500
"""Up to so many type profiles agents are not gathered into groups."""


@app.command()
def implement(
    files: Files,
    workers: Annotated[
        int,
        typer.Option(min=0, help="processes that share the type profiles, if these are many (0: only this one)"),
    ] = 0,
    scheduler: Annotated[str | None, typer.Option(help="a Dask scheduler that does, tcp://host:port")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="go on where an interrupted search ended")] = False,
    every: Whole = False,
    at: At = None,
    svg: Drawn = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Is the interim rule implementable? An ex post rule with its lotteries, or the violated inequality.

    If the file has parameters that --at gives no values: for which of their values, exactly.
    """
    values = values_of(at)
    with _executors(workers, scheduler) as executors:
        search = _Search(executors, resume, out, len(files) > 1, every)
        leave_with(answers_about(files, _implementing(search, values, svg), values), as_json)


@dataclass(frozen=True)
class _Search:
    """Who searches, whether from where an earlier search ended, and where it writes.

    Of several files the earlier search may have answered some, and not begun with others: these are asked anew.
    """

    executors: tuple[Executor, ...]
    resume: bool
    out: Path
    several: bool
    every: bool


@contextmanager
def _executors(workers: int, scheduler: str | None) -> Iterator[tuple[Executor, ...]]:
    if workers == 0 and scheduler is None:
        yield ()
        return
    from proofs.hunt.executors import executor

    with executor(workers, scheduler) as found:
        yield tuple(found) if isinstance(found, list) else (found,)


def _implementing(search: _Search, at: Mapping[str, Fraction], svg: Path | None) -> Callable[[str, str], Answer]:
    def answer(file: str, name: str) -> Answer:
        from proofs.formats.problems import either_from_plain

        task = opened(file, either_from_plain, at)
        if task.left:
            return decided(
                file,
                f"{name}.implement",
                lambda: _told(search.every, lambda: implemented_for_all(task, svg)),
                search.out,
            )
        problem, rule = task.member()
        if svg is not None:
            raise BadInput("--svg draws where a rule is implementable for two parameters; this file leaves none open")
        if rule is None:
            mend = "add the rule to be decided (`proofs design` finds the best one for an objective)"
            raise BadInput(f'{file}: "interim_rule" is missing; {mend}')
        given = rule

        def decide() -> Decision:
            try:
                return _told(search.every, lambda: _implemented(problem, given, search, f"{name}.implement"))
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        return decided(file, f"{name}.implement", decide, search.out)

    return answer


def _told(every: bool, decide: Callable[[], Decision]) -> Decision:
    """The decision in words, with long lists whole; or cut, and then with how much is left out."""
    from exact.showing.display import counted
    from proofs.report.layout import printing

    with printing(every) as lists:
        decision = decide()
    if not lists.left_out:
        return decision
    left_out = counted(lists.left_out, "line of long lists is", "lines of long lists are")
    return replace(decision, long=f"{decision.long}\n({left_out} left out; --all prints them)")


def _implemented(problem: Problem | GroupedProblem, rule: InterimRule, search: _Search, name: str) -> Decision:
    """Group by group where agents are interchangeable, by thresholds where profiles are too many, else by profiles."""
    from proofs.reduced_form.classes.groups import GroupedProblem
    from proofs.reduced_form.implementation.deciding import MOST_WRITTEN

    if isinstance(problem, GroupedProblem):
        from proofs.reduced_form.classes.implementing import implementable_for_groups
        from proofs.report.groups import explain_groups, groups_in_short

        verdict = implementable_for_groups(problem, rule)
        return Decision(verdict, groups_in_short(verdict), explain_groups(verdict))
    refused = ""
    if problem.profile_count > MOST_WRITTEN:
        by_thresholds = _by_thresholds(problem, rule)
        if isinstance(by_thresholds, Decision):
            return by_thresholds
        refused = by_thresholds
    found = _in_groups(problem, rule)
    if found is not None:
        return found
    most = MOST_ASSIGNED if refused and _is_assignment(problem) else MOST_WRITTEN
    if refused and problem.profile_count > most:
        count = f"{problem.profile_count} type profiles, more than {most}"
        raise ValueError(
            f"{count}, and not a single-object problem: {refused}; nor are there few classes of interchangeable "
            "agents, whom the rule treats alike"
        )
    from proofs.report.implementation import explain_implementation, in_short

    verdict = _searched(problem, rule, search, name)
    return Decision(verdict, in_short(verdict), explain_implementation(verdict))


def _searched(problem: Problem, rule: InterimRule, search: _Search, name: str) -> Verdict:
    """The verdict; what is asked on the way is told, and kept for an interrupted search to be gone on with."""
    from proofs.reduced_form.implementation.deciding import MANY_PROFILES, Implementable, implementable

    if problem.profile_count < MANY_PROFILES:
        return implementable(problem, rule)
    from proofs.formats.asked import AskedJournal
    from proofs.reduced_form.implementation.separating import Asked, Asking
    from proofs.report.progress import tell

    path = search.out / f"{name}.asked.jsonl"
    resume = search.resume and (path.exists() or not search.several)
    journal = AskedJournal(path, Implementable(problem, rule), resume)
    met = len(journal.known)

    def heard(asked: Asked) -> None:
        nonlocal met
        met += 1
        journal.add(asked)
        tell(f"{met} best ex post rules")

    try:
        verdict = implementable(problem, rule, Asking(search.executors, journal.known, heard))
    except KeyboardInterrupt:
        if met:
            complain(f"{met} best ex post rules asked for; go on with --resume")
        raise
    journal.remove()
    return verdict


def _is_assignment(problem: Problem) -> bool:
    """Whether agents take at most one object each, under ceilings on objects."""
    from proofs.reduced_form.implementation.best_outcomes import of_assignments

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
    from proofs.reduced_form.implementation.deciding import MOST_WRITTEN
    from proofs.report.groups import explain_groups, groups_in_short, members_in_words

    alike = group_rule(problem, rule, *found)
    if alike is None:
        return None
    grouped, home = found
    verdict = implementable_for_groups(grouped, alike)
    if verdict.holds is None and problem.profile_count <= MOST_WRITTEN:
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
def design(
    files: Files,
    every: Whole = False,
    at: At = None,
    svg: Drawn = None,
    latex: Annotated[
        bool, typer.Option("--latex", help="print the best value as a formula by cases, if the file has a parameter")
    ] = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The best implementable, incentive compatible rule for a linear objective, with lotteries that carry it out.

    If the file has a parameter that --at gives no value: for all of its values, with the best value as a formula.
    """
    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.problems import either_design_from_plain
        from proofs.reduced_form.classes.group_design import GroupDesign

        given = opened(file, either_design_from_plain, values)
        if given.left:
            told = partial(_told, every, lambda: designed_for_all(given, svg, latex))
            return decided(file, f"{name}.design", told, out)
        if svg is not None or latex:
            raise BadInput(
                "--svg and --latex show how the best value moves with a parameter; this file leaves none open"
            )
        task = given.member()

        def decide() -> Decision:
            try:
                if isinstance(task, GroupDesign):
                    return _told(every, partial(_designed_for_groups, task))
                return _told(every, partial(_designed, *task))
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        return decided(file, f"{name}.design", decide, out)

    leave_with(answers_about(files, answer, values), as_json)


def _designed(problem: Problem, objective: Objective) -> Decision:
    """By groups of interchangeable agents, if there are such and that is less work by far; else by profiles."""
    from proofs.reduced_form.classes.group_design import GroupDesign
    from proofs.reduced_form.classes.listed import group_objective
    from proofs.reduced_form.design.deciding import design as best
    from proofs.reduced_form.design.task import Design
    from proofs.report.design import explain_design
    from proofs.report.groups import members_in_words

    found = None if Design(problem, objective).beyond else _fewer_classes(problem)
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


class System(StrEnum):
    """LY's systems for two agents."""

    TRADE = "31-32"
    COMPROMISE = "33-34"


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
    quotas: Annotated[
        bool, typer.Option("--quotas", help="the same with right sides in the quotas b and c, and how far they hold")
    ] = False,
    svg: Annotated[
        Path | None, typer.Option("--svg", help="draw two or three coordinates to a file (see --axis)", metavar="FILE")
    ] = None,
    ends: Annotated[
        bool, typer.Option("--ends", help="which facets remain where a parameter of the prior makes types impossible")
    ] = False,
    against: Annotated[
        System | None,
        typer.Option(help="which facets does LY's system for two agents contain, and which does it miss"),
    ] = None,
    axis: Annotated[
        list[str] | None,
        typer.Option("--axis", help="a coordinate to draw: an agent or a group, its type, the object", metavar="I,T,J"),
    ] = None,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The irredundant description of all implementable interim rules; are Conditions A and B complete?

    The certificate shows the description, the completeness of both conditions, and of each orbit of facets one by
    itself. For groups with sizes these are the rules that are the same for all agents of a group, in one statement. A
    search that ends early tells what it has met, with status 3, or 130 after Ctrl-C.

    The system is the same for every positive prior. If the prior has a parameter, --ends tells what becomes of it at
    the ends of the range where types or profiles are impossible.

    --against 31-32 (trade) or 33-34 (a public outcome of two agents) asks whether that system describes the rules; for
    what it misses there is a rule that satisfies it and is not implementable.
    """
    from proofs.certificates import NotAccepted, certificate
    from proofs.cli.describing import (
        Asked,
        answer_against,
        described,
        described_at_the_ends,
        described_for_all,
        draw,
    )
    from proofs.formats.problems import either_from_plain
    from proofs.report.progress import working

    if axis and svg is None:
        raise BadInput("--axis names what --svg draws; give --svg FILE, too")
    if latex and quotas:
        raise BadInput("--latex writes right sides in the prior alone; leave out --quotas, or --latex")
    if ends and (latex or quotas or symbolic or svg or seconds is not None or limit is not None):
        raise BadInput("--ends goes with --engine, --all, --at, --json and --out alone; leave out the other options")
    if against is not None and (latex or quotas or symbolic or svg or ends):
        raise BadInput("--against goes with --engine, --seconds, --limit, --all, --at, --json and --out alone")
    values = values_of(at)
    if against is not None:
        asked = Asked(engine.value, seconds, limit, every, "numbers")
        leave_with(answers_about([file], answer_against(against.value, asked, values, out), values), as_json)
    form = "latex" if latex else "quotas" if quotas else "symbolic" if symbolic else "numbers"
    asked = Asked(engine.value, seconds, limit, every, form)
    start = time.perf_counter()
    try:
        with working(f"facets {file}") as shown:
            if ends:
                found = described_at_the_ends(opened(file, either_from_plain, values), asked)
            elif (task := opened(file, either_from_plain, values)).left:
                if svg is not None:
                    raise BadInput("--svg draws the rules for one value of a parameter; give it with --at")
                found = described_for_all(task, asked, shown)
            else:
                problem, rule = task.member()
                found = described(file, problem, asked, shown)
                if svg is not None:
                    draw(problem, rule, axis or [], svg)
    except BadInput:
        raise
    except ValueError as error:
        raise BadInput(f"{file}: {error}") from error
    written = certificate(found.verdicts)
    taken = time.perf_counter() - start
    try:
        path, checking = saved(written, out, f"{names_at([file], values)[file]}.facets{'.ends' * ends}")
    except NotAccepted as refusal:
        leave_with([Fault(file, refusal)], as_json)
    document = document_asked()
    if as_json:
        took = {"seconds": round(taken, 3), "checking_seconds": round(checking, 3)}
        print_json({"file": file, **found.plain, "certificate": str(path), **took})
    elif document is not None:
        print(document([Answer(file, found.decision, path, taken, checking).on_a_page()]))
    else:
        print(found.words)
        if not latex:
            print(f"certificate: {path}  (check it: proofs verify {path})")
    if found.unfinished:
        complain(f"{file}: not all facets: {found.unfinished}")
        raise typer.Exit(INTERRUPTED if found.interrupted else UNDECIDED)
