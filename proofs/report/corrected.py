"""The table of corrected theorems: what is true instead, and how many structures stand behind each.

Every number is read from the record of a check (`proofs.report.findings`): of each reading named "corrected" the
instances that were tried, those on which its hypothesis holds, and the families that were tried to their end; and
beside it, of the other readings of the same claim that the check refuted, the counterexample and its certificate: what
lies outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from proofs.report.badges import badge
from proofs.report.findings import Entry, Finding
from proofs.report.html import Html, element, table
from proofs.report.replacing import CORRECTED, linked

FILE = "corrected.json"
"""The table as data, in the site."""

BASES = {"(proved)": "proved", "(tested, not proved)": "tested"}
"""How the wording of a corrected reading ends, and what that says."""


def rows(found: Iterable[Entry]) -> list[dict[str, Any]]:
    """One object for each corrected reading, in the order of the claims; numbers are null where it was not checked."""
    return [
        _row(entry, finding)
        for entry in found
        for finding in entry.findings
        if finding.reading.startswith(CORRECTED) and finding.wording is not None
    ]


def _row(entry: Entry, finding: Finding) -> dict[str, Any]:
    wording = finding.wording or ""
    basis = next((basis for end, basis in BASES.items() if wording.endswith(end)), "tested")
    row = finding.row or {}
    return {
        "claim": entry.claim,
        "reading": finding.reading,
        "statement": wording,
        "basis": basis,
        "verdict": finding.verdict,
        "instances": row.get("instances"),
        "hypothesis_held": row.get("hypothesis_held"),
        "failing": None if finding.row is None else int(finding.verdict == "refuted"),
        "exhausted": row.get("exhausted", []),
        "in_part": row.get("left", []),
        "outside": list(_outside(entry)),
    }


def _outside(entry: Entry) -> Iterator[dict[str, Any]]:
    """What the other readings of the claim fail on, with the names of the certificates that the checker accepts."""
    for finding in entry.findings:
        if finding.verdict == "refuted" and finding.row is not None and finding.certificate is not None:
            yield {
                "reading": finding.reading,
                "counterexample": finding.row.get("counterexample"),
                "smallest": finding.row.get("smallest"),
                "certificate": finding.certificate.name,
            }


def text(found: Iterable[Entry]) -> Iterator[str]:
    """The table in lines."""
    for row in rows(found):
        yield f"{row['claim']} ({row['reading']}): {row['basis']}; {_in_words(row)}"
        yield f"    {row['statement']}"
        for words in row["exhausted"]:
            yield f"    to the end: {words}"
        for words in row["in_part"]:
            yield f"    in part: {words}"
        for failure in row["outside"]:
            yield f"    outside ({failure['reading']}): {failure['counterexample']}; {failure['certificate']}"


def _in_words(row: dict[str, Any]) -> str:
    if row["instances"] is None:
        return "no part of the check"
    failing = "none failing" if row["failing"] == 0 else "one failing"
    return f"{row['instances']} tried, the hypothesis held in {row['hypothesis_held']}, {failing}"


def section(found: Iterable[Entry], paper: str) -> Iterator[Html]:
    """The table of one paper, as a section of a page."""
    listed = [entry for entry in found if entry.paper == paper]
    told = [
        _cells(entry, finding, place)
        for entry in listed
        for place, finding in enumerate(entry.findings)
        if finding.reading.startswith(CORRECTED) and finding.wording is not None
    ]
    head = ("Claim", "What is true instead", "Known", "Verdict", "Tried", "Held", "To the end", "Outside")
    yield element("h2", "All of them in a table", id="table")
    yield element(
        "p",
        "Numbers are those of this check. “Outside” are the counterexamples of the claim's other readings, with their "
        "certificates. The same as data is in ",
        element("a", FILE, href=FILE),
        ", and ",
        element("code", "proofs claims --corrected"),
        " prints it.",
    )
    yield table(head, told, "What replaces each statement, and what stands behind it")


def _cells(entry: Entry, finding: Finding, place: int) -> list[Any]:
    row = _row(entry, finding)
    failures = [
        element("li", f"{failure['counterexample']} (", _certificate(failure["certificate"]), ")")
        for failure in row["outside"]
    ]
    return [
        element("th", linked(entry, entry.short, place), scope="row"),
        element("td", finding.reading.removeprefix(CORRECTED), class_="told"),
        row["basis"],
        element("td", badge(finding.verdict)),
        element("td", _number(row["instances"]), class_="entry"),
        element("td", _number(row["hypothesis_held"]), class_="entry"),
        element("td", "; ".join(row["exhausted"]), class_="told"),
        element("td", element("ul", *failures) if failures else "", class_="told"),
    ]


def _certificate(name: str) -> Html:
    return element("a", "certificate", href=f"certificates/{name}", download=name)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
