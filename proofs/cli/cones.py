"""Commands between the two descriptions of cones and polyhedra: `rays`, `hull`."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from proofs.cli.answers import UNDECIDED
from proofs.cli.app import (
    INTERRUPTED,
    OUT,
    AsJson,
    At,
    Fault,
    Out,
    app,
    certificate_name,
    complain,
    names_at,
    print_json,
    saved,
    values_of,
)
from proofs.cli.domination import check_new
from proofs.cli.forms import in_its_form
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.adjacency import Estimate, Progress
    from exact.verdicts import Verdict
    from proofs.formats.conversions import Converted, Loaded


ONE_EACH = "; one of each is printed (--all: every one)"

MOST_CHECKED = 1_000
"""So many rays or inequalities, and given rows, the checker lists again; of more no certificate is written."""


class Engine(StrEnum):
    AUTO = "auto"
    ORBITS = "orbits"
    PPL = "ppl"
    CDDLIB = "cddlib"
    BOTH = "both"


EngineOption = Annotated[
    Engine, typer.Option(help="orbits: from ray to ray, one of each orbit; both: PPL and cddlib must agree")
]
Seconds = Annotated[float | None, typer.Option(min=0, help="end the search then, and tell what it has met")]
Limit = Annotated[int | None, typer.Option(min=1, help="end it with so many, or more")]
Every = Annotated[bool, typer.Option("--all", help="print every one, not one of each orbit where they are many")]
WithIncidence = Annotated[
    bool, typer.Option("--incidence", help="which given rows are tight at each (their numbers in the file)")
]
WithAdjacency = Annotated[bool, typer.Option("--adjacency", help="which of them are adjacent, by their numbers")]
Write = Annotated[Path | None, typer.Option("--write", help="write what is found in cddlib's format", metavar="FILE")]


@dataclass(frozen=True)
class Asked:
    """How a description is searched for, and what is told of it."""

    command: str
    engine: Engine
    seconds: float | None
    limit: int | None
    every: bool
    incidence: bool
    adjacency: bool
    write: Path | None
    as_json: bool
    out: Path


@app.command()
def rays(
    file: Annotated[str, typer.Argument(help="a problem, a matrix, or cddlib's .ine", metavar="FILE")],
    reduced: Annotated[bool, typer.Option("--reduced", help="a problem's reduced cone: g >= 0 alone")] = False,
    engine: EngineOption = Engine.AUTO,
    seconds: Seconds = None,
    limit: Limit = None,
    every: Every = False,
    incidence: WithIncidence = False,
    adjacency: WithAdjacency = False,
    write: Write = None,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Extreme rays and lineality of a problem's projection cone W (LY (9)), or of the cone in a file.

    A matrix A stands for the cone A x >= 0. A polyhedron that is no cone gives its vertices as well; `proofs hull` goes
    the other way. The cone of a problem may have very many rays: its size is said first, and which interim rules are
    implementable is told faster by `proofs facets`. Up to a thousand rays a certificate is written. A search that ends
    early tells what it has met, with status 3, or 130 after Ctrl-C.
    """
    from exact.cones import Generators
    from exact.polyhedra import Hull
    from proofs.formats import conversions

    values = values_of(at)
    loaded = conversions.load(file, reduced, values)
    if isinstance(loaded.described, Generators | Hull):
        raise BadInput(f"{file}: these are generators; `proofs hull` gives their inequalities")
    asked = Asked("rays", engine, seconds, limit, every, incidence, adjacency, write, as_json, out)
    _tell(file, certificate_name(names_at([file], values)[file], "rays", "reduced" if reduced else ""), loaded, asked)


