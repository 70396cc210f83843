"""What a hunt found, as a table, as JSON, and as a referee would write it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exact import latex
from proofs import checker
from proofs.claims.claim import Claim, Reading
from proofs.search import Result


def to_plain(result: Result, certificate: Path | None) -> dict[str, Any]:
    """One line of `proofs check --json`."""
    found = result.counterexample
    return {
        "claim": result.claim,
        "reading": result.reading,
        "verdict": result.ending,
        "instances": result.instances,
        "hypothesis_held": result.held,
        "exhausted": list(result.exhausted),
        "left": list(result.left),
        "counterexample": None if found is None else found.words,
        "because": None if found is None else found.because,
        "smallest": None if found is None else found.smallest,
        "reason": result.reason,
        "certificate": None if certificate is None else str(certificate),
        "seconds": round(result.seconds, 2),
    }


def in_short(row: dict[str, Any]) -> str:
    """The counterexample, or what was survived, in a few words."""
    if row["verdict"] == "refuted":
        return str(row["counterexample"])
    if row["verdict"] == "vacuous":
        return str(row["reason"])
    held = f"{row['hypothesis_held']} of {row['instances']} instances satisfied the hypothesis"
    parts = [held] if row["verdict"] == "survived" else [row["reason"], held]
    parts += [f"all of: {words}" for words in row["exhausted"]]
    parts += [f"not exhausted: {words}" for words in row["left"]]
    return "; ".join(part for part in parts if part)


def explain(claim: Claim, rows: Iterable[dict[str, Any]], style: str) -> str:
    """The claim and what was found, step by step; `style` is text, markdown or latex."""
    by_reading = {row["reading"]: row for row in rows if row["claim"] == claim.id}
    blocks = [_Style(style).head(claim)]
    blocks += [_Style(style).reading(reading, by_reading.get(reading.name)) for reading in claim.readings]
    body = "\n\n".join(blocks)
    return latex.document(body) if style == "latex" else body


class _Style:
    """Text, Markdown or LaTeX, from the same sentences."""

    def __init__(self, style: str) -> None:
        self.style = style

    def head(self, claim: Claim) -> str:
        title = f"{claim.id} ({claim.where})"
        return {"text": title, "markdown": f"# {title}", "latex": rf"\section*{{{latex.escape(title)}}}"}[self.style]

    def reading(self, reading: Reading, row: dict[str, Any] | None) -> str:
        sentences = [f"Claim ({reading.name} reading): {reading.wording}"]
        steps: list[str] = []
        if row is None:
            sentences.append("It has not been checked yet; run `proofs check` first.")
        else:
            sentences.append(f"Verdict: {row['verdict']}.")
            if row["verdict"] == "refuted":
                sentences.append(f"Counterexample: {row['counterexample']}.")
                steps = statements(row["certificate"])
                sentences.append("The following statements about it are certified:")
            else:
                sentences.append(in_short(row) + ".")
        return self._paragraphs(sentences, steps, row)

    def _paragraphs(self, sentences: list[str], steps: list[str], row: dict[str, Any] | None) -> str:
        tail = []
        if row is not None and row["verdict"] == "refuted":
            tail = [f"Hence the contradiction: {row['because']}", f"Check it: proofs verify {row['certificate']}"]
        if self.style == "latex":
            items = "\n".join(rf"\item{{}} {latex.escape(step)}" for step in steps)
            listed = [f"\\begin{{enumerate}}\n{items}\n\\end{{enumerate}}"] if steps else []
            return "\n\n".join([*map(latex.escape, sentences), *listed, *map(latex.escape, tail)])
        mark = "1. " if self.style == "markdown" else "  "
        listed = ["\n".join(f"{mark}{step}" for step in steps)] if steps else []
        return "\n\n".join([*sentences, *listed, *tail])


def statements(path: str | None) -> list[str]:
    """What the certificate at `path` shows, a sentence for each statement, as the checker says it."""
    if path is None or not Path(path).exists():
        return ["(the certificate file is not there; run `proofs check` again)"]
    shown = checker.verify(checker.read(path))
    return shown[:-1] if len(shown) > 1 else shown
