"""A table that is not of the claims and the software as they are says so."""

from __future__ import annotations

import dataclasses
import json

import pytest

from proofs.claims import fingerprints, registry
from proofs.claims.fingerprints import fingerprint, outdated
from proofs.hunt import search
from proofs.hunt.hunting import Options, hunt_all, table
from proofs.hunt.search import ClaimFaultError
from proofs.report.claims import explain_claim
from tests.proofs.claims import arithmetic

MODULES = ("tests.proofs.claims.arithmetic",)
CLAIM = registry.claims(MODULES)["arithmetic/true"]


def check(out, claim=CLAIM):
    return list(hunt_all([claim], Options(out, 10, workers=0), MODULES))


def test_a_fresh_table_is_told_as_it_is(tmp_path):
    (row,) = check(tmp_path)
    assert outdated(row, CLAIM) == ""
    assert "Verdict: survived" in explain_claim(CLAIM, table(tmp_path), "text")


@pytest.mark.parametrize(
    "change",
    [
        lambda reading: dataclasses.replace(reading, wording="another sentence"),
        lambda reading: dataclasses.replace(reading, budget=reading.budget + 1),
        lambda reading: dataclasses.replace(reading, families=reading.families[:1]),
        lambda reading: dataclasses.replace(reading, conclusion=fingerprint),  # a function of another module
    ],
)
def test_a_changed_claim_makes_its_row_an_old_one(tmp_path, change):
    check(tmp_path)
    changed = dataclasses.replace(CLAIM, readings=(change(CLAIM.readings[0]),))
    said = explain_claim(changed, table(tmp_path), "text")
    assert "as it stood when it was checked: its words or its code have changed; run `proofs check" in said
    assert "Verdict: survived" in said


def test_the_source_of_a_claim_is_part_of_it(tmp_path, monkeypatch):
    path = tmp_path / "arithmetic.py"
    path.write_text("# another source")
    before = fingerprint(CLAIM)
    monkeypatch.setattr(arithmetic, "__file__", str(path))
    after = fingerprint(CLAIM)
    assert before["claim"] != after["claim"]
    assert before["software"] == after["software"]


def test_changed_software_and_tables_without_fingerprints_are_told(tmp_path, monkeypatch):
    (row,) = check(tmp_path)
    without = {key: value for key, value in row.items() if key != "fingerprint"}
    assert "does not say" in outdated(without, CLAIM)
    monkeypatch.setattr(fingerprints, "_of_software", lambda: "other")
    assert "its code has changed; run `proofs check arithmetic/true` again" in outdated(row, CLAIM)


def test_a_check_that_breaks_off_leaves_no_row_that_looks_new(tmp_path, monkeypatch):
    """The old row stays, and says that it is old; once the check has been done again, it says nothing more."""
    check(tmp_path)

    def broken(instance):
        raise KeyError("nothing of the kind")

    faulty = dataclasses.replace(CLAIM, readings=(dataclasses.replace(CLAIM.readings[0], conclusion=broken),))
    with monkeypatch.context() as patch:
        patch.setitem(registry.claims(MODULES), CLAIM.id, faulty)
        with pytest.raises(ClaimFaultError):
            check(tmp_path, faulty)
    assert "a later one was begun and did not end" in explain_claim(CLAIM, table(tmp_path), "text")
    check(tmp_path)
    assert "a later one" not in explain_claim(CLAIM, table(tmp_path), "text")


def test_other_rows_are_not_marked(tmp_path):
    check(tmp_path)
    (tmp_path / "table.json").write_text(json.dumps([*table(tmp_path), {"claim": "other", "reading": "literal"}]))
    check(tmp_path)
    assert [row for row in table(tmp_path) if row.get(fingerprints.UNFINISHED)] == []


@pytest.mark.parametrize("same", [True, False])
def test_a_journal_of_another_state_is_not_gone_on_with(tmp_path, monkeypatch, same):
    check(tmp_path)
    tried = []
    if not same:
        monkeypatch.setattr(fingerprints, "_of_software", lambda: "other")

    def work(chunk):
        tried.append(chunk)
        count = chunk.stop - chunk.start
        return search.Tally(count, count, 0, None, False)

    monkeypatch.setattr(search, "work", work)
    (row,) = hunt_all([CLAIM], Options(tmp_path, 10, workers=0, resume=True), MODULES)
    assert row["instances"] == 10
    assert bool(tried) != same
