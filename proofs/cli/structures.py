"""The command `structure`: what a constraint structure or a system of quotas is, and what theorems would conclude."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from proofs.cli.answers import Answer, Decision
from proofs.cli.app import (
    OUT,
    AsJson,
    At,
    Out,
    answers_about,
    app,
    certificate_name,
    decided,
    leave_with,
    values_of,
)
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from proofs.reduced_form.problem.problems import Problem
    from proofs.reduced_form.problem.structures import ImplementationStructure
    from proofs.report.structures import StructureReport


class Wanted(StrEnum):
    """The property that the exit status is about."""

    HIERARCHY = "hierarchy"
    BIHIERARCHY = "bihierarchy"
    CANONICAL = "canonical"
    EDGES = "edges"
    BIPARTITE = "bipartite"
    PARAMODULAR = "paramodular"
    EFFECTIVE_PARAMODULAR = "effective-paramodular"
    LINEAR = "linear"
    EFFECTIVE = "effective"


@app.command()
def structure(
    files: Annotated[list[str], typer.Argument(help="structure files, or problem files", metavar="FILE...")],
    wanted: Annotated[
        Wanted, typer.Option("--property", help="what the exit status and `holds` are about")
    ] = Wanted.BIHIERARCHY,
    profile: Annotated[
        str | None, typer.Option(help="a type of each agent, in order, where quotas differ between profiles")
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", help="draw the families of sets into a directory", metavar="DIR")
    ] = None,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Is it a hierarchy, a bihierarchy, canonical, a (bipartite) graph; are its quotas paramodular, linear, effective?

    Each with its evidence: the two hierarchies, two sets that cross, an odd cycle, a missing row or column, sets that
    break a law, a pair of sets, a quota that no outcome attains. Then what LY's theorems conclude from it, if they are
    true, with what Coq and the last check (in --out) say of them, and what is true instead.
    """
    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.parameters import load_at

        given = load_at(file, _read, values)

        def decide() -> Decision:
            try:
                return _reported(given, wanted, profile, out, None if svg is None else svg / name)
            except ValueError as error:
                raise BadInput(f"{file}: {error}") from error

        reading = " ".join([*([] if wanted is Wanted.BIHIERARCHY else [wanted.value]), *([profile] if profile else [])])
        return decided(file, certificate_name(name, "structure", reading), decide, out)

    leave_with(answers_about(files, answer, values), as_json)


def _read(data: Any) -> ImplementationStructure | Problem:
    """The problem in the file, or the structure that it is a file of."""
    from proofs.formats.structures import structure_from_plain
    from proofs.plain.keys import PROBLEM, STRUCTURE, check_format
    from proofs.reduced_form.problem.data import problem_from_plain, says_groups

    check_format(data, STRUCTURE, PROBLEM)
    if data["format"] == STRUCTURE or says_groups(data):
        return structure_from_plain(data)
    return problem_from_plain(data)[0]


def _reported(
    given: ImplementationStructure | Problem, wanted: Wanted, profile: str | None, out: Path, drawn: Path | None
) -> Decision:
    from proofs.hunt.hunting import table
    from proofs.report import structures as words

    at = None if profile is None else tuple(part.strip() for part in profile.split(","))
    report = words.structure_report(given, at, table(out))
    asked = report.called(_NAMES[wanted])
    if asked is None:
        raise BadInput(f'--property {wanted.value}: this file has no such property; "bihierarchy" is for all files')
    if drawn is not None:
        _draw(report, drawn)
    main = asked.verdicts[0]
    return Decision(
        main,
        words.structure_in_short(report),
        words.explain_structure(report),
        tuple(verdict for verdict in report.verdicts if verdict != main),
        words.structure_to_plain(report),
    )


_NAMES = {
    Wanted.HIERARCHY: "hierarchy",
    Wanted.BIHIERARCHY: "bihierarchy",
    Wanted.CANONICAL: "canonical two-sided",
    Wanted.EDGES: "edges of a graph",
    Wanted.BIPARTITE: "bipartite graph",
    Wanted.PARAMODULAR: "paramodular",
    Wanted.EFFECTIVE_PARAMODULAR: "paramodular effective quotas",
    Wanted.LINEAR: "linear capacity",
    Wanted.EFFECTIVE: "effective quotas",
}


def _draw(report: StructureReport, path: Path) -> None:
    from proofs.report.structures import pictures

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures(report).items():
            target = path.with_name(f"{path.name}.{name.replace(' ', '-')}.svg")
            target.write_text(picture.svg, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path.parent}: {error.strerror}; name a directory that can be written to") from error
