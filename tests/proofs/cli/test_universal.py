"""`proofs universal` as a command: files of structures and of problems, options, exit status, what is wrong."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from proofs.certificates import load, verdicts
from proofs.cli import app, main
from proofs.plain.reading import BadInput

assert main  # makes the commands known to the app
PAIRS = {
    "format": "exact-proofs/structure/1",
    "agents": ["1", "2", "3"],
    "types": {"1": ["u", "v"], "2": ["u", "v"], "3": ["u"]},
    "sets": [[["1"], ["2"]], [["1"], ["3"]]],
}
PROBLEM = {
    "format": "exact-proofs/problem/1",
    "agents": ["ann", "bob"],
    "objects": ["algebra", "botany"],
    "types": {"ann": ["keen", "idle"], "bob": ["any"]},
    "prior": "uniform",
    "constraints": [{"each": "agent", "ceiling": 1}, {"each": "object", "floor": 1, "ceiling": 1}],
}


@pytest.fixture
def run(tmp_path):
    def call(data, *options):
        path = tmp_path / "file.json"
        path.write_text(json.dumps(data))
        return CliRunner().invoke(app.app, ["universal", str(path), "--out", str(tmp_path), *options])

    return call


def test_no_with_quotas_and_a_rule(run, tmp_path):
    done = run(PAIRS)
    assert done.exit_code == 1
    assert "It fails at these quotas:\n  0 <= x{1, 2} <= 2\n" in done.stdout
    assert "The rule: Q_1(u) = " in done.stdout
    (verdict,) = verdicts(load(tmp_path / "certificates" / "file.universal.json"))
    assert verdict.holds is False
    assert verdict.verify()


def test_up_to_a_bound(run):
    assert run(PAIRS, "--up-to", "2").exit_code == 1
    open_one = run(PAIRS, "--up-to", "1")
    assert open_one.exit_code == 3
    assert "it is complete for all quotas up to 1, 21 systems up to relabelling" in open_one.stdout
    with pytest.raises(BadInput, match="leave out --divisible"):
        CliRunner().invoke(app.app, ["universal", "x", "--up-to", "1", "--divisible"], catch_exceptions=False)


def test_a_problem_is_its_structure_and_json_has_the_evidence(run, tmp_path):
    done = run(PROBLEM, "--condition", "B", "--json")
    data = json.loads(done.stdout)
    assert data["holds"] in (True, False)
    assert data["evidence"]["form"] in ("by components", "failing quotas")
    assert (tmp_path / "certificates" / "file.universal.B.json").exists()


def test_json_lists_quotas_and_facets_of_each_chamber(run):
    path = {**PAIRS, "types": {"1": ["u", "v"], "2": ["u"], "3": ["u"]}}
    data = json.loads(run(path, "--condition", "B", "--json").stdout)
    assert len(data["chambers"]) == 6
    chamber = data["chambers"][0]
    assert chamber["quotas"][0]["set"] == [["1"], ["2"]]
    assert ["1", "u", "1"] in [entry for facet in chamber["facets"] for entry in facet]
    assert {entry[-1] for facet in chamber["facets"] for entry in facet} == {"1", "-1"}


def test_divisible(run, tmp_path):
    triangle = {**PAIRS, "sets": [*PAIRS["sets"], [["2"], ["3"]]], "types": {agent: ["u"] for agent in "123"}}
    assert run(triangle, "--divisible").exit_code == 0
    assert (tmp_path / "certificates" / "file.universal.divisible.json").exists()
    whole = run(triangle)
    assert whole.exit_code == 0
    assert "three cells of one agent, or with one type each" in whole.stdout


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "exact-proofs/structure/2"}, "format: "),
        ({"format": "exact-proofs/market/1"}, "this is a market file"),
        ({"agent": []}, 'the key "agent" is unknown; did you mean "agents"?'),
        ({"sets": [[["4"]]]}, "sets: set 1 must consist of cells ["),
        ({"sets": 7}, "sets: a list was expected, not 7"),
        ({"types": {"1": 7, "2": ["u"], "3": ["u"]}}, "types.1: a list was expected, not 7"),
        ({"sets": 3}, "a list was expected"),
        ({"types": {"1": ["u"]}}, "types: give the types of every agent"),
    ],
)
def test_what_is_wrong_is_a_sentence(run, change, words):
    done = run({**PAIRS, **change})
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"agents": {"juniors": 3}, "types": {"juniors": ["u"]}, "constraints": []}, "list the agents by name"),
        ({"profiles": [{"profile": {"ann": "keen"}, "constraints": []}]}, "the same constraint sets at every"),
    ],
)
def test_problems_that_have_no_structure(run, change, words):
    done = run({**PROBLEM, **change})
    assert done.exit_code == 2
    assert words in done.stderr
