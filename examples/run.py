"""Run examples and pin what they print: `python examples/run.py` compares, `python examples/run.py --pin` writes.

The output of `NAME.py` is pinned beside it in `NAME.out`. Everything printed is exact; where an optimum is not unique
(an ex post rule, a Farkas vector, a price), another version of a solver may find another one, which is then just as
good: look at the difference, and pin it.
"""

from __future__ import annotations

import difflib
import io
import runpy
import sys
from contextlib import redirect_stdout
from pathlib import Path

HERE = Path(__file__).parent


# Run as a script, Python looks here first, where the folder `exact` would hide the package of that name.
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE.resolve()]


def examples() -> list[Path]:
    """All examples, in alphabetical order."""
    return sorted(
        path for path in HERE.glob("*/*.py") if path.parent.name in ("exact", "lang_yang", "valenzuela_stookey")
    )


def output(path: Path) -> str:
    """What an example prints, run in this process."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        runpy.run_path(str(path), run_name="__main__")
    return printed.getvalue()


def difference(path: Path) -> str:
    """What has changed between the pinned output and that of now; empty if nothing has."""
    pin = path.with_suffix(".out")
    pinned = pin.read_text(encoding="utf-8").splitlines() if pin.exists() else []
    names = str(pin.relative_to(HERE.parent)), "now"
    return "\n".join(difflib.unified_diff(pinned, output(path).splitlines(), *names, lineterm=""))


def main() -> int:
    """Status 1 if an output is not the pinned one."""
    changed = 0
    for path in examples():
        if "--pin" in sys.argv:
            path.with_suffix(".out").write_text(output(path), encoding="utf-8")
        elif found := difference(path):
            changed = 1
            print(found)
    return changed


if __name__ == "__main__":
    sys.exit(main())
