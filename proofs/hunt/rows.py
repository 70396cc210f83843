"""What a hunt found of one reading, as a line of JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from proofs.certificates import refutes, unchecked
from proofs.coq.theorems import Formalized, formalized
from proofs.hunt.search import Result

PROVED = "proved"
"""The ending of a reading that Coq proves for all instances, and in whose hunt nothing spoke against it."""


def to_plain(result: Result, certificate: Path | None, file: str | None = None) -> dict[str, Any]:
    """One line of `proofs check --json`; `file` is the file of claims that has the claim."""
    found = result.counterexample
    coq = formalized(result.claim, result.reading)
    return {
        "claim": result.claim,
        "reading": result.reading,
        **({} if file is None else {"file": file}),
        "verdict": PROVED if _is_proved(result, coq) else result.ending,
        "instances": result.instances,
        "hypothesis_held": result.held,
        "exhausted": list(result.exhausted),
        "left": list(result.left),
        "counterexample": None if found is None else found.words,
        "because": None if found is None else found.because,
        "smallest": None if found is None else found.smallest,
        "last_step": None if found is None else "checked" if refutes(found.certificate) else "words",
        "not_checked": [] if found is None else unchecked(found.certificate),
        "reason": _reason(result, coq),
        "certificate": None if certificate is None else str(certificate),
        "seconds": round(result.seconds, 2),
        "coq": {role: None if each is None else each.name for role, each in coq.by_role.items()},
    }


def _is_proved(result: Result, coq: Formalized) -> bool:
    """A hunt that found nothing is overruled by a proof; one that was stopped by a fault is not."""
    searched = result.ending == "survived" or (result.ending == "undecided" and result.instances > 0)
    return coq.proved is not None and searched and result.counterexample is None


def _reason(result: Result, coq: Formalized) -> str:
    """The hunt's own words; and an alarm where Coq proves what the hunt refutes, or the other way round."""
    if coq.proved is not None and result.ending == "refuted":
        alarm = f"but Coq proves {coq.proved.name}: the claim in Coq or the claim here is not what the paper says"
        return "; ".join(filter(None, (result.reason, alarm)))
    return result.reason
