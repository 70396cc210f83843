"""Whether a row of a check's table is still about the claim and the software that are here.

A row has two *fingerprints*: of the claim (its words, and the source of every function that its readings name; of a
claim in a file of the user's, that file and all of the user's own that it imports) and of the software below it (the
sources of `exact` and `proofs` without the other claims, the words and the command). A row whose fingerprints are not
those of today tells what was found then; and so does one whose reading a later check began and did not end.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from proofs.claims.claim import Claim, Reading
from proofs.claims.own_files import PACKAGES, module_of, own_files

UNFINISHED = "unfinished"
"""The key of a row whose reading a later check began and did not end."""

_ABOVE = ("proofs/cli/", "proofs/report/", "proofs/claims/lang_yang/", "proofs/claims/valenzuela_stookey/")
"""What the verdict about a claim does not rest on: telling, asking, and other claims."""


def fingerprint(claim: Claim) -> dict[str, str]:
    """What a row says of the claim and of the software that it was made with."""
    return {"claim": _of_claim(claim), "software": _of_software()}


def outdated(row: dict[str, Any], claim: Claim) -> str:
    """One sentence about a row that is not of the claim and the software as they are, or nothing."""
    again = f"run `proofs check {asked_by(claim)}` again"
    if row.get(UNFINISHED):
        return f"This was found by an earlier check: a later one was begun and did not end; {again}."
    made, now = row.get("fingerprint"), fingerprint(claim)
    if not isinstance(made, dict):
        return f"The table does not say of which state of the claim this is; {again}."
    if made.get("claim") != now["claim"]:
        return f"This is about the claim as it stood when it was checked: its words or its code have changed; {again}."
    if made.get("software") != now["software"]:
        return f"This was found by the software as it was when it was checked: its code has changed; {again}."
    return ""


def asked_by(claim: Claim) -> str:
    """How a command names a claim: by its id, or by the file of claims that it is in."""
    file = getattr(sys.modules.get(module_of(claim.id)), "__file__", None)
    return claim.id if file is None else f"{_shortest(Path(file))}::{claim.id.partition('/')[2]}"


def _shortest(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _of_claim(claim: Claim) -> str:
    parts = [repr((claim.id, claim.where, claim.printed))]
    for reading in claim.readings:
        families = [(family.words, family.endless) for family in reading.families]
        parts.append(repr((reading.name, reading.wording, reading.vacuous, reading.budget, families)))
        parts.append(repr(reading.stated and reading.stated.plain(claim.id, reading.name)))
    modules = {module for reading in claim.readings for module in _modules(reading)}
    files = {path for module in (*modules, module_of(claim.id)) for path in own_files(module)}
    texts = [f"{path.name}\n{path.read_text(encoding='utf-8')}" for path in sorted(files)]
    return _hash([*parts, *(_source(module) for module in sorted(modules)), *texts])


def _modules(reading: Reading) -> Iterator[str]:
    """The names of the modules in which the functions of a reading are written."""
    named: list[Callable[..., Any] | None] = [reading.conclusion, reading.hypothesis, reading.score, reading.nearby]
    named += [reading.because, reading.describe, reading.smaller]
    others = (*(family.instances for family in reading.families), *(each.holds for each in reading.unchecked))
    for function in (*named, *others):
        inner: Callable[..., Any] | None = function
        while isinstance(inner, partial):
            inner = inner.func
        yield getattr(inner, "__module__", None) or ""


def _source(module: str) -> str:
    path = getattr(sys.modules.get(module), "__file__", None)
    return f"{module}\n" + (Path(path).read_text(encoding="utf-8") if path and path.endswith(".py") else "")


@cache
def _of_software() -> str:
    paths = {path.relative_to(PACKAGES).as_posix(): path for top in ("exact", "proofs") for path in _below(top)}
    kept = sorted(name for name in paths if not name.startswith(_ABOVE))
    return _hash([f"{name}\n{paths[name].read_text(encoding='utf-8')}" for name in kept])


def _below(top: str) -> Iterator[Path]:
    return (PACKAGES / top).rglob("*.py")


def _hash(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
