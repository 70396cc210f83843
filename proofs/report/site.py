"""A finished check as a static site: the table of claims, a page for each claim, and a page for each worked example.

Every page is complete in itself (`proofs.report.pages`). The same findings give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from proofs import certificates, checker
from proofs.claims.claim import LITERAL, Claim
from proofs.coq.theorems import formalized
from proofs.report import boundaries, corrected, examples, formal, replacing, robust
from proofs.report.badges import MEANINGS, badge, css_class
from proofs.report.claims import in_short
from proofs.report.examples import Example
from proofs.report.exhibits import exhibits_of, figure
from proofs.report.findings import NOT_CHECKED, Document, Entry, Finding, entries
from proofs.report.first_page import Reviewed, first_paragraphs, proofs_page
from proofs.report.html import Html, capital, element, joined
from proofs.report.pages import CHECKER_SCRIPT, SORTING, certificate_text, commands, link_to_file, page, trusting
from proofs.report.steps import numbered


@dataclass(frozen=True)
class Site:
    """What was written: the first page, how many pages there are, and what is wrong with certificates."""

    index: Path
    pages: int
    complaints: tuple[str, ...]


def build(source: Path, target: Path, claims: Iterable[Claim], example_files: Path | None = None) -> Site:
    """Write the site of the check in `source` to `target`. Raises `BadInput` if there is no finished check."""
    listed = list(claims)
    found = entries(source, listed)
    shown = examples.collect(example_files)
    reviewed = Reviewed.of(found, listed, PAPERS, robust.kept_rows(source))
    replaced = replacing.story(found, listed)
    bounded = boundaries.story(found, listed, shown)
    believed = formal.has_any(listed)
    further = [
        *([_believed()] if believed else []),
        *([_bounded()] if bounded is not None else []),
        *([_replaced()] if replaced is not None else []),
    ]
    pages = {"index.html": _index(found, shown, reviewed, further)}
    if bounded is not None:
        pages[boundaries.PAGE] = _page(boundaries.TITLE, "", *bounded)
        pages[corrected.FILE] = json.dumps(corrected.rows(found), indent=1) + "\n"
    if believed:
        pages[formal.PAGE] = _page(formal.TITLE, "", *formal.page(listed))
    if reviewed.papers:
        pages["proofs.html"] = _page("What the printed proofs rest on", "", *proofs_page(reviewed))
    if replaced is not None:
        pages[replacing.PAGE] = _page(replacing.TITLE, "", *replaced.body)
    for place, entry in enumerate(found):
        pages[f"claims/{entry.page}.html"] = _claim(found, place)
    for example in shown:
        pages[f"examples/{example.page}.html"] = _example(example)
    certified = [finding.certificate for entry in found for finding in entry.findings if finding.certificate]
    files = {f"certificates/{one.name}": one.text for one in certified if one.refusal is None}
    files |= (
        {} if replaced is None else {f"certificates/{name}": shown for name, shown in replaced.certificates.items()}
    )
    files["checker.py"] = Path(checker.__file__).read_text(encoding="utf-8")
    _replace(target, {**pages, **files})
    complaints = tuple(f"{one.name}: {one.refusal}" for one in certified if one.refusal is not None)
    return Site(target / "index.html", sum(name.endswith(".html") for name in pages), complaints)


MANIFEST = "files.json"
"""The files of a site with their SHA-256: what a later run may delete, and nothing else."""


def _replace(target: Path, files: dict[str, str]) -> None:
    """Write the files, and delete those of an earlier run that are no part of the site any more."""
    content = {name: text.encode("utf-8") for name, text in files.items()}
    for name, digest in _written_before(target).items():
        path = target / name
        inside = path.resolve().is_relative_to(target.resolve())
        if name not in content and inside and path.is_file() and _digest(path.read_bytes()) == digest:
            path.unlink()
    for name, written in content.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(written)
    manifest = {name: _digest(written) for name, written in sorted(content.items())}
    (target / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _written_before(target: Path) -> dict[str, str]:
    """The manifest of an earlier run; nothing if there is none that can be read."""
    try:
        listed: Any = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = listed.items() if isinstance(listed, dict) else ()
    return {name: digest for name, digest in pairs if isinstance(digest, str)}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# ---------------------------------------------------------------------------------------------------------- pages


def _page(title: str, up: str, *body: Any, scripts: Sequence[str] = ()) -> str:
    """A page of the site; `up` leads to the directory of the index."""
    link = element("a", "checker.py", href=f"{up}checker.py", download=True)
    return page(title, *body, home=f"{up}index.html", trust=trusting(link), scripts=scripts)


# ---------------------------------------------------------------------------------------------------------- index


PAPERS = {
    "lang-yang-2023": "Lang & Yang (2023), Reduced-Form Allocations for Multiple Indivisible Objects under Constraints",
    "valenzuela-stookey-2026": "Valenzuela-Stookey (2026), Obviously Strategy-Proof Multi-Dimensional Allocation and "
    "the Value of Choice",
}
"""The papers by the first part of their claims' ids."""


