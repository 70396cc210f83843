"""With what the site begins: a picture of each paper's printed proofs, and what a referee would say first.

First the numbered results that are refuted or vacuous as printed, theorems before lemmas; then those that are not, but
have lost their printed proof, because something that it rests on fell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from exact.pictures.dark import with_dark
from exact.showing.display import counted
from proofs.claims.claim import LITERAL, Claim
from proofs.claims.resting import FELL, RESULTS, Path, Resting, Verdicts, resting, result
from proofs.plain.reading import BadInput
from proofs.report.badges import badge
from proofs.report.findings import Entry
from proofs.report.html import Html, drawing, element, joined, table
from proofs.report.resting import is_lost, lost_told, picture, repairs, support_told, verdict_of

LONG = 160
"""A counterexample with more characters stands on the page of its claim alone."""


@dataclass(frozen=True)
class Reviewed:
    """The claims with what a check found: for each paper its title and its graph, and where the page of a claim is."""

    papers: Mapping[str, tuple[str, Resting]]
    verdicts: Verdicts
    rows: Mapping[str, dict[str, Any]]
    pages: Mapping[str, str]
    robust: Mapping[str, str]
    """Of refuted claims how far the counterexample to the literal reading can be moved, where that is known."""

    @classmethod
    def of(
        cls,
        found: Iterable[Entry],
        claims: Iterable[Claim],
        titles: Mapping[str, str],
        robust: Iterable[Mapping[str, Any]] = (),
    ) -> Reviewed:
        """Papers without a numbered result or a step from one claim to another are left out.

        Raises `BadInput` if a claim is said to rest on what is no claim, or proofs go in a circle.
        """
        listed = list(found)
        try:
            graph = resting(claims)
        except ValueError as error:
            raise BadInput(str(error)) from error
        papers = dict.fromkeys(claim.paper for claim in graph.claims.values())
        graphs = {paper: (titles.get(paper, paper), graph.of(paper)) for paper in papers}
        return cls(
            {paper: (title, one) for paper, (title, one) in graphs.items() if one.drawn().claims},
            {(entry.claim, finding.reading): finding.verdict for entry in listed for finding in entry.findings},
            {entry.claim: entry.findings[0].row for entry in listed if entry.findings[0].row is not None},
            {entry.claim: f"claims/{quote(entry.page)}.html" for entry in listed},
            {row["claim"]: str(row["sentence"]) for row in robust if row["reading"] == LITERAL},
        )


def first_paragraphs(reviewed: Reviewed) -> Iterator[Html]:
    """For each paper the picture of its numbered statements, and the findings on them."""
    for paper, (title, graph) in reviewed.papers.items():
        yield element("h2", title)
        yield _figure(reviewed, paper, short=True)
        yield element("p", element("a", "All steps of the printed proofs", href=f"proofs.html#{quote(paper)}"))
        yield from _findings(reviewed, graph)


def proofs_page(reviewed: Reviewed) -> Iterator[Html]:
    """The graph of each paper with all its steps, drawn and as a table."""
    yield element("h1", "What the printed proofs rest on")
    yield element(
        "p",
        "For each statement the statements that its printed proof invokes. If one of these is refuted or vacuous as "
        "printed, the printed proof is lost; the statement may be true all the same.",
    )
    for paper, (title, graph) in reviewed.papers.items():
        yield element("h2", title, id=paper)
        yield _figure(reviewed, paper, short=False)
        rows = [_row(reviewed, graph, claim) for claim in graph.drawn().claims]
        yield table(
            ("Statement", "As printed", "Its printed proof rests on", "and is lost with"), rows, f"{paper}: steps"
        )
    yield element("nav", element("a", "All claims", href="index.html"), aria_label="Claims")


def _figure(reviewed: Reviewed, paper: str, short: bool) -> Html:
    title, graph = reviewed.papers[paper]
    what = "What the printed proofs of the numbered statements rest on" if short else "What the printed proofs rest on"
    shown = picture(graph, reviewed.verdicts, f"{what}: {title}", reviewed.pages.get, short)
    box = element(
        "div", drawing(with_dark(shown.svg)), class_="scroll", tabindex=0, role="region", aria_label=f"{paper}: {what}"
    )
    return element("figure", box, class_="proofs")


def _row(reviewed: Reviewed, graph: Resting, claim: str) -> list[Html]:
    known = graph.claims[claim]
    supports = [
        joined([_link(reviewed, support.claim, str(support)), f": {support_told(graph, support, reviewed.verdicts)}"])
        for support in graph.supports[claim]
    ]
    lost = graph.lost_with(claim, reviewed.verdicts)
    return [
        element("th", _link(reviewed, claim), element("small", known.where), scope="row"),
        badge(verdict_of(claim, reviewed.verdicts)),
        joined(element("p", one, class_="rests") for one in supports),
        joined(element("p", lost_told(path), class_="rests") for path in lost),
    ]


def _findings(reviewed: Reviewed, graph: Resting) -> Iterator[Html]:
    """What fell among the numbered results, and which of the others have lost their printed proof."""
    named = {claim: name for claim in graph.claims if (name := result(graph.claims[claim])) is not None}
    ranked = sorted(named, key=lambda claim: RESULTS.index(named[claim].partition(" ")[0]))
    fell = [claim for claim in ranked if verdict_of(claim, reviewed.verdicts) in FELL]
    lemmas = [claim for claim in fell if named[claim].startswith("Lemma")]
    others = [claim for claim in fell if claim not in lemmas]
    lost = [claim for claim in ranked if is_lost(graph, claim, reviewed.verdicts)]
    if fell:
        yield element("h3", "What is not true as printed")
        yield element("ul", *(_fallen(reviewed, graph, claim, named[claim]) for claim in others or lemmas))
    if others and lemmas:
        items = [_fallen(reviewed, graph, claim, named[claim]) for claim in lemmas]
        yield element("details", element("summary", f"and {counted(len(lemmas), 'lemma')}"), element("ul", *items))
    if lost:
        yield element("h3", "What has lost its printed proof")
        yield element("ul", *(_lost(reviewed, graph, claim, named[claim]) for claim in lost))


def _fallen(reviewed: Reviewed, graph: Resting, claim: str, name: str) -> Html:
    """One sentence: the result, what refutes it, and which of its other readings survived."""
    known = graph.claims[claim]
    row = reviewed.rows[claim]
    if verdict_of(claim, reviewed.verdicts) == "vacuous":
        why = "is vacuous as printed: no instance satisfies its hypothesis"
    elif len(str(row.get("counterexample"))) <= LONG:
        why = f"is refuted as printed, by {row['counterexample']}"
    else:
        why = "is refuted as printed, by the instance on its page"
    far = reviewed.robust.get(claim, "") if verdict_of(claim, reviewed.verdicts) == "refuted" else ""
    moved = f" As to the counterexample, {far}." if far else ""
    said = [_link(reviewed, claim, name), f" ({known.title}) {why}{_readings(known, reviewed.verdicts)}.{moved}"]
    return element("li", *said)


def _readings(claim: Claim, verdicts: Verdicts) -> str:
    """What became of the other readings."""
    survived, count = repairs(claim, verdicts), len(claim.readings) - 1
    if len(survived) == 1:
        return f"; the reading “{survived[0]}” survived"
    if survived and len(survived) == count:
        return f"; all its {count} other readings survived"
    if survived:
        return f"; {len(survived)} of its {count} other readings survived"
    return "; no other reading of it survived" if count else ""


def _lost(reviewed: Reviewed, graph: Resting, claim: str, name: str) -> Html:
    """One sentence: the result, and on what that fell its printed proof rests."""
    known, verdict = graph.claims[claim], verdict_of(claim, reviewed.verdicts)
    causes = [_cause(reviewed, graph, path) for path in graph.lost_with(claim, reviewed.verdicts)]
    said = [_link(reviewed, claim, name), f" ({known.title}): {verdict}, but its printed proof rests on "]
    return element("li", *said, joined(causes, "; "), ".")


def _cause(reviewed: Reviewed, graph: Resting, path: Path) -> Html:
    """A link to what fell, with what became of it, and by way of what the proof rests on it."""
    *way, end = path
    told = f" ({support_told(graph, end, reviewed.verdicts)})"
    between = joined([_link(reviewed, one.claim, str(one)) for one in way], ", ")
    return joined([_link(reviewed, end.claim, str(end)), told, *([", by way of ", between] if way else [])])


def _link(reviewed: Reviewed, claim: str, name: str = "") -> Html:
    return element("a", name or claim.partition("/")[2], href=reviewed.pages[claim])
