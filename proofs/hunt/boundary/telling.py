"""A boundary in words, and as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from exact.aside import WHY
from exact.rationals import text
from exact.showing.display import counted
from exact.unimodular import Submatrix
from exact.verdicts import Evidence, Verdict
from proofs.hunt.boundary.pieces import Piece
from proofs.hunt.boundary.searching import Boundary

Certificates = Mapping[Piece, Path | None]
"""Where the certificate of a piece lies; `None` if the checker leaves it open, for its size."""


def in_words(found: Boundary, verdicts: Mapping[Piece, Verdict], certificates: Certificates) -> list[str]:
    """The boundary, line by line."""
    lines = [f"{found.asked.words}:", *_counts(found), ""]
    lines += _part("Least failures", found, found.least, verdicts, certificates)
    lines += ["", *_part("Greatest that hold", found, found.greatest, verdicts, certificates)]
    if found.is_whole:
        lines += [
            "",
            "A structure of the family fails exactly if a connected piece of it is as great as a least failure:",
            "if it becomes that, relabelled, by leaving out types, sets, agents, objects or cells, or nothing.",
        ]
    return lines


def _counts(found: Boundary) -> list[str]:
    kind = f"{found.family.words}, at most {counted(found.types, 'type')} each"
    holding = found.answered - found.failing - found.undecided
    lines = [
        f"{kind}: {found.structures} structures up to relabelling; {holding} have it, {found.failing} have not",
        f"{counted(len(found.answers), 'connected piece')}, {found.decided} decided one by one, the others by smaller "
        "ones",
    ]
    if found.undecided:
        lines.append(f"{counted(found.undecided, 'structure')} undecided")
    if found.end != "complete" and not found.answered:
        lines.append(f"the search ended because {WHY[found.end]}, before any structure was answered; there may be more")
    elif found.end != "complete":
        lines.append(
            f"the search ended because {WHY[found.end]}: {found.answered} of {found.structures} structures, the "
            "small ones, are answered"
        )
    return lines


def _part(
    title: str,
    found: Boundary,
    pieces: Sequence[Piece],
    verdicts: Mapping[Piece, Verdict],
    certificates: Certificates,
) -> list[str]:
    lines = [f"{title} ({len(pieces)}):"]
    for piece in pieces:
        lines.append(f"  {piece}{idle_in_words(piece)}")
        lines += [f"    with types of {named(counts)}" for counts in found.family.places(piece)]
        if piece in verdicts:
            kept = certificates.get(piece)
            where = "certificate: " + ("too large for the checker" if kept is None else str(kept))
            shown = "" if verdicts[piece].holds else f"{evidence_in_short(verdicts[piece].evidence)}; "
            lines.append(f"    {shown}{where}")
    return lines


def named(counts: Mapping[str, int]) -> str:
    """Numbers of types by agent."""
    return ", ".join(f"{agent}: {count}" for agent, count in counts.items())


def idle_in_words(piece: Piece) -> str:
    """That the last agent stands for all who are in no set of the piece."""
    return f" (agent {piece.agents + 1} is in no set)" if piece.idle > 1 else ""


def evidence_in_short(evidence: Evidence) -> str:
    """A submatrix with its size and determinant; other evidence by its form."""
    if isinstance(evidence, Submatrix):
        size = len(evidence.columns)
        return f"a {size} x {size} submatrix of M(W) with determinant {text(evidence.determinant)}"
    return evidence.form


def to_plain(found: Boundary, verdicts: Mapping[Piece, Verdict], certificates: Certificates) -> dict[str, Any]:
    """One JSON object."""
    return {
        "property": found.asked.words,
        "family": found.family.words,
        "types": found.types,
        "structures": found.structures,
        "answered": found.answered,
        "failing": found.failing,
        "undecided": found.undecided,
        "pieces": len(found.answers),
        "decided": found.decided,
        "complete": found.is_whole,
        "end": found.end,
        "least_failures": [_plain(piece, found, verdicts, certificates) for piece in found.least],
        "greatest_that_hold": [_plain(piece, found, verdicts, certificates) for piece in found.greatest],
    }


def _plain(
    piece: Piece, found: Boundary, verdicts: Mapping[Piece, Verdict], certificates: Certificates
) -> dict[str, Any]:
    kept = certificates.get(piece)
    places = list(found.family.places(piece))
    return {
        "structure": piece.structure().about(),
        "idle_profiles": piece.idle,
        **({"types_by_agent": places} if places else {}),
        "evidence": evidence_in_short(verdicts[piece].evidence) if piece in verdicts else None,
        "certificate": None if kept is None else str(kept),
    }