GROUPS = {
    "exact": "Exact mathematics",
    "lang_yang": "Lang & Yang (2023)",
    "valenzuela_stookey": "Valenzuela-Stookey (2026)",
    "own_claims": "Claims of one's own",
}
"""The headings of the worked examples, by their directory."""


def _index(found: list[Entry], shown: list[Example], reviewed: Reviewed, further: list[Html]) -> str:
    pairs = [(entry, finding) for entry in found for finding in entry.findings]
    checked = [(entry, finding) for entry, finding in pairs if finding.row is not None]
    return _page(
        "Claims and counterexamples",
        "",
        element("h1", "Claims and counterexamples"),
        element(
            "p",
            "What two papers claim about allocation mechanisms, and what an exact hunt for counterexamples ended with. "
            "A literal reading is the paper's words as printed; the other readings are repairs, named for what they "
            "change. There are also ",
            element("a", "worked examples", href="#examples"),
            ".",
        ),
        *further,
        *first_paragraphs(reviewed),
        element("h2", "All readings", id="readings") if reviewed.papers else None,
        element("ul", *(element("li", f"{paper}: {title}") for paper, title in PAPERS.items())),
        _summary(pairs),
        _filters(checked),
        _table(found),
        _not_checked(found),
        element("h2", "Worked examples", id="examples"),
        _example_list(shown),
        scripts=("filter.js",),
    )


def _believed() -> Html:
    link = element("a", formal.TITLE[0].lower() + formal.TITLE[1:], href=formal.PAGE)
    return element("p", "What Coq refutes and proves of this, and ", link, ", has a page.")


def _bounded() -> Html:
    link = element("a", boundaries.TITLE[0].lower() + boundaries.TITLE[1:], href=boundaries.PAGE)
    return element("p", "On LY there is a page that tells ", link, ", exactly where that is known.")


def _replaced() -> Html:
    link = element("a", replacing.TITLE.lower(), href=replacing.PAGE)
    return element("p", "On VS's mechanisms there is a page that tells ", link, ", with the smallest markets.")


def _summary(pairs: list[tuple[Entry, Finding]]) -> Html:
    """How many readings ended how; each number leads to the table so filtered."""
    terms = []
    for verdict, meaning in MEANINGS.items():
        count = sum(finding.verdict == verdict for _, finding in pairs)
        if count:
            place = "#not-checked" if verdict == NOT_CHECKED else f"#verdict={quote(verdict)}"
            link = element("a", f"{count} {verdict}", href=place)
            terms.append(element("div", element("dt", link), element("dd", meaning), class_=css_class(verdict)))
    return element("dl", *terms, class_="summary")


def _filters(pairs: list[tuple[Entry, Finding]]) -> Html:
    """The form that filters the table; without scripts it stays hidden."""
    papers = dict.fromkeys(entry.paper for entry, _ in pairs)
    verdicts = [verdict for verdict in MEANINGS if any(finding.verdict == verdict for _, finding in pairs)]
    names = dict.fromkeys(finding.reading for _, finding in pairs if finding.reading != LITERAL)
    readings = [(LITERAL, LITERAL), ("repaired", "any repair"), *((f"={name}", name) for name in names)]
    return element(
        "form",
        _select("paper", "Paper", [(paper, paper) for paper in papers]),
        _select("verdict", "Verdict", [(verdict, verdict) for verdict in verdicts]),
        _select("reading", "Reading", readings),
        element("label", "Words ", element("input", type="search", name="words", autocomplete="off")),
        element("button", "Show all", type="reset"),
        element("output", f"{len(pairs)} of {len(pairs)} shown", name="count", aria_live="polite"),
        id="filters",
        hidden=True,
        aria_label="Filter the table",
    )


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> Html:
    choices = [element("option", "all", value=""), *(element("option", text, value=value) for value, text in options)]
    return element("label", f"{label} ", element("select", *choices, name=name))


