"""Where a property of structures ends: families up to a size, by pieces and by the order beside one by one.

    python -m benchmarks.boundary [--seconds LIMIT] [--all]

Prints the table of `boundary.md`: structures up to relabelling, connected pieces, how many were decided by themselves,
least failures and greatest that hold, CPU seconds of the search; with `--all` also those of deciding every piece.
"""

from __future__ import annotations

import argparse
from time import process_time

from proofs.hunt.boundary.families import FAMILIES
from proofs.hunt.boundary.properties import PRESERVES, Property, condition_complete
from proofs.hunt.boundary.searching import Boundary, boundary

ROWS: tuple[tuple[str, tuple[int, ...], int, str], ...] = (
    ("graphs", (5, 1, 0), 3, "tum"),
    ("graphs", (6, 1, 0), 2, "tum"),
    ("graphs", (6, 1, 0), 3, "tum"),
    ("bihierarchies", (4, 1, 0), 3, "tum"),
    ("bihierarchies", (2, 2, 0), 3, "tum"),
    ("bihierarchies", (5, 1, 0), 2, "tum"),
    ("structures", (4, 1, 0), 2, "tum"),
    ("markets", (4, 4, 0), 3, "tum"),
    ("markets", (2, 3, 3), 3, "tum"),
    ("graphs", (4, 1, 0), 2, "A"),
    ("markets", (3, 3, 0), 2, "A"),
)
"""Family, its size, the most types, and the property."""


def asked(name: str) -> Property:
    return PRESERVES if name == "tum" else condition_complete(name)


def measured(row: tuple[str, tuple[int, ...], int, str], seconds: float, infer: bool) -> tuple[Boundary, float]:
    family, size, types, name = row
    start = process_time()
    found = boundary(FAMILIES[family](*size), asked(name), types, seconds=seconds, infer=infer)
    return found, process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="limit of each search")
    parser.add_argument("--all", action="store_true", help="decide every piece by itself, too")
    given = parser.parse_args()
    head = ["family", "types", "property", "structures", "fail", "pieces", "decided", "least", "greatest", "seconds"]
    print("| " + " | ".join([*head, *(["one by one"] if given.all else [])]) + " |")
    print("|---" * 3 + "|--:" * (len(head) - 3 + given.all) + "|")
    for row in ROWS:
        found, took = measured(row, given.seconds, True)
        cells = [found.family.words, found.types, row[3], found.structures, found.failing, len(found.answers)]
        cells += [found.decided, len(found.least), len(found.greatest), f"{took:.2f}"]
        if found.end != "complete":
            cells[-1] = f"{took:.2f}, ended after {found.answered}"
        if given.all:
            other, longer = measured(row, given.seconds, False)
            cells.append(f"{longer:.2f}" if other.end == "complete" else f"over {given.seconds:g}")
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)


if __name__ == "__main__":
    main()
