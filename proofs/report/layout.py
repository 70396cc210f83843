"""Told lines set for reading: prose flows, and only lines whose columns stand under each other keep their spaces."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from exact.pictures import latex
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


INDENT = 8
"""Lines that begin with more spaces are heads of columns."""
FOOTNOTE, SCRIPT = 95, 115
"""So many characters of a typewriter line fit on a page in LaTeX's \\footnotesize, and in \\scriptsize."""
WRAPPED = 80
"""A line that is longer and ends without a stop was wrapped by hand, and goes on in the next."""


def blocks(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """The lines in order, those in columns (`True`) apart from prose."""
    for columns, block in groupby(lines, _in_columns):
        yield columns, list(block)


def _in_columns(line: str) -> bool:
    """Whether the line has spaces that stand for something."""
    return re.search(r"\S {2,}\S", line) is not None or len(line) - len(line.lstrip(" ")) > INDENT


def to_latex(lines: Iterable[str]) -> list[str]:
    """Paragraphs of LaTeX, none of which is wider than the page of `latex.document`."""
    written: list[str] = []
    for columns, block in blocks(lines):
        if columns:
            written.append(verbatim(block))
        else:
            written += map(_paragraph, joined(block))
    return written


def joined(lines: Iterable[str]) -> list[str]:
    """Sentences that were wrapped by hand as one line each; empty lines are left out."""
    found: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line:
            found[-1] += " " + line.strip()
        elif line:
            found.append(line)
        wrapped = len(line) > WRAPPED and not line.startswith(" ") and not line.endswith((".", ":", ";"))
        goes_on = wrapped or line.endswith(",")
    return found


def _paragraph(line: str) -> str:
    """A line as a paragraph, indented as a whole where the line is."""
    depth = len(line) - len(line.lstrip(" "))
    shown = latex.escape(line.strip())
    return rf"{{\leftskip={depth / 2:g}em\relax {shown}\par}}" if depth else shown


def verbatim(lines: list[str]) -> str:
    """Lines in typewriter, small enough for the page; longer ones are broken, and go on with a deeper indent."""
    shown = [_typed(line) for line in lines]
    size = r"\footnotesize" if max(map(len, shown)) <= FOOTNOTE else r"\scriptsize"
    fitting = [part for line in shown for part in _broken(line)]
    return "\n".join([f"{{{size}", r"\begin{verbatim}", *fitting, r"\end{verbatim}", "}"])


def _broken(line: str) -> list[str]:
    if len(line) <= SCRIPT:
        return [line]
    deeper = " " * (len(line) - len(line.lstrip(" ")) + 4)
    return textwrap.wrap(line, SCRIPT, subsequent_indent=deeper[:INDENT], drop_whitespace=False)


def _typed(line: str) -> str:
    """The line in characters that typewriter type has, and without what would end it."""
    shown = "".join(c if c.isascii() and c.isprintable() else f"[U+{ord(c):04X}]" for c in line)
    return shown.replace(r"\end{verbatim}", r"\end {verbatim}")
