"""The worked examples: short programs whose output is pinned beside them, in a file of the same name with `.out`."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from proofs.report.findings import file_name


@dataclass(frozen=True)
class Example:
    """One program: its path below the examples, the sentences of its docstring, its text and its pinned output."""

    path: str
    title: str
    rest: tuple[str, ...]
    source: str
    output: str | None

    @property
    def group(self) -> str:
        """The directory it lies in."""
        return self.path.rpartition("/")[0] or "examples"

    @property
    def page(self) -> str:
        return file_name(self.path.removesuffix(".py").replace("/", "."))


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
    pinned = path.with_suffix(".out")
    output = pinned.read_text(encoding="utf-8") if pinned.exists() else None
    return Example(path.relative_to(directory).as_posix(), title.rstrip("."), tuple(rest), source, output)
