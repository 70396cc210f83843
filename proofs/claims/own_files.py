"""The files that a user's claims are written in: the file of claims, and what it imports of the user's own.

A file is the user's own if it lies neither in this package, nor in the standard library, nor where packages are
installed. What a claim says may rest on any line of these, so a verdict about it is of their text as it stood.
"""

from __future__ import annotations

import ast
import sys
import sysconfig
import traceback
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec, resolve_name
from pathlib import Path

PREFIX = "claims_of_"
"""What the name of a file of claims begins with where it is loaded as a module."""

PACKAGES = Path(__file__).parents[2]
"""Where `exact` and `proofs` lie."""


def module_of(claim: str) -> str:
    """The name of the module that a claim's file is loaded as, if it is in one: its id begins with the file's name."""
    return PREFIX + claim.partition("/")[0]


def own_files(module: str) -> list[Path]:
    """The file of a loaded module and all that it imports, as far as they are the user's own, in a fixed order."""
    found: dict[Path, None] = {}
    pending = [(module, getattr(sys.modules.get(module), "__file__", None))]
    while pending:
        name, file = pending.pop()
        if is_own(file) and Path(str(file)).resolve() not in found:
            path = Path(str(file)).resolve()
            found[path] = None
            pending += [(each, _file(each)) for each in _imported(path, name)]
    return sorted(found)


def is_own(file: str | None) -> bool:
    """Whether a file of Python is the user's own."""
    if file is None or not file.endswith(".py"):
        return False
    path = Path(file).resolve()
    return path.is_file() and not any(path.is_relative_to(folder) for folder in _others())


def place(error: BaseException) -> str:
    """The last line of the user's own that an exception went through, `mine.py, line 8`, or nothing."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if is_own(frame.filename)]
    return f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""


def _imported(path: Path, name: str) -> Iterator[str]:
    """The names of modules that a file imports anywhere; what is taken from a package may be a module of it."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError, OSError):
        return
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (package or not node.level):
            source = resolve_name("." * node.level + (node.module or ""), package) if node.level else str(node.module)
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def _file(module: str) -> str | None:
    """The file of a module, without loading it (but the packages that it is in)."""
    try:
        spec = find_spec(module)
    except (ImportError, ValueError, AttributeError):
        return None
    return None if spec is None else spec.origin


@cache
def _others() -> tuple[Path, ...]:
    installed = {sysconfig.get_path(key) for key in ("stdlib", "platstdlib", "purelib", "platlib")}
    return (PACKAGES / "exact", PACKAGES / "proofs", *(Path(path).resolve() for path in sorted(installed)))
