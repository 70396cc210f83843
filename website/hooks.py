"""What MkDocs calls while it builds the site: which pages there are, in which order, and the index of the search."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from pygments.formatters import HtmlFormatter

from website import commands, course, kinds, links, names, schemas

STYLE = links.REPOSITORY / "proofs" / "report" / "assets" / "site.css"
ADDED: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands.markdown,
    "reference/schemas.md": schemas.markdown,
    "reference/kinds.md": kinds.markdown,
    "reference/python.md": names.markdown,
}
"""What is made and stands at the end of a page."""
PARTS = {
    "How-to guides": (
        *("how-to/install.md", "how-to/referee-report.md", "hunting.md", "how-to/my-market.md"),
        *("how-to/hundred-students.md", "how-to/exact-lp.md", "how-to/open-numbers.md", "how-to/all-quotas.md"),
    ),
    "Reference": tuple(
        f"reference/{name}.md"
        for name in ("commands", "problem-file", "market-file", "schemas", "answers", "certificates", "kinds", "python")
    ),
    "Explanation": tuple(
        f"explanation/{name}.md"
        for name in ("why-exact", "trusted", "checker", "survived", "coq", "where-theorems-end", "limits")
    ),
}
"""The pages of each part in their order. What lies in `docs/` and is not named here follows the part of its directory,
and the guides if it lies in none."""
FOLDERS = {"how-to": "How-to guides", "reference": "Reference", "explanation": "Explanation"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made and what lies outside `docs/`, and put the pages in order."""
    written = [file.src_uri for file in files.documentation_pages()]
    sources = links.reached(["README.md", *(f"docs/{page}" for page in written)])
    made = {**course.pages(), **course.programs()}
    for path, place in sources.items():
        if path.startswith("docs/") or place in made:
            continue
        if place.endswith(".md"):
            text = (links.REPOSITORY / path).read_text(encoding="utf-8")
            made[place] = links.rewritten(text, path, place)
        else:
            files.append(File.generated(config, place, abs_src_path=str(links.REPOSITORY / path)))
    for place, text in {**made, **course.figures(), **styles()}.items():
        files.append(File.generated(config, place, content=text))
    config.nav = navigation(written, [place for place in sources.values() if place.startswith(links.PAGES)])
    listed = {
        page for part in config.nav for each in part.values() for page in ([each] if isinstance(each, str) else each)
    }
    for file in files.documentation_pages():
        if file.src_uri not in listed:
            file.inclusion = InclusionLevel.NOT_IN_NAV
    return files


def navigation(pages: list[str], project: list[str]) -> list[dict[str, Any]]:
    """The parts with their pages."""
    parts: dict[str, list[str]] = {part: [page for page in named if page in pages] for part, named in PARTS.items()}
    for page in sorted(pages):
        if not any(page in named for named in parts.values()):
            parts[FOLDERS.get(page.partition("/")[0], "How-to guides")].append(page)
    tutorials = ["tutorials/index.md", *(place for place, _ in course.parts())]
    return [
        {"Ten minutes": "index.md"},
        {"Tutorials": tutorials},
        *({k: v} for k, v in parts.items()),
        {"Project": sorted(project)},
    ]


def styles() -> dict[str, str]:
    """The style sheets: that of the report, and the colours of programs, by day and by night."""
    day = HtmlFormatter(style="default").get_style_defs(".highlight")
    night = HtmlFormatter(style="github-dark").get_style_defs(".highlight")
    plain = ".highlight, .highlight pre { background: var(--wash); }"
    code = f"{day}\n@media (prefers-color-scheme: dark) {{\n{night}\n}}\n{plain}\n"
    return {"assets/report.css": STYLE.read_text(encoding="utf-8"), "assets/code.css": code}


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Let links lead to the site, and add what is made."""
    here = page.file.src_uri
    if page.file.generated_by is None:
        markdown = links.rewritten(markdown, f"docs/{here}", here)
    if here in ADDED:
        markdown = f"{markdown}\n\n{ADDED[here]()}"
    return markdown


@event_priority(-100)  # after the plugin that writes the index
def on_post_build(config: MkDocsConfig) -> None:
    """Write the index of the search as a script: a browser that reads files loads scripts and no data."""
    folder = Path(config.site_dir) / "search"
    found = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))["docs"]
    sections = json.dumps(list(by_section(found)), ensure_ascii=False, separators=(",", ":"))
    (folder / "index.js").write_text(f"window.pages = {sections};\n", encoding="utf-8")
    (folder / "search_index.json").unlink()


def by_section(found: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The sections of the pages, each with the title of its page; whole pages say the same again, and are left out."""
    titles = {entry["location"]: entry["title"] for entry in found if "#" not in entry["location"]}
    for entry in found:
        page, hash_, _ = entry["location"].partition("#")
        if hash_:
            within = titles.get(page, "")
            title = entry["title"] if entry["title"] == within else f"{within}: {entry['title']}"
            yield {**entry, "title": title}
