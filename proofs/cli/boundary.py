"""The command `boundary`: where a property of constraint structures ends."""

from __future__ import annotations

import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proofs.cli.answers import UNDECIDED
from proofs.cli.app import (
    INTERRUPTED,
    OUT,
    AsJson,
    Out,
    app,
    complain,
    print_json,
    saved,
)
from proofs.cli.forms import document_asked, in_its_form
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.showing.drawing import Picture
    from exact.verdicts import Verdict
    from proofs.hunt.boundary.families import StructureFamily
    from proofs.hunt.boundary.pieces import Piece
    from proofs.hunt.boundary.properties import Property
    from proofs.hunt.boundary.searching import Boundary
    from proofs.reduced_form.facets.signs import Condition


class Asked(StrEnum):
    TUM = "tum"
    A = "A"
    B = "B"
    UNIVERSAL_A = "universal-A"
    UNIVERSAL_B = "universal-B"


@app.command()
def boundary(
    family: Annotated[
        str,
        typer.Argument(
            help="graphs, hierarchies, bihierarchies, structures or markets; or a file with one structure (or a "
            "problem), of which only the numbers of types vary",
        ),
    ],
    asked: Annotated[
        Asked,
        typer.Option(
            "--property",
            help="tum: W preserves total unimodularity; A, B: the condition is complete; universal-: for all quotas",
        ),
    ] = Asked.TUM,
    agents: Annotated[int, typer.Option(min=1, help="agents (of markets: at most)")] = 4,
    objects: Annotated[int, typer.Option(min=1, help="objects (of markets: at most)")] = 1,
    further: Annotated[int, typer.Option(min=0, help="sets beside rows and columns of markets, at most")] = 0,
    types: Annotated[int, typer.Option(min=1, help="types of each agent, at most")] = 2,
    floor: Annotated[int, typer.Option(min=0, help="of every set, for A and B")] = 0,
    ceiling: Annotated[int, typer.Option(min=0, help="of every set, for A and B")] = 1,
    single: Annotated[int, typer.Option(min=0, help="ceiling of every single cell, for A and B")] = 1,
    seconds: Annotated[float | None, typer.Option(min=0, help="end the search then")] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", help="draw the numbers of types on each family of sets", metavar="DIR")
    ] = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Where does a property of structures end? The least that fail and the greatest that hold, up to relabelling.

    Structures of a family up to a size, or the sets of one file with all numbers of types, decided by their connected
    pieces. A certificate is written for each least failure and for each greatest piece that holds. Status 0: all are
    answered; 3: some are not; 130 after Ctrl-C.
    """
    from proofs.certificates import NotAccepted
    from proofs.hunt.boundary import telling
    from proofs.hunt.boundary.families import FAMILIES
    from proofs.hunt.boundary.searching import boundary as search
    from proofs.report.progress import working

    start = time.perf_counter()
    try:
        sought, where = _property(asked, floor, ceiling, single), _family(family, agents, objects, further)
    except BadInput:
        raise
    except ValueError as error:
        raise BadInput(f"boundary: {error}") from error
    with working(f"boundary {family}") as shown:
        found = search(where, sought, types, seconds, lambda done, of: shown.tell(f"{done} of {of} structures"))
    sizes = f".{agents}x{objects}+{further}" if family in FAMILIES else ""
    name = f"{Path(family).stem}{sizes}.{types}.{asked.value}"
    name += f".{floor}-{ceiling}-{single}" if asked in (Asked.A, Asked.B) else ""
    try:
        verdicts, certificates = _certified(found, out, f"boundary.{name}")
    except NotAccepted as refusal:
        complain(f"boundary: {refusal}")
        raise typer.Exit(UNDECIDED) from refusal
    if svg is not None:
        _draw(found, svg)
    if as_json:
        took = round(time.perf_counter() - start, 3)
        print_json({**telling.to_plain(found, verdicts, certificates), "seconds": took})
    else:
        told = "\n".join(telling.in_words(found, verdicts, certificates))
        first, _, rest = told.partition("\n")
        whole = document_asked() is None
        print(told if whole else in_its_form(name, f"Where this ends: {first.rstrip(':')}", rest, _drawings(found)))
    if found.end == "interrupt":
        raise typer.Exit(INTERRUPTED)
    uncertified = any(certificates.get(piece) is None for piece in found.least)
    if uncertified or not found.is_whole:
        raise typer.Exit(UNDECIDED)


def _family(name: str, agents: int, objects: int, further: int) -> StructureFamily:
    """A family by its name, or the sets of a file. Raises `ValueError`."""
    from proofs.formats.structures import load_structure
    from proofs.hunt.boundary.families import FAMILIES, one_structure

    if name in FAMILIES:
        return FAMILIES[name](agents, objects, further)
    if name != "-" and not Path(name).exists():
        raise BadInput(f"boundary {name}: this is no file and none of the families {', '.join(FAMILIES)}")
    return one_structure(load_structure(name), name)


def _property(asked: Asked, floor: int, ceiling: int, single: int) -> Property:
    from proofs.hunt.boundary.properties import PRESERVES, condition_complete, universally_complete

    if asked is Asked.TUM:
        return PRESERVES
    condition: Condition = "A" if asked in (Asked.A, Asked.UNIVERSAL_A) else "B"
    if asked in (Asked.A, Asked.B):
        return condition_complete(condition, floor, ceiling, single)
    return universally_complete(condition)


def _certified(found: Boundary, out: Path, name: str) -> tuple[dict[Piece, Verdict], dict[Piece, Path | None]]:
    """The verdicts about what bounds the property, and where the certificates are that the checker has accepted."""
    from proofs.certificates import NotAccepted, certificate

    verdicts: dict[Piece, Verdict] = {}
    certificates: dict[Piece, Path | None] = {}
    for side, pieces in (("fails", found.least), ("holds", found.greatest)):
        for number, piece in enumerate(pieces, 1):
            verdict = found.asked.decide(piece)
            if verdict is None or verdict.holds is None:
                continue
            try:
                path, _ = saved(certificate(verdict), out, f"{name}.{side}-{number}")
            except NotAccepted as refusal:
                if not refusal.left_open:
                    raise
                path = None
            verdicts[piece], certificates[piece] = verdict, path
    return verdicts, certificates


def _drawings(found: Boundary) -> list[Picture]:
    """The numbers of types on each layout where the property ends."""
    from proofs.hunt.boundary.drawing import crossed, hasse

    return [hasse(found, layout) for layout in crossed(found)]


def _draw(found: Boundary, directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for number, drawn in enumerate(_drawings(found), 1):
            (directory / f"{number}.svg").write_text(drawn.svg, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{directory}: {error.strerror}") from error
