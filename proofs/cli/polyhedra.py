"""Commands about polyhedra: `project`, `sum`, `volume`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from proofs.cli.domination import check_new
from proofs.cli.programs import infeasible
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from exact.linear import LinearSystem
    from exact.linear.named import Labelled
    from exact.matrices import Name
    from exact.polyhedra import Hull
    from exact.verdicts import Verdict


class Engine(StrEnum):
    PPL = "ppl"
    CDDLIB = "cddlib"
    BOTH = "both"


EngineOption = Annotated[Engine, typer.Option(help="who lists extreme rays; both: PPL and cddlib must agree")]
Write = Annotated[Path | None, typer.Option("--write", help="write the result in cddlib's format", metavar="FILE")]


@app.command()
def project(
    file: Annotated[
        str, typer.Argument(help="a system: .lp, .mps, JSON (program, matrix), cddlib's .ine", metavar="FILE")
    ],
    onto: Annotated[
        list[str] | None,
        typer.Option("--onto", help="variables that stay, as x,y; can be repeated", metavar="NAMES"),
    ] = None,
    engine: EngineOption = Engine.PPL,
    write: Write = None,
    every: Whole = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """What a linear system says of some of its variables: its projection, by inequalities of which none can be spared.

    By the extreme rays of the projection cone (LY, Lemma 2). Each inequality comes with the multiples of rows and
    bounds that add up to it, and each vertex and ray of the result with values of the other variables, so that all of
    it is reached. Without --onto a line `project` or `eliminate` of an .ine file names the columns. Status 1 says that
    the system has no solution; then a conflict is told as `proofs lp` tells it.
    """

    def answer(file: str, name: str) -> Answer:
        from exact.projections import Projection, projection
        from proofs.formats.systems import load_system
        from proofs.report import polyhedra as words
        from proofs.report.systems import spoken

        labelled, notes, asked = load_system(file)
        for note in notes:
            complain(note)
        columns = _named(labelled.system, onto, file) if onto else asked
        if columns is None:
            first = spoken(labelled.system.variables[0]) if labelled.system.variables else "x"
            raise BadInput(f"{file}: name the variables that are to stay, for example --onto {first}")

        def decide() -> Decision:
            verdict = _aside(projection, labelled.system, columns, engine.value)
            if not isinstance(verdict.statement, Projection):
                return infeasible(file, labelled)
            return Decision(
                verdict,
                words.projection_in_short(verdict),
                words.explain_projection(labelled, verdict),
                (),
                words.projection_to_plain(labelled, verdict),
            )

        found = decided(
            file, certificate_name(name, "project", ",".join(map(str, onto or ()))), in_full(every, decide), out
        )
        if write is not None and isinstance(found.decision.verdict.statement, Projection):
            _write(found.decision.verdict.statement.result, write)
        return found

    if write is not None:
        check_new(write)

    leave_with(answers_about([file], answer), as_json)


@app.command(name="sum")
def minkowski_sum(
    files: Annotated[
        list[str], typer.Argument(help="polyhedra: cddlib's .ine and .ext, .lp, .mps, JSON", metavar="FILE...")
    ],
    engine: EngineOption = Engine.PPL,
    write: Write = None,
    every: Whole = False,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The Minkowski sum of polyhedra, by inequalities of which none can be spared.

    It is all sums of one point of each, coordinate by coordinate in the order of the files. The polyhedra may be given
    by rows or by points, rays and lines. The sum is a projection, shown as `proofs project` shows one: each inequality
    with the multiples of rows that add up to it, each vertex with points of the files that add up to it. Status 1 says
    that one of the files has no solution.
    """

    def answer(file: str, name: str) -> Answer:
        from exact.linear.named import Labelled
        from exact.projections import Projection, projection
        from exact.sums import sum_system
        from proofs.formats.systems import load_either
        from proofs.plain.output import names
        from proofs.report import polyhedra as words

        summands = []
        for each in files:
            given, notes = load_either(each)
            for note in notes:
                complain(note)
            if isinstance(given, Hull) and not given.points:
                raise BadInput(f"{each}: there is no point and no ray, so nothing is generated")
            summands.append(given)
        try:
            whole = sum_system([each.system if isinstance(each, Labelled) else each for each in summands])
        except ValueError as error:
            raise BadInput(f"{file}: {error}") from error
        labelled = Labelled(whole, words.sum_labels(list(zip(files, summands, strict=True))))
        columns = whole.variables[: _dimension(summands[0])]

        def decide() -> Decision:
            verdict = _aside(projection, whole, columns, engine.value)
            if not isinstance(verdict.statement, Projection):
                return infeasible(file, labelled)
            more = {**words.projection_to_plain(labelled, verdict), "answer": "sum"}
            short, told = words.projection_in_short(verdict), words.explain_sum(labelled, verdict)
            return Decision(verdict, short, told, (), more)

        stems = "+".join(names(files)[each] for each in files)
        found = decided(file, certificate_name(stems, "sum", ""), in_full(every, decide), out)
        if write is not None and isinstance(found.decision.verdict.statement, Projection):
            _write(found.decision.verdict.statement.result, write)
        return found

    from exact.polyhedra import Hull

    if write is not None:
        check_new(write)
    leave_with(answers_about([" + ".join(files)], answer), as_json)


