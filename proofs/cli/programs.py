"""Commands about linear programs and systems of inequalities: `lp`, `redundant`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proofs.cli.answers import Answer, Decision
from proofs.cli.app import (
    OUT,
    AsJson,
    Out,
    Whole,
    answers_about,
    app,
    certificate_name,
    complain,
    decided,
    in_full,
    leave_with,
)
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.integer import SoFar
    from exact.linear.conflicts import Conflict
    from exact.linear.named import Labelled, Program


@app.command()
def lp(
    files: Annotated[
        list[str], typer.Argument(help="linear programs: .lp, .mps, cddlib's .ine, or JSON", metavar="FILE...")
    ],
    integer: Annotated[bool, typer.Option("--integer", help="let all variables be integers")] = False,
    relax: Annotated[bool, typer.Option("--relax", help="let integer variables be any numbers")] = False,
    seconds: Annotated[
        float | None, typer.Option(min=0, help="of integers: give up then, with the best point by then")
    ] = None,
    vipr: Annotated[
        Path | None,
        typer.Option("--vipr", metavar="FILE", help="write the certificate in the format VIPR too"),
    ] = None,
    every: Whole = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The optimum of a linear program, exactly, or the rows and bounds that contradict each other.

    Decimals are read as they are written: 0.1 is a tenth. The optimum comes with a point that attains it, and
    multipliers that bound it. If there is no solution, a conflict is named of which no row and no bound can be spared,
    with the multipliers that add up to a contradiction; if there is no optimum, a direction in which the objective
    improves for ever. Status 1 says that there is no solution.

    Variables that a file declares to be integers are integers, with --integer all are. Then a branching tree shows that
    no integer point is better, or that there is none. After --seconds, and after Ctrl-C, the best point by then is
    told.
    """
    if vipr is not None and len(files) > 1:
        raise BadInput("--vipr names the certificate of one program; give one file")
    if vipr is not None and vipr.suffix.lower() != ".vipr":
        raise BadInput(f"--vipr {vipr}: `proofs verify` knows such certificates by the end .vipr of their name")
    if integer and relax:
        raise BadInput("--integer lets all variables be integers, and --relax none; give one of them")

    def answer(file: str, name: str) -> Answer:
        from exact.linear.named import system_of
        from proofs.formats.programs import load_program

        program = load_program(file)
        for note in program.notes:
            complain(note)
        if integer:
            program = replace(program, integers=program.variables)
        labelled = system_of(program)
        relaxed = not program.integers or relax

        def decide() -> Decision:
            return _decided(file, program, labelled) if relaxed else _in_integers(file, program, labelled, seconds)

        reading = "integer" if integer else "relax" if relax and program.integers else ""
        found = decided(file, certificate_name(name, "lp", reading), in_full(every, decide), out)
        if vipr is None:
            return found
        return _with_vipr(found, replace(program, integers=()) if relax else program, labelled, vipr)

    leave_with(answers_about(files, answer), as_json)


