"""All benchmarks in one run, written to `benchmarks/README.md`: `python -m benchmarks [NAME...]`."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
NO_BENCHMARKS = ("__init__", "__main__", "curves", "every_quota", "instances", "peers")
"""Among them what takes hours, and is run by itself."""
NAMES = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NO_BENCHMARKS)


def processor() -> str:
    """The processor's own name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def note_on(name: str) -> str:
    """What `NAME.md` says about a benchmark: how it was measured, and what it shows."""
    path = HERE / f"{name}.md"
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def main(names: list[str]) -> None:
    head = [
        "# Benchmarks",
        "",
        f"Made by `make bench` on {time.strftime('%Y-%m-%d')}: {processor()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}. Each table was measured in one run, all columns on the same instances.",
    ]
    parts = ["\n".join(head)]
    for name in names:
        print(f"benchmarks.{name} ...", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE.parent)
        note = note_on(name)
        body = result.stdout.strip() if result.returncode == 0 else f"(failed: {result.stderr.strip()[-300:]})"
        parts.append("\n\n".join(part for part in (f"## `benchmarks/{name}.py`", note, body) if part))
        measured_before = [f"## `benchmarks/{other}.py`\n\n{note_on(other)}" for other in NAMES if other not in names]
        kept = [part for part in measured_before if not part.endswith("\n\n")]
        (HERE / "README.md").write_text("\n\n".join([*parts, *kept]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or NAMES)
