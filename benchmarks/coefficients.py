"""How large must coefficients be on a path? `python -m benchmarks.coefficients` (some minutes).

Agents on a path, at most one unit for each edge and each agent. For numbers of types, in the order of the path: the
facets of the implementable rules, their orbits, the least M such that coefficients from -M to M suffice, and the time.
The rules have full dimension, so a facet has one primitive vector of coefficients: one with the entry M shows that no
smaller M suffices, and its certificate is checked. That M suffices rests on the list of all facets; where it is short
enough the checker lists them again. `--write` keeps the numbers for the page of the site, in
`proofs/report/assets/coefficients.json`.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import proofs.report
from proofs import checker, facets, problem_of
from proofs.certificates import certificate
from proofs.reduced_form.facets.normal_forms import least_coefficients
from proofs.reduced_form.problem.problems import Problem

KEPT = Path(proofs.report.__file__).parent / "assets" / "coefficients.json"

PATHS = (
    *((2, 2, 1), (1, 2, 1), (2, 2, 2), (2, 3, 2), (3, 2, 2), (4, 2, 2), (3, 2, 3), (3, 3, 2), (3, 3, 3)),
    *((1, 2, 2, 1), (2, 2, 1, 2), (2, 2, 2, 1), (2, 2, 2, 2)),
    *((2, 2, 1, 1, 2), (2, 1, 2, 1, 2), (2, 2, 2, 2, 1)),
)
"""Numbers of types along the path."""


def path(counts: Sequence[int]) -> Problem:
    types = {str(k + 1): list("uvwxyz"[:count]) for k, count in enumerate(counts)}
    names = list(types)
    edges = [list(pair) for pair in itertools.pairwise(names)]
    constraints = [{"edges": edges, "ceiling": 1}, {"each": "agent", "ceiling": 1}]
    return problem_of(agents=names, types=types, constraints=constraints)


def row(counts: Sequence[int]) -> dict[str, Any]:
    """The numbers of one path. Raises `Refused` if the checker does not accept the facet."""
    start = time.perf_counter()
    found = facets(path(counts))
    forms = found.forms or ()
    least = least_coefficients(forms)
    seconds = time.perf_counter() - start
    largest = max(forms, key=lambda form: form.largest)
    assert not found.equations
    assert least == largest.largest
    checker.verify(json.loads(json.dumps(certificate(found.proof(largest.inequality)))))
    return {
        "types": list(counts),
        "facets": len(found.facets),
        "orbits": len(found.orbits),
        "least": least,
        "listed_again": _listed_again(found.description),
        "seconds": round(seconds, 2),
    }


def _listed_again(verdict: Any) -> bool:
    """Whether the checker lists all facets again, within its bounds."""
    if verdict.holds is None:
        return False
    try:
        checker.verify(json.loads(json.dumps(certificate(verdict))))
    except checker.TooMuch:
        return False
    return True


def table(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield "| types along the path | facets | orbits | least M | listed again by the checker | seconds |"
    yield "|---|--:|--:|--:|---|--:|"
    for each in rows:
        cells = (", ".join(map(str, each["types"])), each["facets"], each["orbits"], each["least"])
        yield f"| {' | '.join(map(str, cells))} | {'yes' if each['listed_again'] else 'no'} | {each['seconds']} |"


def main() -> None:
    rows = []
    for counts in PATHS:
        rows.append(row(counts))
        print(rows[-1], file=sys.stderr, flush=True)
    print("\n".join(table(rows)))
    if "--write" in sys.argv:
        KEPT.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
