"""The page on where LY's theorems hold: there for a check of the paper, complete, and linked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proofs.claims.registry import PAPERS, claims
from proofs.hunt.hunting import Options, hunt_all
from proofs.report import boundaries
from proofs.report.replacing import CORRECTED
from proofs.report.site import build
from tests.proofs.report import test_site as site_tests

EXAMPLES = Path(__file__).parents[3] / "examples"
LY = [claim for claim in claims().values() if claim.paper == PAPERS["ly"]]
READINGS = [(claim, reading) for claim in LY for reading in claim.readings if reading.name.startswith(CORRECTED)]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A check of one claim; the others were no part of it."""
    folder = tmp_path_factory.mktemp("boundaries")
    (claim,) = [claim for claim in LY if claim.id.endswith("/theorem-3")]
    options = Options(folder / "out", workers=0)
    list(hunt_all([claim], options, ("proofs.claims.lang_yang.theorem_3",)))
    found = build(folder / "out", folder / "site", LY, EXAMPLES)
    assert found.complaints == ()
    return folder / "site"


@pytest.fixture(scope="module")
def text(page):
    return "".join(page.text)


@pytest.fixture(scope="module")
def page(site):
    return site_tests.Page((site / boundaries.PAGE).read_text("utf-8"))


def test_the_first_page_leads_to_it(site):
    index = site_tests.Page((site / "index.html").read_text("utf-8"))
    assert [text for given, text in index.of("a") if given["href"] == boundaries.PAGE] == [
        "where Lang and Yang's theorems hold"
    ]


def test_it_has_every_corrected_reading_in_its_words(text):
    assert READINGS
    for claim, reading in READINGS:
        assert " ".join(reading.wording.split()) in text, claim.id
        assert " ".join(claim.quotation.split()) in text, claim.id


def test_it_tells_verdicts_and_how_far_they_were_tried(text):
    assert re.search(r"As printed \(literal\): .?refuted", text)
    assert "It was no part of this check." in text
    assert "Tried on " in text


def test_it_shows_a_boundary_and_the_proofs(page, text):
    assert [given["alt"] for given, _ in page.of("img")]
    assert "Proof." in text
    assert text.count("QED") >= 3


def test_it_stands_the_tests_of_the_other_pages(site, page):
    pages = {boundaries.PAGE: page}
    site_tests.test_nothing_is_loaded_and_no_script_runs_but_ours(pages)
    site_tests.test_titles_begin_with_a_capital(pages)
    identifiers = [given["id"] for _, given, _ in page.elements if "id" in given]
    assert len(identifiers) == len(set(identifiers))


def test_a_check_of_the_other_paper_has_no_such_page():
    others = [claim for claim in claims().values() if claim.paper == PAPERS["vs"]]
    assert boundaries.story((), others, ()) is None
