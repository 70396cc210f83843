"""Verdicts for people: on the terminal, in LaTeX, in HTML. `explain(value)` tells any of them in words."""

from __future__ import annotations

from typing import Any


def explain(value: Any) -> str:
    """A verdict, or what the functions of this package find, in words and exact numbers, a few lines.

    A verdict is told by its statement: implementability (also by thresholds), Conditions A and B, optimal design, total
    unimodularity; polarization and obvious dominance. Of any other verdict the sentence, the answer and the evidence
    are written. A certificate, as `certificates.load` reads it, is told statement by statement. Other values: what
    `facets` returns, cones and polyhedra, and the reports of `proofs.trading` on
    choice, selection and large markets. Anything else raises `TypeError`.
    """
    from proofs.report.explaining import explained

    return explained(value)
