"""The examples as a course: a page for each part of `examples/README.md`, and one for each program with what it
prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from posixpath import basename, dirname, relpath

from proofs.report.examples import Example, collect
from website.links import REPOSITORY, example_page, rewritten

COURSE = REPOSITORY / "examples" / "README.md"
LINKED = re.compile(r"\]\(([^()\s]+\.md)\)")
PART = re.compile(r"^## ((\d+)\. .*)$", re.MULTILINE)


def parts() -> Iterator[tuple[str, str]]:
    """The place of each numbered part, and its page."""
    text = COURSE.read_text(encoding="utf-8")
    for head in PART.finditer(text):
        end = text.find("\n## ", head.end())
        words = re.sub(r"[^a-z0-9]+", "-", head[1].lower()).strip("-")
        body = text[head.end() : end if end >= 0 else len(text)].strip("\n")
        here = f"tutorials/{words}.md"
        yield here, f"# {head[1]}\n\n{rewritten(body, 'examples/README.md', here)}\n"


def first() -> str:
    """The first page: what stands before the parts and after them, and the parts by name."""
    text = COURSE.read_text(encoding="utf-8")
    heads = list(PART.finditer(text))
    after = text.find("\n## ", heads[-1].end())
    around = text[: heads[0].start()], text[after:] if after >= 0 else ""
    before, behind = (rewritten(each.strip(), "examples/README.md", "tutorials/index.md") for each in around)
    named = [f"* [{page.splitlines()[0].removeprefix('# ')}]({basename(place)})" for place, page in parts()]
    return "\n".join([before, "", *named, "", behind, ""])


def pages() -> dict[str, str]:
    """All pages of the course by their places on the site."""
    return {"tutorials/index.md": first(), **dict(parts())}


def programs() -> dict[str, str]:
    """A page for each example, by its place."""
    within = {
        path: (here, page.splitlines()[0].removeprefix("# ")) for here, page in parts() for path in LINKED.findall(page)
    }
    found = {}
    for example in collect(REPOSITORY / "examples"):
        here = example_page(example.path)
        part, title = within.get(here.removeprefix("tutorials/"), ("tutorials/index.md", "The course"))
        found[here] = _page(example, f"[{title}]({relpath(part, dirname(here))})")
    return found


def figures() -> dict[str, str]:
    """The pictures of the examples, by their places."""
    return {
        f"{example_page(example.path).removesuffix('.md')}.{number}.svg": svg
        for example in collect(REPOSITORY / "examples")
        for number, (_, svg) in enumerate(example.figures, 1)
    }


def _page(example: Example, part: str) -> str:
    name = basename(example.path).removesuffix(".py")
    lines = [f"# {example.title}", "", f"Of the course: {part}.", "", *(f"<p>{words}</p>\n" for words in example.rest)]
    lines += [f"`examples/{example.path}`:", "", "```python", example.source.rstrip(), "```", ""]
    if example.output is not None:
        lines += ["It prints:", "", "```text", example.output.rstrip(), "```", ""]
    for number, (caption, _) in enumerate(example.figures, 1):
        image = f'<img src="{name}.{number}.svg" alt="{escape(caption)}">'
        lines += [f"<figure>{image}<figcaption>{escape(caption)}</figcaption></figure>", ""]
    return "\n".join(lines)
