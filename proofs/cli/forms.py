"""The forms of an answer: a sentence, a line of JSON, and the documents that `--format FORM` prints.

Every command that answers has `--format` without saying so: `with_forms` adds it to the commands that have `--json`,
and `document_asked` tells the function that prints the answers which form was asked for. A form is a function of the
answers of one run to one document; `FORMS` has one row for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

if TYPE_CHECKING:
    from proofs.cli.answers import Answer

Document = Callable[[Sequence["Answer"]], str]

FORMS: dict[str, Document] = {}
"""The documents by the name that `--format` knows them under."""

PLAIN = ("text", "json")
_asked: ContextVar[str] = ContextVar("form", default="text")


def document_asked() -> Document | None:
    """The document that `--format` asks for; none where sentences or JSON are asked for."""
    return FORMS.get(_asked.get())


def json_asked() -> bool:
    """Whether `--format json` is given, which is `--json`."""
    return _asked.get() == "json"


def with_forms(commands: dict[str, Any]) -> dict[str, Any]:
    """The commands, those that have `--json` with `--format` beside it."""
    for command in commands.values():
        if any("--json" in parameter.opts for parameter in command.params):
            command.params.append(_option())
    return commands


def _option() -> Any:
    """The option `--format`, made by typer from a signature as every other is."""
    lender = typer.Typer(add_completion=False)
    lender.command()(_with_form)
    (option,) = get_command(lender).params
    return option


def _remembered(value: str) -> str:
    if value not in (*PLAIN, *FORMS):
        raise typer.BadParameter(f"{value!r} is none of {', '.join((*PLAIN, *FORMS))}")
    _asked.set(value)
    return value


def _with_form(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            callback=_remembered,
            expose_value=False,
            metavar="FORM",
            help=f"how the answer is printed: {', '.join((*PLAIN, *FORMS))}",
        ),
    ] = "text",
) -> None:
    """A command that lends its one option."""
