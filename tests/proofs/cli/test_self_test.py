"""`self-test`: on a sound installation everything agrees; what is wrong with one part is told, by that part alone."""

from __future__ import annotations

import json
import random
from fractions import Fraction

import pytest
from typer.testing import CliRunner

from exact import cones, total_unimodularity
from exact.matrices import Matrix
from proofs import checker
from proofs.cli import app, main, self_test
from proofs.cli.self_test import PARTS, Differs, determinant, subdeterminants
from tests.shown import ROOT, as_shown, blocks, commands

assert main  # makes the commands known to the app
GUIDE = ROOT / "docs" / "how-to" / "install.md"


def run(*arguments):
    return CliRunner().invoke(app.app, ["self-test", *arguments])


def test_everything_agrees_here_and_is_told_as_the_guide_shows_it():
    told = run()
    assert told.exit_code == 0, told.stdout
    assert len(told.stdout.splitlines()) == len(PARTS) + 1
    (session,) = (block["session"] for block in blocks(GUIDE.read_text(encoding="utf-8")))
    ((command, shown),) = commands(session)
    assert command == "proofs self-test"
    assert as_shown(shown, told.stdout)


def test_what_differs_is_told_and_the_rest_is_asked_all_the_same(monkeypatch):
    def asked_too(numbers, found):
        return "the part after it"

    monkeypatch.setattr(self_test, "PARTS", (self_test.determinants, asked_too))
    monkeypatch.setattr(Matrix, "determinant", lambda rows: 7)
    told = run("--json")
    assert told.exit_code == 1
    wrong, right = map(json.loads, told.stdout.splitlines())
    assert wrong["holds"] is False
    assert wrong["reason"].startswith("determinants: the determinant of [[")
    assert wrong["reason"].endswith("by elimination in Python")
    assert (right["statement"], right["holds"]) == ("the part after it", True)
    assert "not everything agrees" in run().stdout


def test_without_cddlib_ppl_is_asked_there_and_back(monkeypatch):
    def absent(*rows):
        raise cones.MissingEngineError("not installed")

    monkeypatch.setitem(cones._ENGINES, "cddlib", absent)
    assert "cddlib, an extra, is not installed here" in self_test.extreme_rays(random.Random(0), [])


def test_both_answers_are_asked_for():
    for part in (self_test.unimodular_matrices, self_test.implementable_rules):
        found = []
        part(random.Random(0), found)
        assert {verdict.holds for verdict in found} == {True, False}


def test_a_checker_that_accepts_anything_is_noticed(monkeypatch):
    monkeypatch.setattr(checker, "verify", lambda certificate: ["yes"])
    with pytest.raises(Differs, match="accepts the contrary"):
        self_test.the_checker(random.Random(0), [total_unimodularity([[1]])])


def test_a_file_that_was_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(self_test, "FILES", ("checker.py", "absent.css"))
    with pytest.raises(Differs, match=r"absent\.css are missing"):
        self_test.the_package(random.Random(0), [])


def test_determinants_by_elimination():
    assert determinant([]) == 1
    assert determinant([[0, 2], [3, 5]]) == -6
    assert determinant([[1, 2], [2, 4]]) == 0
    assert sorted(subdeterminants([[1, 1], [-1, 1]])) == [Fraction(each) for each in (-1, 1, 1, 1, 2)]
