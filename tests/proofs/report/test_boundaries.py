"""The page on where LY's theorems hold: there for a check of the paper, complete, and linked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proofs.claims.registry import PAPERS, claims
from proofs.cli.main import app
from proofs.hunt.hunting import Options, hunt_all
from proofs.report import boundaries, corrected
from proofs.report.findings import entries
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
def checked(site):
    """The output of the check."""
    return site.parent / "out"


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


# -------------------------------------------------------------------------- the table of corrected theorems


@pytest.fixture(scope="module")
def recorded(checked):
    rows = json.loads((checked / "table.json").read_text("utf-8"))
    return {(row["claim"], row["reading"]): row for row in rows}


def test_every_corrected_reading_has_a_row_with_the_numbers_of_the_record(checked, recorded):
    found = corrected.rows(entries(checked, LY))
    readings = [(claim.id, r.name) for claim in LY for r in claim.readings if r.name.startswith("corrected: ")]
    assert [(row["claim"], row["reading"]) for row in found] == readings
    for row in found:
        known = recorded.get((row["claim"], row["reading"]))
        assert row["instances"] == (None if known is None else known["instances"])
        assert row["failing"] == (None if known is None else 0)
        assert row["basis"] == ("proved" if row["statement"].endswith("(proved)") else "tested")


def test_what_lies_outside_has_a_certificate_that_is_there(checked):
    row, *_ = [row for row in corrected.rows(entries(checked, LY)) if row["instances"] is not None]
    (literal,) = row["outside"]
    assert literal["reading"] == "literal"
    assert (checked / "certificates" / literal["certificate"]).exists()
    assert "sets {1, 2}, {1, 3}" in literal["counterexample"]


def test_a_certificate_that_the_checker_refuses_is_no_failure_outside(checked, tmp_path):
    """Nothing is told of a refutation that the checker does not accept here and now."""
    (tmp_path / "certificates").mkdir()
    (tmp_path / "table.json").write_bytes((checked / "table.json").read_bytes())
    for path in (checked / "certificates").glob("*.json"):
        (tmp_path / "certificates" / path.name).write_text('{"format": "exact-proofs/certificate/2"}', "utf-8")
    assert all(row["outside"] == [] for row in corrected.rows(entries(tmp_path, LY)))


def test_the_site_and_the_command_have_the_same_table(site, checked):
    written = json.loads((site / corrected.FILE).read_text("utf-8"))
    said = CliRunner().invoke(app, ["claims", "ly", "--corrected", "--json", "--out", str(checked)])
    assert said.exit_code == 0
    assert list(map(json.loads, said.stdout.splitlines())) == [{"command": "claims", **row} for row in written]
    told = CliRunner().invoke(app, ["claims", "ly", "--corrected", "--out", str(checked)]).stdout
    assert "none failing" in told
    assert "no part of the check" in told
    assert "outside (literal)" in told
