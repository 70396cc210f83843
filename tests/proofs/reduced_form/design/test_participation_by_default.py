"""Participation that transfers ask for, and nobody named: said in the answer, and not in what is certified."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from proofs.cli import app, main

assert main  # makes the commands known to the app
FILE = {
    "format": "exact-proofs/problem/1",
    "agents": ["a", "b"],
    "types": {"a": ["low", "high"], "b": ["low", "high"]},
    "prior": "uniform",
    "constraints": [{"set": ["a", "b"], "ceiling": 1}],
}
VALUES = {agent: {"low": 1, "high": 2} for agent in ("a", "b")}
SAID = '(participation, which transfers ask for unless "participation": false)'


def answer(tmp_path, transfers, **more):
    objective = {"weights": "welfare", "incentives": "cardinal", "preferences": VALUES, "transfers": transfers, **more}
    path = tmp_path / "given.json"
    path.write_text(json.dumps({**FILE, "objective": objective}))
    return CliRunner().invoke(app.app, ["design", str(path), "--out", str(tmp_path)])


@pytest.mark.parametrize("named", [{}, {"participation": True}, {"participation": False}])
def test_the_answer_says_where_participation_comes_from(tmp_path, named):
    told = answer(tmp_path, {"revenue": 0, "balance": "ex post", **named})
    assert told.exit_code == 0, told.output
    assert (SAID in told.stdout) is (not named)


def test_participation_refused_and_asked_for_is_refused(tmp_path):
    told = answer(tmp_path, {"participation": False}, participation="interim")
    assert told.exit_code == 2
    assert "objective.transfers.participation: false says that none is asked" in told.output