def _table(found: list[Entry]) -> Html:
    head = element("tr", *(element("th", word, scope="col") for word in ("Claim", "Reading", "Verdict", "Found")))
    rows = [
        _row(entry, finding, place)
        for entry in found
        for place, finding in enumerate(entry.findings)
        if finding.row is not None
    ]
    caption = element("caption", "The claims, in the order of the papers")
    return element("table", caption, element("thead", head), element("tbody", *rows), id="claims")


def _not_checked(found: list[Entry]) -> Html | None:
    """The readings that were no part of the check, folded away; nothing if all were."""
    items = [
        element("li", element("a", entry.short, href=f"claims/{quote(entry.page)}.html#{_anchor(place)}"), reading)
        for entry in found
        for place, finding in enumerate(entry.findings)
        if finding.row is None
        for reading in [f" ({finding.reading})"]
    ]
    if not items:
        return None
    told = "1 reading was" if len(items) == 1 else f"{len(items)} readings were"
    return element(
        "details", element("summary", f"{told} no part of this check"), element("ul", *items), id="not-checked"
    )


def _row(entry: Entry, finding: Finding, place: int) -> Html:
    link = element("a", entry.short, href=f"claims/{quote(entry.page)}.html#{_anchor(place)}")
    return element(
        "tr",
        element(
            "th", link, element("small", f"{capital(entry.title)}; " if entry.title else "", _place(entry)), scope="row"
        ),
        element("td", finding.reading),
        element("td", badge(finding.verdict)),
        element("td", "" if finding.row is None else in_short(finding.row), class_="found"),
        data_paper=entry.paper,
        data_verdict=finding.verdict,
        data_reading=finding.reading,
    )


def _anchor(place: int) -> str:
    return f"reading-{place + 1}"


def _example_list(shown: list[Example]) -> Html:
    if not shown:
        return element("p", "There are no examples beside this installation, so none are shown.")
    groups = dict.fromkeys(example.group for example in shown)
    parts: list[Html] = []
    for group in groups:
        items = [
            element("li", element("a", example.heading, href=f"examples/{quote(example.page)}.html"))
            for example in shown
            if example.group == group
        ]
        parts += [element("h3", GROUPS.get(group) or capital(group.replace("_", " "))), element("ul", *items)]
    return joined(parts)


# ---------------------------------------------------------------------------------------------------------- claims


def _claim(found: list[Entry], place: int) -> str:
    entry = found[place]
    body = [*_claim_body(entry, "../certificates/"), _neighbours(found, place)]
    return _page(_claim_title(entry), "../", *body, scripts=_claim_scripts(entry))


def claim_page(entry: Entry, source: Path) -> str:
    """The page of one claim of the check in `source`, by itself."""
    trust = trusting(element("code", "proofs/checker.py"))
    body = _claim_body(entry, f"{source.as_posix()}/certificates/")
    return page(_claim_title(entry), *body, trust=trust, scripts=_claim_scripts(entry))


def _claim_title(entry: Entry) -> str:
    return f"{capital(entry.title or entry.short)} ({entry.paper})"


def _claim_scripts(entry: Entry) -> tuple[str, ...]:
    certified = any(finding.certificate and finding.certificate.refusal is None for finding in entry.findings)
    return (CHECKER_SCRIPT, SORTING) if certified else ()


def _claim_body(entry: Entry, certificates: str) -> list[Html]:
    """All readings of a claim; its certificates lie in this place."""
    return [
        element("h1", capital(entry.title or entry.short)),
        element("p", _place(entry), class_="where"),
        *(_finding(entry.claim, finding, number, certificates) for number, finding in enumerate(entry.findings)),
    ]


def _place(entry: Entry) -> str:
    """The paper and where in it the claim stands."""
    return f"{entry.paper}; {entry.where}" if entry.where else entry.paper


def _neighbours(found: list[Entry], place: int) -> Html:
    links = [element("a", "All claims", href="../index.html")]
    for step, word in ((-1, "Before: "), (1, "After: ")):
        if 0 <= place + step < len(found):
            other = found[place + step]
            links.append(element("a", word + other.short, href=f"{quote(other.page)}.html"))
    return element("nav", *links, aria_label="Claims")


def _finding(claim: str, finding: Finding, place: int, beside: str) -> Html:
    title = element("h2", f"Reading: {finding.reading} ", badge(finding.verdict))
    wording = finding.wording or "This version of the software does not know the wording of this reading."
    said = [element("blockquote", element("p", wording))]
    if finding.row is None:
        said.append(element("p", "It was not part of this check; ", element("code", "proofs check"), " runs the hunt."))
    elif finding.row["verdict"] == "refuted":
        said += _counterexample(finding.row, finding.certificate, beside)
    else:
        said += _hunted(finding.row)
    said += formal.folded(formalized(claim, finding.reading))
    return element("section", title, *said, id=_anchor(place))


