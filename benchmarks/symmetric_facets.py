"""All rules that treat agents of a group alike: `python -m benchmarks.symmetric_facets [SECONDS]`.

So many agents of two or three types share two or three objects, each with seats for three agents in ten. Columns, in
processor time, each run in a process of its own and ended after SECONDS (60, by the clock):

* listed: `proofs.reduced_form.facets.listing.facets`, all rules of the agents by name, as far as that goes;
* classes: `proofs.reduced_form.classes.describing.facets_for_groups`;
* the certificate, and the checker's time for it.

The last rows have two groups, with seats for one of them in one object.
"""

from __future__ import annotations

import json
import sys
import time
from multiprocessing import Process, Queue
from typing import Any

from proofs import checker
from proofs.certificates import certificate
from proofs.plain.keys import PROBLEM
from proofs.reduced_form.classes.data import grouped_from_plain
from proofs.reduced_form.classes.describing import facets_for_groups
from proofs.reduced_form.classes.groups import GroupedProblem
from proofs.reduced_form.classes.listed import listed
from proofs.reduced_form.facets.listing import facets

ROWS = [
    *(({"agents": size}, 2, 2) for size in (2, 3, 4, 10, 20, 50, 100, 200, 400)),
    *(({"agents": size}, 2, 3) for size in (10, 100)),
    *(({"agents": size}, 3, 2) for size in (10, 20, 50)),
    *(({"juniors": 6 * k, "seniors": 4 * k}, 1, 2) for k in (1, 10)),
]


def problem(sizes: dict[str, int], types: int, objects: int) -> GroupedProblem:
    """The problem of a row."""
    names, seats = ["x", "y", "z"][:objects], max(1, 3 * sum(sizes.values()) // 10)
    constraints: list[dict[str, Any]] = [{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": seats}]
    if len(sizes) > 1:
        constraints.append({"set": [["juniors", "x"]], "ceiling": max(1, seats // 2)})
    kinds = {group: [f"t{k}" for k in range(types)] for group in sizes}
    plain = {"format": PROBLEM, "agents": sizes, "objects": names, "types": kinds, "prior": "uniform"}
    return grouped_from_plain({**plain, "constraints": constraints})[0]


def by_name(row: Any) -> tuple[float]:
    start = time.process_time()
    facets(listed(problem(*row)))
    return (time.process_time() - start,)


def by_classes(row: Any) -> tuple[float, ...]:
    start = time.process_time()
    found = facets_for_groups(problem(*row))
    seconds = time.process_time() - start
    written = json.dumps(certificate(found.description))
    start = time.process_time()
    checker.verify(json.loads(written))
    took = time.process_time() - start
    classes, vertices = found.parts[0].block.size, len(found.parts[0].found.vertices)
    return classes, vertices, len(found.facets), seconds, len(written) / 1e6, took


def run(what: Any, row: Any, limit: float) -> tuple[float, ...] | None:
    """What a function answers in a process of its own; `None` if it does not end in time."""
    answers: Queue[tuple[float, ...]] = Queue()
    process = Process(target=lambda: answers.put(what(row)))
    process.start()
    process.join(limit)
    if process.is_alive():
        process.terminate()
        return None
    return answers.get() if process.exitcode == 0 else None


def main(limit: float) -> None:
    print("| agents, types, objects | classes | vertices | facets | listed | classes | certificate, MB | checker |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for row in ROWS:
        sizes, types, objects = row
        few = sum(sizes.values()) <= 4
        listed_seconds = run(by_name, row, limit) if few else None
        found = run(by_classes, row, limit)
        cells = [f"{' + '.join(map(str, sizes.values()))}, {types}, {objects}"]
        cells += ["", "", ""] if found is None else [f"{round(each):,}" for each in found[:3]]
        cells.append(f"{listed_seconds[0]:.2f}" if listed_seconds else f"> {limit:g}" if few else "not tried")
        cells += [f"> {limit:g}", "", ""] if found is None else [f"{each:.2f}" for each in found[3:]]
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)
