"""The command `dominate`."""

from __future__ import annotations

import json
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
from proofs.plain import output
from proofs.plain.reading import BadInput

if TYPE_CHECKING:
    from proofs.trading.markets.mechanisms import Mechanism


@app.command()
def dominate(
    file: Annotated[str, typer.Argument(help="a market file", metavar="FILE")],
    other: Annotated[str | None, typer.Argument(help="another: does it dominate FILE?", metavar="OTHER")] = None,
    write: Annotated[
        Path | None, typer.Option(help="a market file to write the dominating mechanism to", metavar="FILE")
    ] = None,
    at: At = None,
    as_json: AsJson = False,
    out: Out = OUT,
) -> None:
    """Which polarized ray mechanism effectively dominates the file's (VS, Theorem 2)? Or: does OTHER dominate it?

    Also what is ever selected of each trading set (the essential reduction), and whether that is all. Where there is no
    dominating mechanism, the choices that no polarized rays hold.
    """
    from proofs.cli import market_questions as questions
    from proofs.formats.market_writing import market_to_plain
    from proofs.formats.markets import load_market

    if other is not None and write is not None:
        raise BadInput("--write: there is nothing to write when two files are compared; leave out the option, or OTHER")

    if write is not None:
        check_new(write)
    values = values_of(at)

    def answer(path: str, name: str) -> Answer:
        mechanism = load_market(path, values)

        def compared(other: str, by: Mechanism) -> Decision:
            return Decision(*questions.dominates(path, mechanism, other, by), shows=(mechanism, by))

        if other is not None:
            by = load_market(other, values)
            named = certificate_name(name, "dominate", output.names([other])[other])
            return decided(path, named, lambda: compared(other, by), out)
        larger: list[Mechanism | None] = []

        def decide() -> Decision:
            answered, found = questions.dominate(path, mechanism)
            larger.append(found)
            shown = (mechanism,) if found is None else (mechanism, found)
            more = {} if found is None else {"mechanism": market_to_plain(found)}
            return Decision(*answered, more=more, shows=shown)

        answered = decided(path, certificate_name(name, "dominate", ""), decide, out)
        if write is not None and larger[0] is not None:
            write_market(larger[0], write)
        return answered

    leave_with(answers_about([file], answer, values), as_json)


def check_new(path: Path) -> None:
    """Refuse to write over a file."""
    if path.exists():
        raise BadInput(f"{path}: there is such a file already; take another name, or move it away")


def write_market(mechanism: Mechanism, path: Path) -> None:
    """Write the mechanism as a market file."""
    from proofs.formats.market_writing import market_to_plain

    plain: dict[str, Any] = market_to_plain(mechanism)
    try:
        path.write_text(json.dumps(plain, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from error
