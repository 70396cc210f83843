"""The forms of an answer: a sentence, a line of JSON, and the documents that `--format FORM` prints.

Every command that answers has `--format` without saying so: `with_forms` adds it to the commands that have `--json`,
with `--html` for `--format html`, and `document_asked` tells the function that prints the answers which form was asked
for. A form is a function of the answers of one run to one document; `FORMS` has one row for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

if TYPE_CHECKING:
    from exact.showing.display import Displayed
    from exact.showing.drawing import Picture
    from proofs.report.answers import Answered

Document = Callable[[Sequence["Answered"]], str]


def _page(answers: Sequence[Answered]) -> str:
    from proofs.report.answers import answers_page

    return answers_page(answers)


def _paper(answers: Sequence[Answered]) -> str:
    from proofs.report.paper import paper

    return paper(answers)


FORMS: dict[str, Document] = {"html": _page, "latex": _paper}
"""The documents by the name that `--format` knows them under."""

PLAIN = ("text", "json")
_asked: ContextVar[str] = ContextVar("form", default="text")
_html: ContextVar[bool] = ContextVar("html", default=False)


def document_asked() -> Document | None:
    """The document that `--format` asks for; none where sentences or JSON are asked for."""
    return FORMS["html"] if page_asked() else FORMS.get(_asked.get())


def page_asked() -> bool:
    """Whether a page is asked for."""
    return _html.get() or _asked.get() == "html"


def json_asked() -> bool:
    """Whether `--format json` is given, which is `--json`."""
    return _asked.get() == "json"


def in_its_form(about: str, heading: str, words: str, shows: Sequence[Displayed | Picture] = ()) -> str:
    """An answer that is no verdict in the form that is asked for: as a document, or its words."""
    document = document_asked()
    if document is None:
        return words
    from proofs.report.answers import Answered

    return document([Answered(about, (), heading, words, shows=shows, heading=heading)])


def with_forms(commands: dict[str, Any]) -> dict[str, Any]:
    """The commands, those that have `--json` with `--format` beside it."""
    for command in commands.values():
        known = {option for parameter in command.params for option in parameter.opts}
        if "--json" in known:
            command.params += [option for option in _options() if not known & set(option.opts)]
    return commands


def _options() -> list[Any]:
    """The options `--format` and `--html`, made by typer from a signature as every other is."""
    lender = typer.Typer(add_completion=False)
    lender.command()(_with_form)
    return list(get_command(lender).params)


def _as_page(value: bool) -> bool:
    _html.set(value)
    return value


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
            is_eager=True,
            metavar="FORM",
            help=f"how the answer is printed: {', '.join((*PLAIN, *FORMS))}",
        ),
    ] = "text",
    page: Annotated[
        bool,
        typer.Option(
            "--html", callback=_as_page, expose_value=False, help="print a page with pictures, complete in itself"
        ),
    ] = False,
) -> None:
    """A command that lends its options."""
