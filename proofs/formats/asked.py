"""The journal of a search for lotteries or separating weights: the best ex post rules asked for so far, one a line.

The first line says which question it is about. A line that is torn, or is no line of this journal, is passed over: what
it told is asked again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exact.plain_data import fields_to_plain
from exact.verdicts import Statement
from proofs.plain.reading import BadInput
from proofs.reduced_form.implementation.separating import Asked


class AskedJournal:
    """The journal in a file, begun anew or gone on with."""

    def __init__(self, path: Path, statement: Statement, resume: bool) -> None:
        """Raises `BadInput` where it shall be gone on with and is not there, or is about another question."""
        self.path = path
        question = json.dumps({"question": _digest(statement)})
        self.known: tuple[Asked, ...] = ()
        if resume:
            begun, *lines = _lines(path)
            if begun != question:
                raise BadInput(f"{path}: is about another question; ask without --resume")
            self.known = tuple(_read(lines))
            with path.open("a", encoding="utf-8") as stream:
                stream.write("\n")  # a torn last line would swallow the next one
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(question + "\n", encoding="utf-8")

    def add(self, asked: Asked) -> None:
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps([asked.weights, asked.vertex]) + "\n")

    def remove(self) -> None:
        """The question is answered."""
        self.path.unlink(missing_ok=True)


def _digest(statement: Statement) -> str:
    return hashlib.sha256(json.dumps(fields_to_plain(statement), sort_keys=True).encode()).hexdigest()


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines() or [""]
    except FileNotFoundError:
        raise BadInput(f"{path}: there is no journal to go on with; ask without --resume") from None


def _read(lines: list[str]) -> Iterator[Asked]:
    for line in lines:
        try:
            weights, vertex = json.loads(line)
            yield Asked(_integers(weights), _integers(vertex))
        except (ValueError, TypeError):
            continue


def _integers(values: Any) -> tuple[int, ...]:
    if not isinstance(values, list) or not all(type(value) is int for value in values):
        raise ValueError("no integers")
    return tuple(values)
