"""The command `tum`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

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


class Layout(StrEnum):
    AUTO = "auto"
    DENSE = "dense"
    SPARSE = "sparse"
    PLAIN = "plain"


@app.command()
def tum(
    files: Annotated[
        list[str],
        typer.Argument(help="matrices (JSON, or text), linear programs, problems or structures", metavar="FILE..."),
    ],
    layout: Annotated[Layout, typer.Option(help="how a text file is laid out")] = Layout.AUTO,
    seed: Annotated[int, typer.Option(help="seed of the search")] = 0,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Is the matrix totally unimodular? Of a problem or structure: does its projection cone preserve it?

    Text files may be CMR's dense or sparse layout, or plain rows of integers. Of a linear program (.lp, .mps, .ine or
    JSON) the matrix has the coefficients of its rows.
    """

    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.cli.unimodularity import question
        from proofs.report import matrices as words

        asked = question(file, layout.value, seed, values)
        read = "" if layout is Layout.AUTO else layout.value

        def decide() -> Decision:
            verdict = asked.decide()
            told = [words.explain_unimodularity(verdict)]
            if verdict.holds is not None and (more := asked.if_so if verdict.holds else asked.if_not):
                told.append(more)
            return Decision(verdict, words.unimodularity_in_short(verdict), "\n".join(told))

        return decided(file, certificate_name(name, "tum", read), decide, out)

    leave_with(answers_about(files, answer, values), as_json)