@app.command()
def hull(
    file: Annotated[str, typer.Argument(help="cddlib's .ext, or a matrix whose rows are points", metavar="FILE")],
    engine: EngineOption = Engine.AUTO,
    seconds: Seconds = None,
    limit: Limit = None,
    every: Every = False,
    incidence: WithIncidence = False,
    adjacency: WithAdjacency = False,
    write: Write = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """The inequalities and equations of the convex hull of points, rays and lines, of which none can be spared.

    Rays and lines without any point make a cone. `proofs rays` goes the other way, and its remarks on size and on
    searches that end early are true of this as well.
    """
    from exact.cones import Cone
    from exact.polyhedra import Hull, Polyhedron
    from proofs.formats import conversions

    loaded = conversions.load_generators(file)
    if isinstance(loaded.described, Cone | Polyhedron):
        raise BadInput(f"{file}: these are inequalities; `proofs rays` gives their vertices and rays")
    if isinstance(loaded.described, Hull) and not loaded.described.points:
        raise BadInput(f"{file}: there is no point and no ray, so nothing is generated")
    asked = Asked("hull", engine, seconds, limit, every, incidence, adjacency, write, as_json, out)
    _tell(file, certificate_name(names_at([file], {})[file], "hull", ""), loaded, asked)


def _tell(file: str, name: str, loaded: Loaded, asked: Asked) -> None:
    """List the other description, and tell it when the checker has accepted its certificate, if there is one."""
    from proofs.certificates import NotAccepted, certificate
    from proofs.report import cones as words
    from proofs.report.cones import Shape

    start = time.perf_counter()
    if asked.write is not None:
        check_new(asked.write)
    complain(f"{file}: {words.size_in_words(loaded.described)}")
    for note in loaded.notes:
        complain(note)
    found = _converted(file, loaded, asked)
    took = round(time.perf_counter() - start, 3)
    verdict, path, checking = _verdict(loaded, found), None, 0.0
    if verdict is None and found.end == "complete":
        complain(f"{file}: no certificate is written, for there is too much to be listed again by the checker")
    if verdict is not None:
        try:
            path, checking = saved(certificate([verdict]), asked.out, name)
        except NotAccepted as refusal:
            if not refusal.left_open:
                fault = Fault(file, refusal)
                complain(str(fault))
                if asked.as_json:
                    print_json(fault.to_plain())
                raise typer.Exit(UNDECIDED) from refusal
            complain(f"{file}: no certificate is written: {refusal.reason}")
    touching = _touching(loaded, found, asked)
    if asked.write is not None:
        _write(found, asked.write)
    if asked.as_json:
        shown = {
            "statement": None if verdict is None else verdict.statement.sentence(),
            "holds": None if path is None or verdict is None else verdict.holds,
            "certificate": None if path is None else str(path),
        }
        times = {"seconds": took, "checking_seconds": round(checking, 3)}
        more = {
            "orbits": found.orbits,
            "representatives": words.to_plain(found.representatives),
            "complete": found.end == "complete",
            "end": found.end,
        }
        plain = {"file": file, "engine": asked.engine.value, **words.to_plain(found.described)}
        print_json({**plain, **touching, **more, **shown, **times})
    else:
        count = words.orbits_in_words(found.orbits, found.end)
        several = not asked.every and not touching and sum(found.orbits) > max(words.FEW, len(found.orbits))
        if several:  # one of each orbit is no description: how many there are comes first
            heading, shows = count, list[Shape]()
            told = [f"{count}{ONE_EACH}", words.explain_cone(found.representatives)]
        else:
            heading, shows = words.size_in_words(found.described), [found.described]
            told = [words.explain_cone(found.described), count]
        told += [words.touching_in_words(what, sets) for what, sets in touching.items()]
        if path is not None:
            told.append(f"certificate: {path}  (check it: proofs verify {path})")
        print(in_its_form(file, heading, "\n".join(told), shows))
    if found.end != "complete":
        raise typer.Exit(INTERRUPTED if found.end == "interrupt" else UNDECIDED)


def _converted(file: str, loaded: Loaded, asked: Asked) -> Converted:
    from proofs.formats import conversions
    from proofs.report import cones as words
    from proofs.report.progress import working

    with working(f"{asked.command} {file}") as shown:

        def tell(progress: Progress, estimate: Estimate) -> None:
            if not shown.how_far and not progress.complete:
                complain(f"{file}: {words.estimate_in_words(estimate)}")
            shown.tell(words.progress_in_words(progress))

        try:
            return conversions.convert(loaded.described, asked.engine.value, asked.seconds, asked.limit, tell)
        except ValueError as error:
            raise BadInput(f"{file}: {error}") from error


def _verdict(loaded: Loaded, found: Converted) -> Verdict | None:
    """What is to be certified: that these are two descriptions of one set, or that the set is empty."""
    from exact.cones import Cone
    from exact.double_descriptions import unproved_pair
    from exact.linear import feasibility
    from exact.polyhedra import Polyhedron
    from proofs.formats.conversions import both_sides

    rows, generated = both_sides(loaded.described, found.described)
    if found.end != "complete" or max(sum(found.orbits), *map(len, loaded.numbers)) > MOST_CHECKED:
        return None
    if not generated.points:
        return feasibility(rows)
    return unproved_pair(rows, generated, "generators" if isinstance(loaded.described, Cone | Polyhedron) else "rows")


def _touching(loaded: Loaded, found: Converted, asked: Asked) -> dict[str, list[list[int]]]:
    """What is asked of incidence and adjacency, by numbers from 1 on."""
    from exact.incidences import incidence

    if not (asked.incidence or asked.adjacency):
        return {}
    if found.end != "complete":
        complain("incidence and adjacency are told when all are listed, not of a search that ended early")
        return {}
    told = incidence(loaded.described, found.described)
    numbers = [number for part in loaded.numbers for number in part]
    both: dict[str, Any] = {
        "incidence": [sorted(numbers[place] for place in each) for each in told.tight],
        "adjacency": [[place + 1 for place in each] for each in told.adjacent],
    }
    return {what: both[what] for what in both if getattr(asked, what)}


def _write(found: Converted, path: Path) -> None:
    from proofs.formats import cones

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(cones.write(found.described), encoding="utf-8")
