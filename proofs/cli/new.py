"""Commands that write a file to begin with: `new claim`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proofs.cli.app import app
from proofs.plain.reading import BadInput

new = typer.Typer(no_args_is_help=True, help="Write a file to begin with.")
app.add_typer(new, name="new")


@new.callback()
def kinds() -> None:
    """What stands before the kind of file."""


@new.command()
def claim(name: Annotated[str, typer.Argument(help="name of the claim, and of its file NAME.py")]) -> None:
    """Write NAME.py, a claim of one's own to begin with: commented, and ready to be hunted."""
    from proofs.hunt.template import template

    path = Path(f"{name}.py")
    try:
        text = template(name)
    except ValueError as error:
        raise BadInput(str(error)) from error
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise BadInput(f"{path}: there is such a file already; take another name, or move it away") from error
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from error
    print(f"{path} is written; hunt with: proofs check {path}")
