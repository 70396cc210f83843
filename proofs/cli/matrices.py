"""Commands about matrices and cones: `tum`, `rays`."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from proofs.cli.answers import UNDECIDED, Answer, Decision
from proofs.cli.app import (
    INTERRUPTED,
    OUT,
    AsJson,
    At,
    Out,
    answers_about,
    app,
    certificate_name,
    complain,
    decided,
    leave_with,
    print_json,
    values_of,
)
from proofs.cli.forms import in_its_form
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from exact.adjacency import Estimate, Progress


ONE_EACH = "; one of each is printed (--all: every one)"


class Engine(StrEnum):
    AUTO = "auto"
    ORBITS = "orbits"
    PPL = "ppl"
    CDDLIB = "cddlib"
    BOTH = "both"


class Layout(StrEnum):
    AUTO = "auto"
    DENSE = "dense"
    SPARSE = "sparse"
    PLAIN = "plain"


@app.command()
def rays(
    file: Annotated[str, typer.Argument(help="a problem, a matrix, or cddlib's .ine or .ext", metavar="FILE")],
    reduced: Annotated[bool, typer.Option("--reduced", help="a problem's reduced cone: g >= 0 alone")] = False,
    engine: Annotated[
        Engine, typer.Option(help="orbits: from ray to ray, one of each orbit; both: PPL and cddlib must agree")
    ] = Engine.AUTO,
    seconds: Annotated[
        float | None, typer.Option(min=0, help="end the search for rays then, and tell what it has met")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="end it with so many rays, or more")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="print every ray, not one of each orbit where they are many")
    ] = False,
    at: At = None,
    as_json: AsJson = False,
) -> None:
    """Extreme rays and lineality of a problem's projection cone W (LY (9)), or of the cone in a file.

    A matrix A stands for the cone A x >= 0. A polyhedron that is no cone gives its vertices as well, and generators
    (.ext) give inequalities back. The cone of a problem may have very many rays: its size is said first, and which
    interim rules are implementable is told faster by `proofs facets`. No certificate is written. A search that ends
    early tells what it has met, with status 3, or 130 after Ctrl-C.
    """
    from proofs.formats import conversions
    from proofs.report import cones as words
    from proofs.report.progress import working

    start = time.perf_counter()
    given, notes = conversions.load(file, reduced, values_of(at))
    complain(f"{file}: {words.size_in_words(given)}")
    for note in notes:
        complain(note)
    with working(f"rays {file}") as progress:

        def tell(met: Progress, estimate: Estimate) -> None:
            if not progress.how_far and not met.complete:
                complain(f"{file}: {words.estimate_in_words(estimate)}")
            progress.tell(words.progress_in_words(met))

        try:
            found = conversions.convert(given, engine.value, seconds, limit, tell)
        except ValueError as error:
            raise BadInput(f"{file}: {error}") from error
    if as_json:
        took = round(time.perf_counter() - start, 3)
        some = words.to_plain(found.representatives)
        more = {
            "orbits": found.orbits,
            "representatives": some,
            "complete": found.end == "complete",
            "end": found.end,
            "seconds": took,
        }
        print_json({"file": file, "engine": engine.value, **words.to_plain(found.described), **more})
    else:
        several = not every and sum(found.orbits) > words.FEW
        shown = found.representatives if several else found.described
        ending = words.orbits_in_words(found.orbits, found.end) + (ONE_EACH if several else "")
        told = f"{words.explain_cone(shown)}\n{ending}"
        print(in_its_form(file, words.size_in_words(shown), told, (shown,)))
    if found.end != "complete":
        raise typer.Exit(INTERRUPTED if found.end == "interrupt" else UNDECIDED)


@app.command()
def tum(
    files: Annotated[list[str], typer.Argument(help="matrices (JSON, or text) or problems", metavar="FILE...")],
    layout: Annotated[Layout, typer.Option(help="how a text file is laid out")] = Layout.AUTO,
    seed: Annotated[int, typer.Option(help="seed of the search")] = 0,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Is the matrix totally unimodular? Of a problem: does its projection cone preserve total unimodularity?

    Text files may be CMR's dense or sparse layout, or plain rows of integers.
    """

    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.cli.unimodularity import question
        from proofs.report import matrices as words

        asked = question(file, layout.value, seed, values)
        read = "" if layout is Layout.AUTO else layout.value

        def decide() -> Decision:
            verdict = asked.decide()
            told = [words.explain_unimodularity(verdict)] + (
                [asked.note] if asked.note and verdict.holds is False else []
            )
            return Decision(verdict, words.unimodularity_in_short(verdict), "\n".join(told))

        return decided(file, certificate_name(name, "tum", read), decide, out)

    leave_with(answers_about(files, answer, values), as_json)
