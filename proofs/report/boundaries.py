"""The page on where LY's theorems hold: what they say, what became of it, and what is true instead, with the pictures.

Told of the check that the site shows: the verdicts on what is printed, and on the readings named "corrected", with how
far they were tried, all of them in a table first. The proofs stand in the modules beside what tries them; the pictures
are those of the examples that draw a boundary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module, resources
from typing import Any

from proofs.claims.claim import Claim
from proofs.claims.families.lang_yang import PAPER
from proofs.report import corrected as corrected_table
from proofs.report.badges import badge
from proofs.report.examples import Example
from proofs.report.exhibits import figure
from proofs.report.findings import Entry
from proofs.report.html import Html, capital, element, table
from proofs.report.replacing import CORRECTED, linked, marked, tried

TITLE = "Where Lang and Yang's theorems hold"
PAGE = "boundaries.html"
PROVED = {
    "proofs.claims.families.unimodular_shapes": "Of the exact classes",
    "proofs.claims.families.one_uncertain": "Of one agent with several types",
    "proofs.claims.families.unimodular_needed": "Of the senses in which total unimodularity is necessary",
    "proofs.claims.families.all_quotas": "Of what is complete for all quotas without it",
    "proofs.claims.families.path_coefficients": "Of coefficients on a path",
    "proofs.claims.lang_yang.theorem_5": "Of assignment markets",
    "proofs.claims.families.compromises": "Of the compromise",
}
"""The modules in which the proofs stand."""
DRAWN = ("where_theorem_3_ends",)
"""The examples whose pictures show a boundary, by the names of their files."""


def corrected(claims: Iterable[Claim]) -> list[str]:
    """The claims of LY with readings that say what is true instead, without the paper's name, in their order."""
    return [
        claim.id.partition("/")[2]
        for claim in claims
        if claim.paper == PAPER and any(reading.name.startswith(CORRECTED) for reading in claim.readings)
    ]


def story(found: Iterable[Entry], claims: Iterable[Claim], shown: Iterable[Example]) -> tuple[Html, ...] | None:
    """The page for a check that has claims of LY with corrected readings; `None` for one that has not."""
    listed = list(claims)
    entries = {entry.short: entry for entry in found if entry.paper == PAPER}
    quotes = {claim.id.partition("/")[2]: claim.quotation for claim in listed if claim.paper == PAPER}
    names = [name for name in corrected(listed) if name in entries]
    if not names:
        return None
    return (
        element("h1", TITLE),
        *_introduction(),
        *corrected_table.section(entries.values(), PAPER),
        *(part for name in names for part in _claim(entries[name], quotes)),
        *_coefficients(kept_coefficients()),
        *_pictures(shown),
        element("h2", "Why", id="why"),
        *_proofs(),
        element("nav", element("a", "All claims", href="index.html"), aria_label="Claims"),
    )


def _introduction() -> Iterator[Html]:
    yield element(
        "p",
        "Lang and Yang ask on which structures of agents, objects, constraint sets and types Condition A describes the "
        "implementable rules whatever quotas and prior are, and answer by total unimodularity. Several of the answers "
        "fail as printed. Below stands, claim by claim, what is printed, what became of it, and what is true instead: "
        "“proved” where the sentence ends so, and tried like any other reading, on all small structures and on random "
        "ones. ",
        element("code", "proofs boundary"),
        " finds where a property ends in a family of structures, with a certificate for each of the least that fail; ",
        element("code", "proofs universal"),
        " decides one structure for all quotas at once.",
    )


def _claim(entry: Entry, quotes: Mapping[str, str]) -> Iterator[Html]:
    literal = entry.findings[0]
    yield element("h2", capital(entry.title), " (", linked(entry, entry.short), ")", id=entry.page)
    yield element("blockquote", element("p", quotes[entry.short]))
    yield element("p", "As printed (", linked(entry, literal.reading), "): ", badge(literal.verdict))
    yield from _repairs(entry)
    for place, finding in enumerate(entry.findings):
        if finding.reading.startswith(CORRECTED):
            name = capital(finding.reading.removeprefix(CORRECTED))
            yield element("h3", f"Instead: {name} (", linked(entry, "tried here", place), ") ", badge(finding.verdict))
            yield element("blockquote", element("p", finding.wording or finding.reading))
            yield element("p", tried(finding), class_="note")


def _repairs(entry: Entry) -> Iterator[Html]:
    """The other ways to read the claim, and what became of them."""
    items = [
        element("li", linked(entry, finding.reading, place), " ", badge(finding.verdict), f" {finding.wording}")
        for place, finding in enumerate(entry.findings)
        if place and finding.wording is not None and not finding.reading.startswith(CORRECTED)
    ]
    if items:
        yield element("details", element("summary", "Other readings, and what became of them"), element("ul", *items))


def kept_coefficients() -> list[dict[str, Any]]:
    """The rows of `benchmarks.coefficients`, as it wrote them."""
    kept = resources.files("proofs.report").joinpath("assets", "coefficients.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(kept)
    return rows


def _coefficients(rows: list[dict[str, Any]]) -> Iterator[Html]:
    yield element("h2", "How large must coefficients be on a path?", id="coefficients")
    yield element(
        "p",
        "Agents on a path, at most one unit for each edge and each agent; numbers of types in the order of the path. M "
        "is the least number such that inequalities with coefficients from -M to M describe the implementable rules. A "
        "facet that has the coefficient M and no smaller multiple is certified for each row; all facets were listed "
        "again by the checker where it says so. On three agents with n types each M is at least 2^(n - 1), as proved "
        "below.",
    )
    told = [
        [
            ", ".join(map(str, row["types"])),
            *(element("td", str(row[key]), class_="entry") for key in ("facets", "orbits", "least")),
            "yes" if row["listed_again"] else "no",
            element("td", str(row["seconds"]), class_="entry"),
        ]
        for row in rows
    ]
    yield table(("Types", "Facets", "Orbits", "Least M", "Listed again", "Seconds"), told, "Paths, and the least M")


def _pictures(shown: Iterable[Example]) -> Iterator[Html]:
    drawn = [example for example in shown if any(name in example.path for name in DRAWN) and example.figures]
    if not drawn:
        return
    yield element("h2", "The boundary drawn", id="pictures")
    for example in drawn:
        link = element("a", example.title, href=f"examples/{example.page}.html")
        yield element("p", "From the example ", link, ": numbers of types, from one more type to the next.")
        yield from (figure(svg, caption, caption) for caption, svg in example.figures)


def _proofs() -> Iterator[Html]:
    """The proofs as they stand in the modules, each paragraph one."""
    for module, words in PROVED.items():
        paragraphs = (import_module(module).__doc__ or "").split("\n\n")[1:]
        told = [element("p", marked(" ".join(paragraph.split()))) for paragraph in paragraphs]
        yield element("details", element("summary", words), *told)