def _dimension(given: Labelled | Hull) -> int:
    from exact.polyhedra import Hull

    return given.dimension if isinstance(given, Hull) else len(given.system.variables)


@app.command()
def volume(
    files: Annotated[
        list[str], typer.Argument(help="polytopes: cddlib's .ine and .ext, .lp, .mps, JSON", metavar="FILE...")
    ],
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The volume of a polytope, exactly, given by rows or by points.

    The checker cuts it into simplices again. A polytope that has not the dimension of its space has volume 0. Status 1
    says that the rows have no solution.
    """

    def answer(file: str, name: str) -> Answer:
        from exact.polyhedra import Hull
        from proofs.formats.systems import load_either

        given, notes = load_either(file)
        for note in notes:
            complain(note)

        def decide() -> Decision:
            from exact.double_descriptions import pair, system_of
            from exact.polyhedra import constraints
            from exact.polytopes import Volume, polytope_volume
            from exact.rationals import text

            others: tuple[Verdict, ...] = ()
            if isinstance(given, Hull):
                if not given.points:
                    raise BadInput(f"{file}: there is no point and no ray, so nothing is generated")
                system = system_of(constraints(given))
                others = (pair(system, given, "rows"),)
            else:
                system = given.system
            try:
                verdict = _aside(polytope_volume, system)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error
            if not isinstance(verdict.statement, Volume):
                assert not isinstance(given, Hull), "a hull of points is not empty"
                return infeasible(file, given)
            value = text(verdict.statement.value)
            more = {"answer": "volume", "value": value, "dimension": len(system.variables)}
            return Decision(verdict, f"volume {value}", f"The volume is {value}.", others, more)

        return decided(file, certificate_name(name, "volume", ""), decide, out)

    leave_with(answers_about(files, answer), as_json)


def _named(system: LinearSystem, onto: list[str], file: str) -> tuple[Name, ...]:
    """The variables that `--onto` names: one of them, or several with commas between."""
    from proofs.report.systems import spoken

    known = {spoken(name): name for name in system.variables}
    listed: list[Name] = []
    for given in onto:
        parts = [given] if given in known else [part.strip() for part in given.split(",")]
        for part in parts:
            if part not in known:
                some = ", ".join(list(known)[:12]) + (", ..." if len(known) > 12 else "")
                raise BadInput(f'{file}: "{part}" is no variable; the variables are {some}')
            if known[part] in listed:
                raise BadInput(f'{file}: "{part}" is named twice')
            listed.append(known[part])
    return tuple(listed)


def _aside(work: Callable[..., Verdict], *given: Any) -> Verdict:
    """The work in a process of its own, which an interrupt ends. Raises `BadInput` where an engine is missing."""
    from exact import aside
    from exact.cones import MissingEngineError

    try:
        return aside.done(work, *given)
    except MissingEngineError as error:
        raise BadInput(str(error)) from error


def _write(described: LinearSystem | Hull, path: Path) -> None:
    """Write rows (.ine) or generators (.ext) for cddlib."""
    from exact.double_descriptions import polyhedron_of
    from exact.polyhedra import Hull
    from proofs.formats import cones

    text = cones.write(described if isinstance(described, Hull) else polyhedron_of(described))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    complain(f"{path}: written")
