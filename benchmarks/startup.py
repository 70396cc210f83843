"""What it costs to start: CPU seconds of whole commands on small files, imports and all.

    python -m benchmarks.startup [--beside CHECKOUT] [--repeat N]

Each command runs in a process of its own, N times after a first run that writes bytecode; the least user and system
time counts. "From source" has no bytecode of this software, as in a fresh clone where Python may write none. With
`--beside` another checkout (an older one) runs the same commands, in turn with this one.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
COURSES = HERE / "examples/problems/example_2_course_allocation.json"
PRICES, DOCTORS = (HERE / f"examples/markets/{name}.json" for name in ("two-price", "hospital-two-doctors"))
COMMANDS = {
    "`--help`": ["--help"],
    "`implement`, the course example": ["implement", str(COURSES)],
    "`verify`, its certificate": ["verify", f"out/certificates/{COURSES.stem}.implement.json"],
    "`polarized`, two prices": ["polarized", str(PRICES)],
    "`best`, two doctors, the status quo": ["best", str(DOCTORS), "--among", "status quo"],
}


def run(arguments: list[str], checkout: Path, folder: Path, compiled: bool) -> float:
    """CPU seconds of a command in this folder, where its output and the bytecode go."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    how = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")} if compiled else {"PYTHONDONTWRITEBYTECODE": "1"}
    environment = {**kept, **how, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "proofs.cli.main", *arguments]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)}: status {done.returncode}: {done.stderr.strip()[-300:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, help="another checkout of this software")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    before = options.beside.resolve() if options.beside else None
    checkouts = {"now": HERE} if before is None else {"before": before, "now": HERE}
    columns = {(name, compiled): checkout for compiled in (True, False) for name, checkout in checkouts.items()}
    for checkout in checkouts.values():
        if next(checkout.glob("proofs/**/__pycache__"), None):  # as `make install` leaves it
            columns = {column: other for column, other in columns.items() if column[1] or other != checkout}
    heads = [name if compiled else f"{name}, from source" for name, compiled in columns]
    print(f"| command | {' | '.join(heads)} |\n|---|{'--:|' * len(heads)}")
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in COMMANDS.items():
            turns = [
                [run(arguments, checkout, Path(folder), compiled) for (_, compiled), checkout in columns.items()]
                for _ in range(options.repeat + 1)
            ]
            least = [min(times) for times in zip(*turns[1:], strict=True)]  # the first run writes bytecode
            print(f"| {name} | {' | '.join(f'{seconds:.2f}' for seconds in least)} |", flush=True)


if __name__ == "__main__":
    main()
