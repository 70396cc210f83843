"""`proofs verify --coq`: what it prints, which status it ends with, what it keeps, and what it says without Coq."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from exact.linear import LinearSystem, feasibility
from exact.set_systems import edges_of_a_graph
from proofs.certificates import certificate, save
from proofs.cli import app, main
from proofs.coq import compiling

assert main  # makes the commands known to the app
needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")
IMPOSSIBLE = feasibility(LinearSystem.make(["x"], at_most=[({"x": 1}, 0)], lower=1))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app.app, ["verify", "--coq", *map(str, arguments)])


@needs_coq
def test_the_answer_the_statement_and_the_file(tmp_path: Path) -> None:
    path = save(IMPOSSIBLE, tmp_path / "1.none.json")
    told = run(path, "--keep", tmp_path / "kept")
    assert told.exit_code == 0
    assert told.stdout.startswith(f"{path}: Coq accepts 1 theorem in ")
    assert "nothing is assumed" in told.stdout
    assert "\n  statement_1: ~ has_solution system_1\n" in told.stdout
    (theorem,) = json.loads(run(path, "--json").stdout)["theorems"]
    assert theorem == {"theorem": "statement_1", "states": "~ has_solution system_1"}
    page = run(path, "--html").stdout
    assert "Coq accepts 1 theorem in " in page
    assert "statement_1: ~ has_solution system_1" in page
    (kept,) = (tmp_path / "kept").iterdir()
    assert kept.name == "certificate_1_none.v"
    assert "Theorem statement_1 : ~ has_solution system_1." in kept.read_text()


@needs_coq
def test_a_refusal_and_what_is_no_certificate(tmp_path: Path) -> None:
    written = certificate(IMPOSSIBLE)
    written["statements"][0]["evidence"]["multipliers"] = ["0"]
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(written))
    told = run(path, "--json")
    assert told.exit_code == 1
    found = json.loads(told.stdout)
    assert (found["verified"], found["theorems"]) == (False, [])
    assert "statement_1" in found["reasons"][0]
    (tmp_path / "broken.json").write_text(json.dumps({**written, "statements": [{"kind": "feasible", "holds": True}]}))
    told = run(tmp_path / "broken.json", path)
    assert told.exit_code == 2
    assert 'a statement of the kind "feasible" is not written as certificates are' in told.stderr
    first, second = map(json.loads, run(tmp_path / "broken.json", path, "--json").stdout.splitlines())
    assert (first["verified"], second["verified"]) == (None, False)
    assert "is not written as certificates are" in first["reason"]
    assert "Coq refuses" in told.stdout


@needs_coq
def test_a_kind_without_a_form_is_left_open_and_the_kinds_that_have_one_are_named(tmp_path: Path) -> None:
    path = save(edges_of_a_graph([frozenset("ab")], "ab"), tmp_path / "edges.json")
    told = run(path)
    assert told.exit_code == 3
    assert 'statement 1 ("edges of a graph"): this kind has no form in Coq yet' in told.stdout
    assert 'forms in Coq are there for: "comparison", "feasible", ' in told.stdout


def test_without_coq_one_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling.shutil, "which", lambda name: None)
    told = run(save(IMPOSSIBLE, tmp_path / "none.json"))
    assert isinstance(told.exception, compiling.BadInput)
    assert "install Coq 8.16" in str(told.exception)


def test_keep_goes_with_coq(tmp_path: Path) -> None:
    told = CliRunner().invoke(app.app, ["verify", str(save(IMPOSSIBLE, tmp_path / "none.json")), "--keep", "kept"])
    assert "it goes with --coq" in str(told.exception)
