"""A list of claims, readings or theorems as a table: on a page one that can be sorted, in a paper one of booktabs.

The rows are those that the commands print with `--json`, of which a list names the columns that it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exact.showing.display import Displayed
from exact.showing.drawing import Html, escaped, table
from proofs.report.mathematics import code, typeset
from proofs.report.paper_parts import booktabs

NAME = re.compile(r"[\w.-]*[_/][\w./-]*")
"""Ids, files and names of theorems, which are set in typewriter."""
LINE, GREATEST = 100, 60
"""So many characters are on a line of a page, and a column counts as so many at most, where its width is shared out."""
SHARED = 0.93
"""Of the width of the text; the rest is between the columns."""
PIECES = re.compile(r"[^\s/._-]+[/._-]*")
"""What no line breaks."""


@dataclass(frozen=True)
class Listing(Displayed):
    """Rows of words below the names of their columns."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @staticmethod
    def of(title: str, entries: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Listing:
        """Of entries as data; `columns` says which are shown, and as what."""
        rows = tuple(tuple(in_words(entry.get(key)) for key in columns) for entry in entries)
        return Listing(title, tuple(columns.values()), rows)

    def show(self) -> Html:
        """The table of a page."""
        return table([[escaped(cell) for cell in row] for row in self.rows], self.heads, self.title)

    def to_latex(self) -> str:
        """The table of a paper; its columns share the width as their longest words ask for it."""
        columns = "".join(
            rf">{{\raggedright\arraybackslash}}p{{{SHARED * share:.3f}\textwidth}}" for share in self.shares()
        )
        body = [
            row
            for cells in self.rows
            for row in ([code(cell) if NAME.fullmatch(cell) else typeset(cell) for cell in cells], [])
        ]
        inside = booktabs(list(map(typeset, self.heads)), body[:-1], columns, most=0)
        return "{\\small\\setlength{\\tabcolsep}{3pt}\n" + inside + "}"

    def shares(self) -> list[float]:
        """Of the width of a page: each column has room for its longest piece, and more as it has longer cells."""
        cells = [[head, *(row[k] for row in self.rows)] for k, head in enumerate(self.heads)]
        pieces = [1 + max(len(piece) for cell in column for piece in PIECES.findall(cell) or [""]) for column in cells]
        longest = [min(max(map(len, column)), GREATEST) for column in cells]
        over = max(0, LINE - sum(pieces)) / sum(longest)
        wide = [piece + over * each for piece, each in zip(pieces, longest, strict=True)]
        return [each / sum(wide) for each in wide]


def in_words(value: Any) -> str:
    """An entry of the data as a cell has it: lists with semicolons, of an object what is not empty."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Mapping):
        told = [in_words(each) for each in value.values()]
        if set(value) == {"claim", "reading"}:
            return f"{told[0]} ({told[1]})"
        return ", ".join(filter(None, told))
    if isinstance(value, list | tuple):
        return "; ".join(map(in_words, value))
    return str(value)
