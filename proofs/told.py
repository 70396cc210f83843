"""Statements and reports about the papers' objects show themselves in words.

Who finds the words is registered under "words" (see `exact.showing.registry`): statements know nothing of it.
"""

from __future__ import annotations

from exact.showing.display import Displayed
from exact.showing.drawing import Html, Picture, escaped
from exact.showing.registry import registered
from exact.verdicts import Statement, Verdict


class Words(Html):
    """What is told in words, among drawings and tables."""


def in_words(value: Verdict | Displayed) -> Words:
    """What `proofs.report.explain` says of a value, its lines kept."""
    tell = registered("words", type(value))
    words = str(value) if tell is None else tell(value)
    return Words(f'<pre style="white-space:pre-wrap">{escaped(words)}</pre>')


class ToldStatement(Statement):
    """A statement whose verdicts are told in words, unless a drawing of them is registered."""

    def exhibits(self, verdict: Verdict) -> tuple[Picture | Html, ...]:
        return (in_words(verdict),) if registered("exhibits", type(self)) is None else super().exhibits(verdict)


class Told(Displayed):
    """A value that is told in words."""

    def show(self) -> Picture | Html:
        return in_words(self)
