"""A certificate's file written, compiled and told.

Each statement becomes a theorem `statement_1`, `statement_2`, ... What Coq then says of each theorem's assumptions is
part of the answer.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from exact.showing.display import Displayed
from proofs.certificates import statements, unchecked
from proofs.coq.compiling import CLOSED, LOGICAL, library, tool
from proofs.coq.written.kinds import KINDS, in_words, theorem
from proofs.coq.written.terms import NoForm, Theorem, comment

SECONDS = 600
"""So long Coq may take over the file of one certificate."""


@dataclass(frozen=True)
class Written(Displayed):
    """The text of a file of Coq, its theorems by name, and why further statements have none."""

    text: str
    imports: tuple[str, ...]
    theorems: dict[str, str]
    without: dict[int, str]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Accepted(Displayed):
    """What Coq says of a certificate: `holds` is true where it accepts every statement, false where it refuses one.

    It is left open where a statement has no form in Coq, or where Coq takes too long.
    """

    holds: bool | None
    theorems: dict[str, str]
    reasons: tuple[str, ...]
    seconds: float
    text: str

    def __str__(self) -> str:
        told = [f"  {name}: {statement}" for name, statement in self.theorems.items()]
        if self.holds is False:
            return "\n".join(["Coq refuses", *(f"  {reason}" for reason in self.reasons)])
        accepted = f"Coq accepts {_counted(len(told))} in {self.seconds:.1f} s; nothing is assumed ({CLOSED})"
        return "\n".join([*([accepted] if told else []), *told, *(f"  {reason}" for reason in self.reasons)])


def _counted(number: int) -> str:
    return "1 theorem" if number == 1 else f"{number} theorems"


def written(certificate: Mapping[str, Any]) -> Written:
    """The file of Coq for a certificate. Raises `ValueError` for what is no certificate as they are written."""
    parts, used, theorems, without = list[str](), list[tuple[str, ...]](), dict[str, str](), dict[int, str]()
    for place, each in enumerate(statements(certificate), 1):
        try:
            made = theorem(each)
        except NoForm as reason:
            without[place] = f"statement {place} ({in_words(each.get('kind'))}): {reason}"
            continue
        if parts and made.imports != used[-1]:  # both papers have profiles: what is imported last counts
            parts.append(f"\n{_require(made.imports)}")
        used.append(made.imports)
        name = f"statement_{place}"
        names = {key: f"{key}_{place}" for key in made.definitions}
        theorems[name] = made.statement.format(**names)
        parts.append(_part(made, place, names))
    head = [
        "(* A certificate as theorems. What their words mean is said in the files required. *)",
        *map(_require, used[:1]),
        'Set Warnings "-abstract-large-number".',
    ]
    text = "\n".join([*head, *parts]) + "\n" if theorems else ""
    return Written(text, tuple(dict.fromkeys(chain(*used))), theorems, without)


def _require(imports: tuple[str, ...]) -> str:
    return f"From {LOGICAL} Require Import {' '.join(imports)}."


def _part(made: Theorem, place: int, names: Mapping[str, str]) -> str:
    lines = ["", *(comment(line) for line in made.title.split("\n"))]
    for key, (kind, term) in made.definitions.items():
        lines.append(f"Definition {names[key]} : {kind} :=\n  {term.format(**names)}.")
    if made.lemma is not None:
        sentence, proof = (each.format(**names) for each in made.lemma)
        lines += [f"Theorem well_formed_{place} : {sentence}.", f"Proof. {proof} Qed."]
    lines += [
        f"Theorem statement_{place} : {made.statement.format(**names)}.",
        f"Proof. {made.proof.format(**names)} Qed.",
        *([f"Print Assumptions well_formed_{place}."] if made.lemma else []),
        f"Print Assumptions statement_{place}.",
    ]
    return "\n".join(lines)


def verify(certificate: Mapping[str, Any], keep: Path | None = None) -> Accepted:
    """Ask Coq about a certificate; `keep` is where its file is to stay.

    Raises `BadInput` where Coq is not installed, and `ValueError` for what is no certificate as they are written.
    """
    tool()
    made = written(certificate)
    reasons = [*made.without.values(), *_not_shown(certificate)]
    if keep is not None and made.text:
        keep.parent.mkdir(parents=True, exist_ok=True)
        keep.write_text(made.text, encoding="utf-8")
    if not made.theorems:
        why = forms_in_words() if made.without else "the certificate has no statement, and says what it says in a claim"
        return Accepted(None, {}, (*reasons, why), 0.0, "")
    folder = library(f"{name.replace('.', '/')}.v" for name in made.imports).folder
    began = time.monotonic()
    refusal = _compiled(made, folder)
    seconds = time.monotonic() - began
    if refusal is None:
        holds = None if made.without else True
        return Accepted(holds, made.theorems, tuple(reasons), seconds, made.text)
    late = seconds >= SECONDS
    return Accepted(None if late else False, {}, (refusal, *reasons), seconds, made.text)


def forms_in_words() -> str:
    """The kinds of statements that have a form in Coq."""
    return f"forms in Coq are there for: {', '.join(map(in_words, KINDS))}"


def _not_shown(certificate: Mapping[str, Any]) -> list[str]:
    """What a certificate that refutes a claim says beyond its statements."""
    if "claim" not in certificate:
        return []
    open_ones = unchecked(certificate)
    more = f"; nothing is shown of: {', '.join(open_ones)}" if open_ones else ""
    return [f"that the statements refute the claim is not part of these theorems{more}"]


def _compiled(made: Written, folder: Path) -> str | None:
    """`None` if Coq accepts the file and every theorem in it assumes nothing, else the reason."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "Certificate.v"
        path.write_text(made.text, encoding="utf-8")
        command = [tool(), "-q", "-Q", str(folder), LOGICAL, path.name]
        try:
            done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return f"Coq takes more than {SECONDS} s"
    if done.returncode:
        return _refusal(made, done.stderr)
    if done.stdout.count(CLOSED) != made.text.count("Print Assumptions"):
        return "a theorem assumes something: " + " ".join(done.stdout.split())
    return None


def _refusal(made: Written, said: str) -> str:
    """Which theorem Coq refuses, and its words."""
    words = " ".join(said.split())
    line = re.search(r"line (\d+), characters", said)
    before = made.text.split("\n")[: int(line[1]) - 1] if line else []
    begun = [found[1] for found in map(re.compile(r"Theorem (\w+)").match, before) if found]
    return f"{begun[-1]}: {words}" if begun else words or "it ended without a word"
