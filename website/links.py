"""Links out of `docs/`: what they lead to becomes a part of the site.

The Markdown files link to each other, and to sources and pictures, by their places in the repository, so that they can
be read there. On the site a Markdown file is a page, README is the first one, an example of the course has a page of
its own, and any other file is copied as it is. A link to a directory is no link on the site.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PAGES, COPIES = "project", "files"
"""Where on the site pages and files from outside `docs/` lie."""
FIRST = {"README.md": "index.md", "examples/README.md": "tutorials/index.md"}
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]+)\)")
FENCE = re.compile(r"^( *)```.*?^\1```\s*?$", re.DOTALL | re.MULTILINE)


def place(path: str) -> str:
    """Where on the site a file of the repository lies."""
    if path in FIRST:
        return FIRST[path]
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    if path.startswith("examples/") and path.endswith(".py"):
        return example_page(path.removeprefix("examples/"))
    return f"{PAGES}/{path}" if path.endswith(".md") else f"{COPIES}/{path}"


def example_page(path: str) -> str:
    """The page of an example, which is named by its path below `examples/`."""
    return f"tutorials/{path.removesuffix('.py')}.md"


def outside_fences(text: str, change: Callable[[str], str]) -> str:
    """The text with all of it changed but its blocks of code."""
    parts, end = [], 0
    for fence in FENCE.finditer(text):
        parts += [change(text[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join([*parts, change(text[end:])])


def targets(text: str, path: str) -> Iterator[tuple[str, str]]:
    """The links of a Markdown file of the repository to other files: as written, and what they lead to."""
    for _, _, link in LINK.findall(FENCE.sub("", text)):
        target = link.partition("#")[0]
        if target and "://" not in target and not target.startswith("mailto:"):
            yield link, posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def rewritten(text: str, path: str, here: str) -> str:
    """A Markdown file of the repository as it stands at the place `here` of the site: its links lead to the site."""

    def moved(found: re.Match[str]) -> str:
        mark, words, link = found.groups()
        target, hash_, anchor = link.partition("#")
        if not target or "://" in target or target.startswith("mailto:"):
            return found[0]
        leads = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        if (REPOSITORY / leads).is_dir():
            return words
        return f"{mark}[{words}]({posixpath.relpath(place(leads), posixpath.dirname(here) or '.')}{hash_}{anchor})"

    return outside_fences(text, lambda part: LINK.sub(moved, part))


def cell(words: str) -> str:
    """Words as a cell of a table: on one line, and no sign of theirs is HTML or ends the cell; code stays as it is."""
    parts = " ".join(words.split()).replace("|", "\\|").split("`")
    return "`".join(part if k % 2 else part.replace("<", "&lt;").replace("*", "\\*") for k, part in enumerate(parts))


def reached(start: list[str]) -> dict[str, str]:
    """The files of the repository that the Markdown files `start` lead to, themselves too, each with its place.

    Files below `docs/` that are no pages are MkDocs's own matter, and examples have pages that are made.
    """
    found: dict[str, str] = {}
    waiting = list(start)
    while waiting:
        path = waiting.pop()
        if path in found or not (REPOSITORY / path).is_file():
            continue
        found[path] = place(path)
        if path.endswith(".md"):
            waiting += [target for _, target in targets((REPOSITORY / path).read_text(encoding="utf-8"), path)]
    return found
