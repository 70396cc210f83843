"""`proofs implement` on many type profiles: interrupted, gone on with, shared among processes."""

from __future__ import annotations

import itertools
import json
import random

import pytest
from typer.testing import CliRunner

from proofs.cli.main import app
from proofs.hunt import executors
from proofs.plain.reading import BadInput
from proofs.reduced_form.implementation.separating import Separation

AGENTS, OBJECTS = [f"i{k}" for k in range(6)], ["o0", "o1"]


@pytest.fixture
def problem(tmp_path):
    """A file with 729 profiles: some get their seats by turns, more often than a hundredth part less."""
    draw = random.Random(3)
    rule = {
        agent: {kind: {j: f"{draw.randint(0, 8)}/60" for j in OBJECTS} for kind in ("t0", "t1", "t2")}
        for agent in AGENTS
    }
    plain = {
        "format": "exact-proofs/problem/1",
        "agents": AGENTS,
        "objects": OBJECTS,
        "types": {agent: ["t0", "t1", "t2"] for agent in AGENTS},
        "prior": "uniform",
        "constraints": [{"each": "agent", "ceiling": 1}, {"each": "object", "ceiling": 1}],
        "interim_rule": rule,
    }
    path = tmp_path / "six.json"
    path.write_text(json.dumps(plain))
    return path


def asked(*arguments):
    return CliRunner().invoke(app, ["implement", *map(str, arguments)])


def stopping(monkeypatch, after):
    """Somebody interrupts after so many best ex post rules."""
    whole, count = Separation._choose, itertools.count()

    def choose(self, weights):
        if next(count) == after:
            raise KeyboardInterrupt
        return whole(self, weights)

    monkeypatch.setattr(Separation, "_choose", choose)


def test_an_interrupted_search_is_gone_on_with(problem, tmp_path, monkeypatch):
    out = tmp_path / "out"
    with monkeypatch.context() as interrupted:
        stopping(interrupted, 6)
        left = asked(problem, "--out", out)
    assert left.exit_code == 130
    assert "6 best ex post rules asked for; go on with --resume" in left.output
    journal = out / "six.implement.asked.jsonl"
    assert len(journal.read_text().splitlines()) == 7
    with monkeypatch.context() as interrupted:
        stopping(interrupted, 2)
        left = asked(problem, "--out", out, "--resume")
    assert "8 best ex post rules asked for; go on with --resume" in left.output
    answer = asked(problem, "--out", out, "--resume", "--json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["holds"] is True
    assert not journal.exists()
    again = asked(problem, "--out", out, "--resume")
    assert again.exit_code == 2
    assert "there is no journal to go on with; ask without --resume" in again.output
    several = asked(problem, problem, "--out", out, "--resume", "--json")  # neither was begun
    assert several.exit_code == 0
    assert several.stdout.count('"holds": true') == 2


def test_processes_come_to_the_same_answer(problem, tmp_path):
    answers = [json.loads(asked(problem, "--out", tmp_path, "--json", *more).stdout) for more in ([], ["--workers", 2])]
    assert answers[0]["evidence"] == answers[1]["evidence"]


def test_a_scheduler_that_is_none_is_said_in_a_sentence(problem, tmp_path):
    refused = asked(problem, "--out", tmp_path, "--scheduler", "nonsense")
    assert isinstance(refused.exception, BadInput)
    assert str(refused.exception).startswith(
        "--scheduler nonsense: missing port number in address 'nonsense'; name one"
    )


def test_more_processes_than_there_can_be_are_said_in_a_sentence(problem, tmp_path, monkeypatch):
    def none(*_, **__):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(executors, "ProcessPoolExecutor", none)
    refused = asked(problem, "--out", tmp_path, "--workers", 3)
    assert isinstance(refused.exception, BadInput)
    assert str(refused.exception) == "--workers 3: Too many open files; ask for fewer"


def test_long_lists_end_with_a_count_and_all_prints_them(tmp_path):
    types = {agent: ["t1", "t2"] for agent in "abcd"}
    file = tmp_path / "sixteen.json"
    plain = {
        "format": "exact-proofs/problem/1",
        "agents": list(types),
        "types": types,
        "prior": "uniform",
        "constraints": [{"each": "agent", "ceiling": 1}],
        "interim_rule": {agent: {"t1": 1, "t2": 1} for agent in types},
        "objective": {"weights": {"a": {"t1": 1}}},
    }
    file.write_text(json.dumps(plain))
    for command in ("implement", "design"):
        cut, whole = (
            CliRunner().invoke(app, [command, str(file), *more, "--out", str(tmp_path / "out")]).output
            for more in ([], ["--all"])
        )
        assert "... and 4 profiles more, all in the certificate" in cut
        assert "(4 lines of long lists are left out; --all prints them)" in cut
        assert "left out" not in whole
        assert whole.count("  at (") == 16
