"""The commands about polyhedra: answers, data, files of cddlib written and read, certificates, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from proofs import checker
from proofs.cli import app, main
from proofs.formats import cones as cone_files
from proofs.plain.reading import BadInput

assert main  # makes the commands known to the app
EXAMPLES = Path(__file__).parents[3] / "examples"
SHADOW, BAKER, ROSTER = (
    EXAMPLES / "polyhedra" / "shadow.ine",
    EXAMPLES / "programs" / "baker.lp",
    EXAMPLES / "programs" / "overbooked.mps",
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app.app, list(map(str, arguments)))


def complaint(told: Result) -> str:
    if isinstance(told.exception, BadInput):
        return str(told.exception)
    assert told.exit_code == 2
    return told.stderr


def written(folder: Path, content: str, name: str = "a.ine") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def test_a_projection_with_multipliers_and_lifts_in_words_and_as_data(tmp_path: Path) -> None:
    told = run("project", SHADOW, "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stdout.splitlines()[:6] == [
        "The projection onto x, y is described by 4 inequalities; none can be spared.",
        "  -x <= 0: 1 x [row 3]",
        "  -y <= 0: 1 x [row 4]",
        "  x <= 2: 1 x [row 1] + 1 x [row 5]",
        "  x + y <= 3: 1 x [row 1] + 1 x [row 2]",
        "All of it is reached: what generates it lifts.",
    ]
    assert "  the point (0, 3), with z = 2" in told.stdout
    plain = json.loads(run("project", SHADOW, "--out", tmp_path, "--json").stdout)
    assert plain["holds"] is True
    assert plain["onto"] == ["x", "y"]
    sums = [facet["multipliers"] for facet in plain["facets"] if facet["bound"] == "3"]
    assert sums == [{"row 1": "1", "row 2": "1"}]
    assert {"point": {"y": "3"}, "with": {"z": "2"}} in plain["vertices"]
    checker.verify(json.loads(Path(plain["certificate"]).read_text()))


def test_a_projection_of_a_program_whose_rows_and_bounds_have_names(tmp_path: Path) -> None:
    told = run("project", BAKER, "--onto", "cake", "--engine", "both", "--out", tmp_path)
    assert "  cake <= 5: 1/2 x [flour] + 1/2 x [the lower bound of pie]" in told.stdout
    path = tmp_path / "x.ine"
    assert run("project", BAKER, "--onto", "pie, cake", "--write", path, "--out", tmp_path).exit_code == 0
    again = cone_files.parse(path.read_text())
    assert again.coordinates == ("pie", "cake")
    assert len(again.inequalities) == 4
    told = run("project", BAKER, "--onto", "cake", "--write", path, "--out", tmp_path)
    assert "there is such a file already" in complaint(told)


def test_equations_of_a_projection_both_ways(tmp_path: Path) -> None:
    path = written(tmp_path, "min\nst\n a: x + z <= 1\n b: x + z >= 1\n c: y - z = 0\nbounds\n z free\nend\n", "a.lp")
    told = run("project", path, "--onto", "x,y", "--out", tmp_path)
    assert "is described by 2 inequalities and 1 equation" in told.stdout
    assert "    and at least that: " in told.stdout
    (equation,) = json.loads(run("project", path, "--onto", "x,y", "--out", tmp_path, "--json").stdout)["equations"]
    assert set(equation) == {"coefficients", "bound", "at_most", "at_least"}


def test_a_system_without_solution_has_a_conflict_and_no_projection(tmp_path: Path) -> None:
    told = run("project", ROSTER, "--onto", "A_DAY", "--out", tmp_path)
    assert told.exit_code == 1
    assert "Added up: 0 <= -1/2. That is false." in told.stdout


@pytest.mark.parametrize(
    ("line", "onto"),
    [("project 1 2", ["x1"]), ("eliminate 1 2", ["x0", "x2"]), ("PROJECT 2 3,1", ["x2", "x0"])],
)
def test_lines_of_a_file_that_say_what_to_project_onto(line: str, onto: list[str], tmp_path: Path) -> None:
    rows = "begin\n2 4 integer\n1 -1 -1 -1\n0 1 1 1\nend\n"
    for content in (rows + line, f"{line}\n{rows}"):
        told = run("project", written(tmp_path, content), "--out", tmp_path, "--json")
        assert json.loads(told.stdout)["onto"] == onto


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("project 2 1", "project announces 2 columns and names 1"),
        ("project", "project is followed by how many columns there are, and their numbers"),
        ("project 1 0", "project names column 0, but columns are counted from 1"),
        ("project 1 4", "project names a column beyond the last, which is 3"),
        ("project 2 1 1", "project names a column twice"),
        ("project 1 1\neliminate 1 2", "a second line with columns to project onto"),
        ("", "name the variables that are to stay, for example --onto x0"),
    ],
)
def test_what_to_project_onto_that_is_wrong_is_one_sentence(line: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"begin\n2 4 integer\n1 -1 -1 -1\n0 1 1 1\nend\n{line}\n")
    assert said in complaint(run("project", path, "--out", tmp_path))


@pytest.mark.parametrize(
    ("onto", "said"),
    [("q", '"q" is no variable; the variables are cake, pie'), ("pie,pie", '"pie" is named twice')],
)
def test_variables_that_are_none_are_one_sentence(onto: str, said: str, tmp_path: Path) -> None:
    assert said in complaint(run("project", BAKER, "--onto", onto, "--out", tmp_path))


PYRAMID = EXAMPLES / "polyhedra" / "pyramid.ext"


def test_the_hull_of_points_and_back_with_incidence_and_adjacency(tmp_path: Path) -> None:
    path = tmp_path / "p.ine"
    told = run("hull", PYRAMID, "--incidence", "--adjacency", "--write", path, "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stdout.startswith("5 inequalities\n  - 5 x0 + 3 x2 <= 0\n")
    assert "in the order above\n  1: 1 3 6\n" in told.stdout
    plain = json.loads(run("hull", PYRAMID, "--adjacency", "--json", "--out", tmp_path).stdout)
    assert sorted(map(len, plain["adjacency"])) == [3, 3, 3, 3, 4]
    assert "incidence" not in plain
    assert plain["holds"] is True
    checker.verify(json.loads(Path(plain["certificate"]).read_text()))
    back = json.loads(run("rays", path, "--incidence", "--json", "--out", tmp_path).stdout)
    assert ["1", "1", "5/3"] in back["vertices"]
    assert len(back["vertices"]) == 5
    assert sorted(map(len, back["incidence"])) == [3, 3, 3, 3, 4]


def test_incidence_has_the_numbers_of_the_file(tmp_path: Path) -> None:
    """The equation is the first row; the cone's apex has a number too, but is no ray."""
    rows = "linearity 1 1\nbegin\n4 4 integer\n1 -1 -1 -1\n0 1 0 0\n0 0 1 0\n0 0 0 1\nend\n"
    plain = json.loads(run("rays", written(tmp_path, rows), "--incidence", "--json", "--out", tmp_path).stdout)
    assert plain["incidence"] == [[1, 2, 3], [1, 2, 4], [1, 3, 4]]
    cone = "V-representation\nbegin\n3 3 integer\n0 1 0\n1 0 0\n0 0 1\nend\n"
    plain = json.loads(run("hull", written(tmp_path, cone, "c.ext"), "--incidence", "--json", "--out", tmp_path).stdout)
    assert sorted(plain["incidence"]) == [[1], [3]]


