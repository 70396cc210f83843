"""The page on what replaces VS's theorems: there for a check of the paper, complete, and linked."""

from __future__ import annotations

import json
import re

import pytest

from proofs import checker
from proofs.claims.families.smallest_markets import DIFFERENCES
from proofs.claims.registry import PAPERS, claims, claims_in_file
from proofs.hunt.hunting import Options, hunt_all
from proofs.report import replacing
from proofs.report.site import build
from tests.proofs.report import test_site as site_tests

VS = [claim for claim in claims().values() if claim.paper == PAPERS["vs"]]
CORRECTED = [
    (claim, reading) for claim in VS for reading in claim.readings if reading.name.startswith(replacing.CORRECTED)
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A check of one claim that is quick; the others were no part of it."""
    folder = tmp_path_factory.mktemp("replacing")
    (claim,) = [claim for claim in VS if claim.id.endswith("/claim-4")]
    module = "proofs.claims.valenzuela_stookey.claim_4"
    list(hunt_all([claim], Options(folder / "out", workers=0), (module,)))
    found = build(folder / "out", folder / "site", VS, None)
    assert found.complaints == ()
    return folder / "site"


@pytest.fixture(scope="module")
def page(site):
    return site_tests.Page((site / replacing.PAGE).read_text("utf-8"))


def test_the_index_leads_to_it(site):
    index = site_tests.Page((site / "index.html").read_text("utf-8"))
    assert [text for given, text in index.of("a") if given["href"] == replacing.PAGE] == ["what replaces the theorems"]


def test_it_quotes_the_paper_with_what_became_of_each_sentence(page):
    rows = [text for _, text in page.of("tr")]
    for name, told in replacing.SAID.items():
        (claim,) = [claim for claim in VS if claim.id.endswith(f"/{name}")]
        assert any(claim.quotation in row and told in row for row in rows)


def test_all_smallest_markets_are_there_with_six_values_and_a_certificate(site, page):
    captions = [text for _, text in page.of("caption")]
    assert captions.count("The market") - 1 == captions.count("What the best of each class costs") == len(DIFFERENCES)
    values = [text for given, text in page.of("td") if given.get("class") == "entry"]
    assert values[12:18] == ["1", "1/3", "1", "1/3", "1/3", "1/3"], "the third market"
    links = [given["href"] for given, _ in page.of("a") if given["href"].startswith("certificates/smallest")]
    assert len(links) == len(DIFFERENCES)
    for link in links:
        said = checker.verify(checker.read(str(site / link)))
        assert any("obviously strategy-proof on the types is" in sentence for sentence in said)


def test_a_trade_for_each_corner_is_certified_with_its_costs(site, page):
    assert "costs 9/4, where the status quo costs 3" in " ".join("".join(page.text).split())
    said = checker.verify(checker.read(str(site / "certificates" / replacing.CORNERS)))
    for words in ("obviously strategy-proof", "expected", "saves 1/6", "is 9/4"):
        assert any(words in sentence for sentence in said)


def test_every_corrected_reading_is_there_with_how_far_it_was_tried(page):
    quoted = [text for _, text in page.of("blockquote")]
    assert sorted(quoted) == sorted(reading.wording for _, reading in CORRECTED)
    assert {claim.id.partition("/")[2] for claim, _ in CORRECTED} == set(replacing.INSTEAD)
    notes = [text for given, text in page.of("p") if given.get("class") == "note" and "Certificate of" not in text]
    tried = [note for note in notes if note.startswith("Tried on ")]
    assert len(tried) == 1, "one claim was part of this check"
    assert "To the end: " in tried[0]
    assert "In part: " in tried[0]
    assert notes.count("It was no part of this check.") == len(CORRECTED) - 1


def test_the_proofs_stand_there(page):
    told = " ".join("".join(text for _, text in page.of("details")).split())
    for words in ("At most as many rays", "Gordan's theorem", "2^I - 2", "Corner types"):
        assert words.lower() in told.lower()
    assert "`" not in told
    assert any(text.startswith("Two tasks, two agents") for _, text in page.of("em"))


def test_the_shares_are_there(page):
    rows = [text for _, text in page.of("tr")]
    assert sum(re.match(r"[0-9], [0-9], [0-9]", row) is not None for row in rows) == len(replacing.kept_shares())
    items = [text for _, text in page.of("li")]
    assert "2 agents, 2 tasks, 1 type each: in 200 of 200 markets (100.0%)" in items


def test_it_stands_the_tests_of_the_other_pages(site, page):
    pages = {replacing.PAGE: page}
    site_tests.test_nothing_is_loaded_and_no_script_runs_but_ours(pages)
    site_tests.test_titles_begin_with_a_capital(pages)
    every = {
        path.relative_to(site).as_posix(): site_tests.Page(path.read_text("utf-8")) for path in site.rglob("*.html")
    }
    site_tests.test_every_link_leads_to_a_file_and_an_anchor_of_the_site(site, every)
    assert page.of("html", lang="en")
    assert len(page.of("title")) == len(page.of("h1")) == len(page.of("main")) == 1
    identifiers = [given["id"] for _, given, _ in page.elements if "id" in given]
    assert len(identifiers) == len(set(identifiers))


def test_a_check_of_other_claims_has_no_such_page(tmp_path):
    source = tmp_path / "mine.py"
    source.write_text(
        "from proofs.hunt import claim, families, size\n\n\n"
        "@claim('small', where='here', tries=families.matrices(1, 1))\n"
        "def small(matrix):\n    '''A matrix has one row.'''\n    yield size(matrix['rows']).equals(1)\n"
    )
    own = claims_in_file(source)
    list(hunt_all(own, Options(tmp_path / "out", workers=0), (str(source),)))
    build(tmp_path / "out", tmp_path / "site", own, None)
    assert not (tmp_path / "site" / replacing.PAGE).exists()
    assert replacing.PAGE not in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert not list((tmp_path / "site").glob("certificates/smallest*"))
    assert json.loads((tmp_path / "site" / "files.json").read_text("utf-8"))
