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


SQUARE, SEGMENT = EXAMPLES / "polyhedra" / "square.ine", EXAMPLES / "polyhedra" / "segment.ext"


def test_the_sum_of_a_system_and_of_points(tmp_path: Path) -> None:
    told = run("sum", SQUARE, SEGMENT, "--out", tmp_path)
    assert told.exit_code == 0
    assert told.stdout.startswith("The sum is described by 6 inequalities; none can be spared.")
    assert "  the point (1, 2), with (1, y) = 1, (2, point, 2) = 1" in told.stdout
    plain = json.loads(run("sum", SQUARE, SEGMENT, "--engine", "both", "--json", "--out", tmp_path).stdout)
    assert (plain["answer"], plain["onto"], len(plain["facets"])) == ("sum", ["x", "y"], 6)
    checker.verify(json.loads(Path(plain["certificate"]).read_text()))
    back = tmp_path / "hexagon.ine"
    run("sum", SEGMENT, SQUARE, "--write", back, "--out", tmp_path)
    volume = json.loads(run("volume", back, "--json", "--out", tmp_path).stdout)
    assert (volume["answer"], volume["value"], volume["dimension"]) == ("volume", "3", 2)


def test_sums_that_are_none_are_one_sentence(tmp_path: Path) -> None:
    told = run("sum", SQUARE, SHADOW, "--out", tmp_path)
    assert "summand 2 has 3 coordinates, and the first has 2" in complaint(told)
    empty = written(tmp_path, "begin\n2 3 integer\n-2 1 0\n1 -1 0\nend\n")
    told = run("sum", SQUARE, empty, "--out", tmp_path)
    assert told.exit_code == 1
    assert "[ -(2, x0) <= -2 ]   row 1 of" in told.stdout


def test_volumes_given_either_way(tmp_path: Path) -> None:
    plain = json.loads(run("volume", PYRAMID, "--json", "--out", tmp_path).stdout)
    assert plain["value"] == "20/9"
    assert [each["holds"] for each in plain["others"]] == [True]
    assert run("volume", SHADOW, "--out", tmp_path).stdout.startswith("The volume is 10/3.\n")
    decimal = written(tmp_path, "begin\n2 2 real\n0 1\n0.1 -1\nend\n")
    assert run("volume", decimal, "--out", tmp_path).stdout.startswith("The volume is 1/10.\n")
    assert "not bounded" in complaint(
        run("volume", written(tmp_path, "begin\n1 2 integer\n0 1\nend\n"), "--out", tmp_path)
    )
    assert run("volume", ROSTER, "--out", tmp_path).exit_code == 1


def test_the_page_on_polyhedra_shows_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = EXAMPLES.parent
    monkeypatch.chdir(root)
    sessions = [part for part in (root / "docs" / "polyhedra.md").read_text().split("```") if part.startswith("\n$ ")]
    assert len(sessions) == 3
    for session in sessions:
        command, _, shown = session.removeprefix("\n$ proofs ").partition("\n")
        told = run(*command.split(), "--out", tmp_path).stdout
        assert told.startswith(shown)


MANUAL = {
    "linearity after end": ("begin\n2 3 integer\n1 -1 -1\n0 1 0\nend\nlinearity 1 1\n", (1, 1)),
    "equality": ("equality 1 2\nbegin\n2 3 integer\n1 -1 -1\n0 1 0\nend\n", (1, 1)),
    "partial_enumeration": ("partial_enumeration 1 2\nbegin\n2 3 integer\n1 -1 -1\n0 1 0\nend\n", (1, 1)),
    "commas": ("linearity 2 1, 2\nbegin\n2 3 integer\n1 -1 -1\n0 1 0\nend\n", (0, 2)),
    "old style, with options": ("square\nbegin\n2 3 rational\n1/2 -1 -1\n0 1 0\nend\nincidence\nadjacency\n", (2, 0)),
    "real": ("H-representation\nbegin\n2 3 real\n1.5e-1 -1 -.25\n0 1. 0\nend\n", (2, 0)),
    "unknown height": ("H-representation\nbegin\n***** 3 rational\n1 -1 -1\n0 1 0\nend\n", (2, 0)),
}
"""Kinds of lines of cddlib's manual, with how many inequalities and equations they make."""


@pytest.mark.parametrize("name", MANUAL)
def test_files_of_cddlib_are_read_and_written_exactly(name: str) -> None:
    content, sizes = MANUAL[name]
    read = cone_files.parse(content)
    assert (len(read.inequalities), len(read.equations)) == sizes
    assert cone_files.parse(cone_files.write(read)) == read