def _hunted(row: dict[str, Any]) -> list[Html]:
    """What a hunt that found no counterexample has tried."""
    if row["verdict"] == "vacuous":
        return [element("p", _sentence(row["reason"]))]
    tried = f"{_counted(row['instances'])} tried; the hypothesis holds in {row['hypothesis_held']}."
    said = [element("p", tried)]
    if row["reason"]:
        said.insert(0, element("p", _sentence(row["reason"])))
    for key, words in (("exhausted", "Tried to the end"), ("left", "Tried in part")):
        if row[key]:
            said += [element("h3", words), element("ul", *(element("li", family) for family in row[key]))]
    return said


def _counted(instances: int) -> str:
    return "1 instance was" if instances == 1 else f"{instances} instances were"


def _sentence(words: Any) -> str:
    """Words that begin with a capital, unless a symbol begins them, and end with a full stop."""
    said = capital(str(words).strip())
    return said + ("" if said.endswith((".", "!", "?")) else ".")


def _counterexample(row: dict[str, Any], certificate: Document | None, beside: str) -> list[Html]:
    if certificate is None or certificate.refusal is not None:
        why = "it names no certificate" if certificate is None else certificate.refusal
        alarm = "The check reports a counterexample, but there is no certificate for it that the checker accepts"
        return [element("p", f"{alarm}: {why}.", class_="alarm")]
    smallest = " Nothing smaller that was proposed is a counterexample." if row.get("smallest") else ""
    if row.get("reason"):
        smallest = f" {_sentence(row['reason'])}"
    said = [
        element("h3", "Counterexample"),
        element("p", _sentence(row.get("counterexample")), class_="instance"),
        element(
            "p",
            f"{_counted(row['instances'])} tried until one was found, which was then shrunk.{smallest}",
            class_="note",
        ),
    ]
    statements = certificates.statements(certificate.written)
    sentences = certificate.sentences[: len(statements)]
    because = certificate.written.get("conclusion") or row.get("because")
    return [
        *said,
        *exhibits_of(certificate.written),
        element("h3", "What is certified about it"),
        element("p", "The checker verifies each of these statements.", class_="note"),
        numbered(statements, sentences),
        element("h3", "Why this contradicts the claim"),
        *_last_step(certificate, because),
        element("h3", "Check it"),
        *_checking(certificate, beside),
    ]


def _last_step(certificate: Document, because: str | None) -> list[Html]:
    """The claim as the checker reads it and what it says of the instance, where the certificate has the claim."""
    said = element("p", _sentence(because), class_="because")
    if not certificates.refutes(certificate.written):
        note = "This last step the checker does not check: it is for the reader to judge."
        return [said, element("p", note, class_="note")]
    checked = certificate.sentences[len(certificate.written["statements"])]
    note = "The checker evaluates the claim on the instance; whether the sentence is the paper's is for the reader."
    return [said, element("p", checked, class_="claim"), element("p", note, class_="note")]


def _checking(certificate: Document, beside: str) -> list[Html]:
    """The certificate to download, the commands that check it, and its text for the checker in the page."""
    between = "in a directory with both files, on a machine that has nothing but Python; or, with this software,"
    first, second = shlex.quote(certificate.name), shlex.quote(str(certificate.path))
    return [
        link_to_file(certificate.name, quote(f"{beside}{certificate.name}")),
        *commands(f"python checker.py {first}", between, f"proofs verify {second}"),
        *certificate_text(certificate.text, certificate.name),
    ]


# -------------------------------------------------------------------------------------------------------- examples


def _example(example: Example) -> str:
    output = "Its output is not pinned." if example.output is None else example.output
    return _page(
        example.title,
        "../",
        element("h1", example.heading),
        *(element("p", paragraph) for paragraph in example.rest),
        element("h2", "Program"),
        element("p", element("code", f"python {shlex.quote('examples/' + example.path)}")),
        element("pre", element("code", example.source), tabindex=0),
        element("h2", "Output"),
        element("pre", element("samp", output), class_="output", tabindex=0),
        *(figure(svg, caption, caption) for caption, svg in example.figures),
        element("nav", element("a", "All examples", href="../index.html#examples"), aria_label="Examples"),
    )
