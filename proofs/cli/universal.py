"""`proofs universal`: is a condition complete on a structure for all quotas and all priors?"""

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
from proofs.plain.reading import BadInput


class Letter(StrEnum):
    """Which of LY's conditions."""

    A = "A"
    B = "B"


@app.command()
def universal(
    files: Annotated[
        list[str],
        typer.Argument(help="structure files, or problem files, whose quotas do not matter", metavar="FILE..."),
    ],
    condition: Annotated[
        Letter, typer.Option(help="A: weights 1, 0, -1; B: weights of one sign", metavar="A|B")
    ] = Letter.A,
    divisible: Annotated[
        bool, typer.Option("--divisible", help="of divisible objects, with all rational quotas")
    ] = False,
    up_to: Annotated[
        int | None,
        typer.Option(
            min=1, help="instead try all integer quotas up to N, small ones first: which break it?", metavar="N"
        ),
    ] = None,
    seconds: Annotated[float | None, typer.Option(min=0, help="give up then, undecided")] = None,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Does Condition A (or B) describe the implementable rules for all quotas and all priors?

    Yes with one quota system for each way in which quotas can bind; no with quotas, a prior and a rule that passes and
    is not implementable. With --up-to N the quotas are the smallest that break it; if none up to N does, undecided.
    """
    if divisible and up_to is not None:
        raise BadInput("--up-to tries integer quotas of indivisible objects; leave out --divisible")

    values = values_of(at)

    def answer(file: str, name: str) -> Answer:
        from proofs.formats.structures import load_structure
        from proofs.reduced_form.universal.deciding import quotas_that_break, universal_condition
        from proofs.report.progress import tell
        from proofs.report.universal import chambers_to_plain, explain_universal, universal_in_short

        given = load_structure(file, values)

        def decide() -> Decision:
            if up_to is not None:
                verdict = quotas_that_break(given, condition.value, up_to, seconds=seconds, tell=tell)
            else:
                verdict = universal_condition(given, condition.value, divisible=divisible, seconds=seconds, tell=tell)
            more = {"chambers": chambers_to_plain(verdict)} if as_json else {}
            return Decision(verdict, universal_in_short(verdict), explain_universal(verdict), more=more)

        reading = " ".join(["B"] * (condition is Letter.B) + ["divisible"] * divisible)
        return decided(file, certificate_name(name, "universal", reading), decide, out)

    leave_with(answers_about(files, answer, values), as_json)
