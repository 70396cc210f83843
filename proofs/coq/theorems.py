"""Which statement of Coq says a reading of a claim, and which theorem of Coq refutes or proves it.

The files of Coq say it themselves: directly before a definition or theorem stands a line

    (*| lang-yang-2023/theorem-3 | literal | refuted |*)

with the claim, the reading and what the sentence below is: the `statement`, that it is `refuted`, that it is `proved`,
or that it is `vacuous` (proved because nothing satisfies its hypothesis); a fourth part may say what a reader of this
verdict should know. A sentence of Coq ends with a full stop before white space. Nothing here runs Coq: `make coq` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from exact.showing.display import Displayed

Role = Literal["statement", "refuted", "proved", "vacuous"]

FOLDER = Path(__file__).parent
_MARK = re.compile(r"^\s*\(\*\|(.*)\|\*\)\s*$", re.MULTILINE)
_SENTENCE = re.compile(r"\s*(?:Definition|Theorem|Lemma|Corollary)\s+([\w']+).*?\.(?=\s)", re.DOTALL)
_COMMENT = re.compile(r"\s*\(\*.*?\*\)", re.DOTALL)
COQ_ONLY = " (Coq only)"
"""The end of the name of a reading that no hunt knows."""


@dataclass(frozen=True)
class Formal(Displayed):
    """A sentence of Coq: `text` is the definition or the theorem, `file` where it stands in the folder of Coq files."""

    claim: str
    reading: str
    role: Role
    name: str
    file: str
    text: str
    remark: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.file}){f'; {self.remark}' if self.remark else ''}"


@dataclass(frozen=True)
class Formalized(Displayed):
    """What Coq has of one reading; `None` for what it has not."""

    statement: Formal | None = None
    refuted: Formal | None = None
    proved: Formal | None = None
    vacuous: Formal | None = None

    @property
    def by_role(self) -> dict[Role, Formal | None]:
        return {role: getattr(self, role) for role in get_args(Role)}

    @property
    def theorem(self) -> Formal | None:
        """The theorem that settles the reading, if there is one."""
        return self.refuted or self.proved or self.vacuous

    def __str__(self) -> str:
        if self.theorem is not None:
            return f"{self.theorem.role} in Coq: {self.theorem}"
        return "not in Coq" if self.statement is None else f"stated in Coq: {self.statement}"


def sentences(text: str, file: str) -> Iterator[Formal]:
    """The marked sentences of a file of Coq. Raises `ValueError` for a mark that is none, or that marks nothing."""
    for mark in _MARK.finditer(text):
        parts = [part.strip() for part in mark[1].split("|")]
        line = text.count("\n", 0, mark.start(1)) + 1
        if len(parts) not in (3, 4) or parts[2] not in get_args(Role):
            expected = '"(*| claim | reading | statement, refuted, proved or vacuous |*)"'
            raise ValueError(f"{file}, line {line}: {expected} was expected, with a remark at most")
        place = mark.end()
        while comment := _COMMENT.match(text, place):
            if _MARK.match(comment[0].strip()):
                break
            place = comment.end()
        found = _SENTENCE.match(text, place)
        if found is None:
            raise ValueError(f"{file}, line {line}: no definition or theorem follows the mark")
        (role,) = (each for each in get_args(Role) if each == parts[2])
        yield Formal(parts[0], parts[1], role, found[1], file, found[0].strip(), "".join(parts[3:]))


@cache
def formal() -> tuple[Formal, ...]:
    """All marked sentences of the library, file by file. Raises `ValueError` for two of one role for one reading."""
    found: dict[tuple[str, str, Role], Formal] = {}
    for path in sorted(FOLDER.rglob("*.v")):
        file = path.relative_to(FOLDER).as_posix()
        for each in sentences(path.read_text(encoding="utf-8"), file):
            key = each.claim, each.reading, each.role
            if key in found:
                raise ValueError(f"{each.claim} ({each.reading}) is marked {each.role} twice: {found[key]}, {each}")
            found[key] = each
    return tuple(found.values())


def summarized() -> tuple[Formal, ...]:
    """The theorems of the files that summarize the papers, which have no marks; each is named with its module."""
    found = []
    for path in sorted(FOLDER.glob("Summary*.v")):
        text = path.read_text(encoding="utf-8")
        modules = re.findall(r"^Module (\w+)\.$", text, re.MULTILINE)
        for theorem in re.finditer(r"^Theorem (\w+).*?\.(?=\s)", text, re.MULTILINE | re.DOTALL):
            name = ".".join([*modules, theorem[1]])
            found.append(Formal("", "", "proved", name, path.name, theorem[0]))
    return tuple(found)


@cache
def _by_reading() -> Mapping[tuple[str, str], Formalized]:
    table: dict[tuple[str, str], Formalized] = {}
    for each in formal():
        key = each.claim, each.reading
        table[key] = replace(table.get(key, Formalized()), **{each.role: each})
    return table


def formalized(claim: str, reading: str) -> Formalized:
    """What Coq has of the reading of a claim, by their names."""
    return _by_reading().get((claim, reading), Formalized())
