"""Where the command writes: into directories that take it, under names that differ."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from proofs.plain.reading import BadInput

_LONGEST = 100
"""So many characters of a part of a file's name are kept; file systems take about 250 in all."""


def directory(path: Path | None) -> Path | None:
    """The path, if it is a directory that can be written to, or can be made one. Raises `BadInput`.

    It is asked before any work is done, so that no hunt of hours ends for want of a place for what it found.
    """
    if path is None:
        return None
    there = next(place for place in (path.absolute(), *path.absolute().parents) if os.path.exists(place))
    named = "this" if there == path.absolute() else str(there)
    if not there.is_dir():
        raise BadInput(f"{path}: {named} is a file, not a directory; name a directory to write to")
    if not os.access(there, os.W_OK | os.X_OK):
        raise BadInput(f"{path}: {named} may not be written to; name another directory")
    return path


def names(files: Iterable[str]) -> dict[str, str]:
    """For each file the beginning of the names of what is written about it: its stem, with a number if that is taken.

    >>> names(["a/x.json", "b/x.json", "-", "a/x.json"])
    {'a/x.json': 'x', 'b/x.json': 'x-2', '-': 'stdin'}
    """
    listed = list(dict.fromkeys(files))
    stems = ("stdin" if file == "-" else Path(file).stem for file in listed)
    return dict(zip(listed, distinct(stems), strict=True))


def distinct(given: Iterable[str]) -> Iterator[str]:
    """The names with a number after those that came before; capitals do not distinguish files everywhere."""
    taken: set[str] = set()
    for name in given:
        chosen, number = name, 1
        while chosen.casefold() in taken:
            number += 1
            chosen = f"{name}-{number}"
        taken.add(chosen.casefold())
        yield chosen


def part(words: str) -> str:
    """Words as a part of a file's name: without blanks and separators, and not too long.

    >>> part("beside endowment")
    'beside-endowment'
    """
    whole = re.sub(r"[^\w.,=-]+", "-", words)
    if len(whole) <= _LONGEST:
        return whole
    return whole[:_LONGEST] + "-" + hashlib.sha256(words.encode()).hexdigest()[:8]
