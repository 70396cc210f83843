"""The kinds of certificates: what the checker's code says of each, and the smallest certificate that the corpus has.

The corpus (`tests/corpus`) asks for certificates of every kind, both answers and every form of evidence; of each kind
the first few are looked at.
"""

from __future__ import annotations

import inspect
import json
from collections import defaultdict
from typing import Any

from proofs import checker
from proofs.certificates import certificate
from tests.corpus import CORPUS, answer

LOOKED_AT, AT_MOST = 4, 40
"""So many questions of each kind are asked, and more, until both answers were met, up to so many."""
TELLING = 300
"""Certificates with fewer characters are about nothing: they are taken where there is no other."""
ANSWER = {True: "Yes", False: "No"}


def smallest(names: list[str]) -> dict[bool, dict[str, Any]]:
    """Of these questions, for each answer the shortest certificate that tells something."""
    found: dict[bool, dict[str, Any]] = {}
    for count, name in enumerate(names[:AT_MOST]):
        if count >= LOOKED_AT and len(found) == len(ANSWER):
            break
        verdict = answer(name)
        written = certificate(verdict)
        best = found.setdefault(bool(verdict.holds), written)
        found[bool(verdict.holds)] = min(best, written, key=_length)
    return found


def _length(written: dict[str, Any]) -> tuple[bool, int]:
    length = len(json.dumps(written))
    return length < TELLING, length


def asked() -> dict[str, list[str]]:
    """For each kind the questions of the corpus whose names begin with it, or, if none do, that turn out so."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for name in CORPUS:
        by_kind[name.partition(":")[0]].append(name)
    others = [name for head, names in by_kind.items() if head not in checker.KINDS for name in names]
    missing = checker.KINDS.keys() - by_kind.keys()
    for name in others if missing else ():
        if answer(name).statement.kind in missing:
            by_kind[answer(name).statement.kind].append(name)
    return by_kind


def markdown() -> str:
    """A section for each kind, in the checker's order."""
    lines: list[str] = []
    questions = asked()
    for kind, check in checker.KINDS.items():
        lines += [f"## {kind}", "", said(check), ""]
        for holds, written in sorted(smallest(questions[kind][:LOOKED_AT]).items(), reverse=True):
            sentence = checker.verify(written)[0]
            lines += [f"{ANSWER[holds]}, for example *{_plain(sentence)}*", "", "```json", shown(written), "```", ""]
    return "\n".join(lines)


def said(check: Any) -> str:
    """What the checker's function says of itself."""
    words = inspect.getdoc(check) if inspect.isfunction(check) else None
    return _plain(" ".join((words or "").split()))


def shown(written: dict[str, Any]) -> str:
    """A certificate as JSON, with what fits on a line on one line."""
    return _lines(written, "")


def _lines(value: Any, indent: str) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= 100 or not isinstance(value, dict | list):
        return flat
    deeper = indent + "  "
    if isinstance(value, dict):
        inner = [f"{deeper}{json.dumps(key)}: {_lines(each, deeper)}" for key, each in value.items()]
        return "{\n" + ",\n".join(inner) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + _lines(each, deeper) for each in value) + f"\n{indent}]"


def _plain(words: str) -> str:
    """Words in which nothing is Markdown or HTML."""
    for sign in "\\*_[]`":
        words = words.replace(sign, "\\" + sign)
    return words.replace("<", "&lt;")
