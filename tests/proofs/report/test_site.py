"""The static site: structure, escaping and completeness, read without a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from proofs import checker
from proofs.plain.reading import BadInput
from proofs.report.findings import file_name
from proofs.report.html import data
from proofs.report.site import build
from tests.proofs.report import planted

VOID = {"meta", "link", "input", "br", "img"}


class Page(HTMLParser):
    """Elements of a page with their attributes and text; tags must nest."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.text = [], [], []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        if tag == "title" and any(name == "svg" for name, *_ in self.open):
            tag = "svg title"  # the title of a drawing or of a part of it, not of the page
        assert len({key for key, _ in attrs}) == len(attrs)
        element = (tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop()[0].rpartition(" ")[2] == tag

    def handle_data(self, data):
        self.text.append(data)
        for _, _, inside in self.open:
            inside.append(data)

    def of(self, tag, **attributes):
        """Attributes and text of the elements with this tag."""
        return [
            (given, "".join(inside))
            for name, given, inside in self.elements
            if name == tag and all(given.get(key.rstrip("_")) == value for key, value in attributes.items())
        ]


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("check")
    planted.check(folder / "out")
    planted.write_examples(folder / "examples")
    return folder


@pytest.fixture(scope="module")
def site(checked):
    found = build(checked / "out", checked / "site", [*planted.CLAIMS, planted.UNCHECKED], checked / "examples")
    assert found.complaints == ()
    return found.index.parent


@pytest.fixture(scope="module")
def pages(site):
    return {path.relative_to(site).as_posix(): Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def page_of(pages, title):
    (found,) = [page for page in pages.values() if page.of("h1")[0][1] == title]
    return found


def test_every_reading_is_a_row_of_the_table(pages):
    rows = pages["index.html"].of("tr")[1:]
    readings = [reading for claim in planted.CLAIMS for reading in claim.readings]
    assert len(rows) == len(readings) == 6
    verdicts = [attributes["data-verdict"] for attributes, _ in rows]
    assert verdicts.count("refuted") == 3
    assert set(verdicts) == {"refuted", "survived", "vacuous"}


def test_what_was_not_checked_is_folded_away(pages):
    (folded,) = pages["index.html"].of("details", id="not-checked")
    attributes, words = folded
    assert "open" not in attributes
    assert words.startswith("1 reading was no part of this check")
    assert planted.UNCHECKED.readings[0].name in words
    assert "not checked" not in "".join(text for _, text in pages["index.html"].of("table"))
    assert any(given["href"] == "#not-checked" for given, _ in pages["index.html"].of("a"))


def test_titles_begin_with_a_capital(pages):
    """Except where a symbol of one letter begins them."""
    for name, page in pages.items():
        for tag in ("title", "h1", "h3", "figcaption"):
            for _, words in page.of(tag):
                assert not re.match("[a-z]{2}", words) or words.startswith(("false-from", "lang-yang")), (name, words)


def test_sets_and_cells_are_written_as_sets():
    about = {"agents": ["1", "2"], "sets": [[["1"], ["2"]], [["1", "o"]]], "set": [["1"]], "none": []}
    written = re.sub("<[^>]*>", " ", data(about))
    assert re.sub(r"\s+", " ", written).strip() == ("agents (1, 2) sets {1, 2}, {(1, o)} set {1} none none")


def test_figures_are_dark_in_the_dark_and_not_on_paper(pages):
    """By a style sheet of their own, for screens (`exact.pictures.dark`)."""
    images = [image for page in pages.values() for image, _ in page.of("img")]
    drawn = [base64.b64decode(image["src"].removeprefix("data:image/svg+xml;base64,")) for image in images]
    assert drawn
    assert all(svg.count(b"<style>@media screen and (prefers-color-scheme:dark)") == 1 for svg in drawn)


def test_there_is_a_page_for_every_claim_and_every_example(pages):
    assert sum(name.startswith("claims/") for name in pages) == 6
    names = [name for name in pages if name.startswith("examples/")]
    assert names == ["examples/first.a.html", "examples/first.b.html"]
    links = [href["href"] for href, _ in pages["index.html"].of("a") if href["href"].startswith("examples/")]
    assert links == ["examples/first.b.html", "examples/first.a.html"], "in the order of the README"
    assert pages["examples/first.b.html"].of("samp")[0][1] == "<b>&\n"


def test_an_example_shows_its_figures_with_their_captions(pages):
    page = pages["examples/first.b.html"]
    ((image, _),) = page.of("img")
    ((_, caption),) = page.of("figcaption")
    assert image["alt"] == caption
    assert caption.startswith("<script>alert(1)</script>")
    svg = base64.b64decode(image["src"].removeprefix("data:image/svg+xml;base64,"))
    assert svg.startswith(b"<svg><title>&lt;script")
    assert not pages["examples/first.a.html"].of("img")


def test_backticks_in_the_title_of_an_example_are_code(pages):
    page = pages["examples/first.a.html"]
    assert page.of("h1")[0][1] == "The second example, x < 1"
    assert "x < 1" in [inside for _, inside in page.of("code")]
    assert "`" not in page.of("title")[0][1]


def test_every_link_leads_to_a_file_and_an_anchor_of_the_site(site, pages):
    for name, page in pages.items():
        for attributes, _ in page.of("a"):
            address, anchor = urldefrag(attributes["href"])
            target = (site / name).parent / unquote(address) if address else site / name
            assert target.is_file()
            other = pages.get(target.resolve().relative_to(site.resolve()).as_posix())
            if anchor and other is not None and "=" not in anchor:
                assert anchor in {given.get("id") for _, given, _ in other.elements}


def test_nothing_is_loaded_and_no_script_runs_but_ours(pages):
    for page in pages.values():
        scripts = page.of("script")
        (policy,) = [given["content"] for given, _ in page.of("meta") if "http-equiv" in given]
        for given, source in scripts:
            digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
            assert given == {}
            assert f"'sha256-{digest}'" in policy
        assert "default-src 'none'" in policy
        assert "alert" not in "".join(source for _, source in scripts)
        assert not [given for given, _ in page.of("link") if given["href"] != "data:,"]
        for tag, given, _ in page.elements:
            assert not [key for key in given if key.startswith("on")]
            assert given.get("src", "data:image/svg").startswith("data:image/svg")
            assert "://" not in given.get("href", "")
            assert tag not in {"iframe", "object", "embed", "base"}
        styles = "".join(text for _, text in page.of("style"))
        assert styles
        assert "url(" not in styles
        assert "@import" not in styles


def test_hostile_strings_appear_as_text(pages):
    page = page_of(pages, "A cycle of three sets")
    shown = planted.HOSTILE.replace("\u202e", "[U+202E]")
    assert shown in "".join(page.text)
    assert page.of("blockquote")[0][1] == shown
    assert shown in [text for _, text in page.of("th")], "a row of the matrix"


def test_pages_are_named_and_their_controls_labelled(pages):
    for page in pages.values():
        assert page.of("html", lang="en")
        assert len(page.of("title")) == len(page.of("h1")) == len(page.of("main")) == 1
        ids = [given["id"] for _, given, _ in page.elements if "id" in given]
        assert len(ids) == len(set(ids))
    form = pages["index.html"]
    assert len(form.of("label")) == len(form.of("select")) + len(form.of("input")) == 4


def test_certificates_are_copied_as_they_are_and_verify(checked, site):
    names = {path.name for path in (site / "certificates").iterdir()}
    assert len(names) == 3
    for name in names:
        copied = site / "certificates" / name
        assert copied.read_bytes() == (checked / "out" / "certificates" / name).read_bytes()
        assert checker.verify(checker.read(str(copied)))
    assert (site / "checker.py").read_bytes() == Path(checker.__file__).read_bytes()


def test_the_text_of_the_certificate_stands_in_the_page(site, pages):
    for page in pages.values():
        for given, text in page.of("pre", class_="certificate"):
            assert given["data-name"].endswith(".json")
            assert text in {copy.read_text("utf-8") for copy in (site / "certificates").iterdir()}


def test_a_determinant_is_shown_with_its_submatrix(pages):
    page = page_of(pages, "A cycle of three sets")
    assert len(page.of("td", class_="entry zero marked")) + len(page.of("td", class_="entry marked")) == 9
    assert "Its determinant is" in "".join(page.text)


def test_a_farkas_vector_is_added_up(pages):
    text = " ".join("".join(pages["claims/planted-farkas.html"].text).split())
    assert "2000000000000000000000000000001" in text
    assert "≤ 1. Within the bounds of the variables the left side is at least" in text
    assert "It satisfies every row" in text


def test_the_same_findings_give_the_same_bytes(checked, site, tmp_path):
    build(checked / "out", tmp_path, [*planted.CLAIMS, planted.UNCHECKED], checked / "examples")
    first, second = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (site, tmp_path)
    )
    assert first == second


def test_without_examples_the_page_says_so(checked, tmp_path):
    build(checked / "out", tmp_path, planted.CLAIMS, None)
    assert "There are no examples beside this installation" in (tmp_path / "index.html").read_text("utf-8")


def test_claims_that_are_not_known_any_more_are_shown_without_wording(checked, tmp_path):
    build(checked / "out", tmp_path, [], None)
    text = (tmp_path / "claims" / "planted-farkas.html").read_text("utf-8")
    assert "does not know the wording" in text


def test_a_certificate_that_was_changed_is_not_passed_on(checked, tmp_path):
    out = tmp_path / "out"
    (out / "certificates").mkdir(parents=True)
    rows = json.loads((checked / "out" / "table.json").read_text())
    (out / "table.json").write_text(json.dumps(rows))
    name = "planted.farkas.literal.json"
    text = (checked / "out" / "certificates" / name).read_text()
    (out / "certificates" / name).write_text(text.replace('"1/3"', '"0"'))
    found = build(out, tmp_path / "site", planted.CLAIMS, None)
    assert len(found.complaints) == 3, "one changed, two missing"
    assert not list((tmp_path / "site").glob("certificates/*"))
    page = (tmp_path / "site" / "claims" / "planted-farkas.html").read_text()
    assert "no certificate for it that the checker accepts: the point is not in the system." in page


def test_a_later_run_deletes_what_an_earlier_one_wrote_and_nothing_else(checked, tmp_path):
    build(checked / "out", tmp_path, [*planted.CLAIMS, planted.UNCHECKED], checked / "examples")
    gone, kept = tmp_path / "claims" / "planted-later.html", tmp_path / "claims" / "mine.html"
    assert gone.exists()
    kept.write_text("mine")
    example = tmp_path / "examples" / "first.a.html"
    example.write_text("changed by hand")
    build(checked / "out", tmp_path, planted.CLAIMS, None)
    assert not gone.exists()
    assert not (tmp_path / "examples" / "first.b.html").exists()
    assert kept.read_text() == "mine"
    assert example.read_text() == "changed by hand"


def test_a_manifest_cannot_name_files_outside_the_site(checked, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    digest = hashlib.sha256(b"mine").hexdigest()
    site = tmp_path / "site"
    site.mkdir()
    (site / "link.txt").symlink_to(outside)
    names = ["../outside.txt", str(outside), "link.txt", "", "."]
    (site / "files.json").write_text(json.dumps(dict.fromkeys(names, digest)))
    build(checked / "out", site, planted.CLAIMS, None)
    assert outside.read_text() == "mine"
    (site / "files.json").write_text("[not a manifest")
    build(checked / "out", site, planted.CLAIMS, None)
    assert json.loads((site / "files.json").read_text())["index.html"]


def test_the_command_that_is_shown_leads_to_the_certificate(checked, pages):
    path = checked / "out" / "certificates" / "planted.farkas.literal.json"
    assert f"proofs verify {path}" in [text for _, text in pages["claims/planted-farkas.html"].of("code")]


def test_the_last_step_is_said_to_be_the_reader_s(pages):
    text = "".join(pages["claims/planted-farkas.html"].text)
    assert "The checker verifies each of these statements." in text
    assert "This last step the checker does not check: it is for the reader to judge." in text


@pytest.mark.parametrize("content", [None, "", "{}", "[1]", '[{"claim": "a"}]'])
def test_without_a_finished_check_one_sentence_says_so(tmp_path, content):
    if content is not None:
        (tmp_path / "table.json").write_text(content)
    with pytest.raises(BadInput, match=r"table\.json: "):
        build(tmp_path, tmp_path / "site", [], None)


def command(*arguments):
    line = [sys.executable, "-m", "proofs.cli.main", "report", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_the_command_writes_the_site_of_a_check(checked, tmp_path):
    done = command("--from", checked / "out", "--out", tmp_path / "site")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "site" / "index.html").exists()
    assert done.stdout.endswith(f"open {tmp_path / 'site' / 'index.html'}\n")
    absent = command("--from", tmp_path / "absent", "--out", tmp_path / "site")
    assert absent.returncode == 2
    assert absent.stderr.count("\n") == 1
    assert "run `proofs check` first" in absent.stderr


def test_names_of_files_are_safe_and_distinct():
    assert file_name("../../etc/passwd") == "etc-passwd"
    assert re.fullmatch(r"[A-Za-z0-9.-]+", file_name(planted.HOSTILE))
    assert file_name("中") == "claim"
