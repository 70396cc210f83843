"""The worked examples: short programs with what they print and draw pinned beside them.

The output of `NAME.py` is in `NAME.out`, its figures are in `NAME.1.svg`, `NAME.2.svg`, ..., each with its caption as
the title. Nothing is run here.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from proofs.report.exhibits import title
from proofs.report.findings import file_name
from proofs.report.html import Html, with_code


@dataclass(frozen=True)
class Example:
    """One program: its path below the examples, its text, and what is pinned: its output, and its figures' captions
    and SVG.

    Of its docstring the first sentence is the title, as plain text, and the heading, as HTML; the paragraphs after it
    are the rest.
    """

    path: str
    title: str
    heading: Html
    rest: tuple[Html, ...]
    source: str
    output: str | None
    figures: tuple[tuple[str, str], ...]

    @property
    def group(self) -> str:
        """The directory it lies in."""
        return self.path.rpartition("/")[0] or "examples"

    @property
    def page(self) -> str:
        return file_name(self.path.removesuffix(".py").replace("/", "."))


def figure_file(program: Path, number: int) -> Path:
    """The file of a figure; the first has number 1."""
    return program.with_name(f"{program.stem}.{number}.svg")


def figure_files(program: Path) -> list[Path]:
    """The pinned figures of a program, in order."""
    pattern = re.compile(re.escape(program.stem) + r"\.([0-9]+)\.svg")
    numbers = [int(found[1]) for path in program.parent.glob("*.svg") if (found := pattern.fullmatch(path.name))]
    return [figure_file(program, number) for number in sorted(numbers)]


def beside_package() -> Path | None:
    """The repository's examples, where the package is used from a clone."""
    found = Path(__file__).resolve().parents[2] / "examples"
    return found if found.is_dir() else None


def collect(directory: Path | None) -> list[Example]:
    """The examples below `directory`, in the order in which its README names them, the others by name after them.

    A program without a docstring is left out, and so is one that lies in `directory` itself: a tool, no example.
    """
    if directory is None:
        return []
    readme = directory / "README.md"
    course = readme.read_text(encoding="utf-8") if readme.exists() else ""
    found = [_example(path, directory) for path in sorted(directory.glob("*/**/*.py"))]
    return sorted((example for example in found if example is not None), key=lambda example: _place(example, course))


def _place(example: Example, course: str) -> tuple[int, str]:
    place = course.find(example.path)
    return (len(course) if place < 0 else place, example.path)


def _example(path: Path, directory: Path) -> Example | None:
    source = path.read_text(encoding="utf-8")
    words = ast.get_docstring(ast.parse(source))
    if not words:
        return None
    title, *rest = (" ".join(paragraph.split()) for paragraph in words.split("\n\n"))
    title = title.rstrip(".")
    pinned = path.with_suffix(".out")
    return Example(
        path.relative_to(directory).as_posix(),
        title.replace("`", ""),
        with_code(title),
        tuple(map(with_code, rest)),
        source,
        pinned.read_text(encoding="utf-8") if pinned.exists() else None,
        tuple(_figure(file) for file in figure_files(path)),
    )


def _figure(file: Path) -> tuple[str, str]:
    svg = file.read_text(encoding="utf-8")
    return title(svg), svg
