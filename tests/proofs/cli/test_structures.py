"""`proofs structure`: every property with its evidence, and what theorems conclude, with what became of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from proofs import checker
from proofs.claims.lang_yang.theorem_2_2 import THEOREM_2_2
from proofs.cli import app, main
from proofs.formats.problems import problem_of
from proofs.reduced_form.problem.data import problem_to_plain
from proofs.reduced_form.problem.structures import structure
from proofs.report.structures import explain_structure, structure_report

assert main  # makes the commands known to the app
PROBLEMS = Path(__file__).parents[3] / "examples" / "problems"
PATH = {
    "format": "exact-proofs/structure/1",
    "agents": ["1", "2", "3"],
    "sets": [[["1"], ["2"]], [["2"], ["3"]]],
    "types": {"1": ["u"], "2": ["u", "v"], "3": ["u"]},
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app.app, ["structure", *map(str, arguments)])


def asked(tmp_path: Path, *arguments: object) -> dict:
    told = run(*arguments, "--out", tmp_path, "--json")
    plain = json.loads(told.stdout)
    assert told.exit_code == {True: 0, False: 1, None: 3}[plain["holds"]]
    if plain["certificate"] is not None:
        checker.verify(json.loads(Path(plain["certificate"]).read_text()))
    return plain


def written(folder: Path, plain: dict) -> Path:
    path = folder / "given.json"
    path.write_text(json.dumps(plain))
    return path


def holding(plain: dict) -> dict:
    return {name: each["holds"] for name, each in plain["properties"].items()}


def test_a_structure_has_no_quotas_to_be_asked_about(tmp_path: Path) -> None:
    plain = asked(tmp_path, written(tmp_path, PATH))
    assert holding(plain) == {
        "hierarchy": False,
        "bihierarchy": True,
        "canonical two-sided": False,
        "edges of a graph": True,
        "bipartite graph": True,
    }
    theorems = {each["claim"].partition("/")[2]: each for each in plain["theorems"]}
    assert set(theorems) == {"theorem-2.1", "theorem-2.2", "theorem-2.3", "theorem-3"}
    assert theorems["theorem-2.1"]["applies"] is False
    assert "is a hierarchy: no" in theorems["theorem-2.1"]["missing"]
    assert theorems["theorem-3"]["applies"] is True
    assert theorems["theorem-3"]["record"][0].startswith("refuted in Coq (LY_Theorem_3_is_false, ")
    readings = [each["reading"] for each in theorems["theorem-3"]["instead"]]
    assert readings == ["corrected: paths, and two type profiles"]


def test_all_properties_of_a_problem(tmp_path: Path) -> None:
    plain = asked(tmp_path, PROBLEMS / "example_1_buyer_seller.json", "--property", "linear")
    assert len(holding(plain)) == 9
    assert plain["holds"] is holding(plain)["linear capacity"]
    assert {each["where"] for each in plain["theorems"]} >= {"Theorem 1", "Corollary 1", "Theorem 4(2)"}
    told = run(PROBLEMS / "example_1_buyer_seller.json", "--out", tmp_path)
    assert "\nWhat LY's theorems conclude here, if they are true:\n  Theorem 2(1)" in told.stdout


def test_quotas_that_are_not_attained_and_a_pair_that_is_not_linear(tmp_path: Path) -> None:
    quotas = [{"set": ["a", "b"], "floor": 2, "ceiling": 2}, {"each": "agent", "floor": 0, "ceiling": 3}]
    problem = problem_of(agents=["a", "b"], types=["t"], constraints=quotas)
    path = written(tmp_path, problem_to_plain(problem))
    plain = asked(tmp_path, path, "--property", "effective")
    assert plain["holds"] is False
    assert plain["properties"]["effective quotas"]["told"] == [
        "{a} has floor 0 and ceiling 3, and outcomes give it 0 to 2.",
        "{b} has floor 0 and ceiling 3, and outcomes give it 0 to 2.",
    ]
    assert holding(plain)["linear capacity"] is True
    assert holding(plain)["paramodular effective quotas"] is True
    floors = [{"set": ["a", "b"], "floor": 1, "ceiling": 2}, {"set": ["b", "c"], "floor": 1, "ceiling": 2}]
    other = problem_of(agents=["a", "b", "c"], types=["t"], constraints=floors)
    report = structure_report(other)
    found = report.called("linear capacity")
    assert found is not None
    assert found.holds is False
    assert found.told[0].startswith("beta({")
    assert (
        "no conclusion here, where its hypothesis fails (the generalized capacity is linear: no)"
        in explain_structure(report)
    )


def test_more_than_eight_cells_are_left_open_and_tell_what_was_tried(tmp_path: Path) -> None:
    quotas = [{"each": "agent", "floor": 1, "ceiling": 1}, {"each": "object", "floor": 1, "ceiling": 1}]
    problem = problem_of(agents=["a", "b", "c"], objects=["x", "y", "z"], types=["t"], constraints=quotas)
    path = written(tmp_path, problem_to_plain(problem))
    plain = asked(tmp_path, path, "--property", "paramodular")
    assert plain["holds"] is None
    assert plain["properties"]["paramodular"]["told"] == [
        "Left open. Tried: a list of all sets of 8 cells; there are 9."
    ]
    theorems = {each["where"]: each for each in plain["theorems"]}
    assert theorems["Theorem 4(2)"]["applies"] is None


def test_where_no_outcome_is_feasible_quotas_have_no_properties(tmp_path: Path) -> None:
    quotas = [{"set": ["a"], "floor": 2, "ceiling": 2}, {"set": ["a", "b"], "ceiling": 1}]
    problem = problem_of(agents=["a", "b"], types=["t"], constraints=quotas)
    plain = asked(tmp_path, written(tmp_path, problem_to_plain(problem)))
    assert holding(plain)["paramodular"] is None
    assert "No outcome meets the quotas" in plain["properties"]["effective quotas"]["told"][0]


def test_public_outcomes_and_quotas_that_differ_have_families_but_no_theorems(tmp_path: Path) -> None:
    plain = asked(tmp_path, PROBLEMS / "section_5_6_compromise.json")
    assert plain["theorems"] == []
    assert list(holding(plain))[:2] == ["hierarchy", "bihierarchy"]
    told = run(PROBLEMS / "section_5_5_bilateral_trade.json", "--out", tmp_path)
    sentence = told.stderr or str(told.exception)
    assert "quotas differ between the type profiles of this problem; name a profile" in sentence
    other = run(PROBLEMS / "section_5_6_compromise.json", "--property", "bipartite", "--out", tmp_path)
    assert "--property bipartite: this file has no such property" in (other.stderr or str(other.exception))


def test_the_last_check_is_part_of_the_record(tmp_path: Path) -> None:
    row = {"claim": "lang-yang-2023/theorem-2.1", "reading": "literal", "verdict": "survived"}
    (tmp_path / "table.json").write_text(json.dumps([row]))
    hierarchy = {**PATH, "sets": [[["1"], ["2"]]]}
    told = run(written(tmp_path, hierarchy), "--out", tmp_path)
    assert told.exit_code == 0
    assert " and survived in the last check." in told.stdout


def test_families_are_drawn(tmp_path: Path) -> None:
    told = run(written(tmp_path, PATH), "--svg", tmp_path / "drawn", "--out", tmp_path)
    assert told.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "drawn").iterdir()) == [
        "given.bihierarchy.svg",
        "given.bipartite-graph.svg",
        "given.edges-of-a-graph.svg",
        "given.hierarchy.svg",
    ]
    assert (tmp_path / "drawn" / "given.bihierarchy.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        (
            {**PATH, "format": "exact-proofs/matrix/1"},
            "this is a matrix file; a structure or problem file was expected",
        ),
        ({"format": "exact-proofs/problem/1", "agents": {"all": 3}}, "groups with sizes have no structure"),
    ],
)
def test_other_files_are_refused(plain: dict, said: str, tmp_path: Path) -> None:
    told = run(written(tmp_path, plain), "--out", tmp_path)
    assert told.exit_code == 2
    assert said in told.stderr


def test_a_structure_in_python() -> None:
    given = structure(["1", "2"], None, [[["1"], ["2"]]], {"1": ["u"], "2": ["u"]})
    report = structure_report(given)
    assert all(each.holds for each in report.properties)
    assert all(verdict.verify() for verdict in report.verdicts)


def market(zero: int) -> dict:
    quotas = [{"each": "agent", "floor": 0, "ceiling": 1}, {"each": "object", "floor": zero, "ceiling": 1}]
    types = {"a": ["u", "v"], "b": ["u", "v"]}
    return problem_to_plain(problem_of(agents=["a", "b"], objects=["x", "y"], types=types, constraints=quotas))


def test_theorem_5_and_its_corollaries_ask_for_zero_floors(tmp_path: Path) -> None:
    """By hand: two agents with two types each and two objects; Theorem 2(2)'s corrected reading has W unimodular."""
    plain = asked(tmp_path, written(tmp_path, market(0)))
    theorems = {each["claim"].partition("/")[2]: each for each in plain["theorems"]}
    assert theorems["theorem-5"]["applies"] is True
    assert "corrected: assignment markets" in [each["reading"] for each in theorems["theorem-5"]["instead"]]
    assert "corrected: any ceilings" in [each["reading"] for each in theorems["theorem-5"]["instead"]]
    assert theorems["corollary-2"]["applies"] is True
    assert "where types are rankings" in theorems["corollary-2"]["conclusion"]
    assert theorems["theorem-4.1"]["applies"] is theorems["theorem-4.2"]["applies"] is False
    floors = asked(tmp_path, written(tmp_path, market(1)))
    theorems = {each["claim"].partition("/")[2]: each for each in floors["theorems"]}
    for name in ("theorem-5", "corollary-2", "corollary-3"):
        assert theorems[name]["applies"] is False
        assert "the greatest floor is 1, at most 0: no" in theorems[name]["missing"]


