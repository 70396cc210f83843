"""What a hunt found of one reading, as a line of JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from proofs.certificates import refutes, unchecked
from proofs.hunt.search import Result


def to_plain(result: Result, certificate: Path | None, file: str | None = None) -> dict[str, Any]:
    """One line of `proofs check --json`; `file` is the file of claims that has the claim."""
    found = result.counterexample
    return {
        "claim": result.claim,
        "reading": result.reading,
        **({} if file is None else {"file": file}),
        "verdict": result.ending,
        "instances": result.instances,
        "hypothesis_held": result.held,
        "exhausted": list(result.exhausted),
        "left": list(result.left),
        "counterexample": None if found is None else found.words,
        "because": None if found is None else found.because,
        "smallest": None if found is None else found.smallest,
        "last_step": None if found is None else "checked" if refutes(found.certificate) else "words",
        "not_checked": [] if found is None else unchecked(found.certificate),
        "reason": result.reason,
        "certificate": None if certificate is None else str(certificate),
        "seconds": round(result.seconds, 2),
    }
