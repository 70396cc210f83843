"""The command `boundary`: what it prints and writes, and how it ends."""

from __future__ import annotations

import itertools
import json
import operator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proofs import checker
from proofs.claims.families import problems as small
from proofs.cli import app, main
from proofs.reduced_form.problem.structures import preserves_total_unimodularity

assert main  # makes the commands known to the app


def run(*arguments):
    return CliRunner().invoke(app.app, ["boundary", *map(str, arguments)])


def test_every_least_failure_has_a_certificate_that_the_checker_accepts(tmp_path):
    told = run("graphs", "--agents", 3, "--out", tmp_path, "--json")
    answer = json.loads(told.stdout)
    assert told.exit_code == 0
    assert answer["complete"] is True
    assert len(answer["least_failures"]) == 2
    for part in answer["least_failures"]:
        written = json.loads(Path(part["certificate"]).read_text())
        assert [statement["holds"] for statement in written["statements"]] == [False]
        assert written["statements"][0]["about"]["structure"] == part["structure"]
        checker.verify(written)
    for part in answer["greatest_that_hold"]:
        assert json.loads(Path(part["certificate"]).read_text())["statements"][0]["holds"] is True


def test_conditions_for_given_quotas(tmp_path):
    told = run("graphs", "--agents", 3, "--property", "A", "--out", tmp_path)
    assert told.exit_code == 0
    assert "Condition A is complete for the quotas: sets from 0 to 1" in told.stdout
    assert "with 2 types each; sets {1, 2}, {1, 3}" in told.stdout


def test_all_quotas(tmp_path):
    told = run("graphs", "--agents", 3, "--property", "universal-A", "--out", tmp_path)
    assert "Condition A is complete for all quotas:" in told.stdout
    assert "failing quotas; certificate: " in told.stdout


PATH = {
    "format": "exact-proofs/structure/1",
    "agents": ["ann", "bob", "cy", "dan"],
    "sets": [[["bob"], ["ann"]], [["bob"], ["cy"]]],
    "types": {"ann": ["l", "h"], "bob": ["l", "h"], "cy": ["l", "h"], "dan": ["l"]},
}


def brute(sets, most, fails):
    """The least numbers of types of ann, bob, cy and dan with which it fails, each decided by itself."""
    found = [c for c in itertools.product(range(1, most + 1), repeat=4) if fails(small.build(4, 1, sets, c))]
    return [c for c in found if not any(d != c and all(map(operator.le, d, c)) for d in found)]


def test_the_sets_of_a_file_with_all_numbers_of_types(tmp_path):
    path = tmp_path / "path.json"
    path.write_text(json.dumps(PATH))
    answer = json.loads(run(path, "--types", 2, "--out", tmp_path, "--json").stdout)
    assert answer["complete"] is True
    told = [tuple(counts.values()) for part in answer["least_failures"] for counts in part["types_by_agent"]]
    expected = brute((3, 6), 2, lambda given: not preserves_total_unimodularity(given).holds)
    assert sorted(told) == sorted(expected)
    assert len(told) > 2
    assert "with types of ann: 2, bob: 2, cy: 1" in run(path, "--types", 2, "--out", tmp_path).stdout


def test_a_file_that_is_not_there_is_no_family(tmp_path):
    told = run(tmp_path / "path.json")
    assert "this is no file and none of the families graphs, hierarchies" in str(told.exception)


def test_pictures(tmp_path):
    told = run("graphs", "--agents", 4, "--svg", tmp_path / "pictures", "--out", tmp_path)
    assert told.exit_code == 0
    assert {path.name for path in (tmp_path / "pictures").iterdir()} >= {"1.svg", "2.svg"}


def test_an_early_end_is_told(tmp_path):
    told = run("graphs", "--seconds", 0, "--out", tmp_path)
    assert told.exit_code == 3
    assert "the search ended because its time was over, before any structure was answered" in told.stdout
    assert "fails exactly" not in told.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("graphs", "--agents", 9), "2 to 7 agents"), (("markets", "--property", "A", "--floor", 3), "floor <= ceiling")],
)
def test_bad_input_is_one_sentence(arguments, said, tmp_path):
    told = run(*arguments, "--out", tmp_path)
    assert told.exception is not None
    assert said in str(told.exception)


def test_nothing_is_said_that_the_checker_refuses(monkeypatch, tmp_path):
    def refuse(written):
        raise checker.Refused("not today")

    monkeypatch.setattr(checker, "verify", refuse)
    told = run("graphs", "--agents", 3, "--out", tmp_path)
    assert (told.exit_code, told.stdout) == (3, "")
    assert "the checker does not accept the certificate: not today" in told.stderr
