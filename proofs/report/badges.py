"""The verdict on a reading as the pages show it: a word in a frame, coloured by its class."""

from __future__ import annotations

from proofs.report.claims import ENDINGS
from proofs.report.findings import NOT_CHECKED
from proofs.report.html import Html, element

MEANINGS = {**ENDINGS, NOT_CHECKED: "not part of this check"}


def badge(verdict: str) -> Html:
    return element("span", verdict, class_=f"badge {css_class(verdict)}")


def css_class(verdict: str) -> str:
    return verdict.replace(" ", "-") if verdict in MEANINGS else "unknown"
