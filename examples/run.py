"""Run examples and pin what they print: `python examples/run.py` compares, `python examples/run.py --pin` writes.

With names of programs, `python examples/run.py --pin whole_buses`, it is about those alone.

The output of `NAME.py` is pinned beside it in `NAME.out`; that of a file of claims (`own_claims/`) is what the hunt
finds. An example that draws leaves its pictures, by their captions,
in `FIGURES`; they are pinned in `NAME.1.svg`, `NAME.2.svg`, ..., where the site finds them. Everything printed is
exact; where an optimum is not unique (an ex post rule, a Farkas vector, a price), another version of a solver may find
another one, which is then just as good: look at the difference, and pin it.
"""

from __future__ import annotations

import difflib
import io
import re
import runpy
import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from pathlib import Path

HERE = Path(__file__).parent


# Run as a script, Python looks here first, where the folder `exact` would hide the package of that name.
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE.resolve()]

from exact.showing.drawing import Picture, escaped  # noqa: E402
from proofs import checker  # noqa: E402
from proofs.claims.registry import claims_in_file  # noqa: E402
from proofs.hunt import Hunt, InProcess  # noqa: E402
from proofs.report.examples import figure_file, figure_files  # noqa: E402


def examples() -> list[Path]:
    """All examples, in alphabetical order."""
    return sorted(
        path
        for path in HERE.glob("*/*.py")
        if path.parent.name in ("exact", "lang_yang", "valenzuela_stookey", "own_claims")
    )


def drawn(picture: Picture, caption: str) -> str:
    """The SVG with the caption as its title, so that the file alone says what it shows."""
    title = f"<title>{escaped(caption)}</title>"
    return re.sub("<title>.*?</title>", lambda _: title, picture.svg, count=1, flags=re.DOTALL)


def pins(path: Path) -> dict[Path, str]:
    """What belongs beside an example: its output, and a file for each of its figures. It is run in this process."""
    printed = io.StringIO()
    figures: dict[str, Picture] = {}
    with redirect_stdout(printed):
        if path.parent.name == "own_claims":
            hunt(path)
        else:
            figures = runpy.run_path(str(path), run_name="__main__").get("FIGURES", {})
    svg = (drawn(picture, caption) for caption, picture in figures.items())
    drawings = {figure_file(path, number): one for number, one in enumerate(svg, 1)}
    return {path.with_suffix(".out"): printed.getvalue(), **drawings}


def hunt(path: Path) -> None:
    """Print what a hunt finds of the claims in a file."""
    for claim in claims_in_file(path):
        for reading in claim.readings:
            result = Hunt(InProcess(), (str(path),), ahead=0).run(claim, reading)
            print(f"{claim.id} ({reading.name}): {result.ending}")
            print(f"  {reading.wording}")
            found = result.counterexample
            if found is None:
                tried = f"{result.instances} instances, the hypothesis of {result.held} of them true"
                print(f"  tried: {'; '.join([*result.exhausted, *result.left])} ({tried})")
                continue
            print(f"  {found.words}")
            for line in checker.verify(found.certificate)[:-1]:
                print("  checked:", line)


def superfluous(path: Path, wanted: Iterable[Path]) -> list[Path]:
    """Figures beside an example that it does not draw any more."""
    return sorted(set(figure_files(path)) - set(wanted))


def difference(path: Path) -> str:
    """What has changed between the pinned output and figures and those of now; empty if nothing has."""
    now = pins(path)
    lines = [f"{old.relative_to(HERE.parent)}: it is not drawn any more" for old in superfluous(path, now)]
    for pin, content in now.items():
        name = str(pin.relative_to(HERE.parent))
        pinned = pin.read_text(encoding="utf-8") if pin.exists() else ""
        if pin.suffix == ".out":
            compared = pinned.splitlines(), content.splitlines()
            lines += difflib.unified_diff(*compared, name, "now", lineterm="")
        elif pinned != content:
            lines.append(f"{name}: the figure is drawn differently now")
    return "\n".join(lines)


def pin(path: Path) -> None:
    """Write what belongs beside an example, and delete the figures that do not."""
    now = pins(path)
    for old in superfluous(path, now):
        old.unlink()
    for file, content in now.items():
        file.write_text(content, encoding="utf-8")


def main() -> int:
    """Status 1 if an output or a figure is not the pinned one."""
    names = [argument.removesuffix(".py") for argument in sys.argv[1:] if argument != "--pin"]
    known = {path.stem for path in examples()}
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"{unknown[0]} is no example")
    changed = 0
    for path in examples():
        if names and path.stem not in names:
            continue
        if "--pin" in sys.argv:
            pin(path)
        elif found := difference(path):
            changed = 1
            print(found)
    return changed


if __name__ == "__main__":
    sys.exit(main())