ABC = {
    "format": "exact-proofs/structure/1",
    "agents": ["A", "B", "C"],
    "sets": [[["A"], ["B"]], [["A"], ["B"], ["C"]]],
    "types": {"A": ["u", "v"], "B": ["u", "v"], "C": ["u", "v"]},
}


def test_sets_that_are_no_edges_are_said_to_be_that_and_no_object_is_invented(tmp_path: Path) -> None:
    said = run(written(tmp_path, ABC), "--out", tmp_path).stdout
    assert "Theorem 3: no conclusion here, where its hypothesis fails ({A, B, C} is no pair)" in said
    assert "odd cycle: no" not in said
    assert "canonical two-sided: yes\n    The sets: {A, B}, {A, B, C}, {A}, {B}, {C}\n" in said
    missing = run(written(tmp_path, {**ABC, "sets": [[["A"], ["B"]]]}), "--out", tmp_path).stdout
    assert "Missing: {A, B, C}" in missing
    assert "(A, a)" not in missing


def test_what_was_not_checked_is_checked_before_it_is_explained(tmp_path: Path) -> None:
    file = written(tmp_path, ABC)
    before = "`proofs check theorem-2.2`, then `proofs explain theorem-2.2` tells how it fails"
    assert before in run(file, "--out", tmp_path).stdout
    row = {"claim": THEOREM_2_2.id, "reading": "literal", "verdict": "refuted"}
    (tmp_path / "table.json").write_text(json.dumps([row]))
    said = run(file, "--out", tmp_path).stdout
    assert before not in said
    assert "`proofs explain theorem-2.2` tells how it fails" in said


def test_tum_takes_a_structure_file(tmp_path: Path) -> None:
    file = written(tmp_path, ABC)
    told = CliRunner().invoke(app.app, ["tum", str(file), "--out", str(tmp_path), "--json"])
    plain = json.loads(told.stdout)
    assert plain["holds"] is True
    assert told.exit_code == 0
    checker.verify(json.loads(Path(plain["certificate"]).read_text()))
