"""`--at NAME=NUMBER`: every command that takes problems or markets answers about a file with parameters at values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from proofs.cli import app, main
from proofs.plain.reading import BadInput
from tests.proofs.formats.test_parameters import spread
from tests.proofs.test_door import QUESTIONS

assert main  # makes the commands known to the app
ABOUT_FILES = {name: path for name, path in QUESTIONS.items() if path.suffix == ".json"}
FOR_ALL_VALUES = {"implement", "design", "facets", "select", "cost", "choice", "market", "polarized", "osp"}
"""What answers for all values where none are given."""
NEITHER = {
    "lottery",
    "boundary",
    "coq",
    "lp",
    "redundant",
    "project",
    "hull",
    "sum",
    "volume",
    "verify",
    "schema",
    "claims",
    "check",
    "explain",
    "report",
    "new",
    "self-test",
}


def run(*arguments):
    return CliRunner().invoke(app.app, list(map(str, arguments)))


def complaint(told):
    """What was wrong with the input, which the command prints, or `main` does."""
    if told.exit_code != 2:
        assert isinstance(told.exception, BadInput)
        return str(told.exception)
    return told.stderr


def timeless(told):
    """The JSON answers without times and names of files."""
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    dropped = ("file", "certificate", "seconds", "checking_seconds", "table")
    return [{key: value for key, value in answer.items() if key not in dropped} for answer in answers]


def test_the_commands_about_problems_and_markets_take_values():
    commands = get_command(app.app).commands
    assert set(commands) == {*ABOUT_FILES, *NEITHER}
    for name, command in commands.items():
        assert ("at" in {parameter.name for parameter in command.params}) == (name in ABOUT_FILES), name


@pytest.mark.parametrize("command", ABOUT_FILES)
def test_a_file_with_parameters_at_values_is_the_file_with_the_values_written_out(command, tmp_path):
    plain = json.loads(ABOUT_FILES[command].read_text())
    path = tmp_path / "varying.json"
    path.write_text(json.dumps(spread(plain) | {"parameters": {"p": {"above": 0}, "v": {}}}))
    out: tuple[object, ...] = ("--out", tmp_path)
    out = (*out, "--among", "constant") if command == "best" else out  # the rest is a matter of seconds
    told = run(command, path, "--at", "p=1/3", "--at", "v = -2/5", *out, "--json")
    expected = run(command, ABOUT_FILES[command], *out, "--json")
    assert (told.exit_code, timeless(told)) == (expected.exit_code, timeless(expected))
    assert timeless(told)
    assert any(file.name.startswith(f"varying.at.p=1-3-v=-2-5.{command}.") for file in Path(tmp_path).rglob("*.json"))
    if command in FOR_ALL_VALUES:
        return
    without = run(command, path, *out)
    assert "give values, for example --at p=1 --at v=0 " in complaint(without)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["p"], "--at p: write NAME=NUMBER, for example p=1/3"),
        (["p="], '--at p: "" is not an exact number; write "3", "3/7" or "0.125"'),
        (["p=q"], '--at p: "q" is not an exact number'),
        (["p=1/0"], '--at p: "1/0" has denominator 0'),
        (["p=1/2", "p=1/3"], "--at p=1/3: a value of p is given already; give one"),
        (["p=2", "v=1"], "p = 2 is out of its range, 0 < p < 1"),
        (["q=2"], '"q" is no parameter; there are p, v'),
        (["p=1/2"], "no value is given for v"),
    ],
)
def test_values_that_are_none_are_told_in_a_sentence(values, said, tmp_path):
    path = tmp_path / "varying.json"
    plain = json.loads(QUESTIONS["tum"].read_text())
    path.write_text(json.dumps(plain | {"parameters": {"p": {"above": 0, "below": 1}, "v": {}}}))
    told = run("tum", path, *(part for value in values for part in ("--at", value)), "--out", tmp_path)
    assert said in complaint(told)


def test_values_for_a_file_without_parameters_are_refused(tmp_path):
    told = run("implement", QUESTIONS["implement"], "--at", "p=1", "--out", tmp_path)
    assert "a value of p is given, and there are no parameters" in complaint(told)
