"""What is public in Python: the names that `exact` and `proofs` export, each with the first sentence about it."""

from __future__ import annotations

import importlib
import inspect

from website.links import cell

PACKAGES = ("exact", "proofs")


def markdown() -> str:
    """A table for each package."""
    lines = ["## All names", "", 'Everything in more words: <a href="../api/index.html">the API documentation</a>.', ""]
    for package in PACKAGES:
        module = importlib.import_module(package)
        lines += [f"### {package}", "", "| name | what it is |", "|---|---|"]
        for name in module.__all__:
            value = getattr(module, name)
            if not inspect.ismodule(value):
                lines.append(f"| `{name}` | {cell(_sentence(value))} |")
        lines.append("")
    return "\n".join(lines)


def _sentence(value: object) -> str:
    words = " ".join((inspect.getdoc(value) or "").split()) if callable(value) else ""
    ends = [place for place in (words.find(". "), words.find(": ")) if place >= 0]
    return (words[: min(ends) + 1] if ends else words).rstrip(":")
