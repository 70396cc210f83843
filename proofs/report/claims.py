"""What a hunt found, as a table, as JSON, and as a referee would write it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exact.pictures import latex
from exact.showing.display import counted
from proofs import certificates, checker
from proofs.claims.claim import Claim, Reading
from proofs.claims.fingerprints import asked_by, outdated
from proofs.coq.theorems import formalized
from proofs.plain.reading import BadInput
from proofs.report import paper
from proofs.report.mathematics import code, typeset
from proofs.report.statements import told, verdicts_of

ENDINGS = {
    "refuted": "a counterexample was found; its certificate shows it",
    "proved": "proved in Coq for all instances (`make coq`); the hunt found no counterexample",
    "survived": "no counterexample among the instances tried; this proves nothing",
    "vacuous": "no instance can satisfy the hypothesis as printed",
    "undecided": "the hunt ended without an answer",
}
"""What a hunt can end with, and what that means."""
VERIFIED = "The checker verifies these statements about it"
LAST_STEP = "and the last step: the claim, as the checker reads it from the certificate, and this instance against it"
GONE = (
    "The check reports a counterexample, but its certificate is not there, and without it nothing is shown; "
    "run `proofs check` again."
)
JUDGED = "Hence the contradiction, which the checker does not check and the reader is to judge"


def so_far_vacuous(row: dict[str, Any]) -> bool:
    """Whether no instance tried had the hypothesis, so that nothing was asked of the conclusion."""
    return row["verdict"] == "undecided" and str(row["reason"]).startswith("vacuous so far")


def in_short(row: dict[str, Any]) -> str:
    """The counterexample, or what was survived, in a few words."""
    if row["verdict"] == "refuted":
        return "; ".join(str(part) for part in (row["counterexample"], row.get("reason")) if part)
    if row["verdict"] == "vacuous":
        return str(row["reason"])
    held = f"{row['hypothesis_held']} of {counted(row['instances'], 'instance')} satisfied the hypothesis"
    parts = [held] if row["verdict"] == "survived" else [row["reason"], *([] if so_far_vacuous(row) else [held])]
    theorem = (row.get("coq") or {}).get("proved")
    if row["verdict"] == "proved" and theorem:
        parts = [f"in Coq: {theorem}", *parts]
    parts += [f"all tried: {words}" for words in row["exhausted"]]
    parts += [f"not all tried: {words}" for words in row["left"]]
    return "; ".join(part for part in parts if part)


def print_table(rows: Sequence[dict[str, Any]]) -> None:
    """The table of a hunt on standard output, what its verdicts mean, and the certificates by their whole names."""
    from rich.console import Console
    from rich.table import Table

    # A piece of a name is of no use: what does not fit on a line goes on in the next.
    table = Table("claim", "reading", "verdict", "counterexample, or what was survived", "seconds")
    for column in table.columns:
        column.overflow = "fold"
    # An id is copied whole or not at all.
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(row["claim"], row["reading"], row["verdict"], in_short(row), f"{row['seconds']:.1f}")
    # Piped output is not cut to the width of a terminal that is not there.
    Console(width=None if sys.stdout.isatty() else 200, markup=False).print(table)
    for ending, meaning in ENDINGS.items():
        count = sum(row["verdict"] == ending for row in rows)
        if count:
            print(f"{count} {ending}: {meaning}")
    empty = sum(map(so_far_vacuous, rows))
    if empty:
        print(f"{empty} of these vacuous so far: no instance tried satisfies the hypothesis, so nothing was tested")
    print_last_steps(rows)
    paths = [Path(row["certificate"]) for row in rows if row["certificate"] is not None]
    for folder in dict.fromkeys(path.parent for path in paths):
        print(f"certificates in {folder}:")
        print("\n".join(f"  {path.name}" for path in paths if path.parent == folder))


def print_last_steps(rows: Sequence[dict[str, Any]]) -> None:
    """In how many refutations the checker sees that the instance refutes the claim, and which are left to a reader."""
    refuted = [row for row in rows if row["verdict"] == "refuted"]
    words = [f"{row['claim']} ({row['reading']})" for row in refuted if row.get("last_step") != "checked"]
    if refuted:
        count = len(refuted) - len(words)
        print(f"in {count} of {len(refuted)} refutations the checker evaluates the claim itself on the instance")
    python = [f"{row['claim']} ({row['reading']})" for row in refuted if row.get("not_checked")]
    if python:
        print(f"in {len(python)} of these a hypothesis in Python is not checked: {'; '.join(python)}")
    if words:
        print(f"in {len(words)} the last step is an argument in words: {'; '.join(words)}")
    coq = sum(bool((row.get("coq") or {}).get("refuted")) for row in refuted)
    if coq:
        print(f"{coq} of {len(refuted)} refutations are theorems of Coq")


def explain_claim(claim: Claim, rows: Iterable[dict[str, Any]], style: str) -> str:
    """The claim and what was found, step by step; `style` is text, markdown or latex."""
    by_reading = {row["reading"]: row for row in rows if row["claim"] == claim.id}
    teller = _Style(style, claim)
    blocks = [teller.head(), *teller.printed()]
    blocks += [teller.reading(reading, by_reading.get(reading.name)) for reading in claim.readings]
    body = "\n\n".join(blocks)
    return paper.document(body) if style == "latex" else body


@dataclass(frozen=True)
class Step:
    """A certified statement as the checker says it, what shows it by hand, the statement, and how many say the same."""

    sentence: str
    lines: tuple[str, ...]
    statement: Mapping[str, Any]
    count: int = 1


class _Style:
    """Text, Markdown or LaTeX, from the same sentences."""

    def __init__(self, style: str, claim: Claim) -> None:
        self.style = style
        self.claim = claim

    def head(self) -> str:
        title = f"{self.claim.id} ({self.claim.where})"
        return {"text": title, "markdown": f"# {title}", "latex": rf"\section*{{{latex.escape(title)}}}"}[self.style]

    def printed(self) -> list[str]:
        """The words of the paper that the literal reading reads, if they are given."""
        return [self._paragraphs([f"Printed: {self.claim.quotation}"])] if self.claim.printed else []

    def reading(self, reading: Reading, row: dict[str, Any] | None) -> str:
        if self.style == "latex":
            heading = rf"\subsection*{{{typeset(_capital(reading.name))} reading}}"
            found = self._found([f"Claim: {reading.wording}"], row)
            return "\n\n".join([heading, found, *self._in_coq(reading)])
        found = self._found([f"Claim ({reading.name} reading): {reading.wording}"], row)
        return "\n\n".join([found, *self._in_coq(reading)])

    def _in_coq(self, reading: Reading) -> list[str]:
        """What Coq says of the reading: its statement, and the theorem that settles it; no block if it says nothing."""
        known = formalized(self.claim.id, reading.name)
        shown = [each for each in (known.statement, known.theorem) if each is not None]
        if not shown:
            return []
        settled = "" if known.theorem is None else f", {known.theorem.role}"
        remark = f": {known.theorem.remark}" if known.theorem is not None and known.theorem.remark else ""
        if self.style == "latex":
            named = known.theorem or shown[0]
            return [f"In Coq{settled}{typeset(remark)}: {code(named.name)} in {code(named.file)}."]
        said = f"In Coq{settled}{remark} (`make coq` compiles it):"
        written = "\n".join(line for each in shown for line in (f"(* {each.file} *)", *each.text.splitlines()))
        return [said, f"```coq\n{written}\n```" if self.style == "markdown" else written]

    def _found(self, sentences: list[str], row: dict[str, Any] | None) -> str:
        """The sentences, and what the hunt found."""
        if row is None:
            return self._paragraphs(
                [*sentences, f"It has not been checked yet; run `proofs check {asked_by(self.claim)}` first."]
            )
        old = outdated(row, self.claim)
        sentences += [old] if old else []
        if row["verdict"] != "refuted":
            return self._paragraphs([*sentences, f"Verdict: {row['verdict']}.", in_short(row) + "."])
        if row["certificate"] is None or not Path(row["certificate"]).exists():
            return self._paragraphs([*sentences, GONE])
        shown = steps(Path(row["certificate"]))
        checked = last_step(Path(row["certificate"]))
        if self.style == "latex":
            return "\n\n".join([self._paragraphs([*sentences, "Verdict: refuted."]), _example(row, shown, checked)])
        sentences += ["Verdict: refuted.", f"Counterexample: {in_short(row)}.", f"{VERIFIED}:"]
        why = [f"{JUDGED}: {row['because']}"] if checked is None else [f"{LAST_STEP}: {checked}", row["because"]]
        return self._paragraphs(sentences, shown, [*why, f"Check it: proofs verify {row['certificate']}"])

    def _paragraphs(self, sentences: list[str], listed: Sequence[Step] = (), tail: Sequence[str] = ()) -> str:
        if self.style == "latex":
            return "\n\n".join(map(typeset, [*sentences, *tail]))
        blocks = [self._step(place, step) for place, step in enumerate(listed, 1)]
        return "\n\n".join([*sentences, *blocks, *tail])

    def _step(self, place: int, step: Step) -> str:
        """The sentence with its number; what shows it stands below, in Markdown as code."""
        mark, fence = f"{place}. ", ["```"] if self.style == "markdown" and step.lines else []
        inside = [" " * len(mark) + line if line else "" for line in [*fence, *step.lines, *fence]]
        return "\n".join([mark + _counted(step), *([""] if fence else []), *inside])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counted(step: Step) -> str:
    return step.sentence if step.count == 1 else f"{step.sentence} ({step.count} times)"


def _example(row: dict[str, Any], shown: Sequence[Step], checked: str | None) -> str:
    """The counterexample as a numbered example, and its proof: what the checker verifies, and why that refutes."""
    why = [f"{JUDGED}: {row['because']}."] if checked is None else [f"{LAST_STEP}: {checked}.", f"{row['because']}."]
    items = "\n".join(map(_item, shown))
    listed = [f"\\begin{{enumerate}}\n{items}\n\\end{{enumerate}}"] if shown else []
    proof = [f"{VERIFIED}.", *listed, *(typeset(re.sub(r"[.]{2,}$", ".", each)) for each in why)]
    path = code(str(row["certificate"]))
    ending = rf"The certificate is {path}; \texttt{{proofs verify}} checks it."
    body = "\n\n".join([*proof, ending])
    example = f"\\begin{{example}}\n{typeset(_capital(in_short(row)))}.\n\\end{{example}}"
    return f"{example}\n\n\\begin{{proof}}\n{body}\n\\end{{proof}}"


def _item(step: Step) -> str:
    told_so = paper.told(step.lines, verdicts_of(step.statement), wrapped=True)
    return "\n\n".join([rf"\item{{}} {typeset(_capital(_counted(step)))}.", *told_so])


def last_step(path: Path) -> str | None:
    """What the checker says of the claim that the certificate refutes; `None` if its last step is words alone."""
    written = checker.read(str(path))
    said = checker.verify(written)
    return said[len(written["statements"])] if certificates.refutes(written) else None


def steps(path: Path) -> list[Step]:
    """What the certificate at `path` shows: a step for each statement, those that are told alike together.

    Raises `BadInput` if the checker does not accept it.
    """
    try:
        written = checker.read(str(path))
        sentences = checker.verify(written)
    except (checker.Refused, checker.NotACertificate) as error:
        raise BadInput(f"{path}: the checker does not accept it: {error}; run `proofs check` again") from error
    alike: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = {}
    for sentence, statement in zip(sentences, certificates.statements(written), strict=False):
        alike.setdefault((sentence, tuple(told(statement))), []).append(statement)
    return [Step(sentence, lines, given[0], len(given)) for (sentence, lines), given in alike.items()]
