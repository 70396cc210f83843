"""The answers of a command as one page: the sentence, pictures, formulas and tables, the certificate, how to check it.

The page is made of the same pieces as the site (`proofs.report.pages`, `exhibits`, `steps`), and complete in itself.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from exact.showing.display import Displayed, counted
from exact.showing.drawing import Picture
from exact.verdicts import ANSWER, Verdict
from proofs.certificates import certificate
from proofs.report import explain
from proofs.report.exhibits import exhibits
from proofs.report.html import Html, capital, data, element, joined, table
from proofs.report.pages import (
    CHECKER_SCRIPT,
    LARGE,
    SORTING,
    certificate_text,
    commands,
    link_to_file,
    page,
    trusting,
)
from proofs.report.steps import numbered, prose, unfold

MOST_LINES = 24
"""Longer answers are told in short, and in full where they are unfolded."""
BETWEEN = "in a directory with both files, on a machine that has nothing but Python; or, with this software,"


@dataclass(frozen=True)
class Answered:
    """One answer as a page shows it.

    What was asked about, the verdicts of which the first answers, the answer in short and in full, the data beside it,
    values that are shown with the verdicts, and where the certificate is that the checker has accepted.
    """

    about: str
    verdicts: Sequence[Verdict]
    short: str
    words: str
    certificate: Path | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    shows: Sequence[Displayed | Picture] = ()
    heading: str = ""
    """Instead of the first verdict's statement."""
    everywhere: bool | None = None
    """Of an answer for all values of a parameter, whether what was asked holds for each."""


def answers_page(answers: Sequence[Answered]) -> str:
    """One answer is a page; of several each is a section, after a table of them."""
    scripts = (CHECKER_SCRIPT, SORTING)
    trust = trusting(element("code", "proofs/checker.py"))
    if len(answers) == 1:
        (answer,) = answers
        opening = [element("h1", *_heading(answer)), _about(answer)]
        return page(_title(answer), *opening, *_body(answer, 2), trust=trust, scripts=scripts)
    heading = counted(len(answers), "answer")
    rows = [
        [element("th", element("a", answer.about, href=f"#answer-{k}"), scope="row"), _badge(answer), answer.short]
        for k, answer in enumerate(answers, 1)
    ]
    sections = [
        element(
            "section",
            element("h2", *_heading(answer)),
            _about(answer),
            *_body(answer, 3),
            id=f"answer-{k}",
        )
        for k, answer in enumerate(answers, 1)
    ]
    listed = table(["file", "answer", "evidence"], rows, "All answers")
    return page(heading, element("h1", heading), listed, *sections, trust=trust, scripts=scripts)


def _about(answer: Answered) -> Html | None:
    return element("p", answer.about, class_="where") if answer.about else None


def _title(answer: Answered) -> str:
    return capital(answer.heading or str(answer.verdicts[0])).rstrip(":")


def _heading(answer: Answered) -> list[Any]:
    """The statement with yes or no, which a statement that names its value does without."""
    if answer.heading or not answer.verdicts:
        return [capital(answer.heading or answer.short).rstrip(":")]
    verdict = answer.verdicts[0]
    said = [capital(verdict.statement.sentence())]
    named = verdict.holds and hasattr(verdict.statement, "value") and answer.everywhere is not False
    return said if named else [*said, " ", _badge(answer)]


def _badge(answer: Answered) -> Html | None:
    if not answer.verdicts:
        return None
    holds = answer.verdicts[0].holds
    word = "not everywhere" if holds and answer.everywhere is False else ANSWER[holds]
    return element("span", word, class_=f"badge {'no' if word == 'not everywhere' else word}")


def _body(answer: Answered, level: int) -> list[Html]:
    """What was found in words, what can be shown of it, and the certificate; headings are of this level."""
    head, lines = f"h{level}", answer.words.splitlines()
    shown = exhibits(answer.verdicts, answer.shows)
    is_long = len(lines) > MOST_LINES
    pieces = [
        element(head, "Answer"),
        *(prose(capital(answer.short).splitlines()) if is_long else prose(lines)),
        *([element(head, "Pictures and tables"), *shown] if shown else []),
        *([unfold("The answer in full", joined(prose(lines)), alone=not shown)] if is_long else []),
    ]
    if answer.more and len(json.dumps(answer.more, ensure_ascii=False, default=str)) <= LARGE:
        pieces.append(unfold("The answer as data", data(answer.more), alone=False))
    if answer.certificate is not None:
        pieces.append(element("section", element(head, "Certificate"), *_certified(answer, answer.certificate)))
    elif answer.verdicts:
        pieces.append(element("p", "There is no certificate: nothing was decided.", class_="note"))
    return pieces


def _certified(answer: Answered, path: Path) -> list[Html]:
    """The steps, folded, and the ways to check them."""
    text = path.read_text(encoding="utf-8")
    decided = [verdict for verdict in answer.verdicts if verdict.holds is not None]
    steps: list[Html] = []
    if len(text) <= LARGE:
        listed = certificate(decided)["statements"]
        steps = [unfold("What it states, step by step", numbered(listed, list(map(str, decided))), alone=False)]
    return [
        element("p", "The independent checker has accepted it.", class_="note"),
        *steps,
        link_to_file(path.name, quote(path.as_posix())),
        *commands(f"python checker.py {shlex.quote(path.name)}", BETWEEN, f"proofs verify {shlex.quote(str(path))}"),
        *certificate_text(text, path.name),
    ]


def verdict_page(verdict: Verdict, certificate: Path | None = None) -> str:
    """A verdict as a page, with the certificate that `proofs.certificates.save` has written of it."""
    return answers_page([Answered("", [verdict], str(verdict), explain(verdict), certificate)])
