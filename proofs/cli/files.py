"""Commands about files: `verify`, `schema`."""

from __future__ import annotations

import json
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exact.showing.display import counted
from proofs.cli.answers import BAD_INPUT, FAILS, HOLDS, UNDECIDED
from proofs.cli.app import (
    AsJson,
    app,
    complain,
    print_json,
)
from proofs.cli.forms import document_asked
from proofs.plain.reading import BadInput, blaming

if TYPE_CHECKING:
    from proofs.report.answers import Answered


@app.command()
def verify(
    files: Annotated[list[str], typer.Argument(help="certificates (- is standard input)", metavar="FILE...")],
    as_json: AsJson = False,
    coq: Annotated[bool, typer.Option("--coq", help="write each as theorems of Coq, which Coq then proves")] = False,
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help="with --coq: where the files of Coq are to stay")
    ] = None,
) -> None:
    """Run the independent checker over certificates, within the time and memory that it allows itself for each.

    Files that end in .vipr are certificates of linear and integer programs in the format VIPR; a second small checker
    reads those.

    With --coq the checker is not asked: Coq alone decides.
    """
    from proofs import checker

    files = ["/dev/stdin" if file == "-" else file for file in files]
    if coq:
        raise typer.Exit(_by_coq(files, as_json, keep))
    if keep is not None:
        raise BadInput("--keep is for files of Coq: it goes with --coq")
    document = None if as_json else document_asked()
    if not as_json and document is None and not any(map(_is_vipr, files)):
        raise typer.Exit(checker.main(files, checker.bound))
    statuses = set()
    answers = []
    for file in files:
        if not as_json and document is None and not _is_vipr(file):
            statuses.add(checker.main([file], checker.bound))
            continue
        status, found = _checked(file)
        statuses.add(status)
        if document is not None:
            answers.append(_on_a_page(file, found))
        elif as_json:
            print_json({"file": file, **found})
        else:
            _tell(file, status, found)
    if document is not None:
        print(document(answers))
    raise typer.Exit(next((s for s in (BAD_INPUT, FAILS, UNDECIDED) if s in statuses), HOLDS))


def _tell(file: str, status: int, found: dict[str, Any]) -> None:
    """What is found about a certificate that the checker of its own format reads, as the other checker would say it."""
    from proofs.checker import line

    words = {HOLDS: "verified: ", FAILS: "refused: "}.get(status, "")
    told = "; ".join(found["shows"]) if found["verified"] else found["reason"]
    print(line(f"{file}: {words}{told}"), file=sys.stderr if status == BAD_INPUT else sys.stdout, flush=True)


def _is_vipr(file: str) -> bool:
    return file.lower().endswith(".vipr")


def _by_coq(files: list[str], as_json: bool, keep: Path | None) -> int:
    """Ask Coq about each certificate, tell what it says, and return the exit status."""
    from proofs.coq.compiling import tool
    from proofs.plain.output import directory, distinct

    tool()
    folder = directory(keep)
    stems = ("stdin" if file == "/dev/stdin" else re.sub(r"\W", "_", Path(file).stem, flags=re.ASCII) for file in files)
    names = distinct(f"certificate_{stem}" if stem[:1].isdigit() else stem for stem in stems)
    document = None if as_json else document_asked()
    statuses, answers = set(), []
    for file, name in zip(files, names, strict=True):
        status, told = _told_by_coq(file, as_json, folder and folder / f"{name}.v")
        statuses.add(status)
        if as_json:
            print_json({"file": file, **told})
        elif document is not None:
            answers.append(_coq_on_a_page(file, told))
        elif status != BAD_INPUT:
            print(f"{file}: {told['words']}", flush=True)
    if document is not None:
        print(document(answers))
    return next((status for status in (BAD_INPUT, FAILS, UNDECIDED) if status in statuses), HOLDS)


def _told_by_coq(file: str, as_json: bool, keep: Path | None) -> tuple[int, dict[str, Any]]:
    """The exit status of one certificate and what Coq says of it, as data or as words.

    `keep` is where its file is to stay.
    """
    from proofs.certificates import load
    from proofs.coq.written.verifying import verify as ask

    try:
        with blaming(file):
            found = ask(load(file), keep)
    except BadInput as error:
        complain(str(error))
        return BAD_INPUT, {"verified": None, "reason": str(error)}
    status = {True: HOLDS, False: FAILS, None: UNDECIDED}[found.holds]
    if not as_json:
        kept = f"\n  kept: {keep}" if keep and found.text else ""
        return status, {"verified": found.holds, "words": f"{found}{kept}"}
    theorems = [{"theorem": name, "states": states} for name, states in found.theorems.items()]
    told = {"verified": found.holds, "theorems": theorems, "reasons": found.reasons}
    return status, {**told, "seconds": round(found.seconds, 3)}


def _coq_on_a_page(file: str, told: dict[str, Any]) -> Answered:
    """What Coq says of a certificate as a document shows it."""
    from proofs.report.answers import Answered

    words = told.get("words") or told["reason"]
    heading, *rest = words.splitlines()
    return Answered(file, (), heading, "\n".join(rest) or f"{heading}.", heading=heading)


def _on_a_page(file: str, found: dict[str, Any]) -> Answered:
    """A certificate as a page shows it: what it states if the checker accepts it, else why not."""
    from proofs.certificates import load, verdicts
    from proofs.report.answers import Answered

    if not found["verified"]:
        heading = "Refused" if found["verified"] is False else "Not verified"
        return Answered(file, (), found["reason"], f"{found['reason']}.", heading=heading)
    if file == "/dev/stdin":
        raise BadInput("--html: a page is made of a file; name one")
    words = "\n".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in found["shows"])
    short = counted(len(found["shows"]), "statement")
    if _is_vipr(file):
        return Answered(file, (), short, words, heading=f"Verified: {short}")
    return Answered(file, verdicts(load(file)), short, words, Path(file), heading=f"Verified: {short}")


def _checked(file: str) -> tuple[int, dict[str, Any]]:
    """The exit status of one certificate, and what `proofs verify --json` says of it."""
    from proofs import checker, vipr

    try:
        checker.bound(file)
        if _is_vipr(file):
            return HOLDS, {"verified": True, "shows": [vipr.check(vipr.read(file))]}
        return HOLDS, {"verified": True, "shows": checker.verify(checker.read(file))}
    except (checker.NotACertificate, vipr.NotACertificate) as error:
        return BAD_INPUT, {"verified": None, "reason": str(error)}
    except checker.TooMuch as error:
        return UNDECIDED, {"verified": None, "reason": f"undecided: {error}"}
    except MemoryError:
        reason = "undecided: it takes more memory than is used for one certificate"
        return UNDECIDED, {"verified": None, "reason": reason}
    except (checker.Refused, vipr.Refused) as error:
        return FAILS, {"verified": False, "reason": str(error)}
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)


@app.command()
def schema(
    market: Annotated[bool, typer.Option("--market", help="that of market files")] = False,
    answers: Annotated[bool, typer.Option("--answers", help="that of what commands print with --json")] = False,
) -> None:
    """Print the JSON Schema of problem files, of market files, or of the answers that --json prints."""
    if answers:
        if market:
            raise BadInput("schema: --market and --answers are two schemas; ask for one")
        from proofs.formats.answer_schema import answer_schema

        print(json.dumps(answer_schema(), indent=2))
        return
    from proofs.formats.market_schema import market_schema
    from proofs.formats.parametric_schema import schema_with_parameters
    from proofs.reduced_form.problem.model import problem_schema

    print(json.dumps(schema_with_parameters(market_schema() if market else problem_schema()), indent=2))