@app.command()
def redundant(
    files: Annotated[
        list[str],
        typer.Argument(help="systems: .lp, .mps, JSON (programs, matrices), cddlib's .ine", metavar="FILE..."),
    ],
    every: Whole = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Which rows and bounds of a linear system are implied by which others, and which inequalities are equations.

    By linear programs, not by a double description. What is implied is left out one after another, the last first; it
    comes with the multiples of rows that stay which add up to it, or to more. Nothing that stays is implied by the rest
    of what stays, and the certificate shows that too. Status 1 says that the system has no solution; then a conflict is
    told as `proofs lp` tells it.
    """

    def answer(file: str, name: str) -> Answer:
        from exact.linear.redundancy import redundancy
        from proofs.formats.systems import load_system
        from proofs.report import programs as words

        labelled, notes, _ = load_system(file)
        for note in notes:
            complain(note)

        def decide() -> Decision:
            found = redundancy(labelled.system)
            if found is None:
                return infeasible(file, labelled)
            return Decision(
                found.solution,
                words.redundancy_in_short(found),
                words.explain_redundancy(labelled, found),
                found.verdicts[1:],
                words.redundancy_to_plain(labelled, found),
            )

        return decided(file, certificate_name(name, "redundant", ""), in_full(every, decide), out)

    leave_with(answers_about(files, answer), as_json)


def _with_vipr(found: Answer, program: Program, labelled: Labelled, path: Path) -> Answer:
    """The answer with its certificate in the format VIPR as well, where that can state it; its checker is asked."""
    from proofs import vipr
    from proofs.certificates import NotAccepted
    from proofs.formats.vipr import vipr_of

    try:
        content = vipr_of(program, labelled, found.decision.verdict)
    except ValueError as error:
        complain(f"{path} is not written: {error}")
        return found
    try:
        vipr.check(content)
    except (vipr.Refused, vipr.NotACertificate) as error:
        raise NotAccepted(f"{path}: {error}", {}) from error
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from error
    decision = found.decision
    told = f"{decision.long}\nin the format VIPR: {path}"
    return replace(found, decision=replace(decision, long=told, more={**decision.more, "vipr": str(path)}))


def _decided(file: str, program: Program, labelled: Labelled) -> Decision:
    """The answer about a program whose variables are any numbers."""
    from exact.linear import FarkasVector, feasibility, optimum
    from exact.linear.conflicts import irreducible
    from proofs.report import programs as words

    system = labelled.system
    verdict = feasibility(system) if program.sense is None else optimum(system, program.objective, program.sense)
    if isinstance(verdict.evidence, FarkasVector):
        return _contradiction(file, labelled, irreducible(system, verdict.evidence))
    return Decision(
        verdict,
        words.program_in_short(program, verdict),
        words.explain_program(program, labelled, verdict),
        (),
        words.program_to_plain(program, labelled, verdict),
    )


def _in_integers(file: str, program: Program, labelled: Labelled, seconds: float | None) -> Decision:
    """The answer about a program some of whose variables are integers; a conflict where it has no solution at all."""
    from exact.integer import SearchInterrupted, SearchStopped
    from exact.linear import feasibility
    from exact.mixed_integer import NoIntegerPoint, integer_feasibility, integer_optimum
    from proofs.report import integer_programs as words

    system = labelled.system
    try:
        if program.sense is None:
            verdict = integer_feasibility(system, program.integers, seconds=seconds)
        else:
            verdict = integer_optimum(system, program.objective, program.sense, program.integers, seconds=seconds)
    except SearchStopped as stopped:
        return _so_far(program, labelled, stopped.found, f"the time was over after {seconds:g} s")
    except SearchInterrupted as stopped:
        if stopped.found.point is None:
            raise
        return replace(_so_far(program, labelled, stopped.found, "interrupted"), interrupted=True)
    if isinstance(verdict.evidence, NoIntegerPoint) and not feasibility(system):
        return _decided(file, program, labelled)
    return Decision(
        verdict,
        words.in_short(program, verdict),
        words.explain(program, labelled, verdict),
        (),
        words.to_plain(program, labelled, verdict),
    )


def _so_far(program: Program, labelled: Labelled, found: SoFar, why: str) -> Decision:
    """What a search for the best integer point had found when it ended early."""
    from exact.verdicts import Undecided, Verdict
    from proofs.report import integer_programs as words

    asked, shown = words.known(program, labelled, found)
    left_open = Verdict(asked, None, Undecided((f"{why}; {found}",)))
    told = words.explain_so_far(program, labelled, found, why)
    more = words.to_plain(program, labelled, left_open) | words.best_to_plain(program, labelled, found)
    short = f"undecided; the best so far has the value {more['value']}" if shown else "undecided"
    return Decision(left_open, short, told, shown, more)


def infeasible(file: str, labelled: Labelled) -> Decision:
    """There is no solution, because of an irreducible conflict. For a system that has none."""
    from exact.linear.conflicts import conflict

    why = conflict(labelled.system)
    assert why is not None
    return _contradiction(file, labelled, why)


def _contradiction(file: str, labelled: Labelled, conflict: Conflict) -> Decision:
    """There is no solution, because of these rows and bounds, of which none can be spared."""
    from proofs.report import programs as words

    if not conflict.others:
        complain(f"{file}: the certificate shows the conflict, and not that each of its members is needed")
    return Decision(
        conflict.verdict,
        words.conflict_in_short(conflict),
        words.explain_conflict(labelled, conflict),
        conflict.others,
        words.conflict_to_plain(labelled, conflict),
    )
