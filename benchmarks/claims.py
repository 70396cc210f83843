"""Instances per second for ten claims: in process, with 1 and 2 workers, and on a Dask cluster of two local workers.

`python -m benchmarks.claims [TIMES]`: the same number of instances of every claim is hunted TIMES times (1) in each of
the four ways, in turn; the best run counts. The clock starts when every worker has read the papers' claims and tried
the first few instances, so that all libraries are loaded, as they are in a hunt through many claims. Beside instances
per second by the clock stand, in brackets, the processor seconds of all processes, and those of the busiest one. The
last column is by the clock: how many times as fast two workers are as one process. It says little on a machine with
other work, whose load when the benchmark began stands above the table.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from proofs.claims import registry
from proofs.hunt.chunks import Chunk
from proofs.hunt.executors import cluster_executors, executor
from proofs.hunt.hunting import Options
from proofs.hunt.search import Hunt, Result, work

CLAIMS = {
    "lang-yang-2023/section-2.1.bihierarchy-describes": 8000,
    "lang-yang-2023/section-2.support": 400,
    "lang-yang-2023/section-3.1.m-star": 2000,
    "lang-yang-2023/corollary-1": 1000,
    "lang-yang-2023/theorem-1": 2000,
    "lang-yang-2023/theorem-2.2.sufficiency": 1400,
    "valenzuela-stookey-2026/proposition-3": 300,
    "valenzuela-stookey-2026/lemma-2.if": 20000,
    "valenzuela-stookey-2026/lemma-4": 40000,
    "valenzuela-stookey-2026/proposition-2.duality": 300,
}
"""Claims, and how many instances of each reading are hunted."""

WAYS = ("in process", "1 worker", "2 workers", "Dask, 2 workers")


@dataclass(frozen=True)
class Measured:
    instances: int
    wall: float
    processor: list[float]
    """Processor seconds of each process."""

    def __str__(self) -> str:
        return f"{self.instances / self.wall:.0f} ({sum(self.processor):.1f}, {max(self.processor):.1f})"


def warmed(name: str) -> None:
    """Try the first instances of a claim."""
    for reading in registry.claims()[name].readings:
        for number in range(len(reading.families)):
            work(Chunk(registry.MODULES, name, reading.name, number, 0, 3, 0))


def ticks(_: int = 0) -> tuple[int, float]:
    """The process, when it has read the claims, and its processor time."""
    registry.claims()
    time.sleep(0.1)
    return os.getpid(), time.process_time()


@contextmanager
def workers(way: str) -> Iterator[Executor | list[Executor]]:
    if way == WAYS[3]:
        from distributed import LocalCluster

        with (
            LocalCluster(2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
            cluster.get_client() as client,
        ):
            yield cluster_executors(client)
        return
    with executor(Options(Path(), workers=WAYS.index(way))) as given:
        yield given


def spent(given: Executor | list[Executor]) -> dict[int, float]:
    """Processor time until now, of this process and of each worker."""
    pools = given if isinstance(given, list) else [given]
    futures = [pool.submit(ticks) for pool in pools]
    wait(futures)
    return dict([ticks(), *(future.result() for future in futures)])


def measured(name: str, way: str) -> Measured:
    claim = registry.claims()[name]
    with workers(way) as given:
        wait([pool.submit(warmed, name) for pool in (given if isinstance(given, list) else [given])])
        before, begun = spent(given), time.monotonic()
        hunt = Hunt(given, budget=CLAIMS[name], ahead=0)
        ended = [each.result for each in hunt.run_all([(claim, reading) for reading in claim.readings])]
        wall = time.monotonic() - begun
        after = spent(given)
    instances = sum(result.instances for result in ended if isinstance(result, Result))
    return Measured(instances, wall, [after[process] - before.get(process, 0) for process in after])


def main(times: int) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} when begun\n")
    print(f"| claim | instances | {' | '.join(WAYS)} | gain |\n|---|{'--:|' * (len(WAYS) + 2)}")
    for name in CLAIMS:
        runs: dict[str, list[Measured]] = {way: [] for way in WAYS}
        for _ in range(times):
            for way in WAYS:
                runs[way].append(measured(name, way))
        best = [min(runs[way], key=lambda run: run.wall) for way in WAYS]
        gain = best[0].wall / best[2].wall
        print(f"| {name} | {best[0].instances} | {' | '.join(map(str, best))} | {gain:.2f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
