"""`--json`: every command says what the schema of answers says, and what it found stands there as data.

`tests/conftest.py` holds every line that any test makes a command print to the schema; here each command is tried.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from proofs.cli import app, main
from proofs.formats.answer_schema import ANSWER, FIELDS, WITHOUT_VERDICT, answer_schema
from tests.proofs.test_door import QUESTIONS
from tests.schemas import complaint, undescribed

EXAMPLES = Path(__file__).parents[3] / "examples"
PROBLEMS, MARKETS = EXAMPLES / "problems", EXAMPLES / "markets"
OTHERS = {
    "boundary": ["graphs", "--agents", "2"],
    "claims": ["lang-yang-2023/theorem-1"],
    "check": ["lang-yang-2023/example-1"],
    "verify": [],
    "explain": ["lang-yang-2023/theorem-1", "--robust"],
    "coq": [],
    "self-test": [],
}
"""Commands that write no certificate, with what they are asked; those of Coq are tried where Coq is."""
SLOW = {"coq", "explain", "check", "best"}
"""What other tests make print JSON: it takes them seconds."""


def asked_in_json():
    """The commands that have `--json`, whoever added them."""
    commands = get_command(app.app).commands
    return {name for name, each in commands.items() if any("--json" in p.opts for p in each.params)}


def said(*arguments):
    told = CliRunner().invoke(app.app, [*map(str, arguments), "--json"])
    assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
    return list(map(json.loads, told.stdout.splitlines()))


def test_the_schema_describes_every_field():
    assert undescribed({"properties": answer_schema()["properties"]}) == []
    command = get_command(app.app).commands["schema"]
    assert command is not None
    printed = CliRunner().invoke(app.app, ["schema", "--answers"]).stdout
    assert json.loads(printed) == answer_schema()
    assert set(ANSWER) <= set(FIELDS)


def test_every_command_with_json_is_tried():
    assert asked_in_json() == {*QUESTIONS, *OTHERS}
    assert set(WITHOUT_VERDICT) <= asked_in_json()


@pytest.mark.parametrize("command", sorted({*QUESTIONS, *OTHERS} - SLOW))
def test_a_command_says_what_the_schema_says(command, tmp_path):
    given = OTHERS[command] if command in OTHERS else [QUESTIONS[command]]
    out = [] if command in ("claims", "verify", "self-test") else ["--out", tmp_path]
    if command == "verify":
        (tmp_path / "absent.json").write_text("{}")
        told = CliRunner().invoke(app.app, ["verify", str(tmp_path / "absent.json"), "--json"])
        lines = list(map(json.loads, told.stdout.splitlines()))
    else:
        lines = said(command, *given, *out)
    assert lines
    for line in lines:
        assert complaint(line, answer_schema()) is None
        assert line["command"] == command
        assert command in WITHOUT_VERDICT or set(ANSWER) <= set(line)


def test_what_a_question_finds_stands_in_the_answer_as_data(tmp_path):
    (yes,) = said("implement", PROBLEMS / "example_4_assignment.json", "--out", tmp_path)
    given = json.loads((PROBLEMS / "example_4_assignment.json").read_text())["interim_rule"]
    shown = {a: {t: set(cells) for t, cells in kinds.items()} for a, kinds in yes["rule"].items()}
    assert all(set(given[a][t]) <= shown[a][t] for a in given for t in given[a])
    assert {tuple(each["profile"]) for each in yes["lotteries"]} == {tuple(yes["rule"])}
    (no,) = said("implement", PROBLEMS / "example_4_assignment_not_implementable.json", "--out", tmp_path)
    violated = no["inequality"]
    assert (violated["left"], violated["bound"]) == ("5/12", "1/3")
    (best,) = said("design", PROBLEMS / "design_myerson.json", "--out", tmp_path)
    assert best["value"] == "71/25"
    assert set(best["transfers"]) == {"b1", "b2"}
    (market,) = said("choice", MARKETS / "two-price.json", "--out", tmp_path)
    assert market["trade"]["gain"] == "1"


def test_a_rule_of_an_answer_can_be_put_into_a_problem_file(tmp_path):
    (best,) = said("design", PROBLEMS / "design_myerson.json", "--out", tmp_path)
    problem = json.loads((PROBLEMS / "design_myerson.json").read_text())
    problem["interim_rule"] = best["rule"]
    (tmp_path / "again.json").write_text(json.dumps(problem))
    (answer,) = said("implement", tmp_path / "again.json", "--out", tmp_path)
    assert answer["holds"]
    assert answer["rule"] == best["rule"]


def test_a_file_that_cannot_be_read_has_a_line(tmp_path):
    good, absent = PROBLEMS / "example_4_assignment.json", tmp_path / "absent.json"
    told = CliRunner().invoke(app.app, ["implement", str(good), str(absent), "--json", "--out", str(tmp_path)])
    first, second = map(json.loads, told.stdout.splitlines())
    assert (told.exit_code, first["holds"]) == (2, True)
    assert second == {
        "command": "implement",
        "file": str(absent),
        "holds": None,
        "error": f"{absent}: cannot be read: No such file or directory",
    }


@pytest.mark.parametrize("form", [["--json"], ["--format", "json"]])
def test_what_is_wrong_with_a_question_has_a_line_too(form, tmp_path, monkeypatch, capsys):
    path = tmp_path / "bad.json"
    path.write_text("{}")
    monkeypatch.setattr(sys, "argv", ["proofs", "facets", str(path), *form])
    with pytest.raises(SystemExit) as left:
        main.main()
    told = capsys.readouterr()
    assert left.value.code == 2
    line = json.loads(told.out)
    assert (line["command"], line["file"], line["holds"]) == ("facets", str(path), None)
    assert told.err == f"proofs: {line['error']}\n"


def test_without_json_nothing_is_a_line(tmp_path):
    told = CliRunner().invoke(app.app, ["implement", str(tmp_path / "absent.json"), "--out", str(tmp_path)])
    assert told.stdout == ""
    assert re.fullmatch(r"proofs: .*absent\.json: cannot be read: .*\n", told.stderr)
