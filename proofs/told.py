"""Statements and reports about the papers' objects show themselves in words: `proofs.report.explain` tells them."""

from __future__ import annotations

from exact.display import Displayed
from exact.drawing import Html, Picture, escaped
from exact.verdicts import Statement, Verdict


def in_words(value: Verdict | Displayed) -> Html:
    """What `proofs.report.explain` says of a value, its lines kept."""
    from proofs.report import explain

    return Html(f'<pre style="white-space:pre-wrap">{escaped(explain(value))}</pre>')


class ToldStatement(Statement):
    """A statement whose verdicts are told in words."""

    def exhibits(self, verdict: Verdict) -> tuple[Picture | Html, ...]:
        return (in_words(verdict),)


class Told(Displayed):
    """A value that is told in words."""

    def show(self) -> Picture | Html:
        return in_words(self)
