"""Told lines set for reading: prose flows, and only lines whose columns stand under each other keep their spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from exact.showing.display import counted

SHOWN = 12
"""Profiles, terms, rows and names shown before the rest is left to the certificate, with their number."""


@dataclass
class Lists:
    """How lists are printed: whole, or their first entries; and how many entries were left out."""

    whole: bool = False
    left_out: int = 0


_LISTS: ContextVar[Lists | None] = ContextVar("lists", default=None)
Entry = TypeVar("Entry")


@contextmanager
def printing(whole: bool) -> Iterator[Lists]:
    """Lists are told whole within it, or cut; what is left out is counted."""
    lists = Lists(whole)
    token = _LISTS.set(lists)
    try:
        yield lists
    finally:
        _LISTS.reset(token)


def head(items: Sequence[Entry]) -> Sequence[Entry]:
    """The entries of a list that are told."""
    lists = _LISTS.get()
    return items if lists is not None and lists.whole else items[:SHOWN]


def rest(count: int, what: str, several: str = "") -> list[str]:
    """A line that says how many entries beyond those the certificate has, if there are any."""
    lists, more = _LISTS.get(), count - SHOWN
    if more <= 0 or (lists is not None and lists.whole):
        return []
    if lists is not None:
        lists.left_out += more
    return [f"    ... and {counted(more, what, several or f'{what}s')} more, all in the certificate"]


def others(count: int, what: str = "other", indent: str = "  ") -> list[str]:
    """A line that says how many entries there are beyond those that are told, and how to see them, if there are any."""
    lists, more = _LISTS.get(), count - SHOWN
    if more <= 0 or (lists is not None and lists.whole):
        return []
    return [f"{indent}... and {counted(more, what)} (--all prints all)"]


INDENT = 8
"""Lines that begin with more spaces are heads of columns."""
WRAPPED = 80
"""A line that is longer and ends without a stop was wrapped by hand, and goes on in the next."""


def blocks(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """The lines in order, those in columns (`True`) apart from prose."""
    for columns, block in groupby(lines, _in_columns):
        yield columns, list(block)


def _in_columns(line: str) -> bool:
    """Whether the line has spaces that stand for something."""
    return re.search(r"\S {2,}\S", line) is not None or len(line) - len(line.lstrip(" ")) > INDENT


def joined(lines: Iterable[str]) -> list[str]:
    """Sentences that were wrapped by hand as one line each; empty lines are left out."""
    found: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line and not line[0].isdigit():
            found[-1] += " " + line.strip()
        elif line:
            found.append(line)
        wrapped = len(line) > WRAPPED and not line.startswith(" ") and not line.endswith((".", ":", ";"))
        goes_on = wrapped or line.endswith(",")
    return found
