"""The commands about LY's applications: what `docs/applications.md` shows is so, statuses, JSON, and bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proofs.cli import app, main
from proofs.plain.reading import BadInput
from tests.shown import as_shown, blocks, commands

assert main  # makes the commands known to the app
ROOT = Path(__file__).parents[3]
PROBLEMS = ROOT / "examples" / "problems"
TEXT = (ROOT / "docs" / "applications.md").read_text(encoding="utf-8")
SESSIONS = [pair for block in blocks(TEXT) if block["session"] for pair in commands(block["session"])]


def run(*arguments):
    return CliRunner().invoke(app.app, list(map(str, arguments)))


@pytest.mark.parametrize(("command", "printed"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_the_page_shows_what_is_printed(command, printed, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    name, *words = command.split()
    assert name == "proofs"
    told = run(*words, "--out", tmp_path)
    assert told.exit_code in (0, 1), told.exception
    assert as_shown(printed, told.stdout)


@pytest.mark.parametrize(
    ("name", "options", "status"),
    [
        ("incentives_auction", (), 1),
        ("incentives_auction", ("--participation",), 1),
        ("incentives_auction", ("--transfers",), 0),
        ("incentives_cycle", ("--transfers",), 1),
    ],
)
def test_the_status_is_about_what_is_asked(name, options, status, tmp_path):
    told = run("incentives", PROBLEMS / f"{name}.json", *options, "--json", "--out", tmp_path)
    assert told.exit_code == status
    answer = json.loads(told.stdout)
    assert answer["holds"] is (status == 0)
    assert answer["incentive_compatible"] is False
    assert answer["individually_rational"] is True
    assert answer["some_transfers"]["exist"] is (name == "incentives_auction")


def test_gains_are_data_and_a_long_list_of_them_ends_with_a_count(tmp_path):
    plain = json.loads((PROBLEMS / "incentives_auction.json").read_text())
    plain["interim_rule"] = {b: {f"v{k}": f"{8 - k}/9" for k in range(8)} for b in ("b1", "b2")}
    plain["types"] = {b: [f"v{k}" for k in range(8)] for b in ("b1", "b2")}
    plain["preferences"] = {b: {f"v{k}": k for k in range(8)} for b in ("b1", "b2")}
    del plain["interim_transfers"]
    path = tmp_path / "falling.json"
    path.write_text(json.dumps(plain))
    told = run("incentives", path, "--json", "--out", tmp_path)
    gains = json.loads(told.stdout)["gains"]
    assert len(gains) == 56
    assert gains[0] == {
        **{"agent": "b1", "type": "v7", "report": "v0"},
        **{"gain": "49/9", "honest": "7/9", "lying": "56/9"},
    }
    printed = run("incentives", path, "--out", tmp_path).stdout
    assert "... and 44 more, 56 in all (--all lists them)" in printed
    assert run("incentives", path, "--all", "--out", tmp_path).stdout.count(" gains ") == 56


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--transfers",), "transfers need preferences with values, not rankings"),
        (("--participation",), "participation compares values with 0, and preferences are rankings; leave it out"),
        (("--transfers", "--participation"), "with --transfers all participate in any case"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(options, said, tmp_path):
    plain = json.loads((PROBLEMS / "incentives_cycle.json").read_text())
    rankings = {"ann": {"t1": ["a", "b", "c"], "t2": ["b", "c", "a"], "t3": ["c", "a", "b"]}}
    path = tmp_path / "ranked.json"
    path.write_text(json.dumps(plain | {"incentives": "ordinal", "preferences": rankings}))
    told = run("incentives", path, "--out", tmp_path)
    assert told.exit_code == 0
    assert "The interim rule is ordinally incentive compatible (LY (26))." in told.stdout
    asked = run("incentives", path, *options, "--out", tmp_path)
    complaint = str(asked.exception) if isinstance(asked.exception, BadInput) else asked.stderr
    assert said in complaint


def test_the_capacities_are_data(tmp_path):
    told = run(
        "supplier", ROOT / "examples" / "suppliers" / "section_5_1_capacity_costs.json", "--json", "--out", tmp_path
    )
    assert told.exit_code == 0
    answer = json.loads(told.stdout)
    assert (answer["value"], answer["capacities"]) == ("29/8", {"corolla": "2", "camry": "1"})
    assert set(answer["rule"]) == {"x", "y", "z"}
    assert len(answer["table"]) == 12
    assert answer["table"][0] == {
        "capacities": {"corolla": "2", "camry": "1"},
        **{"value": "57/8", "cost": "7/2", "profit": "29/8"},
    }
    kinds = [entry["kind"] for entry in json.loads(Path(answer["certificate"]).read_text())["statements"]]
    assert (kinds.count("best rule"), kinds.count("comparison")) == (12, 11)


SMALL = {
    "format": "exact-proofs/problem/1",
    "agents": ["a"],
    "objects": ["x"],
    "types": {"a": ["t"]},
    "prior": "uniform",
    "constraints": [{"each": "agent", "ceiling": 3}],
    "capacity_costs": {"x": {"0": 0, "1": 1}},
    "objective": {"weights": {"a": {"t": {"x": 2}}}},
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"capacity_costs": None}, '"capacity_costs" is missing; give for each object what its capacities cost'),
        ({"capacity_costs": {}}, "a table of costs for some of the objects was expected"),
        ({"capacity_costs": {"y": {"0": 0}}}, 'capacity_costs: "y" is not in objects'),
        ({"capacity_costs": {"x": [0, 1]}}, "capacity_costs.x: an object {capacity: cost} was expected"),
        ({"capacity_costs": {"x": {"1/2": 0}}}, "capacity_costs.x: the capacity 1/2 is no whole number from 0 on"),
        ({"capacity_costs": {"x": {"-1": 0}}, "divisible": True}, "the capacity -1 is no number from 0 on"),
        ({"capacity_costs": {"x": {"1": 0, "01": 0}}}, "capacity_costs.x: the capacity 1 is given twice"),
        ({"capacity_costs": {"x": {"one": 0}}}, 'capacity_costs.x, capacity: "one" is not an exact number'),
        ({"capacity_costs": {"x": {"1": "much"}}}, 'capacity_costs.x.1: "much" is not an exact number'),
        ({"capacity_costs": {"x": {str(k): k for k in range(401)}}}, "401 vectors of capacities, more than 400"),
        ({"objects": None, "constraints": [{"each": "agent", "ceiling": 1}]}, "this problem has one anonymous object"),
        ({"outcome": "public"}, "this outcome is public"),
        ({"objective": None}, '"objective" is missing'),
        (
            {"constraints": [{"objects": ["x"], "floor": 1, "ceiling": 2}]},
            "capacity_costs.x, capacity 0: the set {(a, x)} has floor 1 above ceiling 0",
        ),
    ],
)
def test_bad_tables_of_costs_are_told_in_a_sentence(change, said, tmp_path):
    path = tmp_path / "small.json"
    path.write_text(json.dumps({key: value for key, value in (SMALL | change).items() if value is not None}))
    told = run("supplier", path, "--out", tmp_path)
    assert told.exit_code == 2
    assert said in told.stderr


def test_without_a_rule_for_any_capacities_the_answer_is_no(tmp_path):
    path = tmp_path / "small.json"
    quotas = [{"each": "agent", "floor": 2, "ceiling": 3}, {"objects": ["y"], "ceiling": 0}]
    path.write_text(json.dumps(SMALL | {"objects": ["x", "y"], "constraints": quotas}))
    told = run("supplier", path, "--out", tmp_path)
    assert told.exit_code == 1
    assert "With none of 2 vectors of capacities there is a rule. With x 0:" in told.stdout
    assert "table" in json.loads(run("supplier", path, "--json", "--out", tmp_path).stdout)


def test_design_does_not_choose_capacities(tmp_path):
    path = tmp_path / "small.json"
    path.write_text(json.dumps(SMALL))
    assert "`proofs supplier` chooses capacities" in run("design", path, "--out", tmp_path).stderr


def test_a_system_that_misses_nothing_is_status_0(tmp_path):
    path = PROBLEMS / "section_5_6_compromise.json"
    told = run("facets", path, "--against", "33-34", "--json", "--out", tmp_path)
    assert told.exit_code == 0
    answer = json.loads(told.stdout)
    assert (answer["complete"], answer["facets"], answer["missed"]) == (True, 24, 0)
    assert sum(each["count"] for each in answer["orbits"]) == 24
    assert all(each["greatest"] == each["bound"] for each in answer["orbits"])


def test_a_search_that_ends_early_leaves_undecided_that_nothing_is_missed(tmp_path):
    path = PROBLEMS / "section_5_6_compromise.json"
    told = run("facets", path, "--against", "33-34", "--limit", 1, "--out", tmp_path)
    assert told.exit_code == 3
    assert "LY (33)-(34) misses nothing so far." in told.stdout


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("section_5_6_compromise", ("--against", "31-32"), "(31)-(32) are about two alternatives"),
        ("section_5_5_bilateral_trade", ("--against", "33-34"), "(33)-(34) are about a public outcome"),
        ("section_5_6_compromise", ("--against", "33-34", "--latex"), "--against goes with --engine"),
        ("../groups/course_allocation", ("--against", "33-34"), "--against takes two agents by name"),
        ("../families/two_bidders", ("--against", "31-32"), "give values, for example --at"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(name, options, said, tmp_path):
    told = run("facets", PROBLEMS / f"{name}.json", *options, "--out", tmp_path)
    complaint = str(told.exception) if isinstance(told.exception, BadInput) else told.stderr
    assert said in complaint