def test_a_matrix_of_points_has_a_hull_and_an_empty_set_a_contradiction(tmp_path: Path) -> None:
    matrix = {"format": "exact-proofs/matrix/1", "columns": ["a", "b"], "entries": [[0, 0], ["1/2", 0], [0, 2]]}
    told = run("hull", written(tmp_path, json.dumps(matrix), "m.json"), "--out", tmp_path)
    assert "  4 a + b <= 2" in told.stdout
    empty = written(tmp_path, "begin\n2 2 integer\n-2 1\n1 -1\nend\n")
    plain = json.loads(run("rays", empty, "--json", "--out", tmp_path).stdout)
    assert plain["holds"] is False
    assert plain["vertices"] == []
    none = written(tmp_path, "V-representation\nbegin\n0 2 integer\nend\n", "n.ext")
    assert "there is no point and no ray" in complaint(run("hull", none, "--out", tmp_path))


def test_what_ends_early_has_no_certificate_and_no_adjacency(tmp_path: Path) -> None:
    told = run("rays", EXAMPLES / "problems" / "example_1_buyer_seller.json", "--limit", 1, "--adjacency", "--json")
    plain = json.loads(told.stdout)
    assert told.exit_code == 3
    assert (plain["certificate"], plain["holds"], plain["complete"]) == (None, None, False)
    assert "adjacency" not in plain
    assert "not of a search that ended early" in told.stderr


def test_what_the_checker_cannot_list_again_is_told_without_a_certificate(tmp_path, monkeypatch) -> None:
    def too_much(certificate):
        raise checker.TooMuch("there is too much")

    monkeypatch.setattr(checker, "verify", too_much)
    told = run("hull", PYRAMID, "--out", tmp_path)
    assert told.exit_code == 0
    assert "no certificate is written: there is too much" in told.stderr
    assert "certificate:" not in told.stdout
