"""The table of corrected theorems: its numbers are the record's, on the page, in the file and on the terminal."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from proofs.claims.registry import PAPERS, claims
from proofs.cli.main import app
from proofs.hunt.hunting import Options, hunt_all
from proofs.report import corrected
from proofs.report.findings import entries
from proofs.report.site import build

MODULE = "proofs.claims.lang_yang.theorem_3"
LY = [claim for claim in claims().values() if claim.paper == PAPERS["ly"]]


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """A check of one claim."""
    out = tmp_path_factory.mktemp("corrected") / "out"
    (claim,) = [claim for claim in LY if claim.id.endswith("/theorem-3")]
    list(hunt_all([claim], Options(out, workers=0), (MODULE,)))
    return out


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


def test_the_site_and_the_command_have_the_same_table(checked, tmp_path):
    build(checked, tmp_path / "site", LY, None)
    written = json.loads((tmp_path / "site" / corrected.FILE).read_text("utf-8"))
    said = CliRunner().invoke(app, ["claims", "ly", "--corrected", "--json", "--out", str(checked)])
    assert said.exit_code == 0
    assert list(map(json.loads, said.stdout.splitlines())) == written
    told = CliRunner().invoke(app, ["claims", "ly", "--corrected", "--out", str(checked)]).stdout
    assert "none failing" in told
    assert "no part of the check" in told
    assert "outside (literal)" in told
