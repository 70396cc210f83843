"""What the pages in `docs/` show is so, their links lead somewhere, and what the site is made of has what it should."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proofs import checker
from proofs.cli import app, main
from proofs.cli.sections import SECTIONS
from tests.shown import ROOT, blocks, wrong
from website import commands, course, kinds, links, names, schemas

assert main  # makes the commands known to the app
DOCS = ROOT / "docs"
SHOWING = sorted(
    path.relative_to(DOCS).as_posix()
    for folder in ("how-to", "reference", "explanation")
    for path in (DOCS / folder).glob("*.md")
    if any(blocks(path.read_text(encoding="utf-8")))
)
PAGES = [path.relative_to(ROOT).as_posix() for path in (ROOT / "README.md", *sorted(DOCS.glob("**/*.md")))]
NOT_RUN = {"how-to/install.md", "explanation/trusted.md"}
"""Pages that other tests try: tests/proofs/cli/test_self_test.py, and test_verify_coq.py, which asks Coq."""


def quickly_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """As `shell_in` does, without a new process for each command."""
    monkeypatch.chdir(folder)
    (folder / "examples").symlink_to(ROOT / "examples")

    def run(command: str) -> str:
        program, *arguments = shlex.split(command)
        assert program == "proofs"
        return CliRunner().invoke(app.app, arguments).output

    run.folder = folder
    return run


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [page for page in SHOWING if page not in NOT_RUN])
def test_what_a_page_shows_is_so(page, tmp_path, monkeypatch):
    assert not (found := wrong(read(page), quickly_in(tmp_path, monkeypatch))), "\n".join(found)


def test_the_guides_show_what_they_tell():
    assert {"how-to/my-market.md", "how-to/hundred-students.md", "how-to/exact-lp.md", "how-to/referee-report.md"} <= {
        *SHOWING
    }
    for page in SHOWING:
        files = re.findall("^```json", read(page), re.MULTILINE)
        assert len(files) == sum(block["name"] is not None and "json" in block["name"] for block in blocks(read(page)))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for link, target in links.targets(text, page):
        assert (ROOT / target).exists(), link
        anchor = link.partition("#")[2]
        if anchor and target.endswith(".md"):
            assert anchor in anchors((ROOT / target).read_text(encoding="utf-8")), link


def anchors(text: str) -> set[str]:
    heads = re.findall("^#+ (.*)$", links.FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", head.lower()).strip()) for head in heads}


def test_the_pages_in_folders_can_be_reached_from_readme():
    assert {page for page in PAGES if page.count("/") > 1} <= links.reached(["README.md"]).keys()


def test_a_link_is_moved_to_the_site_and_code_is_left_alone():
    text = "[a](../exact/cones.py#x) [b](trusted.md) [c](../tests) [d](#e) ![p](../x.svg)\n\n"
    text += "```\n[a](../exact/cones.py)\n```\n"
    moved = links.rewritten(text, "docs/hunting.md", "how-to/hunting.md")
    assert moved.splitlines()[0] == ("[a](../files/exact/cones.py#x) [b](../trusted.md) c [d](#e) ![p](../files/x.svg)")
    assert moved.splitlines()[3] == "[a](../exact/cones.py)"


def test_every_command_is_told_with_its_options():
    told = commands.markdown()
    for name in (name for section in SECTIONS.values() for name in section):
        assert f"### proofs {name}\n" in told
    assert "| `--relax` | let integer variables be any numbers |" in told
    assert links.cell("a < b, `c < d`, *e|f*") == r"a &lt; b, `c < d`, \*e\|f\*"


def test_every_key_of_the_two_files_is_explained():
    for command, page in (("proofs schema", "problem-file"), ("proofs schema --market", "market-file")):
        schema, text = schemas.printed()[command], read(f"reference/{page}.md")
        part = schema["$defs"][schema["else"]["$ref"].rpartition("/")[2]]
        missing = [key for key in part["properties"] if f"`{key}`" not in text and key != "format"]
        assert not missing, f"docs/reference/{page}.md does not explain {missing}"


def test_a_schema_in_words():
    assert schemas.words_of({"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Set"}]}}) == (
        "list of (text or Set)"
    )
    assert "| `agents` (must be there) |" in schemas.markdown()


@pytest.mark.parametrize("kind", ["feasible", "bihierarchy", "polarized"])
def test_a_kind_is_shown_by_small_certificates_that_are_accepted(kind):
    found = kinds.smallest(kinds.asked()[kind])
    assert set(found) == {True, False}
    for holds, written in found.items():
        assert checker.verify(json.loads(kinds.shown(written))), holds
        assert written["statements"][0]["kind"] == kind


def test_what_is_said_of_a_kind_is_what_the_checker_says():
    assert kinds.said(checker.KINDS["hierarchy"]) == "Any two sets are nested or disjoint."


def test_the_course_has_all_its_parts_and_programs():
    pages, programs = course.pages(), course.programs()
    assert len(pages) == 11
    for here, text in pages.items():
        for link, target in links.targets(text, here):
            assert target in {**pages, **programs} or target.startswith(links.COPIES), link
    path = programs["tutorials/lang_yang/theorem_3_path.md"]
    assert "Of the course: [6. Where they fail](../6-where-they-fail.md)." in path
    assert "It prints:" in path
    assert "tutorials/lang_yang/theorem_3_path.2.svg" in course.figures()


def test_public_names_are_told():
    told = names.markdown()
    assert "| `implementable` | " in told
    assert "| `LinearSystem` | Rows and bounds on named variables" in told


def test_the_site_is_built_without_a_warning(tmp_path):
    pytest.importorskip("mkdocs", reason="MkDocs comes with the extras `docs` and `dev`")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    built = {path.relative_to(tmp_path).with_suffix("").as_posix() for path in tmp_path.rglob("*.html")}
    assert {page.removeprefix("docs/").removesuffix(".md") for page in PAGES[1:]} <= built


def test_the_parts_have_all_pages():
    pytest.importorskip("mkdocs", reason="MkDocs comes with the extras `docs` and `dev`")
    from website import hooks

    pages = [page.removeprefix("docs/") for page in PAGES[1:]]
    parts = {name: pages for part in hooks.navigation([*pages, "new.md"], []) for name, pages in part.items()}
    assert {"Ten minutes", "Tutorials", "How-to guides", "Reference", "Explanation"} <= parts.keys()
    assert sorted([*pages, "new.md"]) == sorted(
        page for part in ("How-to guides", "Reference", "Explanation") for page in parts[part]
    )
    assert set(hooks.ADDED) <= set(pages)


def test_the_index_of_the_search_has_sections_with_their_pages():
    pytest.importorskip("mkdocs", reason="MkDocs comes with the extras `docs` and `dev`")
    from website.hooks import by_section

    entries = [("a.html", "A"), ("a.html#a", "A"), ("a.html#b", "B")]
    found = list(by_section([{"location": place, "title": title, "text": ""} for place, title in entries]))
    assert [(entry["location"], entry["title"]) for entry in found] == [("a.html#a", "A"), ("a.html#b", "A: B")]


def test_the_pins_have_what_the_site_is_made_with():
    pinned = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert {"mkdocs", "markdown", "pdoc", "watchdog"} <= pinned
