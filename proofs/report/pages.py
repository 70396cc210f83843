"""One page that is complete in itself: of the site, or of an answer.

Style and scripts stand in it, its content security policy forbids whatever would leave it, and it reads well from a
file, on paper and without scripts.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources
from typing import Any

from proofs.report.html import Html, asset, element, joined, verbatim

EXACT = "Every number on these pages is exact. "
CHECKER_SCRIPT, SORTING = "checker.js", "sort.js"
"""The scripts that check in the page what takes a few multiplications, and that sort tables."""
LARGE = 300_000
"""Characters of a certificate beyond which its page names the file instead of holding its text."""


def page(title: str, *body: Any, home: str | None = None, trust: Any = "", scripts: Sequence[str] = ()) -> str:
    """A whole page; `home` is the address of the page that its heading leads to, `trust` ends its last line."""
    sources = [_asset(name) for name in ("page.js", *scripts)]
    digests = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in sources)
    policy = (
        f"default-src 'none'; script-src {digests}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="icon", href="data:,"),
        element("title", title),
        element("style", _asset("site.css")),
    )
    name = element("span" if home is None else "a", "exact-proofs", href=home, class_="home")
    content = element(
        "body",
        element("a", "Skip to the content", href="#content", class_="skip"),
        element("header", name),
        element("main", *body, id="content"),
        element("footer", element("p", EXACT, trust)),
        *(element("script", source) for source in sources),
    )
    return f"<!doctype html>\n{element('html', head, content, lang='en')}\n"


def _asset(name: str) -> Html:
    return asset(resources.files("proofs.report").joinpath("assets", name).read_text(encoding="utf-8"))


def commands(first: str, between: str, second: str) -> list[Html]:
    """Two ways to check a certificate, with what is to be said between them."""
    shown = [element("pre", element("code", command), tabindex=0) for command in (first, second)]
    return [shown[0], element("p", between), shown[1]]


def certificate_text(text: str, name: str) -> list[Html]:
    """The text of a certificate, folded away, which a button has checked in the page; scripts find it by its name."""
    if len(text) > LARGE:
        return [element("p", "It is too large to be shown here.", class_="note")]
    whole = element("pre", verbatim(text), class_="certificate", tabindex=0, data_name=name)
    return [
        element("p", element("button", "Check it in this page", type="button", class_="check", hidden=True)),
        element("div", class_="checked", role="status"),
        element("details", element("summary", "The certificate as it stands"), whole, class_="raw"),
    ]


def link_to_file(name: str, address: str) -> Html:
    """The line with the certificate to save."""
    return element("p", "The certificate: ", element("a", name, href=address, download=name))


def trusting(checker: Html) -> Html:
    """Why nobody needs to believe a page."""
    return joined(["Trust no page: each certificate is checked by ", checker, ", one file of plain Python."])
