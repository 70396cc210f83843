"""Instances per second for the ten most expensive claims, with 1 and 2 workers: `python -m benchmarks.claims`.

The first column ranks all readings by the seconds that a small budget takes in one process. Start-up of the workers is
part of the measurement, as it is of a hunt.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from proofs.claims.registry import claims
from proofs.hunt.hunting import Options, hunt_all

BUDGET = 60
MOST = 10


def seconds(claim_id: str, workers: int, budget: int | None) -> tuple[float, int]:
    """Wall seconds and instances of one claim, all readings."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        rows = list(hunt_all([claims()[claim_id]], Options(Path(folder), budget, workers=workers)))
        return time.perf_counter() - start, sum(row["instances"] for row in rows)


def main() -> None:
    ranked = sorted(claims(), key=lambda claim: -seconds(claim, 0, BUDGET)[0])[:MOST]
    print(f"{os.cpu_count()} cores; the claims' own budgets; instances per second\n")
    print("| claim | instances | in process | 1 worker | 2 workers |\n|---|--:|--:|--:|--:|")
    for claim in ranked:
        cells = []
        for workers in (0, 1, 2):
            taken, instances = seconds(claim, workers, None)
            cells.append(f"{instances / taken:.1f}")
        print(f"| {claim} | {instances} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
