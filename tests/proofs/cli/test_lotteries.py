"""`proofs lottery`: lotteries over integer matrices, rows and columns that break quotas, inequalities, conflicts."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from exact import birkhoff
from proofs import checker
from proofs.cli import app, main
from proofs.reduced_form.conditions import fewest

assert main  # makes the commands known to the app
EXAMPLES = Path(__file__).parents[3] / "examples" / "assignments"
COURSES, DORMITORY = EXAMPLES / "courses.csv", EXAMPLES / "dormitory.json"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app.app, ["lottery", *map(str, arguments)])


def asked(tmp_path: Path, *arguments: object) -> dict:
    told = run(*arguments, "--out", tmp_path, "--json")
    plain = json.loads(told.stdout)
    assert told.exit_code == {True: 0, False: 1, None: 3}[plain["holds"]]
    checker.verify(json.loads(Path(plain["certificate"]).read_text()))
    return plain


def mean(lottery: list[dict]) -> dict[tuple[str, str], Fraction]:
    total: dict[tuple[str, str], Fraction] = {}
    for entry in lottery:
        for agent, got in entry["assignment"].items():
            for thing, quantity in got.items():
                share = Fraction(entry["probability"]) * Fraction(quantity)
                total[agent, thing] = total.get((agent, thing), Fraction(0)) + share
    return total


def test_the_square_case_is_that_of_birkhoff(tmp_path: Path) -> None:
    rows = [["1/2", "1/3", "1/6"], ["1/4", "1/4", "1/2"], ["1/4", "5/12", "1/3"]]
    plain = asked(tmp_path, COURSES)
    assert plain["holds"]
    assert len(plain["lottery"]) <= 5
    means = birkhoff(rows).mean()
    names = ("ann", "bob", "eve"), ("x", "y", "z")
    assert mean(plain["lottery"]) == {
        (i, j): means[a][b] for a, i in enumerate(names[0]) for b, j in enumerate(names[1])
    }


def test_quotas_on_any_sets_and_the_fewest(tmp_path: Path) -> None:
    plain = asked(tmp_path, DORMITORY, "--fewest")
    assert plain["fewest"] == {"outcomes": 5, "at_least": 5, "proved": True}
    assert [each["holds"] for each in plain["others"]] == [True]
    for entry in plain["lottery"]:
        north = sum(
            int(got.get(room, 0)) for got in entry["assignment"].values() for room in ("north single", "north double")
        )
        assert 2 <= north <= 3
    assert "No lottery over fewer has this mean." in run(DORMITORY, "--fewest", "--out", tmp_path).stdout


def test_fewest_that_is_left_open_is_undecided_and_has_a_lottery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fewest, "MOST_NODES", 1)
    path = tmp_path / "slack.csv"
    path.write_text("1/24,1/6,1/3\n1/4,7/12,1/6\n11/24,1/4,7/24\n")
    plain = asked(tmp_path, path, "--rows", "0..1", "--columns", "0..1", "--fewest")
    assert plain["holds"] is None
    assert not plain["fewest"]["proved"]
    assert [each["holds"] for each in plain["others"]] == [True, True]
    told = run(path, "--rows", "0..1", "--columns", "0..1", "--fewest", "--out", tmp_path)
    assert "is left open: a search with 1 linear programs." in told.stdout


def test_rows_columns_and_entries_that_break_their_quotas_are_named(tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text(",x,y\nann,-1/2,3/2\nbob,1/2,2/5\n")
    told = run(path, "--out", tmp_path)
    assert told.exit_code == 1
    lines = told.stdout.splitlines()[1:-1]
    assert lines == [
        "  entry (ann, x) is -1/2, below 0",
        "  row bob sums to 9/10, below 1",
        "  column x sums to 0, below 1",
        "  column y sums to 19/10, above 1",
    ]
    assert asked(tmp_path, path)["broken"] == [line.strip() for line in lines]


def test_an_inequality_where_all_quotas_are_met(tmp_path: Path) -> None:
    edges = [[["a", "o"], ["b", "o"]], [["b", "o"], ["c", "o"]], [["a", "o"], ["c", "o"]]]
    plain = {
        "format": "exact-proofs/assignment/1",
        "agents": ["a", "b", "c"],
        "objects": ["o"],
        "assignment": [["1/2"]] * 3,
        "constraints": [{"set": edge, "ceiling": 1} for edge in edges],
    }
    path = tmp_path / "triangle.json"
    path.write_text(json.dumps(plain))
    told = run(path, "--out", tmp_path)
    assert "is at most 1, and this one gives 3/2." in told.stdout
    found = asked(tmp_path, path)
    assert (found["broken"], found["inequality"]["at_most"], found["inequality"]["value"]) == ([], "1", "3/2")


def test_quotas_that_contradict_each_other_are_told_by_name(tmp_path: Path) -> None:
    told = run(COURSES, "--rows", "1", "--columns", "2", "--out", tmp_path)
    assert told.exit_code == 1
    assert told.stdout.startswith("No integer matrix meets the quotas.\n")
    assert "   row ann\n" in told.stdout
    assert "None can be spared" in told.stdout
    assert "column y" in asked(tmp_path, COURSES, "--rows", "1", "--columns", "2")["conflict"]


def test_quotas_without_an_integer_solution_alone(tmp_path: Path) -> None:
    pairs = [[["a", "o"], ["b", "o"]], [["b", "o"], ["c", "o"]], [["a", "o"], ["c", "o"]]]
    plain = {
        "format": "exact-proofs/assignment/1",
        "agents": ["a", "b", "c"],
        "objects": ["o"],
        "assignment": [["1/2"]] * 3,
        "constraints": [{"set": pair, "floor": 1, "ceiling": 1} for pair in pairs],
    }
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(plain))
    told = run(path, "--out", tmp_path)
    assert told.exit_code == 1
    assert "Fractional ones do" in told.stdout


def test_several_files_make_a_table_and_bad_ones_are_told(tmp_path: Path) -> None:
    told = run(COURSES, DORMITORY, tmp_path / "none.csv", "--out", tmp_path)
    assert told.exit_code == 2
    assert "none.csv: cannot be read" in told.stderr
    assert "a lottery over 5" in told.stdout
