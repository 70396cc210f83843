"""Every command with its options, as the command line itself declares them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from proofs.cli import main
from proofs.cli.app import app
from proofs.cli.sections import SECTIONS
from website.links import cell

assert main  # makes the commands known to the app


def markdown() -> str:
    """A section for each subject, below it each of its commands, as they are in `proofs --help`."""
    group = typer.main.get_command(app)
    lines: list[str] = []
    for title, names in SECTIONS.items():
        lines += [f"## {title}", ""]
        for name in names:
            lines += _command(group.commands[name], f"proofs {name}")  # type: ignore[attr-defined]
    return "\n".join(lines)


def _command(command: Any, name: str) -> Iterator[str]:
    with command.context_class(command, info_name=name) as context:
        usage = " ".join(piece for piece in command.collect_usage_pieces(context) if piece)
        records = [record for param in command.params if (record := param.get_help_record(context))]
    yield from (f"### {name}", "", f"```text\n{name} {usage}\n```", "", *_paragraphs(command.help or ""))
    if records:
        yield from ("| | |", "|---|---|")
        yield from (f"| {cell(f'`{option}`')} | {cell(words)} |" for option, words in records)
        yield ""
    for inner in getattr(command, "commands", {}).values():
        yield from _command(inner, f"{name} {inner.name}")


def _paragraphs(words: str) -> list[str]:
    return [line for part in words.split("\n\n") for line in (" ".join(part.split()), "")]
