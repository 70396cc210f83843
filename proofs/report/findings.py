"""What a finished check left in its output directory, read for the report: claims, readings, rows, certificates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any

from proofs import checker
from proofs.claims.claim import Claim
from proofs.plain import output
from proofs.plain.reading import BadInput

NOT_CHECKED = "not checked"


@dataclass(frozen=True)
class Document:
    """A certificate file: its text as it stands, and what the checker says of it, or why it refuses.

    `path` leads to it from where the report was asked for.
    """

    name: str
    path: Path
    text: str
    written: dict[str, Any]
    sentences: list[str]
    refusal: str | None = None


@dataclass(frozen=True)
class Finding:
    """One reading of a claim, its row of the table (`None`: not checked), and its certificate, if there is one.

    `wording` is `None` for a reading in the table that this version of the software does not know.
    """

    reading: str
    wording: str | None
    row: dict[str, Any] | None
    certificate: Document | None

    @property
    def verdict(self) -> str:
        """What was found; a refutation whose certificate the checker does not accept here and now decides nothing."""
        if self.row is None:
            return NOT_CHECKED
        unproved = self.certificate is None or self.certificate.refusal is not None
        return "undecided" if self.row["verdict"] == "refuted" and unproved else str(self.row["verdict"])


@dataclass(frozen=True)
class Entry:
    """A claim with what was found; `page` is the name of its page."""

    claim: str
    title: str
    where: str
    page: str
    findings: tuple[Finding, ...]

    @property
    def paper(self) -> str:
        return self.claim.partition("/")[0]

    @property
    def short(self) -> str:
        """The id without the paper."""
        return self.claim.partition("/")[2] or self.claim


def entries(source: Path, claims: Iterable[Claim]) -> list[Entry]:
    """All claims in their order, then those of the table that are not among them.

    Raises `BadInput` if there is no readable table.
    """
    rows = _rows(source)
    known = {claim.id: claim for claim in claims}
    order = list(dict.fromkeys([*known, *(row["claim"] for row in rows)]))
    pages = dict(zip(order, output.distinct(map(file_name, order)), strict=True))
    return [_entry(name, known, rows, pages[name], source) for name in order]


def _entry(name: str, known: Mapping[str, Claim], rows: list[dict[str, Any]], page: str, source: Path) -> Entry:
    claim = known.get(name)
    wordings = {} if claim is None else {reading.name: reading.wording for reading in claim.readings}
    by_reading = {row["reading"]: row for row in rows if row["claim"] == name}
    findings = []
    for reading in dict.fromkeys([*wordings, *by_reading]):
        row = by_reading.get(reading)
        findings.append(Finding(reading, wordings.get(reading), row, _document(row, source)))
    title, where = ("", "") if claim is None else (claim.title, claim.where)
    return Entry(name, title, where, page, tuple(findings))


_KEYS = ("claim", "reading", "verdict", "instances", "hypothesis_held", "exhausted", "left", "reason", "certificate")


def _rows(source: Path) -> list[dict[str, Any]]:
    path = source / "table.json"
    try:
        rows: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}; run `proofs check` first, or name its output with --from") from error
    except ValueError as error:
        raise BadInput(f"{path}: is not the table of a check: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) and set(_KEYS) <= set(row) for row in rows):
        raise BadInput(f"{path}: is not the table of a check: a list of objects with {', '.join(_KEYS)} was expected")
    return rows


def _document(row: dict[str, Any] | None, source: Path) -> Document | None:
    """The certificate that a row names, from the check's own directory, wherever it was when it was written."""
    if row is None or row["certificate"] is None:
        return None
    name = PurePath(PureWindowsPath(str(row["certificate"])).name).name
    path = source / "certificates" / name
    try:
        written = checker.read(str(path))
        text = path.read_bytes().decode("utf-8")
        return Document(name, path, text, written, checker.verify(written))
    except checker.NotACertificate as error:
        return Document(name, path, "", {}, [], str(error))
    except checker.Refused as error:
        return Document(name, path, text, written, [], str(error))


def file_name(name: str) -> str:
    """A name for a file that every system takes, for any string."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-.")[:100] or "claim"
